//! Moments as people type them at a counter, in the counter's zone. Pure.
import { clockWords, DAY_MS, instantOf, todayIn } from "../shared/time";
import { readDate } from "./form";

const CLOCK = /(?:^|[^\d])(\d{1,2})\s*[:点时]\s*(\d{1,2})?\s*分?$/;

/** 16:20, 16点20分, 11-20 16:20, 11月20日 9点. Without a date: the last time that the clock showed so. */
export function readMoment(typed: string, now: Date, zone: string): Date | undefined {
  const plain = typed.normalize("NFKC").trim();
  const found = CLOCK.exec(plain);
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const today = todayIn(now, zone);
  const date = plain.slice(0, plain.lastIndexOf(found[1]!, found.index + found[0].length)).trim();
  if (!date) {
    const at = instantOf(today, hour, minute, zone);
    return at > now ? instantOf(todayIn(new Date(now.getTime() - DAY_MS), zone), hour, minute, zone) : at;
  }
  const day = readDate(date, today);
  return day ? instantOf(day, hour, minute, zone) : undefined;
}

/** A moment as `readMoment` reads it back. */
export function writeMoment(at: Date, now: Date, zone: string): string {
  const day = todayIn(at, zone);
  const isThisYear = day.slice(0, 4) === todayIn(now, zone).slice(0, 4);
  return `${isThisYear ? day.slice(5) : day} ${clockWords(at, zone)}`;
}
