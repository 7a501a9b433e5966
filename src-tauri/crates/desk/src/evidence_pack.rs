//! A ticket's photos as a paper that can be checked: every picture with its hash, its two times and who took it. A PDF or a
//! video stands in a list of its own and is not opened for it.

use documents::{
    Issue, Jpeg, Moment,
    evidence::{Annotation, Attachment, EvidencePack, Photo, hash_list},
    receipt::Receipt,
};
use domain::{Date, MARK_SIDE, MarkShape, PhotoMark};

use protocol::hash_of;

use crate::{
    Desk, DeskError, Place, TicketSheet,
    paper_values::{moment, moment_of_day, named_with, words},
    photos::attachment_file,
};

impl Desk {
    /// The pack of a ticket's photos. Pictures that are not on this counter are fetched; without one of them there is no
    /// pack, for a pack that lacks a picture proves the wrong thing. Attachments are listed by their hash, wherever they are.
    pub(crate) async fn evidence_pack(
        &self,
        sheet: &TicketSheet,
        issue: Issue,
        receipt: Receipt,
        place: &Place,
    ) -> Result<EvidencePack, DeskError> {
        let (mut photos, mut attachments) = (Vec::new(), Vec::new());
        for (at, photo) in sheet.ticket.photos.iter().enumerate() {
            let taken_in_at = Some(moment(place.branch.zone.local(photo.added.taken_at), true));
            let operator = photo.by.and_then(|person| sheet.names.get(&person).cloned()).unwrap_or_default();
            let (sha256, slot) =
                (photo.added.sha256.to_string(), self.policy().name_of_slot(&photo.added.slot));
            if let Some(kept) = photo.added.attachment() {
                attachments.push(Attachment {
                    file: attachment_file(&sheet.ticket, at, kept),
                    kind: words(&named_with(&slot, &kept.kind.name())),
                    bytes: photo.added.size,
                    taken_in_at,
                    operator,
                    sha256,
                });
                continue;
            }
            let bytes = self.photo_bytes(photo.added.sha256).await?;
            let layer = sheet.ticket.annotations.iter().rfind(|(_, layer)| layer.photo == photo.event);
            photos.push(Photo {
                slot: words(&slot),
                file: format!("{}-{:02}.jpg", sheet.ticket.number, at + 1),
                jpeg: Jpeg::new(bytes).map_err(|_| DeskError::PhotoNotHere)?,
                camera_at: photo.added.camera_time.as_deref().and_then(camera_moment),
                taken_in_at,
                operator,
                sha256,
                annotations: layer
                    .iter()
                    .flat_map(|(_, layer)| &layer.marks)
                    .filter_map(annotation)
                    .collect(),
                remark: None,
            });
        }
        let list_hash = hash_of(hash_list(&photos, &attachments).as_bytes()).to_string();
        Ok(EvidencePack {
            issue,
            received: receipt.received,
            waybill: receipt.waybill,
            visitor: receipt.visitor,
            category: receipt.category,
            story: receipt.story,
            photos,
            attachments,
            list_hash,
        })
    }
}

/// A camera's own time, `2026-11-02 14:03:07` in whatever zone the camera thought it was.
fn camera_moment(text: &str) -> Option<Moment> {
    let date = text.get(..10)?.replace(':', "-").parse::<Date>().ok()?;
    let number = |from: usize| text.get(from..from + 2)?.parse::<u8>().ok();
    Some(Moment { time: Some((number(11)?, number(14)?)), ..moment_of_day(date) })
}

/// A mark as papers draw it; one that this version does not know is not drawn.
fn annotation(mark: &PhotoMark) -> Option<Annotation> {
    let share = |side: u16| f32::from(side) / f32::from(MARK_SIDE);
    let point = |(x, y): (u16, u16)| (share(x), share(y));
    let (from, to) = (point(mark.from), point(mark.to));
    let size = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
    let corner = (from.0.min(to.0), from.1.min(to.1));
    if mark.shape == MarkShape::ARROW {
        Some(Annotation::Arrow { from, to })
    } else if mark.shape == MarkShape::RING {
        let centre = (corner.0 + size.0 / 2.0, corner.1 + size.1 / 2.0);
        Some(Annotation::Ring { centre, radii: (size.0 / 2.0, size.1 / 2.0) })
    } else if mark.shape == MarkShape::BLUR {
        Some(Annotation::Cover { corner, size })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_s_time_is_read_however_it_writes_it() {
        for text in ["2026-11-02 14:03:07", "2026:11:02 14:03:07+08:00"] {
            let moment = camera_moment(text).unwrap();
            assert_eq!((moment.year, moment.month, moment.day, moment.time), (2026, 11, 2, Some((14, 3))));
        }
        for text in ["", "2026-13-02 14:03", "yesterday, at noon", "2026-11-02"] {
            assert_eq!(camera_moment(text), None, "{text}");
        }
    }

    #[test]
    fn a_mark_is_drawn_from_its_upper_left_whichever_way_it_was_drawn() {
        let mark = |shape| PhotoMark { shape, from: (8_000, 2_000), to: (4_000, 6_000) };
        let Some(Annotation::Cover { corner, size }) = annotation(&mark(MarkShape::BLUR)) else {
            panic!("what is to be hidden is covered")
        };
        assert!((corner.0 - 0.4).abs() < 1e-6 && (corner.1 - 0.2).abs() < 1e-6);
        assert!((size.0 - 0.4).abs() < 1e-6 && (size.1 - 0.4).abs() < 1e-6);
        let Some(Annotation::Ring { centre, .. }) = annotation(&mark(MarkShape::RING)) else {
            panic!("a ring is a ring")
        };
        assert!((centre.0 - 0.6).abs() < 1e-6 && (centre.1 - 0.4).abs() < 1e-6);
        assert_eq!(annotation(&mark(MarkShape::from("stamp"))), None);
    }
}
