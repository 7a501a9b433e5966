//! Every key of headquarters' page. The table is what the page answers to and what the foot of the list shows.
import type { KeyRow } from "../shared/input/keys";

export type KeyName = "search" | "next" | "previous" | "open" | "back" | "photo";
export type KeyPlace = "list" | "ticket" | "everywhere";

export const KEYS: readonly KeyRow<KeyName, KeyPlace>[] = [
  { name: "search", keys: ["/"], place: "everywhere" },
  { name: "next", keys: ["j", "ArrowDown"], place: "list" },
  { name: "previous", keys: ["k", "ArrowUp"], place: "list" },
  { name: "open", keys: ["Enter"], place: "list" },
  { name: "next", keys: ["j"], place: "ticket" },
  { name: "previous", keys: ["k"], place: "ticket" },
  { name: "photo", keys: ["p"], place: "ticket" },
  { name: "back", keys: ["Escape"], place: "everywhere" },
];

/** Whether a key press is somebody's writing. */
export function isWriting(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}
