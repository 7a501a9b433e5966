//! The lists of the board, in the order in which they want to be seen.
import type { BoardList } from "../backend/contract";

export const LISTS: readonly BoardList[] = ["overdue", "due_today", "to_be_told", "waiting_customer", "waiting_headquarters", "recent"];

/** The first list that has something to say. */
export function firstToSee(counts: Record<BoardList, number>): BoardList {
  return LISTS.find((name) => counts[name] > 0) ?? "recent";
}
