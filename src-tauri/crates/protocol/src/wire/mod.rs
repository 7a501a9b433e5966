//! What a counter and headquarters say to each other, version 1, under `/api/v1`. JSON; a push is compressed.
//!
//! Binary is base64url without padding, hashes are hex, times RFC 3339. Fields are only added; a reader passes over what
//! it does not know, and what is added may be missing.

mod compress;
mod enrol;
mod feed;
mod hello;
mod login;
mod manifest;
mod photo;
mod policy;
mod push;
mod release;

use serde::{Deserialize, Serialize};

pub use compress::*;
pub use enrol::*;
pub use feed::*;
pub use hello::*;
pub use login::*;
pub use manifest::*;
pub use photo::*;
pub use policy::*;
pub use push::*;
pub use release::*;

/// The header of every answer: the fingerprint of headquarters' root, in hex. An answer without it is somebody else's.
pub const HEADQUARTERS_HEADER: &str = "Counterfoil-Headquarters";

/// What every refusal says. The screen translates `code`; nobody matches `message`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// `code_used`, `fork`, `generation_gone`…
    pub code: String,
    /// For the log; without personal data.
    pub message: String,
    /// What can be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Of a `fork` and a `gap`: the last place headquarters holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// Of a `fork`: the hash there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<domain::Sha256>,
}

impl ErrorBody {
    /// A refusal with nothing to add.
    pub fn new(code: &str, message: &str) -> Self {
        Self { code: code.to_owned(), message: message.to_owned(), hint: None, seq: None, head: None }
    }
}
