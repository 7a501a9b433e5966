//! Accounts, one's own account and the audit log, as headquarters tells them.

/** A role with its days. */
export interface HeldRole {
  role: string;
  from: string | null;
  until: string | null;
}

export interface Account {
  name: string;
  unit: string;
  unit_name: string;
  roles: HeldRole[];
  has_second_step: boolean;
  needs_second_step: boolean;
  must_change: boolean;
  signed_in_at: string | null;
  locked_until: string | null;
  closed_at: string | null;
  is_own: boolean;
}

export interface UnitChoice {
  id: string;
  name: string;
  code: string | null;
  level: string;
}

/** The accounts that are seen, and what may be given. */
export interface Accounts {
  accounts: Account[];
  units: UnitChoice[];
  roles: { role: string; until: string | null }[];
}

export interface NewAccount {
  name: string;
  unit: string;
  roles: HeldRole[];
}

/** What is to be said of an account. */
export type AccountForm = { act: "roles"; roles: HeldRole[] } | { act: "unit"; unit: string } | { act: "password" | "second_step_off" | "unlock" | "close" | "open" };

/** What was done; a password that was made is told once. */
export interface Given {
  password: string | null;
  accounts: Accounts;
}

/** How one's own account stands. */
export interface Own {
  second_step_since: string | null;
  recovery_codes: number;
  is_second_step_needed: boolean;
  sessions: { id: string; started_at: string; used_at: string; address: string; is_this: boolean }[];
}

/** A second step that counts once its first code is brought. */
export interface StepOffer {
  text: string;
  qr: { size: number; path: string };
  sealed: string;
}

export interface AuditRow {
  seq: number;
  at: string;
  account: string;
  address: string;
  act: string;
  about: string;
  outcome: string;
}

export interface AuditPage {
  rows: AuditRow[];
  next: number | null;
  acts: string[];
}

/** What the rows are narrowed to; empty words do not narrow. */
export interface AuditAsked {
  account: string;
  act: string;
  about: string;
  day: string;
}

export const NOT_NARROWED: AuditAsked = { account: "", act: "", about: "", day: "" };

/** What is asked for, as an address says it. */
export function auditQuery(asked: AuditAsked, before?: number): string {
  const query = new URLSearchParams();
  for (const [name, word] of Object.entries(asked)) if (word.trim()) query.set(name, word.trim());
  if (before) query.set("before", String(before));
  return query.toString();
}

/** Where the same rows are as a file. */
export function auditExportUrl(asked: AuditAsked): string {
  return `/api/page/audit/export?${auditQuery(asked)}`;
}

/** The secret as it is typed off the screen, in fours. */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(" ") ?? "";
}
