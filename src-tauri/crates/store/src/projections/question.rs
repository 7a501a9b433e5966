//! What is typed, as a question to the index and to the words of a ticket.

use std::collections::BTreeSet;

use domain::finding::{can_be_initials, code, split, stand_in};

use super::{grams, words::Words};
use crate::Result;

/// So many words are looked up in the index; a ticket must hold all the others too.
const WORDS: usize = 12;
/// So many grams of one word are.
const GRAMS: usize = 24;

/// Reading where so many tickets are in the index takes no longer than reading the words of some of them.
const FEW: u64 = 30_000;

/// Looking up one ticket among so many more takes longer than reading its words.
const TOO_MANY_TIMES: u64 = 32;

/// What is typed.
#[derive(Debug)]
pub(super) struct Question {
    words: Vec<Word>,
    /// All of it in one piece, where it can be a code: phones, waybills and numbers are typed with spaces and hyphens
    /// where they are kept without.
    code: Option<Word>,
}

#[derive(Debug)]
struct Word {
    text: String,
    grams: BTreeSet<String>,
}

impl Question {
    /// None when what is typed has neither letter nor digit.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let words: Vec<Word> = split(typed).into_iter().map(Word::of).collect();
        if words.is_empty() {
            return None;
        }
        let code = code(typed);
        let may_be_code = words.len() > 1 && code.is_ascii() && code.bytes().any(|b| b.is_ascii_digit());
        Some(Self { words, code: may_be_code.then(|| Word::of(code)) })
    }

    /// Whether a ticket holds what is typed.
    pub(super) fn is_answered_by(&self, words: &Words) -> bool {
        self.words.iter().all(|word| word.is_in(words))
            || self.code.as_ref().is_some_and(|code| code.is_in(words))
    }

    /// Whether there are several grams, and so something to choose.
    pub(super) fn has_choice(&self) -> bool {
        self.words.iter().chain(&self.code).map(|word| word.grams.len()).sum::<usize>() > 1
    }

    /// The question to the index: every ticket that holds what is typed answers it, and few others do.
    ///
    /// `tickets_with` says about how many tickets have a gram. Of a word that gram is asked for which the fewest have, and
    /// those that cost nothing to ask for; where many tickets have each gram of a word, mostly the same ones have them.
    /// Nor is a gram asked for that very many more have than the rarest of all: each ticket with that one is sooner read.
    pub(super) fn to_index(&self, mut tickets_with: impl FnMut(&str) -> Result<u64>) -> Result<String> {
        let words = all_of_words(self.words.iter().take(WORDS), &mut tickets_with)?;
        Ok(match &self.code {
            Some(code) => format!("({words}) OR ({})", all_of_words([code].into_iter(), &mut tickets_with)?),
            None => words,
        })
    }
}

fn all_of_words<'a>(
    words: impl Iterator<Item = &'a Word>,
    mut tickets_with: impl FnMut(&str) -> Result<u64>,
) -> Result<String> {
    let asked = words.map(|word| word.to_index(&mut tickets_with)).collect::<Result<Vec<_>>>()?;
    let fewest = asked.iter().map(|(tickets, _)| *tickets).min().unwrap_or_default();
    let most = fewest.max(1).saturating_mul(TOO_MANY_TIMES);
    let worth = asked.into_iter().filter(|(tickets, _)| *tickets <= most).map(|(_, text)| text);
    Ok(worth.collect::<Vec<_>>().join(" AND "))
}

impl Word {
    fn of(text: String) -> Self {
        Self { grams: grams::asked_by(&text).into_iter().take(GRAMS).collect(), text }
    }

    fn is_in(&self, words: &Words) -> bool {
        words.text.contains(&self.text)
            || words.names.contains(&self.text)
            || (can_be_initials(&self.text) && stand_in(&words.names, &self.text))
    }

    /// Its question, and about how many tickets answer it at most.
    ///
    /// Words hold letters, digits and marks alone, so nothing in them can end a quotation.
    fn to_index(&self, mut tickets_with: impl FnMut(&str) -> Result<u64>) -> Result<(u64, String)> {
        let counted = self.grams.iter().map(|gram| Ok((tickets_with(gram)?, gram.as_str())));
        let mut counted = counted.collect::<Result<Vec<_>>>()?;
        counted.sort_unstable();
        let few = counted.partition_point(|(tickets, _)| *tickets <= FEW);
        let text = all_of(counted.iter().take(few.max(1)).map(|(_, gram)| *gram));
        let tickets = counted.first().map_or(0, |(tickets, _)| *tickets);
        if !can_be_initials(&self.text) {
            return Ok((tickets, text));
        }
        let initials = grams::asked_by_initials(&self.text);
        let either = format!("({text} OR {})", all_of(initials.iter().map(String::as_str).take(GRAMS)));
        // How many have the initials is not reckoned; where nothing is, all is asked for.
        Ok((if tickets == 0 { 0 } else { tickets.max(FEW) }, either))
    }
}

fn all_of<'a>(grams: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = grams.map(|gram| format!("\"{gram}\"")).collect();
    format!("({})", quoted.join(" AND "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str, tickets_with: impl Fn(&str) -> u64) -> Option<String> {
        Question::of(typed).map(|question| question.to_index(|gram| Ok(tickets_with(gram))).unwrap())
    }

    #[test]
    fn what_is_typed_can_only_ask_for_letters_and_digits() {
        for (typed, to_index) in [
            ("箱子破", Some(r#"("子破" AND "箱子")"#)),
            ("周", Some(r#"("周")"#)),
            ("1380013", Some(r#"("0013" AND "1380" AND "3800" AND "8001")"#)),
            ("138-00", Some(r#"(("13" AND "38") AND ("00")) OR (("1380" AND "3800"))"#)),
            ("WX", Some(r#"(("wx") OR ("_wx"))"#)),
            ("\" OR *", Some(r#"(("or") OR ("_or"))"#)),
            ("😀 — \"", None),
        ] {
            assert_eq!(asked(typed, |_| 0).as_deref(), to_index, "{typed}");
        }
    }

    #[test]
    fn of_grams_that_many_tickets_have_the_rarest_is_asked_for() {
        let counts = |gram: &str| if gram == "子破" { 100_000 } else { 300_000 };
        assert_eq!(asked("箱子破", counts).unwrap(), r#"("子破")"#);
        let counts = |gram: &str| if gram == "箱子" { 300_000 } else { 10 };
        assert_eq!(asked("箱子破了", counts).unwrap(), r#"("子破" AND "破了")"#);
        assert_eq!(asked("箱子 王明", counts).unwrap(), r#"("王明")"#);
        assert_eq!(asked("箱子 子箱", |_| 300_000).unwrap(), r#"("箱子") AND ("子箱")"#);
    }

    #[test]
    fn a_ticket_must_hold_every_word() {
        let words = Words {
            text: "wc07261121a0001 13800138000 王 明 箱子破了 the box".into(),
            names: "王明".into(),
        };
        for typed in ["箱子 box", "王明", "wm", "138 0013", "0001", "he bo", "07-2611"] {
            assert!(Question::of(typed).unwrap().is_answered_by(&words), "{typed}");
        }
        for typed in ["箱破", "箱子 cat", "王明箱", "0001138", "thebox", "mx", "138-9"] {
            assert!(!Question::of(typed).unwrap().is_answered_by(&words), "{typed}");
        }
    }
}
