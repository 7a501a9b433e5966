//! The hand-over list: what one shift leaves to the next, signed by both.

pub use crate::lists::{KeptArticle, WaitingTicket};

use crate::lists;
use crate::mark::{Ink, Laid, Weight};
use crate::money::grouped;
use crate::paper::{PaperLanguage, PaperSize};
use crate::set::drawn;
use crate::set::field::{self, Field};
use crate::set::foot::{self, Place};
use crate::set::head::{self, Heading};
use crate::set::look::Look;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::strip::{Strip, tie};
use crate::values::Issue;

/// The papers that it is made for.
pub const SIZES: [PaperSize; 2] = [PaperSize::A4, PaperSize::A5];

/// What one shift leaves to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandOver {
    /// By whom and when.
    pub issue: Issue,
    /// Who hands over.
    pub from: String,
    /// Who takes over.
    pub to: String,
    /// The tickets that are open, the first due first.
    pub open: Vec<WaitingTicket>,
    /// What is in custody.
    pub in_custody: Vec<KeptArticle>,
    /// Drafts that were not saved, each in a few words.
    pub drafts: Vec<String>,
    /// Lines and photographs that headquarters has not confirmed.
    pub unconfirmed: u64,
    /// What else to know; lines are kept.
    pub remarks: Option<String>,
}

/// Lays out `list` on `size`, or on A4 if it is not made for that, in `language`.
pub fn lay(list: &HandOver, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&list.issue, "paper-title-hand-over");
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(handed_over(setter, list));
        Composed { body, foot: signed_over(setter) }
    })
}

fn handed_over(setter: &Setter<'_>, list: &HandOver) -> Vec<Strip> {
    let year = list.issue.at.map(|at| at.year);
    let plain = |label, value: &str| Field::plain(setter, label, &Some(value.to_owned()));
    let mut strips = field::strips(
        setter,
        vec![
            vec![Field::moment(setter, "paper-printed", &list.issue.at)],
            vec![plain("paper-handed-by", &list.from), plain("paper-handed-to", &list.to)],
            vec![
                Field::plain(setter, "paper-counter", &list.issue.counter),
                plain("paper-unconfirmed", &grouped(list.unconfirmed)),
            ],
        ],
    );
    strips.extend(part::heading(setter, &lists::counted(setter, "paper-open-tickets", list.open.len())));
    strips.extend(lists::tickets(setter, &list.open, list.issue.at));
    strips.extend(lists::custody(setter, &list.in_custody, year));
    strips.extend(part::heading(setter, &lists::counted(setter, "paper-drafts", list.drafts.len())));
    if list.drafts.is_empty() {
        strips.extend(part::none(setter));
    }
    let drafts: Vec<Vec<String>> = list.drafts.iter().map(|draft| vec![draft.clone()]).collect();
    strips.extend(drawn::list(setter, &drafts, true));
    strips.extend(remarks(setter, &list.remarks));
    strips
}

/// What was written, or room to write.
fn remarks(setter: &Setter<'_>, remarks: &Option<String>) -> Vec<Strip> {
    let mut strips = part::heading(setter, &setter.words("paper-remarks"));
    match remarks.as_ref().filter(|remarks| !remarks.trim().is_empty()) {
        Some(remarks) => {
            let style = setter.style(setter.look.body, Weight::Regular, Ink::Black);
            for paragraph in setter.paragraphs(remarks, style) {
                strips.extend(setter.column(&setter.lines(&[paragraph], setter.width), 0.0));
            }
        }
        None => strips.extend(drawn::writing_lines(setter, 2)),
    }
    strips
}

fn signed_over(setter: &Setter<'_>) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        Some("paper-handed-statement"),
        &[Place::wide("paper-handed-by"), Place::wide("paper-handed-to"), Place::narrow("paper-time")],
    ));
    tie(&mut strips, false);
    strips
}
