//! Accounts, one's own account and the audit log, as headquarters tells them.

import type { Schemas } from "../api";

/** A role with its days. */
export type HeldRole = Schemas["RoleView"];

export type Account = Schemas["AccountView"];

export type UnitChoice = Schemas["UnitChoice"];

/** The accounts that are seen, and what may be given. */
export type Accounts = Schemas["AccountsView"];

export type NewAccount = Schemas["NewAccountForm"];

/** What is to be said of an account. */
export type AccountForm = Schemas["AccountForm"];

/** What was done; a password that was made is told once. */
export type Given = Schemas["Given"];

/** How one's own account stands. */
export type Own = Schemas["OwnView"];

/** A second step that counts once its first code is brought. */
export type StepOffer = Schemas["OfferView"];

export type AuditRow = Schemas["AuditRowView"];

export type AuditPage = Schemas["AuditPage"];

/** What the rows are narrowed to; empty words do not narrow. */
export interface AuditAsked {
  account: string;
  act: string;
  about: string;
  day: string;
}

export const NOT_NARROWED: AuditAsked = { account: "", act: "", about: "", day: "" };

/** What is asked for; what narrows nothing is left out. */
export function narrowed(asked: AuditAsked): Partial<AuditAsked> {
  return Object.fromEntries(Object.entries(asked).map(([name, word]) => [name, word.trim()]).filter(([, word]) => word));
}

/** The secret as it is typed off the screen, in fours. */
export function inFours(text: string): string {
  return text.match(/.{1,4}/g)?.join(" ") ?? "";
}
