//! Limits of time: told with their ground and last day, decided by a person.

use super::Claim;
use crate::{
    Bilingual, Calendar, Date, Policy, RuleCode,
    policy::compensation::{CountsFrom, TimeEffect},
};

/// A limit of time that bears on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeLimitTold {
    /// Its code among the policy's limits.
    pub limit: String,
    /// In words.
    pub name: Bilingual,
    /// What its end does.
    pub effect: TimeEffect,
    /// From which day it counts; none where that is not known.
    pub from: Option<Date>,
    /// The last day within it.
    pub last_on: Option<Date>,
    /// Whether it was over; none where nobody can tell. A bar looks at the day of the claim, else at the day of asking.
    pub is_over: Option<bool>,
    /// The rule that sets it.
    pub rule: RuleCode,
    /// The rule's words.
    pub citation: Bilingual,
}

impl TimeLimitTold {
    /// Whether it would bar the claim, were a person to uphold it.
    pub fn bars(&self) -> bool {
        self.effect == TimeEffect::Bars && self.is_over == Some(true)
    }

    /// Whether it is still open whether the parcel is lost.
    pub fn is_unripe(&self) -> bool {
        self.effect == TimeEffect::Ripens && self.is_over == Some(false)
    }
}

/// The limits that bear on `claim`, in the policy's order.
pub(super) fn told(claim: &Claim, on: Date, calendar: &Calendar, policy: &Policy) -> Vec<TimeLimitTold> {
    let bearing = policy
        .compensation()
        .time_limits
        .iter()
        .filter(|limit| limit.covers(&claim.service, claim.area, claim.incident));
    bearing
        .map(|bearing| {
            let limit = policy.limit(&bearing.limit).expect("a checked policy resolves every limit");
            let from = counts_from(bearing.from, claim);
            let last_on = from.and_then(|from| limit.term.last_day(from, calendar));
            let looked_at = match bearing.effect {
                // Asking where it is stops the clock as a claim does (Postal Law 49).
                TimeEffect::Bars => {
                    let asked = [claim.days.inquired_on, claim.days.claimed_on];
                    asked.into_iter().flatten().min().unwrap_or(on)
                }
                TimeEffect::Ripens => claim.days.delivered_on.unwrap_or(on),
            };
            TimeLimitTold {
                limit: limit.code.clone(),
                name: limit.what.clone(),
                effect: bearing.effect,
                from,
                last_on,
                is_over: last_on.map(|last_on| looked_at > last_on),
                rule: limit.rule.clone(),
                citation: super::measures::rule_of(&limit.rule, policy).citation.clone(),
            }
        })
        .collect()
}

fn counts_from(from: CountsFrom, claim: &Claim) -> Option<Date> {
    let days = &claim.days;
    match from {
        CountsFrom::Posted => days.posted_on,
        CountsFrom::Promised => days.promised_on,
        CountsFrom::Delivered => days.delivered_on,
        CountsFrom::Discovered => days.discovered_on,
        CountsFrom::Inquired => days.inquired_on.or(days.claimed_on),
    }
}
