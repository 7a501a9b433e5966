//! The promise: what happens next, by when, and on what ground, in a box of its own.

use crate::mark::{Ink, Mark, Shape, Weight};
use crate::paper::Tongue;
use crate::strip::{Column, Strip, baseline_in, rows, tie};
use crate::wrap::{Line, Span, Style};

use super::content::{Ground, Promise, Receipt};
use super::setter::Setter;

/// White space between the box and what is in it.
const PAD: f32 = 7.0;

pub(super) fn strips(setter: &Setter<'_>, receipt: &Receipt) -> Vec<Strip> {
    if receipt.promises.is_empty() && !receipt.living {
        return Vec::new();
    }
    let look = setter.look;
    let mut strips = vec![Strip::space(look.body * 0.35).after(look.around)];
    let heading = setter.style(look.body * 1.08, Weight::Bold, Ink::Black);
    let heading = setter.lines(&setter.inline_words("paper-next", heading), setter.width - 2.0 * PAD);
    strips.extend(setter.column(&heading, PAD));
    if receipt.promises.is_empty() {
        let gap = setter.lines(&setter.gap("paper-gap-promise"), setter.width - 2.0 * PAD);
        strips.extend(setter.column(&gap, PAD));
    }
    for promise in &receipt.promises {
        let mut block = promise_strips(setter, receipt, promise);
        if let Some(first) = block.first_mut() {
            first.before = look.between * 1.3;
        }
        strips.extend(block);
    }
    strips.push(Strip::space(look.body * 0.55));
    for strip in &mut strips {
        strip.framed = true;
    }
    tie(&mut strips, false);
    strips
}

fn promise_strips(setter: &Setter<'_>, receipt: &Receipt, promise: &Promise) -> Vec<Strip> {
    let look = setter.look;
    let (is_law, citation) = match &promise.ground {
        Ground::Law(citation) => (true, Some(citation)),
        Ground::Ours(citation) => (false, citation.as_ref()),
    };
    let ink = if is_law { Ink::White } else { Ink::Black };
    let tag_style = setter.style(look.body * 0.86, Weight::Bold, ink);
    let id = if is_law { "paper-ground-law" } else { "paper-ground-ours" };
    let tag = setter.line(&[setter.span(&setter.first_word(id), tag_style)]);
    // As wide as the wider of the two tags, so that what follows is aligned.
    let tag_width = ["paper-ground-law", "paper-ground-ours"]
        .map(|id| setter.line(&[setter.span(&setter.first_word(id), tag_style)]).width)
        .into_iter()
        .fold(0.0, f32::max);
    let x = PAD + tag_width + 10.0;

    let due = due_lines(setter, receipt, promise);
    let due_width = due.iter().map(|line| line.width).fold(0.0, f32::max);
    let beside = !setter.size.is_roll() && due_width < setter.width * 0.45;
    let width = setter.width - PAD - x - if beside { due_width + 10.0 } else { 0.0 };

    let mut said = setter.either(&setter.versions(&promise.what), setter.body(), width);
    let citation = citation
        .filter(|citation| !citation.is_blank())
        .map(|citation| {
            let style = setter.style(look.small.min(look.second), Weight::Regular, look.soft);
            setter.either(&setter.versions(citation), style, width)
        })
        .unwrap_or_default();

    let said_size = said.first().map_or(look.body, |line| line.size.max(look.body));
    let tag = std::slice::from_ref(&tag);
    let mut strips = if beside {
        said.extend(citation);
        rows(&[
            Column { x: PAD + 3.0 + (tag_width - tag[0].width) / 2.0, lines: tag, flush_right: None },
            Column { x, lines: &said, flush_right: None },
            Column { x: setter.width - PAD - due_width, lines: &due, flush_right: Some(due_width) },
        ])
    } else {
        said.extend(due.iter().cloned().flat_map(|line| refit(setter, line, width)));
        said.extend(citation);
        rows(&[
            Column { x: PAD + 3.0 + (tag_width - tag[0].width) / 2.0, lines: tag, flush_right: None },
            Column { x, lines: &said, flush_right: None },
        ])
    };
    if let Some(first) = strips.first_mut() {
        // Around the middle of the characters, whichever line they share.
        let height = tag_style.size * 1.32;
        let y = baseline_in(said_size) - 0.38 * tag_style.size - height / 2.0;
        let shape = if is_law { Shape::Filled } else { Shape::Outline(0.7) };
        let around = Mark::Box { x: PAD, y, width: tag_width + 6.0, height, shape, ink: Ink::Black };
        first.marks.insert(0, around);
    }
    tie(&mut strips, false);
    strips
}

/// When, in each language, and whether that is provisional.
fn due_lines(setter: &Setter<'_>, receipt: &Receipt, promise: &Promise) -> Vec<Line> {
    let year = receipt.received.map(|received| received.year);
    let tongues: &[Tongue] = setter.language.tongues();
    let mut lines: Vec<Line> = tongues
        .iter()
        .enumerate()
        .map(|(index, tongue)| {
            let bold = setter.bold();
            let style = if index == 0 { bold } else { Style { size: setter.look.second, ..bold } };
            setter.line(&[setter.span(&promise.due.as_term(*tongue, year), style)])
        })
        .collect();
    if promise.provisional {
        let style = setter.style(setter.look.second, Weight::Regular, Ink::Black);
        let words = format!("({})", setter.words("paper-provisional").join(" "));
        lines.push(setter.line(&[setter.span(&words, style)]));
    }
    lines
}

/// A line that was set without a limit, in lines that fit `width`.
fn refit(setter: &Setter<'_>, line: Line, width: f32) -> Vec<Line> {
    if line.width <= width {
        return vec![line];
    }
    let spans: Vec<_> =
        line.pieces.iter().map(|piece| Span { text: piece.text.clone(), style: piece.style }).collect();
    setter.lines(&spans, width)
}
