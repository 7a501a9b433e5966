//! What goes wrong with devices' logs: lines that are set aside, and forks.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EpochId, EventId, Instant, Sha256, TicketId};

use super::{LogName, Scope, StoreError};

/// A line that is held and takes no effect, as someone looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsideLine {
    /// Its log.
    pub log: LogName,
    /// Its place there.
    pub seq: u64,
    /// Why it takes no effect.
    pub reason: String,
    /// Its event, where that can be read.
    pub event: Option<EventId>,
    /// Its ticket, where that can be read.
    pub ticket: Option<TicketId>,
    /// Its ticket's number, where other lines tell it.
    pub number: Option<String>,
    /// When it came.
    pub received_at: Instant,
    /// When someone put it away.
    pub filed_at: Option<Instant>,
}

/// A line where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedLine {
    /// Its bytes.
    pub line: String,
    /// The hash of the line before it in its log.
    pub before: Option<Sha256>,
    /// Why it takes no effect.
    pub set_aside: Option<String>,
}

/// Lines of a log that took places already held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForkSeen {
    /// In which incarnation.
    pub epoch: EpochId,
    /// The first place that was taken twice.
    pub seq: u64,
    /// How many lines are kept as evidence.
    pub lines: u64,
}

/// Looks after what goes wrong.
#[async_trait]
pub trait Asides: Send + Sync {
    /// Lines that are set aside, those that came last first; those that were filed behind the others.
    async fn list_set_aside(&self, branches: Scope, limit: u32) -> Result<Vec<AsideLine>, StoreError>;
    /// A line that is held.
    async fn find_line(&self, log: LogName, seq: u64) -> Result<Option<PlacedLine>, StoreError>;
    /// Notes that someone put a line away; false when none is set aside there.
    async fn file_line(&self, log: LogName, seq: u64, now: Instant) -> Result<bool, StoreError>;
    /// The forks of a device's log.
    async fn list_forks(&self, branch: BranchId, device: DeviceId) -> Result<Vec<ForkSeen>, StoreError>;
    /// When the first line of a log came.
    async fn log_since(&self, log: LogName) -> Result<Option<Instant>, StoreError>;
}
