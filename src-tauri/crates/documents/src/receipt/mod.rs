//! The receipt: what a customer takes home, and what the clerk sees grow while typing.
//!
//! Everything that a living receipt may still lack is an `Option`; while it is living, what it lacks and needs shows as a
//! gap. Names and phones come in masked. Dates come in as they were promised and are never computed here.

mod content;
mod fields;
mod foot;
mod head;
mod look;
mod promises;
mod setter;

pub use content::{
    Amount, Cover, Demand, Ground, Kind, Outlet, ParcelStatus, Photo, Promise, Receipt, Role, SlotState,
    Visitor, Waybill,
};

use crate::flow::{Flow, Placed, place};
use crate::mark::{Ink, Laid, Mark, Weight};
use crate::paper::{PaperLanguage, PaperSize};
use crate::qr::qr;
use crate::strip::{Strip, marks_of};
use crate::units::mm;
use look::Look;
use setter::Setter;

/// Lays out `receipt` on `size` in `language`.
///
/// On A5 it is set as large as still fits one page; what does not fit in the smallest size goes on to more pages, each
/// with the ticket's number and its own, and the promise is on the first if it can be.
pub fn lay(receipt: &Receipt, size: PaperSize, language: PaperLanguage) -> Laid {
    // Drawn once: it takes longer than all the rest, and is the same in every look.
    let slip_code = receipt.qr.as_deref().and_then(|text| qr(text, head::MODULE));
    let slip_code = slip_code.as_ref();
    let looks = Look::from_roomy_to_dense(size, language);
    let mut best: Option<((usize, usize), Laid)> = None;
    for look in looks {
        let (laid, promised_on) = lay_in(receipt, size, language, look, slip_code);
        let pages = laid.pages.len();
        let rank = (pages, promised_on);
        if best.as_ref().is_none_or(|(best, _)| rank < *best) {
            best = Some((rank, laid));
        }
        // A long story stays long in smaller letters.
        if pages == 1 || pages > 3 {
            break;
        }
    }
    best.expect("every paper has a look").1
}

/// The paper in one look, and the page of its promise.
fn lay_in(
    receipt: &Receipt,
    size: PaperSize,
    language: PaperLanguage,
    look: Look,
    slip_code: Option<&Mark>,
) -> (Laid, usize) {
    let setter = Setter::new(size, language, look, slip_code);
    let banner = receipt.practice.then(|| practice_band(&setter));
    let head = (!size.is_roll()).then(|| head::again(&setter, receipt));
    let mut body = head::strips(&setter, receipt);
    body.extend(fields::strips(&setter, receipt));
    body.extend(promises::strips(&setter, receipt));
    let foot = foot::strips(&setter, receipt);

    let sheet = size.sheet();
    let Placed { pages, framed_on } = place(&sheet, Flow { banner, head, body, foot }, |page, pages| {
        running_line(&setter, receipt, page, pages)
    });
    let report = setter.into_report();
    let substituted = report.substituted.into_iter().collect();
    (Laid { pages, substituted, left_out: report.left_out }, framed_on.unwrap_or(0))
}

/// The loud mark of a paper that was made for practice.
fn practice_band(setter: &Setter<'_>) -> Strip {
    let style = setter.style(setter.look.title * 0.8, Weight::Bold, Ink::White);
    let room = setter.width - 8.0;
    let words = setter.words("paper-practice");
    let mut lines = setter.lines(&[setter.span(&words.join("  "), style)], room);
    if lines.len() > 1 {
        lines = words.iter().flat_map(|words| setter.lines(&[setter.span(words, style)], room)).collect();
    }
    let mut band = Strip::band(&lines, setter.width);
    band.height += setter.look.body * 0.6;
    band
}

/// The ticket's number and the page's, for the bottom margin of each of several pages.
fn running_line(setter: &Setter<'_>, receipt: &Receipt, page: usize, pages: usize) -> Vec<Mark> {
    let style = setter.style(7.0, Weight::Regular, Ink::Black);
    let (page, pages) = (page.to_string(), pages.to_string());
    let counted = setter.words_with("paper-page", &[("page", &page), ("pages", &pages)]);
    let count = setter.line(&setter.inline(&counted, style));
    let baseline = mm(5.0);
    let mut marks = marks_of(&count, setter.width - count.width, baseline);
    if let Some(number) = &receipt.number {
        let room = setter.width - count.width - 8.0;
        let number = setter.lines(&[setter.span(number, style)], room);
        marks.extend(number.first().map(|line| marks_of(line, 0.0, baseline)).unwrap_or_default());
    }
    marks
}
