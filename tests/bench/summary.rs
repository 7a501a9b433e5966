//! The daily summary of 500 tickets, from the log to a PDF in its folder; and what of that is drawing and saving, against
//! ReportLab drawing the same tables into memory.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

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
    let (mut whole, mut drawing) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let begun = Instant::now();
        let account = account();
        let counted = Instant::now();
        let printed = desk.print_account(&account, PaperSize::A4, language).await;
        drawing.push(counted.elapsed().as_secs_f64() * 1e3);
        whole.push(begun.elapsed().as_secs_f64() * 1e3);
        assert!(matches!(printed, Ok(PrintResult::Saved { .. })), "{printed:?}");
    }
    // The first loads the fonts, as the baseline's does.
    let median = |mut times: Vec<f64>| Figure::Ms(Times::of(times.split_off(1)).median());
    vec![
        Finding {
            what: "the summary of 500 tickets, to PDF".into(),
            against: "",
            ours: median(whole),
            baseline: None,
            at_most: Some(500.0),
            at_least: None,
            at_most_times: None,
        },
        Finding {
            what: "  of it, drawn and saved durably".into(),
            against: "ReportLab's tables",
            ours: median(drawing),
            baseline: reportlab(&rows).map(Figure::Ms),
            at_most: None,
            at_least: None,
            at_most_times: Some(0.2),
        },
    ]
}

fn reportlab(rows: &Path) -> Option<f64> {
    let font = places::root().join("src-tauri/crates/documents/fonts/NotoSansSC-Regular.ttf");
    let script = places::root().join("tests/bench/summary.py");
    let output =
        Command::new(PYTHON).arg(script).arg(rows).arg(font).arg(ROUNDS.to_string()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}
