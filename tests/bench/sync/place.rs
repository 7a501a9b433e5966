//! Headquarters and counters in folders that can be copied: each round begins where the one before began.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use desk::{Desk, ThisMachine};
use hq::{Config, Database, HqState, MasterKey, PostgresPlace, Rates};
use tempfile::TempDir;
use tests::cluster::Cluster;
use tests::places;
use tests::running::{Running, free_port};

use crate::memory;

const START_LIMIT: Duration = Duration::from_secs(30);
/// The name of headquarters' process.
const HEADQUARTERS: &str = "counterfoil-hq";

/// What a round over PostgreSQL begins with, and what it works in.
const PREPARED: &str = "prepared";
const ROUND: &str = "prepared_round";

/// A folder with what a round begins with, and the address it was made for.
pub struct Prepared {
    folder: TempDir,
    /// Where it is over PostgreSQL: a cluster that keeps its promises, with the database that each round begins with.
    cluster: Option<Cluster>,
    /// The port that codes and counters name.
    pub port: u16,
}

/// What a round works in; gone when it ends.
pub struct Round {
    folder: TempDir,
    running: Running,
}

impl Prepared {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: new_folder(), cluster: None, port: free_port() }
    }

    /// An empty one over PostgreSQL, set up as its handbook says for a machine of this size.
    pub fn over_postgres() -> Self {
        let cluster = Cluster::start(&["shared_buffers=1GB", "max_wal_size=4GB", "max_connections=200"]);
        cluster.make_database(PREPARED);
        Self { folder: new_folder(), cluster: Some(cluster), port: free_port() }
    }

    /// Opens headquarters in this process, to fill it. Here many enrol from one address.
    pub async fn headquarters(&self) -> HqState {
        let folder = self.folder.path().join("hq");
        let master = MasterKey::find(&folder, None).expect("a new folder takes a master key");
        let many = 1_000_000.try_into().expect("not zero");
        let database = self.cluster.as_ref().map(|cluster| PostgresPlace::new(cluster.url(PREPARED)));
        let config = Config {
            database: database.map_or(Database::File, Database::Postgres),
            public_address: Some(format!("http://127.0.0.1:{}", self.port)),
            rates: Rates { enrol: many, login: many, password: many },
            ..Config::new(folder, master)
        };
        HqState::open(config).await.expect("a headquarters opens over its own folder")
    }

    /// The desk of the counter `name`.
    pub fn desk(&self, name: &str) -> Desk {
        desk_in(self.folder.path(), name)
    }

    /// Does what an administrator types in the database of the round that runs.
    pub fn sql(&self, sql: &str) -> String {
        self.cluster.as_ref().expect("it is over PostgreSQL").sql(ROUND, sql)
    }

    /// PostgreSQL's process.
    pub fn postgres(&self) -> u32 {
        self.cluster.as_ref().expect("it is over PostgreSQL").process()
    }

    /// Copies everything, and starts headquarters over the copy, with its log in a file as a service has it.
    pub fn round(&self) -> Round {
        self.round_told(&|_| {})
    }

    /// The same, with `more` told to headquarters.
    pub fn round_told(&self, more: &dyn Fn(&mut Command)) -> Round {
        let folder = new_folder();
        copy(self.folder.path(), folder.path());
        // On the disk before the clock starts: what was copied is not what is measured.
        let _ = Command::new("sync").status();
        let mut serve = Command::new("sh");
        serve.args(["-c", "exec \"$0\" \"$@\" 2>\"$COUNTERFOIL_BENCH_LOG\""]);
        serve.env("COUNTERFOIL_BENCH_LOG", folder.path().join("hq.log"));
        serve.arg(places::headquarters()).arg("serve").arg("--data").arg(folder.path().join("hq"));
        serve.args(["--listen", &format!("127.0.0.1:{}", self.port)]);
        if let Some(cluster) = &self.cluster {
            let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE";
            cluster.sql("postgres", &format!("{end} '{PREPARED}%'"));
            cluster.sql("postgres", &format!("DROP DATABASE IF EXISTS {ROUND}"));
            cluster.sql("postgres", &format!("CREATE DATABASE {ROUND} TEMPLATE {PREPARED}"));
            cluster.sql("postgres", "CHECKPOINT");
            serve.env("COUNTERFOIL_HQ_DATABASE_URL", cluster.url(ROUND));
        }
        more(&mut serve);
        let mut running = Running::start(&serve);
        running.wait_until_it_listens(self.port, START_LIMIT);
        Round { folder, running }
    }
}

impl Round {
    /// The desk of the counter `name`.
    pub fn desk(&self, name: &str) -> Desk {
        desk_in(self.folder.path(), name)
    }

    /// Headquarters' database.
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("hq/headquarters.sqlite")
    }

    /// Headquarters' process.
    pub fn headquarters(&self) -> u32 {
        memory::process_of(self.running.group(), HEADQUARTERS)
    }

    /// The most memory that headquarters had, in MiB.
    pub fn peak_mib(&self) -> f64 {
        memory::peak_of(self.running.group(), HEADQUARTERS)
    }
}

fn new_folder() -> TempDir {
    tempfile::Builder::new().prefix("sync-").tempdir().expect("there is room beside what was built")
}

fn desk_in(folder: &Path, name: &str) -> Desk {
    let home = folder.join(name);
    let folders = desk::Folders { data: home.join("data"), state: home.join("state") };
    // Its keys are in files: the key store of who runs this is none of its business.
    fs::create_dir_all(&folders.state).expect("a new folder has room");
    fs::write(folders.state.join("key-store"), "file\n").expect("a new folder has room");
    Desk::open(folders, Arc::new(ThisMachine)).expect("a desk opens over its own folders")
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the prepared folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("the copy has room");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("the copy has room");
        }
    }
}
