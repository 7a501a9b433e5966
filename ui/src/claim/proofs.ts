//! Where a paper stands that bears a claim out, in words.
import type { Lists, ProofView } from "../backend/contract";
import { nameIn } from "../shared/named";
import { dateWords } from "../shared/time";
import { tOr } from "../shared/words/words.svelte";

/** Whether nothing is to be done about it any more. */
export function isSettled(proof: Pick<ProofView, "standing">): boolean {
  return proof.standing === "given" || proof.standing === "waived";
}

/** 'Invoice given on Fri 20 Nov', 'Repair quote is late, owed by Wed 18 Nov'. */
export function standingWords(proof: ProofView, lists: Lists, now: Date): string {
  const day = proof.on ? dateWords(new Date(`${proof.on}T12:00:00Z`), now, "UTC") : "";
  return tOr(`proof-stands-${proof.standing}`, proof.standing, { paper: nameIn(lists.proofs, proof.proof), day, why: nameIn(lists.waivers, proof.why) });
}
