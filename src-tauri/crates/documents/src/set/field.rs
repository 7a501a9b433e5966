//! Fields: what is recorded, each beside its label.

use std::rc::Rc;

use crate::mark::{Mark, Weight};
use crate::moment::Moment;
use crate::money::yuan;
use crate::paper::{Bilingual, PaperLanguage};
use crate::strip::{Column, Strip, baseline_in, marks_of, rows, tie, tie_ends};
use crate::wrap::{Line, Span, Style};

use super::setter::Setter;

/// A label and its value, in paragraphs.
pub(crate) struct Field {
    pub label: &'static str,
    pub value: Vec<Paragraph>,
}

pub(crate) enum Paragraph {
    /// One after another.
    Spans(Vec<Span>),
    /// Beside one another as far as they fit; a part that does not fit begins a new line.
    Parts(Vec<Vec<Span>>),
    /// The same in each language, beside or under one another.
    Versions(Vec<String>, Style),
}

/// Rows of fields: those of one row stand side by side where there is room and each is short.
pub(crate) fn strips(setter: &Setter<'_>, fields: Vec<Vec<Option<Field>>>) -> Vec<Strip> {
    let mut strips = Vec::new();
    for row in fields {
        let row: Vec<Field> = row.into_iter().flatten().collect();
        match side_by_side(setter, &row) {
            Some(row) => strips.extend(row),
            None => row.iter().for_each(|field| strips.extend(alone(setter, field))),
        }
    }
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around;
    }
    strips
}

impl Field {
    pub fn of(label: &'static str, value: Vec<Span>) -> Self {
        Self { label, value: vec![Paragraph::Spans(value)] }
    }

    /// Parts beside one another as far as they fit.
    pub fn parts(label: &'static str, parts: Vec<Vec<Span>>) -> Option<Self> {
        (!parts.is_empty()).then(|| Self { label, value: vec![Paragraph::Parts(parts)] })
    }

    pub fn versions(setter: &Setter<'_>, label: &'static str, versions: Vec<String>) -> Self {
        Self { label, value: vec![Paragraph::Versions(versions, setter.body())] }
    }

    /// A name, a number or the like, which is the same in every language.
    pub fn plain(setter: &Setter<'_>, label: &'static str, value: &Option<String>) -> Option<Self> {
        let value = value.as_ref().filter(|value| !value.trim().is_empty())?;
        Some(Self::of(label, vec![setter.span(value, setter.body())]))
    }

    /// Words from the policy.
    pub fn text(setter: &Setter<'_>, label: &'static str, value: &Option<Bilingual>) -> Option<Self> {
        let value = value.as_ref().filter(|value| !value.is_blank())?;
        Some(Self::versions(setter, label, setter.sentences(value)))
    }

    /// What somebody said, in paragraphs.
    pub fn story(setter: &Setter<'_>, label: &'static str, value: &Option<String>) -> Option<Self> {
        let story = value.as_ref().filter(|story| !story.trim().is_empty())?;
        let paragraphs = setter.paragraphs(story, setter.body());
        let value = paragraphs.into_iter().map(|span| Paragraph::Spans(vec![span])).collect();
        Some(Self { label, value })
    }

    pub fn moment(setter: &Setter<'_>, label: &'static str, value: &Option<Moment>) -> Option<Self> {
        value.as_ref().map(|moment| Self::versions(setter, label, setter.moments(moment)))
    }

    pub fn money(setter: &Setter<'_>, label: &'static str, fen: Option<i64>) -> Option<Self> {
        fen.map(|fen| Self::of(label, vec![setter.span(&yuan(fen), setter.body())]))
    }
}

/// What stays free between a label and its value, into which the blank half of an opening mark may reach.
const GUTTER: f32 = 5.0;

fn label_spans(setter: &Setter<'_>, label: &str) -> Vec<Span> {
    let look = setter.look;
    let mut spans = setter.inline_words(label, setter.style(look.label, Weight::Regular, look.soft));
    if setter.language == PaperLanguage::Both
        && let Some(second) = spans.get_mut(1)
    {
        second.text = second.text.replacen("  ", " ", 1);
    }
    spans
}

