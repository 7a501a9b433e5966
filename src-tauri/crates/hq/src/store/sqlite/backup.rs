//! The database as a copy: made while it is written, checked by reading back, and made fit to be gone on with.

use std::{
    fs::File,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{BranchId, EpochId, Sha256, TicketId};
use protocol::wire::Generation;
use rusqlite::{Connection, ErrorCode, backup::Backup, named_params};

use super::{FILE, Sqlite, blocking, forgetting, migrations, values::bytes};
use crate::store::StoreError;

/// Pages that are copied at once; whoever writes waits for no more.
const PAGES_AT_ONCE: i32 = 1_024;

impl Sqlite {
    /// Where the database of a folder is.
    pub fn file_in(folder: &Path) -> PathBuf {
        folder.join(FILE)
    }

    /// Copies one state of the database to `file`, beside those who read and write, and reads it back.
    pub(super) async fn copy_file_to(&self, file: PathBuf) -> Result<(), StoreError> {
        let source = self.inner.path.clone();
        blocking(move || copy(&source, &file)).await
    }
}

fn copy(source: &Path, file: &Path) -> Result<(), StoreError> {
    let source = Connection::open(source)?;
    // Within a transaction, so that a writer does not make the copy begin anew for ever.
    source.execute_batch("BEGIN; SELECT count(*) FROM settings;")?;
    let mut copy = Connection::open(file)?;
    Backup::new(&source, &mut copy)?.run_to_completion(PAGES_AT_ONCE, Duration::ZERO, None)?;
    source.execute_batch("COMMIT")?;
    // One file, without a log beside it.
    copy.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(()))?;
    drop(copy);
    File::open(file)?.sync_all()?;
    refuse_damaged(&Connection::open(file)?)
}

pub fn refuse_damaged(database: &Connection) -> Result<(), StoreError> {
    let sound: String = database.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    if sound == "ok" { Ok(()) } else { Err(StoreError::Damaged("file")) }
}

/// The photos that a copy says are held.
pub fn photos_in(file: &Path) -> Result<Vec<(BranchId, Sha256)>, StoreError> {
    let database = Connection::open(file)?;
    let mut found = database.prepare("SELECT branch_id, sha256 FROM photos")?;
    let rows = found.query_map([], |row| Ok((bytes(row, "branch_id")?, bytes(row, "sha256")?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Takes photos out of a copy that went while it was made.
pub fn drop_photos(file: &Path, gone: &[(BranchId, Sha256)]) -> Result<(), StoreError> {
    let mut database = Connection::open(file)?;
    let tx = database.transaction()?;
    for (branch, sha256) in gone {
        for table in ["photos", "uploads"] {
            tx.prepare_cached(&format!(
                "DELETE FROM {table} WHERE branch_id = :branch_id AND sha256 = :sha256"
            ))?
            .execute(named_params! { ":branch_id": branch.as_bytes(), ":sha256": sha256.0 })?;
        }
    }
    tx.commit()?;
    drop(database);
    Ok(File::open(file)?.sync_all()?)
}

/// Whether a process has the database open. Where none has, its log is brought into the file.
pub fn is_in_use(file: &Path) -> Result<bool, StoreError> {
    if !file.try_exists()? {
        return Ok(false);
    }
    let database = Connection::open(file)?;
    database.busy_timeout(Duration::ZERO)?;
    // Only whoever is alone may leave the log.
    match database.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0)) {
        Ok(mode) => Ok(mode != "delete"),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(true),
        Err(error) => Err(error.into()),
    }
}

/// Makes a copy fit to be gone on with: every feed told anew, headquarters' logs in new epochs, what was forgotten since
/// gone, and nobody signed in or invited as long ago.
pub fn make_anew(
    file: &Path,
    forgotten: impl IntoIterator<Item = (BranchId, TicketId)>,
    mut fresh: impl FnMut() -> (Generation, EpochId),
) -> Result<u64, StoreError> {
    let mut database = Connection::open(file)?;
    refuse_damaged(&database)?;
    migrations::runner().set_grouped(true).run(&mut database)?;
    database.pragma_update(None, "secure_delete", true)?;
    let tx = database.transaction()?;
    let branches: Vec<BranchId> = {
        let mut found = tx.prepare("SELECT branch_id FROM branches")?;
        found.query_map([], |row| bytes(row, "branch_id"))?.collect::<Result<_, _>>()?
    };
    for branch in &branches {
        let (generation, epoch) = fresh();
        tx.execute(
            "UPDATE branches SET generation = :generation, own_epoch = :own_epoch WHERE branch_id = :branch_id",
            named_params! {
                ":generation": generation.as_bytes(),
                ":own_epoch": epoch.as_bytes(),
                ":branch_id": branch.as_bytes(),
            },
        )?;
    }
    for (branch, ticket) in forgotten {
        forgetting::forget(&tx, branch, ticket)?;
    }
    tx.execute_batch(
        "DELETE FROM projections;
         DELETE FROM login_nonces;
         DELETE FROM device_tokens;
         DELETE FROM page_sessions;
         DELETE FROM enrolment_codes WHERE used_at IS NULL;",
    )?;
    tx.commit()?;
    drop(database);
    File::open(file)?.sync_all()?;
    Ok(branches.len() as u64)
}
