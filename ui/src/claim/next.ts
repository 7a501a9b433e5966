//! What is to be done next with a claim, as it stands. Only what may be done is decided in Rust; this says where to look.
import type { ClaimView, DecisionView, TicketView } from "../backend/contract";
import { isFinished } from "../ticket/view";
import type { ClaimPlace } from "./claim.svelte";

/** What waits: a code that has words, what they speak of, and where it is done. */
export interface Next {
  code: string;
  args?: { count?: number; fen?: number };
  place?: ClaimPlace;
}

/** The decision in force. */
export function inForce(claim: Pick<ClaimView, "decisions">): DecisionView | undefined {
  return claim.decisions.findLast((decision) => decision.standing === "in_force");
}

/** A decision that waits for a second person, and is not to be told yet. */
export function toRelease(claim: Pick<ClaimView, "decisions">): DecisionView | undefined {
  const last = claim.decisions.at(-1);
  return last?.standing === "to_release" ? last : undefined;
}

/** Whether a decision gives something. */
export function awards(decision: Pick<DecisionView, "verdict">): boolean {
  return decision.verdict === "approve" || decision.verdict === "change";
}

/** How often the customer can still ask for a review of a decision. */
export function reviewsLeft(claim: Pick<ClaimView, "rounds">, decision: Pick<DecisionView, "round">): number {
  return Math.max(0, claim.rounds - decision.round);
}

/** Whether the customer was told what came of it after it was decided. */
function wasTold(claim: Pick<ClaimView, "contacts">, decision: DecisionView): boolean {
  return claim.contacts.some((contact) => contact.about === "result" && contact.outcome === "reached" && new Date(contact.at) >= new Date(decision.at));
}

export function nextOf(view: Pick<TicketView, "claim" | "summary">): Next {
  const { claim } = view;
  const decided = inForce(claim);
  /** Where whoever is here may note proofs and assess. */
  const work = (place: ClaimPlace) => (claim.may.assess ? { place } : {});
  const { status } = view.summary;
  const { proofs } = claim.assessment;
  const standing = (word: string) => proofs.filter((proof) => proof.standing === word).length;
  if (status === "settled" || status === "closed") return { code: claim.payments.length ? "paid" : "over" };
  if (status === "declined" && decided?.verdict === "decline" && !wasTold(claim, decided)) return { code: "declined", place: "decision" };
  if (isFinished(status)) return { code: "over" };
  if (claim.may.pay && claim.toPay !== null && claim.toPay > 0) return { code: "pay", args: { fen: claim.toPay }, place: "pay" };
  if (status === "agreed") return { code: "agreed" };
  if (status === "proposed") return { code: "tell", place: "decision" };
  if (toRelease(claim)) return { code: "release" };
  if (status === "waiting_for_customer" && decided?.verdict === "ask_back") return { code: "asked", place: "decision" };
  if (standing("late")) return { code: "late", args: { count: standing("late") }, ...work("proof") };
  if (standing("missing")) return { code: "missing", args: { count: standing("missing") }, ...work("proof") };
  if (!claim.assessed) return { code: "assess", ...work("assess") };
  if (standing("owed")) return { code: "owed", args: { count: standing("owed") }, ...work("proof") };
  return { code: "decide" };
}
