//! Several nodes on one database: one chain, one feed, one truth.

use std::time::Duration;

use axum::{Router, body::Body};
use hq::{HqState, app};
use protocol::wire::FeedAnswer;
use tokio::task::JoinHandle;

use crate::{
    cluster::{Cluster, TestDatabase},
    counter::{TestCounter, ticket},
    facts::{a_claim, a_note, epoch_opened},
    page_sign_in::administrator,
    place::{PASSWORD, TestHq, send},
};

/// Less than a reader waits who is not told.
const PATIENCE: Duration = Duration::from_secs(10);
/// Until what was told before is heard.
const A_MOMENT: Duration = Duration::from_millis(300);

async fn two_nodes() -> (TestHq, HqState) {
    let hq = TestHq::over(true, |config| config).await;
    let other = hq.beside().await;
    (hq, other)
}

async fn feed_after(reader: &TestCounter, after: u64) -> FeedAnswer {
    reader.get(&format!("/api/v1/feed?generation={}&after={after}", reader.generation)).await.json()
}

/// Waits for what comes after a position, as counters do.
fn waiting_at(reader: &TestCounter, router: Router, after: u64) -> JoinHandle<FeedAnswer> {
    let path = format!("/api/v1/feed?generation={}&after={after}&wait=30", reader.generation);
    let request = reader.request("GET", &path).body(Body::empty()).unwrap();
    tokio::spawn(async move { send(&router, request).await.json::<FeedAnswer>() })
}

/// Nobody can tell anything, or everybody can again.
fn silence(database: &TestDatabase, is_silent: bool) {
    let (from, to) = if is_silent { ("pg_notify", "pg_silent") } else { ("pg_silent", "pg_notify") };
    database.sql(&format!("ALTER FUNCTION pg_catalog.{from}(text, text) RENAME TO {to}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_could_not_be_told_is_told_later() {
    let (hq, other) = two_nodes().await;
    let mut writer = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut reader = TestCounter::enrolled(2, &hq, hq.branch).await;
    reader.router = app(other.clone());
    tokio::time::sleep(A_MOMENT).await;
    let first = feed_after(&reader, 0).await.head;
    let waiting = waiting_at(&reader, reader.router.clone(), first);
    tokio::time::sleep(A_MOMENT).await;
    silence(hq.database.as_ref().unwrap(), true);
    writer.open_claim(1, "SF1").await;
    tokio::time::sleep(A_MOMENT).await;
    assert!(!waiting.is_finished());
    silence(hq.database.as_ref().unwrap(), false);
    let told = tokio::time::timeout(PATIENCE, waiting).await.expect("it is told again").unwrap();
    assert!(told.head > first);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_nobody_lives_to_tell_is_found_by_a_poll() {
    let (hq, other) = two_nodes().await;
    let mut writer = TestCounter::enrolled(1, &hq, hq.branch).await;
    let reader = TestCounter::enrolled(2, &hq, hq.branch).await;
    tokio::time::sleep(A_MOMENT).await;
    let first = feed_after(&reader, 0).await.head;
    silence(hq.database.as_ref().unwrap(), true);
    writer.router = app(other.clone());
    writer.open_claim(1, "SF1").await;
    // The node that wrote it is gone.
    writer.router = Router::new();
    drop(other);
    silence(hq.database.as_ref().unwrap(), false);
    tokio::time::sleep(A_MOMENT).await;
    assert_eq!(feed_after(&reader, first).await.head, first, "what is remembered is believed for a while");
    hq.clock.move_on(15_000);
    assert_eq!(feed_after(&reader, first).await.entries.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_whose_commit_was_not_answered_reach_those_who_wait() {
    // Commits wait for a standby that never comes, where they are told to.
    let settings = ["fsync=off", "synchronous_commit=local", "synchronous_standby_names=nobody"];
    let cluster: &'static Cluster = Box::leak(Box::new(Cluster::start(&settings)));
    let hq = TestHq::at(Some(cluster.database()), |config| config).await;
    let other = hq.beside().await;
    let database = hq.database.as_ref().unwrap();
    let mut writer = TestCounter::enrolled(1, &hq, hq.branch).await;
    let reader = TestCounter::enrolled(2, &hq, hq.branch).await;
    let at = ticket(writer.device, 1);
    let lines =
        [writer.write(None, &epoch_opened()), writer.write(Some(at), &a_claim(1, "SF1", writer.at()))];
    let lines: Vec<String> = lines.iter().map(|line| line.raw().to_owned()).collect();
    let push = writer.push_of(2, lines.clone(), vec![writer.wrapped(at)]);
    tokio::time::sleep(A_MOMENT).await;
    let nodes = [hq.router.clone(), app(other.clone())];
    let waiting = nodes.map(|node| waiting_at(&reader, node, 0));
    tokio::time::sleep(A_MOMENT).await;

    database.sql(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS
         'BEGIN PERFORM set_config(''synchronous_commit'', ''on'', true); RETURN NULL; END'",
    );
    database.sql("CREATE TRIGGER waits AFTER INSERT ON feed FOR EACH STATEMENT EXECUTE FUNCTION wait()");
    let sending = tokio::spawn(async move { (writer.send_push(&push).await.status, writer, push) });
    let begun = std::time::Instant::now();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    while database.sql(cut).is_empty() {
        assert!(begun.elapsed() < PATIENCE, "no commit waits");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let (status, writer, push) = sending.await.unwrap();
    assert_eq!(status, 503, "its author does not know what became of it");
    for waiting in waiting {
        let told = tokio::time::timeout(PATIENCE, waiting).await.expect("it is told").unwrap();
        assert_eq!(told.entries.iter().map(|entry| entry.line.clone()).collect::<Vec<_>>(), lines);
    }
    database.sql("DROP TRIGGER waits ON feed");
    assert_eq!(writer.send_push(&push).await.status, 200, "it is a repeat");
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
    let request = reader.request("GET", &path).body(Body::empty()).unwrap();
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
