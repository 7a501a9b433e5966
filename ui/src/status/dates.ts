//! Days and moments in full, with the year: a slip lies in a drawer for long. The zone is always the branch's.
import { t, words } from "../shared/words/words.svelte";
import { clockWords } from "../shared/time";
import type { Head, PromiseShown } from "./api";

/** 2026年11月25日周三; Wed 25 Nov 2026. */
export function dayWords(at: Date, zone: string): string {
  const isEnglish = words().locale === "en";
  const format = new Intl.DateTimeFormat(isEnglish ? "en-GB" : "zh-CN", { year: "numeric", month: isEnglish ? "short" : "long", day: "numeric", weekday: "short", timeZone: zone });
  return format.format(at).replace(",", "");
}

/** The same of a local day, YYYY-MM-DD. */
export function dateWords(day: string): string {
  return dayWords(new Date(`${day}T12:00:00Z`), "UTC");
}

/** 2026年11月25日周三 14:35 */
export function momentWords(at: string, zone: string): string {
  const moment = new Date(at);
  return `${dayWords(moment, zone)} ${clockWords(moment, zone)}`;
}

/** When the counter was last heard from. */
export function heardWords(head: Head): string {
  return head.heard_at ? t("public-heard", { at: momentWords(head.heard_at, head.zone) }) : t("public-heard-never");
}

/** By when, as it was promised: in the course of a day, or before a moment. */
export function dueWords(promise: Pick<PromiseShown, "due_on" | "due_at">, zone: string): string {
  return promise.due_on ? t("public-by-day", { day: dateWords(promise.due_on) }) : t("public-by-moment", { moment: momentWords(promise.due_at, zone) });
}
