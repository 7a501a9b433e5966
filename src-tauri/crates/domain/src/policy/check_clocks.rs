//! What makes clocks sound, and keeps the law's running.

use super::{
    Clock, ClockEffect, ClockPause, ClockStart, ClockStop, EscalationStep, Policy, Term,
    check::{PolicyError, resolves, unresolved},
};
use crate::{Channel, Demand, Kind, PromiseStep, RuleCode, compensation::ServiceCode};

/// The days the law gives for a complaint. No document lengthens them.
const LAW_DAYS: u32 = 7;

/// Every name resolves, every clock can begin and end, and what is promised can be told and binds.
pub(super) fn are_sound(policy: &Policy) -> Result<(), PolicyError> {
    let known = |rule: &RuleCode| policy.rules.iter().any(|it| it.code == *rule);
    for clock in &policy.clocks {
        let name = clock.step.as_str();
        resolves(policy, name, &clock.categories)?;
        conditions_resolve(policy, clock)?;
        if !known(&clock.rule) {
            return Err(unresolved(name, clock.rule.as_str()));
        }
        if clock.what.is_incomplete() {
            return Err(PolicyError::Words(name.to_owned()));
        }
        if let Some(within) = &clock.within
            && policy.clocks.iter().all(|other| other.step != *within)
        {
            return Err(unresolved(name, within.as_str()));
        }
        if clock.stop.is_empty() {
            return Err(PolicyError::Absurd(format!("{name} without an end")));
        }
        if clock.pauses_while != ClockPause::Never && !can_pause(clock.term) {
            return Err(PolicyError::Absurd(format!("a pause of {name}")));
        }
        if clock.promised && !can_be_promised(clock) {
            return Err(PolicyError::NoPromise(name.to_owned()));
        }
        if !clock.escalation.is_empty() && !climbs(&clock.escalation) {
            return Err(PolicyError::Absurd(format!("the escalation of {name}")));
        }
    }
    if !climbs(&policy.escalation) {
        return Err(PolicyError::Absurd("the escalation".to_owned()));
    }
    match policy.limits.iter().find(|limit| !known(&limit.rule)) {
        Some(limit) => Err(unresolved(&limit.code, limit.rule.as_str())),
        None => Ok(()),
    }
}

fn conditions_resolve(policy: &Policy, clock: &Clock) -> Result<(), PolicyError> {
    let demand = clock.demands.iter().find(|code| policy.demands.iter().all(|it| it.code != **code));
    let channel = clock.channels.iter().find(|code| policy.channels.iter().all(|it| it.code != **code));
    let service = clock.services.iter().find(|code| policy.compensation.service(code).is_none());
    let carrier = clock.carriers.iter().find(|code| policy.carriers.iter().all(|it| it.code != **code));
    let calendar = clock.calendar.iter().find(|code| policy.calendar_named(code).is_none());
    let missing = demand.map(Demand::as_str).or(channel.map(Channel::as_str));
    let missing = missing.or(service.map(ServiceCode::as_str));
    let missing = missing.or(carrier.map(String::as_str)).or(calendar.map(String::as_str));
    match missing {
        Some(missing) => Err(unresolved(clock.step.as_str(), missing)),
        // What was never asked for never starts a clock.
        None if clock.start == ClockStart::Demanded && clock.demands.is_empty() => {
            Err(PolicyError::Absurd(format!("the start of {}", clock.step)))
        }
        None => Ok(()),
    }
}

/// Months and years end on the corresponding day; no days can be left out of them.
fn can_pause(term: Term) -> bool {
    !matches!(term, Term::Months(_) | Term::Years(_))
}

/// The receipt tells a date that does not move later: it is known from kind and category when the matter is taken in, and
/// nothing holds it up.
fn can_be_promised(clock: &Clock) -> bool {
    let starts_at_the_counter = matches!(
        clock.start,
        ClockStart::Received | ClockStart::OfKind | ClockStart::ComplaintMade | ClockStart::Claimed
    );
    starts_at_the_counter
        && clock.is_unconditional()
        && clock.pauses_while == ClockPause::Never
        && clock.effect == ClockEffect::Breach
}

fn climbs(steps: &[EscalationStep]) -> bool {
    let is_one = |step: &EscalationStep| (1..=100).contains(&step.at_percent) && !step.roles.is_empty();
    !steps.is_empty()
        && steps.iter().all(is_one)
        && steps.is_sorted_by(|earlier, later| earlier.at_percent < later.at_percent)
}

/// The regulation's days run for every complaint and claim, no category lengthens them, nothing but the customer's
/// knowledge of the outcome ends them, and the reply that a customer is promised never comes after them.
pub(super) fn law_runs(policy: &Policy) -> Result<(), PolicyError> {
    for kind in [Kind::Complaint, Kind::Claim] {
        let of_step =
            |step| policy.clocks.iter().filter(move |it| it.step == step && it.kinds.contains(&kind));
        let runs = of_step(PromiseStep::LAW_7_DAYS).any(|clock| clock.categories.is_empty())
            && of_step(PromiseStep::LAW_7_DAYS).all(|clock| is_lawful(policy, clock))
            && of_step(PromiseStep::REPLY).all(|clock| clock.within == Some(PromiseStep::LAW_7_DAYS));
        if !runs {
            return Err(PolicyError::LawClock(kind));
        }
    }
    let laws = policy.clocks.iter().filter(|clock| clock.step == PromiseStep::LAW_7_DAYS);
    let unsourced = laws.map(|clock| policy.rule_of(clock)).find(|rule| rule.source.trim().is_empty());
    unsourced.map_or(Ok(()), |rule| Err(PolicyError::Unsourced(rule.code.to_string())))
}

fn is_lawful(policy: &Policy, clock: &Clock) -> bool {
    let ends_with_the_telling =
        clock.stop.iter().all(|stop| matches!(stop, ClockStop::Told | ClockStop::Withdrawn));
    matches!(clock.term, Term::CalendarDays(days) if days <= LAW_DAYS)
        // From the taking in is sooner, never later, than from the complaint.
        && matches!(clock.start, ClockStart::Received | ClockStart::ComplaintMade)
        && ends_with_the_telling
        && clock.pauses_while == ClockPause::Never
        && !clock.moves_off_holidays
        && clock.promised
        && clock.is_unconditional()
        && clock.effect == ClockEffect::Breach
        && clock.within.is_none()
        && policy.rule_of(clock).by_law
}
