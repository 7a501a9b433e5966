import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { InputMethodGuard } from "../../src/shared/input/guard";

describe("the input-method guard", () => {
  let tick: (() => void) | undefined;
  let stop: () => void;
  let seen: string[];
  const listener = (event: KeyboardEvent) => seen.push(event.key);

  beforeEach(() => {
    seen = [];
    tick = undefined;
    stop = new InputMethodGuard((then) => (tick = then)).install(window);
    window.addEventListener("keydown", listener);
  });
  afterEach(() => {
    stop();
    window.removeEventListener("keydown", listener);
  });

  function press(key: string, more: KeyboardEventInit = {}): KeyboardEvent {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });
    document.body.dispatchEvent(event);
    return event;
  }

  it("lets ordinary keys through", () => {
    press("Enter");
    press("Escape");
    expect(seen).toEqual(["Enter", "Escape"]);
  });

  it("keeps Enter and Esc for an open composition", () => {
    press("Enter", { isComposing: true });
    press("Escape", { isComposing: true });
    expect(seen).toEqual([]);
  });

  it("keeps a key that the input method has already taken", () => {
    press("Process", { keyCode: 229 } as KeyboardEventInit);
    expect(seen).toEqual([]);
  });

  it("keeps the Enter that committed, though WebKit says the composition has ended", () => {
    document.body.dispatchEvent(new Event("compositionend", { bubbles: true }));
    const enter = press("Enter");
    expect(seen).toEqual([]);
    expect(enter.defaultPrevented).toBe(true);
    tick?.();
    press("Enter");
    expect(seen).toEqual(["Enter"]);
  });
});
