//! Marks over photos: a layer of its own beside the untouched picture.

use domain::{Act, EventId, Fact, MOST_MARKS, MarkShape, PhotoAnnotated, PhotoMark, TicketId};

use crate::{Desk, DeskError};

impl Desk {
    /// Lays `marks` over a photo of a ticket. They take the place of those that lay there; none takes the layer away.
    pub fn annotate_photo(
        &self,
        id: TicketId,
        photo: EventId,
        marks: Vec<PhotoMark>,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::WorkOn)?;
        let ticket = self.ticket(id)?.ticket;
        let is_it = |other: &domain::Photo| other.event == photo && other.added.attachment().is_none();
        if !ticket.photos.iter().any(is_it) {
            return Err(DeskError::NoPhoto);
        }
        let standing = ticket.marks_over(photo);
        if marks == standing {
            return Ok(());
        }
        if marks.len() > MOST_MARKS {
            return Err(DeskError::TooManyMarks);
        }
        // A shape that this version does not know may stay where a newer one drew it.
        let known = [MarkShape::ARROW, MarkShape::RING, MarkShape::BLUR];
        let can_stand =
            |mark: &PhotoMark| standing.contains(mark) || (known.contains(&mark.shape) && mark.can_be_seen());
        if !marks.iter().all(can_stand) {
            return Err(DeskError::MarkUnusable);
        }
        self.append_to(id, person.id, vec![Fact::PhotoAnnotated(PhotoAnnotated { photo, marks })])
    }
}
