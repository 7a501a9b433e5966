//! What a label says: the waybill, read off a photo of it. An offer to the clerk, never more.

use domain::{Sha256, TicketId, waybills_said};
use imaging::{Limits, read_codes};

use crate::{Desk, DeskError};

impl Desk {
    /// The waybills that the codes on a draft's photo say, each once; none where none can be made out.
    ///
    /// A photo without a code is looked at from all sides, which takes a second or more: nobody should wait for it.
    pub fn read_waybills(&self, draft: TicketId, sha256: Sha256) -> Result<Vec<String>, DeskError> {
        self.refuse_anothers(draft)?;
        let photos = self.inner.store.read(|now| now.draft_photos(draft))?;
        if photos.iter().all(|photo| photo.sha256 != sha256) {
            return Err(DeskError::NoPhoto);
        }
        if !self.is_photo(sha256)? {
            return Ok(Vec::new());
        }
        let photo = self.inner.store.find_photo_bytes(sha256)?.ok_or(DeskError::NoPhoto)?;
        let policy = self.policy();
        let says_one = |code: &str| !waybills_said(code, policy).is_empty();
        let codes = read_codes(&photo, &Limits::default(), says_one)?;
        let mut said: Vec<String> = Vec::new();
        for waybill in codes.iter().flat_map(|code| waybills_said(code, policy)) {
            if !said.contains(&waybill) {
                said.push(waybill);
            }
        }
        Ok(said)
    }
}
