//! Photos: prepared, stored under their hash, and put into a draft or a ticket.

use domain::{Act, Fact, Instant, PhotoAdded, Sha256, Slot, TicketId};
use imaging::Limits;
use protocol::hash_of;
use serde::{Deserialize, Serialize};
use store::NewPhoto;

use crate::{Desk, DeskError};

/// A photo of a draft: what its `PhotoAdded` will say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPhoto {
    /// Its name everywhere.
    pub sha256: Sha256,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What its event will say.
    pub added: PhotoAdded,
}

/// The same as it stands in the database.
#[derive(Serialize, Deserialize)]
struct About {
    slot: Slot,
    media_type: String,
    size: u64,
    width: u32,
    height: u32,
    taken_at: Instant,
    source_sha256: String,
    source_size: u64,
    camera_time: Option<String>,
    camera_model: Option<String>,
}

const JPEG: &str = "image/jpeg";

impl Desk {
    /// Prepares a picture, stores it, and puts it into a draft's slot.
    pub fn add_draft_photo(
        &self,
        draft: TicketId,
        slot: Slot,
        source: &[u8],
    ) -> Result<DraftPhoto, DeskError> {
        self.refuse_anothers(draft)?;
        if self.inner.store.read(|now| now.find_draft(draft))?.is_none() {
            return Err(DeskError::NoDraft);
        }
        let photo = self.take_in(slot, source)?;
        self.inner.store.write(|tx| {
            let mut photos = tx.draft_photos(draft)?;
            if photos.iter().any(|other| other.sha256 == photo.sha256) {
                return Err(DeskError::PhotoAlreadyHere);
            }
            photos.push(photo.stored());
            Ok(tx.set_draft_photos(draft, &photos)?)
        })?;
        Ok(photo)
    }

    /// Takes a photo out of a draft; it stays on this counter for a week and can be put back.
    pub fn remove_draft_photo(
        &self,
        draft: TicketId,
        sha256: Sha256,
    ) -> Result<Option<DraftPhoto>, DeskError> {
        self.refuse_anothers(draft)?;
        let removed = self.inner.store.write(|tx| {
            let mut photos = tx.draft_photos(draft)?;
            let at = photos.iter().position(|photo| photo.sha256 == sha256);
            let removed = at.map(|at| photos.remove(at));
            tx.set_draft_photos(draft, &photos)?;
            Ok::<_, store::Error>(removed)
        })?;
        Ok(removed.as_ref().and_then(DraftPhoto::read))
    }

    /// Puts a photo back that was taken out of a draft.
    pub fn restore_draft_photo(&self, draft: TicketId, photo: &DraftPhoto) -> Result<(), DeskError> {
        self.refuse_anothers(draft)?;
        self.inner.store.write(|tx| {
            let mut photos = tx.draft_photos(draft)?;
            if photos.iter().all(|other| other.sha256 != photo.sha256) {
                photos.push(photo.stored());
            }
            tx.set_draft_photos(draft, &photos)
        })?;
        Ok(())
    }

    /// Puts a picture into a saved ticket's evidence.
    pub fn add_ticket_photo(&self, ticket: TicketId, slot: Slot, source: &[u8]) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let photo = self.take_in(slot, source)?;
        let shown = self.ticket(ticket)?.ticket.photos;
        if shown.iter().any(|other| other.added.sha256 == photo.sha256) {
            return Err(DeskError::PhotoAlreadyHere);
        }
        self.append_to(ticket, person.id, vec![Fact::PhotoAdded(photo.added)])
    }

    /// A photo's bytes, or its thumbnail's; none when they are not on this counter.
    pub fn find_photo(&self, sha256: Sha256, is_thumbnail: bool) -> Result<Option<Vec<u8>>, DeskError> {
        let store = &self.inner.store;
        Ok(if is_thumbnail {
            store.read(|now| now.thumbnail(sha256))?
        } else {
            store.find_photo_bytes(sha256)?
        })
    }

    /// A photo of the branch that is not on this counter yet: a sibling's, fetched from headquarters when it is looked at.
    ///
    /// None when headquarters does not have it either, cannot be reached, or no line here names it.
    pub async fn fetch_photo(&self, sha256: Sha256) -> Result<Option<Vec<u8>>, DeskError> {
        let is_named = self.inner.store.read(|now| now.is_photo_named(sha256))?;
        let Some(mut courier) = self.courier()?.filter(|_| is_named) else { return Ok(None) };
        let bytes = match courier.fetch_photo(sha256).await {
            Ok(bytes) => bytes,
            Err(trouble) => {
                tracing::info!(code = trouble.code(), "a sibling's photo could not be fetched");
                return Ok(None);
            }
        };
        let thumbnail = imaging::prepare(&bytes, &Limits::default())?.thumbnail;
        let (now, around) = (self.now(), &self.inner.around);
        self.inner.store.put_photo(&NewPhoto {
            bytes: &bytes,
            media_type: JPEG,
            thumbnail: &thumbnail,
            added_at: now,
            confirmed_at: Some(now),
            key: around.random(),
            nonce: around.random(),
        })?;
        Ok(Some(bytes))
    }

    fn take_in(&self, slot: Slot, source: &[u8]) -> Result<DraftPhoto, DeskError> {
        let prepared = imaging::prepare(source, &Limits::default())?;
        let (now, around) = (self.now(), &self.inner.around);
        let sha256 = self.inner.store.put_photo(&NewPhoto {
            bytes: &prepared.jpeg,
            media_type: JPEG,
            thumbnail: &prepared.thumbnail,
            added_at: now,
            confirmed_at: None,
            key: around.random(),
            nonce: around.random(),
        })?;
        Ok(DraftPhoto {
            sha256,
            width: prepared.width,
            height: prepared.height,
            added: PhotoAdded {
                sha256,
                size: prepared.jpeg.len() as u64,
                media_type: JPEG.to_owned(),
                slot,
                taken_at: now,
                source_sha256: hash_of(source),
                source_size: source.len() as u64,
                camera_time: prepared.camera_taken_at,
                camera_model: prepared.camera_model,
            },
        })
    }
}

impl DraftPhoto {
    fn stored(&self) -> store::DraftPhoto {
        let PhotoAdded {
            size,
            media_type,
            slot,
            taken_at,
            source_sha256,
            source_size,
            camera_time,
            camera_model,
            ..
        } = self.added.clone();
        let about = About {
            slot,
            media_type,
            size,
            width: self.width,
            height: self.height,
            taken_at,
            source_sha256: source_sha256.to_string(),
            source_size,
            camera_time,
            camera_model,
        };
        let about = serde_json::to_string(&about).expect("texts and numbers can be written");
        store::DraftPhoto { sha256: self.sha256, about }
    }

    pub(crate) fn read(row: &store::DraftPhoto) -> Option<Self> {
        let about: About = serde_json::from_str(&row.about).ok()?;
        Some(Self {
            sha256: row.sha256,
            width: about.width,
            height: about.height,
            added: PhotoAdded {
                sha256: row.sha256,
                size: about.size,
                media_type: about.media_type,
                slot: about.slot,
                taken_at: about.taken_at,
                source_sha256: about.source_sha256.parse().ok()?,
                source_size: about.source_size,
                camera_time: about.camera_time,
                camera_model: about.camera_model,
            },
        })
    }
}
