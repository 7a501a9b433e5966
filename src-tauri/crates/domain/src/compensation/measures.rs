//! Which measures there are for a claim, which of them is proposed, and why the others are not.

use super::{Alternative, Claim, ExemptionCode, Finding, Line, Place, sum, time_limits::TimeLimitTold};
use crate::{
    Bilingual, Fen, Policy, RuleCode,
    policy::{
        Rule,
        compensation::{Circumstance, Measure, Reason, Sum, words_of},
    },
};

/// An exemption as it is told: on which ground, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExemptionTold {
    /// Which.
    pub code: ExemptionCode,
    /// In words.
    pub name: Bilingual,
    /// What a person found, or that nobody has.
    pub finding: Finding,
    /// The rule, and its words; none where no rule has it for such a service.
    pub ground: Option<(RuleCode, Bilingual)>,
    /// Whether it touches such a claim: force majeure leaves insured goods alone.
    pub touches: bool,
}

impl ExemptionTold {
    /// Whether a person upheld it, and it touches the claim.
    pub fn is_upheld(&self) -> bool {
        self.touches && self.finding == Finding::Upheld
    }
}

/// The exemptions that were raised, by people or by the calendar.
pub(super) fn exemptions(claim: &Claim, limits: &[TimeLimitTold], policy: &Policy) -> Vec<ExemptionTold> {
    let rules = policy.compensation();
    let is_late = limits.iter().any(TimeLimitTold::bars);
    let by_calendar = (is_late && claim.finding(&ExemptionCode::TIME_BAR).is_none())
        .then_some((&ExemptionCode::TIME_BAR, Finding::Raised));
    let raised = claim.exemptions.iter().map(|raised| (&raised.code, raised.finding)).chain(by_calendar);
    raised
        .map(|(code, finding)| {
            let has_it = |measure: &&Measure| measure.exempted_by.as_ref() == Some(code);
            let touching = applicable(claim, limits, policy).find(has_it);
            let known = touching.or_else(|| {
                rules.measures.iter().filter(has_it).find(|measure| measure.services.contains(&claim.service))
            });
            let name = rules.exemptions.iter().find(|choice| choice.code == *code);
            ExemptionTold {
                code: code.clone(),
                name: name
                    .map_or_else(|| Bilingual::untranslated(code.as_str()), |choice| choice.name.clone()),
                finding,
                ground: known
                    .map(|measure| (measure.rule.clone(), rule_of(&measure.rule, policy).citation.clone())),
                touches: touching.is_some(),
            }
        })
        .collect()
}

/// The measures for such a claim, side by side, the proposed one among them.
pub(super) fn alternatives(
    claim: &Claim,
    exemptions: &[ExemptionTold],
    limits: &[TimeLimitTold],
    policy: &Policy,
) -> Vec<Alternative> {
    let finding =
        |code: &ExemptionCode| exemptions.iter().find(|told| told.code == *code).map(|told| told.finding);
    let is_open = |measure: &&Measure| match &measure.exempted_by {
        Some(code) => finding(code).is_some_and(|finding| finding != Finding::Rejected),
        None => true,
    };
    let measures: Vec<&Measure> = applicable(claim, limits, policy).filter(is_open).collect();
    let mut alternatives: Vec<Alternative> =
        measures.iter().map(|measure| reckoned(measure, claim, policy)).collect();
    let is_upheld =
        |measure: &Measure| measure.exempted_by.as_ref().and_then(finding) == Some(Finding::Upheld);
    let exempt = measures.iter().position(|measure| is_upheld(measure));
    let ordinary = ordinary(&measures, &alternatives, claim);
    let proposed = exempt.or_else(|| higher_promise(&measures, &alternatives, ordinary)).or(ordinary);
    for (at, (alternative, measure)) in alternatives.iter_mut().zip(&measures).enumerate() {
        let reason = |reason: Reason| words_of(&policy.compensation().words.reasons, &reason);
        alternative.place = if Some(at) == proposed {
            Place::Proposed { why: measure.why.clone() }
        } else if exempt.is_some() {
            Place::Beside { reason: Reason::ExemptionUpheld, words: reason(Reason::ExemptionUpheld) }
        } else if measure.exempted_by.is_some() {
            Place::Beside { reason: Reason::ExemptionUndecided, words: reason(Reason::ExemptionUndecided) }
        } else if promises_more(measure) {
            Place::Beside { reason: Reason::NotHigher, words: reason(Reason::NotHigher) }
        } else if let Some(circumstance) = missing(measure, claim) {
            let about = words_of(&policy.compensation().words.circumstances, &circumstance);
            let words = reason(Reason::CircumstanceMissing).filled("about", &about);
            Place::Beside { reason: Reason::CircumstanceMissing, words }
        } else {
            Place::Beside { reason: Reason::AnotherFirst, words: reason(Reason::AnotherFirst) }
        };
    }
    alternatives
}

