//! English in sentence case: what stands alone begins with a capital, what stands in a sentence does not.

/// `text` as it stands alone: with a capital, unless its first word has capitals of its own.
pub(crate) fn alone(text: &str) -> String {
    let mut characters = text.chars();
    let (first, second) = (characters.next(), characters.next());
    match first {
        Some(first) if first.is_ascii_lowercase() && !second.is_some_and(|c| c.is_ascii_uppercase()) => {
            format!("{}{}", first.to_ascii_uppercase(), &text[1..])
        }
        _ => text.to_owned(),
    }
}

/// `text` as it stands within a sentence: without a capital, unless its first word has more of them.
pub(crate) fn within(text: &str) -> String {
    let mut word = text.chars().take_while(char::is_ascii_alphabetic);
    match word.next() {
        Some(first) if first.is_ascii_uppercase() && word.all(|c| c.is_ascii_lowercase()) => {
            format!("{}{}", first.to_ascii_lowercase(), &text[1..])
        }
        _ => text.to_owned(),
    }
}

/// `text` after other words: its article without a capital; anything else may be a name and stays.
pub(crate) fn after_words(text: &str) -> String {
    match text.split_once(' ') {
        Some(("The" | "Our" | "A" | "An", _)) => within(text),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn begins_as_its_place_asks() {
        assert_eq!(alone("our promise: within 24 hours"), "Our promise: within 24 hours");
        assert_eq!(alone("eBay order"), "eBay order");
        assert_eq!(alone("本公司"), "本公司");
        assert_eq!(alone(""), "");
        assert_eq!(within("Label, close up"), "label, close up");
        assert_eq!(within("A scale"), "a scale");
        assert_eq!(within("WeChat record"), "WeChat record");
        assert_eq!(within("ID card"), "ID card");
        assert_eq!(within("面单"), "面单");
        assert_eq!(after_words("The courier"), "the courier");
        assert_eq!(after_words("Wang Li"), "Wang Li");
    }
}
