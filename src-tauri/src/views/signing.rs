//! Papers that are shown to be signed, and what was signed.

use desk::SignLanguage;
use domain::Signature;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Language;
use crate::error::CommandError;

/// A paper as a customer is shown it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ShownPaper {
    /// An SVG document a page.
    pub pages: Vec<String>,
    /// Characters that no font has.
    pub substituted: Vec<String>,
    /// The hash of these pages; it goes with the signature.
    pub shown: String,
    /// As whom the customer came.
    pub role: String,
    /// The name they gave.
    pub name: String,
}

/// What a customer drew under a paper.
#[derive(Clone, Debug, Deserialize, Type)]
pub struct Signing {
    /// What it says: `intake`.
    pub purpose: String,
    /// The language of the paper.
    pub language: Language,
    /// The hash that the paper came with.
    pub shown: String,
    /// As whom.
    pub role: String,
    /// Whose name stands for it.
    pub name: String,
    /// Strokes of points, in a square of 10,000.
    pub strokes: Vec<Vec<(u16, u16)>>,
}

/// What was signed.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SignatureView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// What it says.
    pub purpose: String,
    /// Which paper.
    pub document: String,
    /// As whom.
    pub role: String,
    /// Who; none without the ticket's key.
    pub name: Option<String>,
    /// The language of the paper.
    pub language: String,
    /// Whether the paper still says what was signed.
    pub stands: bool,
}

impl From<desk::ShownPaper> for ShownPaper {
    fn from(paper: desk::ShownPaper) -> Self {
        Self {
            pages: paper.pages,
            substituted: paper.substituted.into_iter().map(String::from).collect(),
            shown: paper.shown.to_string(),
            role: paper.role.to_string(),
            name: paper.name,
        }
    }
}

impl TryFrom<Signing> for desk::Signing {
    type Error = CommandError;

    fn try_from(given: Signing) -> Result<Self, CommandError> {
        let shown = given.shown.parse().map_err(|_| CommandError::malformed("the paper's hash"))?;
        Ok(Self {
            purpose: given.purpose.into(),
            language: given.language.into(),
            shown,
            role: given.role.into(),
            signature: Signature { name: given.name, strokes: given.strokes },
        })
    }
}

impl From<Language> for SignLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Chinese => Self::Chinese,
            Language::English => Self::English,
        }
    }
}

impl From<&domain::Signed> for SignatureView {
    fn from(signed: &domain::Signed) -> Self {
        Self {
            event: signed.event.to_string(),
            at: signed.at.to_string(),
            purpose: signed.given.purpose.to_string(),
            document: signed.given.document.to_string(),
            role: signed.given.role.to_string(),
            name: signed.given.private.open().map(|signature| signature.name.clone()),
            language: signed.given.language.clone(),
            stands: signed.saw_all,
        }
    }
}
