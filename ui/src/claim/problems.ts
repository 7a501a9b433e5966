//! What is wrong with which field, as Rust told it.
import type { CommandError } from "../backend/contract";
import { noticeWords } from "../desk/troubles";

/** The words at each field of a form that was not taken; empty where something else went wrong. */
export function problemsOf(error: CommandError | undefined): Record<string, string> {
  if (error?.code !== "form_incomplete") return {};
  return Object.fromEntries(Object.entries(error.details).map(([field, code]) => [field, noticeWords("problem", code)]));
}
