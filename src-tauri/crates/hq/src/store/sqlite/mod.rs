//! The embedded store: one SQLite file, one writer, several readers.

mod accounts;
mod append;
mod asides;
mod audit;
mod awaiting;
mod backup;
mod checks;
mod days;
mod devices;
mod errands;
mod feeds;
mod finding;
mod forgetting;
mod heads;
mod kin;
mod logs;
mod other_files;
mod photos;
mod pieces;
mod policies;
mod projections;
mod releases;
mod services;
mod tickets;
mod trust;
mod units;
mod values;
mod webhooks;
mod within;
mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use domain::Instant;
use rusqlite::{Connection, OpenFlags, Transaction};
use tokio::sync::{Semaphore, broadcast, watch};

use self::writer::{GATHERING, Writer};
pub use self::{
    audit::carry_audit_on,
    backup::{drop_photos, is_in_use, make_anew, photos_in},
    other_files::{NewFile, OldFile},
};
use super::{Move, Outside, StoreError};

refinery::embed_migrations!("migrations/sqlite");

const FILE: &str = "headquarters.sqlite";
const MOST_READERS: usize = 8;
/// Prepared statements that a connection keeps.
const STATEMENTS: usize = 128;
/// What a connection keeps of the database in memory: with less, all that a large transaction touches would be written and
/// read again and again before it commits.
const WRITER_CACHE_KIB: i64 = 256 * 1024;
const READER_CACHE_KIB: i64 = 16 * 1024;

/// Headquarters' database in a folder.
#[derive(Clone)]
pub struct Sqlite {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    writer: Writer,
    /// What other processes have written, counted as it is noticed.
    others: watch::Sender<u64>,
    /// Lets so many read at once.
    reading: Semaphore,
    /// Readers that nobody uses at the moment.
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the database in `folder`, makes it at the first start, and brings its tables up to date.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let opened = Self::connect(folder)?;
        if other_files::has_moved(&opened)? {
            return Err(StoreError::Moved);
        }
        Self::over(folder, opened)
    }

    /// The same for whoever moves it elsewhere, or did so already.
    pub fn open_to_move(folder: &Path) -> Result<Self, StoreError> {
        Self::over(folder, Self::connect(folder)?)
    }

    fn connect(folder: &Path) -> Result<Connection, StoreError> {
        refuse_unsafe(rusqlite::version_number(), rusqlite::version())?;
        fs::create_dir_all(folder)?;
        let mut connection = Connection::open(folder.join(FILE))?;
        set_up(&connection)?;
        let sound: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(StoreError::Damaged("file"));
        }
        // In one transaction: a migration and the note that it was made would otherwise be two.
        migrations::runner().set_grouped(true).run(&mut connection)?;
        Ok(connection)
    }

    fn over(folder: &Path, connection: Connection) -> Result<Self, StoreError> {
        let others = watch::Sender::new(0);
        let writer = Writer::start(connection, GATHERING, others.clone())?;
        let reading = Semaphore::new(MOST_READERS);
        Ok(Self {
            inner: Arc::new(Inner {
                path: folder.join(FILE),
                writer,
                others,
                reading,
                readers: Mutex::default(),
            }),
        })
    }

    /// Runs `work` in a transaction, which is kept durably, or nothing of it. Others may share its commit.
    async fn write<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        self.inner.writer.write(work).await
    }

    /// Runs `work` on one state of the database, beside the writer.
    async fn read<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        // More at once than there are connections would only open and close them.
        let _turn = self.inner.reading.acquire().await.expect("it is never closed");
        blocking(move || {
            let mut reader = inner.reader()?;
            let tx = reader.transaction()?;
            let answer = work(&tx)?;
            drop(tx);
            let mut idle = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < MOST_READERS {
                idle.push(reader);
            }
            Ok(answer)
        })
        .await
    }
}

#[async_trait]
impl Outside for Sqlite {
    fn others_wrote(&self) -> watch::Receiver<u64> {
        self.inner.others.subscribe()
    }

