//! A page with a keyboard, a scanner and an input method on it, on a clock of its own. Never in the product.
import type { ScannerTiming } from "../../src/shared/input/scan";

/** Numbers that are the same for the same seed. */
export function dice(seed: number): { next: () => number; from: <One>(all: readonly One[]) => One; between: (least: number, most: number) => number; is: (chance: number) => boolean } {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    from: (all) => all[Math.floor(next() * all.length)]!,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    is: (chance) => next() < chance,
  };
}

/** A clock whose alarms ring when it passes them. */
export class TestClock {
  at = 10_000;
  #alarms: { due: number; ring: () => void }[] = [];

  get timing(): ScannerTiming {
    return {
      now: () => this.at,
      after: (ms, ring) => {
        const alarm = { due: this.at + ms, ring };
        this.#alarms.push(alarm);
        return () => (this.#alarms = this.#alarms.filter((one) => one !== alarm));
      },
    };
  }

  /** Goes to `to`, ringing on the way. A busy page has its clock go on first, and rings late. */
  pass(to: number, isBusy = false): void {
    if (isBusy) this.at = Math.max(this.at, to);
    for (;;) {
      const [alarm] = this.#alarms.filter(({ due }) => due <= to).sort((a, b) => a.due - b.due);
      if (!alarm) break;
      this.#alarms = this.#alarms.filter((one) => one !== alarm);
      this.at = Math.max(this.at, alarm.due);
      alarm.ring();
    }
    this.at = Math.max(this.at, to);
  }
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Where each key of a US keyboard lies, and whether Shift is held for it. */
export function placeOf(character: string): { code: string; shiftKey: boolean } {
  if (/[a-z]/i.test(character)) return { code: `Key${character.toUpperCase()}`, shiftKey: character !== character.toLowerCase() };
  if (/\d/.test(character)) return { code: `Digit${character}`, shiftKey: false };
  return { code: { "-": "Minus", "/": "Slash", ".": "Period", " ": "Space" }[character] ?? "", shiftKey: false };
}

/**
 * What a browser does with keys in a text field. With the input method on letters are composed, a digit or a space takes
 * the first candidate, and digits and signs outside a composition are full width. It has every key before the page
 * does, so no page can keep one from it. Leaving a field commits what is composed, as WebKit does.
 */
export class Typist {
  isInputMethodOn = false;
  #preedit = "";
  #base = { value: "", at: 0 };
  readonly #page: Document;

  constructor(page: Document) {
    this.#page = page;
    page.addEventListener("focusout", () => this.#commit(this.#preedit), true);
  }

  get isComposing(): boolean {
    return this.#preedit !== "";
  }

  /** Presses a key, which was pressed at `at`. */
  press(key: string, at: number, more: KeyboardEventInit = {}): KeyboardEvent {
    const isCharacter = key.length === 1;
    const place = isCharacter ? placeOf(key) : { code: key, shiftKey: false };
    const wasComposing = this.isComposing;
    const isHidden = this.isInputMethodOn && isCharacter && !more.ctrlKey && (/[a-z]/i.test(key) || wasComposing);
    const wide = this.isInputMethodOn && isCharacter && !isHidden && /[\d-]/.test(key) ? String.fromCharCode(key.charCodeAt(0) + 0xfee0) : key;
    const event = new KeyboardEvent("keydown", { key: isHidden ? "Process" : wide, ...place, isComposing: wasComposing, bubbles: true, cancelable: true, ...(isHidden ? { keyCode: 229 } : {}), ...more } as KeyboardEventInit);
    Object.defineProperty(event, "timeStamp", { value: at });
    (this.#page.activeElement ?? this.#page.body).dispatchEvent(event);
    if (!isCharacter || more.ctrlKey) return event;
    if (isHidden) this.#compose(key);
    else if (!event.defaultPrevented) this.#insert(wide);
    return event;
  }

  get #field(): TextField | undefined {
    const at = this.#page.activeElement;
    return at instanceof HTMLTextAreaElement || (at instanceof HTMLInputElement && at.type === "text") ? at : undefined;
  }

  #tell(type: string, data: string): void {
    this.#page.activeElement?.dispatchEvent(new CompositionEvent(type, { bubbles: true, data }));
  }

  #compose(key: string): void {
    const field = this.#field;
    if (!field) return;
    if (!this.isComposing) {
      this.#tell("compositionstart", "");
      this.#base = { value: field.value, at: field.selectionStart ?? field.value.length };
    } else if (/[\d ]/.test(key)) {
      this.#commit("王");
      return;
    }
    this.#preedit += key.toLowerCase();
    this.#show(this.#preedit);
    this.#tell("compositionupdate", this.#preedit);
  }

  #commit(words: string): void {
    if (!this.isComposing) return;
    this.#show(words);
    this.#preedit = "";
    this.#tell("compositionend", words);
  }

  #show(words: string): void {
    const field = this.#field;
    if (!field) return;
    const { value, at } = this.#base;
    field.value = value.slice(0, at) + words + value.slice(at);
    field.setSelectionRange(at + words.length, at + words.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #insert(text: string): void {
    const field = this.#field;
    if (!field) return;
    const at = field.selectionStart ?? field.value.length;
    field.value = field.value.slice(0, at) + text + field.value.slice(field.selectionEnd ?? at);
    field.setSelectionRange(at + text.length, at + text.length);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
