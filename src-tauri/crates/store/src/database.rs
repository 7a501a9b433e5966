//! The store: one writer, some readers, and what has to happen around each transaction.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
};

use domain::{Instant, Sha256};
use protocol::{BranchKey, Nonce24, hash_of};
use rusqlite::{Transaction, TransactionBehavior};

use crate::{
    DatabaseKey, Error, OpenError, Result, Rules, Snapshot, Tx, checkpoints::Checkpoints, connection, open,
    photo_files::PhotoFiles, tables::photos::NewRow, tx::Afterwards,
};

/// So many idle readers are kept open.
const IDLE_READERS: usize = 4;

/// A counter's database and its folder of photos.
pub struct Store {
    path: PathBuf,
    key: Option<DatabaseKey>,
    writer: Mutex<Tx>,
    readers: Mutex<Vec<Snapshot>>,
    branch_key: RwLock<Option<Arc<BranchKey>>>,
    rules: RwLock<Arc<Rules>>,
    photos: PhotoFiles,
    checkpoints: Checkpoints,
    stopped: Arc<AtomicBool>,
}

/// A photo or an attachment to be put in, with fresh randomness for its seal.
pub struct NewPhoto<'a> {
    /// The prepared picture, or the attachment as it came.
    pub bytes: &'a [u8],
    /// `image/jpeg`, or an attachment's.
    pub media_type: &'a str,
    /// A small JPEG; none for an attachment.
    pub thumbnail: Option<&'a [u8]>,
    /// When.
    pub added_at: Instant,
    /// Since when headquarters is known to hold it: a sibling's photo that was fetched.
    pub confirmed_at: Option<Instant>,
    /// 32 fresh random bytes.
    pub key: [u8; 32],
    /// 24 fresh random bytes.
    pub nonce: Nonce24,
}

impl Store {
    /// Opens the database at `path`, or makes it; photos stand in `photos` beside it.
    ///
    /// The caller holds the app's lock on the folder: one program at a time.
    pub fn open(path: &Path, key: &DatabaseKey) -> Result<Self, OpenError> {
        Self::open_with(path, Some(key))
    }

    /// Without a key the pages are plain, so that a test can look for what must not be in them.
    pub(crate) fn open_with(path: &Path, key: Option<&DatabaseKey>) -> Result<Self, OpenError> {
        let writer = open::open(path, key)?;
        let stopped = Arc::new(AtomicBool::new(false));
        let for_checkpoints = connection::keyed(path, key)?;
        connection::set_up_writer(&for_checkpoints)?;
        Checkpoints::take_over(&writer.connection);
        let checkpoints = Checkpoints::start(for_checkpoints, stopped.clone()).map_err(Error::from)?;
        let photos = PhotoFiles::in_folder(path.with_file_name("photos"))?;
        let store = Self {
            path: path.to_owned(),
            key: key.cloned(),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            branch_key: RwLock::default(),
            rules: RwLock::new(Arc::new(Rules::bundled())),
            photos,
            checkpoints,
            stopped,
        };
        store.remove_photo_files()?;
        Ok(store)
    }

    /// Hands the store the branch's key, or takes it away; with it ticket keys can be unwrapped.
    ///
    /// What could not be opened before is projected again.
    pub fn with_branch_key(&self, key: Option<BranchKey>) -> Result<()> {
        let came = key.is_some();
        *self.branch_key.write().unwrap_or_else(PoisonError::into_inner) = key.map(Arc::new);
        if came { self.write(Tx::project_shut_tickets) } else { Ok(()) }
    }

    /// From now on due dates are reckoned by `rules`. What stands in lists follows by `reckon_due`.
    pub fn set_rules(&self, rules: Rules) {
        *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
    }

    /// Runs `work` in one transaction: all of it is durable when this returns, or none of it happened.
    ///
    /// There is one writer: `work` must not write through the store again.
    pub fn write<T, E: From<Error>>(&self, work: impl FnOnce(&Tx) -> Result<T, E>) -> Result<T, E> {
        let (answer, afterwards) = {
            let mut writer = self.writer()?;
            writer.begin(self.branch_key(), self.rules());
            let tx: &Tx = &writer;
            let transaction = Transaction::new_unchecked(&tx.connection, TransactionBehavior::Immediate)
                .map_err(|error| self.note(error.into()))?;
            let answer = work(tx)?;
            tx.project_touched()?;
            if transaction.is_autocommit() {
                // SQLite has rolled back by itself, and `work` has passed over the error that said so.
                return Err(Error::DiskFull.into());
            }
            transaction.commit().map_err(|error| self.note(error.into()))?;
            let afterwards = tx.afterwards();
            if afterwards.forgets {
                // What was kept is kept, whatever comes of this. Where a reader holds on to old pages for longer, or the
                // disk has no room, the next checkpoint overwrites them.
                if let Err(error) = self.checkpoints.empty_log(&tx.connection) {
                    self.note(error.into());
                }
            }
            (answer, afterwards)
        };
        self.checkpoints.after_commit();
        self.clean_up(&afterwards);
        Ok(answer)
    }

