//! Tickets, claims, clocks, calendars, waybills and money: pure.
//!
//! Nothing here reads a clock, a file, the network or randomness: `now` and ids are arguments.

mod calendar;
mod event;
mod fact;
mod fold;
mod hlc;
mod ids;
mod mask;
mod money;
mod number;
mod party;
mod phone;
pub mod policy;
mod promise;
mod resident_id;
mod settle;
mod status;
mod ticket;
mod time;
mod unit;
mod vocabulary;
mod waybill;

pub use calendar::*;
pub use event::*;
pub use fact::*;
pub use fold::*;
pub use hlc::*;
pub use ids::*;
pub use mask::*;
pub use money::*;
pub use number::*;
pub use party::*;
pub use phone::*;
pub use policy::{Bilingual, Policy, PolicyVersion};
pub use promise::*;
pub use resident_id::*;
pub use status::*;
pub use ticket::*;
pub use time::*;
pub use unit::*;
pub use vocabulary::*;
pub use waybill::*;
