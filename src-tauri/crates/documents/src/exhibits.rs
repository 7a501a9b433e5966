//! What proves what happened, as a list: what it is, when and where it came from, and its hash.

use crate::moment::Moment;
use crate::paper::Bilingual;
use crate::set::part;
use crate::set::setter::Setter;
use crate::set::table::{self, Cell, Column, Table, Width};
use crate::strip::Strip;

/// Something that proves what happened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exhibit {
    /// What it is, or what it shows.
    pub kind: Bilingual,
    /// The name of its file, where it is one.
    pub file: Option<String>,
    /// When it was made or taken in.
    pub at: Option<Moment>,
    /// Where it comes from, or where it lies.
    pub place: Option<Bilingual>,
    /// The SHA-256 of its bytes, in hexadecimal digits, where it is a file.
    pub sha256: Option<String>,
}

/// `exhibits` in a table under a heading of their own; that there are none is said. A date of `year` is written without it.
pub(crate) fn strips(setter: &Setter<'_>, exhibits: &[Exhibit], year: Option<i32>) -> Vec<Strip> {
    let mut table = Table::of(&[
        Column::right("paper-no", Width::Fit(0.1)),
        Column::left("paper-exhibit", Width::Share(1.0)),
        Column::left("paper-from-when", Width::Fit(0.2)),
        Column::left("paper-from-where", Width::Fit(0.34)),
    ]);
    for (index, exhibit) in exhibits.iter().enumerate() {
        let at = match &exhibit.at {
            Some(at) => Cell::of(setter.compact(at, year)),
            None => Cell::versions(setter.words("paper-not-known")),
        };
        let place = match exhibit.place.as_ref().filter(|place| !place.is_blank()) {
            Some(place) => Cell::versions(setter.sentences(place)),
            None => Cell::versions(setter.words("paper-not-known")),
        };
        table.rows.push(vec![
            Cell::of((index + 1).to_string()),
            Cell::versions(setter.sentences(&exhibit.kind)),
            at,
            place,
        ]);
        let hash = exhibit.sha256.as_ref().map(|hash| format!("SHA-256 {hash}"));
        let file: Vec<String> = [exhibit.file.clone(), hash].into_iter().flatten().collect();
        table.notes.push(vec![file.join("  ")]);
    }
    let mut strips = part::heading(setter, &setter.words("paper-exhibits"));
    strips.extend(if table.rows.is_empty() { part::none(setter) } else { table::strips(setter, &table) });
    strips
}
