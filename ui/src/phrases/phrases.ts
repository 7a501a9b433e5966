//! Phrases by key: which one was typed before the caret, and how its sentence goes in.
import type { Phrase } from "../backend/contract";

/**
 * What is written, and the policy's places of phrases that it offers, its own first. A decision at the counter may need the words
 * of an answer too. A note is for colleagues: it says what somebody was told, but is never an answer, which speaks to the customer.
 */
export const OFFERED = {
  story: ["story"],
  answer: ["answer"],
  decline: ["decision_decline", "answer"],
  contact: ["contact"],
  note: ["note", "contact"],
} as const satisfies Record<string, readonly string[]>;

/** What is written where phrases are offered. */
export type Writing = keyof typeof OFFERED;

/** A phrase with the place that its sentence takes. */
export interface Typed {
  from: number;
  phrase: Phrase;
}

/** A slash or a semicolon, of either width, and what is typed behind it. */
const TYPED = /[/;／；]([^\s/;／；]{1,16})$/;

/** The phrases that are offered to what is written, place by place. */
export function phrasesFor(all: readonly Phrase[], writing: Writing): Phrase[] {
  return OFFERED[writing].flatMap((place) => all.filter((phrase) => phrase.place === place));
}

/** The phrase whose key stands right before the caret. */
export function typedPhrase(text: string, caret: number, phrases: readonly Phrase[]): Typed | undefined {
  const found = TYPED.exec(text.slice(0, caret));
  const key = found?.[1]?.normalize("NFKC").toLowerCase();
  const phrase = key && phrases.find((phrase) => phrase.key.toLowerCase() === key);
  return found && phrase ? { from: found.index, phrase } : undefined;
}

/** Puts `text` in the place of what stands from `from` to `to`, so that the field's own undo takes it out again. */
export function putIn(field: HTMLInputElement | HTMLTextAreaElement, from: number, to: number, text: string): void {
  field.focus();
  field.setSelectionRange(from, to);
  // Old, and the only way in that the field's undo knows.
  if (document.execCommand?.("insertText", false, text)) return;
  field.setRangeText(text, from, to, "end");
  field.setSelectionRange(from + text.length, from + text.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
