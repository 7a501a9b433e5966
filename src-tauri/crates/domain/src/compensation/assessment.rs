//! An assessment: what is proposed, what stands beside it, and what to look at before deciding.

use super::{
    Claim, ExemptionTold, Flag, LineKind, ProofTold, Step, TimeLimitTold, flags, measures, proofs_needed,
    sum, time_limits,
};
use crate::{
    Bilingual, Calendar, Date, Fen, Policy, PolicyVersion, RuleCode,
    policy::{
        Confidence,
        compensation::{FigureName, MeasureCode, Reason},
    },
};

/// The computed proposal. 核算
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The rules it was made by.
    pub policy: PolicyVersion,
    /// The day it was made for.
    pub on: Date,
    /// Every measure that could apply, in the policy's order; one of them at most is proposed.
    pub alternatives: Vec<Alternative>,
    /// Exemptions that were raised, each with its ground.
    pub exemptions: Vec<ExemptionTold>,
    /// Limits of time that bear on the claim.
    pub time_limits: Vec<TimeLimitTold>,
    /// What the claim must be borne out by, and where that stands.
    pub proofs: Vec<ProofTold>,
    /// What somebody should look at first.
    pub flags: Vec<Flag>,
}

/// What one measure comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Which measure.
    pub measure: MeasureCode,
    /// In words.
    pub name: Bilingual,
    /// The rule it rests on.
    pub rule: RuleCode,
    /// The rule's words.
    pub citation: Bilingual,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// What is paid, head by head; nothing when empty.
    pub lines: Vec<Line>,
    /// Heads that were left out, each for a figure that is not known.
    pub left_out: Vec<(LineKind, FigureName)>,
    /// Whether it is proposed, and why or why not.
    pub place: Place,
}

/// One head of what is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub kind: LineKind,
    /// How much, or the figure without which that cannot be said.
    pub fen: Result<Fen, FigureName>,
    /// The rule that gives it.
    pub rule: RuleCode,
    /// The rule's words.
    pub citation: Bilingual,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// How it was reckoned, in order; the last result is the line's.
    pub steps: Vec<Step>,
}

/// Where a measure stands among the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It is proposed.
    Proposed {
        /// Why.
        why: Bilingual,
    },
    /// It is shown beside.
    Beside {
        /// Why it is not proposed.
        reason: Reason,
        /// The same in words.
        words: Bilingual,
    },
}

impl Alternative {
    /// All heads together, or the first figure that is lacking.
    pub fn total(&self) -> Result<Fen, FigureName> {
        self.lines.iter().try_fold(Fen::ZERO, |total, line| Ok(sum::sum_of(total, line.fen?)))
    }

    /// Whether it is the one that is proposed.
    pub fn is_proposed(&self) -> bool {
        matches!(self.place, Place::Proposed { .. })
    }
}

impl Assessment {
    /// The measure that is proposed, if there is one for such a claim.
    pub fn proposed(&self) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.is_proposed())
    }

    /// What is proposed; none while no measure applies or a figure is lacking.
    pub fn proposed_fen(&self) -> Option<Fen> {
        self.proposed().and_then(|proposed| proposed.total().ok())
    }

    /// What a measure comes to, if it could apply.
    pub fn alternative(&self, measure: &MeasureCode) -> Option<&Alternative> {
        self.alternatives.iter().find(|alternative| alternative.measure == *measure)
    }
}

/// Assesses `claim` as it stands `on` a day: pure, so the same claim and policy always give the same.
pub fn assess(claim: &Claim, on: Date, calendar: &Calendar, policy: &Policy) -> Assessment {
    let time_limits = time_limits::told(claim, on, calendar, policy);
    let exemptions = measures::exemptions(claim, &time_limits, policy);
    let mut assessment = Assessment {
        policy: policy.version().clone(),
        on,
        alternatives: measures::alternatives(claim, &exemptions, &time_limits, policy),
        exemptions,
        time_limits,
        proofs: proofs_needed(claim, on, policy),
        flags: Vec::new(),
    };
    assessment.flags = flags::raised(claim, &assessment, policy);
    assessment
}