/// The measures for such a claim, exemptions and all.
fn applicable<'a>(
    claim: &'a Claim,
    limits: &'a [TimeLimitTold],
    policy: &'a Policy,
) -> impl Iterator<Item = &'a Measure> {
    let is_insured = claim.insured_fen().is_some();
    policy.compensation().measures.iter().filter(move |measure| {
        let lines = || measure.lines.iter();
        let is_agreed =
            claim.terms.freight_times.is_some() || lines().all(|line| line.sum != Sum::LossUpToAgreedFreight);
        let is_promised = !claim.promises.is_empty() || lines().all(|line| line.sum != Sum::Promised);
        let is_over = measure.limit.as_ref().is_none_or(|code| may_be_over(code, limits));
        is_agreed && is_promised && is_over && measure.covers(&claim.service, claim.incident, is_insured)
    })
}

/// The first measure whose circumstances hold. That a limit falls never lowers what is paid: where the measure with the
/// limit comes to more, as cover above the loss can, that one stays.
fn ordinary(measures: &[&Measure], alternatives: &[Alternative], claim: &Claim) -> Option<usize> {
    let is_ordinary = |measure: &Measure| measure.exempted_by.is_none() && !promises_more(measure);
    let first = measures.iter().position(|it| is_ordinary(it) && missing(it, claim).is_none())?;
    if !measures[first].proposed_when.contains(&Circumstance::LimitFalls) {
        return Some(first);
    }
    let total = |at: usize| alternatives[at].total().ok();
    let with_limit = (0..measures.len()).find(|at| {
        let limited =
            is_ordinary(measures[*at]) && missing(measures[*at], claim) == Some(Circumstance::LimitStands);
        limited && total(first).is_some() && total(*at) > total(first)
    });
    with_limit.or(Some(first))
}

/// Whether a limit is over; or, where none is known to be, whether nobody can tell.
fn may_be_over(code: &str, limits: &[TimeLimitTold]) -> bool {
    let one_is_over = limits.iter().any(TimeLimitTold::bars);
    let told = limits.iter().filter(|told| told.limit == code);
    told.clone().any(TimeLimitTold::bars) || !one_is_over && told.clone().any(|told| told.is_over.is_none())
}

fn promises_more(measure: &Measure) -> bool {
    measure.proposed_when.contains(&Circumstance::OwnPromiseIsHigher)
}

/// The carrier's own promise, where it comes to more than what would be proposed otherwise.
fn higher_promise(
    measures: &[&Measure],
    alternatives: &[Alternative],
    otherwise: Option<usize>,
) -> Option<usize> {
    let otherwise = match otherwise {
        Some(at) => alternatives[at].total().ok()?,
        None => Fen::ZERO,
    };
    measures.iter().zip(alternatives).position(|(measure, alternative)| {
        promises_more(measure) && alternative.total().is_ok_and(|total| total > otherwise)
    })
}

/// The first circumstance of a measure that does not hold.
fn missing(measure: &Measure, claim: &Claim) -> Option<Circumstance> {
    measure.proposed_when.iter().copied().find(|circumstance| !holds(*circumstance, claim))
}

/// Whether a circumstance holds. What nobody has looked at holds only where that favours no limit being forgotten: a
/// limit of the law stands until it falls, a limit of a contract stands only once it was shown.
fn holds(circumstance: Circumstance, claim: &Claim) -> bool {
    let gross = claim.gross_fault == Some(Finding::Upheld);
    let told = claim.terms.told;
    match circumstance {
        Circumstance::LimitStands => told != Some(false) && !gross,
        Circumstance::LimitFalls => told == Some(false) || gross,
        Circumstance::NoGrossFault => !gross,
        Circumstance::GrossFault => gross,
        Circumstance::TermsAgreed => told == Some(true) && !gross,
        Circumstance::ProportionAgreed => {
            claim.terms.in_proportion == Some(true) && told != Some(false) && !gross
        }
        Circumstance::DelayDestroyedValue => claim.delay_destroyed_value == Some(true),
        Circumstance::CarrierAtFault => claim.carrier_at_fault == Some(true),
        Circumstance::CouponChosen => claim.coupon_chosen,
        // Only the sums can tell; see `higher_promise`.
        Circumstance::OwnPromiseIsHigher => false,
    }
}

fn reckoned(measure: &Measure, claim: &Claim, policy: &Policy) -> Alternative {
    let rule = rule_of(&measure.rule, policy);
    let (mut lines, mut left_out) = (Vec::new(), Vec::new());
    for line in measure.lines_for(claim.incident) {
        let (fen, reckoning) = sum::reckon(line.sum, line.line, claim);
        match fen {
            Err(figure) if line.optional => {
                // A head under which nothing was promised is no head at all.
                if line.sum != Sum::Promised {
                    left_out.push((line.line, figure));
                }
            }
            fen => {
                let rule = rule_of(&line.rule, policy);
                lines.push(Line {
                    kind: line.line,
                    fen,
                    rule: rule.code.clone(),
                    citation: rule.citation.clone(),
                    confidence: rule.confidence,
                    steps: reckoning.steps,
                });
            }
        }
    }
    Alternative {
        measure: measure.code.clone(),
        name: measure.name.clone(),
        rule: rule.code.clone(),
        citation: rule.citation.clone(),
        confidence: rule.confidence,
        lines,
        left_out,
        place: Place::Beside { reason: Reason::AnotherFirst, words: Bilingual::default() },
    }
}

pub(super) fn rule_of<'a>(code: &RuleCode, policy: &'a Policy) -> &'a Rule {
    policy.rule(code).expect("a checked policy resolves every rule")
}
