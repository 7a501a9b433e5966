//! The daily summary: what a counter or a whole branch took in, closed, paid and still owes, with every ticket.
//!
//! It covers a day, a week or a month. What it does not know it says: counters not heard from are named, and a figure
//! without measurements is 'no data', never zero.

mod content;
mod parts;
mod sheet;

pub use crate::lists::KeptArticle;
pub use content::{
    CategoryFigures, Cause, CountedMoney, DailySummary, Figures, Manifest, Measure, Paid, Payment, Period,
    Scope, SilentCounter, StateCount, Sum, SummaryTicket,
};
pub use sheet::rows;

use crate::lists;
use crate::mark::Laid;
use crate::paper::{PaperLanguage, PaperSize};
use crate::set::foot::{self, Place};
use crate::set::head::{self, Heading};
use crate::set::look::Look;
use crate::set::setter::Setter;
use crate::set::sheet::{Composed, best_of, made_for};
use crate::strip::{Strip, tie};

/// The papers that it is made for.
pub const SIZES: [PaperSize; 3] = [PaperSize::A4, PaperSize::A5, PaperSize::Roll80];

/// Lays out `summary` on `size`, or on a wide roll in place of a narrow one, in `language`.
pub fn lay(summary: &DailySummary, size: PaperSize, language: PaperLanguage) -> Laid {
    let heading = Heading::of(&summary.issue, summary.period.title_id());
    let size = made_for(&SIZES, size);
    best_of(size, language, Look::from_roomy_to_dense(size, language), &heading, |setter| {
        let mut body = head::strips(setter, &heading);
        body.extend(parts::about(setter, summary));
        body.extend(parts::silent(setter, summary));
        body.extend(parts::figures(setter, summary));
        body.extend(parts::manifest(setter, summary));
        body.extend(parts::categories(setter, summary));
        body.extend(parts::states_and_causes(setter, summary));
        body.extend(parts::amounts(setter, summary));
        body.extend(parts::counted_money(setter, summary));
        body.extend(parts::measures(setter, summary));
        body.extend(lists::custody(setter, &summary.in_custody, summary.year()));
        body.extend(parts::to_reconcile(setter, summary));
        body.extend(parts::tickets(setter, summary));
        Composed { body, foot: signed(setter) }
    })
}

fn signed(setter: &Setter<'_>) -> Vec<Strip> {
    let mut strips = vec![Strip::space(0.0).after(setter.look.around)];
    strips.extend(foot::substituted(setter));
    strips.extend(foot::signing(
        setter,
        None,
        &[Place::wide("paper-manager"), Place::narrow("paper-date"), Place::seal("paper-seal")],
    ));
    tie(&mut strips, false);
    strips
}
