//! Devices, the codes that enrol them, and the tokens they talk with.

use async_trait::async_trait;
use domain::{BranchId, CounterLetter, DeviceId, EpochId, Instant, Sha256};
use protocol::{SealedDatabaseKey, SealingPublicKey, VerifyingKey};

use super::StoreError;

/// One installed app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its identity.
    pub id: DeviceId,
    /// Where it stands.
    pub branch: BranchId,
    /// First in the serials it gives.
    pub counter_letter: CounterLetter,
    /// As people call it.
    pub counter_name: String,
    /// The PC's own name.
    pub pc_name: String,
    /// The program's version.
    pub app_version: String,
    /// What its signatures are verified with.
    pub signing_key: VerifyingKey,
    /// What the branch key is sealed to.
    pub sealing_key: SealingPublicKey,
    /// Since when.
    pub enrolled_at: Instant,
    /// Since when it may only push.
    pub revoked_at: Option<Instant>,
    /// When it last said hello.
    pub contact_at: Option<Instant>,
    /// Lines it still had to push then.
    pub waiting_lines: u64,
    /// Photos it still had to push then.
    pub waiting_photos: u64,
    /// When the oldest line that waited then was written.
    pub oldest_waiting_at: Option<Instant>,
    /// The incarnation of its log that it wrote then.
    pub epoch: Option<EpochId>,
    /// This clock less its own then.
    pub clock_offset_ms: Option<i64>,
    /// The device that took over its work when its keys were lost.
    pub replaced_by: Option<DeviceId>,
}

/// A one-time code for a counter of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnrolmentOffer {
    /// SHA-256 of the code's secret.
    pub secret: Sha256,
    /// For which branch.
    pub branch: BranchId,
    /// For which counter.
    pub counter_letter: CounterLetter,
    /// As people call it.
    pub counter_name: String,
    /// When it ends.
    pub expires_at: Instant,
    /// The device whose counter and work are taken over with it.
    pub recovers: Option<DeviceId>,
}

impl EnrolmentOffer {
    /// Why the code may not be used although it is good: what it gives was given meanwhile to one of `others`, which
    /// are the branch's other devices.
    pub fn refused_for(&self, others: &[Device]) -> Option<Enrolment> {
        let has_letter = |other: &Device| {
            other.revoked_at.is_none()
                && other.counter_letter == self.counter_letter
                && Some(other.id) != self.recovers
        };
        let is_replaced = |other: &Device| Some(other.id) == self.recovers && other.replaced_by.is_some();
        if others.iter().any(is_replaced) {
            Some(Enrolment::Replaced)
        } else {
            others.iter().any(has_letter).then_some(Enrolment::LetterTaken)
        }
    }
}

/// What became of an attempt to use a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Enrolment {
    /// The device belongs to the branch from now on.
    Done(EnrolmentOffer),
    /// There is no such code.
    Unknown,
    /// It was used before.
    Used,
    /// Its time is over.
    Expired,
    /// Another counter of the branch has its letter by now: two would give the same numbers.
    LetterTaken,
    /// Another device took over, meanwhile, the work of the one that it recovers.
    Replaced,
}

/// The app and keys that a code is used with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// Its identity.
    pub id: DeviceId,
    /// The PC's own name.
    pub pc_name: String,
    /// The program's version.
    pub app_version: String,
    /// What its signatures are verified with.
    pub signing_key: VerifyingKey,
    /// What the branch key is sealed to.
    pub sealing_key: SealingPublicKey,
}

/// Who talks with a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHolder {
    /// The device.
    pub device: Device,
    /// It may push and nothing else.
    pub push_only: bool,
    /// When the token ends.
    pub expires_at: Instant,
}

/// What a device says of itself in its hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The program's version.
    pub app_version: String,
    /// Lines still to push.
    pub waiting_lines: u64,
    /// Photos still to push.
    pub waiting_photos: u64,
    /// When the oldest line that waits was written.
    pub oldest_waiting_at: Option<Instant>,
    /// The incarnation of its log that it writes.
    pub epoch: EpochId,
    /// This clock less its own.
    pub clock_offset_ms: i64,
}

/// Keeps devices, codes, nonces and tokens.
#[async_trait]
pub trait Devices: Send + Sync {
    /// Keeps a code that was given out; `Taken` where it would give a counter the letter of headquarters' own numbers.
    async fn add_enrolment_offer(&self, offer: EnrolmentOffer) -> Result<(), StoreError>;
    /// The codes that may still be used, the first to end first.
    async fn list_enrolment_offers(&self, now: Instant) -> Result<Vec<EnrolmentOffer>, StoreError>;
    /// Ends a code that nobody has used; false when there is none that may still be.
    async fn withdraw_enrolment_offer(&self, secret: Sha256, now: Instant) -> Result<bool, StoreError>;
    /// Uses a code, once. `Taken` when the device's identity is another device's. With a code that recovers a device,
    /// that one is revoked and replaced in the same commit.
    async fn enrol(&self, secret: Sha256, device: NewDevice, now: Instant) -> Result<Enrolment, StoreError>;
    /// The device with this identity.
    async fn find_device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;
    /// The devices of a branch.
    async fn list_devices(&self, branch: BranchId) -> Result<Vec<Device>, StoreError>;
    /// The devices of all these branches, of each in the same order.
    async fn list_devices_of(&self, branches: Vec<BranchId>) -> Result<Vec<Device>, StoreError>;
    /// Lets a device push and nothing else from now on; false when there is none.
    async fn revoke_device(&self, id: DeviceId, now: Instant) -> Result<bool, StoreError>;
    /// Notes what a device said in its hello.
    async fn note_contact(&self, id: DeviceId, contact: Contact, now: Instant) -> Result<(), StoreError>;
    /// Keeps what a device deposited.
    async fn keep_deposit(&self, id: DeviceId, sealed: SealedDatabaseKey) -> Result<(), StoreError>;
    /// What a device deposited last.
    async fn find_deposit(&self, id: DeviceId) -> Result<Option<SealedDatabaseKey>, StoreError>;
    /// Keeps a nonce for one login.
    async fn add_nonce(
        &self,
        nonce: [u8; 32],
        device: DeviceId,
        expires_at: Instant,
    ) -> Result<(), StoreError>;
    /// Takes a nonce; false when it was never given to this device, was taken before, or is too old.
    async fn take_nonce(&self, nonce: [u8; 32], device: DeviceId, now: Instant) -> Result<bool, StoreError>;
    /// Keeps a token under its hash, and drops those that have ended.
    async fn add_token(
        &self,
        token: Sha256,
        device: DeviceId,
        push_only: bool,
        expires_at: Instant,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Who talks with this token, if it has not ended. A device revoked since then may push alone.
    async fn find_token(&self, token: Sha256, now: Instant) -> Result<Option<TokenHolder>, StoreError>;
}
