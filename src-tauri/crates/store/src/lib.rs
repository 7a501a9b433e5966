//! The counter's SQLite: log, keys, projections, search, drafts and photos.
//!
//! One file, sealed by SQLCipher, and a folder of sealed photos beside it. Lines, keys, drafts and photos are for ever and
//! are migrated; what screens read (`projections`) is written in the same transaction as the line it follows from, and can be
//! dropped and rebuilt at any time. Nothing here reads a clock or makes randomness: times, ids, keys and nonces are arguments.

// So that what the tests and the measurements share names the crate alike.
#[cfg(test)]
extern crate self as store;

mod board;
mod checkpoints;
mod columns;
mod connection;
mod database;
mod database_key;
mod error;
mod figuring;
mod forgetting;
mod migrations;
mod open;
mod open_error;
mod photo_files;
mod projections;
mod reading;
mod rules;
mod sqlite_version;
mod tables;
mod tx;
mod verifying;

pub use board::{Board, BoardList, BoardSection};
pub use database::{NewPhoto, Store};
pub use database_key::DatabaseKey;
pub use error::{Error, Result};
pub use figuring::{HeardCounter, TicketToCount};
pub use open_error::OpenError;
pub use projections::{RebuildProgress, SaidKin, TicketRow};
pub use reading::Reading;
pub use rules::Rules;
pub use tables::{
    days::{DayAnswered, DayWritten},
    delivery::{Delivery, Outgoing, Waiting},
    drafts::{Draft, DraftPhoto},
    epochs::OwnLog,
    feed::Untold,
    lines::{Kept, LogEnd},
    meta::{FeedCursor, LastNumber},
    photos::{LOOSE_PHOTOS_STAY_MS, PhotoRow, Upload, WaitingPhoto},
    pins::Pin,
    policies::KeptPolicy,
    record::{LogName, StoredLine},
    set_aside::SetAsideLine,
};
pub use tx::{Snapshot, Tx};
pub use verifying::{Flaw, LinePlace, Verified, Vouching};

#[cfg(test)]
mod tests;
