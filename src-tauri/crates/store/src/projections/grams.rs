//! What the index knows of a word: parts of it, as long as each finds few enough tickets and no longer.
//!
//! A part of a word is made of parts that are in the index, so a part of any length finds its ticket. Two characters are
//! what is typed least, and in Chinese they are rare enough; of digits and Latin letters there are so few that four are
//! kept as well. Single characters are kept because a surname is one.

use std::collections::BTreeSet;

use domain::finding::pairs_of_initials;

use super::words::Words;

/// What marks a pair of initials: no word holds it.
const INITIALS: char = '_';

/// So many characters of digits and Latin letters stand together in the index.
const LONG: usize = 4;

/// Every gram of a ticket.
pub(super) fn of(words: &Words) -> BTreeSet<String> {
    let mut grams = Vec::new();
    for word in words.text.split(' ').chain(words.names.split(' ')) {
        let ends = ends(word);
        for length in [1, 2, LONG] {
            let parts = parts(word, &ends, length);
            grams.extend(parts.filter(|part| length < LONG || part.is_ascii()));
        }
    }
    // Most of a long story has been said before.
    grams.sort_unstable();
    grams.dedup();
    let pairs = pairs_of_initials(&words.names).into_iter().map(of_pair);
    grams.into_iter().map(str::to_owned).chain(pairs).collect()
}

/// The grams that a text must have to hold a word: the longest that are kept.
pub(super) fn asked_by(word: &str) -> BTreeSet<String> {
    let ends = ends(word);
    let characters = ends.len() - 1;
    let longest = if characters >= LONG && word.is_ascii() { LONG } else { characters.min(2) };
    parts(word, &ends, longest).map(str::to_owned).collect()
}

/// The grams that a name must have to hold these initials.
pub(super) fn asked_by_initials(initials: &str) -> BTreeSet<String> {
    let letters: Vec<char> = initials.chars().collect();
    letters.windows(2).map(|pair| of_pair([pair[0], pair[1]])).collect()
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

    fn list(grams: &BTreeSet<String>) -> String {
        grams.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_ticket_is_cut_into_grams() {
        let words = Words { text: "sf123 张𠮷 坏a1".into(), names: "王明".into() };
        let grams = of(&words);
        assert_eq!(list(&grams), "1 12 2 23 3 _wm _ym a a1 f f1 f123 s sf sf12 坏 坏a 张 张𠮷 明 王 王明 𠮷");
    }

    #[test]
    fn a_word_is_asked_for_by_its_longest_grams() {
        for (word, grams) in [
            ("箱", "箱"),
            ("箱子破", "子破 箱子"),
            ("138", "13 38"),
            ("13800", "1380 3800"),
            ("坏a138", "13 38 a1 坏a"),
        ] {
            assert_eq!(list(&asked_by(word)), grams, "{word}");
        }
        assert_eq!(list(&asked_by_initials("wxm")), "_wx _xm");
    }
}
