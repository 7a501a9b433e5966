//! The program's own words for tests, in one language.
import { speak, Words, type Locale } from "../src/shared/words/words.svelte";
import enScreen from "../locales/en/screen.ftl?raw";
import zhScreen from "../locales/zh-CN/screen.ftl?raw";

export function speakIn(locale: Locale): void {
  const words = new Words({ "zh-CN": [zhScreen], en: [enScreen] });
  words.locale = locale;
  speak(words);
}
