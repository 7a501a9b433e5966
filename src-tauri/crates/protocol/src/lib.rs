//! The formats that are for ever: line, chain, seal, signature, number, slip, wire.
//!
//! Nothing here reads a clock, a file, the network or randomness: keys, nonces and `now` are arguments.

mod app_version;
mod binary;
mod carry_over;
mod chain;
mod enrolment;
mod facts;
mod first_code;
mod framed;
mod hash;
mod hybrid;
mod keys;
mod line;
mod line_error;
mod lookup;
mod name;
mod one_time;
mod password;
mod release;
mod seal;
mod sealing;
mod service_token;
mod sign;
mod slip;
mod slip_words;
mod strict;
mod webhook;
pub mod wire;
mod words_key;
mod written;

pub use app_version::*;
pub use binary::BinaryError;
pub use carry_over::*;
pub use chain::*;
pub use enrolment::*;
pub use first_code::*;
pub use hash::*;
pub use hybrid::*;
pub use keys::*;
pub use line::*;
pub use line_error::*;
pub use lookup::*;
pub use one_time::*;
pub use password::*;
pub use release::*;
pub use seal::{NONCE_LEN, Nonce24, SealError, open_bytes, seal_bytes};
pub use sealing::*;
pub use service_token::*;
pub use sign::*;
pub use slip::*;
pub use slip_words::*;
pub use webhook::*;
pub use words_key::*;
// What lines are made of, for those who carry logs and know nothing of tickets.
pub use domain::{
    BranchId, Date, DeviceId, EpochId, Event, EventId, Fact, Hlc, Instant, Origin, PersonId, PolicyVersion,
    Sha256, TicketId, may_write,
};
