//! Versions of the program, as Semantic Versioning 2.0.0 orders them (semver.org, section 11).
//!
//! Build metadata (`+…`) is refused: of two versions that differ by it alone neither is newer, and a counter must know.

use std::{cmp::Ordering, fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Longer ones are nobody's.
const MOST_BYTES: usize = 64;

/// A version of the program. Ordered: the later one is the greater.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AppVersion {
    /// Major, minor, patch.
    core: [u64; 3],
    /// What stands behind the hyphen; nothing of a version that is finished.
    before: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Part {
    // A number comes before a word.
    Number(u64),
    Word(String),
}

/// A text that is no version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no version such as 1.2.3 or 1.2.3-rc.1")]
pub struct AppVersionError;

impl FromStr for AppVersion {
    type Err = AppVersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() > MOST_BYTES {
            return Err(AppVersionError);
        }
        let (core, before) = match text.split_once('-') {
            Some((core, before)) => (core, before.split('.').map(part).collect::<Result<_, _>>()?),
            None => (text, Vec::new()),
        };
        let core: Vec<u64> = core.split('.').map(number).collect::<Result<_, _>>()?;
        Ok(Self { core: core.try_into().map_err(|_| AppVersionError)?, before })
    }
}

/// Digits alone, and no zero before others: each number is written in one way.
fn number(text: &str) -> Result<u64, AppVersionError> {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits || (text.len() > 1 && text.starts_with('0')) {
        return Err(AppVersionError);
    }
    text.parse().map_err(|_| AppVersionError)
}

fn part(text: &str) -> Result<Part, AppVersionError> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return number(text).map(Part::Number);
    }
    let is_word = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_word { Ok(Part::Word(text.to_owned())) } else { Err(AppVersionError) }
}

impl Ord for AppVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        // What is finished comes after all that led to it.
        let is_finished = |version: &Self| version.before.is_empty();
        self.core
            .cmp(&other.core)
            .then_with(|| is_finished(self).cmp(&is_finished(other)))
            .then_with(|| self.before.cmp(&other.before))
    }
}

impl PartialOrd for AppVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for AppVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.core;
        write!(f, "{major}.{minor}.{patch}")?;
        for (part, joint) in self.before.iter().zip(std::iter::once('-').chain(std::iter::repeat('.'))) {
            match part {
                Part::Number(number) => write!(f, "{joint}{number}")?,
                Part::Word(word) => write!(f, "{joint}{word}")?,
            }
        }
        Ok(())
    }
}

#[cfg(feature = "schemas")]
domain::as_schema!(AppVersion, domain::schemas::text(None, None));

impl Serialize for AppVersion {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for AppVersion {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <String as Deserialize>::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}