    /// Reads everything as it stands at one moment, beside a writer.
    pub fn read<T, E: From<Error>>(&self, work: impl FnOnce(&Snapshot) -> Result<T, E>) -> Result<T, E> {
        let mut reader = self.reader()?;
        reader.branch_key = self.branch_key();
        let answer = {
            let _moment = reader.connection.unchecked_transaction().map_err(Error::from)?;
            work(&reader)
        };
        let mut idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        answer
    }

    /// Puts a photo in, durably, and says its name. One that is here already stays as it is.
    pub fn put_photo(&self, photo: &NewPhoto<'_>) -> Result<Sha256> {
        let sha256 = hash_of(photo.bytes);
        let changing = self.photos.changing();
        let found = self.read(|now| now.find_photo(sha256))?;
        if found.is_some_and(|found| found.is_here) && self.photo_bytes(sha256).is_ok() {
            return Ok(sha256);
        }
        changing.write(sha256, photo.bytes, &photo.key, photo.nonce)?;
        self.write(|tx| {
            tx.put_photo_row(&NewRow {
                sha256,
                size: photo.bytes.len() as u64,
                media_type: photo.media_type,
                key: &photo.key,
                thumbnail: photo.thumbnail,
                added_at: photo.added_at,
                acknowledged_at: photo.confirmed_at,
            })
        })?;
        Ok(sha256)
    }

    /// A photo's bytes, verified; none when they are not here.
    pub fn find_photo_bytes(&self, sha256: Sha256) -> Result<Option<Vec<u8>>> {
        let key = self.read(|now| now.photo_key(sha256))?;
        key.map(|key| self.photos.read(sha256, &key)).transpose()
    }

    /// A photo's bytes, verified; an error when they are not here.
    pub fn photo_bytes(&self, sha256: Sha256) -> Result<Vec<u8>> {
        self.find_photo_bytes(sha256)?.ok_or(Error::PhotoDamaged)
    }

    /// Deletes photos that nothing has named for a week, and files that no photo owns. Says how many photos.
    pub fn sweep_photos(&self, now: Instant) -> Result<usize> {
        let deleted = self.write(|tx| tx.delete_loose_photos(now))?;
        let changing = self.photos.changing();
        changing.sweep(|sha256| Ok(self.read(|now| now.photo_key(sha256))?.is_some()))?;
        Ok(deleted)
    }

    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn writer(&self) -> Result<MutexGuard<'_, Tx>> {
        if self.stopped.load(Ordering::SeqCst) {
            return Err(Error::Stopped);
        }
        // A panic in a transaction was an invariant that broke: nothing is written any more.
        self.writer.lock().map_err(|_| Error::Stopped)
    }

    fn reader(&self) -> Result<Snapshot> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(reader) => Ok(reader),
            None => Ok(Snapshot::of(connection::reader(&self.path, self.key.as_ref())?)),
        }
    }

    pub(crate) fn rules(&self) -> Arc<Rules> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn branch_key(&self) -> Option<Arc<BranchKey>> {
        self.branch_key.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An fsync that failed may have lost what the page cache still shows: no later write may build on it.
    fn note(&self, error: Error) -> Error {
        if matches!(error, Error::Stopped) {
            self.stopped.store(true, Ordering::SeqCst);
        }
        error
    }

    fn clean_up(&self, afterwards: &Afterwards) {
        if afterwards.removes_files {
            // The files are shut already, for their keys are gone; what cannot be removed now goes at the next start.
            let _ = self.remove_photo_files();
        }
    }

    fn remove_photo_files(&self) -> Result<()> {
        let removals = self.read(Snapshot::photo_removals)?;
        if removals.is_empty() {
            return Ok(());
        }
        let changing = self.photos.changing();
        // Asked again under the lock: a photo may have been put in anew in between.
        let removals = self.read(Snapshot::photo_removals)?;
        removals.iter().try_for_each(|sha256| changing.remove(*sha256))?;
        self.write(|tx| removals.iter().try_for_each(|sha256| tx.forget_removal(*sha256)))
    }
}
