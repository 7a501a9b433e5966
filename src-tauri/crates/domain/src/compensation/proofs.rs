//! What a claim must be borne out by, and where each paper stands.

use super::{Claim, ProofCode, ProofStanding, WaiverCode};
use crate::{Bilingual, Date, Fen, Policy, RuleCode, Slot, policy::compensation::ProofNeed};

/// A need, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofTold {
    /// `value`, `repair`…
    pub need: String,
    /// In words.
    pub name: Bilingual,
    /// The papers of which one is enough, each with its name.
    pub any_of: Vec<(ProofCode, Bilingual)>,
    /// The photo slots in which a picture of one of them is taken.
    pub slots: Vec<Slot>,
    /// Why it is asked for.
    pub rule: RuleCode,
    /// Where it stands.
    pub standing: NeedStanding,
}

/// Where a need stands: by the paper that brings it furthest.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NeedStanding {
    /// One of its papers was given.
    Given {
        /// Which.
        proof: ProofCode,
        /// When.
        on: Date,
    },
    /// It is not asked for.
    Waived {
        /// Why.
        why: WaiverCode,
    },
    /// One will be brought.
    Owed {
        /// Which.
        proof: ProofCode,
        /// On this day at the latest.
        by: Date,
    },
    /// One was to be brought, and was not.
    Late {
        /// Which.
        proof: ProofCode,
        /// By this day.
        by: Date,
    },
    /// Nothing was said of it.
    Missing,
}

/// What `claim` must be borne out by, in the policy's order, as it stands `on` a day.
pub fn proofs_needed(claim: &Claim, on: Date, policy: &Policy) -> Vec<ProofTold> {
    let rules = policy.compensation();
    let claimed = claim.values.claimed_fen.unwrap_or(Fen::ZERO);
    let needed = rules
        .proof_needs
        .iter()
        .filter(|need| need.covers(&claim.service, claim.incident, &claim.claimant, claimed));
    needed
        .map(|need| ProofTold {
            need: need.code.clone(),
            name: need.name.clone(),
            any_of: need.any_of.iter().map(|code| (code.clone(), policy.name_of_proof(code))).collect(),
            slots: need.slots.clone(),
            rule: need.rule.clone(),
            standing: standing(need, claim, on),
        })
        .collect()
}

fn standing(need: &ProofNeed, claim: &Claim, on: Date) -> NeedStanding {
    let bearing = claim.proofs.iter().filter(|proof| need.any_of.contains(&proof.code));
    let stands = bearing.map(|proof| {
        let code = proof.code.clone();
        match &proof.standing {
            ProofStanding::Given { on } => NeedStanding::Given { proof: code, on: *on },
            ProofStanding::Waived { why } => NeedStanding::Waived { why: why.clone() },
            ProofStanding::Owed { by } if *by < on => NeedStanding::Late { proof: code, by: *by },
            ProofStanding::Owed { by } => NeedStanding::Owed { proof: code, by: *by },
        }
    });
    stands.min().unwrap_or(NeedStanding::Missing)
}
