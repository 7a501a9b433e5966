//! Lines of money: for what, how much, how it was reckoned and by which rule, and under them what all come to.
//!
//! They are the same on every size: what is paid for begins at the left and its figure ends at the right, so that the
//! figures stand under one another from the first line to the total.

use crate::mark::{Ink, Mark, Weight};
use crate::money::yuan;
use crate::paper::{Bilingual, PaperLanguage, Tongue};
use crate::sentence;
use crate::settlement::{Backed, MoneyLine};
use crate::strip::{Column, Strip, rows, tie};
use crate::values::Amount;
use crate::words::{word, word_with};
use crate::wrap::{Line, Style};

use super::field::Field;
use super::part;
use super::setter::Setter;

/// White space between what is paid for and its figure.
const GUTTER: f32 = 12.0;

/// `lines` under a heading of their own, and `total` under them. Where both differ, the difference is a line too, for
/// which the words `changed` say why: a paper whose lines do not add up convinces nobody.
pub(crate) fn strips(
    setter: &Setter<'_>,
    title: &str,
    lines: &[MoneyLine],
    total: &Amount,
    changed: Option<&str>,
) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words(title));
    strips.push(Strip { tied: true, ..Strip::rule(setter.width, 0.9).after(2.0) });
    if lines.is_empty() {
        strips.extend(part::none(setter));
    }
    for line in lines {
        strips.extend(line_strips(setter, line));
    }
    if let Some(line) = difference(lines, total) {
        let mut block = headed(setter, &setter.sentences(&line.head), &yuan(line.fen), setter.body());
        block.extend(small(setter, &setter.words(changed.unwrap_or("paper-under-nothing"))));
        strips.extend(ruled(setter, block));
    }
    // The total never begins a page without what it is the total of.
    if let Some(last) = strips.last_mut() {
        last.tied = true;
    }
    strips.extend(total_strips(setter, total));
    strips
}

/// Lines with their rules and without their steps, under whatever stands above.
pub(crate) fn brief(setter: &Setter<'_>, lines: &[MoneyLine], total: &Amount) -> Vec<Strip> {
    let mut strips = vec![Strip { tied: true, ..Strip::rule(setter.width, 0.9).after(setter.look.around) }];
    if lines.is_empty() {
        strips.extend(part::none(setter));
    }
    for line in lines.iter().chain(&difference(lines, total)) {
        strips.extend(line_strips(setter, &MoneyLine { steps: Vec::new(), ..line.clone() }));
    }
    if let Some(last) = strips.last_mut() {
        last.tied = true;
    }
    strips.extend(total_strips(setter, total));
    strips
}

/// The same as low as can be, for a paper that shares its sheet: a line and its rule in one row where they fit, and the
/// total in both ways of writing it in another.
pub(crate) fn in_rows(setter: &Setter<'_>, lines: &[MoneyLine], total: &Amount) -> Vec<Strip> {
    let look = setter.look;
    let style = setter.style(look.small, Weight::Regular, look.soft);
    let mut strips = vec![Strip::rule(setter.width, 0.9).after(look.between)];
    if lines.is_empty() {
        strips.extend(part::none(setter));
    }
    for line in lines.iter().chain(&difference(lines, total)) {
        let figure = setter.lines(&[setter.span(&yuan(line.fen), setter.bold())], setter.width);
        let said = |room: f32| {
            let head = setter.inline(&setter.sentences(&line.head), setter.body());
            setter.parts(&[head, setter.inline(&rule(setter, &line.citation), style)], style, room)
        };
        let mut row = beside(setter, said, &figure);
        if let Some(first) = row.first_mut() {
            first.before = look.body * 0.12;
        }
        strips.extend(row);
    }
    let bold = setter.style(look.body * 1.12, Weight::Bold, Ink::Black);
    let figure = setter.lines(&[setter.span(&yuan(total.fen), bold)], setter.width);
    let said = |room: f32| {
        let words = setter.inline(&setter.words("paper-total"), setter.bold());
        setter.parts(&[words, vec![setter.span(&total.capitals, setter.body())]], setter.body(), room)
    };
    strips.push(Strip::rule(setter.width, 0.5).after(2.0));
    strips.extend(beside(setter, said, &figure));
    strips.push(Strip::rule(setter.width, 0.9).after(1.5));
    strips
}

/// What `total` is more or less than `lines` come to, as a line without a rule; nothing where they add up.
fn difference(lines: &[MoneyLine], total: &Amount) -> Option<MoneyLine> {
    let sum = lines.iter().fold(0_i64, |sum, line| sum.saturating_add(line.fen));
    let head =
        Bilingual::new(word(Tongue::Chinese, "paper-adjustment"), word(Tongue::English, "paper-adjustment"));
    let line = MoneyLine { head, fen: total.fen.saturating_sub(sum), ..MoneyLine::default() };
    (sum != total.fen).then_some(line)
}

