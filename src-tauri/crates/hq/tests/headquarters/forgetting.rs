//! A ticket that is forgotten: what is personal is gone for ever, whoever brings its key again.

use axum::body::Body;
use domain::TicketId;
use protocol::{hash_of, wire::UploadMetadata};
use serde_json::Value;

use crate::{
    counter::TestCounter,
    facts::{NAME, a_jpeg, a_note, a_photo},
    page_sign_in::Browser,
    place::{TestHq, send},
};

/// A counter with a claim and its photo, which is here.
pub async fn with_a_photo(hq: &TestHq) -> (TestCounter, TicketId) {
    let mut counter = TestCounter::enrolled(1, hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    add_photo(&mut counter, ticket).await;
    (counter, ticket)
}

async fn add_photo(counter: &mut TestCounter, ticket: TicketId) {
    let (at, jpeg) = (counter.at(), a_jpeg());
    let line = counter.write(Some(ticket), &a_photo(&jpeg, at));
    counter.push(&[line]).await;
    let metadata = UploadMetadata { sha256: hash_of(&jpeg), ticket };
    let create = counter
        .request("POST", "/api/v1/photos")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", jpeg.len())
        .header("upload-metadata", metadata.to_header());
    let created = send(&counter.router, create.body(Body::empty()).unwrap()).await;
    if created.header("upload-offset") == Some("0") {
        let patch = counter
            .request("PATCH", created.header("location").unwrap())
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", 0);
        assert_eq!(send(&counter.router, patch.body(Body::from(jpeg)).unwrap()).await.status, 204);
    }
}

pub fn photo_file(hq: &TestHq) -> std::path::PathBuf {
    hq.folder.path().join(format!("photos/{}/{}", hq.branch, hash_of(&a_jpeg())))
}

#[tokio::test]
async fn a_forgotten_ticket_is_shut_and_its_photo_is_gone() {
    let hq = TestHq::new().await;
    let (counter, ticket) = with_a_photo(&hq).await;
    assert!(photo_file(&hq).exists());
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert!(browser.get(&format!("/api/page/tickets/{ticket}")).await.text().contains(NAME));

    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();
    let list: Value = browser.get("/api/page/tickets").await.json();
    assert_eq!(
        (&list["tickets"][0]["is_forgotten"], &list["tickets"][0]["who"]),
        (&true.into(), &Value::Null)
    );
    assert!(!browser.get(&format!("/api/page/tickets/{ticket}")).await.text().contains(NAME));
    assert!(!photo_file(&hq).exists());
    assert_eq!(counter.get(&format!("/api/v1/photos/{}", hash_of(&a_jpeg()))).await.status, 404);
    assert!(hq.state.verify().await.is_ok(), "the chain still holds");
    let list = std::fs::read_to_string(hq.folder.path().join("forgotten.list")).unwrap();
    assert_eq!(list.trim(), format!("{} {ticket}", hq.branch));
}

#[tokio::test]
async fn a_key_that_comes_again_opens_nothing() {
    let hq = TestHq::new().await;
    let (mut counter, ticket) = with_a_photo(&hq).await;
    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();
    let late = counter.write(Some(ticket), &a_note("written before it was told"));
    assert!(!counter.push(&[late]).await.keys.contains(&ticket));
    hq.state.rebuild().await.unwrap();
    let forgotten = hq.state.ticket(hq.branch, ticket).await.unwrap().unwrap();
    assert!(forgotten.forgotten && forgotten.told().is_none());
    let jpeg = a_jpeg();
    let metadata = UploadMetadata { sha256: hash_of(&jpeg), ticket };
    let create = counter
        .request("POST", "/api/v1/photos")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", jpeg.len())
        .header("upload-metadata", metadata.to_header());
    let refused = send(&counter.router, create.body(Body::empty()).unwrap()).await;
    assert_eq!(refused.code(), "photo_not_named");
}

#[tokio::test]
async fn a_photo_that_another_ticket_names_stays() {
    let hq = TestHq::new().await;
    let (mut counter, ticket) = with_a_photo(&hq).await;
    let other = counter.open_claim(2, "SF2").await;
    add_photo(&mut counter, other).await;
    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();
    assert!(photo_file(&hq).exists());
    hq.state.forget_ticket(hq.branch, other).await.unwrap();
    assert!(!photo_file(&hq).exists());
}
