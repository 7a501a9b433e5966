//! Headquarters' page in a real browser, showing what a real desk has delivered.

use std::fs;
use std::process::Command;

use tests::counter::{TestCounter, a_damaged_parcel};
use tests::driver::Window;
use tests::folders::Folders;
use tests::places;
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

/// Headquarters' command line over the data that it serves.
fn headquarters(hq: &HqProgram, arguments: &[&str]) -> String {
    let (command, more) = arguments.split_first().expect("a command");
    let mut program = Command::new(places::headquarters());
    let output = program.arg(command).arg("--data").arg(hq.data()).args(more).output();
    let output = output.expect("headquarters' command line starts");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("our programs print UTF-8")
}

/// As if the counter had last been heard of years ago.
fn fell_silent(hq: &HqProgram, device: domain::DeviceId) {
    let database = rusqlite::Connection::open(hq::Sqlite::file_in(hq.data()));
    let database = database.expect("headquarters' database is a file like any other");
    let sql = "UPDATE devices SET contact_at = '2020-01-01T00:00:00.000Z' WHERE id = ?1";
    assert_eq!(database.execute(sql, [device.as_bytes()]), Ok(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_counter_is_named_a_carry_over_taken_in_and_what_was_set_aside_seen_to() {
    let hq = HqProgram::start();
    let (counter, quiet) = (TestCounter::installed(), TestCounter::installed());
    counter.desk().enrol(&hq.code).await.unwrap();
    let code = headquarters(&hq, &["enrol", "--branch", "WC07", "--counter", "B", "--json"]);
    let code: serde_json::Value = serde_json::from_str(&code).unwrap();
    quiet.desk().enrol(code["code"].as_str().unwrap()).await.unwrap();
    fell_silent(&hq, quiet.desk().device());
    let first = counter.open_ticket();
    let sticks = tempfile::tempdir().unwrap();
    let stick = sticks.path().join("first");
    let carried = counter.desk().write_carry_over(&stick).unwrap();

    let folders = Folders::new();
    let browser = Window::of_browser(&folders).await;
    browser.goto(hq.url()).await.unwrap();
    sign_in(&browser, &hq.account, &hq.password).await;

    // Who fell silent is named, and counted in the head.
    browser.see_in("nav .silent", "1").await;
    browser.click_on("nav a[href='#/counters']").await;
    browser.see_in(".banner.late", "B 柜").await;
    assert_eq!(browser.run("return document.querySelectorAll('tr.silent').length").await, 1);
    browser.picture("page-counters").await;

    // What the other counter could not send comes on a stick; what is no carry-over is refused by what it is.
    let other = sticks.path().join("other");
    fs::write(&other, "a shopping list").unwrap();
    browser.give_file("input[type=file]", &other).await;
    browser.see_in("main", "什么也没有收下").await;
    browser.give_file("input[type=file]", &stick).await;
    browser.see(".banner.good dl").await;
    assert_eq!(figures(&browser).await[0], carried.lines.to_string());
    browser.picture("page-carry-over").await;

    // What a revoked counter wrote is set aside; one line of it is judged again, one is put away.
    let device = counter.desk().device().to_string();
    headquarters(&hq, &["revoke", "--device", &device, "--reason", "stolen"]);
    for _ in 0..3 {
        counter.open_ticket_with(a_damaged_parcel(), &[]);
    }
    let stick = sticks.path().join("second");
    counter.desk().write_carry_over(&stick).unwrap();
    browser.give_file("input[type=file]", &stick).await;
    let rows = "document.querySelectorAll('.does').length";
    browser.wait_for(&format!("{rows} === 3")).await;
    browser.picture("page-set-aside").await;
    browser.click_on(".does button").await;
    browser.wait_for(&format!("{rows} === 2")).await;
    browser.see_text("重试成功").await;
    browser.click_on(".does button:nth-child(2)").await;
    browser.see_in("summary", "1").await;
    browser.see_text("这条记录已收起").await;
    browser.picture("page-set-aside-seen-to").await;

    // And the ticket that came on the stick is among the others.
    browser.click_on("nav a[href='#/tickets']").await;
    browser.see_text(&first.number.to_string()).await;
}

/// What a carry-over brought, in the order in which it is told.
async fn figures(browser: &Window) -> Vec<String> {
    let told = browser
        .run("return [...document.querySelectorAll('.banner.good dd')].map((figure) => figure.innerText)")
        .await;
    serde_json::from_value(told).expect("a list of texts")
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
