//! What was forgotten.

use async_trait::async_trait;
use domain::{BranchId, Sha256, TicketId};

use super::StoreError;

/// Knows what was forgotten, and what is still to go.
#[async_trait]
pub trait Forgetting: Send + Sync {
    /// Every ticket that was forgotten.
    async fn list_forgotten(&self) -> Result<Vec<(BranchId, TicketId)>, StoreError>;
    /// Photos that are still to go from the shelf.
    async fn list_photos_to_go(&self) -> Result<Vec<(BranchId, Sha256)>, StoreError>;
    /// Notes that a photo is gone from the shelf.
    async fn photo_is_gone(&self, branch: BranchId, sha256: Sha256) -> Result<(), StoreError>;
}
