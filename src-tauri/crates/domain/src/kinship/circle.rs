//! Two counters that had not heard of each other let each ticket go on in the other: a circle, in which nothing would go on.
//!
//! A fold sees one ticket, so whoever has them all looks for circles, a counter's and headquarters' projections, by the same
//! rule: the last merging of a circle has no effect. That is shown at every ticket of the circle, until one of its mergings
//! is taken back.

use crate::{EventId, Fact, Instant, Merged, Ticket, TicketId, TicketNumber};

/// Where a ticket goes on by its own events, as circles are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoesOn {
    /// The merging.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// The other ticket.
    pub into: TicketId,
}

/// A ticket's place in a circle of mergings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Its own merging.
    pub own: EventId,
    /// The tickets through which it comes back, in order: the one in which it was to go on first.
    pub through: Vec<TicketId>,
    /// The merging without effect: the last one of all.
    pub undone: EventId,
}

impl From<&Merged> for GoesOn {
    fn from(merged: &Merged) -> Self {
        Self { event: merged.event, at: merged.at, into: merged.made.into }
    }
}

impl Circle {
    /// Whether it is this ticket's own merging that has no effect.
    pub fn is_undone_here(&self) -> bool {
        self.undone == self.own
    }
}

/// The circle that `own`, where `ticket` goes on, closes; none where it leads elsewhere. `goes_on` is asked of the others.
/// Ends whatever it answers.
pub fn circle_of<E>(
    ticket: TicketId,
    own: Option<GoesOn>,
    mut goes_on: impl FnMut(TicketId) -> Result<Option<GoesOn>, E>,
) -> Result<Option<Circle>, E> {
    let Some(own) = own else { return Ok(None) };
    let (mut last, mut next, mut through) = (own, own.into, Vec::new());
    while next != ticket {
        // One that was passed already leads round in a circle that this ticket is not in.
        if through.contains(&next) {
            return Ok(None);
        }
        let Some(further) = goes_on(next)? else { return Ok(None) };
        through.push(next);
        next = further.into;
        // What is later is everywhere the same.
        last = if (further.at, further.event) > (last.at, last.event) { further } else { last };
    }
    Ok(Some(Circle { own: own.event, through, undone: last.event }))
}

impl Ticket {
    /// Where it goes on by its own events.
    pub fn goes_on(&self) -> Option<GoesOn> {
        self.merged_into.as_ref().map(GoesOn::from)
    }

    /// Settles the circle it is in: where its own merging has no effect, it goes on by itself.
    pub fn settle_circle(&mut self, circle: Circle) {
        if circle.is_undone_here() {
            self.merged_into = None;
            let own = self.story.iter_mut().find(|line| line.event == circle.undone);
            own.into_iter().for_each(|line| line.applied = false);
        }
        self.circle = Some(circle);
    }

    /// What people call the ticket in which its merging of a circle would have it go on.
    pub fn circle_number(&self) -> Option<TicketNumber> {
        let own = self.circle.as_ref()?.own;
        self.story.iter().find(|line| line.event == own).and_then(|line| match &line.fact {
            Fact::TicketMerged(made) => Some(made.number),
            _ => None,
        })
    }
}