/// A label in its column; the second language under the first where they do not fit beside one another.
fn label_lines(setter: &Setter<'_>, label: &[Span], width: f32) -> Vec<Line> {
    let beside = setter.lines(label, width - GUTTER);
    // On a roll always under it: what fits and what does not would make an uneven column.
    if beside.len() <= 1 && (label.len() == 1 || !setter.size.is_roll()) {
        return beside;
    }
    label
        .iter()
        .flat_map(|span| {
            let span = Span { text: span.text.trim_start().to_owned(), style: span.style };
            setter.lines(&[span], width - GUTTER)
        })
        .collect()
}

fn value_lines(setter: &Setter<'_>, field: &Field, width: f32) -> Vec<Line> {
    field
        .value
        .iter()
        .flat_map(|paragraph| match paragraph {
            Paragraph::Spans(spans) => setter.lines(spans, width),
            Paragraph::Parts(parts) => setter.parts(parts, setter.body(), width),
            Paragraph::Versions(versions, style) => setter.either(versions, *style, width),
        })
        .collect()
}

/// A field across the whole paper: the label at its left, or above it where there is no room.
fn alone(setter: &Setter<'_>, field: &Field) -> Vec<Strip> {
    let label = label_spans(setter, field.label);
    let mut strips = match setter.look.label_width {
        Some(label_width) => {
            let label = label_lines(setter, &label, label_width);
            let value = value_lines(setter, field, setter.width - label_width);
            let mut strips = rows(&[
                Column { x: 0.0, lines: &label, flush_right: None },
                Column { x: label_width, lines: &value, flush_right: None },
            ]);
            tie_ends(&mut strips);
            strips
        }
        None => {
            let mut strips = setter.column(&setter.lines(&label, setter.width), 0.0);
            tie(&mut strips, true);
            let mut value = setter.column(&value_lines(setter, field, setter.width - STEP), STEP);
            tie_ends(&mut value);
            strips.extend(value);
            strips
        }
    };
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.between;
    }
    if let ([_, rest @ ..], Some(label_width)) = (strips.as_mut_slice(), setter.look.label_width) {
        let again = again(setter, field.label, label_width);
        rest.iter_mut().for_each(|strip| strip.again = Some(again.clone()));
    }
    strips
}

/// The label of a field that goes on over a page's end.
fn again(setter: &Setter<'_>, label: &str, width: f32) -> Rc<[Mark]> {
    let said = setter.first_word_with("paper-continued", &[("label", &setter.first_word(label))]);
    let style = setter.style(setter.look.label, Weight::Regular, setter.look.soft);
    let mut lines = setter.lines(&[setter.span(&said, style)], width - GUTTER);
    if lines.len() > 1 {
        let said = setter.first_word_with("paper-continued", &[("label", "")]);
        lines = vec![setter.line(&[setter.span(said.trim(), style)])];
    }
    let baseline = baseline_in(setter.look.body);
    lines.iter().flat_map(|line| marks_of(line, 0.0, baseline)).collect()
}

/// How far a value stands in from the label above it.
const STEP: f32 = 6.0;

/// Two fields in one row, where there is room and both are short.
fn side_by_side(setter: &Setter<'_>, fields: &[Field]) -> Option<Vec<Strip>> {
    let label_width = setter.look.label_width.filter(|_| setter.look.paired && fields.len() == 2)?;
    let half = setter.width / 2.0;
    if fields.iter().any(|field| value_lines(setter, field, half - label_width - 6.0).len() > 1) {
        return None;
    }
    let columns: Vec<(f32, Vec<Line>)> = fields
        .iter()
        .enumerate()
        .flat_map(|(index, field)| {
            let x = if index == 0 { 0.0 } else { half };
            let label = label_lines(setter, &label_spans(setter, field.label), label_width);
            let value = value_lines(setter, field, half - label_width - 6.0);
            [(x, label), (x + label_width, value)]
        })
        .collect();
    let columns: Vec<Column<'_>> =
        columns.iter().map(|(x, lines)| Column { x: *x, lines, flush_right: None }).collect();
    let mut strips = rows(&columns);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.between;
    }
    Some(strips)
}
