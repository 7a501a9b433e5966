//! What headquarters remembers between requests is never older than what was written, here or by another process.

use std::time::{Duration, Instant};

use protocol::wire::FeedAnswer;

use crate::{counter::TestCounter, place::TestHq};

/// How long another process' writing may go unnoticed before a test gives up.
const PATIENCE: Duration = Duration::from_secs(10);

async fn feed_after(counter: &TestCounter, after: u64, wait: u64) -> (u16, Option<FeedAnswer>) {
    let path = format!("/api/v1/feed?generation={}&after={after}&wait={wait}", counter.generation);
    let answer = counter.get(&path).await;
    let status = answer.status.as_u16();
    (status, (status == 200).then(|| answer.json()))
}

#[tokio::test]
async fn a_revoked_device_is_stopped_at_once() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    assert_eq!(feed_after(&counter, 2, 0).await.0, 200);
    assert_eq!(feed_after(&counter, 2, 0).await.0, 200, "this time from memory");
    hq.state.revoke_device(counter.device).await.unwrap();
    assert_eq!(feed_after(&counter, 2, 0).await.0, 410);
}

#[tokio::test]
async fn a_token_that_is_remembered_ends_at_its_time() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(feed_after(&counter, 0, 0).await.0, 200);
    hq.clock.move_on(15 * 60 * 1_000 - 1);
    assert_eq!(feed_after(&counter, 0, 0).await.0, 200);
    hq.clock.move_on(1);
    assert_eq!(feed_after(&counter, 0, 0).await.0, 401);
}

#[tokio::test]
async fn what_one_counter_pushes_another_reads_at_once() {
    let hq = TestHq::new().await;
    let mut one = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    assert_eq!(feed_after(&other, 0, 0).await.1.unwrap().head, 0);
    one.open_claim(1, "SF1").await;
    let page = feed_after(&other, 0, 0).await.1.unwrap();
    assert_eq!((page.head, page.entries.len()), (2, 2));
    assert_eq!(feed_after(&other, 2, 0).await.1.unwrap().entries, []);
}

#[tokio::test]
async fn a_device_that_another_process_revokes_is_stopped_soon() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(feed_after(&counter, 0, 0).await.0, 200);
    hq.beside().await.revoke_device(counter.device).await.unwrap();
    let begun = Instant::now();
    while feed_after(&counter, 0, 0).await.0 != 410 {
        assert!(begun.elapsed() < PATIENCE, "it still reads");
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn what_another_process_writes_reaches_those_who_wait() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let beside = hq.beside().await;
    let waiting = feed_after(&counter, 0, 60);
    let writing = beside.add_person(hq.branch, "陈静", &["clerk"]);
    let (told, written) =
        tokio::time::timeout(PATIENCE, async { tokio::join!(waiting, writing) }).await.unwrap();
    written.unwrap();
    let page = told.1.unwrap();
    assert_eq!(page.entries.len(), 2, "the log's opening, and the person");
    // Whoever has read that far is not taken for one who is beyond the end.
    assert_eq!(feed_after(&counter, page.head, 0).await.0, 200);
}
