//! Photos: which are named, which are held, and the unfinished ones. The bytes of whole ones are in the object store.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant, Sha256, TicketId};

use super::StoreError;

const KEPT_MS: i64 = 7 * 24 * 60 * 60 * 1_000;

/// A photo on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its identity, a part of its address.
    pub id: [u8; 16],
    /// Whose tickets.
    pub branch: BranchId,
    /// Who sends it.
    pub device: DeviceId,
    /// What it must be.
    pub sha256: Sha256,
    /// How long it must be.
    pub size: u64,
    /// How much of it is here.
    pub held: u64,
}

impl Upload {
    /// What began before this has expired at `now`: nobody goes on with it, and housekeeping drops it.
    pub fn expired_before(now: Instant) -> Instant {
        now.plus_ms(-KEPT_MS)
    }
}

/// Keeps what is known of photos.
#[async_trait]
pub trait Photos: Send + Sync {
    /// Whether a stored line of the branch names a photo of this hash and size.
    async fn is_photo_named(&self, branch: BranchId, sha256: Sha256, size: u64) -> Result<bool, StoreError>;
    /// Whether a stored line names this photo for that ticket.
    async fn is_photo_of(
        &self,
        branch: BranchId,
        sha256: Sha256,
        ticket: TicketId,
    ) -> Result<bool, StoreError>;
    /// The size of a photo that is held.
    async fn find_photo(&self, branch: BranchId, sha256: Sha256) -> Result<Option<u64>, StoreError>;
    /// The held photos of a ticket, with when each came.
    async fn list_held(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, Instant)>, StoreError>;
    /// How much is here of a ticket's unfinished photos.
    async fn list_unfinished(
        &self,
        branch: BranchId,
        ticket: TicketId,
    ) -> Result<Vec<(Sha256, u64)>, StoreError>;
    /// Starts an upload, or answers the one under way for that photo, unless that has expired.
    async fn start_upload(&self, upload: Upload, now: Instant) -> Result<Upload, StoreError>;
    /// The upload of this identity, unless it has expired.
    async fn find_upload(
        &self,
        branch: BranchId,
        id: [u8; 16],
        now: Instant,
    ) -> Result<Option<Upload>, StoreError>;
    /// Appends bytes at `at`; false when that is not where the upload stands.
    async fn append_chunk(
        &self,
        branch: BranchId,
        id: [u8; 16],
        at: u64,
        bytes: Vec<u8>,
    ) -> Result<bool, StoreError>;
    /// The bytes that are here, in order.
    async fn upload_bytes(&self, branch: BranchId, id: [u8; 16]) -> Result<Vec<u8>, StoreError>;
    /// Notes that a photo is whole and lies on the shelf, and drops its chunks; the upload stays, to be asked about.
    ///
    /// False when nobody waits for that upload any more: its tickets were forgotten meanwhile, and then the photo goes
    /// from the shelf again; or it was begun before something was taken from there, perhaps this very photo.
    async fn photo_is_held(&self, upload: Upload, now: Instant) -> Result<bool, StoreError>;
    /// Drops an upload with what is here of it.
    async fn drop_upload(&self, branch: BranchId, id: [u8; 16]) -> Result<(), StoreError>;
    /// Drops every upload that has expired.
    async fn drop_expired_uploads(&self, now: Instant) -> Result<(), StoreError>;
}
