//! A database opened to be looked at, beside the app that may be writing it.

use std::{fs, path::Path};

use domain::Sha256;
use protocol::BranchKey;
use rusqlite::backup::{Backup, StepResult};

use crate::{
    DatabaseKey, Error, OpenError, Result, Rules, Snapshot, Store, connection, open, photo_files::PhotoFiles,
};

/// So many pages are copied between two words about it.
const PAGES_AT_ONCE: i32 = 2_048;

/// A counter's database and its photos, of which nothing can be changed. Everything is read as it stood when it was opened.
pub struct Reading {
    pub(crate) now: Snapshot,
    pub(crate) photos: PhotoFiles,
    pub(crate) rules: Rules,
}

impl Store {
    /// Opens the database at `path` to be read, whoever else has it open. Without the branch's key what is sealed stays shut.
    pub fn open_to_read(
        path: &Path,
        key: &DatabaseKey,
        branch_key: Option<BranchKey>,
    ) -> Result<Reading, OpenError> {
        let connection = open::open_to_read(path, key)?;
        connection.execute_batch("BEGIN")?;
        // The moment is that of the first look.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let now = Snapshot { branch_key: branch_key.map(std::sync::Arc::new), ..Snapshot::of(connection) };
        Ok(Reading {
            now,
            photos: PhotoFiles::found_in(path.with_file_name("photos")),
            rules: Rules::bundled(),
        })
    }
}

impl Reading {
    /// The same, its due dates checked by `rules`.
    pub fn with_rules(self, rules: Rules) -> Self {
        Self { rules, ..self }
    }

    /// What is read, as of one moment.
    pub fn now(&self) -> &Snapshot {
        &self.now
    }

    /// Whether SQLite finds every page and every index whole.
    pub fn quick_check(&self) -> Result<(), OpenError> {
        open::quick_check(&self.now.connection)
    }

    /// Copies the database into a new file, sealed by the same key; says how many of how many pages, now and then.
    pub fn copy_database(
        &self,
        to: &Path,
        key: &DatabaseKey,
        mut progress: impl FnMut(u64, u64),
    ) -> Result<()> {
        let mut copy = connection::keyed(to, Some(key))?;
        {
            let backup = Backup::new(&self.now.connection, &mut copy)?;
            loop {
                let step = backup.step(PAGES_AT_ONCE)?;
                let at = backup.progress();
                let of = at.pagecount.max(0) as u64;
                progress(of.saturating_sub(at.remaining.max(0) as u64), of);
                match step {
                    StepResult::Done => break,
                    StepResult::More => {}
                    _ => return Err(Error::Unwritable),
                }
            }
        }
        // One file alone: nothing of it stands in a log beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        copy.close().map_err(|(_, error)| error)?;
        Ok(fs::File::open(to)?.sync_all()?)
    }

    /// Copies the sealed files of every photo that is here into a folder; says how many of how many, now and then.
    pub fn copy_photos(&self, to: &Path, mut progress: impl FnMut(u64, u64)) -> Result<u64> {
        let photos = self.now.photos_here()?;
        let of = photos.len() as u64;
        for (done, sha256) in photos.into_iter().enumerate() {
            self.photos.copy_to(sha256, to)?;
            progress(done as u64 + 1, of);
        }
        Ok(of)
    }

    pub(crate) fn is_whole(&self, sha256: Sha256) -> Result<bool> {
        let Some(key) = self.now.photo_key(sha256)? else { return Ok(true) };
        match self.photos.read(sha256, &key) {
            Ok(_) => Ok(true),
            Err(Error::PhotoDamaged) => Ok(false),
            Err(error) => Err(error),
        }
    }
}