    /// Who wrote what is not told: all that others write is counted.
    fn others_moved(&self) -> broadcast::Receiver<Move> {
        broadcast::Sender::new(1).subscribe()
    }

    /// One process serves a file; what commands beside it do is theirs alone.
    async fn take_lease(&self, _task: &str, _node: [u8; 16], _ms: u32) -> Result<bool, StoreError> {
        Ok(true)
    }

    /// What was deleted is overwritten at once, and there is no part to be made.
    async fn look_after(&self, _now: Instant) -> Result<(), StoreError> {
        pieces::put_together(self).await
    }

    fn connections_in_use(&self) -> usize {
        0
    }
}

impl Inner {
    fn reader(&self) -> Result<Connection, StoreError> {
        if let Some(reader) = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop() {
            return Ok(reader);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let reader = Connection::open_with_flags(&self.path, flags)?;
        reader.busy_timeout(Duration::from_secs(5))?;
        reader.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
        reader.set_prepared_statement_cache_capacity(STATEMENTS);
        Ok(reader)
    }
}

fn set_up(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(StoreError::Damaged("journal"));
    }
    let synchronous = if planted::is(planted::Bug::Normal) { "NORMAL" } else { "FULL" };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
    connection.pragma_update(None, "secure_delete", true)?;
    // What a savepoint may have to take back is remembered here and not in a file.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(())
}

/// Refuses 3.7.0 to 3.51.2 except 3.50.7 and 3.44.6: a WAL reset race loses commits.
fn refuse_unsafe(number: i32, name: &str) -> Result<(), StoreError> {
    let is_unsafe = (3_007_000..=3_051_002).contains(&number) && ![3_050_007, 3_044_006].contains(&number);
    if is_unsafe { Err(StoreError::UnsafeVersion(name.to_owned())) } else { Ok(()) }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(stopped) => Err(StoreError::Database(Box::new(stopped))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Accounts;

    #[test]
    fn versions_that_lose_commits_are_refused() {
        for (number, is_safe) in [
            (3_006_023, true),
            (3_007_000, false),
            (3_044_005, false),
            (3_044_006, true),
            (3_050_007, true),
            (3_051_002, false),
            (3_051_003, true),
        ] {
            assert_eq!(refuse_unsafe(number, "").is_ok(), is_safe, "{number}");
        }
    }

    #[tokio::test]
    async fn commits_are_durable_and_bound_to_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        for (name, value) in [("synchronous", 2), ("foreign_keys", 1)] {
            let pragma =
                store.write(move |tx| Ok(tx.pragma_query_value(None, name, |row| row.get::<_, i64>(0))?));
            assert_eq!(pragma.await.unwrap(), value, "{name}");
        }
    }

    #[tokio::test]
    async fn whoever_had_an_account_before_people_were_told_apart_is_somebody() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = Connection::open(folder.path().join(FILE)).unwrap();
        migrations::runner().set_target(refinery::Target::Version(4)).run(&mut connection).unwrap();
        connection
            .execute_batch(
                "INSERT INTO units (id, level, name, address, phone)
                 VALUES (zeroblob(16), 'headquarters', '总部', '', '');
                 INSERT INTO accounts (name, password, unit_id, created_at)
                 VALUES ('wu.lei', '', zeroblob(16), ''), ('zhou.min', '', zeroblob(16), '');",
            )
            .unwrap();
        drop(connection);
        let store = Sqlite::open(folder.path()).unwrap();
        let mut people = Vec::new();
        for name in ["wu.lei", "zhou.min"] {
            people.push(store.find_account(name).await.unwrap().unwrap().person);
        }
        assert_ne!(people[0], people[1]);
    }

    #[test]
    fn a_database_opens_again_and_keeps_its_tables() {
        let folder = tempfile::tempdir().unwrap();
        drop(Sqlite::open(folder.path()).unwrap());
        let store = Sqlite::open(folder.path()).unwrap();
        let reader = store.inner.reader().unwrap();
        let branches: i64 = reader.query_row("SELECT count(*) FROM branches", [], |row| row.get(0)).unwrap();
        assert_eq!(branches, 0);
    }
}
