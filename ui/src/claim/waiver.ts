//! Whether the sender's waiver is here, without which the recipient is not paid.
import type { TicketView } from "../backend/contract";

export const SENDER_WAIVER = "sender_waiver";

/** How it stands: `given`, `owed`, `late`, `waived`, `missing`. It is told with the proofs where the claim needs it, and else in the story. */
export function waiverStanding(view: Pick<TicketView, "claim" | "story">): string {
  const need = view.claim.assessment.proofs.find((proof) => proof.anyOf.some((choice) => choice.code === SENDER_WAIVER));
  if (need) return need.standing;
  const noted = view.story.findLast((line) => line.kind === "ProofNoted" && line.applied && line.details.proof === SENDER_WAIVER);
  return noted?.details.standing ?? "missing";
}
