//! What headquarters answers about claims that wait for a decision.
import type { Schemas } from "./api";

export type Awaited = "decision" | "release" | "too_late";
export const AWAITED: readonly Awaited[] = ["decision", "release", "too_late"];

export type Verdict = "approve" | "change" | "decline" | "ask_back";
export const VERDICTS: readonly Verdict[] = ["approve", "change", "decline", "ask_back"];

/** A ticket that waits. */
export type Waiting = Schemas["Waiting"];

export type WaitingPage = Schemas["Queue"];

/** What would be allowed instead of what was refused. */
export type Allowed = Schemas["Allowed"];

export type Refusal = Schemas["Refusal"];

export type AwardLine = Schemas["AwardLineView"];

export type Assessed = Schemas["AssessedView"];

export type AlternativeLine = Schemas["LineView"];

export type Alternative = Schemas["AlternativeView"];

export type Proof = Schemas["ProofView"];

/** The assessed claim by today's rules. */
export type Today = Schemas["TodayView"];

export type Decision = Schemas["DecisionView"];

export type Payment = Schemas["PaymentView"];

/** Another ticket of the same customer or parcel. */
export type Earlier = Schemas["EarlierView"];

export type MayVerdict = Schemas["VerdictView"];

/** A rule by which nothing may be paid; it has a name where an exemption or a limit of time bears on the claim by it. */
export type Ground = Schemas["GroundView"];

export type Claim = Schemas["ClaimView"];

/** A decision as it is sent. */
export type DecisionForm = Schemas["DecisionForm"];

/** What a decision would be, before it is one. */
export type Preview = Schemas["Preview"];
