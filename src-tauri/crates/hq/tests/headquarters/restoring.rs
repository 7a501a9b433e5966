//! What is made from the log is made again from it.

use crate::{counter::TestCounter, page_sign_in::Browser, place::TestHq};

#[tokio::test]
async fn projections_are_made_again_from_the_log() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    counter.open_claim(2, "SF2").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let before = browser.get("/api/page/tickets").await.text();
    assert_eq!(hq.state.rebuild().await.unwrap(), 2);
    assert_eq!(browser.get("/api/page/tickets").await.text(), before);
}

#[tokio::test]
async fn headquarters_opens_again_with_the_same_keys_and_tickets() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    let hq = hq.reopened().await;
    counter.router = hq.router.clone();
    assert_eq!(counter.hello().await.seq, 2);
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    assert_eq!(other.joined.root_key, counter.joined.root_key);
    assert_eq!(other.branch_key.as_bytes(), counter.branch_key.as_bytes());
}

#[tokio::test]
async fn data_of_another_master_key_does_not_open() {
    let hq = TestHq::new().await;
    let master = hq::MasterKey::find(hq.folder.path(), Some(&"ab".repeat(32))).unwrap();
    let opened = hq::HqState::open(crate::place::config(&hq.folder, hq.database.as_ref(), master)).await;
    assert!(matches!(opened, Err(hq::OpenError::Keys(hq::KeysError::OtherMaster(_)))));
}
