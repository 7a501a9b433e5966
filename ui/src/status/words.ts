//! The words of the customer's page, in the language of whoever's telephone it is.
import { LOCALES, Words, type Locale } from "../shared/words/words.svelte";
import enStatus from "../../locales/en/status.ftl?raw";
import zhStatus from "../../locales/zh-CN/status.ftl?raw";

const KEPT_AS = "counterfoil-slip-language";

export function statusWords(): Words {
  return new Words({ "zh-CN": [zhStatus], en: [enStatus] });
}

/** The language that was chosen here before; else the first of the browser's that we speak; else English. */
export function firstLanguage(wanted: readonly string[], storage = kept()): Locale {
  const chosen = LOCALES.find((locale) => locale === storage?.getItem(KEPT_AS));
  if (chosen) return chosen;
  const spoken = wanted.map((tag) => LOCALES.find((locale) => locale.slice(0, 2) === tag.slice(0, 2).toLowerCase()));
  return spoken.find((locale) => locale !== undefined) ?? "en";
}

export function keepLanguage(locale: Locale, storage = kept()): void {
  storage?.setItem(KEPT_AS, locale);
}

/** A browser that keeps nothing throws already where it is asked. */
function kept(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}
