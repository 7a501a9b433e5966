//! Headquarters: takes in every ticket and photo once, and shows them.
//!
//! `HqState::open` opens a data folder, `app` makes the router over it, `serve` listens. Tests call the router without a
//! socket.

mod accounts;
mod api;
mod audited;
mod awaiting;
mod backup;
mod carry_over;
mod clock;
mod customer;
mod demo;
mod door;
mod errands;
mod error;
mod export;
mod file_limits;
mod forgetting;
mod guard;
mod hellos;
mod keys;
mod line_reader;
mod master_key;
mod own_log;
mod page;
mod policies;
mod rates;
mod register;
mod remembered;
mod rules_told;
mod second_step;
mod served;
mod shelf;
mod signers;
mod staff;
mod state;
mod store;
mod take_in;
mod verify;
mod wakes;

pub use accounts::AccountTold;
pub use audited::{By, outcome};
pub use backup::{BackedUp, BackupError, Restored, restore};
pub use carry_over::{TakeInError, TakeInFailed, TakenIn};
pub use clock::{Clock, SystemClock, new_token};
pub use demo::{Demonstration, make_demonstration};
pub use door::DoorRules;
pub use export::ExportError;
pub use file_limits::outlive_file_limits;
pub use forgetting::ForgetError;
pub use keys::KeysError;
pub use master_key::{MASTER_KEY_VARIABLE, MasterKey, MasterKeyError};
pub use policies::{PolicyFault, PolicyOutlook, PolicyStanding, PolicyTold, PolicyWarning, PublishError};
pub use rates::Rates;
pub use register::{BranchForm, Offer, RegisterError, UnitForm};
pub use rules_told::{ChangedRow, RowTold, SectionTold, TableChange, TableTold, rules_told};
pub use served::{Listening, app, serve};
pub use shelf::{Lying, ShelfError};
pub use staff::{Newcomer, PersonChange};
pub use state::{Config, HqState, OpenError};
pub use store::{AuditEntry, AuditQuery, AuditRow, Audits, HqStore, LogName, Sqlite, StoreError};
pub use verify::{Fault, Verified, VerifyError};
