//! What is read to check everything that is kept, and to write logs out.

use std::path::PathBuf;

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Sha256, TicketId, kinship::Circle};
use protocol::{Signature, VerifyingKey, WrappedKey};

use super::{LogName, StoreError, TicketLine, TicketRow};

/// A line as it is kept, and what its author signed there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptLine {
    /// Its place.
    pub seq: u64,
    /// The hash that is kept beside it.
    pub hash: Sha256,
    /// Its bytes.
    pub line: String,
    /// Why it takes no effect.
    pub set_aside: Option<String>,
    /// The signature over the head that it once was.
    pub signature: Option<Signature>,
}

/// A ticket as it is kept: its lines, and what lists show of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptTicket {
    /// Its lines.
    pub lines: Vec<TicketLine>,
    /// Its key.
    pub key: Option<WrappedKey>,
    /// Its row.
    pub row: Option<TicketRow>,
    /// The photos that are its evidence.
    pub photos: Vec<Sha256>,
    /// The circle of mergings that it is in.
    pub circle: Option<Circle>,
}

/// How a feed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeedCheck {
    /// The positions it has.
    pub positions: u64,
    /// The first position that is missing, is too much, or names a line that is not here.
    pub first_wrong: Option<u64>,
}

/// Reads everything, one state of the database at a time.
#[async_trait]
pub trait Checks: Send + Sync {
    /// Every log of a branch.
    async fn list_logs(&self, branch: BranchId) -> Result<Vec<LogName>, StoreError>;
    /// Lines of a log after a place, as they are kept.
    async fn list_kept(&self, log: LogName, after: u64, limit: u32) -> Result<Vec<KeptLine>, StoreError>;
    /// The keys of those who took a device's work over.
    async fn successor_keys(&self, device: DeviceId) -> Result<Vec<VerifyingKey>, StoreError>;
    /// Whether the positions of a branch's feed go from 1 to its head, each with a line.
    async fn check_feed(&self, branch: BranchId) -> Result<FeedCheck, StoreError>;
    /// Every ticket that has lines or a row.
    async fn list_ticket_ids(&self, branch: BranchId) -> Result<Vec<TicketId>, StoreError>;
    /// A ticket as it is kept.
    async fn kept_ticket(&self, branch: BranchId, ticket: TicketId) -> Result<KeptTicket, StoreError>;
    /// Every photo of a branch that is held, with its size.
    async fn list_photos(&self, branch: BranchId) -> Result<Vec<(Sha256, u64)>, StoreError>;
    /// Copies one state of everything but the photos to a file, and reads it back.
    async fn copy_to(&self, file: PathBuf) -> Result<(), StoreError>;
    /// How many photos are named and not held.
    async fn count_missing_photos(&self, branch: BranchId) -> Result<u64, StoreError>;
}
