//! A SHA-256: the name of evidence. Computed in `protocol`.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::time::serde_as_text;

/// A SHA-256, as evidence is named by it everywhere. Computed in `protocol`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sha256(pub [u8; 32]);

const HEX: &[u8; 16] = b"0123456789abcdef";

impl std::fmt::Display for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut text = [0; 64];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair.copy_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
        f.write_str(std::str::from_utf8(&text).expect("hex digits are ASCII"))
    }
}

impl std::fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}

/// A text that is not 64 lower-case hex digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a hash")]
pub struct HashError;

impl std::str::FromStr for Sha256 {
    type Err = HashError;

    fn from_str(text: &str) -> Result<Self, HashError> {
        let bytes = text.as_bytes();
        if bytes.len() != 64 {
            return Err(HashError);
        }
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(bytes.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

/// The value of a lower-case hex digit.
fn digit(written: u8) -> Result<u8, HashError> {
    match written {
        b'0'..=b'9' => Ok(written - b'0'),
        b'a'..=b'f' => Ok(written - b'a' + 10),
        _ => Err(HashError),
    }
}

serde_as_text!(Sha256);

#[cfg(feature = "schemas")]
crate::as_schema!(Sha256, crate::schemas::text(None, Some("^[0-9a-f]{64}$")));
