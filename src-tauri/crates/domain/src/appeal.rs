//! Appeals to the regulator (12305): what it passed on to us, and what we told it.

use crate::{Date, Event, EventId, Instant, PersonId, Sealed, Ticket, fact::shut_words};

/// The regulator passed an appeal on to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealForwarded {
    /// What the regulator calls it.
    pub number: String,
    /// The day on which it was passed on.
    pub forwarded_on: Date,
    /// What it says.
    pub words: Option<Sealed<String>>,
}

/// We told the regulator how an appeal was handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealReported {
    /// The event that brought the appeal.
    pub appeal: EventId,
    /// The day on which the report went out.
    pub reported_on: Date,
    /// What was reported.
    pub words: Option<Sealed<String>>,
}

/// An appeal as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appeal {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub forwarded: AppealForwarded,
    /// Our reports, in order; the last one counts, and the first one ends the clock.
    pub reports: Vec<AppealReport>,
}

/// A report as an appeal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppealReport {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub made: AppealReported,
}

impl Appeal {
    /// Our report, once there is one.
    pub fn report(&self) -> Option<&AppealReport> {
        self.reports.last()
    }

    pub(crate) fn shut(&mut self) {
        shut_words(&mut self.forwarded.words);
        self.reports.iter_mut().for_each(|report| shut_words(&mut report.made.words));
    }
}

impl Ticket {
    /// The appeals that the regulator has no report on, in order.
    pub fn appeals_to_report(&self) -> impl Iterator<Item = &Appeal> {
        self.appeals.iter().filter(|appeal| appeal.reports.is_empty())
    }
}

pub(crate) fn add(ticket: &mut Ticket, event: &Event, forwarded: &AppealForwarded) -> bool {
    ticket.appeals.push(Appeal {
        event: event.id,
        at: event.wall,
        by: event.author,
        forwarded: forwarded.clone(),
        reports: Vec::new(),
    });
    true
}
