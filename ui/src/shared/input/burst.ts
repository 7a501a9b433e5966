//! Telling a scanner from a person by rhythm alone. Pure: times are handed in.
//!
//! A scanner types 8 to 16 ms apart, a person above 80. At least 6 keys with a median gap of at most 30 ms are a
//! scan. A trailing Enter or Tab proves nothing by itself.

export const LEAST_KEYS = 6;
export const MEDIAN_GAP_MS = 30;
/** A silence longer than this ends a burst; people are slower than this, scanners never. */
export const SILENCE_MS = 80;
/** How long a page may be too busy to be handed the next key of a scan. */
const STALL_MS = 400;
/** So many keys at a scanner's pace are no hand's. */
const SURE_KEYS = 3;

/** Keys that came one upon another. */
export class Burst {
  #text: string[] = [];
  #gaps: number[] = [];
  /** One long wait in the middle, not counted among the gaps. */
  #hasStalled = false;
  #last: number | undefined;

  /** When the last key was pressed. */
  get lastAt(): number | undefined {
    return this.#last;
  }

  /**
   * Whether a key at `at` still belongs to this burst. Keys that no hand can have typed are waited for longer, once:
   * some systems stamp a key when the page takes it, and a page that is being drawn takes it late.
   */
  continues(at: number): boolean {
    if (this.#last === undefined || at - this.#last <= SILENCE_MS) return true;
    return at - this.#last <= STALL_MS && this.#text.length >= SURE_KEYS && !this.#hasStalled && this.#isEven;
  }

  add(character: string, at: number): void {
    if (this.#last !== undefined) {
      if (at - this.#last <= SILENCE_MS) this.#gaps.push(at - this.#last);
      else this.#hasStalled = true;
    }
    this.#last = at;
    this.#text.push(character);
  }

  get isScan(): boolean {
    return this.#text.length >= LEAST_KEYS && median(this.#gaps) <= MEDIAN_GAP_MS && (!this.#hasStalled || this.#isEven);
  }

  /** No gap that a hand could have made. */
  get #isEven(): boolean {
    return this.#gaps.every((gap) => gap <= MEDIAN_GAP_MS);
  }

  get isEmpty(): boolean {
    return this.#text.length === 0;
  }

  /** What was sent: plain ASCII, without control characters. */
  get text(): string {
    return toAscii(this.#text.join(""));
  }

  /** The gaps between keys in milliseconds, for the scanner's test page. */
  get gaps(): readonly number[] {
    return this.#gaps;
  }
}

export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Full-width letters and digits become their ASCII forms; control characters are dropped. */
export function toAscii(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, "")
    .trim();
}

const PUNCTUATION: Record<string, [string, string]> = {
  Space: [" ", " "],
  Minus: ["-", "_"],
  Equal: ["=", "+"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
  Backslash: ["\\", "|"],
  Semicolon: [";", ":"],
  Quote: ["'", '"'],
  Backquote: ["`", "~"],
  Comma: [",", "<"],
  Period: [".", ">"],
  Slash: ["/", "?"],
  NumpadDecimal: [".", "."],
  NumpadSubtract: ["-", "-"],
  NumpadAdd: ["+", "+"],
  NumpadMultiply: ["*", "*"],
  NumpadDivide: ["/", "/"],
};
const SHIFTED_DIGITS = ")!@#$%^&*(";

/**
 * The character a key stands for. An input method hides it from `key` ("Process", 229), but not from `code`;
 * scanners speak the US layout.
 */
export function characterOf(event: Pick<KeyboardEvent, "key" | "code" | "shiftKey">): string | undefined {
  if (event.key.length === 1 && event.key.charCodeAt(0) < 0x7f) return event.key;
  const { code, shiftKey } = event;
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  if (/^Digit\d$/.test(code)) return shiftKey ? SHIFTED_DIGITS[Number(code.slice(5))] : code.slice(5);
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  const pair = PUNCTUATION[code];
  if (pair) return pair[shiftKey ? 1 : 0];
  return event.key.length === 1 ? event.key : undefined;
}
