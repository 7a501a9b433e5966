//! A headquarters that outgrew its file: carried into PostgreSQL while it serves, and stopped only for the last step.

use std::{collections::HashMap, path::Path, sync::Arc, time::Duration};

use domain::{AuditAct, BranchId, Instant};

use crate::{
    BackupError, HqState, KeysError, MasterKey, MasterKeyError, PhotoPlace, PostgresPlace, Shelf, Sqlite,
    StoreError,
    audited::{By, outcome},
    keys::HqKeys,
    line_reader::BranchReader,
    store::{Audits, Behind, LineReader, Mover, OldFile, Postgres, Trust, Units, is_in_use},
};

/// How soon it is looked again whether the file is still being served.
const AGAIN: Duration = Duration::from_secs(1);

/// What a move does at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moving {
    /// It carries, beside those who serve.
    Carrying(Behind),
    /// Everything was carried; headquarters is to be stopped now. What is written until then is carried too.
    WaitingForStop(Behind),
    /// Nobody writes the file any more: the rest is carried and everything compared.
    Finishing(Behind),
}

/// Why a headquarters was not moved. Its file is as it was, and may be served on; what was carried stays for the next try.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The file or the database failed, or what was carried differs.
    #[error("could not carry headquarters into the other database")]
    Store(#[from] StoreError),
    /// There is no master key.
    #[error("could not read the master key")]
    Master(#[from] MasterKeyError),
    /// The keys do not open.
    #[error("could not open headquarters' keys")]
    Keys(#[from] KeysError),
    /// A branch's key is sealed with another master key.
    #[error("the master key is not the one this data was made with")]
    OtherMaster(#[from] protocol::SealError),
    /// There is no headquarters in the folder.
    #[error("there is no headquarters in this folder")]
    NoData,
}

/// Moves the headquarters in `data` into the empty database at `place`, or goes on with a move that was interrupted. Ends
/// when the file is no longer served and everything is in the other place; the file refuses to be served from then on.
/// `master` opens the keys. That it was begun is noted in the audit log before anything is carried, and goes along.
pub async fn move_to_postgres(
    data: &Path,
    master: impl Fn() -> Result<MasterKey, MasterKeyError>,
    place: &PostgresPlace,
    now: Instant,
    tell: impl FnMut(Moving),
) -> Result<Behind, MoveError> {
    if !Sqlite::file_in(data).exists() {
        return Err(MoveError::NoData);
    }
    let note = async |outcome: &str| {
        let entry = By::command_line().did(AuditAct::HeadquartersMoved, "", outcome, now);
        Sqlite::open(data)?.append_audit(entry).await
    };
    note(outcome::BEGUN).await?;
    match carry(data, master, place, now, tell).await {
        Ok(moved) => Ok(moved),
        Err(error) => {
            note(outcome::FAILED).await?;
            Err(error)
        }
    }
}

async fn carry(
    data: &Path,
    master: impl Fn() -> Result<MasterKey, MasterKeyError>,
    place: &PostgresPlace,
    now: Instant,
    mut tell: impl FnMut(Moving),
) -> Result<Behind, MoveError> {
    let file = Sqlite::file_in(data);
    loop {
        let readers = readers(data, master()?).await?;
        let mover = Mover::new(file.clone(), Postgres::open_to_fill(place, now).await?, readers);
        let behind = mover.carry(|behind| tell(Moving::Carrying(behind))).await?;
        if is_in_use(&file)? {
            tell(Moving::WaitingForStop(behind));
            tokio::time::sleep(AGAIN).await;
            continue;
        }
        // From here on nobody begins to serve it.
        OldFile::mark_moved(&file, true)?;
        let finished = match is_in_use(&file)? {
            true => Ok(None),
            false => mover.finish(|behind| tell(Moving::Finishing(behind))).await.map(Some),
        };
        match finished {
            Ok(Some(moved)) => return Ok(moved),
            Ok(None) => OldFile::mark_moved(&file, false)?,
            Err(error) => {
                OldFile::mark_moved(&file, false)?;
                return Err(error.into());
            }
        }
    }
}

impl HqState {
    /// Brings photos that lie in the data folder to where photos lie now, each once, read back and compared by its hash.
    /// Answers how many were brought. `tell` is told how many were looked at, and of how many.
    pub async fn bring_photos(&self, mut tell: impl FnMut(u64, u64)) -> Result<u64, BackupError> {
        let folder = Shelf::at(&PhotoPlace::Folder, &self.data)?;
        let mut held = Vec::new();
        for branch in self.store.list_branches().await? {
            let photos = self.store.list_photos(branch.id).await?;
            held.extend(photos.into_iter().map(|(sha256, _)| (branch.id, sha256)));
        }
        let (mut brought, of) = (0, held.len() as u64);
        for ((branch, sha256), looked_at) in held.into_iter().zip(1..) {
            if self.shelf.find(branch, sha256).await?.is_none() {
                let photo = folder.find(branch, sha256).await?.ok_or(BackupError::Photo(sha256))?;
                self.shelf.put(branch, sha256, photo.to_vec()).await?;
                brought += 1;
            }
            tell(looked_at, of);
        }
        Ok(brought)
    }
}

/// What opens the lines of each branch.
async fn readers(
    data: &Path,
    master: MasterKey,
) -> Result<HashMap<BranchId, Arc<dyn LineReader>>, MoveError> {
    let store = Sqlite::open(data)?;
    if store.sealed_keys().await?.is_empty() {
        return Err(MoveError::NoData);
    }
    let keys = HqKeys::open(&store, master).await?;
    let mut readers: HashMap<BranchId, Arc<dyn LineReader>> = HashMap::new();
    for branch in store.list_branches().await? {
        let key = keys.branch_key(branch.id, &branch.sealed_key)?;
        let reader = BranchReader::new(
            branch.id,
            branch.own_device,
            key,
            keys.phone_lookup.clone(),
            keys.words.clone(),
        );
        readers.insert(branch.id, Arc::new(reader));
    }
    Ok(readers)
}
