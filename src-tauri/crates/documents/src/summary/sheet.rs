//! The summary's tickets as rows for a spreadsheet.

use super::content::{DailySummary, SummaryTicket};
use crate::paper::{PaperLanguage, Tongue};
use crate::rows::{Entry, Rows};
use crate::words::word;

const HEADINGS: [&str; 9] = [
    "paper-number",
    "paper-kind",
    "paper-category",
    "paper-state",
    "paper-waybill",
    "paper-visitor",
    "paper-opened-at",
    "paper-due",
    "paper-claimed",
];

/// Every ticket of `summary`, a row each, in the first language of `language`.
pub fn rows(summary: &DailySummary, language: PaperLanguage) -> Rows {
    let tongue = language.tongues()[0];
    Rows {
        title: word(tongue, summary.period.title_id()),
        headings: HEADINGS.iter().map(|id| word(tongue, id)).collect(),
        records: summary.tickets.iter().map(|ticket| record(ticket, tongue)).collect(),
    }
}

fn record(ticket: &SummaryTicket, tongue: Tongue) -> Vec<Entry> {
    let text = |text: Option<&str>| text.map_or(Entry::Empty, |text| Entry::Text(text.to_owned()));
    vec![
        text(Some(&ticket.number)),
        Entry::Text(word(tongue, ticket.kind.id())),
        text(ticket.category.as_ref().map(|category| category.pick(tongue))),
        text(Some(ticket.state.pick(tongue))),
        text(ticket.waybill.as_deref()),
        text(ticket.customer.as_deref()),
        ticket.opened.map_or(Entry::Empty, Entry::Moment),
        ticket.due.map_or(Entry::Empty, Entry::Moment),
        ticket.claimed_fen.map_or(Entry::Empty, Entry::Fen),
    ]
}
