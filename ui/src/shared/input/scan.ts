//! Scan anywhere: a scanner is heard wherever the cursor stands, and the field it typed into is put back.
import { Burst, characterOf, MEDIAN_GAP_MS, SILENCE_MS } from "./burst";
import { isHalf } from "./half";
import { keyHeard } from "./rhythm";

/** What ended a scan: a key of the scanner's, or nothing but silence. */
export type ScanEnding = "enter" | "tab" | "none";

/** One scan as it was heard. */
export interface Scan {
  text: string;
  /** Milliseconds between keys. */
  gaps: readonly number[];
  ending: ScanEnding;
  /** An input method was on, and hid the keys' letters. */
  isComposed: boolean;
  /** Control characters and keys without a character that were left out. */
  dropped: number;
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** A field as it was before the burst began. */
interface Remembered {
  field: TextField | HTMLSelectElement;
  value: string;
  start: number | null;
  end: number | null;
}

export interface ScannerTiming {
  /** Runs `then` after `ms`; answers how to call it off. */
  after: (ms: number, then: () => void) => () => void;
  /** Milliseconds on a clock that only goes forward. */
  now: () => number;
}

const realTiming: ScannerTiming = {
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  now: () => performance.now(),
};

/** How long after the last key a scan without a trailing Enter counts as finished. */
const FINISHED_MS = 60;
/** An alarm that rings so much later than set found the page busy: keys may be waiting behind it. */
const BUSY_MS = 15;
/** Keys that are held for another one. */
const HOLDING = ["Control", "Alt", "AltGraph", "Meta"];
/** A page that is always busy still gets its scan. */
const MOST_WAITS = 5;

/** Listens for scans on a window. */
export class Scanner {
  #burst = new Burst();
  /** The field before each key of the burst, until it is known for a scan. */
  #remembered: (Remembered | undefined)[] = [];
  /** The field before the composition that is open in it. */
  #composed: Remembered | undefined;
  #isComposed = false;
  #dropped = 0;
  #callOff: (() => void) | undefined;
  /** When the last key of the last scan was pressed: its Enter may come after the scan was given out. */
  #endedAt: number | undefined;
  readonly #heard: (scan: Scan) => void;
  readonly #timing: ScannerTiming;

  constructor(heard: (scan: Scan) => void, timing: ScannerTiming = realTiming) {
    this.#heard = heard;
    this.#timing = timing;
  }

