//! Why lines are set aside, in words: the counter's for what both say, headquarters' own for the rest.
import { t, tOr } from "../shared/words/words.svelte";

export function reasonWords(reason: string): string {
  const name = reason.replaceAll("_", "-");
  return tOr(`aside-${name}`, tOr(`hq-aside-${name}`, t("aside-other", { reason })));
}
