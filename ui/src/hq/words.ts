//! The words of headquarters' page: the counter's for what both show, and its own.
import { LOCALES, Words, type Locale } from "../shared/words/words.svelte";
import enHq from "../../locales/en/hq.ftl?raw";
import enScreen from "../../locales/en/screen.ftl?raw";
import zhHq from "../../locales/zh-CN/hq.ftl?raw";
import zhScreen from "../../locales/zh-CN/screen.ftl?raw";

const KEPT_AS = "counterfoil-hq-language";

export function hqWords(): Words {
  return new Words({ "zh-CN": [zhScreen, zhHq], en: [enScreen, enHq] });
}

/** The language that was chosen on this computer; Chinese unless one was. */
export function keptLanguage(storage: Pick<Storage, "getItem">): Locale {
  const kept = storage.getItem(KEPT_AS);
  return LOCALES.find((locale) => locale === kept) ?? LOCALES[0];
}

export function keepLanguage(locale: Locale, storage: Pick<Storage, "setItem">): void {
  storage.setItem(KEPT_AS, locale);
}
