//! A receipt on its way: from the clerk's save until the system's queue holds the job.

use desk::{PaperLanguage, PaperSize, Settings, TicketForm};
use domain::Document;
use tests::counter::{TestCounter, a_damaged_parcel};
use tests::cups::Cups;

use crate::finding::{Figure, Finding};
use crate::turns::Times;

const ROUNDS: usize = 9;

/// Saves tickets and prints them at a real queue.
pub async fn measure() -> Vec<Finding> {
    let cups = Cups::start();
    let _printer = cups.add_printer("Counter");
    let counter = TestCounter::installed();
    counter.clock.print_at(&cups.address());
    let desk = counter.desk();
    desk.start_practice().expect("a fresh desk can practise");
    desk.change_settings(Settings { printer: Some("Counter".into()), ..Settings::default() })
        .expect("a practice desk has settings");
    desk::warm_up();
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        let draft = desk.start_draft().expect("a practice desk starts drafts").id;
        let form = TicketForm { waybill: format!("SF{round:013}"), ..a_damaged_parcel() };
        let before = cups.jobs_taken();
        let begun = std::time::Instant::now();
        desk.open_ticket(draft, &form).expect("a whole form is saved");
        let printing = {
            let desk = desk.clone();
            tokio::spawn(async move {
                desk.print_ticket_paper(draft, Document::RECEIPT, PaperSize::A5, PaperLanguage::Both).await
            })
        };
        while cups.jobs_taken() == before {
            assert!(!printing.is_finished() || cups.jobs_taken() > before, "the job reached the queue");
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        printing.await.expect("printing does not panic").expect("the receipt comes out");
    }
    vec![Finding {
        what: "a receipt, from save to queue".into(),
        against: "",
        ours: Figure::Ms(Times::of(times).median()),
        baseline: None,
        at_most: Some(300.0),
        at_least: None,
        at_most_times: None,
    }]
}
