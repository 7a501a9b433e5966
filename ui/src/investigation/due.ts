//! When a task is due, as a clerk types it: 11-25 is the whole of that day, 16:20 is the next time that the clock shows so. Pure.
import { readComing } from "../claim/days";
import { plusDays } from "../day/day.svelte";
import { readMoment, writeMoment } from "../intake/moment";
import { byWords, clockWords, instantOf, todayIn, type DueKind } from "../shared/time";

/** A day or a moment; never both. */
export interface Due {
  dueOn: string | null;
  dueAt: string | null;
}

/** What was typed; undefined where it is not understood. */
export function readDue(typed: string, now: Date, zone: string): Due | undefined {
  const plain = typed.normalize("NFKC").trim();
  const today = todayIn(now, zone);
  const [, date = "", clock = ""] = /^(.*?)\s*((?<!\d)\d{1,2}\s*[:点时].*)$/.exec(plain) ?? [];
  if (!clock) {
    const dueOn = readComing(plain, today);
    return dueOn ? { dueOn, dueAt: null } : undefined;
  }
  const read = readMoment(clock, now, zone);
  const day = date ? readComing(date, today) : today;
  if (!read || !day) return undefined;
  const [hour = 0, minute = 0] = clockWords(read, zone).split(":").map(Number);
  const at = instantOf(day, hour, minute, zone);
  const due = !date && at <= now ? instantOf(plusDays(day, 1), hour, minute, zone) : at;
  return { dueOn: null, dueAt: due.toISOString() };
}

/** What is due at a local midnight is due on the day before. */
export function dueKindAt(dueAt: string, zone: string): DueKind {
  return clockWords(new Date(dueAt), zone) === "00:00" ? "day" : "instant";
}

/** 'by Wed 25 Nov', 'by today 16:20'. */
export function dueWords(dueAt: string, now: Date, zone: string): string {
  return byWords(new Date(dueAt), dueKindAt(dueAt, zone), now, zone);
}

/** A due time as `readDue` reads it back. */
export function writeDue(dueAt: string, now: Date, zone: string): string {
  if (dueKindAt(dueAt, zone) === "instant") return writeMoment(new Date(dueAt), now, zone);
  const day = todayIn(new Date(Date.parse(dueAt) - 1), zone);
  return day.slice(0, 4) === todayIn(now, zone).slice(0, 4) ? day.slice(5) : day;
}
