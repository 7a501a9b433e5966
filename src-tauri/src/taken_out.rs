//! Photos that were taken out of a draft, for as long as the clerk may want them back.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use desk::DraftPhoto;
use domain::{Sha256, TicketId};

/// Nobody has so many chances to undo open at once.
const MOST: usize = 64;

/// The photos taken out last, oldest first.
#[derive(Default)]
pub struct TakenOut(Mutex<VecDeque<(TicketId, DraftPhoto)>>);

impl TakenOut {
    /// Remembers a photo.
    pub fn remember(&self, draft: TicketId, photo: DraftPhoto) {
        let mut photos = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if photos.len() == MOST {
            photos.pop_front();
        }
        photos.push_back((draft, photo));
    }

    /// The photo, if it was taken out of that draft of late.
    pub fn find(&self, draft: TicketId, sha256: Sha256) -> Option<DraftPhoto> {
        let photos = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = photos.iter().rev().find(|(from, photo)| *from == draft && photo.sha256 == sha256);
        found.map(|(_, photo)| photo.clone())
    }
}
