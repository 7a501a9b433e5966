//! Accounts, one's own account and the audit log to look at.
import type { Accounts, AuditPage, AuditRow, Own, StepOffer } from "../../src/hq/staff/staff";

export type StaffShown = "some" | "one" | "empty" | "failed" | "slow";

const LONG = "Maria-Magdalena.von-Habsburg-Lothringen.hua-dong-ke-fu-bu";

export function accountsOf(shown: StaffShown, isLong: boolean): Accounts {
  const days = (role: string, from: string | null = null, until: string | null = null) => ({ role, from, until });
  const plain = { unit: "u1", unit_name: "总部", roles: [days("quality")], has_second_step: false, needs_second_step: false, must_change: false, signed_in_at: "2026-11-21T05:10:00Z", locked_until: null, closed_at: null, is_own: false };
  const own = { ...plain, name: "hq", roles: [days("administrator"), days("adjuster")], has_second_step: true, needs_second_step: true, is_own: true };
  const others = [
    { ...plain, name: "chen.guo", roles: [days("adjuster"), days("approver", "2026-11-23", "2026-11-27")], needs_second_step: true, signed_in_at: "2026-11-18T01:00:00Z" },
    { ...plain, name: isLong ? LONG : "he.li", unit: "u2", unit_name: isLong ? "黑龙江省哈尔滨市五常市建设大街十八号营业网点(城南分部)" : "华东大区", roles: [days("auditor")], locked_until: "2026-11-21T06:45:00Z" },
    { ...plain, name: "new.colleague", roles: [days("quality", null, "2026-12-31")], must_change: true, signed_in_at: null },
    { ...plain, name: "zhou.min", roles: [days("approver")], has_second_step: true, needs_second_step: true, closed_at: "2026-11-01T00:00:00Z" },
  ];
  return {
    accounts: shown === "one" ? [own] : [...others.slice(0, 1), ...others.slice(1, 2), own, ...others.slice(2)],
    units: [{ id: "u1", name: "总部", code: null, level: "headquarters" }, { id: "u2", name: "华东大区", code: null, level: "region" }, { id: "u3", name: "五常网点", code: "WC07", level: "branch" }],
    roles: [{ role: "administrator", until: null }, { role: "adjuster", until: null }, { role: "approver", until: "2026-12-31" }],
  };
}

export const OWN: Own = {
  second_step_since: null,
  recovery_codes: 0,
  is_second_step_needed: true,
  sessions: [
    { id: "a1", started_at: "2026-11-21T01:00:00Z", used_at: "2026-11-21T06:34:00Z", address: "10.20.3.7", is_this: true },
    { id: "a2", started_at: "2026-11-20T23:10:00Z", used_at: "2026-11-21T02:00:00Z", address: "10.20.3.9", is_this: false },
  ],
};

/** A pattern in the size of a true code. */
export const OFFER: StepOffer = {
  text: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ",
  qr: { size: 37, path: Array.from({ length: 37 * 37 }, (_, at) => at).filter((at) => (at * 7919) % 13 < 6).map((at) => `M${at % 37} ${Math.floor(at / 37)}h1v1h-1z`).join("") },
  sealed: "00",
};

export const CODES = ["7KPM4-2XWTP", "3MQ8R-KD2VX", "9WTP4-HJ6NB", "C5LXZ-7QAEF", "2RKGM-P8YUD", "X4VNB-6TSQH", "J7DWC-3KLPZ", "8FYRA-M5GXT", "QH2BE-9NVKU", "T6ZSP-4WJCM"];

const ACTS = ["signed_in", "sign_in_failed", "tickets_listed", "ticket_opened", "photo_opened", "attachment_saved", "claim_decided", "claim_released", "account_added", "account_closed", "device_revoked", "backup_made", "audit_read"];

export function auditOf(shown: StaffShown, query: string, isLong: boolean): AuditPage {
  const rows: [string, string, string, string, string][] = [
    ["hq", "10.20.3.7", "audit_read", "", "shown"],
    ["chen.guo", "10.20.3.15", "claim_decided", "WC07-261121-A0003-7", "begun"],
    ["chen.guo", "10.20.3.15", "photo_opened", "WC07-261121-A0003-7 5f2a90c1d3e4", "shown"],
    ["chen.guo", "10.20.3.15", "ticket_opened", "WC07-261121-A0003-7", "shown"],
    ["chen.guo", "10.20.3.15", "tickets_searched", "", "shown"],
    ["chen.guo", "10.20.3.15", "ticket_opened", "01920000-0000-7000-8000-000000000001", "not_found"],
    ["hq", "10.20.3.7", "account_added", `${isLong ? LONG : "he.li"} auditor approver:2026-11-23:2026-11-27`, "done"],
    ["hq", "10.20.3.7", "account_closed", "zhou.min", "done"],
    ["command line", "root", "backup_made", "", "done"],
    ["command line", "wang.hai", "device_revoked", "01920000-0000-7000-8000-0000000000d2", "done"],
    ["he.li", "10.20.3.40", "sign_in_failed", "", "sign_in_refused"],
    ["", "203.0.113.9", "sign_in_failed", "", "sign_in_refused"],
    ["chen.guo", "10.20.3.15", "claim_released", "WC07-261120-A0001-2", "same_person"],
    ["chen.guo", "10.20.3.15", "signed_in", "", "done"],
  ];
  const at = (place: number) => new Date(Date.UTC(2026, 10, 21, 6, 34, 8) - place * 97_000).toISOString();
  const told: AuditRow[] = rows.map(([account, address, act, about, outcome], place) => ({ seq: 48_213 - place, at: at(place), account, address, act, about, outcome }));
  const isNarrowed = /account=|act=|about=|day=/.test(query);
  return { rows: shown === "empty" || isNarrowed ? [] : told, next: shown === "empty" || isNarrowed ? null : 48_199, acts: ACTS };
}
