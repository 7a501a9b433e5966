//! A counter's day: opened, handed over, closed.

use crate::{Date, PersonId, Sealed};

/// Work began at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOpened {
    /// The local day.
    pub day: Date,
}

/// A counter's day was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayClosed {
    /// The local day.
    pub day: Date,
    /// Whether headquarters had counted all of it by then.
    pub is_complete: bool,
    /// Lines that headquarters had not confirmed.
    pub unconfirmed_events: u64,
    /// Photos that headquarters had not confirmed.
    pub unconfirmed_photos: u64,
}

/// A counter was given over to the next person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedOver {
    /// From whom.
    pub from: PersonId,
    /// To whom.
    pub to: PersonId,
    /// Tickets that were open here.
    pub open: u64,
    /// Items in custody.
    pub in_custody: u64,
    /// Drafts that changed hands.
    pub drafts: u64,
    /// What the next one should know; sealed with the branch key.
    pub remarks: Option<Sealed<String>>,
}
