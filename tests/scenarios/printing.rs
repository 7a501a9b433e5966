//! Printing: what becomes of a receipt between the counter and the paper, on a real queue with a virtual printer.

use std::time::Duration;

use peripherals::{Media, Patience, PrintError, PrintOutcome, PrintServer, Printer};
use tests::cups::{Cups, VirtualPrinter};

/// The queue asks its printer how a job stands at growing intervals, up to half a minute.
const LIMIT: Duration = Duration::from_secs(90);

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_comes_out_of_the_default_printer() {
    let cups = Cups::start();
    let virtual_printer = cups.add_printer("Counter");
    let printers = server(&cups).printers().await.unwrap();
    assert_eq!(printers.len(), 1);
    let printer = &printers[0];
    assert_eq!((printer.name.as_str(), printer.is_default), ("Counter", true));
    assert!(printer.media.takes(Media::A5) && printer.media.takes(Media::A4));

    let job = printer.print(a_paper(420, 595), "HX-2026-000123", Media::A5).await.unwrap();
    assert_eq!(job.follow(LIMIT).await, Ok(PrintOutcome::Printed));
    has_printed(&virtual_printer, 1);

    let roll = Media::Roll80 { height_mm: 230 };
    let job = printer.print(a_paper(227, 652), "HX-2026-000124", roll).await.unwrap();
    assert_eq!(job.follow(LIMIT).await, Ok(PrintOutcome::Printed));
    has_printed(&virtual_printer, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_that_the_printer_does_not_take_is_refused_before_anything_is_queued() {
    let cups = Cups::start();
    let virtual_printer = cups.add_printer("Counter");
    let printer = server(&cups).printer(None).await.unwrap();
    let narrow = Media::Roll58 { height_mm: 230 };
    assert_eq!(printer.print(a_paper(164, 652), "HX-1", narrow).await, Err(PrintError::UnsupportedMedia));
    has_printed(&virtual_printer, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_waits_for_paper_and_then_comes_out() {
    let cups = Cups::start();
    let virtual_printer = cups.add_printer("Counter");
    virtual_printer.load_paper(0);
    let printer = server(&cups).printer(Some("Counter")).await.unwrap();
    let job = printer.print(a_paper(420, 595), "HX-2026-000123", Media::A5).await.unwrap();
    assert_eq!(job.follow(LIMIT).await, Err(PrintError::OutOfPaper));
    virtual_printer.load_paper(250);
    // The queue may still repeat the old news for a while.
    let ended = loop {
        match job.follow(LIMIT).await {
            Err(PrintError::OutOfPaper) => {}
            ended => break ended,
        }
    };
    assert_eq!(ended, Ok(PrintOutcome::Printed));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_that_is_switched_off_is_told_and_its_job_can_be_taken_back() {
    let cups = Cups::start();
    let virtual_printer = cups.add_printer("Counter");
    let printer = server(&cups).printer(None).await.unwrap();
    drop(virtual_printer);
    let job = printer.print(a_paper(420, 595), "HX-2026-000123", Media::A5).await.unwrap();
    let told = job.follow(LIMIT).await;
    assert!(matches!(told, Err(PrintError::Offline { .. })), "{told:?}");
    job.cancel().await.unwrap();
    assert_eq!(job.follow(LIMIT).await, Err(PrintError::Cancelled));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_printer_is_told() {
    let cups = Cups::start();
    let _virtual_printer = cups.add_printer("Counter");
    cups.pause("Counter");
    let printer = server(&cups).printer(None).await.unwrap();
    let job = printer.print(a_paper(420, 595), "HX-2026-000123", Media::A5).await.unwrap();
    let told = job.follow(LIMIT).await;
    assert!(matches!(told, Err(PrintError::Stopped { .. })), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_without_printers_and_a_name_nobody_knows_are_told() {
    let cups = Cups::start();
    assert_eq!(server(&cups).printers().await, Ok(Vec::new()));
    assert_eq!(server(&cups).printer(None).await, Err(PrintError::NoPrinter));
    let _virtual_printer = cups.add_printer("Counter");
    assert_eq!(server(&cups).printer(Some("Window")).await, Err(PrintError::NoPrinter));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_printer_is_printed_to_without_any_queue() {
    let cups = Cups::start();
    let virtual_printer = cups.add_printer("Counter");
    let printer = Printer::at(&virtual_printer.address(), Patience::default()).await.unwrap();
    assert!(printer.media.takes(Media::A5));
    let job = printer.print(a_paper(420, 595), "HX-2026-000123", Media::A5).await.unwrap();
    assert_eq!(job.follow(LIMIT).await, Ok(PrintOutcome::Printed));
    has_printed(&virtual_printer, 1);
}

fn server(cups: &Cups) -> PrintServer {
    PrintServer::at(&cups.address(), Patience::default()).expect("the address is well formed")
}

#[track_caller]
fn has_printed(printer: &VirtualPrinter, count: usize) {
    let documents = printer.documents();
    assert_eq!(documents.len(), count);
    assert!(documents.iter().all(|document| document.starts_with(b"%PDF-")));
}

/// A page of these many points with one word on it.
fn a_paper(width: u32, height: u32) -> Vec<u8> {
    let words = "BT /F1 18 Tf 20 40 Td (Receipt) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R /Resources \
             << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        format!("<< /Length {} >>\nstream\n{words}\nendstream", words.len()),
    ];
    let mut pdf = "%PDF-1.7\n".to_owned();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
        pdf.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = pdf.len();
    pdf.push_str(&format!(
        "xref\n0 5\n{table}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    pdf.into_bytes()
}
