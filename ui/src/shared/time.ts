//! Time shown as what it means: 'by Wed 25 Nov, 3 h left'. The present and the zone are always handed in.
import { t, words } from "./words/words.svelte";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** A local calendar day as year, month and day numbers. */
interface Day {
  year: number;
  month: number;
  day: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${name}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

function dayOf(at: Date, zone: string): Day {
  const parts = format("en-GB", zone, "day", { year: "numeric", month: "numeric", day: "numeric" }).formatToParts(at);
  const part = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return { year: part("year"), month: part("month"), day: part("day") };
}

/** Whole local days from `now` to `at`: 0 today, 1 tomorrow, -1 yesterday. */
export function daysBetween(now: Date, at: Date, zone: string): number {
  const a = dayOf(now, zone);
  const b = dayOf(at, zone);
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / DAY_MS);
}

function localeTag(): string {
  return words().locale === "en" ? "en-GB" : "zh-CN";
}

/** 14:35 */
export function clockWords(at: Date, zone: string): string {
  return format("en-GB", zone, "clock", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}

/** 周三, Wed */
export function weekdayWords(at: Date, zone: string): string {
  return format(localeTag(), zone, "weekday", { weekday: "short" }).format(at);
}

/** 11 月 25 日 周三, Wed 25 Nov; with the year when it is another one. */
export function dateWords(at: Date, now: Date, zone: string): string {
  const day = dayOf(at, zone);
  const month = format(localeTag(), zone, "month", { month: "short" }).format(at);
  const args = { year: String(day.year), month: words().locale === "en" ? month : String(day.month), day: day.day, weekday: weekdayWords(at, zone) };
  return t(day.year === dayOf(now, zone).year ? "time-date" : "time-date-year", args);
}

/** Today, tomorrow, yesterday, or the date. */
export function dayWords(at: Date, now: Date, zone: string): string {
  const days = daysBetween(now, at, zone);
  if (days === 0) return t("time-today");
  if (days === 1) return t("time-tomorrow");
  if (days === -1) return t("time-yesterday");
  return dateWords(at, now, zone);
}

/** The moment something happened: 今天 14:35, 11 月 19 日 周四 09:12. */
export function momentWords(at: Date, now: Date, zone: string): string {
  const clock = clockWords(at, zone);
  return daysBetween(now, at, zone) === 0 ? clock : t("time-moment", { day: dayWords(at, now, zone), clock });
}

/** How a due time ends: at an instant, or with a local day whose next midnight is the instant. */
export type DueKind = "day" | "instant";

/** By when: 周三前, by Wed 25 Nov; an instant also says the hour. */
export function byWords(due: Date, kind: DueKind, now: Date, zone: string): string {
  const at = kind === "day" ? new Date(due.getTime() - 1) : due;
  const days = daysBetween(now, at, zone);
  const near = days > 1 && days < 7 && words().locale !== "en";
  const day = near ? weekdayWords(at, zone) : dayWords(at, now, zone);
  return kind === "day" ? t("time-by-day", { day, when: days === 0 ? "today" : "other" }) : t("time-by-moment", { day, clock: clockWords(due, zone) });
}

/** How long is left, or how late it is: 还剩 3 小时, 3 h left, 1 day late. A minute that has begun is left whole. */
export function leftWords(due: Date, now: Date): string {
  const left = due.getTime() - now.getTime();
  const size = left >= 0 ? Math.ceil(left / MINUTE_MS) * MINUTE_MS : -left;
  const [unit, count] =
    size < HOUR_MS
      ? ["minutes", Math.max(1, Math.floor(size / MINUTE_MS))]
      : size < 2 * DAY_MS
        ? ["hours", Math.floor(size / HOUR_MS)]
        : ["days", Math.floor(size / DAY_MS)];
  return t(left >= 0 ? "time-left" : "time-late", { count: Number(count), unit: String(unit) });
}

/** Whether a due time has passed, is near for what it is, or is still far. */
export type Lateness = "late" | "soon" | "far";

const NEAR_SHARE = 0.2;
const NEAR_MS = 2 * HOUR_MS;

/**
 * How near a due time is. Late is late; soon is when less than a fifth of the time there was is left: a promise of a
 * day that was made this morning is not yet a reason to hurry, one of five minutes soon is. Where nobody says since
 * when, the last two hours are soon.
 */
export function lateness(due: Date, now: Date, since?: Date): Lateness {
  const left = due.getTime() - now.getTime();
  if (left < 0) return "late";
  const span = since ? due.getTime() - since.getTime() : 0;
  return left < (span > 0 ? span * NEAR_SHARE : NEAR_MS) ? "soon" : "far";
}

/** How long until the next full minute. */
export function untilFullMinute(now: Date): number {
  return MINUTE_MS - (now.getTime() % MINUTE_MS);
}

/** How long ago something was: just now, 5 min ago, then the moment itself. */
export function agoWords(at: Date, now: Date, zone: string): string {
  const since = now.getTime() - at.getTime();
  if (since < MINUTE_MS) return t("time-just-now");
  if (since < HOUR_MS) return t("time-minutes-ago", { count: Math.floor(since / MINUTE_MS) });
  return momentWords(at, now, zone);
}

/** The local day as YYYY-MM-DD. */
export function todayIn(now: Date, zone: string): string {
  const { year, month, day } = dayOf(now, zone);
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The instant at which clocks of the zone show a local day (YYYY-MM-DD) and time. */
export function instantOf(day: string, hour: number, minute: number, zone: string): Date {
  const shown = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + minute * MINUTE_MS;
  let at = shown;
  // The first guess is off by the zone's offset; the second by what that offset changes within it.
  for (let turn = 0; turn < 2; turn++) {
    const there = new Date(at);
    const clock = clockWords(there, zone).split(":").map(Number);
    const seen = Date.parse(`${todayIn(there, zone)}T00:00:00Z`) + (clock[0] ?? 0) * HOUR_MS + (clock[1] ?? 0) * MINUTE_MS;
    at += shown - seen;
  }
  return new Date(at);
}
