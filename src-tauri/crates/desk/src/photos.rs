//! Photos: prepared, stored under their hash, and put into a draft or a ticket. A PDF or a video is stored as it came.

use std::path::PathBuf;

use domain::{
    Act, Attachment, EventId, Fact, Instant, PHOTO_MEDIA_TYPE, PhotoAdded, Sha256, Slot, Ticket, TicketId,
};
use imaging::{AttachmentType, Limits};
use protocol::{hash_of, wire::MOST_ATTACHMENT_BYTES};
use serde::{Deserialize, Serialize};
use store::NewPhoto;

use crate::{Desk, DeskError};

/// A photo or an attachment of a draft: what its `PhotoAdded` will say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPhoto {
    /// Its name everywhere.
    pub sha256: Sha256,
    /// In pixels; none of an attachment's.
    pub width: u32,
    /// In pixels; none of an attachment's.
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

impl Desk {
    /// Prepares a picture, or takes a PDF or a video as it is, stores it, and puts it into a draft's slot.
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

    /// Puts a picture, a PDF or a video into a saved ticket's evidence.
    pub fn add_ticket_photo(&self, ticket: TicketId, slot: Slot, source: &[u8]) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let photo = self.take_in(slot, source)?;
        let shown = self.ticket(ticket)?.ticket.photos;
        if shown.iter().any(|other| other.added.sha256 == photo.sha256) {
            return Err(DeskError::PhotoAlreadyHere);
        }
        self.append_to(ticket, person.id, vec![Fact::PhotoAdded(photo.added)])
    }

    /// A photo's bytes, or its thumbnail's, or an attachment's bytes; none when they are not on this counter.
    pub fn find_photo(&self, sha256: Sha256, is_thumbnail: bool) -> Result<Option<Vec<u8>>, DeskError> {
        let store = &self.inner.store;
        Ok(if is_thumbnail {
            store.read(|now| now.thumbnail(sha256))?
        } else {
            store.find_photo_bytes(sha256)?
        })
    }

    /// Whether what is called so here is a photo. Only a photo is ever given to something that draws it.
    pub fn is_photo(&self, sha256: Sha256) -> Result<bool, DeskError> {
        let row = self.inner.store.read(|now| now.find_photo(sha256))?;
        Ok(match row {
            Some(row) => row.media_type == PHOTO_MEDIA_TYPE,
            None => self.named(sha256)?.is_some_and(|added| added.attachment().is_none()),
        })
    }

    /// What a line of a ticket says of a photo or an attachment.
    fn named(&self, sha256: Sha256) -> Result<Option<PhotoAdded>, DeskError> {
        Ok(self.inner.store.read(|now| {
            for ticket in now.tickets_of_photo(sha256)? {
                let photos = now.ticket(ticket)?.into_iter().flat_map(|ticket| ticket.photos);
                if let Some(photo) = photos.into_iter().find(|photo| photo.added.sha256 == sha256) {
                    return Ok::<_, store::Error>(Some(photo.added));
                }
            }
            Ok(None)
        })?)
    }

    /// A photo or an attachment of the branch that is not on this counter yet: a sibling's, fetched from headquarters when
    /// it is looked at, or a copy of it is asked for.
    ///
    /// None when headquarters does not have it either, cannot be reached, or no line here names it.
    pub async fn fetch_photo(&self, sha256: Sha256) -> Result<Option<Vec<u8>>, DeskError> {
        let (Some(added), Some(mut courier)) = (self.named(sha256)?, self.courier()?) else {
            return Ok(None);
        };
        let bytes = match courier.fetch_photo(sha256, added.size).await {
            Ok(bytes) => bytes,
            Err(trouble) => {
                tracing::info!(code = trouble.code(), "a sibling's photo could not be fetched");
                return Ok(None);
            }
        };
        let thumbnail = match added.attachment() {
            None => Some(imaging::prepare(&bytes, &Limits::default())?.thumbnail),
            Some(_) => None,
        };
        let now = self.now();
        self.store_file(&bytes, &added.media_type, thumbnail.as_deref(), now, Some(now))?;
        Ok(Some(bytes))
    }

    /// Saves a copy of an attachment among the papers, where it goes when its ticket is forgotten. Nothing opens it.
    pub async fn save_attachment(&self, ticket: TicketId, photo: EventId) -> Result<PathBuf, DeskError> {
        self.acting(Act::Print)?;
        let ticket = self.ticket(ticket)?.ticket;
        let at = ticket.photos.iter().position(|other| other.event == photo).ok_or(DeskError::NoPhoto)?;
        let added = &ticket.photos[at].added;
        let kept = added.attachment().ok_or(DeskError::NoPhoto)?;
        let bytes = self.photo_bytes(added.sha256).await?;
        self.save_beside_papers(&attachment_file(&ticket, at, kept), &bytes).map_err(DeskError::Paper)
    }

    /// The bytes of a photo or an attachment, from here or from headquarters.
    pub(crate) async fn photo_bytes(&self, sha256: Sha256) -> Result<Vec<u8>, DeskError> {
        if let Some(bytes) = self.find_photo(sha256, false)? {
            return Ok(bytes);
        }
        self.fetch_photo(sha256).await?.ok_or(DeskError::PhotoNotHere)
    }

    fn take_in(&self, slot: Slot, source: &[u8]) -> Result<DraftPhoto, DeskError> {
        match AttachmentType::of(source) {
            Some(kind) => self.keep(slot, kind, source),
            None => self.prepare(slot, source),
        }
    }

    fn prepare(&self, slot: Slot, source: &[u8]) -> Result<DraftPhoto, DeskError> {
        let prepared = imaging::prepare(source, &Limits::default())?;
        let now = self.now();
        let sha256 =
            self.store_file(&prepared.jpeg, PHOTO_MEDIA_TYPE, Some(&prepared.thumbnail), now, None)?;
        Ok(DraftPhoto {
            sha256,
            width: prepared.width,
            height: prepared.height,
            added: PhotoAdded {
                sha256,
                size: prepared.jpeg.len() as u64,
                media_type: PHOTO_MEDIA_TYPE.to_owned(),
                slot,
                taken_at: now,
                source_sha256: hash_of(source),
                source_size: source.len() as u64,
                camera_time: prepared.camera_taken_at,
                camera_model: prepared.camera_model,
            },
        })
    }

    /// Stores a file under its hash, sealed with a key of its own.
    fn store_file(
        &self,
        bytes: &[u8],
        media_type: &str,
        thumbnail: Option<&[u8]>,
        added_at: Instant,
        confirmed_at: Option<Instant>,
    ) -> Result<Sha256, DeskError> {
        let (key, nonce) = (self.inner.around.random(), self.inner.around.random());
        let photo = NewPhoto { bytes, media_type, thumbnail, added_at, confirmed_at, key, nonce };
        Ok(self.inner.store.put_photo(&photo)?)
    }

    /// Keeps a file as it came. What is in it nobody here looks at.
    fn keep(&self, slot: Slot, kind: AttachmentType, source: &[u8]) -> Result<DraftPhoto, DeskError> {
        let size = source.len() as u64;
        if size > MOST_ATTACHMENT_BYTES {
            return Err(DeskError::AttachmentTooLarge);
        }
        let now = self.now();
        let sha256 = self.store_file(source, kind.as_str(), None, now, None)?;
        Ok(DraftPhoto {
            sha256,
            width: 0,
            height: 0,
            added: PhotoAdded {
                sha256,
                size,
                media_type: kind.as_str().to_owned(),
                slot,
                taken_at: now,
                source_sha256: sha256,
                source_size: size,
                camera_time: None,
                camera_model: None,
            },
        })
    }
}

/// What an attachment's copy is called: its ticket's number and its place in the evidence, as in the evidence pack.
pub(crate) fn attachment_file(ticket: &Ticket, at: usize, kept: Attachment) -> String {
    format!("{}-{:02}.{}", ticket.number, at + 1, kept.extension)
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

#[cfg(test)]
mod tests {
    use domain::AttachmentKind;

    use super::*;

    #[test]
    fn every_kind_that_is_kept_has_its_word_in_the_rules() {
        for kind in AttachmentType::ALL {
            let kept = Attachment::of(kind.as_str()).expect("a file that is kept is no photo");
            assert_ne!(kept.kind, AttachmentKind::File, "{}", kind.as_str());
            assert_eq!(kept.media_type, kind.as_str());
        }
    }
}
