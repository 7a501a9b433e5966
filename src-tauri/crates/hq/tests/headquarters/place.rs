//! A headquarters for one test, with a clock that stands still until it is moved.

use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use domain::{BranchId, Instant, UnitId, UnitLevel, Zone};
use hq::{BranchForm, Clock, Config, Database, HqState, Limits, MasterKey, PostgresPlace, UnitForm, app};
use serde::{Serialize, de::DeserializeOwned};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::cluster::{Cluster, TestDatabase};

pub const PASSWORD: &str = "a long enough password";

#[derive(Clone)]
pub struct HeldClock(Arc<AtomicI64>);

impl HeldClock {
    pub fn move_on(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for HeldClock {
    fn now(&self) -> Instant {
        Instant::from_unix_ms(self.0.load(Ordering::SeqCst))
    }
}

pub struct TestHq {
    pub state: HqState,
    pub router: Router,
    pub clock: HeldClock,
    pub folder: TempDir,
    /// Where it is over PostgreSQL.
    pub database: Option<TestDatabase>,
    pub top: UnitId,
    pub region: UnitId,
    pub branch: BranchId,
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The code of a refusal, which has this form whatever was refused.
    pub fn code(&self) -> String {
        self.json::<protocol::wire::ErrorBody>().code
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }
}

impl TestHq {
    /// Headquarters → a region → the branch WC07.
    pub async fn new() -> Self {
        Self::with(|config| config).await
    }

    pub async fn with(change: impl FnOnce(Config) -> Config) -> Self {
        Self::over(is_over_postgres(), change).await
    }

    /// The same over a database that is named.
    pub async fn over(postgres: bool, change: impl FnOnce(Config) -> Config) -> Self {
        Self::at(postgres.then(|| Cluster::shared().database()), change).await
    }

    /// The same over this database, or over a file.
    pub async fn at(database: Option<TestDatabase>, change: impl FnOnce(Config) -> Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        // 2026-11-21 14:35 in Shanghai.
        let clock = HeldClock(Arc::new(AtomicI64::new(1_795_242_900_000)));
        let state = open(&folder, database.as_ref(), &clock, change).await;
        let unit = |level, name: &str, parent| UnitForm {
            level,
            name: name.into(),
            parent,
            letter: None,
            branch: None,
        };
        let top = state.add_unit(unit(UnitLevel::Headquarters, "总部", None)).await.unwrap();
        let region = state.add_unit(unit(UnitLevel::Region, "华东大区", Some(top))).await.unwrap();
        let branch = add_branch(&state, "WC07", "五常网点", region).await;
        Self { router: app(state.clone()), state, clock, folder, database, top, region, branch }
    }

    /// The same data, opened again.
    pub async fn reopened(self) -> Self {
        let Self { state, router, clock, folder, database, top, region, branch } = self;
        drop((state, router));
        let state = open(&folder, database.as_ref(), &clock, |config| config).await;
        Self { router: app(state.clone()), state, clock, folder, database, top, region, branch }
    }

    /// The same data, opened by another beside this one, as an administrator's command does.
    pub async fn beside(&self) -> HqState {
        open(&self.folder, self.database.as_ref(), &self.clock, |config| config).await
    }

    /// Changes rows behind its back.
    pub fn damage(&self, sql: &str) {
        match &self.database {
            None => {
                let file = self.folder.path().join("headquarters.sqlite");
                let changed = rusqlite::Connection::open(file).unwrap().execute(sql, []).unwrap();
                assert!(changed > 0, "{sql}");
            }
            Some(database) => {
                let changed = database.sql(sql);
                assert!(!changed.ends_with(" 0"), "{sql}: {changed}");
            }
        }
    }

    /// Does whatever is done behind its back, in the words of the database that it is over; an error where that refuses.
    pub fn tamper(&self, sqlite: &str, postgres: &str) -> Result<(), String> {
        match &self.database {
            None => {
                let file = self.folder.path().join("headquarters.sqlite");
                let done = rusqlite::Connection::open(file).unwrap().execute_batch(sqlite);
                done.map_err(|error| error.to_string())
            }
            Some(database) => database.try_sql(postgres).map(drop),
        }
    }

    /// How many rows a table has.
    pub fn count(&self, table: &str) -> u64 {
        let sql = format!("SELECT count(*) FROM {table}");
        match &self.database {
            None => {
                let file = self.folder.path().join("headquarters.sqlite");
                rusqlite::Connection::open(file).unwrap().query_row(&sql, [], |row| row.get(0)).unwrap()
            }
            Some(database) => database.sql(&sql).parse().unwrap(),
        }
    }

    /// Everything that stands in the database.
    pub fn all_bytes(&self) -> Vec<u8> {
        match &self.database {
            None => ["headquarters.sqlite", "headquarters.sqlite-wal"]
                .into_iter()
                .flat_map(|file| std::fs::read(self.folder.path().join(file)).unwrap())
                .collect(),
            Some(database) => database.dump(),
        }
    }

    pub async fn code_for(&self, branch: BranchId) -> protocol::EnrolmentCode {
        let letter = self.state.free_letters(branch).await.unwrap()[0];
        self.state.offer_enrolment(branch, letter, &format!("{letter} 柜"), 3_600_000).await.unwrap().code
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        send(&self.router, request).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post<T: Serialize>(&self, path: &str, body: &T) -> Answer {
        self.send(json(Request::post(path), body)).await
    }
}

pub async fn add_branch(state: &HqState, code: &str, name: &str, under: UnitId) -> BranchId {
    let branch = BranchForm {
        code: code.parse().unwrap(),
        address: "荆大路 15 号".into(),
        phone: "0571-88880707".into(),
        zone: Zone::SHANGHAI,
    };
    let form = UnitForm {
        level: UnitLevel::Branch,
        name: name.into(),
        parent: Some(under),
        letter: None,
        branch: Some(branch),
    };
    state.add_unit(form).await.unwrap().into()
}

pub async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub fn json<T: Serialize>(request: axum::http::request::Builder, body: &T) -> Request<Body> {
    let body = serde_json::to_vec(body).unwrap();
    request.header("content-type", "application/json").body(Body::from(body)).unwrap()
}

/// How headquarters is opened over this folder and database.
pub fn config(folder: &TempDir, database: Option<&TestDatabase>, master: MasterKey) -> Config {
    let database = database.map_or(Database::File, |it| Database::Postgres(PostgresPlace::new(&*it.url)));
    Config { database, ..Config::new(folder.path().to_owned(), master) }
}

/// Every test runs over the file, and with COUNTERFOIL_TEST_DATABASE=postgres over PostgreSQL.
pub fn is_over_postgres() -> bool {
    match std::env::var("COUNTERFOIL_TEST_DATABASE").as_deref() {
        Err(_) => false,
        Ok("postgres") => true,
        Ok(other) => panic!("there is no database {other} to test over"),
    }
}

async fn open(
    folder: &TempDir,
    database: Option<&TestDatabase>,
    clock: &HeldClock,
    change: impl FnOnce(Config) -> Config,
) -> HqState {
    let master = MasterKey::find(folder.path(), None).unwrap();
    let config = Config {
        public_address: Some("http://127.0.0.1:8443".into()),
        clock: Arc::new(clock.clone()),
        // Some tests ask in a circle.
        limits: Limits {
            device_a_minute: NonZeroU32::MAX,
            account_a_minute: NonZeroU32::MAX,
            ..Limits::default()
        },
        ..config(folder, database, master)
    };
    HqState::open(change(config)).await.unwrap()
}
