//! How counters stand, in order and in words. Which of them is silent, and whose clock is off, headquarters says.
import type { Schemas } from "./api";
import { agoWords, DAY_MS, HOUR_MS, MINUTE_MS } from "../shared/time";
import { t } from "../shared/words/words.svelte";

export type Counter = Schemas["CounterView"];

export type Branch = Schemas["BranchView"];

/** Lines that took places already held: another copy of the counter's data wrote. */
export type Fork = Schemas["ForkView"];

/** A counter as it last told how it stands. */
export type Device = Schemas["DeviceView"];

/** A line that is held and takes no effect. */
export type Aside = Schemas["AsideView"];

/** How many silent counters are named; the others are counted. */
const MOST_NAMES = 6;

/** Silent ones first, then those with most waiting, then by branch; those that were revoked are behind all others. */
export function inOrder(devices: readonly Device[]): Device[] {
  const rank = (device: Device) => (device.revoked_at ? 2 : device.is_silent ? 0 : 1);
  const waits = (device: Device) => device.waiting_lines + device.waiting_photos;
  const name = (device: Device) => `${device.branch_code} ${device.letter} ${device.enrolled_at}`;
  return [...devices].sort((a, b) => rank(a) - rank(b) || waits(b) - waits(a) || (name(a) < name(b) ? -1 : 1));
}

/** 五常网点 A 柜 */
export function nameOf(device: Device): string {
  return t("hq-counter-name", { branch: device.branch_name, counter: device.counter_name });
}

/** Those that fell silent, by name as far as a sentence bears it; nothing where none did. */
export function silenceWords(devices: readonly Device[]): string | undefined {
  const silent = inOrder(devices).filter((device) => device.is_silent);
  if (silent.length === 0) return undefined;
  const names = silent.slice(0, MOST_NAMES).map(nameOf).join(t("list-comma"));
  return t("hq-silent", { count: silent.length, names, others: Math.max(0, silent.length - MOST_NAMES) });
}

/** 3 小时, 3 h: whole units, the largest that fits. */
export function spanWords(ms: number): string {
  const [unit, size] = ms < MINUTE_MS ? ["seconds", 1_000] : ms < HOUR_MS ? ["minutes", MINUTE_MS] : ms < 2 * DAY_MS ? ["hours", HOUR_MS] : ["days", DAY_MS];
  return t("hq-span", { unit: String(unit), count: Math.floor(ms / Number(size)) });
}

/** What waits at a counter; empty when nothing does. */
export function waitsWords(device: Device): string {
  const parts = [];
  if (device.waiting_lines > 0) parts.push(t("hq-lines", { count: device.waiting_lines }));
  if (device.waiting_photos > 0) parts.push(t("hq-photos", { count: device.waiting_photos }));
  return parts.join(t("list-comma"));
}

/** How long ago, however long: silence is measured, not dated. */
export function sinceWords(at: Date, now: Date, zone: string): string {
  const since = now.getTime() - at.getTime();
  return since < HOUR_MS ? agoWords(at, now, zone) : t("hq-ago", { span: spanWords(since) });
}

/** Which way a clock goes wrong, and by how much. Headquarters' clock less the counter's is more when the counter is slow. */
export function clockOffWords(offsetMs: number | null): string {
  if (offsetMs === null) return "—";
  const size = Math.abs(offsetMs);
  if (size < 1_000) return t("hq-clock-right");
  return t(offsetMs > 0 ? "hq-clock-slow" : "hq-clock-fast", { span: spanWords(size) });
}

/** What is told apart of an identity when it is read aloud: its end, for the beginning is its time. */
export function shortId(id: string): string {
  return id.slice(-8);
}

export function forkWords(fork: Fork): string {
  return t("hq-fork", { lines: fork.lines, seq: fork.seq, volume: shortId(fork.epoch) });
}

/** Whoever took over a revoked counter, by name where that one is shown too. */
export function successorWords(device: Device, devices: readonly Device[]): string | undefined {
  if (!device.replaced_by) return undefined;
  const successor = devices.find((other) => other.id === device.replaced_by);
  return t("hq-replaced", { name: successor ? `${nameOf(successor)} · ${successor.pc_name}` : shortId(device.replaced_by) });
}
