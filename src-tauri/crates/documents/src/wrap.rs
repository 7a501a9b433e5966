//! Breaking text into lines, and moving the end of the last but one so that the last is never all but empty.

use crate::breaks::{Break, breaks, is_never_first, is_never_last};
use crate::face::face;
use crate::mark::{Ink, Weight};
use crate::script::{is_blank_at_left, is_blank_at_right, is_ideograph, is_latin};
use crate::spacing::NO_BREAK;

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
    pub text: String,
    pub style: Style,
    /// Whether its last character, a closing mark, gives up the blank half of its width.
    pub is_halved: bool,
}

/// A line that fits its width.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    pub pieces: Vec<Piece>,
    /// Without the blank half of a mark at its end.
    pub width: f32,
    /// The size of its largest letters.
    pub size: f32,
}

/// `spans`, one after another, in lines of at most `width`. At least one line.
///
/// A word that is wider than a line is split. Spaces at the end of a line are dropped.
pub(crate) fn wrap(spans: &[Span], width: f32) -> Vec<Line> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let measure = Measure { glyphs: glyphs_of(spans, &text), limit: width + HAIR };
    let glyphs = &measure.glyphs;

    let mut ranges = Vec::new();
    let mut start = 0;
    while start < glyphs.len() {
        let end = measure.line_end(start);
        ranges.push((start, end));
        start = measure.after_spaces(end);
    }
    measure.fill_last(&mut ranges);
    if ranges.is_empty() {
        let size = spans.iter().map(|span| span.style.size).fold(0.0, f32::max);
        return vec![Line { pieces: Vec::new(), width: 0.0, size }];
    }
    ranges.into_iter().map(|(start, end)| line_of(spans, &glyphs[start..end])).collect()
}

/// A tolerance, so that text measured to fit does fit.
const HAIR: f32 = 0.01;

/// A character, its advance, what may happen before it, and the span it comes from.
struct Glyph {
    character: char,
    advance: f32,
    /// Whether it gave up its blank half to the mark after it.
    is_halved: bool,
    /// The blank half that reaches out of the line where it begins one.
    lead: f32,
    /// The blank half that may reach out of the line where it ends one.
    hang: f32,
    before: Break,
    span: usize,
}

fn glyphs_of(spans: &[Span], text: &str) -> Vec<Glyph> {
    let breaks = breaks(text);
    let mut at = 0;
    let mut glyphs: Vec<Glyph> = Vec::with_capacity(text.len());
    for (index, span) in spans.iter().enumerate() {
        let face = face(span.style.weight);
        for given in span.text.chars() {
            let character = if given == NO_BREAK { ' ' } else { given };
            let half = span.style.size / 2.0;
            let half_if = |is_so: bool| if is_so { half } else { 0.0 };
            let (opens, closes) = (is_blank_at_left(character), is_blank_at_right(character));
            // Of two marks that meet, the first closing, one blank half is enough.
            if let Some(last) = glyphs.last_mut().filter(|last| (opens || closes) && last.hang > 0.0) {
                last.advance -= last.hang;
                last.hang = 0.0;
                last.is_halved = true;
            }
            glyphs.push(Glyph {
                character,
                is_halved: false,
                advance: face.advance(character, span.style.size),
                lead: half_if(opens),
                hang: half_if(closes),
                before: breaks[at],
                span: index,
            });
            at += given.len_utf8();
        }
    }
    glyphs
}

/// Glyphs and the width that their lines may have.
struct Measure {
    glyphs: Vec<Glyph>,
    limit: f32,
}

impl Measure {
    /// The glyph after the last one of the line that begins at `start`.
    fn line_end(&self, start: usize) -> usize {
        let mut used = -self.glyphs[start].lead;
        let (mut last_free, mut last_bound) = (None, None);
        for (index, glyph) in self.glyphs.iter().enumerate().skip(start) {
            if index > start {
                match glyph.before {
                    Break::Free => last_free = Some(index),
                    Break::IfNeedBe => last_bound = Some(index),
                    Break::Never => {}
                }
            }
            used += glyph.advance;
            if used - glyph.hang > self.limit && glyph.character != ' ' {
                return match last_free.or(last_bound) {
                    // It is split in any case: then rather here than under a line that is all but empty.
                    Some(word) if self.is_short(start..word) && self.is_too_long(word) => {
                        self.split_word(word, index)
                    }
                    Some(word) => word,
                    None => self.split_word(start, index),
                };
            }
        }
        self.glyphs.len()
    }

    /// Whether a line of `range` would be less than half full.
    fn is_short(&self, range: std::ops::Range<usize>) -> bool {
        self.width(range) < self.limit / 2.0
    }

    /// Whether the word that begins at `start` is wider than a line.
    fn is_too_long(&self, start: usize) -> bool {
        let mut used = 0.0;
        for (index, glyph) in self.glyphs.iter().enumerate().skip(start) {
            if index > start && glyph.before != Break::Never {
                return false;
            }
            used += glyph.advance;
            if used > self.limit {
                return true;
            }
        }
        false
    }

