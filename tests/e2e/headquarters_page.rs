//! Headquarters' page in a real browser, showing what a real desk has delivered.

use tests::counter::{TestCounter, a_damaged_parcel};
use tests::driver::Window;
use tests::folders::Folders;
use tests::programs::HqProgram;
use thirtyfour::Key;

/// Pictures that are shown: there, and drawn.
const SHOWN: &str =
    "[...document.querySelectorAll('.photo img')].filter((image) => image.naturalWidth > 0).length";

#[tokio::test(flavor = "multi_thread")]
async fn a_delivered_ticket_is_found_and_shown_with_its_photos_and_story() {
    let hq = HqProgram::start();
    let counter = TestCounter::installed();
    counter.desk().enrol(&hq.code).await.unwrap();
    counter.open_ticket_with(
        desk::TicketForm { waybill: "YT1234567890123".to_owned(), ..a_damaged_parcel() },
        &[],
    );
    let photos = [("label", "webcam-640.jpg"), ("outer_top", "phone-12mp-rotated-gps.jpg")];
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &photos);
    let number = ticket.number.to_string();
    counter.sync().await;

    let folders = Folders::new();
    let browser = Window::of_browser(&folders).await;
    browser.goto(hq.url()).await.unwrap();
    sign_in(&browser, &hq.account, "not the password").await;
    browser.see(".banner.late").await;
    browser.picture("page-refused").await;
    assert!(
        browser.run("return document.cookie").await.as_str().unwrap().is_empty(),
        "a session is none of a script's business"
    );
    sign_in(&browser, &hq.account, &hq.password).await;

    // Everything, newest first; then by number, by waybill, and by something nobody has.
    browser.see_text(&number).await;
    browser.picture("page-list").await;
    assert_eq!(rows(&browser).await.len(), 2);
    find(&browser, &number).await;
    browser.wait_for("document.querySelectorAll('tbody tr').length === 1").await;
    find(&browser, "YT1234567890123").await;
    browser.wait_for("document.querySelector('tbody .waybill')?.innerText === 'YT1234567890123'").await;
    assert_eq!(rows(&browser).await.len(), 1);
    find(&browser, "SF0000000000000").await;
    browser.see_gone("tbody").await;
    browser.picture("page-nothing-found").await;

    // The ticket, with the very photos that the counter took.
    find(&browser, "SF1234567890123").await;
    browser.wait_for("document.querySelectorAll('tbody tr').length === 1").await;
    browser.press(Key::Enter).await;
    browser.see_in("h1", &number).await;
    browser.wait_for(&format!("{SHOWN} === 2")).await;
    for said in ["上周六寄的一套紫砂茶具", "1,500.00"] {
        browser.see_in(".columns", said).await;
    }
    let story = browser.run("return document.querySelectorAll('aside ol li').length").await;
    assert!(story.as_u64().is_some_and(|lines| lines >= 3), "the story has its lines: {story}");
    browser.picture("page-ticket").await;
    browser.click_on(".photo").await;
    browser.wait_for("document.querySelector('dialog[open] img')?.naturalWidth > 0").await;
    browser.picture("page-photo").await;
    browser.press(Key::Escape).await;
    browser.see_gone("dialog").await;

    // The other language, and back out.
    let other = browser.run("return document.querySelector('.who button[lang]').lang").await;
    browser.click_on(".who button[lang]").await;
    browser.wait_for(&format!("document.documentElement.lang === {other}")).await;
    browser.picture("page-ticket-other-language").await;
    let inside = browser.current_url().await.unwrap();
    browser.click_on(".who button:not([lang])").await;
    browser.see("#password").await;
    browser.goto(inside.as_str()).await.unwrap();
    browser.refresh().await.unwrap();
    browser.see("#password").await;
    assert!(!browser.source().await.unwrap().contains(&number), "nothing is shown to who has signed out");
}

async fn sign_in(browser: &Window, account: &str, password: &str) {
    browser.fill("#account", account).await;
    browser.fill("#password", password).await;
    browser.press(Key::Enter).await;
}

async fn find(browser: &Window, text: &str) {
    browser.fill("header input", text).await;
}

async fn rows(browser: &Window) -> Vec<serde_json::Value> {
    let numbers =
        browser.run("return [...document.querySelectorAll('tbody th')].map((cell) => cell.innerText)").await;
    numbers.as_array().expect("a list").clone()
}
