//! Several nodes on one database: one chain, one feed, one truth.

use std::time::Duration;

use hq::{HqState, app};
use protocol::wire::FeedAnswer;

use crate::{
    counter::TestCounter,
    facts::a_note,
    page_sign_in::administrator,
    place::{PASSWORD, TestHq, send},
};

async fn two_nodes() -> (TestHq, HqState) {
    let hq = TestHq::over(true, |config| config).await;
    let other = hq.beside().await;
    (hq, other)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_write_one_log_of_headquarters() {
    let (hq, other) = two_nodes().await;
    let mut writing = Vec::new();
    for n in 0..20 {
        let state = if n % 2 == 0 { hq.state.clone() } else { other.clone() };
        let branch = hq.branch;
        writing.push(tokio::spawn(async move {
            state.add_person(branch, &format!("员工{n}"), &["clerk"]).await.unwrap();
        }));
    }
    for one in writing {
        one.await.unwrap();
    }
    let verified = hq.state.verify().await.unwrap();
    assert_eq!(verified.positions, verified.lines);
    assert!(verified.lines >= 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_at_one_node_hears_what_comes_in_at_the_other() {
    let (hq, other) = two_nodes().await;
    let mut writer = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut reader = TestCounter::enrolled(2, &hq, hq.branch).await;
    reader.router = app(other.clone());
    let first: FeedAnswer =
        reader.get(&format!("/api/v1/feed?generation={}&after=0", reader.generation)).await.json();
    let path = format!("/api/v1/feed?generation={}&after={}&wait=30", reader.generation, first.head);
    let request = reader.request("GET", &path).body(axum::body::Body::empty()).unwrap();
    let router = reader.router.clone();
    let begun = std::time::Instant::now();
    let waiting = tokio::spawn(async move { send(&router, request).await.json::<FeedAnswer>() });
    tokio::time::sleep(Duration::from_millis(300)).await;
    writer.open_claim(1, "SF1").await;
    let told = waiting.await.unwrap();
    assert!(told.head > first.head);
    assert!(begun.elapsed() < Duration::from_secs(10), "it did not wait for its time to end");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_revoked_at_one_node_is_out_at_the_other() {
    let (hq, other) = two_nodes().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.router = app(other.clone());
    let feed = format!("/api/v1/feed?generation={}&after=0", counter.generation);
    assert_eq!(counter.get(&feed).await.status, 200, "remembered there now");
    hq.state.revoke_device(counter.device).await.unwrap();
    let begun = std::time::Instant::now();
    while counter.get(&feed).await.status != 410 {
        assert!(begun.elapsed() < Duration::from_secs(2), "it was told within a second");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_administrators_who_close_each_other_at_two_nodes_leave_one() {
    let (hq, other) = two_nodes().await;
    for name in ["wu.lei", "zhou.min"] {
        hq.state.add_account(name, PASSWORD, hq.top, administrator()).await.unwrap();
    }
    for _ in 0..20 {
        let (one, another) = tokio::join!(hq.state.close_account("wu.lei"), other.close_account("zhou.min"));
        assert!(one.is_err() || another.is_err(), "somebody can open the others");
        for name in ["wu.lei", "zhou.min"] {
            hq.state.open_account(name).await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_lie_in_the_part_of_their_month_and_are_read_across_parts() {
    let hq = TestHq::over(true, |config| config).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    // Into the next month.
    hq.clock.move_on(20 * 24 * 3_600_000);
    counter.log_in().await;
    let note = counter.write(Some(ticket), &a_note("asked again"));
    counter.push(&[note]).await;
    let database = hq.database.as_ref().unwrap();
    let parts = database.sql("SELECT DISTINCT tableoid::regclass::text FROM lines ORDER BY 1");
    assert_eq!(parts, "lines_202611\nlines_202612");
    assert_eq!(hq.state.ticket(hq.branch, ticket).await.unwrap().unwrap().notes.len(), 1);
    hq.state.verify().await.unwrap();
}
