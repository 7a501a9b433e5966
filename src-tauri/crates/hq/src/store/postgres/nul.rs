//! Texts that others wrote, as columns hold them. PostgreSQL's `text` knows no U+0000, and what cannot be kept would come again
//! for ever and hold up whatever is behind it.
//!
//! A text with a U+0000 stands there as `MARK` and the text, in which U+001A is U+001A twice and U+0000 is U+001A and `0`.
//! One without stands there as it is, unless it begins with the mark itself. JSON has neither character raw, so of the log
//! only lines that cannot be read are ever written otherwise than they came.

use std::borrow::Cow;

use tokio_postgres::Row;

use crate::store::StoreError;

/// What stands for another character begins with it.
const SHIFT: char = '\u{1a}';
/// How a text begins that stands there otherwise than it is.
const MARK: &str = "\u{1a}nul\u{1a}";

/// A text as its column takes it.
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.as_bytes().contains(&0) && !text.starts_with(MARK) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(MARK.len() + 2 * text.len());
    escaped.push_str(MARK);
    for character in text.chars() {
        match character {
            '\0' => escaped.extend([SHIFT, '0']),
            SHIFT => escaped.extend([SHIFT, SHIFT]),
            other => escaped.push(other),
        }
    }
    Cow::Owned(escaped)
}

/// The text that its column took.
pub fn unescaped(text: String) -> String {
    let Some(escaped) = text.strip_prefix(MARK) else { return text };
    let (mut unescaped, mut characters) = (String::with_capacity(escaped.len()), escaped.chars());
    while let Some(character) = characters.next() {
        match character {
            SHIFT if characters.next() == Some('0') => unescaped.push('\0'),
            // It is itself, or stands for itself.
            other => unescaped.push(other),
        }
    }
    unescaped
}

/// The text in a column.
pub fn told(row: &Row, column: &str) -> Result<String, StoreError> {
    Ok(unescaped(row.try_get(column)?))
}

/// The text in a column that may be empty.
pub fn told_or_none(row: &Row, column: &str) -> Result<Option<String>, StoreError> {
    Ok(row.try_get::<_, Option<String>>(column)?.map(unescaped))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_comes_back_as_it_was() {
        let check = |text: &str, kept: &str| {
            assert_eq!(escaped(text), kept);
            assert!(!kept.contains('\0'));
            assert_eq!(unescaped(kept.to_owned()), text);
        };
        check("", "");
        check("茶壶", "茶壶");
        check("\u{1a}0 without one stays", "\u{1a}0 without one stays");
        check("\0", "\u{1a}nul\u{1a}\u{1a}0");
        check("a\0\0b\u{1a}0c", "\u{1a}nul\u{1a}a\u{1a}0\u{1a}0b\u{1a}\u{1a}0c");
        check("\0\u{1a}", "\u{1a}nul\u{1a}\u{1a}0\u{1a}\u{1a}");
        check("\u{1a}nul\u{1a}0", "\u{1a}nul\u{1a}\u{1a}\u{1a}nul\u{1a}\u{1a}0");
    }
}
