//! The setter: turns words and values into lines in the look and the languages of one paper.

use std::cell::RefCell;
use std::rc::Rc;

use crate::clean::{clean, clean_paragraphs};
use crate::mark::{Ink, LeftOut, Report, Weight};
use crate::moment::Moment;
use crate::paper::{Bilingual, PaperLanguage, PaperSize, Tongue};
use crate::qr::Qr;
use crate::sentence;
use crate::spacing::spaced;
use crate::strip::{Column, Strip, rows};
use crate::words::{word, word_with};
use crate::wrap::{Line, Span, Style, wrap};

use super::look::Look;

/// Sets one paper, and notes what could not be set.
pub(crate) struct Setter<'a> {
    pub size: PaperSize,
    pub language: PaperLanguage,
    pub look: Look,
    /// The width of the content.
    pub width: f32,
    /// The slip's code; nothing where there is none or it cannot be drawn.
    pub slip_code: Option<&'a Qr>,
    report: Rc<RefCell<Report>>,
}

impl<'a> Setter<'a> {
    pub fn new(size: PaperSize, language: PaperLanguage, look: Look, slip_code: Option<&'a Qr>) -> Self {
        Self { size, language, look, width: size.sheet().inner_width(), slip_code, report: Rc::default() }
    }

    /// The same for a part of the paper that is `width` wide.
    pub fn in_width(&self, width: f32) -> Self {
        Self { width, report: Rc::clone(&self.report), ..*self }
    }

    /// The same in another look.
    pub fn in_look(&self, look: Look) -> Self {
        Self { look, report: Rc::clone(&self.report), ..*self }
    }

    pub fn into_report(self) -> Report {
        self.report.take()
    }

    /// Whether a character of what was set so far is printed as 〓.
    pub fn has_substituted(&self) -> bool {
        !self.report.borrow().substituted.is_empty()
    }

    pub fn leave_out(&self, code: LeftOut) {
        self.report.borrow_mut().left_out.push(code);
    }

    pub fn style(&self, size: f32, weight: Weight, ink: Ink) -> Style {
        Style { size, weight, ink, gap: false }
    }

    pub fn body(&self) -> Style {
        self.style(self.look.body, Weight::Regular, Ink::Black)
    }

    pub fn bold(&self) -> Style {
        self.style(self.look.body, Weight::Bold, Ink::Black)
    }

    /// The second language.
    pub fn second(&self) -> Style {
        self.style(self.look.second, Weight::Regular, self.look.soft)
    }

    /// `text` made printable.
    pub fn span(&self, text: &str, style: Style) -> Span {
        Span { text: spaced(&clean(text, &mut self.report.borrow_mut().substituted)), style }
    }

    /// `text` made printable, a span a paragraph.
    pub fn paragraphs(&self, text: &str, style: Style) -> Vec<Span> {
        let paragraphs = clean_paragraphs(text, &mut self.report.borrow_mut().substituted);
        paragraphs.into_iter().map(|text| Span { text: spaced(&text), style }).collect()
    }

    pub fn lines(&self, spans: &[Span], width: f32) -> Vec<Line> {
        wrap(spans, width)
    }

    /// All of `spans` in one line, however long.
    pub fn line(&self, spans: &[Span]) -> Line {
        wrap(spans, f32::MAX).swap_remove(0)
    }

    /// The fixed words `id`, once for each language.
    pub fn words(&self, id: &str) -> Vec<String> {
        self.words_with(id, &[])
    }

    pub fn words_with(&self, id: &str, values: &[(&str, &str)]) -> Vec<String> {
        self.language.tongues().iter().map(|tongue| word_with(*tongue, id, values)).collect()
    }

    /// The fixed words `id` in the first language.
    pub fn first_word_with(&self, id: &str, values: &[(&str, &str)]) -> String {
        word_with(self.first(), id, values)
    }

    pub fn first_word(&self, id: &str) -> String {
        word(self.first(), id)
    }

    pub fn first(&self) -> Tongue {
        self.language.tongues()[0]
    }

    /// The fixed words `id`, the first language in `style` and the second after it.
    pub fn inline_words(&self, id: &str, style: Style) -> Vec<Span> {
        self.inline(&self.words(id), style)
    }

    /// A text from outside, the first language in `style` and the second after it.
    pub fn inline_text(&self, text: &Bilingual, style: Style) -> Vec<Span> {
        self.inline(&self.versions(text), style)
    }

    /// A day or time in each language.
    pub fn moments(&self, moment: &Moment) -> Vec<String> {
        self.language.tongues().iter().map(|tongue| moment.in_full(*tongue)).collect()
    }

    /// A day or time in a column, in the first language.
    pub fn compact(&self, moment: &Moment, year: Option<i32>) -> String {
        moment.in_compact(self.first(), year)
    }

