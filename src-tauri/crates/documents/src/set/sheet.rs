//! A paper made of strips: banner, head of later pages, body, foot, and the line in the bottom margin.

use crate::flow::{Flow, Placed, place};
use crate::mark::{Ink, Laid, Mark, Weight};
use crate::paper::{PaperLanguage, PaperSize};
use crate::qr::qr;
use crate::strip::{Strip, marks_of};
use crate::units::mm;

use super::head::{self, Heading};
use super::look::Look;
use super::setter::Setter;

/// The strips of a paper in one look.
pub(crate) struct Composed {
    pub body: Vec<Strip>,
    /// Kept together at the foot of the last page.
    pub foot: Vec<Strip>,
}

/// `size` if a paper is made for it, else the first of its sizes that goes into such a printer, else the first of all.
pub(crate) fn made_for(sizes: &[PaperSize], size: PaperSize) -> PaperSize {
    if sizes.contains(&size) {
        return size;
    }
    let is_alike = |other: &&PaperSize| other.is_roll() == size.is_roll();
    *sizes.iter().find(is_alike).unwrap_or(&sizes[0])
}

/// A paper in the usual look, over as many pages as it takes.
pub(crate) fn lay_usual(
    size: PaperSize,
    language: PaperLanguage,
    heading: &Heading<'_>,
    compose: impl Fn(&Setter<'_>) -> Composed,
) -> Laid {
    best_of(size, language, vec![Look::usual(size, language)], heading, compose)
}

/// A paper set as large as still fits one page, else with its promise on the earliest page.
pub(crate) fn best_of(
    size: PaperSize,
    language: PaperLanguage,
    looks: Vec<Look>,
    heading: &Heading<'_>,
    compose: impl Fn(&Setter<'_>) -> Composed,
) -> Laid {
    // Drawn once: it takes longer than all the rest, and is the same in every look.
    let slip_code = heading.issue.qr.as_deref().and_then(|text| qr(text, heading.most_dots));
    let slip_code = slip_code.as_ref();
    let mut best: Option<((usize, usize), Laid)> = None;
    for look in looks {
        let setter = Setter::new(size, language, look, slip_code);
        let (laid, promised_on) = lay_in(setter, heading, &compose);
        let pages = laid.pages.len();
        let rank = (pages, promised_on);
        if best.as_ref().is_none_or(|(best, _)| rank < *best) {
            best = Some((rank, laid));
        }
        // What is long stays long in smaller letters.
        if pages == 1 || pages > 3 {
            break;
        }
    }
    best.expect("every paper has a look").1
}

/// The paper in one look, and the page of its promise.
fn lay_in(
    setter: Setter<'_>,
    heading: &Heading<'_>,
    compose: &impl Fn(&Setter<'_>) -> Composed,
) -> (Laid, usize) {
    let banner = heading.issue.practice.then(|| practice_band(&setter));
    let again = (!setter.size.is_roll()).then(|| head::again(&setter, heading));
    let Composed { body, foot } = compose(&setter);
    let flow = Flow { banner, head: again, body, foot };
    let Placed { pages, framed_on } =
        place(&setter.size.sheet(), flow, |page, pages| running_line(&setter, heading, page, pages));
    let report = setter.into_report();
    let substituted = report.substituted.into_iter().collect();
    (Laid { pages, substituted, left_out: report.left_out }, framed_on.unwrap_or(0))
}

/// The loud mark of a paper that was made for practice.
pub(crate) fn practice_band(setter: &Setter<'_>) -> Strip {
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
fn running_line(setter: &Setter<'_>, heading: &Heading<'_>, page: usize, pages: usize) -> Vec<Mark> {
    let style = setter.style(7.0, Weight::Regular, Ink::Black);
    let (page, pages) = (page.to_string(), pages.to_string());
    let counted = setter.words_with("paper-page", &[("page", &page), ("pages", &pages)]);
    let count = setter.line(&setter.inline(&counted, style));
    let baseline = mm(5.0);
    let mut marks = marks_of(&count, setter.width - count.width, baseline);
    if let Some(number) = &heading.issue.number {
        let room = setter.width - count.width - 8.0;
        let number = setter.lines(&[setter.span(number, style)], room);
        marks.extend(number.first().map(|line| marks_of(line, 0.0, baseline)).unwrap_or_default());
    }
    marks
}
