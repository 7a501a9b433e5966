//! What was forgotten.

use async_trait::async_trait;
use domain::{BranchId, Sha256, TicketId};

use super::StoreError;

/// A photo that is to go from the shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoToGo {
    /// Whose tickets named it.
    pub branch: BranchId,
    /// Its name.
    pub sha256: Sha256,
    /// Another one each time that it is said to go.
    pub mark: [u8; 16],
}

/// Knows what was forgotten, and what is still to go.
#[async_trait]
pub trait Forgetting: Send + Sync {
    /// Every ticket that was forgotten.
    async fn list_forgotten(&self) -> Result<Vec<(BranchId, TicketId)>, StoreError>;
    /// Photos that are still to go from the shelf.
    async fn list_photos_to_go(&self) -> Result<Vec<PhotoToGo>, StoreError>;
    /// Whether a photo is still to go, as it was said then.
    async fn is_photo_to_go(&self, photo: &PhotoToGo) -> Result<bool, StoreError>;
    /// Notes that a photo was taken from the shelf.
    ///
    /// Where a ticket has named it meanwhile, it may have been brought and acknowledged before it was taken away: it is
    /// held no more, and no upload that began before is. Where it is to go anew, it still is.
    async fn photo_is_gone(&self, photo: PhotoToGo) -> Result<(), StoreError>;
}
