//! Looking at a suggestion: the words it rests on, what the clerk made of it, and what a category is called. Pure.
import type { KinView, Lists, SortedForm, SuggestionView } from "../backend/contract";
import { named } from "../shared/named";
import { t, tOr } from "../shared/words/words.svelte";

/** The words of `text` at the places that Rust named, each once, in the order of the text. */
export function wordsAt(text: string, places: readonly (readonly [number, number])[]): string[] {
  const inOrder = [...places].sort(([a], [b]) => a - b);
  return [...new Set(inOrder.map(([from, to]) => text.slice(from, to).trim()).filter(Boolean))];
}

/** What is offered as the category and what the choice makes of it; null while nothing is chosen. */
export function sortedOf(category: string | null, suggestion: SuggestionView | undefined): SortedForm | null {
  if (!category) return null;
  const offered = suggestion?.category?.code ?? null;
  if (!offered) return { offered, answered: "unprompted" };
  return { offered, answered: isWithin(category, offered) ? "accepted" : "overridden" };
}

/** Whether `category` is `offered`, or stands below it: of a whole group that was offered the clerk chooses one. */
export function isWithin(category: string, offered: string): boolean {
  return category === offered || category.startsWith(`${offered}.`);
}

/** A category with the group above it, as in lists; where the lists do not know it, the name that came with it. */
export function categoryWords(lists: Lists, code: string, name: { zh: string; en: string }): string {
  const group = lists.categories.find((group) => group.code === code || group.categories.some((category) => category.code === code));
  const category = group?.categories.find((category) => category.code === code);
  if (!group) return named(name);
  return category ? t("category-in-group", { group: named(group.name), category: named(category.name) }) : named(group.name);
}

/** What is the same of two tickets, in words. */
export function sameWords(kin: KinView): string {
  const known = kin.same.filter((same) => same === "waybill" || same === "phone");
  return known.map((same) => t(`kin-same-${same}`)).join(t("list-comma"));
}

/** How two tickets belong together, in words that its number follows; `look` says whether it is so or only may be. */
export function kinWords(kin: string, look: "is" | "maybe" = "is"): string {
  const code = kin.replace(/_/g, "-");
  return look === "is" ? tOr(`kin-${code}`, kin) : tOr(`kin-maybe-${code}`, kin);
}
