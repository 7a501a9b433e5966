//! The promise: what happens next, by when, and on what ground, in a box of its own.

use crate::mark::{Ink, Mark, Shape, Weight};
use crate::paper::{PaperLanguage, PaperSize, Tongue};
use crate::sentence;
use crate::strip::{Column, LEADING, Strip, baseline_in, marks_of, rows, tie};
use crate::words::word_with;
use crate::wrap::{Line, Span, Style};

use crate::moment::Moment;
use crate::paper::Bilingual;
use crate::settlement::{Pledge, Term};
use crate::values::{Ground, Promise};

use super::setter::Setter;

/// White space between the box and what is in it.
const PAD: f32 = 7.0;

/// One line of the box.
pub(crate) struct Told<'a> {
    what: &'a Bilingual,
    when: When<'a>,
    ground: &'a Ground,
    provisional: bool,
}

enum When<'a> {
    By(&'a Moment),
    /// After something that has not happened yet.
    Within(&'a Bilingual),
}

impl<'a> From<&'a Promise> for Told<'a> {
    fn from(promise: &'a Promise) -> Self {
        let Promise { what, due, ground, provisional } = promise;
        Self { what, when: When::By(due), ground, provisional: *provisional }
    }
}

impl<'a> From<&'a Pledge> for Told<'a> {
    fn from(pledge: &'a Pledge) -> Self {
        let Pledge { what, term, ground, provisional } = pledge;
        let when = match term {
            Term::By(due) => When::By(due),
            Term::Within(words) => When::Within(words),
        };
        Self { what, when, ground, provisional: *provisional }
    }
}

/// `promises` under a heading of their own; on a `living` paper a gap while there are none. A date of `year` is written
/// without it.
pub(crate) fn strips(
    setter: &Setter<'_>,
    title: &str,
    promises: &[Promise],
    year: Option<i32>,
    living: bool,
) -> Vec<Strip> {
    let told: Vec<Told<'_>> = promises.iter().map(Told::from).collect();
    let now = Now { year, at: None };
    box_of(setter, title, &told, &now, living)
}

/// What is promised and pledged, with what of it was late when it was printed `at`.
pub(crate) fn told(setter: &Setter<'_>, title: &str, told: &[Told<'_>], at: Option<Moment>) -> Vec<Strip> {
    box_of(setter, title, told, &Now { year: at.map(|at| at.year), at }, false)
}

/// When a paper is made.
struct Now {
    /// The year that dates are written without.
    year: Option<i32>,
    /// Against which a term is late, where that matters.
    at: Option<Moment>,
}

fn box_of(setter: &Setter<'_>, title: &str, promises: &[Told<'_>], now: &Now, living: bool) -> Vec<Strip> {
    if promises.is_empty() && !living {
        return Vec::new();
    }
    let look = setter.look;
    let mut strips = vec![Strip::space(look.body * 0.35).after(look.around)];
    let heading = setter.style(look.body * 1.08, Weight::Bold, Ink::Black);
    let heading = setter.lines(&setter.inline_words(title, heading), setter.width - 2.0 * PAD);
    strips.extend(setter.column(&heading, PAD));
    if promises.is_empty() {
        let gap = setter.lines(&setter.gap("paper-gap-promise"), setter.width - 2.0 * PAD);
        strips.extend(setter.column(&gap, PAD));
    }
    for promise in promises {
        let mut block = promise_strips(setter, now, promise);
        if let Some(first) = block.first_mut() {
            first.before = look.between * 1.3;
        }
        strips.extend(block);
    }
    if promises.iter().any(|promise| promise.provisional) {
        let style = setter.style(look.small.min(look.second), Weight::Regular, look.soft);
        let told = setter.words("paper-provisional-means");
        let mut told = setter.column(&setter.each(&told, style, setter.width - 2.0 * PAD), PAD);
        if let Some(first) = told.first_mut() {
            first.before = look.between * 1.3;
        }
        strips.extend(told);
    }
    strips.push(Strip::space(look.body * 0.55));
    for strip in &mut strips {
        strip.framed = true;
    }
    tie(&mut strips, false);
    strips
}