  /** Must be installed before the input-method guard: it has to see the keys that the guard hides. */
  install(target: Window): () => void {
    const key = (event: KeyboardEvent) => this.#key(event, target.document);
    const begun = () => {
      this.#composed = undefined;
      this.#composed = this.#remember(target.document.activeElement);
    };
    const ended = () => (this.#composed = undefined);
    target.addEventListener("keydown", key, true);
    target.addEventListener("compositionstart", begun, true);
    target.addEventListener("compositionend", ended, true);
    return () => {
      this.#forget();
      target.removeEventListener("keydown", key, true);
      target.removeEventListener("compositionstart", begun, true);
      target.removeEventListener("compositionend", ended, true);
    };
  }

  #key(event: KeyboardEvent, page: Document): void {
    if (event.key === "Shift" || event.key === "CapsLock") return;
    keyHeard();
    // What is typed where nobody may look is a hand's, however quick: it is never put back, and never told to anyone.
    if (page.activeElement?.matches("[type=password], [data-secret]")) return this.#forget();
    const at = event.timeStamp;
    if (event.repeat || !this.#burst.continues(at)) this.#forget();
    // A key that is held down repeats at a scanner's pace.
    if (event.repeat) return;
    const ending = endingOf(event);
    if (ending) {
      // Behind a hand's keys it is the hand's.
      const isHand = this.#burst.trail > 0 && this.#burst.lastAt !== undefined && at - this.#burst.lastAt > MEDIAN_GAP_MS;
      const isLate = this.#burst.isEmpty && this.#endedAt !== undefined && at - this.#endedAt <= SILENCE_MS;
      if ((this.#burst.isScan && !isHand) || isLate) swallow(event);
      if (this.#burst.isScan) this.#finish(isHand ? "none" : ending);
      else this.#forget();
      this.#endedAt = undefined;
      return;
    }
    const character = event.ctrlKey || event.altKey || event.metaKey ? undefined : characterOf(event);
    if (character === undefined) {
      // No code has such a character: whatever wrote it, it was no scanner.
      const isWritten = [...event.key].length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey;
      if (isWritten) return this.#forget();
      // Scanners send control characters as Ctrl and a key, or as a key without a character: inside a scan they are dropped.
      const isInside = this.#burst.isScan || (this.#burst.isSure && this.#burst.lastAt !== undefined && at - this.#burst.lastAt <= MEDIAN_GAP_MS);
      if (!isInside) return this.#forget();
      swallow(event);
      if (!HOLDING.includes(event.key)) this.#dropped += 1;
      this.#burst.passed(at);
      this.#awaitEnd(MOST_WAITS);
      return;
    }
    if (!this.#burst.isScan) this.#remembered.push(this.#remember(page.activeElement));
    this.#isComposed ||= event.isComposing || event.keyCode === 229 || event.key === "Process";
    this.#burst.add(character, at);
    if (this.#burst.isScan) swallow(event);
    this.#endedAt = undefined;
    this.#awaitEnd(MOST_WAITS);
  }

  /** Ends the scan once no key has followed; one that follows calls this off. */
  #awaitEnd(waits: number): void {
    this.#callOff?.();
    const { after, now } = this.#timing;
    const setAt = now();
    this.#callOff = after(FINISHED_MS, () => {
      if (!this.#burst.isScan) return;
      if (waits > 0 && now() - setAt > FINISHED_MS + BUSY_MS) return this.#awaitEnd(waits - 1);
      // A key that was pressed in time may stand in the queue behind this alarm: it goes first.
      this.#callOff = after(0, () => this.#finish("none"));
    });
  }

  #finish(ending: ScanEnding): void {
    const burst = this.#burst;
    const trail = ending === "none" ? burst.trail : 0;
    const text = burst.textWithout(trail);
    const after = burst.lastOf(trail);
    const remembered = this.#remembered[burst.lead];
    const scan: Scan = { text, gaps: burst.gaps.slice(0, burst.gaps.length - trail), ending, isComposed: this.#isComposed, dropped: this.#dropped };
    this.#endedAt = burst.lastAt;
    this.#forget();
    if (remembered) putBack(remembered, after);
    if (text && !isHalf(text, ending)) this.#heard(scan);
  }

  #forget(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#burst = new Burst();
    this.#remembered = [];
    this.#isComposed = false;
    this.#dropped = 0;
  }

  #remember(element: Element | null): Remembered | undefined {
    // What is still being composed is not in the field yet: a cancelled composition leaves nothing behind.
    if (this.#composed && this.#composed.field === element) return this.#composed;
    return remember(element);
  }
}

function endingOf({ key, code }: KeyboardEvent): ScanEnding | undefined {
  if (key === "Enter" || code === "Enter") return "enter";
  return key === "Tab" || code === "Tab" ? "tab" : undefined;
}

function swallow(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function remember(element: Element | null): Remembered | undefined {
  // Typing into a list of choices picks by the first letter.
  if (element instanceof HTMLSelectElement) return { field: element, value: element.value, start: null, end: null };
  if (!(element instanceof HTMLInputElement) && !(element instanceof HTMLTextAreaElement)) return undefined;
  return { field: element, value: element.value, start: caret(element, "selectionStart"), end: caret(element, "selectionEnd") };
}

/** Fields of some types (number, date) have no caret and throw when asked. */
function caret(field: TextField, edge: "selectionStart" | "selectionEnd"): number | null {
  try {
    return field[edge];
  } catch {
    return null;
  }
}

/**
 * Puts a field back as it was, and types behind it what a hand typed after the scan. Leaving the field first closes an
 * open composition, whose words are then overwritten.
 */
function putBack({ field, value, start, end }: Remembered, after: string): void {
  const wasFocused = field.ownerDocument.activeElement === field;
  if (wasFocused) field.blur();
  const isText = !(field instanceof HTMLSelectElement);
  const at = isText && start !== null && end !== null ? { start, end } : undefined;
  const now = at && after ? value.slice(0, at.start) + after + value.slice(at.end) : value;
  if (field.value !== now) {
    field.value = now;
    field.dispatchEvent(new Event(isText ? "input" : "change", { bubbles: true }));
  }
  if (!wasFocused) return;
  field.focus();
  if (!at || !isText) return;
  if (after) field.setSelectionRange(at.start + after.length, at.start + after.length);
  else field.setSelectionRange(at.start, at.end);
}
