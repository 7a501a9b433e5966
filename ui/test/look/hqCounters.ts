//! Counters, lines set aside and a carry-over for the look at headquarters' page: as many and as troubled as the address asks.
import type { TakenIn } from "../../src/hq/api";
import type { Aside, Device } from "../../src/hq/counters";

export type Counters = "some" | "many" | "none" | "fine";

const HOUR_MS = 3_600_000;
const LONG = "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)";

export function devices(kind: Counters, now: Date, isLong: boolean): Device[] {
  const ago = (hours: number) => new Date(now.getTime() - hours * HOUR_MS).toISOString();
  const device = (at: number, more: Partial<Device>): Device => ({
    id: `0193a1b2-0000-7000-8000-${String(at).padStart(12, "0")}`,
    branch: "b1",
    branch_code: "WC07",
    branch_name: isLong ? LONG : "五常网点",
    zone: "Asia/Shanghai",
    letter: "A",
    counter_name: isLong ? "一层大厅靠窗的国际与大件理赔受理专柜" : "A 柜",
    pc_name: isLong ? "WC07-DESKTOP-7QK2M9Z-FRONT" : "WC07-PC1",
    app_version: "0.1.0",
    enrolled_at: ago(900),
    contact_at: ago(0.05),
    waiting_lines: 0,
    waiting_photos: 0,
    oldest_waiting_at: null,
    clock_offset_ms: 420,
    is_clock_off: false,
    epoch: `0193a1b2-0000-7000-8000-3fd0c71a${String(at).padStart(4, "0")}`,
    epoch_since: ago(400),
    forks: [],
    is_silent: false,
    revoked_at: null,
    replaced_by: null,
    ...more,
  });
  if (kind === "none") return [];
  const fine = [device(1, {}), device(2, { letter: "B", counter_name: "B 柜", pc_name: "WC07-PC2", clock_offset_ms: -3_200 })];
  if (kind === "fine") return fine;
  const troubled = [
    ...fine,
    device(3, { letter: "C", counter_name: "C 柜", contact_at: ago(70), is_silent: true, waiting_lines: 12, waiting_photos: 31, oldest_waiting_at: ago(77) }),
    device(4, { branch_code: "NG02", branch_name: "南岗区学府路营业部", letter: "A", pc_name: "NG02-PC1", contact_at: ago(3), is_silent: true, waiting_lines: 1, waiting_photos: 0, oldest_waiting_at: ago(3.2) }),
    device(5, { branch_code: "NG02", branch_name: "南岗区学府路营业部", letter: "B", counter_name: "B 柜", contact_at: null, is_silent: true, app_version: "", epoch: null, epoch_since: null, clock_offset_ms: null }),
    device(6, { branch_code: "DL11", branch_name: "道里分拨网点", waiting_lines: 240, waiting_photos: 88, oldest_waiting_at: ago(1.4), clock_offset_ms: 26 * 60_000, is_clock_off: true }),
    device(7, { branch_code: "DL11", branch_name: "道里分拨网点", letter: "B", counter_name: "B 柜", forks: [{ epoch: "0193a1b2-0000-7000-8000-9c1e77ab0002", seq: 128, lines: 3 }, { epoch: "0193a1b2-0000-7000-8000-9c1e77ab0003", seq: 7, lines: 1 }], clock_offset_ms: -93 * 86_400_000, is_clock_off: true }),
    device(8, { letter: "D", counter_name: "D 柜", pc_name: "WC07-OLD", revoked_at: ago(50), replaced_by: fine[0]!.id, waiting_lines: 4, contact_at: ago(61) }),
  ];
  if (kind === "some") return troubled;
  const more = Array.from({ length: 132 }, (_, at) =>
    device(100 + at, { branch_code: `H${String(at).padStart(3, "0")}`, branch_name: `第 ${at + 1} 网点`, is_silent: at % 40 === 0, contact_at: ago(at % 40 === 0 ? 30 + at : 0.2), waiting_lines: at % 7 === 0 ? at : 0 }),
  );
  return [...troubled, ...more];
}

const REASONS = ["device_revoked", "key_missing", "line_version", "chain_opened_again", "line_not_allowed", "a_reason_of_tomorrow"];

export function asides(kind: Counters, now: Date): Aside[] {
  if (kind === "none" || kind === "fine") return [];
  return REASONS.map((reason, at) => ({
    branch: "b1",
    device: devices("some", now, false)[at % 4]!.id,
    epoch: "0193a1b2-0000-7000-8000-3fd0c71a0001",
    seq: 12 + at,
    reason,
    event: "e",
    ticket: at === 3 ? null : "0199-0001",
    number: at === 2 || at === 3 ? null : "WC07-261121-A0001",
    received_at: new Date(now.getTime() - at * 5 * HOUR_MS).toISOString(),
    filed_at: at > 3 ? new Date(now.getTime() - HOUR_MS).toISOString() : null,
  }));
}

export const TAKEN_IN: TakenIn = { new_lines: 1_204, known_lines: 310, set_aside: 3, forked: 1, keys: 212, new_photos: 640, known_photos: 12, unnamed_photos: 2 };