/// An amount with what it rests on.
pub(crate) fn backed(setter: &Setter<'_>, label: &'static str, amount: &Option<Backed>) -> Option<Field> {
    let amount = amount.as_ref()?;
    let mut parts = vec![vec![setter.span(&yuan(amount.fen), setter.bold())]];
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    parts.push(setter.inline(&told(setter, &amount.by), style));
    Field::parts(label, parts)
}

fn line_strips(setter: &Setter<'_>, line: &MoneyLine) -> Vec<Strip> {
    let mut block = headed(setter, &setter.sentences(&line.head), &yuan(line.fen), setter.body());
    for step in &line.steps {
        block.extend(small(setter, &setter.sentences(step)));
    }
    block.extend(small(setter, &rule(setter, &line.citation)));
    ruled(setter, block)
}

/// The words of a rule as they are cited, in each language; that there are none is said.
pub(crate) fn rule(setter: &Setter<'_>, citation: &Bilingual) -> Vec<String> {
    setter.language.tongues().iter().map(|tongue| under(*tongue, citation)).collect()
}

fn under(tongue: Tongue, citation: &Bilingual) -> String {
    if citation.is_blank() {
        return word(tongue, "paper-under-nothing");
    }
    word_with(tongue, "paper-under", &[("citation", &sentence::after_words(citation.pick(tongue).trim()))])
}

fn told(setter: &Setter<'_>, text: &Bilingual) -> Vec<String> {
    if text.is_blank() { setter.words("paper-not-known") } else { setter.sentences(text) }
}

/// What is paid for, and at its right how much; under one another where the figure leaves no room.
fn headed(setter: &Setter<'_>, said: &[String], figure: &str, style: Style) -> Vec<Strip> {
    let bold = Style { weight: Weight::Bold, ..style };
    let figure = setter.lines(&[setter.span(figure, bold)], setter.width);
    beside(setter, |room| setter.either(said, style, room), &figure)
}

fn beside(setter: &Setter<'_>, said: impl Fn(f32) -> Vec<Line>, figure: &[Line]) -> Vec<Strip> {
    let widest = figure.iter().map(|line| line.width).fold(0.0, f32::max);
    let room = setter.width - widest - GUTTER;
    let at_the_right = Column { x: setter.width - widest, lines: figure, flush_right: Some(widest) };
    if room < setter.width * 0.34 {
        let mut strips = setter.column(&said(setter.width), 0.0);
        strips.extend(rows(&[at_the_right]));
        return strips;
    }
    rows(&[Column { x: 0.0, lines: &said(room), flush_right: None }, at_the_right])
}

/// A sentence under a line, standing in.
fn small(setter: &Setter<'_>, versions: &[String]) -> Vec<Strip> {
    let indent = if setter.size.is_roll() { 5.0 } else { 10.0 };
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    // A figure stands at the right of the first line only, and what is under it keeps clear of its column.
    let room = setter.width - indent - if setter.size.is_roll() { 0.0 } else { setter.width * 0.12 };
    let lines = match setter.language {
        PaperLanguage::Both => setter.each(versions, style, room),
        _ => setter.either(versions, style, room),
    };
    setter.column(&lines, indent)
}

/// One line with a hair under it, on one page.
fn ruled(setter: &Setter<'_>, mut block: Vec<Strip>) -> Vec<Strip> {
    if let Some(first) = block.first_mut() {
        first.before = setter.look.body * 0.3;
    }
    // Thinner than a dot, a line may fall between two of a thermal head.
    let thickness = if setter.size.is_roll() { 0.5 } else { 0.3 };
    let hair = Mark::Line {
        from: (0.0, thickness / 2.0),
        to: (setter.width, thickness / 2.0),
        thickness,
        dashed: false,
        ink: setter.look.soft,
    };
    block.push(
        Strip { height: thickness, marks: vec![hair], ..Strip::default() }.after(setter.look.body * 0.3),
    );
    tie(&mut block, false);
    block
}

/// The total in figures and in capitals, larger than what it is the total of.
fn total_strips(setter: &Setter<'_>, total: &Amount) -> Vec<Strip> {
    let look = setter.look;
    let large = setter.style(look.body * 1.3, Weight::Bold, Ink::Black);
    let figure = setter.lines(&[setter.span(&yuan(total.fen), large)], setter.width);
    let mut block = beside(
        setter,
        |room| setter.either(&setter.words("paper-total"), Style { size: look.body * 1.12, ..large }, room),
        &figure,
    );
    block.extend(
        setter.column(&setter.lines(&[setter.span(&total.capitals, setter.body())], setter.width), 0.0),
    );
    if let Some(first) = block.first_mut() {
        first.before = look.body * 0.3;
    }
    block.push(Strip::rule(setter.width, 0.9).after(3.0));
    tie(&mut block, false);
    block
}
