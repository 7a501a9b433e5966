//! What is known of a claim: the service, what happened, the figures, the dates, and what people have found.

use super::{Area, ExemptionCode, Finding, Incident, LineKind, ProofCode, ServiceCode, WaiverCode};
use crate::{Date, Fen, Role};

/// The amounts of a claim; what is not known is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Asked for.
    pub claimed_fen: Option<Fen>,
    /// The loss that papers prove.
    pub proven_fen: Option<Fen>,
    /// The loss as it was found to be, after repair or what is left of it.
    pub actual_loss_fen: Option<Fen>,
    /// What the whole contents were worth. 全部价值
    pub whole_value_fen: Option<Fen>,
    /// Bought cover. 保价金额
    pub insured_fen: Option<Fen>,
    /// Value stated. 声明价值
    pub declared_fen: Option<Fen>,
    /// Paid for carriage, without insurance fee and other services.
    pub freight_fen: Option<Fen>,
    /// Charged for carrying it back.
    pub return_freight_fen: Option<Fen>,
}

/// The days of a claim; what is not known is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// Taken over from the sender.
    pub posted_on: Option<Date>,
    /// The last day on which it was to arrive.
    pub promised_on: Option<Date>,
    /// Arrived after all.
    pub delivered_on: Option<Date>,
    /// The customer learned what had happened.
    pub discovered_on: Option<Date>,
    /// The customer asked where it is.
    pub inquired_on: Option<Date>,
    /// The customer asked for money.
    pub claimed_on: Option<Date>,
}

/// What the contract says, as far as it limits what is paid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Whether the limit was shown as the law wants it (Postal Law 47, Civil Code 496); none while nobody has looked.
    pub told: Option<bool>,
    /// Uninsured goods are paid up to so many times the freight; none where the contract has no such term.
    pub freight_times: Option<u32>,
    /// Insured goods are paid in proportion; none while nobody has looked.
    pub in_proportion: Option<bool>,
}

/// What this carrier promised for this very parcel beyond law and terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnPromise {
    /// Under which head.
    pub line: LineKind,
    /// How much.
    pub fen: Fen,
}

/// A ground on which nothing, or less, would be owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaisedExemption {
    /// Which.
    pub code: ExemptionCode,
    /// What became of it.
    pub finding: Finding,
}

/// Where a paper stands that bears a claim out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// Which.
    pub code: ProofCode,
    /// Where it is.
    pub standing: ProofStanding,
}

/// Whether a proof is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofStanding {
    /// It was given.
    Given {
        /// When.
        on: Date,
    },
    /// The customer will bring it.
    Owed {
        /// On this day at the latest.
        by: Date,
    },
    /// It is not asked for.
    Waived {
        /// Why.
        why: WaiverCode,
    },
}

impl ProofStanding {
    /// The word of a standing: `given`, `owed`, `waived`.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Given { .. } => "given",
            Self::Owed { .. } => "owed",
            Self::Waived { .. } => "waived",
        }
    }
}

/// A claim with all that is known of it. Amounts are in fen, weights in grams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What was sold.
    pub service: ServiceCode,
    /// What happened.
    pub incident: Incident,
    /// How far it went.
    pub area: Area,
    /// Who claims.
    pub claimant: Role,
    /// The amounts.
    pub values: Values,
    /// The days.
    pub days: Days,
    /// What the contract says.
    pub terms: Terms,
    /// What this carrier promised beyond it.
    pub promises: Vec<OwnPromise>,
    /// Grounds on which less would be owed.
    pub exemptions: Vec<RaisedExemption>,
    /// Intent or gross negligence of the carrier, before which limits fall.
    pub gross_fault: Option<Finding>,
    /// Fraud on the customer; never reckoned with here (Consumer Law 55).
    pub fraud: Option<Finding>,
    /// Whether the carrier caused it, where that was found out.
    pub carrier_at_fault: Option<bool>,
    /// Whether the delay itself took value from the goods, where that was found out.
    pub delay_destroyed_value: Option<bool>,
    /// The customer would rather have a coupon.
    pub coupon_chosen: bool,
    /// Weight when it was posted.
    pub posted_grams: Option<u32>,
    /// Weight when it arrived.
    pub arrived_grams: Option<u32>,
    /// Claims of the same customer within the policy's term, this one not counted.
    pub earlier_claims: u32,
    /// The proofs that were given, are owed or were waived.
    pub proofs: Vec<Proof>,
}

impl Claim {
    /// A claim of which nothing more is known yet.
    pub fn new(service: ServiceCode, incident: Incident, area: Area, claimant: Role) -> Self {
        Self {
            service,
            incident,
            area,
            claimant,
            values: Values::default(),
            days: Days::default(),
            terms: Terms::default(),
            promises: Vec::new(),
            exemptions: Vec::new(),
            gross_fault: None,
            fraud: None,
            carrier_at_fault: None,
            delay_destroyed_value: None,
            coupon_chosen: false,
            posted_grams: None,
            arrived_grams: None,
            earlier_claims: 0,
            proofs: Vec::new(),
        }
    }

    /// The cover that was bought, if any was.
    pub fn insured_fen(&self) -> Option<Fen> {
        self.values.insured_fen.filter(|insured| *insured > Fen::ZERO)
    }

    /// What was found about an exemption.
    pub fn finding(&self, code: &ExemptionCode) -> Option<Finding> {
        self.exemptions.iter().find(|raised| raised.code == *code).map(|raised| raised.finding)
    }

    /// How many days after the promised one it arrived, or has not arrived `on` this day; none without a promised day.
    pub fn days_late(&self, on: Date) -> Option<u32> {
        let days = self.days.delivered_on.unwrap_or(on).days_since(self.days.promised_on?);
        Some(u32::try_from(days).unwrap_or(0))
    }
}
