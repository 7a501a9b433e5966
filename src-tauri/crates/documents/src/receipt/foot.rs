//! The foot of a receipt: whom to call, where to appeal, what the paper is and is not, and where to sign.

use crate::mark::{Ink, Mark, Weight};
use crate::paper::{Bilingual, Tongue};
use crate::strip::{LEADING, Strip, baseline_in, marks_of, tie};
use crate::units::mm;
use crate::words::word;

use super::content::Receipt;
use super::head::slip_code;
use super::setter::Setter;

pub(super) fn strips(setter: &Setter<'_>, receipt: &Receipt) -> Vec<Strip> {
    let mut strips = Vec::new();
    let look = setter.look;
    strips.push(Strip::space(0.0).after(look.around));
    if setter.size.is_roll()
        && let Some((code, size)) = slip_code(setter, receipt)
    {
        strips.push(code.indented((setter.width - size) / 2.0));
        strips.push(Strip::space(look.around));
    }
    let mut notice = |text: &Bilingual, loud: bool| {
        if text.is_blank() {
            return;
        }
        let (size, ink) = if loud { (look.small * 1.06, Ink::Black) } else { (look.small, look.soft) };
        let style = setter.style(size, Weight::Regular, ink);
        let mut block = setter.column(&setter.either(&setter.sentences(text), style, setter.width), 0.0);
        if let Some(first) = block.first_mut() {
            first.before = look.between * 0.5;
        }
        strips.extend(block);
    };
    if let Some(service_line) = &receipt.service_line {
        notice(service_line, true);
    }
    if let Some(appeal) = &receipt.appeal {
        notice(appeal, true);
    }
    if let Some(privacy) = &receipt.privacy {
        notice(privacy, false);
    }
    let fixed = |id| Bilingual::new(word(Tongue::Chinese, id), word(Tongue::English, id));
    notice(&fixed("paper-not-invoice"), false);
    if setter.has_substituted() {
        notice(&fixed("paper-substituted"), false);
    }
    strips.extend(signing(setter));
    tie(&mut strips, false);
    strips
}

/// The customer's statement and room to sign, to date and to seal.
fn signing(setter: &Setter<'_>) -> Vec<Strip> {
    let look = setter.look;
    let style = setter.style(look.small, Weight::Regular, Ink::Black);
    let read_back = setter.either(&setter.words("paper-read-back"), style, setter.width);
    let mut strips = setter.column(&read_back, 0.0);
    if let Some(first) = strips.first_mut() {
        first.before = look.around * 0.8;
    }
    let (least, most) = look.signing;
    let width = setter.width;
    if setter.size.is_roll() {
        strips.push(signed_line(setter, &[("paper-signature", 0.0, width)]).after(least));
        strips.push(
            signed_line(setter, &[("paper-date", 0.0, width * 0.4), ("paper-seal", width * 0.46, width)])
                .after(mm(15.0)),
        );
    } else {
        let mut line = signed_line(
            setter,
            &[
                ("paper-signature", 0.0, width * 0.44),
                ("paper-date", width * 0.49, width * 0.67),
                ("paper-seal", width * 0.72, width),
            ],
        )
        .after(least);
        line.stretch = most - least;
        strips.push(line);
    }
    strips
}

/// Rules to write on, each with its name below it.
fn signed_line(setter: &Setter<'_>, places: &[(&str, f32, f32)]) -> Strip {
    let style = setter.style(setter.look.small, Weight::Regular, setter.look.soft);
    let mut strip = Strip::default();
    for (id, from, to) in places {
        strip.marks.push(Mark::Line {
            from: (*from, 0.4),
            to: (*to, 0.4),
            thickness: 0.6,
            dashed: false,
            ink: Ink::Black,
        });
        let mut top = 2.0;
        for line in setter.lines(&setter.inline_words(id, style), to - from) {
            strip.marks.extend(marks_of(&line, *from, top + baseline_in(line.size)));
            top += line.size * LEADING;
        }
        strip.height = strip.height.max(top);
    }
    strip
}
