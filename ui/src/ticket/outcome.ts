//! What became of a print, in words: printed, saved as a file, unknown, or what the printer said.
import { t, tOr } from "../shared/words/words.svelte";
import type { StatusLook } from "./view";

/** `null` is a print that was started and never ended: nobody knows. */
export function outcomeWords(outcome: string | null): string {
  if (outcome === null) return t("print-outcome-open");
  if (outcome === "printed" || outcome === "saved") return t(`print-outcome-${outcome}`);
  return tOr(`error-${outcome.replace(/_/g, "-")}`, t("print-outcome-failed"));
}

export function outcomeLook(outcome: string | null): StatusLook {
  if (outcome === "printed") return "good";
  return outcome === null || outcome === "saved" ? "soon" : "late";
}
