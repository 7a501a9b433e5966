//! Words on the screen: Fluent messages, Simplified Chinese first, English complete.
import { FluentBundle, FluentResource, type FluentVariable } from "@fluent/bundle";

/** The languages the screen speaks; the first is the one that is never missing a word. */
export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];

export type Args = Record<string, FluentVariable>;

/** A bundle of messages in one language. Isolation marks are off: they print as boxes and break copied text. */
export function bundleOf(locale: Locale, sources: string[]): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return bundle;
}

/** All the words of a program, in every language, and the language in use. */
export class Words {
  locale = $state<Locale>("zh-CN");
  #sources = $state.raw<Partial<Record<Locale, string[]>>>({});
  readonly #more: Partial<Record<Locale, () => Promise<string[]>>>;
  readonly #bundles: Partial<Record<Locale, FluentBundle>> = {};

  /** The words at hand, and how those of other languages are fetched. */
  constructor(sources: Partial<Record<Locale, string[]>>, more: Partial<Record<Locale, () => Promise<string[]>>> = {}) {
    this.#sources = sources;
    this.#more = more;
  }

  /** Fetches a language that is not at hand. Until then its words are said in the first. */
  async fetch(locale: Locale = this.locale): Promise<void> {
    const fetch = this.#more[locale];
    if (!fetch || this.#sources[locale]) return;
    const sources = await fetch();
    this.#sources = { ...this.#sources, [locale]: sources };
  }

  /** Reads the language in use, so that the first word asked for does not wait for all of them. */
  prepare(): void {
    this.#bundle(this.locale);
  }

  #bundle(locale: Locale): FluentBundle | undefined {
    const sources = this.#sources[locale];
    return sources && (this.#bundles[locale] ??= bundleOf(locale, sources));
  }

  /** The words for `id` (`message` or `message.attribute`), or undefined where no language has them. */
  find(id: string, args?: Args, locale = this.locale): string | undefined {
    const [name = "", attribute] = id.split(".");
    for (const spoken of [locale, LOCALES[0]]) {
      const bundle = this.#bundle(spoken);
      const message = bundle?.getMessage(name);
      const pattern = attribute ? message?.attributes[attribute] : message?.value;
      if (bundle && pattern) return bundle.formatPattern(pattern, args ?? null);
    }
    return undefined;
  }

  /** The words for `id`; an id without words shows itself, so that a gap is seen and never hides a control. */
  say(id: string, args?: Args): string {
    return this.find(id, args) ?? id;
  }
}

let spoken: Words | undefined;

/** Sets the words that `t` speaks. Called once, before anything is drawn. */
export function speak(words: Words): void {
  spoken = words;
}

/** The program's words; `speak` comes first. */
export function words(): Words {
  if (!spoken) throw new Error("words are spoken before they were loaded");
  return spoken;
}

/** The words for `id` in the language of the screen. */
export function t(id: string, args?: Args): string {
  return words().say(id, args);
}

/** The words for `id` in a language of their own: what a customer reads on the clerk's screen. */
export function tIn(locale: Locale, id: string, args?: Args): string {
  return words().find(id, args, locale) ?? id;
}

/** The words for `id`, or `otherwise` where a newer program sent a code that this one has no words for. */
export function tOr(id: string, otherwise: string, args?: Args): string {
  return words().find(id, args) ?? otherwise;
}
