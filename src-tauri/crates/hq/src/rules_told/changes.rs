//! What a document changes, table by table.

use std::collections::HashMap;

use domain::Bilingual;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{RowTold, SectionTold};

/// What is different in a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TableChange {
    /// Of which section.
    pub section: &'static str,
    /// Which table.
    pub table: &'static str,
    /// Its columns.
    pub columns: &'static [&'static str],
    /// Rules that are new.
    pub added: Vec<RowTold>,
    /// Rules that say something else.
    pub changed: Vec<ChangedRow>,
    /// Rules that are there no more.
    pub gone: Vec<RowTold>,
}

/// A rule that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedRow {
    /// Which.
    pub key: String,
    /// As it was.
    pub old: Vec<Bilingual>,
    /// As it would be.
    pub new: Vec<Bilingual>,
}

/// Every table in which `now` differs from `before`.
pub fn changes(before: &[SectionTold], now: &[SectionTold]) -> Vec<TableChange> {
    let mut places = Vec::new();
    for section in now.iter().chain(before) {
        for table in &section.tables {
            if !places.contains(&(section.code, table.code, table.columns)) {
                places.push((section.code, table.code, table.columns));
            }
        }
    }
    let rows = |all: &'_ [SectionTold], section, table| -> Vec<RowTold> {
        let tables = all.iter().filter(|it| it.code == section).flat_map(|it| &it.tables);
        tables.filter(|it| it.code == table).flat_map(|it| it.rows.clone()).collect()
    };
    let change = |(section, table, columns)| {
        let (old, new) = (rows(before, section, table), rows(now, section, table));
        let by_key: HashMap<&str, &RowTold> = old.iter().map(|row| (row.key.as_str(), row)).collect();
        let changed = new.iter().filter_map(|row| {
            let was = by_key.get(row.key.as_str()).filter(|was| was.cells != row.cells)?;
            Some(ChangedRow { key: row.key.clone(), old: was.cells.clone(), new: row.cells.clone() })
        });
        let changed = changed.collect();
        let is_in = |rows: &[RowTold], row: &RowTold| rows.iter().any(|other| other.key == row.key);
        let added = new.iter().filter(|row| !is_in(&old, row)).cloned().collect();
        let gone = old.iter().filter(|row| !is_in(&new, row)).cloned().collect();
        TableChange { section, table, columns, added, changed, gone }
    };
    let differs = |it: &TableChange| !(it.added.is_empty() && it.changed.is_empty() && it.gone.is_empty());
    places.into_iter().map(change).filter(differs).collect()
}

/// The sections, and the parts of the document whose changes their tables tell.
pub const TOLD: [(&str, &[&str]); 19] = [
    ("calendars", &["calendars"]),
    ("clocks", &["clocks", "escalation", "clock_regions", "limits"]),
    (
        "compensation",
        &[
            "compensation.services",
            "compensation.incidents_of",
            "compensation.exemptions",
            "compensation.measures",
            "compensation.time_limits",
            "compensation.review",
            "compensation.rounds",
            "compensation.departures",
            "compensation.words",
        ],
    ),
    ("authority", &["compensation.authority"]),
    ("documents", &["compensation.proofs", "compensation.proof_needs", "compensation.waivers"]),
    ("categories", &["categories", "schemes", "classification"]),
    ("photos", &["photo_sets", "slots"]),
    ("playbooks", &["classification"]),
    ("investigation", &["investigation"]),
    ("weighing", &["impact", "risk"]),
    ("phrases", &["phrases"]),
    ("follow_up", &["follow_up", "repeats", "satisfaction"]),
    ("retention", &["retention", "targets"]),
    ("texts", &["texts", "compensation.words"]),
    ("sections", &["sections"]),
    (
        "lists",
        &[
            "kinds",
            "channels",
            "answer_by",
            "demands",
            "roles",
            "parcel_statuses",
            "status_sources",
            "contact_ways",
            "contact_abouts",
            "contact_outcomes",
            "skip_reasons",
            "compensation.incidents",
            "compensation.payment_methods",
            "compensation.payees",
        ],
    ),
    ("carriers", &["carrier", "carriers"]),
    ("keywords", &["classification"]),
    ("rules", &["rules", "clock_rules"]),
];

/// What stands beside the changes: the document's own name and its days.
pub const TOLD_BESIDE: [&str; 3] = ["version", "valid_from", "valid_until"];

/// The parts in which two documents differ though no table of theirs tells it: words that no table shows, an order.
pub fn untold(before: &str, now: &str, changes: &[TableChange]) -> Vec<String> {
    let parts = |document: &str| {
        let document: Map<String, Value> = serde_json::from_str(document).unwrap_or_default();
        let mut parts = HashMap::new();
        for (name, value) in document {
            match value {
                Value::Object(inner) if name == "compensation" => {
                    parts.extend(inner.into_iter().map(|(part, value)| (format!("{name}.{part}"), value)));
                }
                value => drop(parts.insert(name, value)),
            }
        }
        parts
    };
    let (before, now) = (parts(before), parts(now));
    let is_told = |part: &str| {
        let tells = |change: &TableChange| {
            TOLD.iter().any(|(section, parts)| *section == change.section && parts.contains(&part))
        };
        TOLD_BESIDE.contains(&part) || changes.iter().any(tells)
    };
    let mut names: Vec<&String> = before.keys().chain(now.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&&String| before.get(**name) != now.get(**name) && !is_told(name);
    names.iter().filter(differs).map(|name| (*name).clone()).collect()
}
