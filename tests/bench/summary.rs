//! The daily summary of 500 tickets, from the log to a PDF in its folder, against ReportLab drawing the same tables from
//! rows that lie ready.

use std::path::Path;
use std::process::Command;

use desk::{PaperLanguage, PaperSize, PrintResult, RowsFormat, Scope, TicketForm};
use domain::Span;
use tests::counter::{TestCounter, a_damaged_parcel};
use tests::places;

use crate::finding::{Figure, Finding};
use crate::turns::Times;

const TICKETS: u32 = 500;
const ROUNDS: usize = 9;
/// Debian's own, which has Debian's packages.
const PYTHON: &str = "/usr/bin/python3";

/// Prints the day of a practice desk, which has no printer: the PDF is saved.
pub async fn measure() -> Vec<Finding> {
    let counter = TestCounter::installed();
    let desk = counter.desk();
    desk.start_practice().expect("a fresh desk can practise");
    for round in 0..TICKETS {
        let draft = desk.start_draft().expect("a practice desk starts drafts").id;
        let form = TicketForm { waybill: format!("SF{round:013}"), ..a_damaged_parcel() };
        desk.open_ticket(draft, &form).expect("a whole form is saved");
    }
    let account = || desk.account(desk.today(), Span::Day, Scope::Counter).expect("the log can be read");
    let language = PaperLanguage::Chinese;
    let rows = desk.save_rows(&account(), RowsFormat::Csv, language).expect("there is room for the rows");
    let mut times = Vec::new();
    for _ in 0..=ROUNDS {
        let begun = std::time::Instant::now();
        let printed = desk.print_account(&account(), PaperSize::A4, language).await;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(matches!(printed, Ok(PrintResult::Saved { .. })), "{printed:?}");
    }
    // The first loads the fonts, as the baseline's does.
    let ours = Times::of(times.split_off(1));
    vec![Finding {
        what: "the summary of 500 tickets, to PDF".into(),
        against: "ReportLab's tables",
        ours: Figure::Ms(ours.median()),
        baseline: reportlab(&rows).map(Figure::Ms),
        at_most: Some(500.0),
        at_least: None,
        at_most_times: Some(0.2),
    }]
}

fn reportlab(rows: &Path) -> Option<f64> {
    let font = places::root().join("src-tauri/crates/documents/fonts/NotoSansSC-Regular.ttf");
    let script = places::root().join("tests/bench/summary.py");
    let output =
        Command::new(PYTHON).arg(script).arg(rows).arg(font).arg(ROUNDS.to_string()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
