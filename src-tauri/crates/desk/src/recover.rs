//! Recovering: this machine lost its keys, and headquarters gives back the one that opens the database.
//!
//! Headquarters takes this machine for another device from then on. What the old one wrote and had not delivered is
//! carried by the new one, in the old one's name.

use std::sync::Arc;

use domain::DeviceId;
use protocol::EnrolmentCode;
use serde::{Deserialize, Serialize};
use store::{DatabaseKey, OpenError, Store};
use zeroize::Zeroizing;

use crate::{
    AppLock, Desk, DeskError, Folders, KeyStore, Place, StartError, Surroundings,
    enrol::{Admission, admit},
    identity::{BRANCH_KEY, DATABASE_KEY, Identity, find_32, keep_device},
    key_store,
    restore::finish_interrupted,
};

/// Headquarters' answer, until all that follows from it is done: a code is answered once.
const RECOVERY: &str = "recovery";

#[derive(Serialize, Deserialize)]
struct Recovery {
    device: DeviceId,
    place: Place,
    branch_key: [u8; 32],
    database_key: [u8; 32],
}

/// Why nothing was recovered. The database is untouched.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    /// The app runs, or the keys or the database cannot be had.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The code, or headquarters.
    #[error(transparent)]
    Desk(#[from] DeskError),
    /// The keys of this machine open its database.
    #[error("nothing was lost: the keys of this machine open its database")]
    NothingLost,
    /// The code belongs to a new counter, to another counter, or to one that never gave headquarters its key.
    #[error("headquarters gave no key to this database with that code")]
    NoKey,
}

impl RecoverError {
    /// The code that screens have words for.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Start(error) => error.code(),
            Self::Desk(error) => error.code(),
            Self::NothingLost => "nothing_lost",
            Self::NoKey => "no_key_to_recover",
        }
    }
}

impl Desk {
    /// Takes the work of this machine over in the name of a new device, with a code that headquarters gave for that, and
    /// opens it. However often it is cut off after the answer, the next opening goes on where it was.
    pub async fn recover(
        folders: Folders,
        around: Arc<dyn Surroundings>,
        code: &str,
    ) -> Result<Self, RecoverError> {
        let lock = Arc::new(AppLock::take(&folders.state).map_err(StartError::from)?);
        finish_interrupted(&folders).map_err(|error| StartError::from(store::Error::from(error)))?;
        if !folders.database().exists() {
            return Err(StartError::NoDatabase.into());
        }
        let keys = key_store(&folders.state).map_err(StartError::from)?;
        if opens(&folders, &*keys)? {
            return Err(RecoverError::NothingLost);
        }
        let code: EnrolmentCode = code.parse().map_err(DeskError::from)?;
        let device = DeviceId::new(around.now().unix_ms().max(0) as u64, around.random());
        let identity = Identity::of(device, &*keys, &*around).map_err(StartError::from)?;
        let Admission { place, branch_key, recovered } = admit(&*around, &identity, code).await?;
        let recovered = recovered.ok_or(RecoverError::NoKey)?;
        let database_key = recovered
            .database_key_sealed
            .open((place.branch.id, device), &identity.sealing_key)
            .map_err(|_| DeskError::WrongRoot)?;
        if !is_key_to(&folders, &database_key)? {
            return Err(RecoverError::NoKey);
        }
        let recovery =
            Recovery { device, place, branch_key: *branch_key.as_bytes(), database_key: *database_key };
        let json = Zeroizing::new(serde_json::to_vec(&recovery).expect("ids, words and keys can be written"));
        keys.keep(RECOVERY, &json).map_err(StartError::from)?;
        Ok(Self::open_locked(lock, folders, around)?)
    }
}

/// Does what is left to do of a recovery that headquarters has answered.
pub(crate) fn finish_recovery(folders: &Folders, keys: &dyn KeyStore) -> Result<(), StartError> {
    let Some(json) = keys.secret(RECOVERY)?.map(Zeroizing::new) else { return Ok(()) };
    if let Ok(recovery) = serde_json::from_slice::<Recovery>(&json) {
        keys.keep(BRANCH_KEY, &recovery.branch_key)?;
        keys.keep(DATABASE_KEY, &recovery.database_key)?;
        keep_device(keys, recovery.device)?;
        let store = Store::open(&folders.database(), &DatabaseKey::from_bytes(recovery.database_key))?;
        store.write(|tx| {
            tx.take_over(recovery.device)?;
            tx.set_enrolment(recovery.place.headquarters, &recovery.place)
        })?;
    }
    Ok(keys.drop_secret(RECOVERY)?)
}

fn opens(folders: &Folders, keys: &dyn KeyStore) -> Result<bool, StartError> {
    find_32(keys, DATABASE_KEY)?.map_or(Ok(false), |key| is_key_to(folders, &key))
}

fn is_key_to(folders: &Folders, key: &[u8; 32]) -> Result<bool, StartError> {
    match Store::open_to_read(&folders.database(), &DatabaseKey::from_bytes(*key), None) {
        Ok(_) => Ok(true),
        Err(OpenError::WrongKey) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
