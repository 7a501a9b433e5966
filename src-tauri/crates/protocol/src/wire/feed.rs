//! The feed of a branch, and a device's own lines. `GET /feed?generation=&after=&wait=` in order,
//! `GET /feed/older?generation=&before=` with the newest first, `GET /feed/branch?generation=` for what concerns the branch and
//! no ticket, `GET /logs/{device}/{epoch}?after=`.

use domain::{BranchId, DeviceId, Sha256};
use serde::{Deserialize, Serialize};

use super::{Generation, HeadSignature};
use crate::{Purpose, Signature, SignatureError, SigningKey, VerifyingKey, WrappedKey, sign, verify};

/// What came into the branch's feed after a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct FeedAnswer {
    /// Which telling of the feed.
    pub generation: Generation,
    /// Its last position.
    pub head: u64,
    /// The hash of the line there, when the reader has come to the end without being told that line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Sha256>,
    /// In the order that was asked for.
    pub entries: Vec<FeedEntry>,
    /// The counters whose lines are among the entries.
    pub devices: Vec<DeviceCertificate>,
    /// The wrapped keys of their tickets.
    pub keys: Vec<WrappedKey>,
}

/// One line of the feed. Lines of one log stand in its order, so a signed head vouches for all before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct FeedEntry {
    /// Its position, from 1 without gaps.
    pub position: u64,
    /// The line, byte for byte, without LF.
    pub line: String,
    /// Where the line was the head of a push, or is headquarters': who wrote it signed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<HeadSignature>,
}

/// Headquarters' word that a key is that of a device of the branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct DeviceCertificate {
    /// Of which branch.
    pub branch: BranchId,
    /// Which device.
    pub device: DeviceId,
    /// Verifies what it signs.
    pub key: VerifyingKey,
    /// `device`: branch, device, key; by the feed key.
    pub signature: Signature,
}

impl DeviceCertificate {
    /// The feed key vouches for a device's key.
    pub fn issue(branch: BranchId, device: DeviceId, key: VerifyingKey, feed_key: &SigningKey) -> Self {
        let signature =
            sign(feed_key, Purpose::Device, &[branch.as_bytes(), device.as_bytes(), key.as_bytes()]);
        Self { branch, device, key, signature }
    }

    /// Verifies the feed key's signature.
    pub fn verify(&self, feed_key: &VerifyingKey) -> Result<(), SignatureError> {
        let fields: [&[u8]; 3] = [self.branch.as_bytes(), self.device.as_bytes(), self.key.as_bytes()];
        verify(feed_key, Purpose::Device, &fields, &self.signature)
    }
}

/// A device's own lines, pulled back after it was restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct LogAnswer {
    /// In order, byte for byte, without LF.
    pub lines: Vec<String>,
    /// The wrapped keys of their tickets.
    pub keys: Vec<WrappedKey>,
}
