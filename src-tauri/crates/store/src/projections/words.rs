//! How texts are cut for the search, and how what is typed is asked for.
//!
//! Chinese has no spaces, and words of two characters are the commonest. A run of such characters is cut into every pair
//! that stands side by side, and its last character: 快递箱 is 快递 递箱 箱. So any part of it is a phrase of pairs, and a
//! single character is the beginning of a word. Everything else is cut at what is neither letter nor digit.

use unicode_normalization::UnicodeNormalization;

/// Ends shorter than this say too little to look up.
const SHORTEST_TAIL: usize = 3;

/// A run of characters that belong together.
#[derive(Debug, PartialEq, Eq)]
enum Run {
    /// Letters and digits.
    Word(String),
    /// Characters written without spaces.
    Unspaced(Vec<char>),
}

/// The words of a text, set apart by spaces.
pub(crate) fn cut(text: &str) -> String {
    let words: Vec<String> = runs(text)
        .into_iter()
        .flat_map(|run| match run {
            Run::Word(word) => vec![word],
            Run::Unspaced(characters) => pairs(&characters, true),
        })
        .collect();
    words.join(" ")
}

/// Letters and digits of a code, in one word; as waybills and numbers are looked up however they were typed.
pub(crate) fn code(text: &str) -> String {
    text.nfkc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A phone's digits.
pub(crate) fn digits(phone: &str) -> String {
    phone.nfkc().filter(char::is_ascii_digit).collect()
}

/// A word written backwards, so that its end can be looked up as a beginning.
pub(crate) fn backwards(word: &str) -> String {
    word.chars().rev().collect()
}

/// What is typed, as a question to the index; none when it has neither letter nor digit.
///
/// Phones, waybills and numbers are typed with spaces and hyphens where they are kept without: what may be one code is
/// also asked for as one word.
pub(crate) fn question(typed: &str) -> Option<String> {
    let runs = runs(typed);
    let asked: Vec<String> = runs.iter().map(question_of).collect();
    let all_of_it = (!asked.is_empty()).then(|| asked.join(" AND "))?;
    let code = code(typed);
    let may_be_code = runs.len() > 1 && code.is_ascii() && code.bytes().any(|b| b.is_ascii_digit());
    Some(if may_be_code { format!("({all_of_it}) OR {}", question_of(&Run::Word(code))) } else { all_of_it })
}

/// Runs hold letters and digits alone, so nothing in them can end a quotation.
fn question_of(run: &Run) -> String {
    match run {
        Run::Word(word) if word.chars().count() >= SHORTEST_TAIL => {
            let tail = backwards(word);
            format!("({{number waybill phone name story}} : \"{word}\"* OR tails : \"{tail}\"*)")
        }
        Run::Word(word) => format!("({{number waybill phone name story}} : \"{word}\"*)"),
        Run::Unspaced(characters) => match characters.as_slice() {
            [single] => format!("({{name story}} : \"{single}\"*)"),
            several => format!("({{name story}} : \"{}\")", pairs(several, false).join(" ")),
        },
    }
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_apart = true;
    for c in text.nfkc().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() {
            is_apart = true;
            continue;
        }
        match (runs.last_mut(), is_unspaced(c)) {
            (Some(Run::Unspaced(characters)), true) if !is_apart => characters.push(c),
            (Some(Run::Word(word)), false) if !is_apart => word.push(c),
            (_, true) => runs.push(Run::Unspaced(vec![c])),
            (_, false) => runs.push(Run::Word(c.to_string())),
        }
        is_apart = false;
    }
    runs
}

fn pairs(characters: &[char], with_last: bool) -> Vec<String> {
    let last = characters.last().filter(|_| with_last).map(char::to_string);
    characters.windows(2).map(|pair| pair.iter().collect()).chain(last).collect()
}

fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_into_pairs_and_words() {
        for (text, words) in [
            ("快递箱", "快递 递箱 箱"),
            ("张𠮷", "张𠮷 𠮷"),
            ("The box, <b>wet</b>!", "the box b wet b"),
            ("SF123 破损", "sf123 破损 损"),
            ("ＡＢＣ１２", "abc12"),
            ("周", "周"),
            ("", ""),
        ] {
            assert_eq!(cut(text), words, "{text}");
        }
    }

    #[test]
    fn what_is_typed_can_only_ask_for_letters_and_digits() {
        assert_eq!(question("箱子破").as_deref(), Some("({name story} : \"箱子 子破\")"));
        assert_eq!(question("周").as_deref(), Some("({name story} : \"周\"*)"));
        let one_word = "({number waybill phone name story} : \"1380013\"* OR tails : \"3100831\"*)";
        assert_eq!(question("1380013").as_deref(), Some(one_word));
        assert!(question("138-0013").unwrap().ends_with(&format!(") OR {one_word}")));
        assert_eq!(question("\" OR *"), question("or"));
        assert_eq!(question("😀 —"), None);
    }
}
