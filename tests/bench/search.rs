//! The search at a counter with a million tickets, and what else is read there: the example `search` of the store's.
//!
//! The tickets are written once, which takes some minutes and 6 GB beside what cargo builds, and stay there.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use serde::Deserialize;
use tests::places;

use crate::finding::{Figure, Finding};
use crate::photo::example;

#[derive(Deserialize)]
struct Report {
    bytes_per_ticket: Bytes,
    kinds: BTreeMap<String, Times>,
    mix: Times,
    beside_trigram: Beside,
    recall: Recall,
    fold_of_50_events: Times,
    ticket_of_50_events: Times,
    board_of_10_000: Times,
    save: Times,
    note: Times,
}

#[derive(Deserialize)]
struct Bytes {
    database: f64,
    words: f64,
    index: f64,
    trigram: f64,
}

#[derive(Deserialize)]
struct Beside {
    ours: Times,
    trigram: Times,
}

#[derive(Deserialize)]
struct Recall {
    asked: u64,
    found: u64,
    wrong: u64,
    trigram_could: u64,
}

#[derive(Deserialize)]
struct Times {
    p50: f64,
    p95: f64,
    p99: f64,
}

/// Asks what clerks type, of every kind alike.
pub fn measure() -> Vec<Finding> {
    let folder = places::root().join("target/bench");
    let output = Command::new(example("search")).arg(folder).stderr(Stdio::inherit()).output();
    let output = output.expect("what was built starts");
    assert!(output.status.success(), "the example search: {}", output.status);
    let report: Report = serde_json::from_slice(&output.stdout).expect("the example reports in JSON");

    let mut findings = vec![
        ms("search, all kinds, p50", report.mix.p50, None),
        ms("search, all kinds, p95", report.mix.p95, Some(20.0)),
        ms("search, all kinds, p99", report.mix.p99, None),
    ];
    for (kind, times) in &report.kinds {
        findings.push(ms(&format!("  {}, p95", kind.replace('_', " ")), times.p95, None));
    }
    findings.push(Finding {
        against: "FTS5's trigram",
        baseline: Some(Figure::Ms(report.beside_trigram.trigram.p95)),
        ..ms("search, words of three and more, p95", report.beside_trigram.ours.p95, None)
    });
    let share = |count: u64| Figure::Percent(count as f64 * 100.0 / report.recall.asked as f64);
    findings.push(Finding {
        against: "FTS5's trigram could",
        baseline: Some(share(report.recall.trigram_could)),
        at_least: Some(100.0),
        ..finding("search, recall of parts", share(report.recall.found))
    });
    findings.push(Finding {
        at_most: Some(0.0),
        ..finding("search, shown without holding it", Figure::Tickets(report.recall.wrong as f64))
    });
    let bytes = report.bytes_per_ticket;
    findings.push(Finding {
        against: "FTS5's trigram",
        baseline: Some(Figure::Bytes(bytes.trigram)),
        ..finding("search, index and words a ticket", Figure::Bytes(bytes.index + bytes.words))
    });
    findings.extend([
        finding("database, a ticket", Figure::Bytes(bytes.database)),
        ms("a ticket of 50 events, folded, p99", report.fold_of_50_events.p99, Some(1.0)),
        ms("a ticket of 50 events, opened, p99", report.ticket_of_50_events.p99, None),
        ms("the board, 10,000 open tickets, p95", report.board_of_10_000.p95, Some(50.0)),
        ms("a ticket kept among a million, p50", report.save.p50, None),
        ms("a note kept among a million, p50", report.note.p50, None),
    ]);
    findings
}

fn ms(what: &str, amount: f64, at_most: Option<f64>) -> Finding {
    Finding { at_most, ..finding(what, Figure::Ms(amount)) }
}

fn finding(what: &str, ours: Figure) -> Finding {
    Finding {
        what: what.into(),
        against: "",
        ours,
        baseline: None,
        at_most: None,
        at_least: None,
        at_most_times: None,
    }
}
