//! A claim, from the first key to the receipt.

use domain::{Instant, Zone};
use tests::clerk::A_BROKEN_TEA_POT;
use tests::paper;
use tests::programs;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_taken_by_keyboard_alone_and_its_receipt_reads_back() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.take_in(&A_BROKEN_TEA_POT).await;
    window.go_on_to("photos").await;
    window.picture("window-intake-claim").await;

    let number = window.save_and_print().await;
    window.picture("window-claim-saved").await;

    // There is no printer: the receipt is a file, and the screen says so.
    window.see_text("没有打印机").await;
    let papers = programs::papers(&counter.folders);
    assert_eq!(papers.len(), 1);
    assert_eq!(papers[0].file_stem().unwrap().to_string_lossy(), number);

    let words = paper::words(&papers[0]);
    for said in [number.as_str(), A_BROKEN_TEA_POT.waybill, A_BROKEN_TEA_POT.story, "12305", "1,500.00"] {
        assert!(words.contains(said), "the receipt says {said}: {words}");
    }
    for day in promised_days(window).await {
        assert!(words.contains(&day), "the receipt promises something by {day}: {words}");
    }
    assert!(!words.contains(A_BROKEN_TEA_POT.phone), "a phone is masked on paper");

    let drawn = tempfile::tempdir().unwrap();
    let pages = paper::draw(&papers[0], drawn.path());
    let codes = paper::codes(&pages[0]);
    let of_kind = |kind: &str| codes.iter().find(|code| code.kind == kind).map(|code| code.text.as_str());
    assert_eq!(of_kind("CODE-128"), Some(number.as_str()), "{codes:?}");
    // The slip's own part stands behind the public address, or behind our own scheme where there is none.
    let slip = of_kind("QR-Code").and_then(|text| text.rsplit(['#', ':']).next()).unwrap_or_default();
    assert!(slip.starts_with("1."), "{codes:?}");

    // Headquarters has it, and the status bar says so.
    window.see_in("footer", "全部已确认").await;
    window.see_in("footer", "总部已连接").await;

    // The slip finds its ticket again, wherever the clerk stands.
    window.press(thirtyfour::Key::F3).await;
    window.see(".board").await;
    window.scan(&number).await;
    assert_eq!(window.read(".ticket h1").await, number);
    window.see_text("总部已全部确认").await;
    window.picture("window-ticket").await;
}

/// The days by which the screen says that something was promised, as a receipt writes them.
async fn promised_days(window: &tests::driver::Window) -> Vec<String> {
    let zone: Zone = "Asia/Shanghai".parse().expect("the branch's zone");
    let due = window
        .run("return [...document.querySelectorAll('.done .promises time')].map((time) => time.dateTime)")
        .await;
    let due = due.as_array().expect("a list").clone();
    assert!(!due.is_empty(), "something is promised");
    due.iter()
        .map(|moment| {
            let moment: Instant = moment.as_str().and_then(|text| text.parse().ok()).expect("a moment");
            // A due moment is the first that is too late.
            let day = zone.local(moment.plus_ms(-1)).date;
            format!("{:02}-{:02}", day.month(), day.day())
        })
        .collect()
}
