//! Which device this is, to headquarters and to itself: its keys, and which incarnation of its database it writes.

use domain::{DeviceId, EpochId};
use protocol::{SealingKey, SigningKey};
use serde::{Deserialize, Serialize};
use store::LastNumber;
use zeroize::Zeroizing;

use crate::{KeyStore, KeyStoreError, Surroundings};

pub(crate) const DATABASE_KEY: &str = "database";
pub(crate) const BRANCH_KEY: &str = "branch";
const SIGNING_KEY: &str = "signing";
const SEALING_KEY: &str = "sealing";
const INCARNATION: &str = "incarnation";
const DEVICE: &str = "device";

/// A device's own keys.
pub(crate) struct Identity {
    pub device: DeviceId,
    pub signing_key: SigningKey,
    pub sealing_key: SealingKey,
}

/// What stands outside the database: a database that was restored or copied does not match it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Incarnation {
    pub epoch: EpochId,
    pub last_number: Option<LastNumber>,
}

impl Identity {
    /// The keys of `device`, made where they are missing.
    pub fn of(
        device: DeviceId,
        keys: &dyn KeyStore,
        around: &dyn Surroundings,
    ) -> Result<Self, KeyStoreError> {
        let signing = secret_of_32(keys, SIGNING_KEY, around)?;
        let sealing = secret_of_32(keys, SEALING_KEY, around)?;
        Ok(Self {
            device,
            signing_key: SigningKey::from_bytes(&signing),
            sealing_key: SealingKey::from_bytes(*sealing),
        })
    }
}

/// The device that the keys here are of; none before its first run is complete.
pub(crate) fn keys_are_of(keys: &dyn KeyStore) -> Result<Option<DeviceId>, KeyStoreError> {
    let found = keys.secret(DEVICE)?;
    Ok(found.and_then(|bytes| bytes.try_into().ok()).map(DeviceId::from_bytes))
}

pub(crate) fn keep_device(keys: &dyn KeyStore, device: DeviceId) -> Result<(), KeyStoreError> {
    keys.keep(DEVICE, device.as_bytes())
}

impl Incarnation {
    /// What stands outside; none before the first, or when it was lost.
    pub fn outside(keys: &dyn KeyStore) -> Result<Option<Self>, KeyStoreError> {
        let found = keys.secret(INCARNATION)?;
        Ok(found.and_then(|json| serde_json::from_slice(&json).ok()))
    }

    pub fn keep(&self, keys: &dyn KeyStore) -> Result<(), KeyStoreError> {
        let json = serde_json::to_vec(self).expect("ids, dates and numbers can be written");
        keys.keep(INCARNATION, &json)
    }
}

/// The 32 bytes of that name, made where they are missing.
pub(crate) fn secret_of_32(
    keys: &dyn KeyStore,
    name: &str,
    around: &dyn Surroundings,
) -> Result<Zeroizing<[u8; 32]>, KeyStoreError> {
    if let Some(found) = find_32(keys, name)? {
        return Ok(found);
    }
    let fresh = Zeroizing::new(around.random::<32>());
    keys.keep(name, &*fresh)?;
    Ok(fresh)
}

/// The 32 bytes of that name.
pub(crate) fn find_32(keys: &dyn KeyStore, name: &str) -> Result<Option<Zeroizing<[u8; 32]>>, KeyStoreError> {
    let found = keys.secret(name)?.map(Zeroizing::new);
    Ok(found.and_then(|bytes| bytes[..].try_into().ok()).map(Zeroizing::new))
}
