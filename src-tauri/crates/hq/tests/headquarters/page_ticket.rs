//! One ticket on the page, with its photos.

use axum::body::Body;
use domain::{Fact, MarkShape, PhotoAnnotated, PhotoMark};
use protocol::wire::UploadMetadata;
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, STORY, a_jpeg, a_note, a_photo},
    page_sign_in::Browser,
    place::{TestHq, send},
};

async fn upload(counter: &TestCounter, ticket: domain::TicketId, jpeg: &[u8]) {
    let metadata = UploadMetadata { sha256: protocol::hash_of(jpeg), ticket };
    let request = counter
        .request("POST", "/api/v1/photos")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", jpeg.len())
        .header("upload-metadata", metadata.to_header());
    let created = send(&counter.router, request.body(Body::empty()).unwrap()).await;
    let request = counter
        .request("PATCH", created.header("location").unwrap())
        .header("tus-resumable", "1.0.0")
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", 0);
    let sent = send(&counter.router, request.body(Body::from(jpeg.to_vec())).unwrap()).await;
    assert_eq!(sent.status, 204, "{}", sent.text());
}

#[tokio::test]
async fn a_ticket_shows_who_said_what_and_what_was_promised() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1234567890123").await;
    let note = counter.write(Some(ticket), &a_note("客户下午再来"));
    counter.push(&[note]).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let shown: Value = browser.get(&format!("/api/page/tickets/{ticket}")).await.json();
    assert_eq!(shown["told"]["story"], STORY);
    assert_eq!(shown["told"]["sender"]["name"], NAME);
    assert_eq!(shown["summary"]["who"], "王**");
    assert_eq!(shown["shipment"]["waybill"], "SF1234567890123");
    assert!(!shown["promises"].as_array().unwrap().is_empty());
    let kinds: Vec<_> =
        shown["story"].as_array().unwrap().iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["TicketOpened", "NoteAdded"]);
    assert_eq!(shown["story"][1]["text"], "客户下午再来");
    assert_eq!(shown["device"]["pc_name"], "前台一号");
}

#[tokio::test]
async fn a_ticket_says_which_photos_are_missing() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let (here, missing) = (a_jpeg(), vec![0xff; 1_000]);
    let lines = [
        counter.write(Some(ticket), &a_photo(&here, counter.at())),
        counter.write(Some(ticket), &a_photo(&missing, counter.at())),
    ];
    counter.push(&lines).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let count = async || {
        let list: Value = browser.get("/api/page/tickets").await.json();
        (list["tickets"][0]["photos_held"].as_u64().unwrap(), list["tickets"][0]["photos"].as_u64().unwrap())
    };
    assert_eq!(count().await, (0, 2));
    upload(&counter, ticket, &here).await;
    assert_eq!(count().await, (1, 2));
    let shown: Value = browser.get(&format!("/api/page/tickets/{ticket}")).await.json();
    assert!(shown["photos"][0]["received_at"].is_string());
    assert!(shown["photos"][1]["received_at"].is_null());
}

#[tokio::test]
async fn a_photo_is_shown_with_the_marks_that_lie_over_it() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let photo = counter.write(Some(ticket), &a_photo(&a_jpeg(), counter.at()));
    let ring = PhotoMark { shape: MarkShape::RING, from: (100, 200), to: (3_000, 4_000) };
    let layer = Fact::PhotoAnnotated(PhotoAnnotated { photo: photo.head().id, marks: vec![ring] });
    let layer = counter.write(Some(ticket), &layer);
    counter.push(&[photo, layer]).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let shown: Value = browser.get(&format!("/api/page/tickets/{ticket}")).await.json();
    let seen = &shown["photos"][0];
    assert_eq!(seen["marks"], json!([{ "shape": "ring", "from": [100, 200], "to": [3000, 4000] }]));
    assert!(seen["marked_at"].is_string());
    let told = &shown["story"][2];
    assert_eq!((told["kind"].as_str(), told["count"].as_u64()), (Some("PhotoAnnotated"), Some(1)));
    assert_eq!(told["name"], shown["photos"][0]["slot"], "which photo it was is told too");
}

#[tokio::test]
async fn a_photo_is_shown_whole_and_small_to_those_who_may_see_its_ticket() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let other = counter.open_claim(2, "SF2").await;
    let jpeg = a_jpeg();
    let line = counter.write(Some(ticket), &a_photo(&jpeg, counter.at()));
    counter.push(&[line]).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let path = format!("/api/page/photos/{}?ticket={ticket}", protocol::hash_of(&jpeg));
    assert_eq!(browser.get(&path).await.code(), "not_found", "before it came");
    upload(&counter, ticket, &jpeg).await;
    assert_eq!(browser.get(&path).await.body, jpeg);
    let small = browser.get(&format!("{path}&size=thumb")).await;
    assert_eq!(small.header("content-type"), Some("image/jpeg"));
    let (width, height) = imaging::dimensions(&small.body).unwrap();
    assert_eq!(width.max(height), imaging::Limits::default().thumbnail_edge);
    assert_eq!(
        browser.get(&format!("{path}&size=thumb")).await.body,
        small.body,
        "the same when it was kept"
    );
    let elsewhere = format!("/api/page/photos/{}?ticket={other}", protocol::hash_of(&jpeg));
    assert_eq!(browser.get(&elsewhere).await.code(), "not_found", "a ticket that does not name it");
    assert_eq!(hq.get(&path).await.code(), "unauthenticated");
}

#[tokio::test]
async fn an_attachment_is_saved_from_the_page_and_never_shown_by_it() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let page = b"<html><script>alert(1)</script>".to_vec();
    let handed_in = [
        (b"%PDF-1.7 invoice".to_vec(), "application/pdf", "pdf", "application/pdf", "pdf"),
        (b"\0\0\0\x18ftypmp42 film".to_vec(), "video/mp4", "video", "video/mp4", "mp4"),
        // What a line calls a page is handed over as bytes.
        (page, "text/html", "file", "application/octet-stream", "bin"),
    ];
    for (at, (bytes, said, kind, served, ending)) in handed_in.iter().enumerate() {
        let Fact::PhotoAdded(mut added) = a_photo(bytes, counter.at()) else { panic!("it is one") };
        added.media_type = (*said).to_owned();
        let line = counter.write(Some(ticket), &Fact::PhotoAdded(added));
        counter.push(&[line]).await;
        upload(&counter, ticket, bytes).await;
        let path = format!("/api/page/photos/{}?ticket={ticket}", protocol::hash_of(bytes));
        let answer = browser.get(&path).await;
        assert_eq!(&answer.body[..], &bytes[..]);
        assert_eq!(answer.header("content-type"), Some(*served));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        let disposition = answer.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment; filename="), "{disposition}");
        assert!(disposition.ends_with(&format!("-{:02}.{ending}\"", at + 1)), "{disposition}");
        let small = browser.get(&format!("{path}&size=thumb")).await;
        assert_eq!(small.code(), "not_found", "nothing is drawn of it");
        let shown: Value = browser.get(&format!("/api/page/tickets/{ticket}")).await.json();
        assert_eq!(shown["photos"][at]["attachment"], *kind);
        assert_eq!(shown["story"][at + 1]["word"], *kind);
    }
}

#[tokio::test]
async fn nothing_personal_stands_in_the_database_in_clear() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1234567890123").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(browser.get(&format!("/api/page/tickets/{ticket}")).await.status, 200);
    let bytes = hq.all_bytes();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("SF1234567890123"), "a waybill is clear");
    for personal in [NAME, PHONE, STORY] {
        assert!(!holds(personal), "{personal}");
    }
}
