//! A headquarters that outgrew its file moves into PostgreSQL, and its counters notice nothing.

use std::sync::Arc;

use axum::Router;
use domain::{AuditAct, TicketId};
use hq::{
    AuditQuery, Audits, Clock, Config, HqState, MasterKey, MoveError, Moving, OpenError, Postgres,
    PostgresPlace, Sqlite, StoreError, Verified, app, move_to_postgres,
};
use tempfile::TempDir;

use crate::{
    cluster::{Cluster, TestDatabase},
    counter::TestCounter,
    facts::a_note,
    forgetting::with_a_photo,
    place::{TestHq, config},
};

/// A headquarters over a file with whatever makes a move difficult: a photo, a forgotten ticket, lines whose key came late,
/// lines that are set aside and filed, a fork.
async fn lived_in() -> (TestHq, TestCounter, TicketId) {
    let hq = TestHq::over(false, |config| config).await;
    hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap();
    let (mut counter, ticket) = with_a_photo(&hq).await;
    let gone = counter.open_claim(2, "SF2").await;
    hq.state.forget_ticket(hq.branch, gone).await.unwrap();
    // A line whose key comes with a later push is told twice.
    let late = crate::counter::ticket(counter.device, 3);
    let opened = counter.write(Some(late), &crate::facts::a_claim(3, "SF3", counter.at()));
    let push = counter.push_of(opened.head().seq, vec![opened.raw().to_owned()], Vec::new());
    assert_eq!(counter.send_push(&push).await.status, 200);
    let note = counter.write(Some(late), &a_note("the key comes with this"));
    let push = counter.push_of(note.head().seq, vec![note.raw().to_owned()], vec![counter.wrapped(late)]);
    assert_eq!(counter.send_push(&push).await.status, 200);
    (hq, counter, ticket)
}

async fn moved(
    folder: &TempDir,
    place: &PostgresPlace,
    hq: &TestHq,
    tell: impl FnMut(Moving),
) -> Result<hq::Behind, MoveError> {
    let path = folder.path().to_owned();
    move_to_postgres(folder.path(), || MasterKey::find(&path, None), place, hq.clock.now(), tell).await
}

/// What was verified before a move, and the rows that say that it was begun.
fn with_rows(before: &Verified, rows: u64, after: &Verified) -> Verified {
    assert_ne!(before.audit_head, after.audit_head);
    Verified { audit_rows: before.audit_rows + rows, audit_head: after.audit_head, ..before.clone() }
}

/// What became of moves, the last first.
async fn noted_moves(audits: &dyn Audits) -> Vec<(String, String)> {
    let wanted = AuditQuery { act: Some(AuditAct::HeadquartersMoved), limit: 9, ..AuditQuery::default() };
    let rows = audits.list_audit(wanted).await.unwrap();
    rows.into_iter().map(|row| (row.entry.account, row.entry.outcome)).collect()
}

fn by_command(outcome: &str) -> (String, String) {
    ("command line".to_owned(), outcome.to_owned())
}

async fn opened(hq: &TestHq, database: &TestDatabase) -> Result<HqState, OpenError> {
    let master = MasterKey::find(hq.folder.path(), None).unwrap();
    let config = config(&hq.folder, Some(database), master);
    HqState::open(Config { clock: Arc::new(hq.clock.clone()), ..config }).await
}

/// Moves it while it serves, and stops it when the move asks for that; answers the same headquarters over PostgreSQL.
async fn moved_and_opened(hq: TestHq, counter: &mut TestCounter, database: TestDatabase) -> TestHq {
    let TestHq { state, router, clock, folder, database: _, top, region, branch } = hq;
    counter.router = Router::new();
    let path = folder.path().to_owned();
    let mut serving = Some((state, router));
    let place = PostgresPlace::new(&*database.url);
    let carrying = move_to_postgres(
        &path,
        || MasterKey::find(&path, None),
        &place,
        clock.now(),
        |moving| {
            if matches!(moving, Moving::WaitingForStop(_)) {
                drop(serving.take());
            }
        },
    );
    let behind = carrying.await.unwrap();
    assert!(serving.is_none(), "it was carried while it served");
    assert_eq!(behind.carried, behind.of);

    let master = || MasterKey::find(&path, None).unwrap();
    let refused = HqState::open(config(&folder, None, master())).await;
    assert!(matches!(refused, Err(OpenError::Store(StoreError::Moved))), "the file is not served any more");
    let there = config(&folder, Some(&database), master());
    let state = HqState::open(Config { clock: Arc::new(clock.clone()), ..there }).await.unwrap();
    let router = app(state.clone());
    counter.router = router.clone();
    TestHq { state, router, clock, folder, database: Some(database), top, region, branch }
}

