//! A headquarters that outgrew its file moves into PostgreSQL, and its counters notice nothing.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use domain::{AuditAct, Instant, TicketId};
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
    place::{HeldClock, TestHq, config},
};

/// A headquarters over a file with whatever makes a move difficult: a photo, a forgotten ticket, lines whose key came late,
/// a line that nobody can read, in whose place another copy of the counter's data has a different one.
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
    let note = counter.write(Some(late), &a_note("再\0来")).raw().to_owned();
    let rubbish = counter.write_rubbish("damaged\0here");
    let push = counter.push_of(counter.seq, vec![note.clone(), rubbish], Vec::new());
    assert_eq!(counter.send_push(&push).await.status, 200);
    let push = counter.push_of(counter.seq, vec![note, "damaged\0there".into()], Vec::new());
    assert_eq!(counter.send_push(&push).await.code(), "fork");
    (hq, counter, ticket)
}

async fn moved(
    folder: &TempDir,
    place: &PostgresPlace,
    now: Instant,
    tell: impl FnMut(Moving),
) -> Result<hq::Behind, MoveError> {
    let path = folder.path().to_owned();
    move_to_postgres(folder.path(), || MasterKey::find(&path, None), place, now, tell).await
}

/// What was verified before a move, and the rows that say that it was begun.
fn with_rows(before: &Verified, rows: u64, after: &Verified) -> Verified {
    assert_ne!(before.audit_head, after.audit_head);
    Verified { audit_rows: before.audit_rows + rows, audit_head: after.audit_head, ..*before }
}

/// What became of moves, the last first.
async fn noted_moves(audits: &dyn Audits) -> Vec<(String, String)> {
    let wanted = AuditQuery { act: Some(AuditAct::HeadquartersMoved), limit: 9, ..AuditQuery::default() };
    let rows = audits.list_audit(wanted).await.unwrap();
    rows.into_iter().map(|row| (row.entry.account, row.entry.outcome)).collect()
}

/// Whether `state` is what was verified before, with so many rows more.
async fn is_as_it_was(state: &HqState, before: &Verified, rows: u64) {
    let after = state.verify().await.unwrap();
    assert_eq!(after, with_rows(before, rows, &after));
}

fn by_command(outcome: &str) -> (String, String) {
    ("command line".to_owned(), outcome.to_owned())
}

/// Begins a move and cuts it off where `at` says.
async fn cut_off(folder: &TempDir, place: &PostgresPlace, now: Instant, at: impl Fn(Moving) -> bool) {
    let (told, mut come) = tokio::sync::mpsc::unbounded_channel();
    let tell = |moving| {
        if at(moving) {
            told.send(()).unwrap();
        }
    };
    tokio::select! {
        _ = moved(folder, place, now, tell) => panic!("it ended"),
        _ = come.recv() => {}
    }
}

async fn opened(
    folder: &TempDir,
    database: Option<&TestDatabase>,
    clock: &HeldClock,
) -> Result<HqState, OpenError> {
    let master = MasterKey::find(folder.path(), None).unwrap();
    HqState::open(Config { clock: Arc::new(clock.clone()), ..config(folder, database, master) }).await
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

    let refused = opened(&folder, None, &clock).await;
    assert!(matches!(refused, Err(OpenError::Store(StoreError::Moved))), "the file is not served any more");
    let state = opened(&folder, Some(&database), &clock).await.unwrap();
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
    is_as_it_was(&hq.state, &before, 1).await;
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
    cut_off(&hq.folder, &place, hq.clock.now(), |moving| matches!(moving, Moving::WaitingForStop(_))).await;
    let refused = opened(&hq.folder, Some(&database), &hq.clock).await;
    assert!(matches!(refused, Err(OpenError::Store(StoreError::BeingFilled))));
    // The file is served on, and each try is noted.
    is_as_it_was(&hq.state, &before, 1).await;
    let new = counter.open_claim(5, "SF5").await;
    hq.state.forget_ticket(hq.branch, new).await.unwrap();
    let before = hq.state.verify().await.unwrap();
    let hq = moved_and_opened(hq, &mut counter, database).await;
    is_as_it_was(&hq.state, &before, 1).await;
}

