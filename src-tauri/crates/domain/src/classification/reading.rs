//! What was found in a text, once names are passed over, longer words preferred and denials heard.

use std::collections::HashSet;
use std::ops::Range;

use super::Ground;
use super::amounts::{Amount, amounts};
use super::folded::{Folded, ends_clause};
use super::names::names;
use super::wordbook::{Found, Meaning, uncovered};
use crate::policy::{Classification, Together};

/// The words of a text that count, in the order of the text.
pub(super) struct Reading {
    text: Folded,
    /// What speaks for each category of the list by itself.
    categories: Vec<Vec<Found>>,
    /// Where words of each group stand.
    groups: Vec<Vec<Range<usize>>>,
    /// Words of danger, urgency and value.
    others: Vec<Found>,
    amounts: Vec<Amount>,
}

impl Reading {
    /// Reads `text` by the keywords of `rules`.
    pub(super) fn of(text: &str, rules: &Classification) -> Self {
        let text = Folded::of(text);
        let mut found = rules.book.find(&text);
        let mut is_name = vec![false; text.chars().len()];
        for name in names(&text, &found) {
            is_name[name].fill(true);
        }
        found.retain(|it| !is_name[it.places.clone()].contains(&true));

        let mut reading = Self {
            amounts: amounts(text.chars()),
            text,
            categories: vec![Vec::new(); rules.categories.len()],
            groups: vec![Vec::new(); rules.groups()],
            others: Vec::new(),
        };
        for it in that_count(&reading.text, &found, rules) {
            match it.meaning {
                Meaning::Category { place, .. } => reading.categories[place].push(it),
                Meaning::Group(group) => reading.groups[group].push(it.places),
                _ => reading.others.push(it),
            }
        }
        reading
    }

    /// What speaks for the category at `place` of the list itself: each word once, however often it is said.
    pub(super) fn grounds(&self, place: usize, rules: &Classification) -> Vec<Ground> {
        let mut seen = HashSet::new();
        let words = self.categories[place].iter().filter(|it| seen.insert(it.word));
        let ground = |it: &Found| match it.meaning {
            Meaning::Category { weight, .. } => {
                Some(Ground { words: vec![self.text.span(&it.places)], weight })
            }
            _ => None,
        };
        let alone = words.filter_map(ground);
        let together = rules.categories[place]
            .together
            .iter()
            .filter_map(|it| self.together(it, rules).map(|words| Ground { words, weight: it.weight }));
        alone.chain(together).collect()
    }

    /// Where words of danger stand.
    pub(super) fn danger(&self, rules: &Classification) -> Vec<Range<usize>> {
        let together = rules.danger.together.iter().filter_map(|it| self.together(it, rules));
        let together: Vec<_> = together.flatten().collect();
        self.meaning(Meaning::Danger).chain(together).collect()
    }

    /// Where words of urgency stand.
    pub(super) fn urgent(&self) -> Vec<Range<usize>> {
        self.meaning(Meaning::Urgent).collect()
    }

    /// Where words of value stand, and amounts as large as the policy says.
    pub(super) fn valuable(&self, rules: &Classification) -> Vec<Range<usize>> {
        let large = self.amounts.iter().filter(|amount| amount.fen >= rules.valuable.from_fen);
        self.meaning(Meaning::Valuable).chain(large.map(|amount| self.text.span(&amount.places))).collect()
    }

    fn meaning(&self, meaning: Meaning) -> impl Iterator<Item = Range<usize>> {
        let words = self.others.iter().filter(move |it| it.meaning == meaning);
        words.map(|it| self.text.span(&it.places))
    }

    /// A word of each group, near enough to each other: where the first such stand.
    fn together(&self, together: &Together, rules: &Classification) -> Option<Vec<Range<usize>>> {
        let lists: Vec<&[Range<usize>]> =
            together.places.iter().map(|place| self.groups[*place].as_slice()).collect();
        if lists.iter().any(|list| list.is_empty()) {
            return None;
        }
        // One of each. Where two share a place the first of them gives way to the next of its list; where they are too
        // far from each other, the first of all.
        let mut at = vec![0; lists.len()];
        loop {
            let word = |list: usize| &lists[list][at[list]];
            let mut order: Vec<usize> = (0..lists.len()).collect();
            order.sort_by_key(|list| (word(*list).start, word(*list).end));
            let shared = order.windows(2).find(|pair| word(pair[0]).end > word(pair[1]).start);
            let words = || order.iter().map(|list| self.text.span(word(*list))).collect();
            let reaches = self.text.words_over(word(order[0]), word(order[order.len() - 1]));
            if shared.is_none() && reaches <= rules.reach {
                return Some(words());
            }
            let give_way = shared.unwrap_or(&order[..1]);
            let next = give_way.iter().find(|list| at[**list] + 1 < lists[**list].len())?;
            at[*next] += 1;
        }
    }
}

/// Those of `found` that are meant: no part of a longer word, and not denied.
fn that_count(text: &Folded, found: &[Found], rules: &Classification) -> Vec<Found> {
    let is_denial = |it: &Found| it.meaning == Meaning::Negation;
    let mut denial_ends = vec![None; text.chars().len()];
    for denial in found.iter().filter(|it| is_denial(it)) {
        denial_ends[denial.places.start] = Some(denial.places.end);
    }
    // 没坏 is a word of its own, and the 坏 in it is not meant.
    let holds_denial = |it: &Found| {
        it.places.clone().any(|place| {
            denial_ends[place].is_some_and(|end| end <= it.places.end && (place..end) != it.places)
        })
    };
    // A word of one use is no less one for standing in a longer word of another; so each use is read by itself.
    let read = |is_meant: &dyn Fn(Meaning) -> bool, covers: &dyn Fn(&Found) -> bool| {
        let meant = found.iter().filter(|it| it.meaning == Meaning::Ignored || is_meant(it.meaning));
        uncovered(meant.cloned().collect(), covers)
    };
    let is_of_category = |meaning: Meaning| matches!(meaning, Meaning::Category { .. });
    let is_of_group = |meaning: Meaning| matches!(meaning, Meaning::Group(_));
    let mut words = read(&is_of_category, &|_| true);
    words.extend(read(&is_of_group, &holds_denial));
    for asked in [Meaning::Danger, Meaning::Urgent, Meaning::Valuable] {
        words.extend(read(&|meaning| meaning == asked, &|_| false));
    }
    // The 没 of 没收到 is used up by it.
    let is_any = |meaning| is_of_category(meaning) || is_of_group(meaning) || meaning == Meaning::Negation;
    let mut denials = read(&is_any, &holds_denial);
    denials.retain(is_denial);
    let is_denied = denied(text, &denials, rules.denial_reach);
    words.retain(|it| !is_denied[it.places.start]);
    words
}

/// The places at which a word that begins there is denied: behind a denial in the same clause, with at most `reach`
/// Chinese characters or English words between.
fn denied(text: &Folded, denials: &[Found], reach: usize) -> Vec<bool> {
    let chars = text.chars();
    let mut is_denied = vec![false; chars.len()];
    for denial in denials {
        let mut between = 0;
        for place in denial.places.end..chars.len() {
            let begins_word = text.begins_word(place);
            if ends_clause(chars[place]) || (begins_word && between > reach) {
                break;
            }
            is_denied[place] = begins_word;
            between += usize::from(begins_word);
        }
    }
    is_denied
}
