//! Restoring a backup: nothing of it is shown before headquarters has said what came since, and whom to forget.

use std::{fs, io, path::Path, sync::Arc};

use domain::EpochId;
use sync::Trouble;

use crate::{
    AppLock, Desk, DeskError, Folders, LockError, Progress, Record, StartError, Surroundings,
    identity::Incarnation, key_store, record::check_backup, whole_file::sync_folder_of,
};

const DATABASE: &str = "counterfoil.db";
const PHOTOS: &str = "photos";
/// Where a backup stands until headquarters has said what came since.
const RESTORING: &str = "restoring";
/// Where it stands once all of it is good, and only to be put in place.
const RESTORED: &str = "restored";

/// Why nothing was restored. What was there before is there again.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The app runs, or the keys or the database cannot be had.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The backup, or a file of it.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// What is here now holds something that headquarters has not confirmed, and that would be lost.
    #[error("something here waits for headquarters: deliver it or carry it over first")]
    SomethingWaits,
    /// Headquarters could not be heard.
    #[error("headquarters is needed for a restore")]
    HeadquartersNeeded(#[source] Trouble),
}

impl RestoreError {
    /// The code that screens have words for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Start(error) => error.code(),
            Self::Desk(error) => error.code(),
            Self::SomethingWaits => "something_waits",
            Self::HeadquartersNeeded(_) => "headquarters_needed",
        }
    }
}

impl From<LockError> for RestoreError {
    fn from(error: LockError) -> Self {
        Self::Start(error.into())
    }
}

impl From<io::Error> for RestoreError {
    fn from(error: io::Error) -> Self {
        Self::Desk(DeskError::File(error))
    }
}

impl Desk {
    /// Opens a backup in a new epoch beside what is here, takes back from headquarters what came since, above all whom to
    /// forget, and only then puts it in place. Without headquarters all is as it was before.
    pub async fn restore(
        folders: &Folders,
        around: Arc<dyn Surroundings>,
        backup: &Path,
        mut progress: impl FnMut(Progress),
    ) -> Result<(), RestoreError> {
        let lock = Arc::new(AppLock::take(&folders.state)?);
        let keys = key_store(&folders.state).map_err(StartError::from)?;
        finish_interrupted(folders)?;
        progress(Progress::Checking);
        check_backup(backup, &*keys)?;
        if something_waits(folders) {
            return Err(RestoreError::SomethingWaits);
        }
        let outside = Incarnation::outside(&*keys).map_err(StartError::from)?;
        let restoring = Folders { data: folders.data.join(RESTORING), ..folders.clone() };
        let restored = async {
            Record::at(&backup.join(DATABASE), &*keys)?.copy_into(&restoring.data, &mut progress)?;
            let epoch = EpochId::new(around.now().unix_ms().max(0) as u64, around.random());
            // Known to nobody: whatever epoch the backup was in, another one opens.
            let last_number = outside.and_then(|outside| outside.last_number);
            Incarnation { epoch, last_number }.keep(&*keys).map_err(StartError::from)?;
            let desk = Self::open_locked(Arc::clone(&lock), restoring.clone(), around)?;
            progress(Progress::Headquarters);
            desk.sync_now().await.map(drop).map_err(RestoreError::HeadquartersNeeded)
        };
        if let Err(error) = restored.await {
            // What is left of it goes at the next start if it cannot go now.
            let _ = finish_interrupted(folders);
            if let Some(outside) = outside {
                outside.keep(&*keys).map_err(StartError::from)?;
            }
            return Err(error);
        }
        fs::rename(&restoring.data, folders.data.join(RESTORED))?;
        sync_folder_of(&restoring.data)?;
        Ok(finish_interrupted(folders)?)
    }
}

/// A database that does not open has nothing that could be delivered from it.
fn something_waits(folders: &Folders) -> bool {
    Record::open(folders).is_ok_and(|record| record.something_waits())
}

/// Drops what a restore left that did not come to its end, and puts in place what one left that did. However often it is
/// cut off itself, the next time goes on where it was.
pub(crate) fn finish_interrupted(folders: &Folders) -> io::Result<()> {
    gone(fs::remove_dir_all(folders.data.join(RESTORING)))?;
    let restored = folders.data.join(RESTORED);
    if !restored.exists() {
        return Ok(());
    }
    // First what SQLite would read into the restored database: it belongs to the one that is replaced.
    for beside in ["-wal", "-shm", "-journal"] {
        gone(fs::remove_file(folders.data.join(format!("{DATABASE}{beside}"))))?;
    }
    if restored.join(PHOTOS).exists() {
        gone(fs::remove_dir_all(folders.photos()))?;
        fs::rename(restored.join(PHOTOS), folders.photos())?;
    }
    gone(fs::rename(restored.join(DATABASE), folders.database()))?;
    sync_folder_of(&restored)?;
    fs::remove_dir_all(&restored)
}

/// What is gone already is as good.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
