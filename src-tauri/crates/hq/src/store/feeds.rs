//! A branch's feed read in other ways than forward: for a counter that is new, and to notice a restore.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EventId, Sha256};

use super::{FeedPage, StoreError};

/// Reads feeds.
#[async_trait]
pub trait Feeds: Send + Sync {
    /// Lines before a position, the newest first, those of the asking device left out.
    async fn older(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        before: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError>;
    /// What a device has written about the branch and no ticket, in order.
    async fn branch_lines(&self, branch: BranchId, device: DeviceId) -> Result<FeedPage, StoreError>;
    /// The hash of the line at a position.
    async fn told_at(&self, branch: BranchId, position: u64) -> Result<Option<Sha256>, StoreError>;
    /// Those of these events that the branch has a line of.
    async fn known_events(&self, branch: BranchId, events: Vec<EventId>) -> Result<Vec<EventId>, StoreError>;
}
