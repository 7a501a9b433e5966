//! Keys by name: matching a key press against 'Control+Enter', and showing it as a person knows it.

/** A shortcut such as `F2`, `Escape`, `Control+Enter`, `Control+k`. Modifiers first, the key last. */
export type Shortcut = string;

const MODIFIERS = ["Control", "Alt", "Shift"] as const;

const SHOWN: Record<string, string> = {
  Control: "Ctrl",
  Enter: "⏎",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

/** Whether the event is this shortcut, no more and no fewer modifiers. Command counts as Control on a Mac. */
export function matches(shortcut: Shortcut, event: KeyboardEvent): boolean {
  const parts = shortcut.split("+");
  const key = parts.at(-1) ?? "";
  const held = { Control: event.ctrlKey || event.metaKey, Alt: event.altKey, Shift: event.shiftKey };
  if (MODIFIERS.some((modifier) => held[modifier] !== parts.includes(modifier))) return false;
  // With Alt held some layouts send another character; the key's place says which digit it is.
  return event.key.toLowerCase() === key.toLowerCase() || event.code === `Digit${key}`;
}

/** The caps to draw for a shortcut: `["Ctrl", "⏎"]`. */
export function caps(shortcut: Shortcut): string[] {
  return shortcut.split("+").map((part) => SHOWN[part] ?? (part.length === 1 ? part.toUpperCase() : part));
}

/** One row of a key table: what the key is called in it, the keys, and where they count. */
export interface KeyRow<Name extends string, Place extends string> {
  name: Name;
  keys: readonly Shortcut[];
  place: Place;
  /** Shown on the sheet, but answered by the control itself (arrows in a list). */
  byControl?: boolean;
}

/** The row that a key press means at a place, the nearer place first. */
export function rowFor<Name extends string, Place extends string>(
  table: readonly KeyRow<Name, Place>[],
  places: readonly Place[],
  event: KeyboardEvent,
): KeyRow<Name, Place> | undefined {
  for (const place of places) {
    const row = table.find((row) => row.place === place && !row.byControl && row.keys.some((key) => matches(key, event)));
    if (row) return row;
  }
  return undefined;
}

/** Moves on to the next control of `within` in reading order; false at the last one. */
export function focusNext(within: HTMLElement, from: Element | null, step: 1 | -1 = 1): boolean {
  const stops = [...within.querySelectorAll<HTMLElement>("[data-stop]")].filter(
    (stop) => !stop.hasAttribute("disabled") && !stop.closest("[hidden], [inert]"),
  );
  const at = from ? stops.findIndex((stop) => stop === from || stop.contains(from)) : -1;
  const next = stops[at + step];
  if (!next) return false;
  const control = next.matches("input, textarea, select, button, [tabindex]")
    ? next
    : (next.querySelector<HTMLElement>('[tabindex="0"], input:checked, input, textarea, select, button') ?? next);
  control.focus();
  if (control instanceof HTMLInputElement && control.type !== "radio") control.select();
  return true;
}
