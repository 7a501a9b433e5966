//! A release of the counter's program, as its maker signs it, and the one rule of who may take it.
//!
//! The statement is a JSON object on one line, signed byte for byte. Headquarters hands it on and cannot change it; a
//! counter believes nobody but the keys that its own program was built with.

use domain::{Bilingual, Instant, Sha256};
use serde::{Deserialize, Serialize};

use crate::{AppVersion, Purpose, Signature, SigningKey, VerifyingKey, sign, strict, verify};

/// The largest file of a release.
pub const MOST_RELEASE_BYTES: u64 = 512 * 1_024 * 1_024;
/// The longest statement.
pub const MOST_STATEMENT_BYTES: usize = 64 * 1_024;
const MOST_NAME_BYTES: usize = 120;
const MOST_TARGET_BYTES: usize = 40;

/// What a file of the program is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The program's version.
    pub version: AppVersion,
    /// For which machines: `windows-x86_64`, `linux-x86_64`.
    pub target: String,
    /// The file's name: letters, digits, dots, hyphens and underscores.
    pub file: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its hash.
    pub sha256: Sha256,
    /// The oldest version that may go to this one.
    pub least_version: AppVersion,
    /// What is new, for clerks.
    pub notes: Bilingual,
    /// When its maker signed it.
    pub released_at: Instant,
}

/// A release with its maker's signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct SignedRelease {
    /// The statement, byte for byte.
    pub statement: String,
    /// `release`: the statement; by a release key.
    pub signature: Signature,
}

/// The keys whose releases are believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReleaseKeys(Vec<VerifyingKey>);

/// Why a release is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReleaseRefusal {
    /// None of the release keys that are believed here signed it.
    #[error("the release is not signed by its maker")]
    Signature,
    /// What was signed is no statement that this version understands.
    #[error("the release's statement cannot be read")]
    Statement,
    /// It is for other machines.
    #[error("the release is for another kind of machine")]
    Target,
    /// This version is as new, or newer. An old statement stays signed for ever, and leads nobody back.
    #[error("the release is not newer than what runs here")]
    NotNewer,
    /// This version is too old to go there in one step.
    #[error("the release takes no version that is older than {least}")]
    TooFar {
        /// The oldest that it takes.
        least: AppVersion,
    },
}

impl ReleaseKeys {
    /// The keys in a text, with commas between; none when one of them is no key.
    pub fn parse(text: &str) -> Option<Self> {
        let keys = text.split(',').map(str::trim).filter(|key| !key.is_empty());
        keys.map(|key| key.parse().ok()).collect::<Option<_>>().map(Self)
    }

    /// The keys this program was built with: `COUNTERFOIL_RELEASE_KEYS` of the build, base64url with commas between. A
    /// program that was built without, or with a word that is no key, believes no release, and is updated by hand.
    pub fn built_in() -> Self {
        option_env!("COUNTERFOIL_RELEASE_KEYS").and_then(Self::parse).unwrap_or_default()
    }

    /// These and those.
    #[must_use]
    pub fn and(mut self, others: Self) -> Self {
        self.0.extend(others.0);
        self
    }

    /// Whether no release is believed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<VerifyingKey> for ReleaseKeys {
    fn from(key: VerifyingKey) -> Self {
        Self(vec![key])
    }
}

impl SignedRelease {
    /// A release signed by its maker; none when it is not one that could be read back.
    pub fn signed(release: &Release, key: &SigningKey) -> Option<Self> {
        let statement =
            serde_json::to_string(release).expect("a release has only fields that can be written");
        let signature = sign(key, Purpose::Release, &[statement.as_bytes()]);
        let signed = Self { statement, signature };
        signed.read(&key.verifying_key().into()).is_ok_and(|read| read == *release).then_some(signed)
    }

    /// What was signed, if one of `keys` signed it.
    pub fn read(&self, keys: &ReleaseKeys) -> Result<Release, ReleaseRefusal> {
        if self.statement.len() > MOST_STATEMENT_BYTES {
            return Err(ReleaseRefusal::Statement);
        }
        let bytes = self.statement.as_bytes();
        let is_signed = |key: &VerifyingKey| verify(key, Purpose::Release, &[bytes], &self.signature).is_ok();
        if !keys.0.iter().any(is_signed) {
            return Err(ReleaseRefusal::Signature);
        }
        strict::check(&self.statement).map_err(|_| ReleaseRefusal::Statement)?;
        let release: Release =
            serde_json::from_str(&self.statement).map_err(|_| ReleaseRefusal::Statement)?;
        if release.is_sound() { Ok(release) } else { Err(ReleaseRefusal::Statement) }
    }

    /// The release, if a program of version `ours` on `target` may go to it.
    pub fn for_program(
        &self,
        keys: &ReleaseKeys,
        target: &str,
        ours: &AppVersion,
    ) -> Result<Release, ReleaseRefusal> {
        let release = self.read(keys)?;
        release.takes(target, ours)?;
        Ok(release)
    }
}

impl Release {
    /// Whether a program of version `ours` on `target` may go to it. Its signature is another question.
    pub fn takes(&self, target: &str, ours: &AppVersion) -> Result<(), ReleaseRefusal> {
        if self.target != target {
            return Err(ReleaseRefusal::Target);
        }
        if self.version <= *ours {
            return Err(ReleaseRefusal::NotNewer);
        }
        if *ours < self.least_version {
            return Err(ReleaseRefusal::TooFar { least: self.least_version.clone() });
        }
        Ok(())
    }

    /// Whether its file can be kept under its name and fetched: a name is never a way to another folder.
    fn is_sound(&self) -> bool {
        let is_plain = |text: &str, most: usize, others: &[u8]| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || others.contains(&byte);
            (1..=most).contains(&text.len()) && text.bytes().all(plain)
        };
        is_plain(&self.file, MOST_NAME_BYTES, b"._-")
            && !self.file.starts_with(['.', '-'])
            && is_plain(&self.target, MOST_TARGET_BYTES, b"_-")
            && (1..=MOST_RELEASE_BYTES).contains(&self.size)
            && self.least_version <= self.version
            && !self.notes.zh.trim().is_empty()
            && !self.notes.en.trim().is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_built_in_is_keys_and_nothing_else() {
        let built_in = option_env!("COUNTERFOIL_RELEASE_KEYS").unwrap_or_default();
        assert!(ReleaseKeys::parse(built_in).is_some(), "COUNTERFOIL_RELEASE_KEYS holds something else");
        assert_eq!(ReleaseKeys::parse(""), Some(ReleaseKeys::default()));
        assert_eq!(ReleaseKeys::parse("a key"), None);
        let (one, two) = (key(1), key(2));
        let both = ReleaseKeys::from(one).and(two.into());
        assert_eq!(ReleaseKeys::parse(&format!("{one}, {two}")), Some(both));
    }

    fn key(seed: u8) -> VerifyingKey {
        SigningKey::from_bytes(&[seed; 32]).verifying_key()
    }
}
