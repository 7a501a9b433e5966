//! A day's account: what headquarters holds of a device's day, so that 'complete' is its word and nobody else's.
//! `GET /days/{device}/{day}`.

use domain::{Date, DeviceId, Instant, Sha256};
use serde::{Deserialize, Serialize};

use crate::{Purpose, Signature, SignatureError, SigningKey, VerifyingKey, hash_of, sign, verify};

/// How many things there are and which: SHA-256 over their hashes in ascending order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Tally {
    /// How many.
    pub count: u64,
    /// SHA-256 over their 32-byte hashes, ascending, one after another.
    pub hash: Sha256,
}

impl Tally {
    /// The tally of these hashes, each counted once.
    pub fn of(hashes: impl IntoIterator<Item = Sha256>) -> Self {
        let distinct: std::collections::BTreeSet<[u8; 32]> = hashes.into_iter().map(|hash| hash.0).collect();
        let all: Vec<u8> = distinct.iter().flatten().copied().collect();
        Self { count: distinct.len() as u64, hash: hash_of(&all) }
    }
}

/// What headquarters holds of one device's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct DayManifest {
    /// Whose day.
    pub device: DeviceId,
    /// The local day in the branch's zone, by the author's clock.
    pub day: Date,
    /// Events by the SHA-256 of their identity: one issued again counts once.
    pub events: Tally,
    /// Of those, set aside.
    pub set_aside: u64,
    /// Photos that these events name and that are held.
    pub photos: Tally,
    /// When, by headquarters' clock.
    pub at: Instant,
    /// `day`: device, day, both tallies, set aside, moment; by the acknowledgement key.
    pub signature: Signature,
}

/// What is counted of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// Events.
    pub events: Tally,
    /// Of those, set aside.
    pub set_aside: u64,
    /// Photos.
    pub photos: Tally,
}

impl DayManifest {
    /// Signs what is held.
    pub fn signed(device: DeviceId, day: Date, count: DayCount, at: Instant, key: &SigningKey) -> Self {
        let DayCount { events, set_aside, photos } = count;
        let message = message(device, day, &count, at);
        let fields: Vec<&[u8]> = message.iter().map(Vec::as_slice).collect();
        Self { device, day, events, set_aside, photos, at, signature: sign(key, Purpose::Day, &fields) }
    }

    /// Verifies the acknowledgement key's signature.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), SignatureError> {
        let message = message(self.device, self.day, &self.count(), self.at);
        let fields: Vec<&[u8]> = message.iter().map(Vec::as_slice).collect();
        verify(key, Purpose::Day, &fields, &self.signature)
    }

    /// What is counted.
    pub fn count(&self) -> DayCount {
        DayCount { events: self.events, set_aside: self.set_aside, photos: self.photos }
    }
}

fn message(device: DeviceId, day: Date, count: &DayCount, at: Instant) -> Vec<Vec<u8>> {
    let number = |number: u64| number.to_be_bytes().to_vec();
    vec![
        device.as_bytes().to_vec(),
        day.to_string().into_bytes(),
        number(count.events.count),
        count.events.hash.0.to_vec(),
        number(count.set_aside),
        number(count.photos.count),
        count.photos.hash.0.to_vec(),
        at.unix_ms().to_be_bytes().to_vec(),
    ]
}
