//! Pushing lines, and the acknowledgement that they are held. `POST /push`, zstd.

use domain::{DeviceId, EpochId, EventId, Instant, Sha256, TicketId};
use serde::{Deserialize, Serialize};

use crate::{Purpose, Signature, SignatureError, SigningKey, VerifyingKey, WrappedKey, sign, verify};

/// The most lines of one push.
pub const MOST_PUSH_LINES: usize = 2_000;
/// The most bytes of lines of one push.
pub const MOST_PUSH_BYTES: usize = 1_024 * 1_024;
/// What a push may expand to: lines escaped within JSON, and their keys.
pub const MOST_PUSH_EXPANDED: usize = 4 * MOST_PUSH_BYTES;

/// Contiguous lines of one log, byte for byte, with the keys of their tickets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Push {
    /// Whose log.
    pub device: DeviceId,
    /// Which epoch.
    pub epoch: EpochId,
    /// The lines, without LF.
    pub lines: Vec<String>,
    /// The wrapped keys of tickets that headquarters may not hold yet.
    pub keys: Vec<WrappedKey>,
    /// `push`: device, epoch, last seq, its hash.
    pub signature: Signature,
    /// Of a carry-over: the device that brings the lines and signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_by: Option<DeviceId>,
    /// Of a carry-over: what the author signed of these lines, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heads: Vec<HeadSignature>,
}

/// The signature that a push puts on a log's head. It stays with the lines and travels in feed and export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct HeadSignature {
    /// The head's place.
    pub seq: u64,
    /// Its hash.
    pub head: Sha256,
    /// `push`: device, epoch, seq, hash.
    pub signature: Signature,
}

impl HeadSignature {
    /// Signs a log's head.
    pub fn sign(device: DeviceId, epoch: EpochId, seq: u64, head: Sha256, key: &SigningKey) -> Self {
        let signature =
            sign(key, Purpose::Push, &[device.as_bytes(), epoch.as_bytes(), &seq.to_be_bytes(), &head.0]);
        Self { seq, head, signature }
    }

    /// Verifies that `key` signed this head of that log.
    pub fn verify(&self, device: DeviceId, epoch: EpochId, key: &VerifyingKey) -> Result<(), SignatureError> {
        let seq = self.seq.to_be_bytes();
        let fields: [&[u8]; 4] = [device.as_bytes(), epoch.as_bytes(), &seq, &self.head.0];
        verify(key, Purpose::Push, &fields, &self.signature)
    }
}

/// What headquarters has made durable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct PushAnswer {
    /// Up to where.
    pub ack: Ack,
    /// Lines that are held but could not be taken into account, with the reason.
    pub set_aside: Vec<SetAside>,
    /// The tickets whose keys are held now, of those pushed.
    pub keys: Vec<TicketId>,
}

/// A signed word that a log is held up to a head. Without a signature that verifies it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Ack {
    /// Whose log.
    pub device: DeviceId,
    /// Which epoch.
    pub epoch: EpochId,
    /// The last line held.
    pub seq: u64,
    /// Its hash.
    pub head: Sha256,
    /// When, by headquarters' clock.
    pub at: Instant,
    /// `ack`: device, epoch, seq, hash, moment; by the acknowledgement key.
    pub signature: Signature,
}

impl Ack {
    /// Signs that the log is held up to its head.
    pub fn signed(
        device: DeviceId,
        epoch: EpochId,
        seq: u64,
        head: Sha256,
        at: Instant,
        key: &SigningKey,
    ) -> Self {
        let (place, moment) = (seq.to_be_bytes(), at.unix_ms().to_be_bytes());
        let fields: [&[u8]; 5] = [device.as_bytes(), epoch.as_bytes(), &place, &head.0, &moment];
        Self { device, epoch, seq, head, at, signature: sign(key, Purpose::Ack, &fields) }
    }

    /// Verifies the acknowledgement key's signature.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), SignatureError> {
        let (place, moment) = (self.seq.to_be_bytes(), self.at.unix_ms().to_be_bytes());
        let fields: [&[u8]; 5] =
            [self.device.as_bytes(), self.epoch.as_bytes(), &place, &self.head.0, &moment];
        verify(key, Purpose::Ack, &fields, &self.signature)
    }
}

/// A line that is held but not taken into account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct SetAside {
    /// Its place.
    pub seq: u64,
    /// Its event, where it could be read.
    pub id: Option<EventId>,
    /// The reason's code: `line_duplicate_key`, `line_seal`…
    pub reason: String,
}
