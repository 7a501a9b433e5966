//! The foot of a paper: notices, what it is and is not, and where to sign.

use crate::mark::{Ink, Mark, Weight};
use crate::paper::{Bilingual, Tongue};
use crate::sentence;
use crate::strip::{LEADING, Strip, baseline_in, marks_of};
use crate::units::mm;
use crate::values::Signature;
use crate::words::word;
use crate::wrap::{Line, Style};

use super::drawn;
use super::setter::Setter;

/// How loud a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notice {
    /// What the customer may have to act on.
    Loud,
    /// What has to be said.
    Quiet,
}

/// `text` across the paper, in small letters.
pub(crate) fn notice(setter: &Setter<'_>, text: &Bilingual, notice: Notice) -> Vec<Strip> {
    if text.is_blank() {
        return Vec::new();
    }
    let look = setter.look;
    let (size, ink) = match notice {
        Notice::Loud => (look.small * 1.06, Ink::Black),
        Notice::Quiet => (look.small, look.soft),
    };
    let style = setter.style(size, Weight::Regular, ink);
    let mut block = setter.column(&setter.either(&setter.sentences(text), style, setter.width), 0.0);
    if let Some(first) = block.first_mut() {
        first.before = look.between * 0.5;
    }
    block
}

/// The fixed words `id` as a quiet notice.
pub(crate) fn fixed_notice(setter: &Setter<'_>, id: &str) -> Vec<Strip> {
    let text = Bilingual::new(word(Tongue::Chinese, id), word(Tongue::English, id));
    notice(setter, &text, Notice::Quiet)
}

/// What 〓 stands for, if it stands on the paper so far.
pub(crate) fn substituted(setter: &Setter<'_>) -> Vec<Strip> {
    if setter.has_substituted() { fixed_notice(setter, "paper-substituted") } else { Vec::new() }
}

/// A rule to write on, with its name below it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    id: &'static str,
    /// Its share of the row.
    share: f32,
    /// Whether it stands in a row with the next one even on a roll.
    is_short: bool,
}

impl Place {
    /// For a name.
    pub fn wide(id: &'static str) -> Self {
        Self { id, share: 0.44, is_short: false }
    }

    /// For a date.
    pub fn narrow(id: &'static str) -> Self {
        Self { id, share: 0.18, is_short: true }
    }

    /// For a seal.
    pub fn seal(id: &'static str) -> Self {
        Self { id, share: 0.28, is_short: true }
    }
}

/// What is signed, and places to sign, to date and to seal: side by side on a sheet, and under one another on a roll.
pub(crate) fn signing(setter: &Setter<'_>, statement: Option<&str>, places: &[Place]) -> Vec<Strip> {
    signing_over(setter, statement, places, None)
}

/// The same, where the first has signed on a screen already.
pub(crate) fn signing_over(
    setter: &Setter<'_>,
    statement: Option<&str>,
    places: &[Place],
    signature: Option<&Signature>,
) -> Vec<Strip> {
    let look = setter.look;
    let style = setter.style(look.small, Weight::Regular, Ink::Black);
    let mut strips: Vec<Strip> = statement
        .map(|id| setter.column(&setter.either(&setter.words(id), style, setter.width), 0.0))
        .unwrap_or_default();
    if let Some(first) = strips.first_mut() {
        first.before = look.around * 0.8;
    }
    let (least, most) = look.signing;
    if setter.size.is_roll() {
        let mut rest = places;
        while !rest.is_empty() {
            let short = rest.iter().take_while(|place| place.is_short).count();
            let (row, after) = rest.split_at(short.clamp(1, 2).min(rest.len()));
            let above = if row.len() > 1 { mm(15.0) } else { least };
            let signature = signature.filter(|_| rest.len() == places.len());
            strips.push(signed_line(setter, row, signature, above));
            rest = after;
        }
    } else {
        let mut line = signed_line(setter, places, signature, least);
        line.stretch = most - least;
        strips.push(line);
    }
    strips
}

/// When a signature was given and what was shown, across the paper: below its line there is no room for so much.
fn given(setter: &Setter<'_>, signature: &Signature, style: Style) -> Vec<Line> {
    let mut said = setter.words_with("paper-shown", &[("hash", &signature.shown)]);
    if let Some(first) = said.first_mut() {
        let at = signature.at.in_compact(setter.first(), None);
        *first = format!("{at}{}{}", setter.first_word("paper-separator"), sentence::within(first));
    }
    setter.either(&said, style, setter.width)
}

/// Rules to write on with `room` above them, each with its name below it; on the first one what was signed on a screen,
/// with when and what was shown.
fn signed_line(setter: &Setter<'_>, places: &[Place], signature: Option<&Signature>, room: f32) -> Strip {
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let gap = setter.width * 0.05;
    let total: f32 = places.iter().map(|place| place.share).sum();
    let shared = setter.width - gap * places.len().saturating_sub(1) as f32;
    // A signature is a part of the strip, so that no page's end parts it from its line.
    let line = if signature.is_some() { room } else { 0.0 };
    let mut strip = Strip::default();
    let mut from = 0.0;
    for (index, place) in places.iter().enumerate() {
        let to = from + shared * place.share / total;
        strip.marks.push(Mark::Line {
            from: (from, line + 0.4),
            to: (to, line + 0.4),
            thickness: 0.6,
            dashed: false,
            ink: Ink::Black,
        });
        let mut top = line + 2.0;
        let under = setter.lines(&setter.inline_words(place.id, style), to - from);
        if let Some(signature) = signature.filter(|_| index == 0) {
            let written = drawn::pen(&signature.strokes, signature.aspect, (to - from, room - 2.0));
            strip.marks.extend(written);
        }
        for line in under {
            strip.marks.extend(marks_of(&line, from, top + baseline_in(line.size)));
            top += line.size * LEADING;
        }
        strip.height = strip.height.max(top);
        from = to + gap;
    }
    for line in signature.map(|signature| given(setter, signature, style)).unwrap_or_default() {
        strip.marks.extend(marks_of(&line, 0.0, strip.height + baseline_in(line.size)));
        strip.height += line.size * LEADING;
    }
    strip.after(if signature.is_some() { 0.0 } else { room })
}
