//! What no document lowers: what the law gives at least, and when no limit is to be had at all.
//!
//! Source: Postal Law 46 to 49 and Civil Code 188, 496, 506, 832 and 833, whose texts were read.

use super::{Circumstance, Compensation, Cover, Measure, Regime, Sum, TimeEffect};
use crate::{
    Date,
    compensation::{ExemptionCode, Incident, LineKind, ServiceCode},
    policy::{Policy, PolicyError, Term},
};

/// The multiple of the fee that an uninsured recorded item is paid up to, and a registered letter is paid (Postal Law 47).
const LAW_TIMES: u32 = 3;

/// The time that the law gives to ask or to sue (Postal Law 49, Civil Code 188).
const LAW_TERMS: [(&str, Term); 3] = [
    ("inquiry_domestic", Term::Years(1)),
    ("inquiry_international", Term::CalendarDays(180)),
    ("limitation", Term::Years(3)),
];

pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let rules = &policy.compensation;
    for service in &rules.services {
        for measure in rules.measures.iter().filter(|measure| measure.services.contains(&service.code)) {
            let incidents = Incident::ALL.iter().filter(|incident| incident.is_of_goods());
            let covered =
                incidents.filter(|it| measure.incidents.is_empty() || measure.incidents.contains(it));
            for incident in covered {
                if !is_lawful(measure, service.regime, *incident) {
                    return Err(PolicyError::BelowLaw(measure.code.to_string()));
                }
            }
        }
        for incident in Incident::ALL {
            for is_insured in [false, true] {
                if !always_proposes(rules, &service.code, *incident, is_insured) {
                    return Err(PolicyError::Unresolved {
                        from: service.code.to_string(),
                        missing: incident.to_string(),
                    });
                }
            }
        }
    }
    terms_are_lawful(policy)
}

/// Whether a measure leaves the customer what the law gives for goods that were lost, damaged or fell short.
fn is_lawful(measure: &Measure, regime: Regime, incident: Incident) -> bool {
    if let Some(code) = &measure.exempted_by {
        // Force majeure leaves insured mail alone (Postal Law 48).
        let is_mail = matches!(regime, Regime::RecordedMail | Regime::RegisteredLetter);
        return !is_mail || *code != ExemptionCode::FORCE_MAJEURE || measure.cover == Cover::Uninsured;
    }
    if measure.proposed_when.contains(&Circumstance::OwnPromiseIsHigher) {
        return true;
    }
    let has = |circumstance| measure.proposed_when.contains(&circumstance);
    let sum = measure.lines_for(incident).find(|line| line.line == LineKind::Loss).map(|line| line.sum);
    let Some(sum) = sum else {
        return regime == Regime::OrdinaryMail && has(Circumstance::NoGrossFault);
    };
    if sum == Sum::Loss {
        return regime != Regime::RegisteredLetter
            || measure.cover == Cover::Insured
            || has(Circumstance::LimitFalls)
            || has(Circumstance::GrossFault);
    }
    let can_fall = has(Circumstance::LimitStands);
    let is_insured = measure.cover == Cover::Insured && can_fall;
    let is_uninsured = measure.cover == Cover::Uninsured && can_fall;
    match (regime, sum) {
        (Regime::RecordedMail | Regime::RegisteredLetter, Sum::Insured) => is_insured,
        (
            Regime::RecordedMail | Regime::RegisteredLetter,
            Sum::InsuredProportion { .. } | Sum::LossUpToInsured,
        ) => is_insured && !incident.is_whole(),
        (Regime::RecordedMail, Sum::LossUpToFreight { times }) => is_uninsured && times >= LAW_TIMES,
        (Regime::RegisteredLetter, Sum::FreightTimes { times }) => is_uninsured && times >= LAW_TIMES,
        // No law limits what is paid for an express parcel; only terms do, and only those that were shown.
        (Regime::Express, Sum::LossUpToFreight { .. } | Sum::LossUpToAgreedFreight) => {
            measure.cover == Cover::Uninsured && has(Circumstance::TermsAgreed)
        }
        (Regime::Express, Sum::Insured | Sum::LossUpToInsured) => is_insured,
        (Regime::Express, Sum::InsuredProportion { .. }) => {
            measure.cover == Cover::Insured && has(Circumstance::ProportionAgreed)
        }
        _ => false,
    }
}

/// Whether something is proposed for such a claim whatever was found: a measure without a circumstance, or one for each
/// side of it.
fn always_proposes(
    rules: &Compensation,
    service: &ServiceCode,
    incident: Incident,
    is_insured: bool,
) -> bool {
    let measures = rules
        .measures
        .iter()
        .filter(|measure| measure.exempted_by.is_none() && measure.covers(service, incident, is_insured));
    let hung_on: Vec<&[Circumstance]> = measures.map(|measure| measure.proposed_when.as_slice()).collect();
    let has = |circumstances: &[Circumstance]| hung_on.contains(&circumstances);
    has(&[])
        || has(&[Circumstance::LimitStands]) && has(&[Circumstance::LimitFalls])
        || has(&[Circumstance::NoGrossFault]) && has(&[Circumstance::GrossFault])
}

fn terms_are_lawful(policy: &Policy) -> Result<(), PolicyError> {
    let from = Date::new(2026, 1, 31).expect("a day of the calendar");
    let barring = policy.compensation.time_limits.iter().filter(|bearing| bearing.effect == TimeEffect::Bars);
    for bearing in barring {
        let Some((_, law)) = LAW_TERMS.iter().find(|(code, _)| *code == bearing.limit) else { continue };
        let limit = policy.limit(&bearing.limit).map(|limit| limit.term);
        let ends = |term: Term| term.last_day(from, policy.calendar());
        if limit.and_then(ends) < ends(*law) {
            return Err(PolicyError::BelowLaw(bearing.limit.clone()));
        }
    }
    Ok(())
}
