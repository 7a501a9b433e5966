//! Every key of headquarters' page. The table is what the page answers to and what the foot of the list shows.
import type { KeyRow } from "../shared/input/keys";

export type KeyName = "search" | "next" | "previous" | "open" | "back" | "photo" | "photo-next" | "photo-previous" | "approve" | "change" | "decline" | "ask-back" | "release";
export type KeyPlace = "list" | "ticket" | "case" | "everywhere";

export const KEYS: readonly KeyRow<KeyName, KeyPlace>[] = [
  { name: "search", keys: ["/"], place: "everywhere" },
  { name: "next", keys: ["j", "ArrowDown"], place: "list" },
  { name: "previous", keys: ["k", "ArrowUp"], place: "list" },
  { name: "open", keys: ["Enter"], place: "list" },
  { name: "next", keys: ["j"], place: "ticket" },
  { name: "previous", keys: ["k"], place: "ticket" },
  { name: "photo", keys: ["p"], place: "ticket" },
  { name: "next", keys: ["j"], place: "case" },
  { name: "previous", keys: ["k"], place: "case" },
  { name: "photo", keys: ["p"], place: "case" },
  { name: "photo-next", keys: ["ArrowRight"], place: "case" },
  { name: "photo-previous", keys: ["ArrowLeft"], place: "case" },
  { name: "approve", keys: ["a"], place: "case" },
  { name: "change", keys: ["c"], place: "case" },
  { name: "decline", keys: ["d"], place: "case" },
  { name: "ask-back", keys: ["b"], place: "case" },
  { name: "release", keys: ["r"], place: "case" },
  { name: "back", keys: ["Escape"], place: "everywhere" },
];

/** Whether a key press is somebody's writing. */
export function isWriting(event: KeyboardEvent): boolean {
  const target = event.target;
  return target instanceof HTMLElement && target.closest("input, textarea, select") !== null;
}
