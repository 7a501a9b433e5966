//! Where a region's rules give us less time than the country's.

use serde::Deserialize;

use super::{
    Bilingual, Policy, Term,
    check::{PolicyError, list_is_sound, unresolved},
    check_clocks,
};
use crate::{Kind, PromiseStep, RuleCode};

/// A region with terms of its own. They are only ever stricter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ClockRegion {
    /// Its code; a branch in it names it.
    pub code: String,
    /// What people read.
    pub name: Bilingual,
    /// What is stricter there.
    pub terms: Vec<RegionalTerm>,
}

/// The term of a clock in a region.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct RegionalTerm {
    /// Whose.
    pub step: PromiseStep,
    /// For these kinds of ticket; for all that the clock runs for when empty.
    #[serde(default)]
    pub kinds: Vec<Kind>,
    /// Within which time.
    pub term: Term,
    /// Which rule says so.
    pub rule: RuleCode,
}

impl Policy {
    /// The regions with terms of their own.
    pub fn clock_regions(&self) -> &[ClockRegion] {
        &self.clock_regions
    }

    /// These rules as they are in force in a region; none where it has no terms of its own. Made once for a branch, not for
    /// each ticket.
    pub fn in_region(&self, code: &str) -> Option<Self> {
        let region = self.clock_regions.iter().find(|region| region.code == code)?;
        let mut policy = self.clone();
        for regional in &region.terms {
            for clock in policy.clocks.iter_mut().filter(|clock| regional.concerns(&clock.step, &clock.kinds))
            {
                clock.term = regional.term;
                clock.rule = regional.rule.clone();
                clock.limit = None;
            }
        }
        Some(policy)
    }
}

impl RegionalTerm {
    /// Whether it is the term of a clock. One that runs for other kinds as well keeps the country's, and must be split.
    fn concerns(&self, step: &PromiseStep, kinds: &[Kind]) -> bool {
        self.step == *step && (self.kinds.is_empty() || kinds.iter().all(|kind| self.kinds.contains(kind)))
    }
}

/// Every region is stricter than the country, and holds together.
pub(super) fn check(policy: &Policy) -> Result<(), PolicyError> {
    let regions = policy.clock_regions.iter();
    let named: Vec<_> = regions.map(|region| (region.code.as_str(), &region.name)).collect();
    if named.is_empty() {
        return Ok(());
    }
    list_is_sound("clock_regions", &named)?;
    for region in &policy.clock_regions {
        for regional in &region.terms {
            let mut concerned =
                policy.clocks.iter().filter(|it| regional.concerns(&it.step, &it.kinds)).peekable();
            if concerned.peek().is_none() {
                return Err(unresolved(&region.code, regional.step.as_str()));
            }
            if !regional.term.is_sane() || concerned.any(|clock| !regional.term.is_within(clock.term)) {
                return Err(PolicyError::Lenient(format!("{} of {}", regional.step, region.code)));
            }
        }
        let there = policy.in_region(&region.code).expect("it is among them");
        check_clocks::are_sound(&there)?;
        check_clocks::law_runs(&there)?;
    }
    Ok(())
}
