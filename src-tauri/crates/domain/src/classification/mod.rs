//! Classification that explains itself: what a matter probably is, read off the customer's words.
//!
//! Keywords, their weights and all limits are the policy's (`Policy::classification`). Every suggestion names the words
//! that led to it as byte ranges of the text. A clerk accepts it or chooses otherwise; nothing is decided here. A text is
//! read once from its beginning to its end, so the time grows with its length and with nothing else.

mod amounts;
mod folded;
mod names;
mod reading;
pub(crate) mod wordbook;

use std::{fmt, ops::Range, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::policy::{Classification, Policy};
use crate::vocabulary::{closed, open};
use crate::{CategoryCode, Kind, Priority, UnknownWord};
use reading::Reading;

open! {
    /// Who has to answer for a kind of matter. 责任部门
    ResponsibleUnit {}
}

open! {
    /// A way of handling a kind of matter, step by step. 处理方案
    PlaybookCode {}
}

/// What a text suggests. Everything may be missing: no suggestion is better than a wrong one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// The category to offer: the first candidate where it is strong enough and far enough ahead; what stands above
    /// the first ones where only they are close to each other; else none.
    pub category: Option<CategoryCode>,
    /// Whatever some word speaks for, the best first; at most as many as the policy shows.
    pub candidates: Vec<Candidate>,
    /// How soon it must be seen to; none where no word says anything about it.
    pub priority: Option<SuggestedPriority>,
    /// Who answers for such matters; only with a category.
    pub unit: Option<ResponsibleUnit>,
    /// What is done in such matters; only with a category.
    pub playbook: Option<PlaybookCode>,
}

/// A category with what speaks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which.
    pub category: CategoryCode,
    /// The weights of its grounds, added up, with what the kind of ticket adds.
    pub score: u32,
    /// What speaks for it, its own and what stands above it, in the order of the text.
    pub grounds: Vec<Ground>,
}

/// One reason: a word, or several that say something together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// Where its words stand in the text, in bytes.
    pub words: Vec<Range<usize>>,
    /// How much it counts.
    pub weight: u32,
}

/// A priority that words ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedPriority {
    /// `Highest` where life or health may be in danger, else `High`.
    pub priority: Priority,
    /// Why, the gravest first.
    pub reasons: Vec<PriorityReason>,
    /// What is done before all else where life or health may be in danger.
    pub first: Option<PlaybookCode>,
}

/// Why something cannot wait, with where the words for it stand, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PriorityReason {
    /// Life or health may be in danger.
    Danger(Vec<Range<usize>>),
    /// The customer says that it is urgent.
    Urgent(Vec<Range<usize>>),
    /// Much is at stake.
    Valuable(Vec<Range<usize>>),
}

closed! {
    /// What a clerk made of a suggestion.
    Answered {
        /// Took what was offered.
        Accepted = "accepted",
        /// Chose otherwise.
        Overridden = "overridden",
        /// Chose where nothing was offered.
        Unprompted = "unprompted",
    }
}

/// What `text` suggests for a ticket of `kind`.
///
/// Full width and half width, capitals and small letters are the same; names beside a title or an introduction are
/// passed over; a denied word (没有破, not broken) speaks for nothing.
pub fn suggest(text: &str, kind: Kind, policy: &Policy) -> Suggestion {
    let rules = policy.classification();
    let reading = Reading::of(text, rules);
    let candidates = candidates(&reading, kind, rules);
    let category = clear_leader(&candidates, rules);
    let handled = category.as_ref().and_then(|code| rules.of_category(code));
    Suggestion {
        unit: handled.map(|it| it.unit.clone()),
        playbook: handled.map(|it| it.playbook.clone()),
        category,
        candidates: candidates.into_iter().take(rules.most).collect(),
        priority: priority(&reading, rules),
    }
}

impl Suggestion {
    /// What a clerk who chose `category` made of this.
    pub fn answered_by(&self, category: &CategoryCode) -> Answered {
        match &self.category {
            None => Answered::Unprompted,
            Some(offered) if offered == category => Answered::Accepted,
            Some(_) => Answered::Overridden,
        }
    }
}

impl Candidate {
    /// Where all its words stand, in bytes, each place once, in the order of the text.
    pub fn words(&self) -> Vec<Range<usize>> {
        in_order(self.grounds.iter().flat_map(|ground| ground.words.iter().cloned()))
    }
}

impl PriorityReason {
    /// Where its words stand in the text, in bytes.
    pub fn words(&self) -> &[Range<usize>] {
        match self {
            Self::Danger(words) | Self::Urgent(words) | Self::Valuable(words) => words,
        }
    }
}

fn candidates(reading: &Reading, kind: Kind, rules: &Classification) -> Vec<Candidate> {
    let own: Vec<Vec<Ground>> =
        (0..rules.categories.len()).map(|place| reading.grounds(place, rules)).collect();
    let mut candidates = Vec::new();
    for (place, words) in rules.categories.iter().enumerate().filter(|(place, _)| !own[*place].is_empty()) {
        let above = rules.parents[place].map_or(&[][..], |parent| &own[parent]);
        let mut grounds: Vec<Ground> = own[place].iter().chain(above).cloned().collect();
        grounds.sort_by_key(|ground| ground.words.first().map_or(0, |word| word.start));
        let score = grounds.iter().map(|ground| ground.weight).sum::<u32>()
            + words.kinds.get(&kind).copied().unwrap_or(0);
        candidates.push(Candidate { category: words.code.clone(), score, grounds });
    }
    // A stable sort: of equals the one that the policy lists first.
    candidates.sort_by_key(|candidate| u32::MAX - candidate.score);
    candidates
}

/// The first candidate where it is strong and far enough ahead; else the top that all close ones share.
fn clear_leader(candidates: &[Candidate], rules: &Classification) -> Option<CategoryCode> {
    let first = candidates.first().filter(|first| first.score >= rules.least)?;
    let top_of = |code: &CategoryCode| crate::policy::parent_of(code).unwrap_or_else(|| code.clone());
    let top = top_of(&first.category);
    // What stands above the first only lends it weight.
    let close: Vec<&Candidate> = candidates[1..]
        .iter()
        .filter(|it| it.category != top && it.score + rules.ahead > first.score)
        .collect();
    if close.is_empty() {
        return Some(first.category.clone());
    }
    close.iter().all(|it| top_of(&it.category) == top).then_some(top)
}

fn priority(reading: &Reading, rules: &Classification) -> Option<SuggestedPriority> {
    let reason = |words: Vec<Range<usize>>, reason: fn(Vec<Range<usize>>) -> PriorityReason| {
        (!words.is_empty()).then(|| reason(in_order(words)))
    };
    let danger = reason(reading.danger(rules), PriorityReason::Danger);
    let is_danger = danger.is_some();
    let others = [
        reason(reading.urgent(), PriorityReason::Urgent),
        reason(reading.valuable(rules), PriorityReason::Valuable),
    ];
    let reasons: Vec<PriorityReason> = danger.into_iter().chain(others.into_iter().flatten()).collect();
    (!reasons.is_empty()).then(|| SuggestedPriority {
        priority: if is_danger { Priority::Highest } else { Priority::High },
        reasons,
        first: is_danger.then(|| rules.danger.playbook.clone()),
    })
}

fn in_order(words: impl IntoIterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut words: Vec<_> = words.into_iter().collect();
    words.sort_by_key(|word| (word.start, word.end));
    words.dedup();
    words
}

#[cfg(test)]
mod tests;
