//! How a claim comes to money: what papers were brought, what it was assessed at, what was decided, and what was paid.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Bilingual, Date, Demand, EventId, Fen, Instant, Kind, PersonId, PolicyVersion, RuleCode, Sealed, Ticket,
    TicketAction, UnknownWord,
    compensation::{Claim, DepartureCode, Height, Ladder, LineKind, Proof, ProofCode, ProofStanding, Rung},
    policy::compensation::MeasureCode,
    vocabulary::{closed, open},
};

/// Where a paper stands that bears the claim out. The latest word on a proof is the one that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofNoted {
    /// Which, and whether it is here.
    pub proof: Proof,
}

/// One head of what is paid, as it was shown: the figure with its rule and how it was reckoned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwardLine {
    /// Which head.
    pub kind: LineKind,
    /// How much.
    pub fen: Fen,
    /// The rule that gives it.
    pub rule: RuleCode,
    /// The rule's words, as shown.
    pub ground: Bilingual,
    /// How it was reckoned, step by step, as shown.
    pub reckoned: Vec<Bilingual>,
}

/// A person said what the claim comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentMade {
    /// The day it was made for.
    pub on: Date,
    /// What it was reckoned from, without the proofs: those are said one by one.
    pub claim: Claim,
    /// The measure that was taken; none where nothing is owed.
    pub measure: Option<MeasureCode>,
    /// What it gives.
    pub lines: Vec<AwardLine>,
    /// Why it is above what was proven or asked for, where it is.
    pub departure: Option<DepartureCode>,
    /// What the author says to it.
    pub words: Option<Sealed<String>>,
}

closed! {
    /// What headquarters decided.
    Verdict {
        /// As it was assessed.
        Approve = "approve",
        /// Another sum than was assessed, with the reason.
        Change = "change",
        /// Nothing, with the reason.
        Decline = "decline",
        /// More is needed first.
        AskBack = "ask_back",
    }
}

/// A rule that a decision rests on, as shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionGround {
    /// Which.
    pub rule: RuleCode,
    /// Its words.
    pub citation: Bilingual,
}

/// Headquarters decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionMade {
    /// What.
    pub verdict: Verdict,
    /// The assessment that was looked at; none where there was none.
    pub assessment: Option<EventId>,
    /// What is paid; nothing unless approved or changed.
    pub lines: Vec<AwardLine>,
    /// The rules it rests on beside those of the lines.
    pub grounds: Vec<DecisionGround>,
    /// Why it is above what was assessed, where it is.
    pub departure: Option<DepartureCode>,
    /// 1 for the first decision; 2 and 3 for its reviews.
    pub round: u32,
    /// As what its author decided: `adjuster`, `approver`.
    pub decided_as: String,
    /// Who else must release it, by role; nobody when empty.
    pub second_roles: Vec<String>,
    /// The reason, or the question.
    pub words: Option<Sealed<String>>,
}

/// A second person released a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionReleased {
    /// The decision.
    pub decision: EventId,
    /// As what: `approver`.
    pub released_as: String,
}

open! {
    /// How something is paid.
    PaymentMethod {
        /// Cash at the counter. 现金
        CASH = "cash",
        /// To a bank account. 银行转账
        TRANSFER = "transfer",
        /// 微信
        WECHAT = "wechat",
        /// 支付宝
        ALIPAY = "alipay",
        /// Not money. 优惠券
        COUPON = "coupon",
    }
}

open! {
    /// Who is paid.
    Payee {
        /// Who posted it.
        SENDER = "sender",
        /// Whom the sender names.
        NAMED_BY_SENDER = "named_by_sender",
        /// Whom it was for; only with the sender's waiver.
        RECIPIENT = "recipient",
    }
}

/// Something was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMade {
    /// What the voucher is called: the ticket's number, a slash, `P` and a count.
    pub voucher: String,
    /// The decision that it fulfils.
    pub decision: EventId,
    /// How much.
    pub fen: Fen,
    /// How.
    pub method: PaymentMethod,
    /// To whom.
    pub payee: Payee,
    /// Why it is above what was approved, where it is.
    pub departure: Option<DepartureCode>,
    /// Name and account.
    pub private: Sealed<PaidTo>,
}

/// Who was paid, and where the money went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PaidTo {
    /// Whose name.
    pub name: String,
    /// The account, or the coupon's number; empty for cash.
    pub account: String,
}

/// What was written of a payment is not what was paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentCorrected {
    /// The event that brought the payment.
    pub payment: EventId,
    /// How much was truly paid; nothing, where it never was.
    pub fen: Fen,
    /// Why it was written otherwise.
    pub words: Sealed<String>,
}

/// An assessment as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessed {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: AssessmentMade,
}

/// A decision as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: DecisionMade,
    /// The rules in force when it was made.
    pub policy: PolicyVersion,
    /// Its release, where a second person must.
    pub released: Option<Released>,
    /// The event by which it took effect: its own, or its release. One that came too late for the ticket's state is
    /// shown, and changes nothing.
    pub effect: Option<EventId>,
}

/// A decision's release as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// As what: `approver`.
    pub released_as: String,
}

/// A payment as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paid {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What, as it was written at first.
    pub made: PaymentMade,
    /// How that was corrected, in order; the last one counts.
    pub corrected: Vec<Corrected>,
}

/// A correction as a payment has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: PaymentCorrected,
}

/// What lines come to together.
pub fn total_of(lines: &[AwardLine]) -> Fen {
    together(lines.iter().map(|line| line.fen))
}

