//! Text for paper: only characters that the fonts have, in a form that can be read back out of the PDF.
//!
//! The record keeps what was given; this is only what is printed. A character that cannot be printed is never
//! dropped in silence: it becomes 〓 and is reported.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::face::face;
use crate::mark::Weight;

/// The printer's mark for a character that is not in the case.
pub(crate) const SUBSTITUTE: char = '〓';

/// `text` as one printable line of it: line ends become spaces.
pub(crate) fn clean(text: &str, substituted: &mut BTreeSet<char>) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut characters = text.nfc().peekable();
    while let Some(c) = characters.next() {
        // The curly apostrophe is as wide as an ideograph here, and tears a Latin word apart.
        let is_within_word = c == '’'
            && cleaned.ends_with(|before: char| before.is_ascii_alphabetic())
            && characters.peek().is_some_and(char::is_ascii_alphabetic);
        push_clean(if is_within_word { '\'' } else { c }, &mut cleaned, substituted);
    }
    cleaned
}

/// `text` as printable paragraphs, at least one, without blank ones at the end.
pub(crate) fn clean_paragraphs(text: &str, substituted: &mut BTreeSet<char>) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let mut paragraphs: Vec<String> = text
        .split(['\n', '\r', '\u{0b}', '\u{0c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(|paragraph| clean(paragraph, substituted).trim_end().to_owned())
        .collect();
    while paragraphs.len() > 1 && paragraphs.last().is_some_and(String::is_empty) {
        paragraphs.pop();
    }
    paragraphs
}

fn push_clean(c: char, cleaned: &mut String, substituted: &mut BTreeSet<char>) {
    match c {
        '\t' => cleaned.push_str("    "),
        '\n' | '\r' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => cleaned.push(' '),
        c if c.is_control() => {}
        c if is_space(c) => cleaned.push(' '),
        c if is_invisible(c) => {}
        c if has(c) => cleaned.push(readable(c)),
        c => {
            let plain: String = std::iter::once(c).nfkc().collect();
            if plain.chars().all(|plain| plain != c && has(plain) && !is_space(plain)) {
                cleaned.extend(plain.chars().map(readable));
            } else {
                cleaned.push(SUBSTITUTE);
                substituted.insert(c);
            }
        }
    }
}

/// `c`, or the usual one of the characters that share its glyph: a PDF can read a glyph back as one character only.
fn readable(c: char) -> char {
    let nth = |first: char, c: char, base: u32| char::from_u32(base + (c as u32 - first as u32)).unwrap_or(c);
    match c {
        '•' | '‧' | '・' => '·',
        '‑' => '-',
        '‒' => '–',
        '⋯' => '…',
        '∕' => '／',
        '〜' => '～',
        '\u{2035}' => '\u{ff40}',
        '⮕' => '➡',
        '\u{1f10b}' => '⓪',
        '\u{1f10c}' => '⓿',
        '⺲' => '⺫',
        '➀'..='➉' => nth('➀', c, 0x2460),
        '➊'..='➓' => nth('➊', c, 0x2776),
        '\u{2e80}'..='\u{2fdf}' => face(Weight::Regular).ideograph_of(c).unwrap_or(c),
        c => c,
    }
}

/// Both weights have the same characters, which a test holds.
fn has(c: char) -> bool {
    face(Weight::Regular).has(c)
}

/// Spaces other than the ordinary and the ideographic one.
fn is_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}')
}

/// Characters that only direct others: joiners, marks of direction, selectors, soft hyphens, tags.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn check(given: &str, printed: &str, reported: &str) {
        let mut substituted = BTreeSet::new();
        assert_eq!(clean(given, &mut substituted), printed, "{given:?}");
        assert_eq!(substituted.into_iter().collect::<String>(), reported, "{given:?}");
    }

    #[test]
    fn prints_what_the_fonts_have_and_reports_the_rest() {
        check("王小明,¥1,500.00", "王小明,¥1,500.00", "");
        check("陈龘", "陈龘", "");
        check("张𠮷", "张〓", "𠮷");
        check("礼物🎁🎁", "礼物〓〓", "🎁");
        check("O’Neill 说“好”", "O'Neill 说“好”", "");
        check("<b>&\"'=SUM(A1)", "<b>&\"'=SUM(A1)", "");
        check("\u{5e9}\u{5dc}", "〓〓", "\u{5dc}\u{5e9}");
    }

    #[test]
    fn keeps_text_readable_when_it_is_copied_out_of_the_paper() {
        check("a\u{a0}b\u{2009}c", "a b c", "");
        check("⼀⼈⻓⻔⼾", "一人长门户", "");
        check("\u{f900}\u{2f804}", "豈你", "");
        check("买买提・吐尔逊 ①➀", "买买提·吐尔逊 ①①", "");
        check("cafe\u{301}", "café", "");
        check("葛\u{e0100}", "葛", "");
        check("A,(全角)", "A,(全角)", "");
    }

    #[test]
    fn drops_control_characters_and_invisible_ones() {
        check("a\tb", "a    b", "");
        check("a\u{202e}b\u{200b}c\u{feff}", "abc", "");
        check("a\u{0}\u{1b}\u{7f}\u{9b}b", "ab", "");
    }

    #[test]
    fn no_two_printed_characters_share_a_glyph_but_a_few_ideographs_that_look_the_same() {
        let mut by_glyph: BTreeMap<u16, BTreeSet<char>> = BTreeMap::new();
        for c in (0x20..0x30000).filter_map(char::from_u32) {
            for printed in clean(&c.to_string(), &mut BTreeSet::new()).chars().filter(|c| *c != SUBSTITUTE) {
                by_glyph.entry(face(Weight::Regular).glyph_id(printed).unwrap()).or_default().insert(printed);
            }
        }
        // Half-width Hangul is the other exception; nobody types it here.
        let shared: Vec<&BTreeSet<char>> = by_glyph
            .values()
            .filter(|set| set.len() > 1 && !set.iter().any(|c| matches!(c, '\u{ffa1}'..='\u{ffdc}')))
            .collect();
        assert!(shared.len() < 15, "{shared:?}");
        let is_ideograph = |c: &char| matches!(c, '㐀'..='鿿' | '\u{f900}'..='\u{faff}' | '\u{20000}'..);
        assert!(shared.iter().all(|set| set.iter().all(is_ideograph)), "{shared:?}");
    }

    #[test]
    fn splits_into_paragraphs_at_every_kind_of_line_end() {
        let mut substituted = BTreeSet::new();
        assert_eq!(
            clean_paragraphs("一\r\n二\n\n三\u{2028}四\n\n", &mut substituted),
            ["一", "二", "", "三", "四"]
        );
        assert_eq!(clean_paragraphs("", &mut substituted), [""]);
    }

    #[test]
    fn both_weights_have_the_same_characters() {
        let differing: Vec<char> = (0x20..0x30000)
            .filter_map(char::from_u32)
            .filter(|c| face(Weight::Regular).has(*c) != face(Weight::Bold).has(*c))
            .collect();
        assert!(differing.is_empty(), "{differing:?}");
    }
}
