//! What a person should look at before deciding.

use super::{
    Assessment, Claim, ExemptionCode, Finding, Incident, Line, NeedStanding, ProofTold, TimeLimitTold,
};
use crate::{
    Bilingual, Fen, Policy, Role, RuleCode,
    policy::compensation::{Circumstance, FigureName, FlagWord, TimeEffect, words_of},
};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// What it says.
    pub word: FlagWord,
    /// What it is about: a figure, a proof, a limit; empty where the word says all.
    pub about: Bilingual,
    /// The rule it touches, if it touches one.
    pub rule: Option<RuleCode>,
}

impl Flag {
    fn of(word: FlagWord) -> Self {
        Self { word, about: Bilingual::default(), rule: None }
    }

    fn about(word: FlagWord, about: Bilingual) -> Self {
        Self { about, ..Self::of(word) }
    }

    fn by(self, rule: &RuleCode) -> Self {
        Self { rule: Some(rule.clone()), ..self }
    }

    /// The flag in the policy's words.
    pub fn in_words(&self, policy: &Policy) -> Bilingual {
        words_of(&policy.compensation().words.flags, &self.word).filled("about", &self.about)
    }
}

/// Every flag of a claim that was assessed, first what the proposal itself lacks.
pub(super) fn raised(claim: &Claim, assessment: &Assessment, policy: &Policy) -> Vec<Flag> {
    let mut flags = of_the_proposal(claim, assessment, policy);
    flags.extend(of_the_figures(claim, assessment, policy));
    flags.extend(of_the_proofs(assessment));
    flags.extend(of_time(claim, assessment));
    flags.extend(of_findings(claim, assessment));
    flags.extend(of_the_claimant(claim, policy));
    flags
}

fn of_the_proposal(claim: &Claim, assessment: &Assessment, policy: &Policy) -> Vec<Flag> {
    let rules = policy.compensation();
    let name = |figure: &FigureName| words_of(&rules.words.figures, figure);
    let Some(proposed) = assessment.proposed() else { return vec![Flag::of(FlagWord::NoMeasure)] };
    let mut flags = Vec::new();
    if let Err(figure) = proposed.total() {
        flags.push(Flag::about(FlagWord::FigureMissing, name(&figure)));
    }
    for (line, _) in &proposed.left_out {
        flags.push(Flag::about(FlagWord::LeftOut, words_of(&rules.words.lines, line)));
    }
    let waits_on = |circumstance| {
        let measure = rules.measure(&proposed.measure);
        measure.is_some_and(|measure| measure.proposed_when.contains(&circumstance))
    };
    // A limit that stands because nobody has looked; or one of the contract that would stand, had somebody.
    let contract = assessment.alternatives.iter().find(|alternative| {
        let measure = rules.measure(&alternative.measure);
        measure.is_some_and(|measure| measure.proposed_when.contains(&Circumstance::TermsAgreed))
    });
    if claim.terms.told.is_none() {
        if waits_on(Circumstance::LimitStands) {
            flags.push(Flag::about(FlagWord::LimitToConfirm, proposed.name.clone()).by(&proposed.rule));
        } else if let Some(contract) = contract {
            flags.push(Flag::about(FlagWord::LimitToConfirm, contract.name.clone()).by(&contract.rule));
        }
    }
    let own = (&proposed.rule, &proposed.citation, proposed.confidence);
    let lines = proposed.lines.iter().map(|line| (&line.rule, &line.citation, line.confidence));
    let mut named: Vec<&RuleCode> = Vec::new();
    for (rule, citation, confidence) in [own].into_iter().chain(lines) {
        if confidence > rules.review.less_sure_than && !named.contains(&rule) {
            named.push(rule);
            flags.push(Flag::about(FlagWord::RuleUnsure, citation.clone()).by(rule));
        }
    }
    flags
}