    /// A term in a column, in the first language; one that is over `now` says so.
    pub fn due(&self, due: &Moment, year: Option<i32>, now: Option<Moment>) -> String {
        let written = self.compact(due, year);
        match now {
            Some(now) if due.has_passed(&now) => {
                self.first_word_with("paper-due-passed", &[("due", &written)])
            }
            _ => written,
        }
    }

    /// `text` in each language of the paper, once where they are the same.
    pub fn versions(&self, text: &Bilingual) -> Vec<String> {
        let mut versions: Vec<String> =
            self.language.tongues().iter().map(|tongue| text.pick(*tongue).trim().to_owned()).collect();
        versions.dedup();
        versions
    }

    /// The same as they stand alone, each beginning as its language begins a sentence.
    pub fn sentences(&self, text: &Bilingual) -> Vec<String> {
        self.versions(text).iter().map(|version| sentence::alone(version)).collect()
    }

    /// The first version in `style`, the others after it in the second language's.
    pub fn inline(&self, versions: &[String], style: Style) -> Vec<Span> {
        let mut spans = Vec::new();
        for (index, version) in versions.iter().enumerate() {
            if index == 0 {
                spans.push(self.span(version, style));
            } else {
                spans.push(self.span(&format!("  {version}"), self.second_beside(style)));
            }
        }
        spans
    }

    fn second_ink(&self, first: Ink) -> Ink {
        if first == Ink::Black { self.look.soft } else { first }
    }

    /// What is still missing, named.
    pub fn gap(&self, id: &str) -> Vec<Span> {
        let style = Style { ink: Ink::Gap, gap: true, ..self.body() };
        let mut spans = Vec::new();
        for (index, words) in self.words(id).iter().enumerate() {
            if index > 0 {
                spans.push(self.span("  ", self.body()));
            }
            let size = if index == 0 { style.size } else { self.look.second };
            spans.push(self.span(words, Style { size, ..style }));
        }
        spans
    }

    /// The versions of a text one under another: the first in `style`, the others in the second language's.
    pub fn stacked(&self, versions: &[String], style: Style, width: f32) -> Vec<Line> {
        versions
            .iter()
            .enumerate()
            .flat_map(|(index, version)| {
                let style = if index == 0 { style } else { self.second() };
                self.lines(&[self.span(version, style)], width)
            })
            .collect()
    }

    /// The versions of a text beside one another where that is one line, else one under another.
    pub fn either(&self, versions: &[String], style: Style, width: f32) -> Vec<Line> {
        let beside = self.lines(&self.inline(versions, style), width);
        if beside.len() <= 1 || versions.len() <= 1 {
            return beside;
        }
        self.each(versions, style, width)
    }

    /// The versions of a text one under another, the second in the size that it has beside the first.
    pub fn each(&self, versions: &[String], style: Style, width: f32) -> Vec<Line> {
        versions
            .iter()
            .enumerate()
            .flat_map(|(index, version)| {
                let style = if index == 0 { style } else { self.second_beside(style) };
                self.lines(&[self.span(version, style)], width)
            })
            .collect()
    }

    fn second_beside(&self, first: Style) -> Style {
        // A thermal head blurs what is smaller.
        let least = if self.size.is_roll() { 7.0 } else { 6.6 };
        let size = (first.size * self.look.second / self.look.body).max(least);
        Style { size, weight: Weight::Regular, ink: self.second_ink(first.ink), gap: first.gap }
    }

    /// `parts` beside one another as far as they fit; a part that does not fit begins a new line.
    pub fn parts(&self, parts: &[Vec<Span>], style: Style, width: f32) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut begun: Vec<Span> = Vec::new();
        for part in parts {
            let mut longer = begun.clone();
            if !longer.is_empty() {
                longer.push(self.span("  ", style));
            }
            longer.extend(part.iter().cloned());
            if begun.is_empty() || self.line(&longer).width <= width {
                begun = longer;
            } else {
                lines.extend(self.lines(&begun, width));
                begun.clone_from(part);
            }
        }
        lines.extend(self.lines(&begun, width));
        lines
    }

    /// Lines one under another in the middle of the paper.
    pub fn centred(&self, lines: &[Line]) -> Vec<Strip> {
        lines
            .iter()
            .flat_map(|line| {
                let x = (self.width - line.width) / 2.0;
                rows(&[Column { x, lines: std::slice::from_ref(line), flush_right: None }])
            })
            .collect()
    }

    /// Lines one under another from `x`.
    pub fn column(&self, lines: &[Line], x: f32) -> Vec<Strip> {
        rows(&[Column { x, lines, flush_right: None }])
    }
}
