//! The embedded store: one SQLite file, one writer, several readers.

mod accounts;
mod append;
mod devices;
mod heads;
mod logs;
mod photos;
mod projections;
mod tickets;
mod trust;
mod units;
mod values;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior};

use super::StoreError;

refinery::embed_migrations!("migrations");

const FILE: &str = "headquarters.sqlite";
const MOST_IDLE_READERS: usize = 8;

/// Headquarters' database in a folder.
#[derive(Clone)]
pub struct Sqlite {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    writer: Mutex<Connection>,
    /// Readers that nobody uses at the moment.
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the database in `folder`, makes it at the first start, and brings its tables up to date.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        refuse_unsafe(rusqlite::version_number(), rusqlite::version())?;
        fs::create_dir_all(folder)?;
        let path = folder.join(FILE);
        let mut writer = Connection::open(&path)?;
        set_up(&writer)?;
        let sound: String = writer.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if sound != "ok" {
            return Err(StoreError::Damaged("file"));
        }
        // In one transaction: a migration and the note that it was made would otherwise be two.
        migrations::runner().set_grouped(true).run(&mut writer)?;
        Ok(Self { inner: Arc::new(Inner { path, writer: Mutex::new(writer), readers: Mutex::default() }) })
    }

    /// Runs `work` in one transaction, which is kept durably, or not at all.
    async fn write<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let mut writer = inner.writer.lock().unwrap_or_else(PoisonError::into_inner);
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let answer = work(&tx)?;
            tx.commit().inspect_err(stop_when_not_durable)?;
            Ok(answer)
        })
        .await
    }

    /// Runs `work` on one state of the database, beside the writer.
    async fn read<T, W>(&self, work: W) -> Result<T, StoreError>
    where
        T: Send + 'static,
        W: FnOnce(&Transaction<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let mut reader = inner.reader()?;
            let tx = reader.transaction()?;
            let answer = work(&tx)?;
            drop(tx);
            let mut idle = inner.readers.lock().unwrap_or_else(PoisonError::into_inner);
            if idle.len() < MOST_IDLE_READERS {
                idle.push(reader);
            }
            Ok(answer)
        })
        .await
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
    connection.pragma_update(None, "secure_delete", true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Refuses 3.7.0 to 3.51.2 except 3.50.7 and 3.44.6: a WAL reset race loses commits.
fn refuse_unsafe(number: i32, name: &str) -> Result<(), StoreError> {
    let is_unsafe = (3_007_000..=3_051_002).contains(&number) && ![3_050_007, 3_044_006].contains(&number);
    if is_unsafe { Err(StoreError::UnsafeVersion(name.to_owned())) } else { Ok(()) }
}

/// A commit whose fsync failed may or may not be on the disk; going on would acknowledge what is not.
fn stop_when_not_durable(error: &rusqlite::Error) {
    use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};
    let code = error.sqlite_error().map(|error| error.extended_code);
    if code.is_some_and(|code| [SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC].contains(&code)) {
        tracing::error!("the disk did not keep what was written; stopping");
        std::process::abort();
    }
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

    #[test]
    fn commits_are_durable_and_bound_to_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(folder.path()).unwrap();
        let writer = store.inner.writer.lock().unwrap();
        let pragma = |name| writer.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(pragma("synchronous"), 2, "FULL");
        assert_eq!(pragma("foreign_keys"), 1);
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