async fn whole_feed(counter: &TestCounter) -> String {
    counter.get(&format!("/api/v1/feed?generation={}&after=0", counter.generation)).await.text()
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_moves_and_counters_go_on_where_they_were() {
    let (hq, mut counter, ticket) = lived_in().await;
    let before = hq.state.verify().await.unwrap();
    let branches = hq.state.branches().await.unwrap();
    let feed = whole_feed(&counter).await;
    let hq = moved_and_opened(hq, &mut counter, Cluster::shared().database()).await;
    let after = hq.state.verify().await.unwrap();
    assert_eq!(after, with_rows(&before, 1, &after));
    let place = PostgresPlace::new(&*hq.database.as_ref().unwrap().url);
    let there = Postgres::open(&place, hq.clock.now()).await.unwrap();
    assert_eq!(noted_moves(&there).await, [by_command("begun")], "and it is noted who did it");
    assert_eq!(hq.state.branches().await.unwrap(), branches);
    assert_eq!(whole_feed(&counter).await, feed, "byte for byte");
    counter.open_claim(9, "SF9").await;
    assert!(hq.state.ticket(hq.branch, ticket).await.unwrap().unwrap().told().is_some());
    // What was projected while it was carried is what the lines make.
    hq.state.rebuild().await.unwrap();
    assert_eq!(hq.state.verify().await.unwrap().tickets, before.tickets + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_was_cut_off_goes_on_and_serves_nothing_before_its_end() {
    let (hq, mut counter, _) = lived_in().await;
    let before = hq.state.verify().await.unwrap();
    let database = Cluster::shared().database();
    let place = PostgresPlace::new(&*database.url);
    // While it is served a move does not end; whoever cuts it off leaves what was carried.
    let (told, mut carried) = tokio::sync::mpsc::unbounded_channel();
    let tell = |moving| {
        if matches!(moving, Moving::WaitingForStop(_)) {
            told.send(()).unwrap();
        }
    };
    tokio::select! {
        _ = moved(&hq.folder, &place, &hq, tell) => panic!("it ended while headquarters served"),
        _ = carried.recv() => {}
    }
    let refused = opened(&hq, &database).await;
    assert!(matches!(refused, Err(OpenError::Store(StoreError::BeingFilled))));
    let on = hq.state.verify().await.unwrap();
    assert_eq!(on, with_rows(&before, 1, &on), "the file is served on");
    let new = counter.open_claim(5, "SF5").await;
    hq.state.forget_ticket(hq.branch, new).await.unwrap();
    let before = hq.state.verify().await.unwrap();
    let hq = moved_and_opened(hq, &mut counter, database).await;
    let after = hq.state.verify().await.unwrap();
    assert_eq!(after, with_rows(&before, 1, &after), "each try is noted");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_postgresql_is_restored_into_a_folder_and_from_there_into_another_database() {
    let hq = TestHq::over(true, |config| config).await;
    let (mut counter, ticket) = with_a_photo(&hq).await;
    let gone = counter.open_claim(2, "SF2").await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    hq.state.backup(&backup).await.unwrap();
    // Forgotten after the backup was made: what the restore brings back must not open it again.
    hq.state.forget_ticket(hq.branch, gone).await.unwrap();
    std::fs::create_dir(&data).unwrap();
    for file in ["master.key", "forgotten.list"] {
        std::fs::copy(hq.folder.path().join(file), data.join(file)).unwrap();
    }
    let restored =
        hq::restore(&backup, (&data, &hq::PhotoPlace::Folder), hq::Replace::Nothing, hq.clock.now())
            .await
            .unwrap();
    assert_eq!((restored.branches, restored.photos, restored.forgotten), (1, 1, 1));
    let database = Cluster::shared().database();
    let place = PostgresPlace::new(&*database.url);
    move_to_postgres(&data, || MasterKey::find(&data, None), &place, hq.clock.now(), |_| {}).await.unwrap();
    let there = Config {
        database: hq::Database::Postgres(place),
        ..Config::new(data.clone(), MasterKey::find(&data, None).unwrap())
    };
    let state = HqState::open(there).await.unwrap();
    let verified = state.verify().await.unwrap();
    assert_eq!((verified.tickets, verified.photos, verified.missing_photos), (2, 1, 0));
    assert!(state.ticket(hq.branch, ticket).await.unwrap().unwrap().told().is_some());
    assert!(state.ticket(hq.branch, gone).await.unwrap().unwrap().told().is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_headquarters_is_not_moved_over_another_one() {
    let (hq, _counter, _) = lived_in().await;
    let other = TestHq::over(true, |config| config).await;
    let place = PostgresPlace::new(&*other.database.as_ref().unwrap().url);
    let refused = moved(&hq.folder, &place, &hq, |_| {}).await;
    assert!(matches!(refused, Err(MoveError::Store(StoreError::Taken))));
    assert_eq!(other.state.branches().await.unwrap().len(), 1);
    let file = Sqlite::open(hq.folder.path()).unwrap();
    assert_eq!(noted_moves(&file).await, [by_command("failed"), by_command("begun")]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_without_a_headquarters_is_not_moved() {
    let hq = TestHq::over(false, |config| config).await;
    let folder = tempfile::tempdir().unwrap();
    let place = PostgresPlace::new("postgresql://nobody@127.0.0.1:1/none");
    assert!(matches!(moved(&folder, &place, &hq, |_| {}).await, Err(MoveError::NoData)));
}
