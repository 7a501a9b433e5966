//! What headquarters answers about tickets that belong together.
import type { TicketSummary } from "./api";

/** What can be said of two tickets. */
export type KinKind = "same_matter" | "repeat" | "related";
export const KINDS: readonly KinKind[] = ["same_matter", "repeat", "related"];

/** A ticket that may belong together with another. */
export interface FoundKin extends TicketSummary {
  kin: string;
  is_same_waybill: boolean;
  is_same_phone: boolean;
  /** Only within its branch can a ticket go on in another. */
  is_same_branch: boolean;
}

/** Tickets of a branch that this account may not see. */
export interface ElsewhereKin {
  branch_code: string;
  branch_name: string;
  kin: string;
  count: number;
}

/** A ticket that was said to belong together with this one. */
export interface LinkedKin {
  ticket: string;
  number: string;
  /** `same_matter`, `repeat`…; `goes_on_in`, `goes_on_here`. */
  kin: string;
  /** None where this account may not see it, or it is not here. */
  row: TicketSummary | null;
  at: string;
  by: string | null;
  events: string[];
  may_take_back: boolean;
}

export interface Kin {
  heads: string[];
  linked: LinkedKin[];
  found: FoundKin[];
  elsewhere: ElsewhereKin[];
  may_say: boolean;
}

/** A newly arrived ticket that may belong together with others. */
export interface Suspected extends TicketSummary {
  found: FoundKin[];
  elsewhere: ElsewhereKin[];
}

export interface SuspectedPage {
  tickets: Suspected[];
  next: string | null;
  /** So many days are looked back. */
  days: number;
}

