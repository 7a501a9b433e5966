//! A promise as the clerk's duty: 'Answer the question', where the slip says 'Your question answered'.
import type { PromiseView } from "../backend/contract";
import { named } from "../shared/named";
import { tOr } from "../shared/words/words.svelte";

/** What is to be done; a step that this version has no words for says what the customer was told. */
export function dutyWords(promise: Pick<PromiseView, "step" | "what">): string {
  return tOr(`due-${promise.step.replace(/_/g, "-")}`, named(promise.what));
}
