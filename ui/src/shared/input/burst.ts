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

/** A hand's key before or after a scan is so many times slower than the scan itself. */
const HAND_TIMES = 2;

/** Keys that came one upon another. */
export class Burst {
  #text: string[] = [];
  /** Milliseconds before each key but the first. */
  #waits: number[] = [];
  /** A long wait in the middle, not counted among the gaps. */
  #hasStalled = false;
  #last: number | undefined;

  /** When the last key was pressed. */
  get lastAt(): number | undefined {
    return this.#last;
  }

  get length(): number {
    return this.#text.length;
  }

  /**
   * Whether a key at `at` still belongs to this burst. Keys that no hand can have typed are waited for longer, once:
   * some systems stamp a key when the page takes it, and a page that is being drawn takes it late.
   */
  continues(at: number): boolean {
    if (this.#last === undefined || at - this.#last <= SILENCE_MS) return true;
    return at - this.#last <= STALL_MS && this.isSure && !this.#hasStalled;
  }

  add(character: string, at: number): void {
    if (this.#last !== undefined) this.#waits.push(at - this.#last);
    this.passed(at);
    this.#text.push(character);
  }

  /** Notes a key that is no character: one that a scanner sends inside a code. */
  passed(at: number): void {
    if (this.#last !== undefined && at - this.#last > SILENCE_MS) this.#hasStalled = true;
    this.#last = at;
  }

  get isScan(): boolean {
    return this.#text.length - this.lead >= LEAST_KEYS && median(this.gaps) <= MEDIAN_GAP_MS && (!this.#hasStalled || this.#isEven);
  }

  /** Keys enough at a scanner's pace that no hand typed them. */
  get isSure(): boolean {
    return this.#text.length - this.lead >= SURE_KEYS && this.#isEven;
  }

  /** No gap that a hand could have made. */
  get #isEven(): boolean {
    return this.#waits.slice(this.lead).every((wait) => wait <= MEDIAN_GAP_MS || wait > SILENCE_MS);
  }

  get isEmpty(): boolean {
    return this.#text.length === 0;
  }

  /** How many keys at the beginning a hand had just typed: each is followed by a hand's wait, and those behind them by a scanner's. */
  get lead(): number {
    return this.#hands.lead;
  }

  /** How many keys at the end a hand typed after a scan that nothing ended. */
  get trail(): number {
    return this.#hands.trail;
  }

  get #hands(): { lead: number; trail: number } {
    const waits = this.#waits;
    let lead = 0;
    while (lead < waits.length && isOfHand(waits[lead]!)) lead += 1;
    let end = waits.length;
    while (end > lead && isOfHand(waits[end - 1]!)) end -= 1;
    const scanned = waits.slice(lead, end);
    const isLead = lead > 0 && isPaceOf(scanned, waits[lead - 1]!) && !isCatchingUp(scanned, waits[lead - 1]!);
    const isTrail = end < waits.length && scanned.length >= LEAST_KEYS - 1 && isPaceOf(scanned, waits[end]!);
    return { lead: isLead ? lead : 0, trail: isTrail ? waits.length - end : 0 };
  }

  /** What was sent, without `trail` keys at its end: plain ASCII, without control characters. */
  textWithout(trail: number): string {
    return toAscii(this.#text.slice(this.lead, this.#text.length - trail).join(""));
  }

  /** The last keys, as they were typed. */
  lastOf(trail: number): string {
    return this.#text.slice(this.#text.length - trail).join("");
  }

  get text(): string {
    return this.textWithout(0);
  }

  /** The gaps between the keys of the scan in milliseconds, without a wait for a busy page. */
  get gaps(): readonly number[] {
    return this.#waits.slice(this.lead).filter((wait) => wait <= SILENCE_MS);
  }
}

function isOfHand(wait: number): boolean {
  return wait > MEDIAN_GAP_MS;
}

/** Whether these waits are a scanner's throughout, and the one beside them is not of their kind. */
function isPaceOf(rest: readonly number[], beside: number): boolean {
  const slowest = Math.max(...rest);
  return rest.length > 0 && slowest <= MEDIAN_GAP_MS && beside > slowest * HAND_TIMES;
}

/** Whether the keys behind a long wait had stood in the queue of a busy page: then they come faster than the scanner sends. */
function isCatchingUp(rest: readonly number[], wait: number): boolean {
  const sorted = [...rest].sort((a, b) => a - b);
  const pace = sorted[Math.floor(sorted.length * 0.75)]!;
  const queued = rest.slice(0, Math.max(1, Math.floor(wait / Math.max(pace, 1))));
  return queued.reduce((sum, one) => sum + one, 0) < (queued.length * pace) / 2;
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
export function characterOf(event: Pick<KeyboardEvent, "key" | "code" | "shiftKey"> & Partial<Pick<KeyboardEvent, "getModifierState">>): string | undefined {
  const { code, shiftKey } = event;
  // A scanner says upper or lower case by Shift alone; a forgotten CapsLock would turn every letter round.
  const isTurned = /^Key[A-Z]$/.test(code) && event.getModifierState?.("CapsLock");
  if (event.key.length === 1 && event.key.charCodeAt(0) < 0x7f && !isTurned) return event.key;
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  if (/^Digit\d$/.test(code)) return shiftKey ? SHIFTED_DIGITS[Number(code.slice(5))] : code.slice(5);
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  const pair = PUNCTUATION[code];
  if (pair) return pair[shiftKey ? 1 : 0];
  return undefined;
}
