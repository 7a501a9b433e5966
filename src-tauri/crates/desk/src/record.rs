//! This counter's record for an administrator: checked, given out, and backed up, while the app may be running.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use domain::{BranchId, DeviceId, Instant};
use protocol::{BranchKey, Line, SealedDatabaseKey, hash_of};
use serde::{Deserialize, Serialize};
use store::{DatabaseKey, Flaw, LogName, Reading, Store, StoredLine, Verified, Vouching};

use crate::{
    DeskError, Folders, KeyStore, Place, StartError, Surroundings, ThisMachine,
    identity::{BRANCH_KEY, DATABASE_KEY, find_32},
    key_store,
    policies::Policies,
    rules::rules_in,
    whole_file::{beside, sync_folder_of, write_whole},
};

/// What a backup says of itself, beside the database and the photos.
const NOTE: &str = "backup.json";
/// Where an export has what does not follow.
const BESIDE: &str = "beside";

/// This counter's record, as it stood when it was opened.
pub struct Record {
    reading: Reading,
    key: DatabaseKey,
    place: Option<Place>,
    device: Option<DeviceId>,
}

/// What was given out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Logs, a file each.
    pub logs: u64,
    /// Lines.
    pub lines: u64,
}

/// How far a backup or a restore has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Pages of the database.
    Pages {
        /// Copied.
        done: u64,
        /// Of so many.
        of: u64,
    },
    /// Photos.
    Photos {
        /// Copied.
        done: u64,
        /// Of so many.
        of: u64,
    },
    /// The copy is read and checked.
    Checking,
    /// Headquarters is asked for what came since.
    Headquarters,
}

/// What a backup says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BackupNote {
    pub v: u8,
    pub device: DeviceId,
    pub branch: BranchId,
    pub made_at: Instant,
    /// For the day this machine's keys are lost; none while headquarters has given no key to seal to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database_key_sealed: Option<SealedDatabaseKey>,
}

impl Record {
    /// Opens the record in `folders` to be read.
    pub fn open(folders: &Folders) -> Result<Self, StartError> {
        if !folders.database().exists() {
            return Err(StartError::NoDatabase);
        }
        Self::at(&folders.database(), &*key_store(&folders.state)?)
    }

    /// The same of a database that stands elsewhere.
    pub(crate) fn at(database: &Path, keys: &dyn KeyStore) -> Result<Self, StartError> {
        let key = find_32(keys, DATABASE_KEY)?.ok_or(StartError::KeyLost)?;
        let key = DatabaseKey::from_bytes(*key);
        let branch_key = find_32(keys, BRANCH_KEY)?.map(|key| BranchKey::from_bytes(*key));
        let reading = Store::open_to_read(database, &key, branch_key)?;
        let (place, device) = (reading.now().enrolment::<Place>()?, reading.now().device()?);
        let reading = match &place {
            Some(place) => {
                let policies = Policies::read_from(reading.now(), place)?;
                let zone = place.branch.zone;
                let policy = policies.in_force_on(zone.local(ThisMachine.now()).date);
                reading.with_rules(rules_in(zone, policy))
            }
            None => reading,
        };
        Ok(Self { reading, key, place, device })
    }

    /// Checks every page, chain, signature, photo and list; says the first that does not hold.
    pub fn verify(&self) -> Result<Result<Verified, Flaw>, DeskError> {
        let vouching = self.place.as_ref().filter(|place| !place.is_practice()).map(|place| Vouching {
            headquarters: place.headquarters,
            ack_key: place.ack_key,
            feed_key: place.feed_key,
        });
        if self.reading.quick_check().is_err() {
            return Err(store::Error::Damaged.into());
        }
        Ok(self.reading.verify(vouching.as_ref())?)
    }

    /// Writes every log as a file, its lines byte for byte, and the hashes of the files.
    ///
    /// What does not follow from the line before it (another copy's lines, lines after a gap) stands in `beside`.
    pub fn export(&self, folder: &Path) -> Result<Exported, DeskError> {
        fs::create_dir_all(folder).map_err(DeskError::File)?;
        let mut exported = Exported::default();
        let mut names = Vec::new();
        for log in self.reading.now().logs()? {
            let name = format!("{}.{}.jsonl", log.device, log.epoch);
            for (stretch, name) in
                [(Stretch::InOrder, name.clone()), (Stretch::Beside, format!("{BESIDE}/{name}"))]
            {
                let path = folder.join(&name);
                if self.count_of(&log, stretch)? == 0 {
                    continue;
                }
                fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(DeskError::File)?;
                exported.lines += write_whole(&path, |file| self.write_log(&log, stretch, file))?;
                exported.logs += 1;
                names.push(name);
            }
        }
        let sums = write_whole(&folder.join("SHA256SUMS"), |sums| {
            for name in names {
                writeln!(sums, "{}  {name}", hash_of(&fs::read(folder.join(&name))?))?;
            }
            Ok::<_, io::Error>(())
        });
        sums.map_err(DeskError::File)?;
        Ok(exported)
    }

