//! The program's own words for tests, in one language.
import { screenWords } from "../src/desk/words";
import { speak, type Locale } from "../src/shared/words/words.svelte";

export function speakIn(locale: Locale): void {
  const words = screenWords();
  words.locale = locale;
  speak(words);
}