    /// Where to split a word that is wider than the line and would overflow it at `overflow`: so that its last part is one
    /// to be read, and not the last figure of a number alone.
    fn split_word(&self, start: usize, overflow: usize) -> usize {
        let at = overflow.max(start + 1);
        let rest = self.glyphs[at.min(self.glyphs.len())..].iter().take(TAIL);
        let rest = 1 + rest.skip(1).take_while(|glyph| glyph.before == Break::Never).count();
        let at =
            if rest < TAIL { (at + rest).saturating_sub(TAIL).max((start + at) / 2 + 1).min(at) } else { at };
        let is_sound = |at: &usize| {
            self.glyphs.get(*at).is_none_or(|first| !is_never_first(first.character))
                && !is_never_last(self.glyphs[*at - 1].character)
        };
        // Where its parts meet, if that is near: before a bracket, or after a hyphen or the like.
        let is_joint = |at: &usize| {
            "-_/)&".contains(self.glyphs[*at - 1].character)
                || self.glyphs.get(*at).is_some_and(|first| first.character == '(')
        };
        let nearest = |from: usize| ((start + 1).max(from)..=at).rev().filter(is_sound);
        let joint = nearest(at.saturating_sub(JOINT).max((start + at) / 2)).find(is_joint);
        joint.or_else(|| nearest(at.saturating_sub(4)).next()).unwrap_or(at)
    }

    fn after_spaces(&self, from: usize) -> usize {
        let is_space = |at: usize| self.glyphs.get(at).is_some_and(|glyph| glyph.character == ' ');
        (from..).find(|at| !is_space(*at)).unwrap_or(from)
    }

    /// Moves the end of the last line but one, where the last holds less than four characters or two words.
    fn fill_last(&self, ranges: &mut [(usize, usize)]) {
        let [.., (first, first_end), (last, last_end)] = ranges else { return };
        let weight = self.weight(*last..*last_end);
        if weight >= ENOUGH {
            return;
        }
        // Backwards from where the line ends, as near to it as may be.
        let mut best = None;
        for at in (*first + 1..*last).rev().filter(|at| self.glyphs[*at].before == Break::Free) {
            // Never so far that the line above is the short one.
            if self.width(*first..at) < self.width(at..*last_end) {
                break;
            }
            let moved = self.weight(at..*last_end);
            if moved > weight {
                best = Some(at);
            }
            if moved >= ENOUGH {
                break;
            }
        }
        if let Some(at) = best {
            *first_end = at;
            *last = at;
        }
    }

    /// How much there is to read: an ideograph is one, a word or a number two, with what is bound to it.
    fn weight(&self, range: std::ops::Range<usize>) -> u32 {
        let mut weight = 0;
        let mut in_word = false;
        for glyph in &self.glyphs[range] {
            let is_bound = glyph.before != Break::Free;
            if is_ideograph(glyph.character) {
                weight += 1;
                in_word = false;
            } else if is_latin(glyph.character) {
                weight += if in_word && is_bound { 0 } else { 2 };
                in_word = true;
            }
            if weight >= ENOUGH {
                break;
            }
        }
        weight
    }

    fn width(&self, range: std::ops::Range<usize>) -> f32 {
        self.glyphs[range].iter().map(|glyph| glyph.advance).sum()
    }
}

/// What a last line should hold at least.
const ENOUGH: u32 = 4;

/// How many characters of a word that is split stand on its last line at least.
const TAIL: usize = 6;

/// How many characters before the end of a line a word is split where its parts meet.
const JOINT: usize = 8;