    fn count_of(&self, log: &LogName, stretch: Stretch) -> Result<u64, DeskError> {
        Ok(self.write_log(log, stretch, &mut io::sink())?)
    }

    /// Writes the lines of one stretch of a log, and says how many.
    fn write_log(&self, log: &LogName, stretch: Stretch, file: &mut dyn Write) -> Result<u64, FileError> {
        // Another copy of this device wrote in the name of an own log: that log's file has the name.
        let is_copy = !log.is_own && self.device == Some(log.device);
        let mut last: Option<StoredLine> = None;
        let mut count = 0;
        self.reading.now().each_line::<FileError>(log, |line| {
            let follows = !is_copy && last.as_ref().is_none_or(|last| follows(last, &line));
            if follows == (stretch == Stretch::InOrder) {
                file.write_all(&line.raw)?;
                file.write_all(b"\n")?;
                count += 1;
            }
            if follows {
                last = Some(line);
            }
            Ok(())
        })?;
        Ok(count)
    }

    /// Whether headquarters has not confirmed all that is here.
    pub(crate) fn something_waits(&self) -> bool {
        self.reading.now().waiting().is_ok_and(|waiting| waiting.lines + waiting.photos > 0)
    }

    /// Copies database and photos into a folder as they stand in a data folder.
    pub(crate) fn copy_into(
        &self,
        folder: &Path,
        progress: &mut impl FnMut(Progress),
    ) -> Result<(), DeskError> {
        let photos = folder.join("photos");
        fs::create_dir_all(&photos).map_err(DeskError::File)?;
        let database = folder.join("counterfoil.db");
        self.reading
            .copy_database(&database, &self.key, |done, of| progress(Progress::Pages { done, of }))?;
        self.reading.copy_photos(&photos, |done, of| progress(Progress::Photos { done, of }))?;
        Ok(())
    }

    /// Copies database and photos into a new folder, and reads them back; the app may be running. All of it is there in the
    /// end, or nothing. The key goes with it, sealed to headquarters.
    pub fn back_up(
        &self,
        folder: &Path,
        keys: &dyn KeyStore,
        around: &dyn Surroundings,
        mut progress: impl FnMut(Progress),
    ) -> Result<Verified, DeskError> {
        let (Some(place), Some(device)) = (&self.place, self.device) else {
            return Err(DeskError::NotEnrolled);
        };
        if folder.exists() {
            return Err(DeskError::File(io::ErrorKind::AlreadyExists.into()));
        }
        let part = beside(folder);
        if part.exists() {
            // Of a backup that was interrupted.
            fs::remove_dir_all(&part).map_err(DeskError::File)?;
        }
        let copied = (|| {
            self.copy_into(&part, &mut progress)?;
            let branch = place.branch.id;
            let seal = |to| {
                let fresh = (around.random(), around.random());
                SealedDatabaseKey::seal(to, (branch, device), self.key.as_bytes(), fresh).ok()
            };
            let database_key_sealed = place.sealing_key.as_ref().and_then(seal);
            let note = BackupNote { v: 1, device, branch, made_at: around.now(), database_key_sealed };
            let json = serde_json::to_vec_pretty(&note).expect("ids and keys can be written");
            write_whole(&part.join(NOTE), |file| file.write_all(&json)).map_err(DeskError::File)?;
            progress(Progress::Checking);
            let verified = check_backup(&part, keys)?;
            fs::rename(&part, folder).and_then(|()| sync_folder_of(folder)).map_err(DeskError::File)?;
            Ok(verified)
        })();
        if copied.is_err() {
            // What is left of it is no backup, and the next one begins by removing it.
            let _ = fs::remove_dir_all(&part);
        }
        copied
    }
}

/// Reads a backup and checks all of it, with this machine's key.
pub(crate) fn check_backup(folder: &Path, keys: &dyn KeyStore) -> Result<Verified, DeskError> {
    let copy = Record::at(&folder.join("counterfoil.db"), keys).map_err(|_| DeskError::BackupUnusable)?;
    copy.verify()?.map_err(|flaw| {
        tracing::error!(%flaw, "a backup does not hold");
        DeskError::BackupUnusable
    })
}

/// Which lines of a log.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stretch {
    /// Each follows from the one before it.
    InOrder,
    /// The others.
    Beside,
}

fn follows(last: &StoredLine, line: &StoredLine) -> bool {
    let prev = Line::from_bytes(&line.raw).map(|line| line.head().prev);
    line.seq == last.seq + 1 && prev == Ok(last.hash)
}

/// Why a file could not be written.
enum FileError {
    File(io::Error),
    Store(store::Error),
}

impl From<io::Error> for FileError {
    fn from(error: io::Error) -> Self {
        Self::File(error)
    }
}

impl From<store::Error> for FileError {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<FileError> for DeskError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::File(error) => Self::File(error),
            FileError::Store(error) => Self::Store(error),
        }
    }
}
