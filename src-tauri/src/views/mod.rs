//! What the screens see. Instants are RFC 3339 in UTC, dates `YYYY-MM-DD`, money fen, hashes hex.

mod app;
mod board;
mod form;
mod lists;
mod paper;
mod ticket;

pub use app::*;
pub use board::*;
pub use form::*;
pub use lists::*;
pub use paper::*;
pub use ticket::*;

use serde::{Deserialize, Serialize};
use specta::Type;

/// A text in both languages.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
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
