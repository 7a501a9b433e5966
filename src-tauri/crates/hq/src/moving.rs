//! A headquarters that outgrew its file: carried into PostgreSQL while it serves, and stopped only for the last step.

use std::{collections::HashMap, path::Path, sync::Arc, time::Duration};

use domain::{AuditAct, BranchId, Instant};

use crate::{
    BackupError, HqState, KeysError, MasterKey, MasterKeyError, PhotoPlace, PostgresPlace, Shelf, Sqlite,
    StoreError,
    audited::{By, outcome},
    keys::HqKeys,
    line_reader::BranchReader,
    store::{
        Audits, Behind, LineReader, Mover, OldFile, Postgres, Standing, Trust, Turn, Units, certificates,
        is_in_use,
    },
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

/// Why a headquarters was not moved. What was carried stays for the next try, and the file may be served on: but where the
/// database was lost in the last step, of which it is not known then whether it was kept.
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

/// Moves the headquarters in `data` into the empty database at `place`, or goes on with a move that was interrupted, wherever
/// that was; one that is there already is left as it is. Ends when the file is no longer served and everything is in the
/// other place; the file refuses to be served from then on. `master` opens the keys. That it was begun is noted in the
/// audit log before anything is carried, and goes along.
pub async fn move_to_postgres(
    data: &Path,
    master: impl Fn() -> Result<MasterKey, MasterKeyError>,
    place: &PostgresPlace,
    now: Instant,
    tell: impl FnMut(Moving),
) -> Result<Behind, MoveError> {
    let file = Sqlite::file_in(data);
    if !file.exists() {
        return Err(MoveError::NoData);
    }
    let ours = certificates(opened(data).await?.sealed_keys().await?);
    let to = Postgres::open_to_fill(place, now).await?;
    let mut turn = to.take_turn().await?;
    let old = OldFile::open(&file)?;
    match (old.find_mark()?, to.standing().await?) {
        (None, _) => {}
        (Some(_), Standing::Whole(theirs)) if theirs == ours => {
            OldFile::mark(&file, Some(OldFile::MOVED))?;
            let of = old.feed_heads()?.iter().map(|(_, head)| head).sum();
            return Ok(Behind { carried: of, of });
        }
        // It was cut off in its last step, and nobody serves the file before it ends.
        (Some(begun), Standing::BeingFilled(name)) if begun == name => {}
        // Whoever gave it up then has emptied the database.
        (Some(begun), Standing::Empty) if begun != OldFile::MOVED => OldFile::mark(&file, None)?,
        (Some(_), _) => return Err(StoreError::Moved.into()),
    }
    drop(old);
    let note = async |outcome: &str| {
        let entry = By::command_line().did(AuditAct::HeadquartersMoved, "", outcome, now);
        Sqlite::open_to_move(data)?.append_audit(entry).await
    };
    note(outcome::BEGUN).await?;
    let moved = carry_to_end((data, &file), master, (&to, &mut turn), tell).await;
    if moved.is_err() {
        // What was begun over that connection has come to its end when there is another turn.
        drop(turn);
        if let Ok(_turn) = to.take_turn().await
            && let Ok(Standing::Empty | Standing::BeingFilled(_)) = to.standing().await
            && OldFile::open(&file)?.find_mark()?.is_some()
        {
            OldFile::mark(&file, None)?;
        }
        note(outcome::FAILED).await?;
    }
    moved
}

async fn carry_to_end(
    (data, file): (&Path, &Path),
    master: impl Fn() -> Result<MasterKey, MasterKeyError>,
    (to, turn): (&Postgres, &mut Turn),
    mut tell: impl FnMut(Moving),
) -> Result<Behind, MoveError> {
    loop {
        let mover = Mover::new(file.to_owned(), to.clone(), readers(data, master()?).await?);
        let behind = mover.carry(|behind| tell(Moving::Carrying(behind))).await?;
        if !is_in_use(file)? {
            let Standing::BeingFilled(name) = to.standing().await? else {
                return Err(StoreError::Taken.into());
            };
            // From here on nobody begins to serve it.
            OldFile::mark(file, Some(&name))?;
            if !is_in_use(file)? {
                let moved = mover.finish(turn, |behind| tell(Moving::Finishing(behind))).await?;
                OldFile::mark(file, Some(OldFile::MOVED))?;
                return Ok(moved);
            }
            OldFile::mark(file, None)?;
        }
        tell(Moving::WaitingForStop(behind));
        tokio::time::sleep(AGAIN).await;
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

/// The file, also where it says that it has moved.
async fn opened(data: &Path) -> Result<Sqlite, MoveError> {
    let store = Sqlite::open_to_move(data)?;
    if store.sealed_keys().await?.is_empty() {
        return Err(MoveError::NoData);
    }
    Ok(store)
}

/// What opens the lines of each branch.
async fn readers(
    data: &Path,
    master: MasterKey,
) -> Result<HashMap<BranchId, Arc<dyn LineReader>>, MoveError> {
    let store = opened(data).await?;
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
