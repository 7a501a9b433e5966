//! Words in both languages, and the version of the document they come from.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The same words in Chinese and in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Bilingual {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Bilingual {
    /// The words in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// A word that has no translation and stands for itself.
    pub fn untranslated(word: &str) -> Self {
        Self::new(word, word)
    }

    /// In Chinese.
    pub fn in_chinese(&self) -> &str {
        &self.zh
    }

    /// In English.
    pub fn in_english(&self) -> &str {
        &self.en
    }

    /// Whether a language is missing.
    pub fn is_incomplete(&self) -> bool {
        self.zh.trim().is_empty() || self.en.trim().is_empty()
    }

    /// These words, with `{name}` replaced by `by`.
    pub(crate) fn filled(&self, name: &str, by: &Self) -> Self {
        let mark = format!("{{{name}}}");
        Self::new(self.zh.replace(&mark, &by.zh), self.en.replace(&mark, &by.en))
    }
}

/// Which version of the policy something rests on: `2026-11.1`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct PolicyVersion(pub String);

impl PolicyVersion {
    /// The version as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PolicyVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for PolicyVersion {
    fn from(version: &str) -> Self {
        Self(version.to_owned())
    }
}