fn promise_strips(setter: &Setter<'_>, now: &Now, promise: &Told<'_>) -> Vec<Strip> {
    let look = setter.look;
    let (is_law, citation) = match promise.ground {
        Ground::Law(citation) => (true, Some(citation)),
        Ground::Ours(citation) => (false, citation.as_ref()),
    };
    let ink = if is_law { Ink::White } else { Ink::Black };
    let tag_style = setter.style((look.body * 0.86).max(6.4), Weight::Bold, ink);
    let id = if is_law { "paper-ground-law" } else { "paper-ground-ours" };
    let tag = tag_lines(setter, id, tag_style);
    // A narrow roll has no room for a column of long tags.
    let above = setter.size == PaperSize::Roll58 && setter.language != PaperLanguage::Chinese;
    // As wide as the widest of the tags, so that what follows is aligned.
    let tag_width = ["paper-ground-law", "paper-ground-ours"]
        .iter()
        .flat_map(|id| tag_lines(setter, id, tag_style).into_iter().take(if above { 1 } else { 2 }))
        .map(|line| line.width)
        .fold(0.0, f32::max);
    let middle = PAD + 3.0 + tag_width / 2.0;
    let after_tag = PAD + tag_width + 12.0;
    let x = if above { PAD } else { after_tag };

    let due = due_spans(setter, now, promise);
    let due_beside: Vec<Line> = due.iter().map(|span| setter.line(std::slice::from_ref(span))).collect();
    let due_width = due_beside.iter().map(|line| line.width).fold(0.0, f32::max);
    let beside = !setter.size.is_roll() && due_width < setter.width * 0.45;
    let width = setter.width - PAD - x - if beside { due_width + 10.0 } else { 0.0 };

    let mut said = setter.either(&setter.sentences(promise.what), setter.body(), width);
    let citation = citation
        .filter(|citation| !citation.is_blank())
        .map(|citation| {
            let style = setter.style(look.small.min(look.second), Weight::Regular, look.soft);
            setter.each(&setter.sentences(citation), style, width)
        })
        .unwrap_or_default();

    let row_size =
        if above { tag_style.size } else { said.first().map_or(look.body, |line| line.size.max(look.body)) };
    let name = Column { x: middle - tag[0].width / 2.0, lines: &tag[..1], flush_right: None };
    let mut strips = if beside {
        said.extend(citation);
        rows(&[
            name,
            Column { x, lines: &said, flush_right: None },
            Column { x: setter.width - PAD - due_width, lines: &due_beside, flush_right: Some(due_width) },
        ])
    } else {
        said.extend(due.iter().flat_map(|span| setter.lines(std::slice::from_ref(span), width)));
        said.extend(citation);
        let said = Column { x, lines: &said, flush_right: None };
        if above { [rows(&[name]), rows(&[said])].concat() } else { rows(&[name, said]) }
    };
    // The second language stands under the box, or beside it where that is a row of its own. Two languages always have
    // a second row, with a date at least.
    let second_row = usize::from(!above);
    if let (Some(second), Some(row)) = (tag.get(1), strips.get_mut(second_row)) {
        let x = if above { after_tag - 2.0 } else { middle - second.width / 2.0 };
        row.marks.extend(marks_of(second, x, baseline_in(row.height / LEADING)));
    }
    if let Some(first) = strips.first_mut() {
        // Around the middle of the characters, whichever line they share.
        let height = tag_style.size * 1.32;
        let y = baseline_in(row_size) - 0.38 * tag_style.size - height / 2.0;
        let shape = if is_law { Shape::Filled } else { Shape::Outline(0.7) };
        let around = Mark::Box { x: PAD, y, width: tag_width + 6.0, height, shape, ink: Ink::Black };
        first.marks.insert(0, around);
    }
    tie(&mut strips, false);
    strips
}

/// On whose word a promise stands, a line for each language.
fn tag_lines(setter: &Setter<'_>, id: &str, style: Style) -> Vec<Line> {
    let look = setter.look;
    let second = setter.style(look.small.min(look.second), Weight::Regular, look.soft);
    let styles = [style, second];
    setter
        .words(id)
        .iter()
        .zip(styles)
        .map(|(word, style)| setter.line(&[setter.span(word, style)]))
        .collect()
}

/// When, in each language, and whether that is provisional.
fn due_spans(setter: &Setter<'_>, now: &Now, promise: &Told<'_>) -> Vec<Span> {
    let tongues: &[Tongue] = setter.language.tongues();
    let mut spans: Vec<Span> = tongues
        .iter()
        .enumerate()
        .map(|(index, tongue)| {
            let bold = setter.bold();
            let style = if index == 0 { bold } else { Style { size: setter.look.second, ..bold } };
            setter.span(&due_of(*tongue, now, &promise.when), style)
        })
        .collect();
    if promise.provisional {
        let style = setter.style(setter.look.second, Weight::Regular, Ink::Black);
        let words = setter.words("paper-provisional").join(" ");
        let words = setter.first_word_with("paper-in-brackets", &[("words", &words)]);
        spans.push(setter.span(&words, style));
    }
    spans
}

/// The term in words; one that is over says so.
fn due_of(tongue: Tongue, now: &Now, when: &When<'_>) -> String {
    match when {
        When::Within(words) => sentence::alone(words.pick(tongue).trim()),
        When::By(due) => {
            let term = due.as_term(tongue, now.year);
            match now.at {
                Some(at) if due.has_passed(&at) => word_with(tongue, "paper-due-passed", &[("due", &term)]),
                _ => term,
            }
        }
    }
}