fn line_of(spans: &[Span], glyphs: &[Glyph]) -> Line {
    let end = glyphs.iter().rposition(|glyph| glyph.character != ' ').map_or(0, |last| last + 1);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut x = -glyphs[..end].first().map_or(0.0, |first| first.lead);
    let mut current = None;
    for (index, glyph) in glyphs[..end].iter().enumerate() {
        if current != Some(glyph.span) {
            current = Some(glyph.span);
            let style = spans[glyph.span].style;
            pieces.push(Piece { x, text: String::new(), style, is_halved: false });
        }
        let piece = pieces.last_mut().expect("a piece was pushed for the first glyph");
        piece.text.push(glyph.character);
        x += glyph.advance;
        if index + 1 == end {
            x -= glyph.hang;
        }
        if glyph.is_halved || (index + 1 == end && glyph.hang > 0.0) {
            piece.is_halved = true;
            current = None;
        }
    }
    let size = glyphs.iter().map(|glyph| spans[glyph.span].style.size).fold(0.0, f32::max);
    Line { pieces, width: x, size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::width_of;
    use crate::spacing::spaced;

    const STYLE: Style = Style { size: 10.0, weight: Weight::Regular, ink: Ink::Black, gap: false };

    fn lines(text: &str, width: f32) -> Vec<String> {
        wrap(&[Span { text: spaced(text), style: STYLE }], width)
            .iter()
            .map(|line| {
                assert!(line.width <= width + 0.02, "{line:?}");
                line.pieces.iter().map(|piece| piece.text.as_str()).collect()
            })
            .collect()
    }

    #[test]
    fn a_number_that_is_split_ends_with_a_part_to_be_read() {
        let whole = "JDX0123456789012345678901234567890-1";
        for width in 40_u16..220 {
            let lines = lines(whole, f32::from(width));
            assert_eq!(lines.concat(), whole);
            let (last, others) = lines.split_last().unwrap();
            let is_read = last.len() >= 6 || others.iter().any(|line| line.len() <= 10);
            assert!(others.is_empty() || is_read, "{lines:?}");
        }
    }

    #[test]
    fn a_word_is_split_where_its_parts_meet() {
        let name = "ManufacturingTradingCorporationLimited(Shenzhen)Co.,Ltd.";
        assert_eq!(lines(name, 260.0), ["ManufacturingTradingCorporationLimited(Shenzhen)", "Co.,Ltd."]);
        assert_eq!(lines(name, 215.0), ["ManufacturingTradingCorporationLimited", "(Shenzhen)Co.,Ltd."]);
    }

    #[test]
    fn a_word_longer_than_a_line_begins_where_there_is_room() {
        let lines = lines(&format!("寄给{}", "X".repeat(60)), 200.0);
        assert!(lines[0].starts_with("寄给 XXXX") && lines[0].len() > 20, "{lines:?}");
    }

    #[test]
    fn never_begins_a_line_with_a_closing_mark_nor_ends_one_with_an_opening_mark() {
        // The blank half of a mark reaches out of the line.
        assert_eq!(lines("壶嘴断了\u{3002}纸箱压扁", 45.0), ["壶嘴断了\u{3002}", "纸箱压扁"]);
        assert_eq!(lines("壶嘴断了\u{3002}纸箱压扁", 40.0), ["壶嘴断", "了\u{3002}纸", "箱压扁"]);
        assert_eq!(lines("壶嘴断「了」", 40.0), ["壶嘴断", "「了」"]);
        assert_eq!(lines("他说“你好”就走", 50.0).len(), 2);
    }

    #[test]
    fn keeps_numbers_and_words_whole_and_splits_only_what_is_too_wide() {
        assert_eq!(lines("赔偿 ¥1,500.00 元", 55.0), ["赔偿", "¥1,500.00", "元"]);
        assert_eq!(lines("赔偿 ¥1,500.00 元", 70.0), ["赔偿", "¥1,500.00 元"]);
        assert_eq!(lines("a teapot broken", 45.0), ["a teapot", "broken"]);
        assert!(lines(&"W".repeat(40), 50.0).len() > 5);
        assert!(lines(&"\u{3002}".repeat(40), 50.0).len() >= 4);
    }

    #[test]
    fn the_last_line_holds_four_characters_or_two_words() {
        assert_eq!(lines("今天收件人打开发现壶嘴断了", 120.0), ["今天收件人打开发现", "壶嘴断了"]);
        assert_eq!(
            lines("今天收件人打开发现壶嘴断了\u{3002}", 135.0),
            ["今天收件人打开发现壶嘴断了\u{3002}"]
        );
        assert_eq!(
            lines("Ask us to see, correct or delete them", 160.0),
            ["Ask us to see, correct or", "delete them"]
        );
        // Not where the line above would become the shorter one.
        assert_eq!(lines("incomprehensible it", 90.0), ["incomprehensible", "it"]);
        // As much as there is, where that is less.
        assert_eq!(lines("签收·11-21 周六 10:20·据客户", 125.0), ["签收·11-21 周六 10:20·", "据客户"]);
        // A figure and its word are one.
        assert_eq!(lines("answered within three, 24 hours", 140.0), ["answered within", "three, 24 hours"]);
    }

    #[test]
    fn marks_that_meet_share_their_blank_halves() {
        let set = wrap(&[Span { text: "条例》\u{ff08}修订\u{ff09}第".into(), style: STYLE }], 200.0);
        assert_eq!(set[0].width, 75.0);
        assert_eq!(set[0].pieces.len(), 2);
        assert_eq!((set[0].pieces[0].is_halved, set[0].pieces[1].x), (true, 25.0));
        let opened = wrap(&[Span { text: "《条例》".into(), style: STYLE }], 200.0);
        assert_eq!((opened[0].pieces[0].x, opened[0].width), (-5.0, 30.0), "aligned with what stands above");
    }

    #[test]
    fn every_mark_with_a_blank_half_is_as_wide_as_an_ideograph() {
        let marks: Vec<char> =
            ('\u{2000}'..'\u{ffff}').filter(|c| is_blank_at_left(*c) || is_blank_at_right(*c)).collect();
        assert!(marks.len() > 20);
        for weight in [Weight::Regular, Weight::Bold] {
            for mark in &marks {
                assert_eq!(width_of(&mark.to_string(), weight, 10.0), 10.0, "{mark}");
            }
        }
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
        assert!((set[0].pieces[1].x - width_of("损毁 ", Weight::Regular, 10.0)).abs() < 0.01);
    }

    #[test]
    fn an_empty_text_is_one_empty_line() {
        assert_eq!(lines("", 50.0), [""]);
        assert_eq!(lines("   ", 50.0), [""]);
    }
}
