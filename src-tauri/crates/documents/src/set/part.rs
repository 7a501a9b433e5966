//! Parts of a paper: a heading over each, two side by side, figures in a row.

use crate::mark::{Ink, Weight};
use crate::strip::{LEADING, Strip, baseline_in, marks_of, tie_ends};

use super::setter::Setter;
use super::table::longest_word;

/// A part of a paper, set by whoever it is given to.
pub(crate) type Part<'a> = &'a dyn Fn(&Setter<'_>) -> Vec<Strip>;

/// A heading over a part of a paper, tied to what follows.
pub(crate) fn heading(setter: &Setter<'_>, versions: &[String]) -> Vec<Strip> {
    let style = setter.style(setter.look.body * 1.08, Weight::Bold, Ink::Black);
    let mut strips = setter.column(&setter.either(versions, style, setter.width), 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = setter.look.around * 1.2;
    }
    strips.iter_mut().for_each(|strip| strip.tied = true);
    strips
}

/// What somebody wrote, under a heading; that nobody wrote anything is said. Lines are kept.
pub(crate) fn told(setter: &Setter<'_>, title: &str, text: &str) -> Vec<Strip> {
    let mut strips = heading(setter, &setter.words(title));
    if text.trim().is_empty() {
        strips.extend(not_known(setter));
        return strips;
    }
    for paragraph in setter.paragraphs(text, setter.body()) {
        let mut block = setter.column(&setter.lines(&[paragraph], setter.width), 0.0);
        tie_ends(&mut block);
        strips.extend(block);
    }
    strips
}

/// A word in place of what there is none of.
pub(crate) fn none(setter: &Setter<'_>) -> Vec<Strip> {
    word_alone(setter, "paper-none")
}

/// A word in place of what there must be, but nobody wrote down.
pub(crate) fn not_known(setter: &Setter<'_>) -> Vec<Strip> {
    word_alone(setter, "paper-not-known")
}

fn word_alone(setter: &Setter<'_>, id: &str) -> Vec<Strip> {
    let style = setter.style(setter.look.body, Weight::Regular, setter.look.soft);
    setter.column(&setter.either(&setter.words(id), style, setter.width), 0.0)
}

/// Two parts side by side on a sheet, and under one another on a roll.
pub(crate) fn side_by_side(setter: &Setter<'_>, parts: [Part<'_>; 2]) -> Vec<Strip> {
    if setter.size.is_roll() {
        return parts.into_iter().flat_map(|part| part(setter)).collect();
    }
    let gap = setter.width * 0.06;
    let half = setter.in_width((setter.width - gap) / 2.0);
    let [left, right] = parts.map(|part| part(&half));
    let before = left.first().map_or(0.0, |first| first.before);
    let room = setter.size.sheet().inner_height() * 0.6;
    if left.iter().chain(&right).map(|strip| strip.before + strip.height).sum::<f32>() > room {
        return parts.into_iter().flat_map(|part| part(setter)).collect();
    }
    let right = Strip::stack(right).indented((setter.width + gap) / 2.0);
    vec![Strip::stack(left).over(right).after(before)]
}

/// Figures large, each over what it counts: in rows of as many as there is room for.
pub(crate) fn figures(setter: &Setter<'_>, figures: &[(&'static str, String)]) -> Vec<Strip> {
    let look = setter.look;
    let most = if setter.size.is_roll() { 3 } else { figures.len().clamp(1, 8) };
    let large = setter.style(look.body * 1.6, Weight::Bold, Ink::Black);
    let small = setter.style(look.small, Weight::Regular, look.soft);
    let labels = figures.iter().flat_map(|(label, _)| setter.each(&setter.words(label), small, f32::MAX));
    let counts = figures.iter().map(|(_, figure)| setter.line(&[setter.span(figure, large)]).width);
    let longest = labels.map(|line| longest_word(&line)).chain(counts).fold(1.0, f32::max) + 6.0;
    let across = ((setter.width / longest) as usize).clamp(1, most);
    // Rows of as many each, rather than one of few.
    let across = figures.len().div_ceil(figures.len().div_ceil(across).max(1)).max(1);
    let width = setter.width / across as f32;
    figures
        .chunks(across)
        .map(|row| {
            let mut strip = Strip::default();
            for (index, (label, figure)) in row.iter().enumerate() {
                let x = width * index as f32;
                let mut y = 0.0;
                let figure = setter.lines(&[setter.span(figure, large)], width - 6.0);
                for line in figure.iter().chain(&setter.each(&setter.words(label), small, width - 6.0)) {
                    strip.marks.extend(marks_of(line, x, y + baseline_in(line.size)));
                    y += line.size * LEADING;
                }
                strip.height = strip.height.max(y);
            }
            strip.after(look.between * 1.6)
        })
        .collect()
}
