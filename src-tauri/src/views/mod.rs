//! What the screens see. Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`, money fen, hashes hex.

mod account;
mod after_work;
mod app;
mod board;
mod claim;
mod clock;
mod conflict;
mod customer;
mod day;
mod form;
mod investigation;
mod kin;
mod lists;
mod matter;
mod moved;
mod paper;
mod people;
mod photo;
mod signing;
mod stick;
mod story;
mod tasks;
mod ticket;
mod update;
mod words;

pub use account::*;
pub use after_work::*;
pub use app::*;
pub use board::*;
pub use claim::*;
pub use clock::*;
pub use conflict::*;
pub use customer::*;
pub use day::*;
pub use form::*;
pub use investigation::*;
pub use kin::*;
pub use lists::*;
pub use matter::*;
pub use moved::*;
pub use paper::*;
pub use people::*;
pub use photo::*;
pub use signing::*;
pub use stick::*;
pub use story::*;
pub use tasks::*;
pub use ticket::*;
pub use update::*;
pub use words::*;

use serde::{Deserialize, Serialize};
use specta::Type;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Bilingual {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl From<&domain::Bilingual> for Bilingual {
    fn from(text: &domain::Bilingual) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}

/// An amount as a screen can hold it: below 2⁵³, where its numbers are whole; no sum may be larger.
pub(crate) fn fen(of: domain::Fen) -> f64 {
    of.get() as f64
}

/// A count as a screen can hold it.
pub(crate) fn count(of: u64) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}
