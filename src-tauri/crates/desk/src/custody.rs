//! Items that customers leave with us: tagged, put somewhere, and given back.

use domain::{Act, CustodyReleased, CustodyTaken, EventId, Fact, Kept, ReleasedTo, Sealed, TicketId};

use crate::{Desk, DeskError};

impl Desk {
    /// Takes an item in and gives it a tag: the ticket's number, a slash, and a count.
    pub fn take_into_custody(&self, id: TicketId, item: &str, place: &str) -> Result<EventId, DeskError> {
        let person = self.acting(Act::KeepCustody)?;
        let item = item.trim();
        if item.is_empty() {
            return Err(DeskError::NoItem);
        }
        let ticket = self.ticket(id)?.ticket;
        let private = Sealed::Open(Kept { item: item.to_owned(), place: place.trim().to_owned() });
        let tag = format!("{}/{}", ticket.number, ticket.custody.len() + 1);
        let taken = Fact::CustodyTaken(CustodyTaken { tag, private });
        Ok(self.append_events(id, person.id, vec![taken])?[0])
    }

    /// Gives an item back, or on. What went already stays gone.
    pub fn release_from_custody(
        &self,
        id: TicketId,
        custody: EventId,
        to: ReleasedTo,
        words: &str,
    ) -> Result<(), DeskError> {
        let person = self.acting(Act::KeepCustody)?;
        let ticket = self.ticket(id)?.ticket;
        if ticket.in_custody().all(|item| item.event != custody) {
            return Err(DeskError::NotInCustody);
        }
        let words = words.trim();
        let words = (!words.is_empty()).then(|| Sealed::Open(words.to_owned()));
        let released = Fact::CustodyReleased(CustodyReleased { custody, to, words });
        self.append_to(id, person.id, vec![released])
    }
}
