//! A counter's day: opened, handed over, closed.

use crate::{Date, Fen, PaymentMethod, PersonId, Sealed};

/// Work began at a counter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOpened {
    /// The local day.
    pub day: Date,
}

/// A counter's day was closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayClosed {
    /// The local day.
    pub day: Date,
    /// Whether headquarters had counted all of it by then.
    pub is_complete: bool,
    /// Lines that headquarters had not confirmed.
    pub unconfirmed_events: u64,
    /// Photos that headquarters had not confirmed.
    pub unconfirmed_photos: u64,
    /// The money that the counter paid that day, a method each; nothing where none was paid or none was counted.
    pub counted: Vec<CountedMoney>,
}

/// What a counter paid on a day by one method: by its vouchers, and as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedMoney {
    /// How it was paid.
    pub method: PaymentMethod,
    /// What the vouchers of the day come to, as corrected by then.
    pub paid_fen: Fen,
    /// What was counted.
    pub counted_fen: Fen,
    /// Why the two differ; sealed with the branch key.
    pub words: Option<Sealed<String>>,
}

impl CountedMoney {
    /// What was counted less what the vouchers come to, in fen.
    pub fn difference(&self) -> i64 {
        self.counted_fen.get() - self.paid_fen.get()
    }
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
