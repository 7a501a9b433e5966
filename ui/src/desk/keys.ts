//! The key table: the only place that says which key does what. It drives the keys and the key sheet (F1).
import type { KeyRow } from "../shared/input/keys";

export type KeyName =
  | "help"
  | "new-ticket"
  | "board"
  | "tasks"
  | "search"
  | "day"
  | "settings"
  | "palette"
  | "leave"
  | "customer-window"
  | "undo"
  | "back"
  | "go-on"
  | "kind"
  | "save-and-print"
  | "save"
  | "waybill"
  | "add-photo"
  | "line-break"
  | "row"
  | "open-row"
  | "read-back"
  | "accept-suggestion"
  | "phrases"
  | "reprint"
  | "sign"
  | "weigh"
  | "correct"
  | "kin"
  | "claim-proof"
  | "claim-assess"
  | "claim-decision"
  | "claim-pay"
  | "claim-contact"
  | "contact-due"
  | "investigation"
  | "loss"
  | "appeal"
  | "rating"
  | "mark-arrow"
  | "mark-ring"
  | "mark-blur"
  | "mark-place"
  | "mark-move"
  | "mark-stretch"
  | "mark-remove"
  | "mark-undo"
  | "marks-save"
  | "marks-hide"
  | "photos-beside"
  | "photo-step";

/** Where a key counts. */
export type KeyPlace = "everywhere" | "intake" | "list" | "ticket" | "photo";

export type DeskKey = KeyRow<KeyName, KeyPlace>;

export const KEYS: readonly DeskKey[] = [
  { name: "help", keys: ["F1"], place: "everywhere" },
  { name: "new-ticket", keys: ["F2"], place: "everywhere" },
  { name: "board", keys: ["F3"], place: "everywhere" },
  { name: "search", keys: ["F4"], place: "everywhere" },
  { name: "day", keys: ["F6"], place: "everywhere" },
  { name: "tasks", keys: ["F7"], place: "everywhere" },
  { name: "customer-window", keys: ["F8"], place: "everywhere" },
  { name: "leave", keys: ["F9"], place: "everywhere" },
  { name: "settings", keys: ["F10"], place: "everywhere" },
  { name: "palette", keys: ["Control+k"], place: "everywhere" },
  { name: "back", keys: ["Escape"], place: "everywhere" },
  { name: "undo", keys: ["Alt+z"], place: "everywhere" },
  { name: "phrases", keys: ["Alt+q"], place: "everywhere", byControl: true },

  { name: "kind", keys: ["Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5"], place: "intake" },
  { name: "go-on", keys: ["Enter"], place: "intake", byControl: true },
  { name: "line-break", keys: ["Shift+Enter"], place: "intake", byControl: true },
  { name: "waybill", keys: ["Alt+w"], place: "intake" },
  { name: "add-photo", keys: ["Alt+c"], place: "intake" },
  { name: "accept-suggestion", keys: ["Alt+a"], place: "intake" },
  { name: "read-back", keys: ["Alt+r"], place: "intake" },
  { name: "save-and-print", keys: ["Control+Enter"], place: "intake" },
  { name: "save", keys: ["Control+s"], place: "intake" },

  { name: "row", keys: ["ArrowUp", "ArrowDown"], place: "list", byControl: true },
  { name: "open-row", keys: ["Enter"], place: "list", byControl: true },

  { name: "reprint", keys: ["Control+p"], place: "ticket" },
  { name: "sign", keys: ["Alt+s"], place: "ticket" },
  { name: "correct", keys: ["Alt+m"], place: "ticket" },
  { name: "weigh", keys: ["Alt+j"], place: "ticket" },
  { name: "kin", keys: ["Alt+k"], place: "ticket" },
  { name: "claim-proof", keys: ["Alt+e"], place: "ticket" },
  { name: "claim-assess", keys: ["Alt+a"], place: "ticket" },
  { name: "claim-decision", keys: ["Alt+d"], place: "ticket" },
  { name: "claim-pay", keys: ["Alt+p"], place: "ticket" },
  { name: "claim-contact", keys: ["Alt+t"], place: "ticket" },
  { name: "contact-due", keys: ["Alt+f"], place: "ticket" },
  { name: "investigation", keys: ["Alt+i"], place: "ticket" },
  { name: "loss", keys: ["Alt+l"], place: "ticket" },
  { name: "appeal", keys: ["Alt+g"], place: "ticket" },
  { name: "rating", keys: ["Alt+r"], place: "ticket" },

  // Answered by the photo desk, which has the keys to itself.
  { name: "mark-arrow", keys: ["a"], place: "photo" },
  { name: "mark-ring", keys: ["r"], place: "photo" },
  { name: "mark-blur", keys: ["b"], place: "photo" },
  { name: "mark-place", keys: ["Enter"], place: "photo" },
  { name: "mark-move", keys: ["ArrowLeft", "ArrowUp", "ArrowDown", "ArrowRight"], place: "photo" },
  { name: "mark-stretch", keys: ["Shift+ArrowLeft", "Shift+ArrowUp", "Shift+ArrowDown", "Shift+ArrowRight"], place: "photo" },
  { name: "mark-remove", keys: ["Delete"], place: "photo" },
  { name: "mark-undo", keys: ["Control+z"], place: "photo" },
  { name: "marks-save", keys: ["Control+s"], place: "photo" },
  { name: "marks-hide", keys: ["c"], place: "photo" },
  { name: "photos-beside", keys: ["s"], place: "photo" },
  { name: "photo-step", keys: ["PageUp", "PageDown"], place: "photo" },
];

/** The first shortcut of a name, for drawing on its button. */
export function shortcut(name: KeyName): string {
  const row = KEYS.find((row) => row.name === name);
  if (!row?.keys[0]) throw new Error(`no key is called ${name}`);
  return row.keys[0];
}
