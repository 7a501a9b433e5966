//! What a token is good for, in words.
import { tOr } from "../../shared/words/words.svelte";

export function scopeName(scope: string): string {
  return tOr(`hq-scope-${scope.replaceAll(":", "-")}`, scope);
}
