//! Moving everything from one store into another, as rows: the tables are the same in both, and so are the positions of every
//! feed, so that no counter notices.

mod into_file;
mod into_postgres;
pub mod pages;
mod part;
pub mod rows;
mod standing;
mod sums;
mod tables;

pub use into_file::copy_into_file;
pub use into_postgres::{Behind, Mover};
pub use standing::{Standing, Turn, certificates};
pub use sums::Sum;
pub use tables::{FEED, FORGOTTEN_TICKETS, LINES, TICKET_KEYS, Table};
