//! What is proposed to be done first: the steps of the playbook that somebody is asked for, and before them the search
//! for a parcel that may be lost.

use super::{TaskKind, TaskTo};
use crate::{
    Bilingual, Calendar, CategoryCode, Due, Instant, Kind, Policy, ResponsibleUnit, RuleCode, Ticket,
    compensation::Claim, policy::Term,
};

/// A task that somebody may set as it stands, or change first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedTask {
    /// What is to be done.
    pub what: TaskKind,
    /// By whom.
    pub to: TaskTo,
    /// By when, as it is told.
    pub due: Due,
    /// The first moment that is too late.
    pub due_at: Instant,
    /// What exactly, in words.
    pub words: Bilingual,
    /// The rule that its date comes from; none where it is the usual time of tasks.
    pub rule: Option<RuleCode>,
}

/// What is proposed for `ticket` at `now`: a parcel that may be lost is looked for before all else, and then come the steps
/// of its category's playbook that somebody is asked for, in their order.
pub fn first_steps(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Vec<ProposedTask> {
    let category = ticket.category.value();
    let search = search_on_becoming(ticket, (*ticket.kind.value(), category), now, calendar, policy);
    let rules = policy.classification();
    let answers_for_it = rules.unit_of(category);
    let steps = rules.playbook_of(category).into_iter().flat_map(|playbook| &playbook.steps);
    let steps = steps.filter_map(|step| {
        let to = step.unit.as_ref().or(answers_for_it)?;
        let term = step.term.unwrap_or(policy.investigation().task_term);
        let due = term.due(now, calendar, &policy.carrier().opening);
        Some(proposed(step.task.clone()?, to, due, &step.words, calendar))
    });
    // One search is enough.
    let is_said = |step: &ProposedTask| search.is_some() && step.what == TaskKind::SEARCH;
    let steps: Vec<_> = steps.filter(|step| !is_said(step)).collect();
    search.into_iter().chain(steps).collect()
}

fn proposed(
    what: TaskKind,
    to: &ResponsibleUnit,
    due: Due,
    words: &Bilingual,
    calendar: &Calendar,
) -> ProposedTask {
    let (to, due_at) = (TaskTo::Unit(to.clone()), due.due_at(calendar));
    ProposedTask { what, to, due, due_at, words: words.clone(), rule: None }
}

/// The search for the parcel of a ticket that becomes `(kind, category)`; none where no search comes first. It is due when
/// the parcel counts as lost: counted from the promised arrival; from now where that is not known or its limit is over.
pub fn search_on_becoming(
    ticket: &Ticket,
    (kind, category): (Kind, &CategoryCode),
    now: Instant,
    calendar: &Calendar,
    policy: &Policy,
) -> Option<ProposedTask> {
    let search = &policy.investigation().search;
    if !search.comes_first(kind, category) {
        return None;
    }
    let assessed = ticket.assessment().map(|assessed| &assessed.made.claim);
    let taken_in = Claim::taken_in(ticket, calendar.zone(), policy);
    let service = &assessed.unwrap_or(&taken_in).service;
    let limits = search.terms_for(service, assessed.map(|claim| claim.area)).into_iter();
    let limits = limits.filter_map(|term| policy.limit(&term.limit));
    let arrival_on = ticket.shipment.value().promised_on;
    let dated = limits.map(|limit| {
        let due_from = |start: Instant| due_from(limit.term, start, calendar, policy);
        let from_arrival = arrival_on.map(|day| due_from(calendar.zone().start_of(day)));
        let due = from_arrival.filter(|due| due.due_at(calendar) > now).unwrap_or_else(|| due_from(now));
        (due, limit)
    });
    let (due, limit) = dated.min_by_key(|(due, _)| due.due_at(calendar))?;
    let task = proposed(TaskKind::SEARCH, &search.unit, due, &search.words, calendar);
    Some(ProposedTask { rule: Some(limit.rule.clone()), ..task })
}

fn due_from(term: Term, start: Instant, calendar: &Calendar, policy: &Policy) -> Due {
    term.due(start, calendar, &policy.carrier().opening)
}