fn together(amounts: impl Iterator<Item = Fen>) -> Fen {
    amounts.fold(Fen::ZERO, |total, fen| total.checked_add(fen).unwrap_or(Fen::MOST))
}

impl AssessmentMade {
    /// What it comes to.
    pub fn total(&self) -> Fen {
        total_of(&self.lines)
    }
}

impl DecisionMade {
    /// What it comes to.
    pub fn total(&self) -> Fen {
        total_of(&self.lines)
    }

    /// Whether a second person must release it before it takes effect.
    pub fn needs_release(&self) -> bool {
        !self.second_roles.is_empty()
    }

    /// Whether it gives something.
    pub fn awards(&self) -> bool {
        matches!(self.verdict, Verdict::Approve | Verdict::Change)
    }
}

impl Verdict {
    /// How it moves the ticket on.
    pub fn action(self) -> TicketAction {
        match self {
            Self::Approve | Self::Change => TicketAction::Propose,
            Self::Decline => TicketAction::Decline,
            Self::AskBack => TicketAction::AskCustomer,
        }
    }
}

impl Decided {
    /// Whether it waits for a second person.
    pub fn waits_for_release(&self) -> bool {
        self.made.needs_release() && self.released.is_none()
    }
}

impl Paid {
    /// How much was truly paid.
    pub fn fen(&self) -> Fen {
        self.corrected.last().map_or(self.made.fen, |corrected| corrected.made.fen)
    }

    /// Whether it was written by mistake: nothing was paid.
    pub fn never_was(&self) -> bool {
        !self.corrected.is_empty() && self.fen() == Fen::ZERO
    }
}

impl Ticket {
    /// The decision that stands: the last that took effect.
    pub fn decision(&self) -> Option<&Decided> {
        self.decisions.iter().rfind(|decided| decided.effect.is_some())
    }

    /// A decision that waits for a second person, newer than any that took effect.
    pub fn decision_to_release(&self) -> Option<&Decided> {
        self.decisions.last().filter(|decided| decided.waits_for_release())
    }

    /// The last assessment.
    pub fn assessment(&self) -> Option<&Assessed> {
        self.assessments.last()
    }

    /// What a proof's standing is.
    pub fn proof(&self, code: &ProofCode) -> Option<&ProofStanding> {
        self.proofs.iter().find(|proof| proof.code == *code).map(|proof| &proof.standing)
    }

    /// All payments together.
    pub fn paid_fen(&self) -> Fen {
        together(self.payments.iter().map(Paid::fen))
    }

    /// What is still to be paid of what was approved; none while nothing is.
    pub fn to_pay_fen(&self) -> Option<Fen> {
        self.left_of_approved(self.paid_fen())
    }

    /// The same, with only what was paid before a moment.
    pub fn to_pay_before(&self, at: Instant) -> Option<Fen> {
        let paid = self.payments.iter().filter(|paid| paid.at < at).map(Paid::fen);
        self.left_of_approved(together(paid))
    }

    fn left_of_approved(&self, paid: Fen) -> Option<Fen> {
        let approved = self.decision().filter(|decided| decided.made.awards())?.made.total();
        Some(Fen::new(approved.get() - paid.get()).unwrap_or(Fen::ZERO))
    }

    /// Whether it is about money: a claim, a demand for some, or somebody has said what it comes to.
    pub fn is_about_money(&self) -> bool {
        let demands_money = |demand: &Demand| [Demand::COMPENSATION, Demand::REFUND].contains(demand);
        *self.kind.value() == Kind::Claim
            || self.demands.value().iter().any(demands_money)
            || !self.assessments.is_empty()
            || !self.decisions.is_empty()
    }

    /// The amounts of the claim as the log has them, each with the reason that was given.
    pub fn ladder(&self) -> Ladder {
        let mut heights = BTreeMap::new();
        let mut stand = |rung, fen, departure: Option<&DepartureCode>| {
            heights.insert(rung, Height { fen, departure: departure.cloned() });
        };
        if let Some(claimed) = *self.claimed_fen.value() {
            stand(Rung::Claimed, claimed, None);
        }
        if let Some(Assessed { made, .. }) = self.assessment() {
            if let Some(proven) = made.claim.values.proven_fen {
                stand(Rung::Proven, proven, None);
            }
            stand(Rung::Assessed, made.total(), made.departure.as_ref());
        }
        if let Some(Decided { made, .. }) = self.decision().filter(|decided| decided.made.awards()) {
            stand(Rung::Approved, made.total(), made.departure.as_ref());
        }
        if !self.payments.is_empty() {
            let paid = self.payments.iter().rev().filter(|paid| !paid.never_was());
            let departure = paid.into_iter().find_map(|paid| paid.made.departure.as_ref());
            stand(Rung::Paid, self.paid_fen(), departure);
        }
        Ladder::recorded(heights)
    }

    /// The claim as the last assessment had it, or as it was taken in, with the proofs as they stand now.
    pub fn claim_to_assess(&self, otherwise: impl FnOnce(&Self) -> Claim) -> Claim {
        let assessed = self.assessment().map(|assessed| assessed.made.claim.clone());
        let mut claim = assessed.unwrap_or_else(|| otherwise(self));
        claim.proofs.clone_from(&self.proofs);
        claim
    }
}

/// Takes the place of what was said of the same proof before.
pub(crate) fn note_proof(proofs: &mut Vec<Proof>, noted: &Proof) {
    match proofs.iter_mut().find(|proof| proof.code == noted.code) {
        Some(proof) => proof.standing = noted.standing.clone(),
        None => proofs.push(noted.clone()),
    }
}
