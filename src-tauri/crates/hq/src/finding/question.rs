//! What is typed: as a question to the index, and as one to the words of a ticket.

use domain::{
    TicketNumber,
    finding::{can_be_initials, code, split},
    mask_name, mask_phone,
};
use protocol::WordsKey;

use super::{
    marks::{self, Kind},
    words::{Field, Words},
};
use crate::store::{AllOf, Asked, Mark};

/// So many words are looked up in the index; a ticket must hold all the others too.
const WORDS: usize = 12;
/// So many marks of one word are.
const MARKS: usize = 24;
/// So few characters of a word find too much to be looked up by themselves.
const FEWEST_CHARACTERS: usize = 2;

/// What is typed.
#[derive(Clone, Debug)]
pub struct Question {
    words: Vec<String>,
    /// All of it in one piece, where it can be a code: phones, waybills and numbers are typed with spaces and hyphens
    /// where they are kept without. A ticket's number is also read as people read it out.
    codes: Vec<String>,
}

/// What of a ticket is what was looked for, with nothing in clear that was not typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// Where it stands.
    pub field: Field,
    /// A name or a phone masked; of all else what was typed, between dots for what stands around it.
    pub text: String,
}

impl Question {
    /// None when what is typed has neither letter nor digit.
    pub fn of(typed: &str) -> Option<Self> {
        let words = split(typed);
        if words.is_empty() {
            return None;
        }
        let whole = code(typed);
        let may_be_code = words.len() > 1 && whole.is_ascii() && whole.bytes().any(|b| b.is_ascii_digit());
        let mut codes: Vec<String> = may_be_code.then_some(whole).into_iter().collect();
        if let Ok(number) = typed.parse::<TicketNumber>() {
            codes.push(code(&number.to_string()));
        }
        codes.dedup();
        codes.retain(|code| words != [code.as_str()]);
        Some(Self { words, codes })
    }

    /// The question to the index: every ticket that holds what is typed answers it, and few others do. None where every
    /// word is too short to be looked up.
    pub fn to_index(&self, key: &WordsKey) -> Option<Asked> {
        let words: Vec<AllOf> = self
            .words
            .iter()
            .filter(|word| is_long_enough(word))
            .take(WORDS)
            .map(|w| asked(w, key))
            .collect();
        let codes = self.codes.iter().filter(|code| is_long_enough(code)).map(|code| vec![asked(code, key)]);
        let mut either: Vec<Vec<AllOf>> = codes.collect();
        if !words.is_empty() {
            either.push(words);
        }
        (!either.is_empty()).then_some(Asked(either))
    }

    /// Whether a ticket holds what is typed.
    pub fn is_answered_by(&self, words: &Words) -> bool {
        self.words.iter().all(|word| words.holding(word).is_some())
            || self.codes.iter().any(|code| words.holding(code).is_some())
    }

    /// What of a ticket that answers it is what was looked for, each place once.
    pub fn excerpts(&self, words: &Words) -> Vec<Excerpt> {
        // In one piece it is what was meant, where there is such a piece.
        let whole = self.codes.iter().find_map(|code| Some((code, words.holding(code)?)));
        let parts = || self.words.iter().filter_map(|word| Some((word, words.holding(word)?))).collect();
        let held: Vec<_> = whole.map_or_else(parts, |whole| vec![whole]);
        let mut excerpts: Vec<Excerpt> = Vec::new();
        for (typed, (field, word)) in held {
            let text = match field {
                Field::Number | Field::Waybill => word.to_uppercase(),
                Field::Phone => mask_phone(word),
                Field::Name => mask_name(word),
                _ => between_dots(typed, word),
            };
            let excerpt = Excerpt { field, text };
            if !excerpts.contains(&excerpt) {
                excerpts.push(excerpt);
            }
        }
        excerpts
    }
}

fn is_long_enough(word: &str) -> bool {
    word.chars().count() >= FEWEST_CHARACTERS
}

/// What the marks of a word can be, by the kinds of words in which it can stand.
fn asked(word: &str, key: &WordsKey) -> AllOf {
    let cut = |mut marks: Vec<Mark>| {
        marks.truncate(MARKS);
        marks
    };
    let mut any: Vec<Vec<Mark>> =
        Kind::of_typed(word).iter().map(|kind| cut(marks::asked_by(word, *kind, key))).collect();
    if can_be_initials(word) {
        any.push(cut(marks::asked_by_initials(word, key)));
    }
    AllOf(any)
}

fn between_dots(typed: &str, word: &str) -> String {
    let before = if word.starts_with(typed) { "" } else { "…" };
    let after = if word.ends_with(typed) { "" } else { "…" };
    format!("{before}{typed}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TICKET: &str = "number wc07261121a0001t\nwaybill sf1234567890123\nphone 13800138000\nname 王明\nstory 箱子破了 the box\n";

    fn excerpts(typed: &str) -> String {
        let excerpts = Question::of(typed).unwrap().excerpts(&Words::from_text(TICKET));
        let told = excerpts.iter().map(|excerpt| format!("{}: {}", excerpt.field.as_str(), excerpt.text));
        told.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_ticket_must_hold_every_word() {
        let words = Words::from_text(TICKET);
        for typed in [
            "箱子 box",
            "王明",
            "wm",
            "138 0013",
            "0001",
            "he bo",
            "07-2611",
            "王 箱子",
            "WCO7-261121-AOOO1-T",
        ] {
            assert!(Question::of(typed).unwrap().is_answered_by(&words), "{typed}");
        }
        for typed in ["箱破", "箱子 cat", "王明箱", "0001138", "thebox", "mx", "139-8", "李 箱子"] {
            assert!(!Question::of(typed).unwrap().is_answered_by(&words), "{typed}");
        }
    }

    #[test]
    fn one_character_alone_is_not_looked_up() {
        let key = WordsKey::derived_from(&[1; 32]);
        for (typed, words) in [("王", None), ("王 李", None), ("王 箱子", Some(1)), ("箱子 破了", Some(2))]
        {
            let asked = Question::of(typed).unwrap().to_index(&key);
            assert_eq!(asked.map(|asked| asked.0.last().unwrap().len()), words, "{typed}");
        }
        assert!(Question::of("😀 — \"").is_none());
    }

    #[test]
    fn what_was_found_is_told_masked() {
        for (typed, told) in [
            ("0138", "phone: 138******00"),
            ("王明", "name: 王*"),
            ("wm", "name: 王*"),
            ("子破 box", "story: …子破…, story: box"),
            ("sf1234", "waybill: SF1234567890123"),
            ("138 0013 8000", "phone: 138******00"),
        ] {
            assert_eq!(excerpts(typed), told, "{typed}");
        }
    }
}
