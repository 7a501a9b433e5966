//! A text as keywords are compared with it: half width, lower case, single spaces, and the way back to its bytes.

use std::ops::Range;

/// A text, folded character by character, so that every place in it is a place in the original.
pub(crate) struct Folded {
    chars: Vec<char>,
    /// Where each character stands in the original, in bytes.
    bytes: Vec<Range<usize>>,
    /// Whether each was written in upper case.
    capitals: Vec<bool>,
    /// How many words begin up to each: a Chinese character is one.
    words: Vec<usize>,
}

impl Folded {
    /// Folds `text`. Runs of spaces become one; between Chinese characters none is left.
    pub(crate) fn of(text: &str) -> Self {
        let mut folded =
            Self { chars: Vec::new(), bytes: Vec::new(), capitals: Vec::new(), words: Vec::new() };
        for (at, c) in text.char_indices() {
            let plain = fold(c);
            if plain == ' ' && matches!(folded.chars.last(), None | Some(' ')) {
                continue;
            }
            if is_han(plain) && folded.chars.last() == Some(&' ') && folded.ends_in_han_and_space() {
                folded.pop();
            }
            folded.chars.push(plain);
            folded.bytes.push(at..at + c.len_utf8());
            folded.capitals.push(c.is_uppercase());
        }
        let mut count = 0;
        for place in 0..folded.chars.len() {
            count += usize::from(folded.begins_word(place));
            folded.words.push(count);
        }
        folded
    }

    /// The characters.
    pub(crate) fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Whether the character at `place` was written in upper case.
    pub(crate) fn is_capital(&self, place: usize) -> bool {
        self.capitals.get(place).copied().unwrap_or(false)
    }

    /// Whether a word begins at `place`: a Chinese character is one.
    pub(crate) fn begins_word(&self, place: usize) -> bool {
        let c = self.chars[place];
        is_han(c) || is_letter(c) && (place == 0 || !is_letter(self.chars[place - 1]))
    }

    /// How many words lie from the beginning of `first` to the end of `last`.
    pub(crate) fn words_over(&self, first: &Range<usize>, last: &Range<usize>) -> usize {
        self.words[last.end - 1] + 1 - self.words[first.start]
    }

    /// Where `places` stand in the original, in bytes.
    pub(crate) fn span(&self, places: &Range<usize>) -> Range<usize> {
        let (first, last) = (&self.bytes[places.start], &self.bytes[places.end - 1]);
        first.start..last.end
    }

    fn ends_in_han_and_space(&self) -> bool {
        matches!(self.chars.as_slice(), [.., before, ' '] if is_han(*before))
    }

    fn pop(&mut self) {
        self.chars.pop();
        self.bytes.pop();
        self.capitals.pop();
    }
}

/// One character for one: full width to half, capitals to small letters, every space to a space.
fn fold(c: char) -> char {
    let half = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '‘' | '’' | '`' => '\'',
        c if c.is_whitespace() || c.is_control() => ' ',
        c => c,
    };
    half.to_lowercase().next().unwrap_or(half)
}

/// Whether it is a Chinese character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Whether it belongs to a word that is written with spaces around it.
pub(crate) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c)
}

/// Whether a clause ends at it, so that no denial reaches beyond.
pub(crate) fn ends_clause(c: char) -> bool {
    matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | '。' | '、' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        Folded::of(text).chars().iter().collect()
    }

    #[test]
    fn width_case_and_spaces_do_not_matter() {
        for (text, plain) in [
            ("ＢＲＯＫＥＮ！", "broken!"),
            ("  Not\u{3000} \n received ", "not received "),
            ("外 箱 破 了", "外箱破了"),
            ("收到 a box 了", "收到 a box 了"),
            ("Didn’t", "didn't"),
            ("", ""),
        ] {
            assert_eq!(folded(text), plain, "{text}");
        }
    }

    #[test]
    fn every_place_leads_back_to_its_bytes() {
        let text = "外 箱　ＯＫ 破了";
        let folded = Folded::of(text);
        assert_eq!(&text[folded.span(&(0..2))], "外 箱");
        assert_eq!(&text[folded.span(&(3..5))], "ＯＫ");
    }
}
