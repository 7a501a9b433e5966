//! What another system speaks to headquarters with: shown once, and kept as its hash alone.

use std::{fmt, str::FromStr};

use domain::Sha256;
use zeroize::Zeroize;

use crate::{BinaryError, binary, hash_of};

/// How a token begins, so that one that lies where it should not is known for what it is.
const BEGINNING: &str = "cfs_";

/// A service's token: `cfs_` and 32 random bytes in base64url. Has no `Debug`.
pub struct ServiceToken([u8; 32]);

impl Drop for ServiceToken {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl ServiceToken {
    /// The token of these bytes, which are fresh randomness when it is new.
    pub fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// What is kept of it.
    pub fn hash(&self) -> Sha256 {
        hash_of(&self.0)
    }
}

impl fmt::Display for ServiceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGINNING}{}", binary::to_text(&self.0))
    }
}

impl FromStr for ServiceToken {
    type Err = BinaryError;

    fn from_str(text: &str) -> Result<Self, BinaryError> {
        binary::fixed_from_text(text.strip_prefix(BEGINNING).ok_or(BinaryError)?).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is_one() {
        let token = ServiceToken::new(std::array::from_fn(|place| place as u8));
        let text = token.to_string();
        assert_eq!(text, "cfs_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(text.parse::<ServiceToken>().map(|read| read.hash()), Ok(token.hash()));
        for other in ["", "cfs_", &text[4..], &text[..text.len() - 1], &format!("{text}A")] {
            assert!(other.parse::<ServiceToken>().is_err(), "{other}");
        }
    }
}