fn of_the_figures(claim: &Claim, assessment: &Assessment, policy: &Policy) -> Vec<Flag> {
    let values = &claim.values;
    let proposed = assessment.proposed_fen();
    let worth = values.whole_value_fen.or(values.proven_fen);
    let is_of_goods = claim.incident.is_of_goods();
    let above = |one: Option<Fen>, other| one.zip(other).is_some_and(|(one, other): (Fen, Fen)| one > other);
    let at_stake = [values.claimed_fen, proposed].into_iter().flatten().max();
    let rests_on_loss =
        assessment.proposed().is_some_and(|proposed| proposed.lines.iter().any(Line::is_of_loss));
    let unproven = values.proven_fen.is_none() && rests_on_loss;
    let weights = claim.posted_grams.zip(claim.arrived_grams);
    let same_weight = weights.is_some_and(|(posted, arrived)| arrived >= posted);
    [
        (unproven, FlagWord::LossUnproven),
        (above(claim.insured_fen(), worth), FlagWord::InsuredAboveValue),
        (
            is_of_goods && above(values.actual_loss_fen.or(values.proven_fen), values.declared_fen),
            FlagWord::LossAboveDeclared,
        ),
        (above(proposed, values.claimed_fen), FlagWord::AboveClaimed),
        (at_stake.is_some_and(|fen| fen > policy.compensation().review.above_fen), FlagWord::AboveThreshold),
        (claim.incident == Incident::Shortage && same_weight, FlagWord::WeightUnchanged),
    ]
    .into_iter()
    .filter(|(is_so, _)| *is_so)
    .map(|(_, word)| Flag::of(word))
    .collect()
}

fn of_the_proofs(assessment: &Assessment) -> Vec<Flag> {
    let flag = |word, told: &ProofTold| Flag::about(word, told.name.clone()).by(&told.rule);
    let told = assessment.proofs.iter();
    told.filter_map(|told| match told.standing {
        NeedStanding::Missing => Some(flag(FlagWord::ProofMissing, told)),
        NeedStanding::Owed { .. } => Some(flag(FlagWord::ProofOwed, told)),
        NeedStanding::Late { .. } => Some(flag(FlagWord::ProofLate, told)),
        NeedStanding::Given { .. } | NeedStanding::Waived { .. } => None,
    })
    .collect()
}

fn of_time(claim: &Claim, assessment: &Assessment) -> Vec<Flag> {
    let mut flags = Vec::new();
    let flag = |word, told: &TimeLimitTold| Flag::about(word, told.name.clone()).by(&told.rule);
    for told in &assessment.time_limits {
        if told.bars() {
            flags.push(flag(FlagWord::TimeBarPassed, told));
        }
        let counts_as_lost = matches!(claim.incident, Incident::WholeLoss | Incident::TotalDelay);
        if told.is_unripe() && counts_as_lost {
            flags.push(flag(FlagWord::LossNotCertain, told));
        }
        let is_ripe = told.effect == TimeEffect::Ripens && told.is_over == Some(true);
        if is_ripe && claim.incident == Incident::Delay {
            flags.push(flag(FlagWord::CountsAsLost, told));
        }
    }
    if assessment.time_limits.iter().all(|told| !told.bars())
        && claim.finding(&ExemptionCode::TIME_BAR) == Some(Finding::Upheld)
    {
        flags.push(Flag::of(FlagWord::TimeBarUnfounded));
    }
    if claim.days.delivered_on.is_some()
        && matches!(claim.incident, Incident::WholeLoss | Incident::TotalDelay)
    {
        flags.push(Flag::of(FlagWord::DeliveredAfterAll));
    }
    let days = &claim.days;
    let after =
        [days.delivered_on, days.discovered_on, days.inquired_on, days.claimed_on, Some(assessment.on)];
    if days.posted_on.is_some_and(|posted| after.into_iter().flatten().any(|day| day < posted)) {
        flags.push(Flag::of(FlagWord::DaysOutOfOrder));
    }
    flags
}

fn of_findings(claim: &Claim, assessment: &Assessment) -> Vec<Flag> {
    let mut flags = Vec::new();
    for told in &assessment.exemptions {
        let word = match told.finding {
            Finding::Rejected => continue,
            _ if !told.touches => FlagWord::ExemptionWithoutEffect,
            Finding::Raised => FlagWord::ExemptionRaised,
            Finding::Upheld => continue,
        };
        let flag = Flag::about(word, told.name.clone());
        flags.push(told.ground.as_ref().map_or(flag.clone(), |(rule, _)| flag.by(rule)));
    }
    if claim.gross_fault == Some(Finding::Raised) {
        flags.push(Flag::of(FlagWord::GrossFaultRaised));
    }
    if matches!(claim.fraud, Some(Finding::Raised | Finding::Upheld)) {
        flags.push(Flag::of(FlagWord::FraudRaised));
    }
    flags
}

fn of_the_claimant(claim: &Claim, policy: &Policy) -> Vec<Flag> {
    let often = claim.earlier_claims >= policy.compensation().review.earlier_claims;
    [(claim.claimant != Role::SENDER, FlagWord::NotTheSender), (often, FlagWord::RepeatedClaimant)]
        .into_iter()
        .filter(|(is_so, _)| *is_so)
        .map(|(_, word)| Flag::of(word))
        .collect()
}
