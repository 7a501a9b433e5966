//! Headquarters: takes in every ticket and photo once, and shows them.
//!
//! `HqState::open` opens a data folder, `app` makes the router over it, `serve` listens. Tests call the router without a
//! socket.

mod accounts;
mod admin;
mod api;
mod audited;
mod awaiting;
mod backup;
mod carry_over;
mod clock;
mod config;
mod customer;
mod demo;
mod door;
mod errands;
mod error;
mod export;
mod file_limits;
mod finding;
mod forgetting;
mod guard;
mod hellos;
mod housekeeping;
mod keys;
mod line_reader;
mod master_key;
mod metrics;
mod moving;
mod own_log;
mod page;
mod policies;
mod proxies;
mod published;
mod rates;
mod register;
mod releases;
mod remembered;
mod rules_told;
mod second_step;
mod served;
mod services;
mod shelf;
mod signers;
mod staff;
mod state;
mod store;
mod take_in;
mod verify;
mod wakes;
mod webhooks;

pub use accounts::AccountTold;
pub use admin::{admin, serve_admin};
pub use audited::{By, outcome};
pub use backup::{BackedUp, BackupError, Replace, Restored, restore};
pub use carry_over::{TakeInError, TakeInFailed, TakenIn};
pub use clock::{Clock, SystemClock, new_token};
pub use config::{ConfigError, KEYS, Key, LogForm, Origin, Secret, Settings, Values, explain, log_filter};
pub use demo::{Demonstration, make_demonstration};
pub use door::DoorRules;
pub use export::ExportError;
pub use file_limits::outlive_file_limits;
pub use forgetting::ForgetError;
pub use housekeeping::HouseError;
pub use keys::KeysError;
pub use master_key::{MASTER_KEY_VARIABLE, MasterKey, MasterKeyError};
pub use moving::{MoveError, Moving, move_to_postgres};
pub use policies::{PolicyFault, PolicyOutlook, PolicyStanding, PolicyTold, PolicyWarning, PublishError};
pub use proxies::{NoNetwork, TrustedProxies};
pub use published::openapi;
pub use rates::{Limits, Rates};
pub use register::{BranchForm, Offer, RegisterError, UnitForm};
pub use releases::{Named, ReleaseError, ReleaseTold, VersionTold, sum_of};
pub use rules_told::{ChangedRow, RowTold, SectionTold, TableChange, TableTold, rules_told};
pub use served::{Listening, app, serve};
pub use services::{GivenToken, ServiceGrant, ServiceTold};
pub use shelf::{Lying, PhotoPlace, S3Place, Shelf, ShelfError, ShelfTrouble};
pub use staff::{Newcomer, PersonChange};
pub use state::{Config, Database, HqState, OpenError};
pub use store::{
    AuditEntry, AuditQuery, AuditRow, Audits, Behind, HqStore, LogName, Postgres, PostgresPlace, Sqlite,
    StoreError,
};
pub use verify::{Fault, Verified, VerifyError};
pub use webhooks::{AddressError, WebhookError, WebhookForm};
