//! The words of an assessment, so that paper and screen can print it in both languages.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Circumstance;
use crate::{
    Bilingual, UnknownWord,
    compensation::{Finding, LineKind},
    policy::Choice,
    vocabulary::closed,
};

closed! {
    /// A figure that a step of the reasoning names.
    FigureName {
        /// 已证明的损失
        Proven = "proven",
        /// 实际损失
        Loss = "loss",
        /// 全部价值
        WholeValue = "whole_value",
        /// 保价金额
        Insured = "insured",
        /// 运费
        Freight = "freight",
        /// 退回费用
        ReturnFreight = "return_freight",
        /// A multiple of the freight.
        Times = "times",
        /// A multiple of the freight, in fen.
        Limit = "limit",
        /// 本公司承诺金额
        Promised = "promised",
        /// What the step comes to.
        Result = "result",
    }
}

closed! {
    /// What a step of the reasoning says.
    StepWord {
        /// The loss as it was found.
        Loss = "loss",
        /// The loss is what was proven.
        Proven = "proven",
        /// The loss is the whole value.
        WholeValue = "whole_value",
        /// No more than what was proven.
        HeldToProven = "held_to_proven",
        /// No more than all of it was worth.
        HeldToWholeValue = "held_to_whole_value",
        /// The insured amount.
        Insured = "insured",
        /// The loss, times insured amount by whole value.
        Proportion = "proportion",
        /// No more than the loss.
        HeldToLoss = "held_to_loss",
        /// No more than the insured amount.
        HeldToInsured = "held_to_insured",
        /// The insured amount is not reached.
        WithinInsured = "within_insured",
        /// So many times the freight.
        FreightTimes = "freight_times",
        /// No more than so many times the freight.
        HeldToFreightTimes = "held_to_freight_times",
        /// So many times the freight is not reached.
        WithinFreightTimes = "within_freight_times",
        /// The freight.
        Freight = "freight",
        /// What carrying it back cost.
        ReturnFreight = "return_freight",
        /// A fixed sum.
        Fixed = "fixed",
        /// What was promised.
        Promised = "promised",
    }
}

impl StepWord {
    /// The figures that its words name.
    pub fn figures(self) -> &'static [FigureName] {
        use FigureName::*;
        match self {
            Self::Loss => &[Loss],
            Self::Proven => &[Proven],
            Self::WholeValue => &[WholeValue],
            Self::HeldToProven => &[Loss, Proven, Result],
            Self::HeldToWholeValue => &[Loss, WholeValue, Result],
            Self::Insured => &[Insured],
            Self::Proportion => &[Loss, Insured, WholeValue, Result],
            Self::HeldToLoss => &[Loss, Result],
            Self::HeldToInsured => &[Loss, Insured, Result],
            Self::WithinInsured => &[Loss, Insured],
            Self::FreightTimes => &[Freight, Times, Result],
            Self::HeldToFreightTimes => &[Loss, Freight, Times, Limit, Result],
            Self::WithinFreightTimes => &[Loss, Freight, Times, Limit],
            Self::Freight => &[Freight],
            Self::ReturnFreight => &[ReturnFreight],
            Self::Fixed => &[Result],
            Self::Promised => &[Promised],
        }
    }
}

closed! {
    /// Why a measure stands beside the one that is proposed.
    Reason {
        /// Another comes first.
        AnotherFirst = "another_first",
        /// Its circumstance was not found.
        CircumstanceMissing = "circumstance_missing",
        /// Nobody has decided about its exemption.
        ExemptionUndecided = "exemption_undecided",
        /// An exemption was upheld.
        ExemptionUpheld = "exemption_upheld",
        /// Another comes to as much or more.
        NotHigher = "not_higher",
    }
}

