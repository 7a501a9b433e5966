//! Writing lines: facts in, lines appended to this device's log.

use domain::{EpochId, EpochOpened, EventId, Fact, Hlc, LastEpoch, PersonId, TicketId};
use protocol::{BranchKey, Head, HybridClock, Keys, Line, NO_HASH, TicketKey, WriteError};
use store::Tx;

use crate::{DeskError, Place, desk::Inner};

/// What one line says, and after which events.
pub(crate) struct Entry<'a> {
    pub ticket: Option<(TicketId, &'a TicketKey)>,
    pub author: Option<PersonId>,
    pub after: Vec<EventId>,
}

impl Inner {
    /// Appends facts about one ticket, each after the one before it and the first after `after`.
    pub(crate) fn write_facts(
        &self,
        tx: &Tx,
        place: &Place,
        entry: Entry<'_>,
        facts: Vec<Fact>,
    ) -> Result<Vec<EventId>, DeskError> {
        let mut after = entry.after;
        let mut written = Vec::with_capacity(facts.len());
        for fact in facts {
            let ticket = entry.ticket.map(|(ticket, _)| ticket);
            let keys = entry.ticket.map_or(Keys::NONE, |(_, key)| Keys::ticket(key));
            let id = self.write_line(tx, place, (ticket, entry.author, after), &fact, keys)?;
            after = if ticket.is_some() { vec![id] } else { Vec::new() };
            written.push(id);
        }
        Ok(written)
    }

    /// Appends what concerns the branch and no ticket, with what is private in it sealed by the branch's key.
    pub(crate) fn write_of_branch(
        &self,
        tx: &Tx,
        place: &Place,
        author: PersonId,
        fact: &Fact,
        key: &BranchKey,
    ) -> Result<(), DeskError> {
        self.write_line(tx, place, (None, Some(author), Vec::new()), fact, Keys::branch(key)).map(drop)
    }

    /// Begins an epoch with its first line.
    pub(crate) fn begin_epoch(&self, tx: &Tx, place: &Place, epoch: EpochId) -> Result<(), DeskError> {
        let before = tx.epoch()?;
        let last = match (before, tx.last_known()?) {
            (Some(before), Some(end)) => Some(LastEpoch { epoch: before, seq: end.seq, hash: end.hash }),
            _ => None,
        };
        tx.begin_epoch(epoch)?;
        let fact = Fact::EpochOpened(EpochOpened { last });
        self.write_line(tx, place, (None, None, Vec::new()), &fact, Keys::NONE)?;
        Ok(())
    }

    fn write_line(
        &self,
        tx: &Tx,
        place: &Place,
        (ticket, author, after): (Option<TicketId>, Option<PersonId>, Vec<EventId>),
        fact: &Fact,
        keys: Keys<'_>,
    ) -> Result<EventId, DeskError> {
        let epoch = tx.epoch()?.expect("an epoch is opened at enrolment, before any other line");
        let end = tx.end_of(epoch)?;
        let (seq, prev) = match end {
            Some(end) => (end.seq + 1, end.hash),
            None => (1, tx.last_known()?.map_or(NO_HASH, |last| last.hash)),
        };
        let now = self.around.now();
        let last = tx.hybrid_last()?.unwrap_or_else(|| Hlc::new(now.plus_ms(-1), 0));
        let head = Head {
            id: self.around.event_id(),
            branch: place.branch.id,
            device: self.identity.device,
            epoch,
            seq,
            prev,
            wall: now,
            hlc: HybridClock::new(last).tick(now),
            author,
            ticket,
            after,
            policy: self.policy().version().clone(),
        };
        let id = head.id;
        let line = Line::write(head, fact, keys, self.around.random()).map_err(|error| match error {
            WriteError::Unreadable(protocol::LineError::TooLong) => DeskError::TooLong,
            other => unreachable!("a desk writes whole facts with their keys: {other}"),
        })?;
        tx.append(&line)?;
        Ok(id)
    }
}
