//! What is drawn rather than set, because no font has it: boxes to tick, faces, pen strokes, arrows, a cut line.

use std::f32::consts::PI;

use crate::mark::{Ink, Mark, Shape, Stroke, Weight};
use crate::strip::{LEADING, Strip, baseline_in, marks_of, tie};
use crate::wrap::Line;

use super::setter::Setter;

/// An empty box to tick, in a line of letters of `size`, from `x` and the line's top.
pub(crate) fn tick_box(size: f32, x: f32, top: f32) -> Mark {
    let side = size * 0.92;
    let y = top + baseline_in(size) - side + size * 0.08;
    Mark::Box { x, y, width: side, height: side, shape: Shape::Outline(0.8), ink: Ink::Black }
}

/// A tick in the box that [`tick_box`] draws.
fn tick(size: f32, x: f32, top: f32) -> Mark {
    let side = size * 0.92;
    let y = top + baseline_in(size) - side + size * 0.08;
    let at = |across: f32, down: f32| (x + side * across, y + side * down);
    Mark::Path {
        points: vec![at(0.18, 0.52), at(0.42, 0.78), at(0.84, 0.2)],
        stroke: Stroke::Open(1.4),
        ink: Ink::Black,
    }
}

/// Options, each behind a box to tick, beside one another as far as they fit.
pub(crate) fn options(setter: &Setter<'_>, options: &[Vec<String>], indent: f32) -> Vec<Strip> {
    options_ticked(setter, options, indent, None)
}

/// The same, where the one numbered `chosen` is ticked already.
pub(crate) fn options_ticked(
    setter: &Setter<'_>,
    options: &[Vec<String>],
    indent: f32,
    chosen: Option<usize>,
) -> Vec<Strip> {
    let size = setter.look.body;
    let text_from = size * 1.35;
    let mut strips: Vec<Strip> = Vec::new();
    let mut x = setter.width;
    for (index, option) in options.iter().enumerate() {
        let whole = setter.line(&setter.inline(option, setter.body()));
        if x > indent && x + text_from + whole.width > setter.width {
            strips.push(Strip { height: size * LEADING * 1.15, ..Strip::default() });
            x = indent;
        }
        let room = setter.width - x - text_from;
        let lines =
            if whole.width <= room { vec![whole] } else { setter.either(option, setter.body(), room) };
        let Some(strip) = strips.last_mut() else { continue };
        strip.marks.push(tick_box(size, x, 0.0));
        strip.marks.extend((chosen == Some(index)).then(|| tick(size, x, 0.0)));
        let mut y = 0.0;
        for line in &lines {
            strip.marks.extend(marks_of(line, x + text_from, y + baseline_in(size)));
            y += size * LEADING;
        }
        strip.height = strip.height.max(y);
        x += text_from + lines.iter().map(|line| line.width).fold(0.0, f32::max) + size * 1.8;
    }
    strips
}

/// An entry of a list, in each language, and what stands under it in small letters.
pub(crate) struct Entry {
    pub said: Vec<String>,
    pub note: Vec<String>,
}

/// A list, each entry behind a box to tick or behind its number.
pub(crate) fn list(setter: &Setter<'_>, entries: &[Vec<String>], is_ticked_off: bool) -> Vec<Strip> {
    let size = setter.look.body;
    let mut strips = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut block = setter.column(&entry_lines(setter, entry), size * INDENT);
        if is_ticked_off {
            begin(setter, &mut block, |marks| marks.push(tick_box(size, 0.0, 0.0)));
        } else {
            number(setter, &mut block, index);
        }
        crate::strip::tie_ends(&mut block);
        strips.extend(block);
    }
    strips
}

/// A list, each entry behind its number and over its note.
pub(crate) fn noted(setter: &Setter<'_>, entries: &[Entry]) -> Vec<Strip> {
    let indent = setter.look.body * INDENT;
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let mut strips = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut block = setter.column(&entry_lines(setter, &entry.said), indent);
        number(setter, &mut block, index);
        crate::strip::tie_ends(&mut block);
        let mut note = setter.column(&setter.each(&entry.note, style, setter.width - indent), indent);
        tie(&mut note, false);
        if let Some(last) = block.last_mut().filter(|_| !note.is_empty()) {
            last.tied = true;
        }
        strips.extend(block);
        strips.extend(note);
    }
    strips
}

/// How far an entry stands in, in sizes of its letters.
const INDENT: f32 = 1.6;

fn entry_lines(setter: &Setter<'_>, said: &[String]) -> Vec<Line> {
    setter.either(said, setter.body(), setter.width - setter.look.body * INDENT)
}

fn number(setter: &Setter<'_>, block: &mut [Strip], index: usize) {
    let number = setter.line(&[setter.span(&format!("{}.", index + 1), setter.body())]);
    let number = marks_of(&number, 0.0, baseline_in(setter.look.body));
    // Before the text, so that who copies the text or has it read aloud gets it in this order.
    begin(setter, block, |marks| drop(marks.splice(0..0, number)));
}

fn begin(setter: &Setter<'_>, block: &mut [Strip], with: impl FnOnce(&mut Vec<Mark>)) {
    if let Some(first) = block.first_mut() {
        first.before = setter.look.between * 0.7;
        with(&mut first.marks);
    }
}

