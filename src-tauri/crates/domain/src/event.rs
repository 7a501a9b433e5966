//! An event: one opened line of a log.

use crate::{
    BranchId, DeviceId, EpochId, EventId, Fact, Hlc, Instant, Origin, PersonId, PolicyVersion, TicketId,
};

/// At most so many predecessors are named by a line.
pub const MOST_AFTER: usize = 8;

/// One opened line of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its identity; a second line with it is ignored.
    pub id: EventId,
    /// Whose ticket.
    pub branch: BranchId,
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation of that log.
    pub epoch: EpochId,
    /// Its place there, from 1.
    pub seq: u64,
    /// The author's clock.
    pub wall: Instant,
    /// The author's hybrid time.
    pub hlc: Hlc,
    /// Who did it; nobody when the device did it by itself.
    pub author: Option<PersonId>,
    /// The ticket it is about.
    pub ticket: Option<TicketId>,
    /// The ticket's latest events that the author had seen.
    pub after: Vec<EventId>,
    /// The policy in force.
    pub policy: PolicyVersion,
    /// Where it comes from: told by the key that signed, never by the line.
    pub origin: Origin,
    /// What it says.
    pub fact: Fact,
}

impl Event {
    /// The order in which concurrent events are taken: the same everywhere.
    pub fn tie_break(&self) -> (Hlc, EventId) {
        (self.hlc, self.id)
    }

    /// Of two lines of one event, the one that stands: the same everywhere.
    pub(crate) fn min_by_place<'a>(&'a self, other: &'a Self) -> &'a Self {
        std::cmp::min_by_key(self, other, |event| (event.hlc, event.device, event.epoch, event.seq))
    }
}
