//! The rules of a policy as tables for people who have never seen its document: names instead of codes, terms, amounts and
//! citations in words, every cell in both languages.
//!
//! Headings are the screen's; a section, a table and a column have a code that the screen has words for. A row has a key
//! that stays the same from version to version, by which two versions are compared.

mod calendars;
mod changes;
mod claims;
mod clocks;
mod customers;
mod inquiry;
mod keywords;
mod matters;
mod measures;
mod papers;
mod sources;
#[cfg(test)]
mod tests;
mod weighing;
mod words;

use std::collections::HashSet;

use domain::{Bilingual, Policy};
use serde::Serialize;
use utoipa::ToSchema;

pub use changes::{ChangedRow, TableChange, changes, untold};

/// Part of the rules, with its tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SectionTold {
    /// `calendars`, `clocks`…
    pub code: &'static str,
    /// Its tables, none of them empty.
    pub tables: Vec<TableTold>,
}

/// Rules of one form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableTold {
    /// What they are: `clocks`, `limits`…
    pub code: &'static str,
    /// What stands in each column: `term`, `citation`…
    pub columns: &'static [&'static str],
    /// The rules, in the document's order.
    pub rows: Vec<RowTold>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowTold {
    /// Which, from version to version; no other of the table has the same.
    pub key: String,
    /// As many as the table has columns. Of several lines each says one thing.
    pub cells: Vec<Bilingual>,
}

/// Every rule of `policy`, section by section.
pub fn rules_told(policy: &Policy) -> Vec<SectionTold> {
    let mut sections = vec![
        section("calendars", calendars::tables(policy)),
        section("clocks", clocks::tables(policy)),
        section("compensation", measures::tables(policy)),
        section("authority", claims::authority(policy)),
        section("documents", claims::documents(policy)),
        section("categories", matters::categories(policy)),
        section("photos", matters::photos(policy)),
        section("playbooks", matters::playbooks(policy)),
        section("investigation", inquiry::tables(policy)),
        section("weighing", weighing::tables(policy)),
        section("phrases", customers::phrases(policy)),
        section("follow_up", customers::follow_up(policy)),
        section("retention", papers::retention(policy)),
        section("texts", papers::texts(policy)),
        section("sections", papers::sections(policy)),
        section("lists", customers::lists(policy)),
        section("carriers", papers::carriers(policy)),
        section("keywords", keywords::tables(policy)),
        section("rules", sources::tables(policy)),
    ];
    sections.retain(|section| !section.tables.is_empty());
    sections
}

fn section(code: &'static str, mut tables: Vec<TableTold>) -> SectionTold {
    tables.retain(|table| !table.rows.is_empty());
    SectionTold { code, tables }
}

/// A table whose rows have as many cells as it has columns.
fn table<const N: usize>(
    code: &'static str,
    columns: &'static [&'static str; N],
    rows: impl IntoIterator<Item = (String, [Bilingual; N])>,
) -> TableTold {
    let mut taken = HashSet::new();
    let row = |(key, cells): (String, [Bilingual; N])| {
        // Documents may have two rules for one case; they are told apart by their order.
        let free = (2..).map(|n| format!("{key} {n}"));
        let key = std::iter::once(key.clone()).chain(free).find(|key| !taken.contains(key));
        let key = key.expect("there is always another number");
        taken.insert(key.clone());
        RowTold { key, cells: cells.into() }
    };
    TableTold { code, columns, rows: rows.into_iter().map(row).collect() }
}
