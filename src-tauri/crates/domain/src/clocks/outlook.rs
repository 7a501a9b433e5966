//! What lists, reminders and figures go by.

use super::{Reckoning, Standing, TicketClock, binding};
use crate::{Calendar, EventId, Fact, Instant, Policy, Promise, Ticket, policy::ClockEffect};

/// What lists go by: it follows from the ticket and the rules, whenever it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// The date that binds, told to the customer or kept among ourselves; none while nothing is owed.
    pub next_due: Option<Promise>,
    /// From when somebody is reminded of any of its clocks.
    pub reminds_from: Option<Instant>,
    /// An outcome stands that the customer is still to be told.
    pub is_to_be_told: bool,
    /// Something is left to do: it belongs on the board.
    pub is_open: bool,
}

impl Outlook {
    /// That of `ticket`. What stands still now may bind once the customer has answered, which is an event of its own; so no
    /// moment needs to be given.
    pub fn of(ticket: &Ticket, calendar: &Calendar, policy: &Policy) -> Self {
        let reckoning = Reckoning::of(ticket, calendar, policy);
        let last_at = ticket.story.iter().map(|happening| happening.at).fold(ticket.opened_at, Instant::max);
        let owed = reckoning.owed(last_at);
        let next_due = binding(&owed).map(TicketClock::line);
        let is_to_be_told = reckoning.moments.is_untold();
        Self {
            reminds_from: owed.iter().filter_map(|clock| clock.reminds_from).min(),
            is_to_be_told,
            // One that goes on in another is open there; here only what the law has us tell still is.
            is_open: ticket.merged_into.is_none() && (!ticket.status.is_finished() || is_to_be_told)
                || next_due.is_some(),
            next_due,
        }
    }
}

/// The clocks of `ticket` that are open at `now` and of which something is owed. Of a finished ticket those are the law's,
/// and all while the customer is still to be told how it ended.
pub fn owed(ticket: &Ticket, now: Instant, calendar: &Calendar, policy: &Policy) -> Vec<TicketClock> {
    Reckoning::of(ticket, calendar, policy).owed(now)
}

impl Reckoning<'_> {
    fn owed(&self, now: Instant) -> Vec<TicketClock> {
        let is_owed_whole = !self.ticket.status.is_finished() || self.moments.is_untold();
        let is_owed = |clock: &TicketClock| clock.standing.is_open() && (is_owed_whole || clock.by_law);
        self.clocks(now).into_iter().filter(is_owed).collect()
    }
}

/// What the promises of one event moved: each as it stood before, where it did, and as it stands since.
pub fn moved(ticket: &Ticket, event: EventId) -> Vec<(Option<Promise>, Promise)> {
    let mut stood: Vec<&Promise> = Vec::new();
    for happening in &ticket.story {
        let promises = match &happening.fact {
            Fact::TicketOpened(opened) if happening.applied => &opened.promises,
            Fact::PromiseMade(made) => &made.promises,
            _ => continue,
        };
        if happening.event == event {
            let before = |new: &Promise| {
                let of_step = stood.iter().filter(|old| old.step == new.step);
                of_step.min_by_key(|old| old.due_at).map(|old| Promise::clone(old))
            };
            return promises.iter().map(|new| (before(new), new.clone())).collect();
        }
        stood.extend(promises);
    }
    Vec::new()
}

/// Whether something of `ticket` was late at `at`, whatever became of it since.
pub fn was_late(ticket: &Ticket, at: Instant, calendar: &Calendar, policy: &Policy) -> bool {
    !late_at(ticket, at, calendar, policy).is_empty()
}

/// What of `ticket` was late at `at`, whatever became of it since.
pub fn late_at(ticket: &Ticket, at: Instant, calendar: &Calendar, policy: &Policy) -> Vec<TicketClock> {
    let was_late = |clock: &TicketClock| match clock.standing {
        Standing::Late { since } => since <= at,
        Standing::MetLate { at: met_at } => clock.due_at <= at && at < met_at,
        _ => false,
    };
    let clocks = super::of(ticket, at, calendar, policy).into_iter();
    clocks.filter(|clock| clock.effect == ClockEffect::Breach && was_late(clock)).collect()
}
