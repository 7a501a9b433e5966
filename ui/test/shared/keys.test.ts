import { describe, expect, it } from "vitest";
import { caps, matches, rowFor } from "../../src/shared/input/keys";
import { KEYS, shortcut } from "../../src/desk/keys";

function key(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  return new KeyboardEvent("keydown", { key, ...more });
}

describe("matching a key press", () => {
  it("wants exactly its modifiers", () => {
    expect(matches("Control+Enter", key("Enter", { ctrlKey: true }))).toBe(true);
    expect(matches("Control+Enter", key("Enter"))).toBe(false);
    expect(matches("Control+Enter", key("Enter", { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(matches("F2", key("F2", { altKey: true }))).toBe(false);
  });

  it("knows a digit by its place when Alt changes the character", () => {
    expect(matches("Alt+5", key("∞", { altKey: true, code: "Digit5" }))).toBe(true);
  });

  it("shows keys as people know them", () => {
    expect(caps("Control+Enter")).toEqual(["Ctrl", "⏎"]);
    expect(caps("Control+k")).toEqual(["Ctrl", "K"]);
  });
});

describe("the key table", () => {
  it("gives no key two meanings at one place", () => {
    for (const place of ["intake", "list", "ticket"] as const) {
      const keys = KEYS.filter((row) => row.place === place || row.place === "everywhere").flatMap((row) => row.keys);
      expect(new Set(keys).size, place).toBe(keys.length);
    }
  });

  it("prefers the nearer place and leaves controls their own keys", () => {
    expect(rowFor(KEYS, ["intake", "everywhere"], key("Enter", { ctrlKey: true }))?.name).toBe("save-and-print");
    expect(rowFor(KEYS, ["everywhere"], key("Enter", { ctrlKey: true }))).toBeUndefined();
    expect(rowFor(KEYS, ["intake", "everywhere"], key("Enter"))).toBeUndefined();
  });

  it("names the keys of the interface", () => {
    expect([shortcut("new-ticket"), shortcut("board"), shortcut("search"), shortcut("help"), shortcut("palette")]).toEqual(["F2", "F3", "F4", "F1", "Control+k"]);
  });
});
