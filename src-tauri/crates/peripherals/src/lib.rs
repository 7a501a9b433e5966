//! What is plugged in: printers, spoken to by IPP, and USB sticks.
//!
//! A [`PrintServer`] (CUPS, on this machine unless told otherwise) lists its [`Printer`]s; a printer can also be
//! reached straight at its own address by [`Printer::at`], which is the way on Windows. A printer takes a PDF and
//! gives a [`Job`], which is followed until the paper is out or until someone has to do something about it.
//! All about printers is async on tokio and bounded by [`Patience`]: no call waits for ever.

mod attributes;
mod error;
mod job;
mod judgement;
mod line;
mod media;
mod patience;
mod printer;
mod server;
mod stick;

pub use error::PrintError;
pub use job::{Job, PrintOutcome};
pub use media::{AcceptedMedia, Media};
pub use patience::Patience;
pub use printer::{Printer, PrinterState};
pub use server::{PrintServer, pick};
pub use stick::{Stick, sticks};
