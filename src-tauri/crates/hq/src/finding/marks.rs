//! What the index knows of a word: marks of its parts, as long as each finds few enough tickets and no longer.
//!
//! A part of a word is made of parts that are in the index, so a part of any length finds its ticket. Two characters are
//! what is typed least, and in Chinese they are rare enough; of digits and Latin letters there are so few that four are
//! kept as well. Of single characters none is kept: how often each stands there would tell a thief too much.
//!
//! Whoever has the database without the master key sees which tickets share a mark and how often each stands there, and
//! may guess the commonest words from that. Numbers and waybills stand in clear beside their marks, so they have marks of
//! their own kind, from which nothing follows for a phone; and so have phones, names and all other words.

use std::collections::BTreeSet;

use domain::finding::pairs_of_initials;
use protocol::WordsKey;

use super::words::{Field, Words};
use crate::store::Mark;

/// What marks a pair of initials: no word holds it.
const INITIALS: char = '_';

/// So many characters of digits and Latin letters stand together in the index.
const LONG: usize = 4;

/// Words whose parts have the same marks. What each is called in a mark is for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Numbers and waybills, of letters and digits.
    Code = 1,
    /// Digits of phones.
    Phone = 2,
    /// Names.
    Name = 3,
    /// All else.
    Text = 4,
}

impl Kind {
    /// The one of a word in a field.
    fn of(field: Field, word: &str) -> Self {
        match field {
            Field::Number | Field::Waybill if word.is_ascii() => Self::Code,
            Field::Phone => Self::Phone,
            Field::Name => Self::Name,
            _ => Self::Text,
        }
    }

    /// Those in which a word that is typed can stand.
    pub fn of_typed(word: &str) -> &'static [Self] {
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            &[Self::Code, Self::Phone, Self::Name, Self::Text]
        } else if word.is_ascii() {
            &[Self::Code, Self::Name, Self::Text]
        } else {
            &[Self::Name, Self::Text]
        }
    }
}

/// The parts of a ticket's words.
fn parts_of(words: &Words) -> BTreeSet<(Kind, String)> {
    let mut all = BTreeSet::new();
    for (field, word) in words.each() {
        let (kind, ends) = (Kind::of(field, word), ends(word));
        for length in [2, LONG] {
            let parts = parts(word, &ends, length);
            let parts = parts.filter(|part| length < LONG || part.is_ascii());
            all.extend(parts.map(|part| (kind, part.to_owned())));
        }
        if kind == Kind::Name {
            all.extend(pairs_of_initials(word).into_iter().map(|pair| (kind, of_pair(pair))));
        }
    }
    all
}

/// Every mark of a ticket.
pub fn of(words: &Words, key: &WordsKey) -> BTreeSet<Mark> {
    parts_of(words).iter().map(|(kind, part)| key.mark(*kind as u8, part)).collect()
}

/// The marks that words of one kind must have to hold a word; none for one character.
pub fn asked_by(word: &str, kind: Kind, key: &WordsKey) -> Vec<Mark> {
    let ends = ends(word);
    let characters = ends.len() - 1;
    let longest = if characters >= LONG && word.is_ascii() { LONG } else { 2 };
    let parts: BTreeSet<&str> = parts(word, &ends, longest).collect();
    parts.into_iter().map(|part| key.mark(kind as u8, part)).collect()
}

/// The marks that a name must have to hold these initials.
pub fn asked_by_initials(initials: &str, key: &WordsKey) -> Vec<Mark> {
    let letters: Vec<char> = initials.chars().collect();
    let pairs: BTreeSet<String> = letters.windows(2).map(|pair| of_pair([pair[0], pair[1]])).collect();
    pairs.iter().map(|pair| key.mark(Kind::Name as u8, pair)).collect()
}

fn of_pair(pair: [char; 2]) -> String {
    [INITIALS].into_iter().chain(pair).collect()
}

/// Where characters begin, and the end.
fn ends(word: &str) -> Vec<usize> {
    word.char_indices().map(|(at, _)| at).chain([word.len()]).collect()
}

fn parts<'a>(word: &'a str, ends: &[usize], length: usize) -> impl Iterator<Item = &'a str> {
    ends.windows(length + 1).map(move |part| &word[part[0]..part[length]])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &str) -> String {
        let parts = parts_of(&Words::from_text(words));
        let told = parts.iter().map(|(kind, part)| format!("{kind:?}:{part}"));
        told.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_ticket_is_cut_into_parts_by_kind() {
        assert_eq!(
            list("waybill sf123\nphone 13800\nname 王明\nstory 坏a1 张\n"),
            "Code:12 Code:23 Code:f1 Code:f123 Code:sf Code:sf12 \
             Phone:00 Phone:13 Phone:1380 Phone:38 Phone:3800 Phone:80 \
             Name:_wm Name:_ym Name:王明 Text:a1 Text:坏a"
        );
        assert_eq!(list("waybill 运单1\n"), "Text:单1 Text:运单", "a waybill may be any text");
    }

    #[test]
    fn whatever_holds_a_word_has_the_marks_it_asks_for() {
        let key = WordsKey::derived_from(&[1; 32]);
        let ticket = "number wc07261121a0001\nwaybill 运单sf1\nphone 13812345678\nname 王小明 sarahlee\nstory 外箱压扁\n";
        let marks = of(&Words::from_text(ticket), &key);
        let is_held = |asked: &[Mark]| asked.iter().all(|mark| marks.contains(mark));
        for (typed, can_be) in [
            ("外箱", true),
            ("箱压扁", true),
            ("12345678", true),
            ("运单", true),
            ("单sf", true),
            ("a0001", true),
            ("arahl", true),
            ("小明", true),
            ("破损", false),
            ("13812345679", false),
        ] {
            let any = Kind::of_typed(typed).iter().any(|kind| is_held(&asked_by(typed, *kind, &key)));
            assert_eq!(any, can_be, "{typed}");
        }
        assert!(is_held(&asked_by_initials("wxm", &key)) && !is_held(&asked_by_initials("wmx", &key)));
    }

    #[test]
    fn a_waybill_that_stands_in_clear_tells_nothing_of_a_phone() {
        let key = WordsKey::derived_from(&[1; 32]);
        let of = |text: &str| of(&Words::from_text(text), &key);
        assert!(of("waybill 13812345678\n").is_disjoint(&of("phone 13812345678\n")));
        assert!(of("name 张三丰\n").is_disjoint(&of("story 张三丰\n")));
    }
}