/// A move that was cut off in its last step: what is left of the headquarters, what stands in its file, and where it was
/// going.
async fn cut_off_at_the_end() -> (TempDir, HeldClock, Verified, TestDatabase, PostgresPlace) {
    let (hq, counter, _) = lived_in().await;
    let before = hq.state.verify().await.unwrap();
    let TestHq { state, router, clock, folder, .. } = hq;
    drop((state, router, counter));
    let database = Cluster::shared().database();
    let place = PostgresPlace::new(&*database.url);
    cut_off(&folder, &place, clock.now(), |moving| matches!(moving, Moving::Finishing(_))).await;
    let there = opened(&folder, Some(&database), &clock).await;
    assert!(matches!(there, Err(OpenError::Store(StoreError::BeingFilled))));
    let here = opened(&folder, None, &clock).await;
    assert!(matches!(here, Err(OpenError::Store(StoreError::Moved))), "nobody serves either");
    (folder, clock, before, database, place)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_was_cut_off_in_its_last_step_is_typed_again_and_so_is_one_that_ended() {
    let (folder, clock, before, database, place) = cut_off_at_the_end().await;
    let moving = moved(&folder, &place, clock.now(), |_| {}).await.unwrap();
    assert_eq!((moving.carried, moving.of), (before.positions, before.positions));
    let state = opened(&folder, Some(&database), &clock).await.unwrap();
    is_as_it_was(&state, &before, 2).await;
    drop(state);

    let again = moved(&folder, &place, clock.now(), |moving| panic!("{moving:?}")).await.unwrap();
    assert_eq!(again, moving, "it is there already");
    let other = Cluster::shared().database();
    let elsewhere = moved(&folder, &PostgresPlace::new(&*other.url), clock.now(), |_| {}).await;
    assert!(matches!(elsewhere, Err(MoveError::Store(StoreError::Moved))), "there would be two of it");
    let state = opened(&folder, Some(&database), &clock).await.unwrap();
    is_as_it_was(&state, &before, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_fails_in_its_last_step_gives_the_file_back() {
    let (folder, clock, before, database, place) = cut_off_at_the_end().await;
    database.sql("ALTER TABLE uploads RENAME TO gone");
    assert!(moved(&folder, &place, clock.now(), |_| {}).await.is_err());
    let state = opened(&folder, None, &clock).await.unwrap();
    is_as_it_was(&state, &before, 3).await;
    drop(state);
    database.sql("ALTER TABLE gone RENAME TO uploads");
    moved(&folder, &place, clock.now(), |_| {}).await.unwrap();
    is_as_it_was(&opened(&folder, Some(&database), &clock).await.unwrap(), &before, 4).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_was_cut_off_in_its_last_step_begins_anew_where_the_database_was_emptied() {
    let (folder, clock, before, _, _) = cut_off_at_the_end().await;
    let empty = Cluster::shared().database();
    let place = PostgresPlace::new(&*empty.url);
    cut_off(&folder, &place, clock.now(), |moving| matches!(moving, Moving::Carrying(_))).await;
    let state = opened(&folder, None, &clock).await.unwrap();
    // Until then the file is served on.
    is_as_it_was(&state, &before, 2).await;
    drop(state);
    moved(&folder, &place, clock.now(), |_| {}).await.unwrap();
    is_as_it_was(&opened(&folder, Some(&empty), &clock).await.unwrap(), &before, 3).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_step_has_time_to_read_a_large_file() {
    let (folder, clock, _, database, place) = cut_off_at_the_end().await;
    // Told by whoever writes in its transaction.
    database.sql(
        "CREATE TABLE seen (name text, value text);
         CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             INSERT INTO seen SELECT name, setting FROM pg_settings
             WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout');
             RETURN NULL;
         END $$;
         CREATE TRIGGER see AFTER INSERT ON projections EXECUTE FUNCTION see();",
    );
    moved(&folder, &place, clock.now(), |_| {}).await.unwrap();
    let seen = database.sql("SELECT name, value FROM seen ORDER BY name");
    assert_eq!(seen, "idle_in_transaction_session_timeout|0\nstatement_timeout|0");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_rows_and_rows_of_megabytes_move_page_by_page_and_into_a_backup() {
    let (hq, counter, _) = lived_in().await;
    let TestHq { state, router, clock, folder, .. } = hq;
    drop((state, router, counter));
    let file = folder.path().join("headquarters.sqlite");
    let fill = "
        WITH RECURSIVE nth (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nth WHERE n < 4000)
        INSERT INTO sign_in_failures SELECT CAST(n AS BLOB), n, '2026-11-21T06:35:00.000Z' FROM nth;
        INSERT INTO uploads SELECT branch_id, zeroblob(16), zeroblob(16), zeroblob(32), 99999999, 0,
            '2026-11-21T06:35:00.000Z' FROM branches LIMIT 1;
        WITH RECURSIVE nth (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM nth WHERE n < 6)
        INSERT INTO upload_chunks SELECT branch_id, upload_id, n * 3000000, zeroblob(3000000) FROM uploads, nth
        WHERE size = 99999999;";
    rusqlite::Connection::open(&file).unwrap().execute_batch(fill).unwrap();
    let database = Cluster::shared().database();
    moved(&folder, &PostgresPlace::new(&*database.url), clock.now(), |_| {}).await.unwrap();
    let counted = "SELECT (SELECT count(*) FROM sign_in_failures), (SELECT count(*) FROM upload_chunks),
        (SELECT sum(length(bytes)) FROM upload_chunks)";
    assert_eq!(database.sql(counted), "4000|7|21000000");

    let state = opened(&folder, Some(&database), &clock).await.unwrap();
    let backup = folder.path().join("backup");
    state.backup(&backup).await.unwrap();
    let copy = rusqlite::Connection::open(backup.join("headquarters.sqlite")).unwrap();
    let row = copy.query_row(counted, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    assert_eq!(row.unwrap(), (4_000, 7, 21_000_000));
}

/// A bucket that lets nobody in until it is opened.
#[derive(Clone, Default)]
struct Bucket {
    is_open: Arc<AtomicBool>,
    photos: Arc<Mutex<HashMap<String, Bytes>>>,
}

impl Bucket {
    async fn answer(State(bucket): State<Self>, method: Method, uri: Uri, body: Bytes) -> Response {
        let headers = [("etag", "\"1\""), ("last-modified", "Sat, 21 Nov 2026 06:35:00 GMT")];
        if !bucket.is_open.load(Ordering::SeqCst) {
            return StatusCode::FORBIDDEN.into_response();
        }
        let mut photos = bucket.photos.lock().unwrap();
        if method == Method::PUT {
            photos.insert(uri.path().to_owned(), body);
            return headers.into_response();
        }
        match photos.get(uri.path()) {
            Some(photo) => (headers, photo.clone()).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn photos_that_could_not_be_brought_are_brought_when_the_move_is_typed_again() {
    let (hq, counter, _) = lived_in().await;
    let TestHq { state, router, folder, .. } = hq;
    drop((state, router, counter));
    let (bucket, database) = (Bucket::default(), Cluster::shared().database());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let served = Router::new().fallback(Bucket::answer).with_state(bucket.clone());
    tokio::spawn(async move { axum::serve(listener, served).await.unwrap() });
    let migrate = async || {
        let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
        command.args(["migrate", "--from", "sqlite", "--to", "postgres", "--data"]).arg(folder.path());
        for (name, value) in [
            ("DATABASE_URL", &*database.url),
            ("PHOTOS_PLACE", "s3"),
            ("PHOTOS_S3_ENDPOINT", &endpoint),
            ("PHOTOS_S3_ALLOW_HTTP", "true"),
            ("PHOTOS_S3_BUCKET", "photos"),
            ("PHOTOS_S3_ACCESS_KEY", "counterfoil"),
            ("PHOTOS_S3_SECRET_KEY", "secret"),
        ] {
            command.env(format!("COUNTERFOIL_HQ_{name}"), value);
        }
        let done = command.env_remove(hq::MASTER_KEY_VARIABLE).output().await.unwrap();
        let words = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8(words).unwrap())
    };
    let (has_ended, words) = migrate().await;
    assert!(!has_ended && words.contains("carried and compared"), "{words}");
    bucket.is_open.store(true, Ordering::SeqCst);
    let (has_ended, words) = migrate().await;
    assert!(has_ended && words.contains("1 photos brought"), "{words}");
    assert_eq!(bucket.photos.lock().unwrap().len(), 1);
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
    let refused = moved(&hq.folder, &place, hq.clock.now(), |_| {}).await;
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
    assert!(matches!(moved(&folder, &place, hq.clock.now(), |_| {}).await, Err(MoveError::NoData)));
}
