//! How texts are made alike before they are compared.
//!
//! Every text is taken character by character, so that a part of it becomes a part of what it becomes: compatibility
//! forms are taken apart (Ａ is A, ﬁ is fi), capitals are made small, and what is neither letter nor digit ends a word.
//! Words are set apart by spaces, and what is typed is compared word by word: nothing can match from one word into the next.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// The words of a text.
pub fn split(text: &str) -> Vec<String> {
    let alike = alike(text);
    alike.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Letters and digits in one word: codes are looked up however they were typed, and names have spaces for their looks.
pub fn code(text: &str) -> String {
    alike(text).replace(' ', "")
}

/// A phone's digits.
pub fn digits(phone: &str) -> String {
    alike(phone).chars().filter(char::is_ascii_digit).collect()
}

/// Small letters and digits, and spaces for everything else.
fn alike(text: &str) -> String {
    let mut alike = String::with_capacity(text.len());
    for c in text.chars() {
        decompose_compatible(c, |part| {
            if part.is_alphanumeric() || is_combining_mark(part) {
                alike.extend(part.to_lowercase());
            } else {
                alike.push(' ');
            }
        });
    }
    alike
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_words_that_can_be_compared() {
        for (text, words) in [
            ("快递箱", vec!["快递箱"]),
            ("The box, <b>wet</b>!", vec!["the", "box", "b", "wet", "b"]),
            ("SF123破损", vec!["sf123破损"]),
            ("ＡＢＣ１２ ﬁ", vec!["abc12", "fi"]),
            ("É", vec!["e\u{301}"]),
            ("张𠮷，😀 \"*\"", vec!["张𠮷"]),
            ("", vec![]),
        ] {
            assert_eq!(split(text), words, "{text}");
        }
        assert_eq!(code("WC07-261121-A0002"), "wc07261121a0002");
        assert_eq!(code("王　明"), "王明");
        assert_eq!(digits("+８５２ 9123-4567"), "85291234567");
    }
}
