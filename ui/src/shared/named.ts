//! Names that come in both languages, in the language of the screen.
import { words } from "./words/words.svelte";

export function named(name: { zh: string; en: string }): string {
  return words().locale === "en" ? name.en || name.zh : name.zh || name.en;
}

/** The name of `code` in a list; a code the list does not know shows itself. */
export function nameIn(list: readonly { code: string; name: { zh: string; en: string } }[], code: string | null | undefined): string {
  if (!code) return "";
  const choice = list.find((choice) => choice.code === code);
  return choice ? named(choice.name) : code;
}
