//! What screens read: rebuilt or deleted, never backed up and never migrated.

mod due;
mod errands;
mod grams;
mod kin;
mod question;
mod rebuild;
mod search;
mod tickets;
mod words;

pub use kin::SaidKin;
pub use rebuild::RebuildProgress;
pub use tickets::TicketRow;

pub(crate) use rebuild::{are_complete, prepare};
pub(crate) use tickets::{COLUMNS, row_of, rows};
