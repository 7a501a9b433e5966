//! What headquarters answers about claims that wait for a decision.
import type { Bilingual, TicketSummary } from "./api";

export type Awaited = "decision" | "release" | "too_late";
export const AWAITED: readonly Awaited[] = ["decision", "release", "too_late"];

export type Verdict = "approve" | "change" | "decline" | "ask_back";
export const VERDICTS: readonly Verdict[] = ["approve", "change", "decline", "ask_back"];

/** A ticket that waits. */
export interface Waiting extends TicketSummary {
  what: Awaited;
  since: string;
  is_late: boolean;
  assessed_fen: number | null;
  decided_fen: number | null;
  decided_by: string | null;
  round: number;
  second_roles: string[];
  /** Whether this account may do what it waits for today. */
  is_mine: boolean;
}

export interface WaitingPage {
  tickets: Waiting[];
  next: string | null;
  counts: Record<Awaited, number>;
}

/** What would be allowed instead of what was refused. */
export interface Allowed {
  roles?: string[];
  up_to_fen?: number;
  rounds?: number;
  status?: string;
}

export interface Refusal {
  code: string;
  allowed: Allowed;
}

export interface AwardLine {
  kind: string;
  name: Bilingual;
  fen: number;
  rule: string;
  ground: Bilingual;
  reckoned: Bilingual[];
}

export interface Assessed {
  event: string;
  at: string;
  by: string | null;
  on: string;
  measure: { code: string; name: Bilingual } | null;
  incident: Bilingual;
  service: Bilingual;
  lines: AwardLine[];
  total_fen: number;
  capitals: string;
  departure: Bilingual | null;
  words: string | null;
  policy: string;
  is_policy_in_force: boolean;
}

export interface AlternativeLine {
  kind: string;
  name: Bilingual;
  fen: number | null;
  lacks: Bilingual | null;
  rule: string;
  citation: Bilingual;
  confidence: string;
  steps: Bilingual[];
}

export interface Alternative {
  measure: string;
  name: Bilingual;
  rule: string;
  citation: Bilingual;
  confidence: string;
  lines: AlternativeLine[];
  left_out: { name: Bilingual; lacks: Bilingual }[];
  total_fen: number | null;
  capitals: string | null;
  lacks: Bilingual | null;
  is_proposed: boolean;
  why: Bilingual;
  is_assessed: boolean;
}

export interface Proof {
  name: Bilingual;
  any_of: Bilingual[];
  standing: "given" | "waived" | "owed" | "late" | "missing";
  proof: Bilingual | null;
  on: string | null;
  waived_for: Bilingual | null;
}

/** The assessed claim by today's rules. */
export interface Today {
  policy: string;
  on: string;
  proposed_fen: number | null;
  alternatives: Alternative[];
  exemptions: { name: Bilingual; finding: string; finding_name: Bilingual; ground: Bilingual | null; touches: boolean }[];
  time_limits: { name: Bilingual; from: string | null; last_on: string | null; is_over: boolean | null; bars: boolean; citation: Bilingual }[];
  proofs: Proof[];
  flags: Bilingual[];
}

export interface Decision {
  event: string;
  at: string;
  by: string | null;
  verdict: Verdict;
  fen: number | null;
  capitals: string | null;
  lines: AwardLine[];
  grounds: Bilingual[];
  departure: Bilingual | null;
  round: number;
  decided_as: string;
  second_roles: string[];
  released_at: string | null;
  released_by: string | null;
  standing: "in_effect" | "waiting" | "too_late" | "replaced";
  words: string | null;
}

export interface Payment {
  at: string;
  by: string | null;
  voucher: string;
  fen: number;
  method: string;
  payee: string;
}

/** Another ticket of the same customer or parcel. */
export interface Earlier extends TicketSummary {
  assessed_fen: number | null;
  approved_fen: number | null;
  paid_fen: number | null;
}

export interface MayVerdict {
  verdict: Verdict;
  refusal: Refusal | null;
  second_roles: string[];
}

/** A rule by which nothing may be paid; it has a name where an exemption or a limit of time bears on the claim by it. */
export interface Ground {
  rule: string;
  name: Bilingual | null;
  citation: Bilingual;
  is_by_law: boolean;
  is_found: boolean;
}

export interface Claim {
  ticket: string;
  number: string;
  status: string;
  heads: string[];
  ladder: { rung: string; fen: number | null; departure: Bilingual | null }[];
  assessed: Assessed | null;
  today: Today | null;
  decisions: Decision[];
  payments: Payment[];
  of_customer: Earlier[];
  of_waybill: Earlier[];
  departures: { code: string; name: Bilingual }[];
  /** The rules by which nothing may be paid, those first that bear on the claim. */
  grounds: Ground[];
  round: number;
  rounds_left: number;
  is_key_held: boolean;
  may: {
    verdicts: MayVerdict[];
    alone_up_to_fen: number | null;
    bands: { above_fen: number; up_to_fen: number | null; may: "alone" | "first_of_two" | "not"; roles: string[]; second_roles: string[] }[];
    release: { decision: string; refusal: Refusal | null } | null;
  };
}

/** A decision as it is sent. */
export interface DecisionForm {
  verdict: Verdict;
  assessment: string | null;
  lines: { kind: string; fen: number; rule: string }[];
  departure: string | null;
  grounds: string[];
  words: string;
  seen: string[];
}

/** What a decision would be, before it is one. */
export interface Preview {
  verdict: Verdict;
  total_fen: number;
  capitals: string;
  round: number;
  second_roles: string[];
}
