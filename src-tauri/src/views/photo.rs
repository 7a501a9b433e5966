//! A ticket's photos, with the marks that lie over them.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, count};

/// A mark over a photo, by two points within a square of 10,000 that the picture is taken for.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub struct PhotoMark {
    /// `arrow`, `ring`, `blur`, or what a newer version draws.
    pub shape: String,
    /// From here: right of the left edge, below the upper.
    pub from: (u16, u16),
    /// To here.
    pub to: (u16, u16),
}

/// A photo or an attachment of a ticket.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoView {
    /// The event that added it.
    pub event: String,
    /// Its name everywhere.
    pub sha256: String,
    /// `pdf`, `video`, `file`: kept as it came, and never drawn; none for a photo.
    pub attachment: Option<String>,
    /// What it shows.
    pub slot: String,
    /// The same in words.
    pub slot_name: Bilingual,
    /// In bytes.
    pub size: u32,
    /// When it was taken in.
    pub taken_at: String,
    /// By whom.
    pub by: Option<String>,
    /// Whether headquarters has confirmed it by hash.
    pub confirmed: bool,
    /// Whether it is on this counter.
    pub present: bool,
    /// What lies over it; the picture itself is untouched.
    pub marks: Vec<PhotoMark>,
    /// When the marks were laid.
    pub marked_at: Option<String>,
    /// By whom.
    pub marked_by: Option<String>,
}

impl PhotoView {
    pub(super) fn of(photo: &domain::Photo, desk: &desk::Desk, sheet: &desk::TicketSheet) -> Self {
        let name = |person: Option<domain::PersonId>| person.and_then(|id| sheet.names.get(&id).cloned());
        let standing = sheet.photos.get(&photo.added.sha256);
        let layer = sheet.ticket.annotations.iter().find(|(_, layer)| layer.photo == photo.event);
        let laid = layer.and_then(|(event, _)| sheet.ticket.story.iter().find(|line| line.event == *event));
        Self {
            event: photo.event.to_string(),
            sha256: photo.added.sha256.to_string(),
            attachment: photo.added.attachment().map(|kept| kept.kind.as_str().to_owned()),
            slot: photo.added.slot.to_string(),
            slot_name: (&desk.policy().name_of_slot(&photo.added.slot)).into(),
            size: count(photo.added.size),
            taken_at: photo.added.taken_at.to_string(),
            by: name(photo.by),
            confirmed: standing.is_some_and(|standing| standing.is_confirmed),
            present: standing.is_some_and(|standing| standing.is_here),
            marks: sheet.ticket.marks_over(photo.event).iter().map(PhotoMark::from).collect(),
            marked_at: laid.map(|line| line.at.to_string()),
            marked_by: laid.and_then(|line| name(line.by)),
        }
    }
}

impl From<&domain::PhotoMark> for PhotoMark {
    fn from(mark: &domain::PhotoMark) -> Self {
        Self { shape: mark.shape.to_string(), from: mark.from, to: mark.to }
    }
}

impl From<PhotoMark> for domain::PhotoMark {
    fn from(mark: PhotoMark) -> Self {
        Self { shape: mark.shape.into(), from: mark.from, to: mark.to }
    }
}
