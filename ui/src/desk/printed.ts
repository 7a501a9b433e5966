//! What is told when a paper went on its way: that it came out, that it was saved, or that another printer took over.
import type { PrintResult } from "../backend/contract";
import { t, tOr } from "../shared/words/words.svelte";
import type { Desk } from "./desk.svelte";

/** A paper's name. */
export function documentWords(document: string): string {
  return tOr(`document-${document}`, document);
}

/** Which printer failed, why, and which one printed; empty where it came out where it should have. */
export function insteadWords(print: PrintResult): string {
  if (!print.insteadOf) return "";
  const { printer: failed, code } = print.insteadOf;
  return t("printed-instead", { failed, why: tOr(`error-${code.replace(/_/g, "-")}`, t("print-outcome-failed")), printer: print.printer ?? "" });
}

/** Tells what became of a paper; `printed` and `saved` are words of the screens where the usual ones say too little. */
export function tellPrint(desk: Desk, print: PrintResult, document: string, printed = "paper-printed", saved = "paper-saved"): void {
  desk.toasts.show(print.outcome === "printed" ? printed : saved, { args: { document: documentWords(document), copy: print.copy } });
  if (print.insteadOf) desk.toasts.show("printed-elsewhere", { args: { instead: insteadWords(print) } });
}
