//! Scan anywhere: a scanner is heard wherever the cursor stands, and the field it typed into is put back.
import { Burst, characterOf, SILENCE_MS } from "./burst";
import { keyHeard } from "./rhythm";

/** One scan as it was heard. */
export interface Scan {
  text: string;
  /** Milliseconds between keys. */
  gaps: readonly number[];
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
/** A page that is always busy still gets its scan. */
const MOST_WAITS = 5;

/** Listens for scans on a window. */
export class Scanner {
  #burst = new Burst();
  #remembered: Remembered | undefined;
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
    target.addEventListener("keydown", key, true);
    return () => {
      this.#forget();
      target.removeEventListener("keydown", key, true);
    };
  }

  #key(event: KeyboardEvent, page: Document): void {
    if (event.key === "Shift" || event.key === "CapsLock") return;
    keyHeard();
    const at = event.timeStamp;
    if (event.repeat || !this.#burst.continues(at)) this.#forget();
    // A key that is held down repeats at a scanner's pace.
    if (event.repeat) return;
    if (event.key === "Enter" || event.key === "Tab" || event.code === "Enter" || event.code === "Tab") {
      const isLate = this.#burst.isEmpty && this.#endedAt !== undefined && at - this.#endedAt <= SILENCE_MS;
      if (this.#burst.isScan || isLate) swallow(event);
      if (this.#burst.isScan) this.#finish();
      else this.#forget();
      this.#endedAt = undefined;
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) {
      // Scanners send control characters as Ctrl and a key; inside a scan they are dropped.
      if (this.#burst.isScan) swallow(event);
      else this.#forget();
      return;
    }
    const character = characterOf(event);
    if (character === undefined) {
      this.#forget();
      return;
    }
    if (this.#burst.isEmpty) this.#remembered = remember(page.activeElement);
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
      this.#callOff = after(0, () => this.#finish());
    });
  }

  #finish(): void {
    const { text, gaps } = this.#burst;
    const remembered = this.#remembered;
    this.#endedAt = this.#burst.lastAt;
    this.#forget();
    if (remembered) putBack(remembered);
    if (text) this.#heard({ text, gaps });
  }

  #forget(): void {
    this.#callOff?.();
    this.#callOff = undefined;
    this.#burst = new Burst();
    this.#remembered = undefined;
  }
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

/** Puts a field back as it was. Leaving it first closes an open composition, whose words are then overwritten. */
function putBack({ field, value, start, end }: Remembered): void {
  const wasFocused = field.ownerDocument.activeElement === field;
  if (wasFocused) field.blur();
  if (field.value !== value) {
    field.value = value;
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  }
  if (!wasFocused) return;
  field.focus();
  if (start !== null && end !== null && !(field instanceof HTMLSelectElement)) field.setSelectionRange(start, end);
}
