//! What a clerk can do, one function a use case.

mod carry_over;
mod copies;
mod delivery;
mod deposit;
mod desk;
mod drafts;
mod enrol;
mod error;
mod folders;
mod form;
mod identity;
mod intake;
mod keys;
mod lock;
mod outside;
mod papers;
mod pen;
mod photos;
mod place;
mod printing;
mod receipt;
mod record;
mod recover;
mod restore;
mod set_aside;
mod settings;
mod surroundings;
mod tickets;
mod whole_file;

pub use carry_over::*;
pub use copies::*;
pub use delivery::*;
pub use desk::Desk;
pub use drafts::Draft;
pub use error::*;
pub use folders::*;
pub use form::*;
pub use intake::*;
pub use keys::*;
pub use lock::*;
pub use photos::DraftPhoto;
pub use place::*;
pub use printing::PrintResult;
pub use receipt::{PaperLanguage, PaperSize, warm_up};
pub use record::{Exported, Progress, Record};
pub use recover::RecoverError;
pub use restore::RestoreError;
pub use set_aside::*;
pub use settings::*;
pub use surroundings::*;
pub use tickets::*;

// What the shell shows as it is; the crates that own these stay behind the desk.
pub use peripherals::{Printer, PrinterState};
pub use store::{Board, BoardList, Delivery, Flaw, LinePlace, RebuildProgress, TicketRow, Verified};
pub use sync::{Network, Report};
