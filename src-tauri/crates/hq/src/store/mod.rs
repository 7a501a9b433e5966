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
mod finding;
mod forgetting;
mod kin;
mod logs;
mod moving;
mod photos;
mod policies;
mod postgres;
mod releases;
mod scope;
mod services;
mod sqlite;
mod taking;
mod tickets;
mod trust;
mod units;
mod webhooks;

use async_trait::async_trait;
use domain::{BranchId, Instant};
use tokio::sync::{broadcast, watch};

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
pub use finding::*;
pub use forgetting::*;
pub use kin::*;
pub use logs::*;
pub use moving::{Behind, Mover, Standing, Turn, certificates};
pub use photos::*;
pub use policies::*;
pub use postgres::{Postgres, PostgresPlace};
pub use releases::*;
pub use scope::{Network, Scope};
pub use services::*;
pub use sqlite::{OldFile, Sqlite, carry_audit_on, drop_photos, is_in_use, make_anew, photos_in};
pub use tickets::*;
pub use trust::*;
pub use units::*;
pub use webhooks::*;

/// A branch whose feed has moved, and how far; none where whoever moved it perhaps does not know.
pub type Move = (BranchId, Option<u64>);

/// Where others write too: an administrator's command beside the process that serves, and other nodes.
#[async_trait]
pub trait Outside: Send + Sync {
    /// Counts what others than this process have written that is remembered, as far as it has been noticed.
    fn others_wrote(&self) -> watch::Receiver<u64>;
    /// Tells how far others have moved feeds. Where this is told, `others_wrote` does not count it.
    fn others_moved(&self) -> broadcast::Receiver<Move>;
    /// Takes or keeps a task that one of several nodes does, for so long; false while another has it. Whoever stops
    /// without a word has it until then.
    async fn take_lease(&self, task: &str, node: [u8; 16], ms: u32) -> Result<bool, StoreError>;
    /// Does what the database needs now and then: parts for the months to come, nothing left of what was forgotten, and an
    /// index of few pieces.
    async fn look_after(&self, now: Instant) -> Result<(), StoreError>;
    /// Connections to a database server that are in use at the moment.
    fn connections_in_use(&self) -> usize;
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
    + Releases
    + Tickets
    + Finding
    + Asides
    + Awaiting
    + Kin
    + Errands
    + Checks
    + Forgetting
    + Services
    + Webhooks
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
        + Releases
        + Tickets
        + Finding
        + Asides
        + Awaiting
        + Kin
        + Errands
        + Checks
        + Forgetting
        + Services
        + Webhooks
        + Outside
{
}
