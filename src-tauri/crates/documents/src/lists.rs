//! What lists for those who work at a counter share: tickets that wait, articles in custody.

use crate::moment::Moment;
use crate::money::grouped;
use crate::paper::{Bilingual, PaperSize};
use crate::set::field::{self, Field};
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::strip::Strip;
use crate::values::{Issue, Kind};
use crate::words::{word, word_with};

/// A ticket that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingTicket {
    /// Its number.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// The waybill's number.
    pub waybill: Option<String>,
    /// The masked name.
    pub customer: Option<String>,
    /// What is awaited.
    pub awaited: Bilingual,
    /// Since when.
    pub since: Option<Moment>,
    /// By when.
    pub due: Option<Moment>,
}

/// An article in custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptArticle {
    /// The tag's number.
    pub tag: String,
    /// The ticket's number.
    pub number: Option<String>,
    /// What it is.
    pub article: String,
    /// Where it lies.
    pub place: String,
    /// Since when.
    pub since: Option<Moment>,
}

/// When it was printed, at which counter, by whom.
pub(crate) fn printed(setter: &Setter<'_>, issue: &Issue) -> Vec<Strip> {
    field::strips(
        setter,
        vec![
            vec![Field::moment(setter, "paper-printed", &issue.at)],
            vec![
                Field::plain(setter, "paper-printed-by", &issue.clerk),
                Field::plain(setter, "paper-counter", &issue.counter),
            ],
        ],
    )
}

/// A title with how many there are.
pub(crate) fn counted(setter: &Setter<'_>, id: &str, count: usize) -> Vec<String> {
    let count = grouped(count as u64);
    let tongues = setter.language.tongues().iter();
    tongues
        .map(|tongue| {
            word_with(*tongue, "paper-counted", &[("words", &word(*tongue, id)), ("count", &count)])
        })
        .collect()
}

/// Tickets in a table that says which of them are late `now`, or a sentence that there are none.
pub(crate) fn tickets(setter: &Setter<'_>, tickets: &[WaitingTicket], now: Option<Moment>) -> Vec<Strip> {
    if tickets.is_empty() {
        return part::none(setter);
    }
    let whose = [
        Column::left("paper-waybill", Width::Fit(0.2)).whole(),
        Column::left("paper-visitor", Width::Fit(0.12)),
    ];
    // A small sheet has them under each row.
    let is_small = setter.size == PaperSize::A5;
    let mut columns = vec![
        Column::left("paper-number", Width::Fit(0.3)).whole(),
        Column::left("paper-kind", Width::Fit(0.12)),
    ];
    columns.extend(whose.iter().filter(|_| !is_small));
    columns.extend([
        Column::left("paper-awaited", Width::Share(1.0)),
        Column::date("paper-since", Width::Fit(0.2)),
        Column::date("paper-due", Width::Fit(0.2)),
    ]);
    let mut table = Table::of(&columns);
    table.is_dense = true;
    let year = now.map(|now| now.year);
    let at = |at: Option<Moment>| Cell::of(at.map(|at| setter.compact(&at, year)).unwrap_or_default());
    let due = |due: Option<Moment>| Cell::of(due.map(|due| setter.due(&due, year, now)).unwrap_or_default());
    for ticket in tickets {
        let whose =
            [&ticket.waybill, &ticket.customer].map(|told| told.as_deref().unwrap_or_default().to_owned());
        let mut cells = vec![Cell::of(&ticket.number), Cell::versions(setter.words(ticket.kind.id()))];
        if is_small {
            let told: Vec<String> = whose.into_iter().filter(|told| !told.is_empty()).collect();
            table.notes.push(vec![told.join("  ")]);
        } else {
            cells.extend(whose.map(Cell::of));
        }
        cells.push(Cell::versions(setter.sentences(&ticket.awaited)));
        cells.extend([at(ticket.since), due(ticket.due).bold()]);
        table.rows.push(cells);
    }
    table::strips(setter, &table)
}

/// Articles in custody under a heading of their own.
pub(crate) fn custody(setter: &Setter<'_>, kept: &[KeptArticle], year: Option<i32>) -> Vec<Strip> {
    let mut strips = part::heading(setter, &counted(setter, "paper-in-custody", kept.len()));
    if kept.is_empty() {
        strips.extend(part::none(setter));
        return strips;
    }
    let mut table = Table::of(&[
        Column::left("paper-tag", Width::Fit(0.2)),
        Column::left("paper-article", Width::Share(1.0)),
        Column::left("paper-place", Width::Fit(0.24)),
        Column::left("paper-number", Width::Fit(0.26)).whole(),
        Column::date("paper-since", Width::Fit(0.14)),
    ]);
    table.rows.extend(kept.iter().map(|kept| {
        vec![
            Cell::of(&kept.tag),
            Cell::of(&kept.article),
            Cell::of(&kept.place),
            Cell::of(kept.number.clone().unwrap_or_default()),
            Cell::of(kept.since.map(|at| setter.compact(&at, year)).unwrap_or_default()),
        ]
    }));
    table.is_dense = setter.size == PaperSize::A5;
    strips.extend(table::strips(setter, &table));
    strips
}
