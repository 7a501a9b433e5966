//! Breaking text into lines: the Unicode rules, and what Chinese setting adds to them.

use unicode_linebreak::linebreaks;

use crate::face::face;
use crate::mark::{Ink, Weight};

/// How a stretch of text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub size: f32,
    pub weight: Weight,
    pub ink: Ink,
    /// Whether it stands for something that is missing, and is underlined with dashes.
    pub gap: bool,
}

/// A stretch of clean text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub text: String,
    pub style: Style,
}

/// A part of a line, from its left edge.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Piece {
    pub x: f32,
    pub width: f32,
    pub text: String,
    pub style: Style,
}

/// A line that fits its width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub pieces: Vec<Piece>,
    pub width: f32,
    /// The size of its largest letters.
    pub size: f32,
}

/// Closing marks, which never begin a line, beyond those that Unicode already binds.
const NEVER_FIRST: &str = "。,、;:?!」』)】》〉〕…—·%‰℃.,;:?!)]}”’";
/// Opening marks, which never end one.
const NEVER_LAST: &str = "「『(【《〈〔([{“‘¥$";

/// `spans`, one after another, in lines of at most `width`. At least one line.
///
/// A word that is wider than a line is split. Spaces at the end of a line are dropped.
pub(crate) fn wrap(spans: &[Span], width: f32) -> Vec<Line> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let glyphs = glyphs_of(spans);
    let may_break = break_opportunities(&text);

    let mut lines = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let end = line_end(&glyphs, &may_break, start, width);
        lines.push(line_of(spans, &glyphs[start..end]));
        start = end;
        while glyphs.get(start).is_some_and(|glyph| glyph.character == ' ') {
            start += 1;
        }
    }
    if lines.is_empty() {
        let size = spans.iter().map(|span| span.style.size).fold(0.0, f32::max);
        lines.push(Line { pieces: Vec::new(), width: 0.0, size });
    }
    lines
}

/// A character, where it stands in the whole text, its advance, and the span it comes from.
struct Glyph {
    at: usize,
    character: char,
    advance: f32,
    span: usize,
}

fn glyphs_of(spans: &[Span]) -> Vec<Glyph> {
    let mut at = 0;
    let mut glyphs = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        let face = face(span.style.weight);
        for character in span.text.chars() {
            glyphs.push(Glyph {
                at,
                character,
                advance: face.advance(character, span.style.size),
                span: index,
            });
            at += character.len_utf8();
        }
    }
    glyphs
}

/// For each byte of `text`, whether a line may begin there.
fn break_opportunities(text: &str) -> Vec<bool> {
    let mut may_break = vec![false; text.len() + 1];
    for (at, _) in linebreaks(text) {
        may_break[at] = true;
    }
    // Unicode binds curly quotes to both neighbours; between Chinese characters the outer side may break.
    let mut before = None;
    for (at, c) in text.char_indices() {
        if matches!(c, '“' | '‘') && before.is_some_and(is_ideograph) {
            may_break[at] = true;
        }
        if is_ideograph(c) && matches!(before, Some('”' | '’')) {
            may_break[at] = true;
        }
        before = Some(c);
    }
    may_break
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}')
}

/// The glyph after the last one of the line that begins at `start`.
fn line_end(glyphs: &[Glyph], may_break: &[bool], start: usize, width: f32) -> usize {
    // A hair of tolerance, so that text measured to fit does fit.
    let limit = width + 0.01;
    let mut used = 0.0;
    let mut last_break = None;
    for (index, glyph) in glyphs.iter().enumerate().skip(start) {
        if index > start && may_break[glyph.at] {
            last_break = Some(index);
        }
        used += glyph.advance;
        if used > limit && glyph.character != ' ' {
            return last_break.unwrap_or_else(|| split_word(glyphs, start, index));
        }
    }
    glyphs.len()
}

/// Where to split a word that is wider than the line and would overflow it at `overflow`.
fn split_word(glyphs: &[Glyph], start: usize, overflow: usize) -> usize {
    let earliest = (start + 1).max(overflow.saturating_sub(4));
    let at = overflow.max(start + 1);
    (earliest..=at)
        .rev()
        .find(|&at| {
            glyphs.get(at).is_none_or(|first| !NEVER_FIRST.contains(first.character))
                && !NEVER_LAST.contains(glyphs[at - 1].character)
        })
        .unwrap_or(at)
}

fn line_of(spans: &[Span], glyphs: &[Glyph]) -> Line {
    let end = glyphs.iter().rposition(|glyph| glyph.character != ' ').map_or(0, |last| last + 1);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = 0.0;
    let mut current = None;
    for glyph in &glyphs[..end] {
        if current != Some(glyph.span) {
            current = Some(glyph.span);
            pieces.push(Piece { x, width: 0.0, text: String::new(), style: spans[glyph.span].style });
        }
        let piece = pieces.last_mut().expect("a piece was pushed for the first glyph");
        piece.text.push(glyph.character);
        piece.width += glyph.advance;
        x += glyph.advance;
    }
    let size = glyphs.iter().map(|glyph| spans[glyph.span].style.size).fold(0.0, f32::max);
    Line { pieces, width: x, size }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLE: Style = Style { size: 10.0, weight: Weight::Regular, ink: Ink::Black, gap: false };

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrap(&[Span { text: text.to_owned(), style: STYLE }], width)
            .iter()
            .map(|line| {
                assert!(line.width <= width + 0.02, "{line:?}");
                line.pieces.iter().map(|piece| piece.text.as_str()).collect()
            })
            .collect()
    }

    #[test]
    fn never_begins_a_line_with_a_closing_mark_nor_ends_one_with_an_opening_mark() {
        assert_eq!(lines("壶嘴断了。纸箱", 40.0), ["壶嘴断", "了。纸箱"]);
        assert_eq!(lines("壶嘴断「了」", 40.0), ["壶嘴断", "「了」"]);
        assert_eq!(lines("他说“你好”就走", 50.0).len(), 2);
    }

    #[test]
    fn keeps_numbers_and_words_whole_and_splits_only_what_is_too_wide() {
        assert_eq!(lines("赔偿 ¥1,500.00 元", 55.0), ["赔偿", "¥1,500.00", "元"]);
        assert_eq!(lines("a teapot broken", 45.0), ["a teapot", "broken"]);
        assert!(lines(&"W".repeat(40), 50.0).len() > 5);
        assert!(lines(&"。".repeat(40), 50.0).len() >= 8);
    }

    #[test]
    fn sets_spans_of_different_sizes_on_one_line() {
        let small = Style { size: 7.0, ..STYLE };
        let spans =
            [Span { text: "损毁 ".into(), style: STYLE }, Span { text: "Damage".into(), style: small }];
        let set = wrap(&spans, 200.0);
        assert_eq!(set.len(), 1);
        assert_eq!(set[0].pieces.len(), 2);
        assert_eq!(set[0].size, 10.0);
        assert!((set[0].pieces[1].x - set[0].pieces[0].width).abs() < 0.01);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(lines("", 50.0), [""]);
        assert_eq!(lines("   ", 50.0), [""]);
    }
}
