//! The fields of a receipt: what is recorded, each beside its label.

use std::rc::Rc;

use crate::mark::{Ink, Mark, Weight};
use crate::money::yuan;
use crate::paper::{Bilingual, PaperLanguage, Tongue};
use crate::sentence;
use crate::strip::{Column, Strip, baseline_in, marks_of, rows, tie, tie_ends};
use crate::words::{word, word_with};
use crate::wrap::{Line, Span, Style};

use super::content::{Cover, Kind, Photo, Receipt, SlotState};
use super::setter::Setter;

/// A label and its value, in paragraphs.
struct Field {
    label: &'static str,
    value: Vec<Paragraph>,
}

enum Paragraph {
    /// One after another.
    Spans(Vec<Span>),
    /// Beside one another as far as they fit; a part that does not fit begins a new line.
    Parts(Vec<Vec<Span>>),
    /// The same in each language, beside or under one another.
    Versions(Vec<String>, Style),
}

pub(super) fn strips(setter: &Setter<'_>, receipt: &Receipt) -> Vec<Strip> {
    let mut strips = Vec::new();
    let mut put = |fields: Vec<Option<Field>>| {
        let fields: Vec<Field> = fields.into_iter().flatten().collect();
        match side_by_side(setter, &fields) {
            Some(row) => strips.extend(row),
            None => fields.iter().for_each(|field| strips.extend(alone(setter, field))),
        }
    };
    put(vec![received(setter, receipt)]);
    put(vec![named(setter, "paper-clerk", &receipt.clerk), named(setter, "paper-counter", &receipt.counter)]);
    put(vec![waybill(setter, receipt)]);
    put(vec![visitor(setter, receipt)]);
    put(vec![category(setter, receipt)]);
    put(vec![story(setter, receipt)]);
    put(vec![demand(setter, receipt)]);
    put(vec![cover(setter, receipt), freight(setter, receipt)]);
    put(vec![status(setter, receipt)]);
    put(vec![photos(setter, receipt)]);
    put(vec![left_with_us(setter, receipt), answer(setter, receipt)]);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around;
    }
    strips
}

fn field(label: &'static str, value: Vec<Span>) -> Field {
    Field { label, value: vec![Paragraph::Spans(value)] }
}

fn versions_field(setter: &Setter<'_>, label: &'static str, versions: Vec<String>) -> Field {
    Field { label, value: vec![Paragraph::Versions(versions, setter.body())] }
}

/// While the receipt is living, a gap in place of a value.
fn gap(setter: &Setter<'_>, receipt: &Receipt, label: &'static str, gap: &str) -> Option<Field> {
    receipt.living.then(|| field(label, setter.gap(gap)))
}

fn received(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    match receipt.received {
        Some(moment) => Some(versions_field(setter, "paper-received", setter.moments(&moment))),
        None => gap(setter, receipt, "paper-received", "paper-gap-received"),
    }
}

fn named(setter: &Setter<'_>, label: &'static str, name: &Option<String>) -> Option<Field> {
    name.as_ref().map(|name| field(label, vec![setter.span(name, setter.body())]))
}

fn waybill(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let Some(waybill) = &receipt.waybill else {
        return receipt
            .kind
            .needs_waybill()
            .then(|| gap(setter, receipt, "paper-waybill", "paper-gap-waybill"))
            .flatten();
    };
    let mut parts = vec![vec![setter.span(&waybill.number, setter.bold())]];
    parts.extend(waybill.carrier.as_ref().map(|carrier| setter.inline_text(carrier, setter.body())));
    Some(Field { label: "paper-waybill", value: vec![Paragraph::Parts(parts)] })
}

fn visitor(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let mut parts: Vec<Vec<Span>> = Vec::new();
    if let Some(visitor) = &receipt.visitor {
        parts.extend(visitor.role.map(|role| setter.inline_words(role.id(), setter.body())));
        for (known, gap) in [(&visitor.name, "paper-gap-name"), (&visitor.phone, "paper-gap-contact")] {
            match known {
                Some(known) => parts.push(vec![setter.span(known, setter.body())]),
                None if receipt.living => parts.push(setter.gap(gap)),
                None => {}
            }
        }
    }
    if parts.is_empty() {
        return gap(setter, receipt, "paper-visitor", "paper-gap-visitor");
    }
    Some(Field { label: "paper-visitor", value: vec![Paragraph::Parts(parts)] })
}

fn category(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    match &receipt.category {
        Some(category) => Some(versions_field(setter, "paper-category", setter.sentences(category))),
        None => gap(setter, receipt, "paper-category", "paper-gap-category"),
    }
}

fn story(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    match receipt.story.as_ref().filter(|story| !story.trim().is_empty()) {
        Some(story) => {
            let value = setter
                .paragraphs(story, setter.body())
                .into_iter()
                .map(|span| Paragraph::Spans(vec![span]))
                .collect();
            Some(Field { label: "paper-story", value })
        }
        None => gap(setter, receipt, "paper-story", "paper-gap-story"),
    }
}

