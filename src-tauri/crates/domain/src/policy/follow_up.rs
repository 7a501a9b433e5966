//! When customers hear from us without having to ask, and within how many days a matter counts as the same or as again.
//!
//! No law asks for it: all of it is the carrier's own rule, and a document may leave it out.

use std::collections::HashSet;

use serde::Deserialize;

use super::check::PolicyError;
use super::{Bilingual, Choice, Policy, Term};
use crate::ContactOutcome;

/// When a customer is to be told and asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FollowUp {
    /// How often they are told how far it is, while it is open.
    pub update_every: Term,
    /// Within which time they are asked after what was agreed has been done.
    pub after_settling: Term,
    /// How many of a hundred finished tickets are asked about besides; none: nobody.
    pub return_visit_percent: u32,
    /// Within which time these are asked.
    pub return_visit_within: Term,
    /// Whether a day that is not worked gives way to the first that is.
    pub moves_off_holidays: bool,
    /// What may come of asking, beside what may become of any contact.
    pub outcomes: Vec<Choice<ContactOutcome>>,
    /// Whose rule it is.
    pub citation: Bilingual,
}

/// Within how many days tickets are kin.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Repeats {
    /// One parcel again is the same matter.
    pub same_matter_days: u32,
    /// The same complaint from the same phone is a repeat.
    pub repeat_days: u32,
    /// Whose rule it is.
    pub citation: Bilingual,
}

impl FollowUp {
    /// What holds where a document says nothing.
    pub(super) fn usual() -> Self {
        Self {
            update_every: Term::CalendarDays(3),
            after_settling: Term::CalendarDays(2),
            return_visit_percent: 0,
            return_visit_within: Term::CalendarDays(7),
            moves_off_holidays: true,
            outcomes: Vec::new(),
            citation: own_rule(),
        }
    }
}

impl Repeats {
    /// What holds where a document says nothing.
    pub(super) fn usual() -> Self {
        Self { same_matter_days: 30, repeat_days: 30, citation: own_rule() }
    }
}

fn own_rule() -> Bilingual {
    Bilingual::new("本公司自定规则", "Our own rule")
}

/// Terms and days can be, words are whole, and what may come of asking is not what may become of any contact.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let rules = policy.follow_up();
    let terms = [rules.update_every, rules.after_settling, rules.return_visit_within];
    if rules.return_visit_percent > 100 || !terms.iter().all(|term| term.is_sane()) {
        return Err(PolicyError::Absurd("the follow-up".to_owned()));
    }
    let days = policy.repeats();
    if ![days.same_matter_days, days.repeat_days].iter().all(|days| (1..=3660).contains(days)) {
        return Err(PolicyError::Absurd("the days of a repeat".to_owned()));
    }
    if rules.citation.is_incomplete() || days.citation.is_incomplete() {
        return Err(PolicyError::Words("follow_up".to_owned()));
    }
    let mut seen: HashSet<_> = policy.contact_outcomes().iter().map(|choice| &choice.code).collect();
    for choice in &rules.outcomes {
        if !seen.insert(&choice.code) {
            return Err(PolicyError::Twice { list: "outcomes", code: choice.code.to_string() });
        }
        if choice.code.as_str().is_empty() || choice.name.is_incomplete() {
            return Err(PolicyError::Words(format!("outcomes {}", choice.code)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