/// Rules to write on.
pub(crate) fn writing_lines(setter: &Setter<'_>, count: usize) -> Vec<Strip> {
    let height = setter.look.body * 2.5;
    let line = |_| {
        let mut strip = Strip::rule(setter.width, 0.4);
        strip.before = height - 0.4;
        strip
    };
    let mut lines: Vec<Strip> = (0..count).map(line).collect();
    tie(&mut lines, false);
    lines
}

/// Points around an ellipse.
pub(crate) fn ellipse((x, y): (f32, f32), (across, down): (f32, f32)) -> Vec<(f32, f32)> {
    const POINTS: usize = 64;
    let around = |index: usize| {
        let angle = 2.0 * PI * index as f32 / POINTS as f32;
        (x + across * angle.cos(), y + down * angle.sin())
    };
    (0..POINTS).map(around).collect()
}

/// A face around (`x`, `y`) whose mouth says `score`, from 1 to 5.
pub(crate) fn face((x, y): (f32, f32), radius: f32, score: u8) -> Vec<Mark> {
    let thickness = radius * 0.09;
    let bend = (f32::from(score) - 3.0) / 2.0 * radius * 0.34;
    let mouth = (0..=16).map(|step| {
        let across = step as f32 / 8.0 - 1.0;
        (x + across * radius * 0.46, y + radius * 0.40 + bend * (0.5 - across * across))
    });
    let eye = |side: f32| Mark::Path {
        points: ellipse((x + side * radius * 0.36, y - radius * 0.24), (radius * 0.09, radius * 0.12)),
        stroke: Stroke::Filled,
        ink: Ink::Black,
    };
    vec![
        Mark::Path {
            points: ellipse((x, y), (radius, radius)),
            stroke: Stroke::Closed(thickness),
            ink: Ink::Black,
        },
        eye(-1.0),
        eye(1.0),
        Mark::Path { points: mouth.collect(), stroke: Stroke::Open(thickness * 1.3), ink: Ink::Black },
    ]
}

/// Pen strokes, given in a unit square that stands for `aspect` times as wide as high, as large as `room` has place.
pub(crate) fn pen(strokes: &[Vec<(f32, f32)>], aspect: f32, (width, height): (f32, f32)) -> Vec<Mark> {
    let aspect = if aspect.is_finite() && aspect > 0.0 { aspect } else { 1.0 };
    let across = width.min(height * aspect);
    let down = across / aspect;
    let within = |value: f32| if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 };
    let path = |stroke: &Vec<(f32, f32)>| {
        let mut points: Vec<(f32, f32)> =
            stroke.iter().map(|(x, y)| (within(*x) * across, within(*y) * down)).collect();
        if let [dot] = points[..] {
            points.push((dot.0 + 0.1, dot.1));
        }
        Mark::Path { points, stroke: Stroke::Open(0.9), ink: Ink::Black }
    };
    strokes.iter().filter(|stroke| !stroke.is_empty()).map(path).collect()
}

/// An arrow, seen on a dark ground and on a light one.
pub(crate) fn arrow(from: (f32, f32), to: (f32, f32), thickness: f32) -> Vec<Mark> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = (dx * dx + dy * dy).sqrt().max(0.01);
    let (ux, uy) = (dx / length, dy / length);
    let head = (thickness * 7.0).min(length);
    let at = |along: f32, aside: f32| (to.0 - ux * along - uy * aside, to.1 - uy * along + ux * aside);
    let shaft = vec![from, at(head * 0.8, 0.0)];
    let tip = vec![to, at(head, head * 0.5), at(head, -head * 0.5)];
    let halo = thickness * 0.9;
    vec![
        Mark::Path { points: shaft.clone(), stroke: Stroke::Open(thickness + halo), ink: Ink::White },
        Mark::Path { points: tip.clone(), stroke: Stroke::Closed(halo), ink: Ink::White },
        Mark::Path { points: shaft, stroke: Stroke::Open(thickness), ink: Ink::Seal },
        Mark::Path { points: tip, stroke: Stroke::Filled, ink: Ink::Seal },
    ]
}

/// A ring, seen on a dark ground and on a light one.
pub(crate) fn ring(centre: (f32, f32), radii: (f32, f32), thickness: f32) -> Vec<Mark> {
    let points = ellipse(centre, radii);
    vec![
        Mark::Path { points: points.clone(), stroke: Stroke::Closed(thickness * 1.9), ink: Ink::White },
        Mark::Path { points, stroke: Stroke::Closed(thickness), ink: Ink::Seal },
    ]
}

/// Where a paper is cut, with its words in the middle.
pub(crate) fn cut_line(setter: &Setter<'_>, id: &str) -> Strip {
    let style = setter.style(setter.look.small * 0.92, Weight::Regular, setter.look.soft);
    let words: Line = setter.line(&setter.inline_words(id, style));
    let height = words.size * LEADING;
    let middle = height / 2.0;
    let from = (setter.width - words.width) / 2.0;
    let dashes = |from: f32, to: f32| Mark::Line {
        from: (from, middle),
        to: (to, middle),
        thickness: 0.8,
        dashed: true,
        ink: Ink::Black,
    };
    let mut marks = marks_of(&words, from, baseline_in(words.size));
    marks.push(dashes(0.0, (from - 6.0).max(0.0)));
    marks.push(dashes((from + words.width + 6.0).min(setter.width), setter.width));
    Strip { height, marks, ..Strip::default() }
}
