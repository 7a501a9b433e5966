//! Every keyword of a policy in one tree of characters, so that a text is read once however many there are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::folded::{Folded, is_letter};

/// What a keyword is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    /// Speaks for a category: its place in the list, and how much.
    Category { place: usize, weight: u32 },
    /// One of a group, by its place in the list.
    Group(usize),
    /// Life or health may be in danger.
    Danger,
    /// It cannot wait.
    Urgent,
    /// Much is at stake.
    Valuable,
    /// Denies what follows.
    Negation,
    /// Hides what stands in it: 火 in 火车.
    Ignored,
    /// A title that follows a name: 先生.
    TitleAfterName,
    /// A title before a name: Mr.
    TitleBeforeName,
    /// What a name follows: 我叫, my name is.
    Introduction,
}

/// A keyword where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// Its places in the folded text.
    pub(crate) places: Range<usize>,
    /// Which keyword: two of one number are the same words.
    pub(crate) word: usize,
    /// What it is for.
    pub(crate) meaning: Meaning,
}

/// The tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wordbook {
    nodes: Vec<Node>,
    words: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Node {
    next: BTreeMap<char, usize>,
    ends: Vec<Ending>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Ending {
    meaning: Meaning,
    word: usize,
    /// Whether the last word may go on: `deliver*`.
    is_open: bool,
}

/// Keyword and meaning in the form in which they are compared: two that are equal here are one.
pub(crate) fn folded_word(word: &str) -> String {
    Folded::of(word.trim()).chars().iter().collect()
}

impl Wordbook {
    /// Adds a keyword. A `*` at its end lets its last word go on.
    pub(crate) fn add(&mut self, word: &str, meaning: Meaning) {
        let folded = folded_word(word);
        let (plain, is_open) = match folded.strip_suffix('*') {
            Some(beginning) => (beginning, true),
            None => (folded.as_str(), false),
        };
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for c in plain.chars() {
            at = match self.nodes[at].next.get(&c) {
                Some(next) => *next,
                None => {
                    let new = self.nodes.len();
                    self.nodes.push(Node::default());
                    self.nodes[at].next.insert(c, new);
                    new
                }
            };
        }
        self.nodes[at].ends.push(Ending { meaning, word: self.words, is_open });
        self.words += 1;
    }

    /// Every keyword in `text`, whole words only, by where it begins and then by length.
    pub(crate) fn find(&self, text: &Folded) -> Vec<Found> {
        let chars = text.chars();
        let is_inside = |place: usize| {
            place > 0 && place < chars.len() && is_letter(chars[place - 1]) && is_letter(chars[place])
        };
        let mut found = Vec::new();
        for start in (0..chars.len()).filter(|start| !is_inside(*start)) {
            let mut at = 0;
            for (end, c) in chars.iter().enumerate().skip(start) {
                let Some(next) = self.nodes.get(at).and_then(|node| node.next.get(c)) else {
                    break;
                };
                at = *next;
                let here = self.nodes[at].ends.iter().filter(|it| it.is_open || !is_inside(end + 1));
                found.extend(here.map(|it| Found {
                    places: start..end + 1,
                    word: it.word,
                    meaning: it.meaning,
                }));
            }
        }
        found
    }
}

/// Those of `found` that do not lie in a longer one that `covers`, nor in or on one that is to be ignored.
pub(crate) fn uncovered(mut found: Vec<Found>, covers: impl Fn(&Found) -> bool) -> Vec<Found> {
    let is_ignored = |it: &Found| it.meaning == Meaning::Ignored;
    // The longer first, and of equals the one that is to be ignored.
    found.sort_by_key(|it| (it.places.start, usize::MAX - it.places.end, !is_ignored(it)));
    let (mut cover, mut hides_equals) = (0..0, false);
    let mut left = Vec::new();
    for it in found {
        let is_within = it.places.end <= cover.end && (hides_equals || it.places != cover);
        if !is_within && (covers(&it) || is_ignored(&it)) {
            (cover, hides_equals) = (it.places.clone(), is_ignored(&it));
        }
        if !is_within && !is_ignored(&it) {
            left.push(it);
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(words: &[(&str, Meaning)]) -> Wordbook {
        let mut book = Wordbook::default();
        for (word, meaning) in words {
            book.add(word, *meaning);
        }
        book
    }

    fn found(book: &Wordbook, text: &str) -> Vec<String> {
        let folded = Folded::of(text);
        uncovered(book.find(&folded), |_| true)
            .iter()
            .map(|it| text[folded.span(&it.places)].to_owned())
            .collect()
    }

    #[test]
    fn words_are_whole_unless_they_may_go_on() {
        let book = book(&[("cod", Meaning::Urgent), ("deliver*", Meaning::Urgent), ("破", Meaning::Urgent)]);
        assert_eq!(found(&book, "code COD, Delivered? undelivered"), ["COD", "Deliver"]);
        assert_eq!(found(&book, "box破了"), ["破"]);
    }

    #[test]
    fn the_longer_word_is_the_one_that_was_meant() {
        let book =
            book(&[("收到", Meaning::Urgent), ("没收到", Meaning::Urgent), ("没收到货款", Meaning::Danger)]);
        assert_eq!(found(&book, "没收到,没收到货款,收到"), ["没收到", "没收到货款", "收到"]);
    }

    #[test]
    fn a_word_in_another_that_hides_it_is_none() {
        let book = book(&[("火", Meaning::Danger), ("火车", Meaning::Ignored), ("着火", Meaning::Danger)]);
        assert_eq!(found(&book, "火车着火"), ["着火"]);
    }
}
