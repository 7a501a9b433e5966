//! What headquarters keeps. The traits are object-safe; `Sqlite` is the embedded one.

mod accounts;
mod days;
mod devices;
mod error;
mod feeds;
mod logs;
mod photos;
mod sqlite;
mod tickets;
mod trust;
mod units;

pub use accounts::*;
pub use days::*;
pub use devices::*;
pub use error::StoreError;
pub use feeds::*;
pub use logs::*;
pub use photos::*;
pub use sqlite::Sqlite;
pub use tickets::*;
pub use trust::*;
pub use units::*;

/// Everything headquarters keeps, in one place that commits as one.
pub trait HqStore: Trust + Units + Accounts + Devices + Logs + Feeds + Days + Photos + Tickets {}

impl<S: Trust + Units + Accounts + Devices + Logs + Feeds + Days + Photos + Tickets> HqStore for S {}
