//! Errors in words: what happened, what is safe, what to do next. By code; nobody matches message text.
import { asCommandError } from "../backend/backend";
import type { CommandError } from "../backend/contract";
import { t, tOr, words } from "../shared/words/words.svelte";

export interface TroubleWords {
  happened: string;
  safe: string | undefined;
  next: string | undefined;
}

/** Fluent ids have no dots or spaces. */
function idOf(code: string): string {
  return `error-${code.replace(/[^a-zA-Z0-9_-]/g, "_").replace(/_/g, "-")}`;
}

export function troubleWords(thrown: unknown): TroubleWords {
  const error: CommandError = asCommandError(thrown);
  const id = idOf(error.code);
  const happened = words().find(id, error.details);
  if (happened === undefined) {
    // A newer desk knows a trouble that this screen has no words for: say so with its code, never with its message.
    return { happened: t("error-other", { code: error.code }), safe: t("error-other.safe"), next: t("error-other.next") };
  }
  return { happened, safe: words().find(`${id}.safe`, error.details), next: words().find(`${id}.next`, error.details) };
}

/** Sentences one after another, as the language sets them. */
export function sentences(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(t("sentence-gap"));
}

/** The trouble in one line, for a place at a field or a slot. */
export function troubleLine(thrown: unknown): string {
  const { happened, next } = troubleWords(thrown);
  return next ? t("error-line", { happened, next }) : happened;
}

/** The words for a problem or hint that Rust noticed about a field. */
export function noticeWords(kind: "problem" | "hint", code: string, details: Record<string, string> = {}): string {
  const id = `${kind}-${code.replace(/_/g, "-")}`;
  return tOr(id, t(`${kind}-other`, { code }), details);
}