closed! {
    /// What a person should look at before deciding.
    FlagWord {
        /// No measure is for such a claim.
        NoMeasure = "no_measure",
        /// A figure is not known.
        FigureMissing = "figure_missing",
        /// A head was left out, as its figure is not known.
        LeftOut = "left_out",
        /// A proof is neither given, owed nor waived.
        ProofMissing = "proof_missing",
        /// A proof is owed.
        ProofOwed = "proof_owed",
        /// A proof that was owed did not come.
        ProofLate = "proof_late",
        /// Nothing proves the loss.
        LossUnproven = "loss_unproven",
        /// Cover above the value.
        InsuredAboveValue = "insured_above_value",
        /// The loss is above the value that was declared.
        LossAboveDeclared = "loss_above_declared",
        /// More would be paid than is asked for.
        AboveClaimed = "above_claimed",
        /// More is at stake than passes without a second look.
        AboveThreshold = "above_threshold",
        /// The customer has claimed often.
        RepeatedClaimant = "repeated_claimant",
        /// Who claims is not whom the carrier pays.
        NotTheSender = "not_the_sender",
        /// A time limit is over.
        TimeBarPassed = "time_bar_passed",
        /// A time bar was upheld, though no limit is over.
        TimeBarUnfounded = "time_bar_unfounded",
        /// It is not yet certain that the parcel is lost.
        LossNotCertain = "loss_not_certain",
        /// So late that it counts as lost.
        CountsAsLost = "counts_as_lost",
        /// It arrived after all.
        DeliveredAfterAll = "delivered_after_all",
        /// An exemption waits for a decision.
        ExemptionRaised = "exemption_raised",
        /// An exemption that does not touch such a claim.
        ExemptionWithoutEffect = "exemption_without_effect",
        /// Nobody has looked whether the limit was shown.
        LimitToConfirm = "limit_to_confirm",
        /// Gross fault is alleged.
        GrossFaultRaised = "gross_fault_raised",
        /// Fraud is alleged: for headquarters, never reckoned here.
        FraudRaised = "fraud_raised",
        /// A rule is not sure.
        RuleUnsure = "rule_unsure",
        /// It arrived as heavy as it was posted.
        WeightUnchanged = "weight_unchanged",
        /// Days that cannot follow each other.
        DaysOutOfOrder = "days_out_of_order",
    }
}

closed! {
    /// The phrases around the sums.
    Phrase {
        /// The measure `{name}` that is proposed, and why: `{about}`.
        Proposed = "proposed",
        /// A measure that stands beside, and why.
        Beside = "beside",
        /// The sum of the heads; `{result}`.
        Total = "total",
        /// What one head comes to, `{result}`, by `{rule}`.
        LineTotal = "line_total",
        /// Nothing is paid.
        Nothing = "nothing",
        /// Not to be reckoned without `{about}`.
        Lacks = "lacks",
        /// The head `{name}` is left out, as `{about}` is not known.
        LeftOut = "left_out",
        /// A time limit `{name}` that was over after `{about}`.
        TimeOver = "time_over",
        /// A time limit `{name}` that runs until `{about}`.
        TimeRuns = "time_runs",
        /// A time limit `{name}` of which a day is not known.
        TimeUnknown = "time_unknown",
        /// An exemption `{name}`, and what became of it: `{about}`.
        Exemption = "exemption",
        /// An exemption that does not touch such a claim.
        ExemptionWithoutEffect = "exemption_without_effect",
        /// Before a flag.
        ToLookAt = "to_look_at",
        /// What stands last: a person decides.
        PersonDecides = "person_decides",
    }
}

impl Phrase {
    /// What its words name.
    pub(super) fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Proposed | Self::Beside => &["name", "rule", "about"],
            Self::Total => &["result"],
            Self::LineTotal => &["result", "rule"],
            Self::Nothing | Self::PersonDecides => &[],
            Self::Lacks | Self::ToLookAt => &["about"],
            Self::LeftOut => &["name", "about"],
            Self::TimeOver | Self::TimeRuns => &["name", "rule", "about"],
            Self::TimeUnknown => &["name", "rule"],
            Self::Exemption => &["name", "rule", "about"],
            Self::ExemptionWithoutEffect => &["name", "about"],
        }
    }
}

impl FlagWord {
    /// What its words name.
    pub(super) fn marks(self) -> &'static [&'static str] {
        match self {
            Self::FigureMissing
            | Self::LeftOut
            | Self::ProofMissing
            | Self::ProofOwed
            | Self::ProofLate
            | Self::TimeBarPassed
            | Self::LossNotCertain
            | Self::CountsAsLost
            | Self::ExemptionRaised
            | Self::ExemptionWithoutEffect
            | Self::LimitToConfirm
            | Self::RuleUnsure => &["about"],
            _ => &[],
        }
    }
}

impl Reason {
    /// What its words name.
    pub(super) fn marks(self) -> &'static [&'static str] {
        if self == Self::CircumstanceMissing { &["about"] } else { &[] }
    }
}

/// The words of an assessment. Steps hold `{loss}` and the like; flags and reasons `{about}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Words {
    /// The heads.
    pub lines: Vec<Choice<LineKind>>,
    /// The figures.
    pub figures: Vec<Choice<FigureName>>,
    /// The steps.
    pub steps: Vec<Choice<StepWord>>,
    /// The circumstances.
    pub circumstances: Vec<Choice<Circumstance>>,
    /// Why a measure stands beside.
    pub reasons: Vec<Choice<Reason>>,
    /// What people find.
    pub findings: Vec<Choice<Finding>>,
    /// What to look at.
    pub flags: Vec<Choice<FlagWord>>,
    /// The phrases around the sums.
    pub phrases: Vec<Choice<Phrase>>,
}

/// The words for `code` in a list that a checked policy has complete.
pub fn words_of<C: PartialEq>(list: &[Choice<C>], code: &C) -> Bilingual {
    list.iter().find(|choice| choice.code == *code).map(|choice| choice.name.clone()).unwrap_or_default()
}
