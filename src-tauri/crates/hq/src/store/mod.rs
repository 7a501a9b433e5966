//! What headquarters keeps. The traits are object-safe; `Sqlite` is the embedded one.

mod accounts;
mod asides;
mod audit;
mod awaiting;
mod checks;
mod days;
mod devices;
mod errands;
mod error;
mod feeds;
mod forgetting;
mod kin;
mod logs;
mod photos;
mod policies;
mod sqlite;
mod tickets;
mod trust;
mod units;

use tokio::sync::watch;

pub use accounts::*;
pub use asides::*;
pub use audit::*;
pub use awaiting::*;
pub use checks::*;
pub use days::*;
pub use devices::*;
pub use errands::*;
pub use error::StoreError;
pub use feeds::*;
pub use forgetting::*;
pub use kin::*;
pub use logs::*;
pub use photos::*;
pub use policies::*;
pub use sqlite::{Sqlite, carry_audit_on, is_in_use, make_anew, photos_in};
pub use tickets::*;
pub use trust::*;
pub use units::*;

/// Where others write too: an administrator's command beside the process that serves, and later other nodes.
pub trait Outside: Send + Sync {
    /// Counts what others than this process have written, as far as it has been noticed.
    fn others_wrote(&self) -> watch::Receiver<u64>;
}

/// Everything headquarters keeps, in one place that commits as one.
pub trait HqStore:
    Trust
    + Units
    + Accounts
    + Audits
    + Devices
    + Logs
    + Feeds
    + Days
    + Photos
    + Policies
    + Tickets
    + Asides
    + Awaiting
    + Kin
    + Errands
    + Checks
    + Forgetting
    + Outside
{
}

impl<S> HqStore for S where
    S: Trust
        + Units
        + Accounts
        + Audits
        + Devices
        + Logs
        + Feeds
        + Days
        + Photos
        + Policies
        + Tickets
        + Asides
        + Awaiting
        + Kin
        + Errands
        + Checks
        + Forgetting
        + Outside
{
}
