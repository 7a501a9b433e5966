//! Measures: the ways to reckon what is paid, and when each is proposed.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::{
    Bilingual, Fen, RuleCode, UnknownWord,
    compensation::{ExemptionCode, Incident, LineKind, ServiceCode},
    vocabulary::{closed, open},
};

open! {
    /// A measure of what is paid: `postal_uninsured`, `express_insured`…
    MeasureCode {
        /// What the carrier promised for the parcel itself.
        OWN_PROMISE = "own_promise",
    }
}

closed! {
    /// Whether cover was bought.
    Cover {
        /// Either way.
        Any = "any",
        /// 保价
        Insured = "insured",
        /// 未保价
        Uninsured = "uninsured",
    }
}

closed! {
    /// What must hold before a measure is proposed.
    Circumstance {
        /// The limit was shown, or nobody has looked; and no gross fault was found.
        LimitStands = "limit_stands",
        /// The limit was not shown, or gross fault was found.
        LimitFalls = "limit_falls",
        /// No gross fault was found.
        NoGrossFault = "no_gross_fault",
        /// A person found gross fault.
        GrossFault = "gross_fault",
        /// The contract's limit was shown, and no gross fault was found.
        TermsAgreed = "terms_agreed",
        /// The contract pays insured goods in proportion, was shown, and no gross fault was found.
        ProportionAgreed = "proportion_agreed",
        /// A person found that the delay itself took value from the goods.
        DelayDestroyedValue = "delay_destroyed_value",
        /// A person found that the carrier caused it.
        CarrierAtFault = "carrier_at_fault",
        /// The customer chose the coupon.
        CouponChosen = "coupon_chosen",
        /// It comes to more than what would be proposed otherwise.
        OwnPromiseIsHigher = "own_promise_is_higher",
    }
}

/// How a line is reckoned. Every result is rounded to the fen once, half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sum {
    /// The insured amount.
    Insured,
    /// The loss, times insured amount by whole value.
    InsuredProportion {
        /// Whether cover above the value pays the loss at most. The law's text does not say.
        held_to_loss: bool,
    },
    /// The loss.
    Loss,
    /// The loss, up to the insured amount.
    LossUpToInsured,
    /// The loss, up to a multiple of the freight.
    LossUpToFreight {
        /// The multiple.
        times: u32,
    },
    /// The loss, up to the multiple of the freight that the contract has; there is none where it has none.
    LossUpToAgreedFreight,
    /// A multiple of the freight, whatever the loss.
    FreightTimes {
        /// The multiple.
        times: u32,
    },
    /// The freight.
    Freight,
    /// What carrying it back cost.
    ReturnFreight,
    /// Always the same.
    Fixed {
        /// How much.
        fen: Fen,
    },
    /// What the carrier promised for the parcel under this head.
    Promised,
}

/// One way to reckon what is paid. The first in the document whose circumstances hold is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Measure {
    /// `postal_uninsured`, `express_insured`…
    pub code: MeasureCode,
    /// What people read.
    pub name: Bilingual,
    /// The services it is for.
    pub services: Vec<ServiceCode>,
    /// What must have happened; anything when empty.
    #[serde(default)]
    pub incidents: Vec<Incident>,
    /// Whether cover was bought.
    #[serde(default = "any_cover")]
    pub cover: Cover,
    /// The exemption that a person must uphold first.
    #[serde(default)]
    pub exempted_by: Option<ExemptionCode>,
    /// The time limit that must be over, for a measure of time; its code among the policy's limits.
    #[serde(default)]
    pub limit: Option<String>,
    /// What must hold before it is proposed; otherwise it stands beside.
    #[serde(default)]
    pub proposed_when: Vec<Circumstance>,
    /// The rule it rests on.
    pub rule: RuleCode,
    /// Why it is proposed.
    pub why: Bilingual,
    /// What is paid, head by head; nothing when empty.
    pub lines: Vec<LineRule>,
}

fn any_cover() -> Cover {
    Cover::Any
}

impl Measure {
    /// Whether it is for such a claim at all.
    pub fn covers(&self, service: &ServiceCode, incident: Incident, is_insured: bool) -> bool {
        self.services.contains(service) && contains(&self.incidents, &incident) && self.cover.fits(is_insured)
    }

    /// The lines that such an incident has.
    pub fn lines_for(&self, incident: Incident) -> impl Iterator<Item = &LineRule> {
        self.lines.iter().filter(move |line| contains(&line.incidents, &incident))
    }
}

impl Cover {
    fn fits(self, is_insured: bool) -> bool {
        match self {
            Self::Any => true,
            Self::Insured => is_insured,
            Self::Uninsured => !is_insured,
        }
    }
}

/// Whether `listed` names `one`, or names nothing and so means all.
pub(super) fn contains<T: PartialEq>(listed: &[T], one: &T) -> bool {
    listed.is_empty() || listed.contains(one)
}

/// One head of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct LineRule {
    /// Under which head.
    pub line: LineKind,
    /// How it is reckoned.
    pub sum: Sum,
    /// The rule that gives it.
    pub rule: RuleCode,
    /// For which incidents of the measure; all when empty.
    #[serde(default)]
    pub incidents: Vec<Incident>,
    /// Whether it is left out while its figure is not known; otherwise the whole measure waits for it.
    #[serde(default)]
    pub optional: bool,
}