fn demand(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let Some(demand) = &receipt.demand else {
        return receipt
            .kind
            .needs_demand()
            .then(|| gap(setter, receipt, "paper-demand", "paper-gap-demand"))
            .flatten();
    };
    let mut parts = Vec::new();
    if !demand.what.is_empty() {
        parts.push(setter.inline(&setter.sentences(&in_one(&demand.what)), setter.body()));
    }
    match &demand.amount {
        Some(amount) => {
            parts.push(vec![setter.span(&yuan(amount.fen), setter.bold())]);
            parts.push(vec![setter.span(&amount.capitals, setter.body())]);
        }
        None if receipt.living && receipt.kind == Kind::Claim => parts.push(setter.gap("paper-gap-amount")),
        None => {}
    }
    let words = demand.words.as_ref().filter(|words| !words.trim().is_empty());
    parts.extend(words.map(|words| vec![setter.span(words, setter.body())]));
    Some(Field { label: "paper-demand", value: vec![Paragraph::Parts(parts)] })
}

fn cover(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let value = match receipt.cover? {
        Cover::Insured(fen) => vec![setter.span(&yuan(fen), setter.body())],
        Cover::NotInsured => setter.inline_words("paper-not-insured", setter.body()),
    };
    Some(field("paper-insured", value))
}

fn freight(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    receipt.freight_fen.map(|fen| field("paper-freight", vec![setter.span(&yuan(fen), setter.body())]))
}

fn status(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let status = receipt.parcel_status.as_ref()?;
    let year = receipt.received.map(|received| received.year);
    let versions: Vec<String> = setter
        .language
        .tongues()
        .iter()
        .map(|tongue| {
            let mut parts = vec![sentence::alone(status.status.pick(*tongue))];
            parts.extend(status.at.map(|at| at.in_short(*tongue, year)));
            if let Some(source) = &status.source {
                let source = sentence::after_words(source.pick(*tongue));
                parts.push(word_with(*tongue, "paper-status-from", &[("source", &source)]));
            }
            parts.join(&word(*tongue, "paper-separator"))
        })
        .collect();
    Some(versions_field(setter, "paper-status", versions))
}

fn left_with_us(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    // Said in words, so that nothing can be written in later.
    if receipt.left_with_us.is_empty() {
        return Some(versions_field(setter, "paper-left", setter.words("paper-left-none")));
    }
    Some(field(
        "paper-left",
        vec![setter.span(&receipt.left_with_us.join(&setter.first_word("paper-list")), setter.body())],
    ))
}

fn answer(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let answer = receipt.answer.as_ref().filter(|answer| !answer.is_blank())?;
    Some(versions_field(setter, "paper-answer", setter.sentences(answer)))
}

fn photos(setter: &Setter<'_>, receipt: &Receipt) -> Option<Field> {
    let in_state = |state: SlotState| -> Vec<&Photo> {
        receipt.photos.iter().filter(|photo| photo.state == state).collect()
    };
    let (taken, owed) = (in_state(SlotState::Taken), in_state(SlotState::Owed));
    if taken.is_empty() && owed.is_empty() {
        return None;
    }
    let mut value = Vec::new();
    if !taken.is_empty() {
        let count = taken.len().to_string();
        let versions = listed(setter, &taken, |tongue, list| {
            let words = word_with(tongue, "paper-photos-taken", &[("count", &count)]);
            format!("{words}{}{list}", word(tongue, "paper-colon"))
        });
        value.push(Paragraph::Versions(versions, setter.body()));
    }
    if !owed.is_empty() {
        let versions = listed(setter, &owed, |tongue, list| {
            format!("{}{}{list}", word(tongue, "paper-photos-owed"), word(tongue, "paper-colon"))
        });
        let style = if receipt.living {
            Style { ink: Ink::Gap, gap: true, ..setter.body() }
        } else {
            setter.style(setter.look.body, Weight::Bold, Ink::Black)
        };
        value.push(Paragraph::Versions(versions, style));
    }
    Some(Field { label: "paper-photos", value })
}

/// Several demands as one sentence in each language.
fn in_one(demands: &[Bilingual]) -> Bilingual {
    let zh: Vec<&str> = demands.iter().map(|demand| demand.pick(Tongue::Chinese)).collect();
    let en: Vec<String> =
        demands.iter().map(|demand| sentence::within(demand.pick(Tongue::English))).collect();
    Bilingual::new(zh.join("、"), en.join(", "))
}

/// The names of `photos` in each language, put into a sentence by `say`.
fn listed(setter: &Setter<'_>, photos: &[&Photo], say: impl Fn(Tongue, &str) -> String) -> Vec<String> {
    setter
        .language
        .tongues()
        .iter()
        .map(|tongue| {
            let names: Vec<String> =
                photos.iter().map(|photo| sentence::within(photo.slot.pick(*tongue))).collect();
            say(*tongue, &names.join(&word(*tongue, "paper-list")))
        })
        .collect()
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
            Paragraph::Parts(parts) => part_lines(setter, parts, width),
            Paragraph::Versions(versions, style) => setter.either(versions, *style, width),
        })
        .collect()
}

fn part_lines(setter: &Setter<'_>, parts: &[Vec<Span>], width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut begun: Vec<Span> = Vec::new();
    for part in parts {
        let mut longer = begun.clone();
        if !longer.is_empty() {
            longer.push(setter.span("  ", setter.body()));
        }
        longer.extend(part.iter().cloned());
        if begun.is_empty() || setter.line(&longer).width <= width {
            begun = longer;
        } else {
            lines.extend(setter.lines(&begun, width));
            begun.clone_from(part);
        }
    }
    lines.extend(setter.lines(&begun, width));
    lines
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
