//! The enrolment code: what an administrator reads out, pastes or shows as a QR to a new device.
//!
//! `CF1-`, then Crockford's base32 in groups of five of: version byte (1), the first 16 bytes of the SHA-256 of
//! headquarters' root key, a 10-byte secret, headquarters' address in UTF-8, and the first 2 bytes of the SHA-256 of all
//! that as a checksum.

use std::{fmt, str::FromStr};

use data_encoding::{Encoding, Specification};

use crate::{VerifyingKey, hash_of};

const VERSION: u8 = 1;
const FINGERPRINT_LEN: usize = 16;
const SECRET_LEN: usize = 10;
const CHECKSUM_LEN: usize = 2;

/// Where headquarters is, how to know it, and the right to join once.
#[derive(Clone, PartialEq, Eq)]
pub struct EnrolmentCode {
    /// Headquarters' address: `https://hq.example.cn`.
    pub address: String,
    /// The first 16 bytes of the SHA-256 of its root key.
    pub root_fingerprint: [u8; FINGERPRINT_LEN],
    /// Good for one enrolment.
    pub secret: [u8; SECRET_LEN],
}

/// Why a text is not an enrolment code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnrolmentCodeError {
    /// It does not begin with `CF1`, or a character stands where none may.
    #[error("this is not an enrolment code")]
    Shape,
    /// A character was mistyped, or the end is missing.
    #[error("the enrolment code is mistyped or incomplete")]
    Checksum,
    /// Of a later version.
    #[error("the enrolment code is of a version that is not known")]
    Version,
}

impl EnrolmentCode {
    /// Whether `root` is the key whose fingerprint the code has.
    pub fn names_root(&self, root: &VerifyingKey) -> bool {
        root.fingerprint().0.starts_with(&self.root_fingerprint)
    }

    /// The part of a root key's fingerprint that a code has.
    pub fn fingerprint_of(root: &VerifyingKey) -> [u8; FINGERPRINT_LEN] {
        *root.fingerprint().0.first_chunk().expect("a SHA-256 has 32 bytes")
    }
}

/// Never shows the secret.
impl fmt::Debug for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnrolmentCode").field("address", &self.address).finish_non_exhaustive()
    }
}

impl fmt::Display for EnrolmentCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&self.root_fingerprint);
        bytes.extend_from_slice(&self.secret);
        bytes.extend_from_slice(self.address.as_bytes());
        let checksum = hash_of(&bytes);
        bytes.extend_from_slice(&checksum.0[..CHECKSUM_LEN]);
        f.write_str("CF1")?;
        for (place, character) in crockford().encode(&bytes).chars().enumerate() {
            let separator = if place % 5 == 0 { "-" } else { "" };
            write!(f, "{separator}{character}")?;
        }
        Ok(())
    }
}

impl FromStr for EnrolmentCode {
    type Err = EnrolmentCodeError;

    /// Accepts what people type: any case, spaces and hyphens anywhere, O as 0, I and L as 1, full-width forms.
    fn from_str(typed: &str) -> Result<Self, EnrolmentCodeError> {
        let plain: String = typed.chars().map(half_width).filter(|c| !is_separator(*c)).collect();
        let (prefix, code) = plain.split_at_checked(3).ok_or(EnrolmentCodeError::Shape)?;
        if !["CF1", "CFI", "CFL"].iter().any(|known| prefix.eq_ignore_ascii_case(known)) {
            return Err(EnrolmentCodeError::Shape);
        }
        if !code.bytes().all(|b| b.is_ascii_alphanumeric() && !b.eq_ignore_ascii_case(&b'u')) {
            return Err(EnrolmentCodeError::Shape);
        }
        // What still does not decode has a length that no code has, or bits left over: the end is missing.
        let bytes = crockford().decode(code.as_bytes()).map_err(|_| EnrolmentCodeError::Checksum)?;
        let (body, checksum) =
            bytes.split_last_chunk::<CHECKSUM_LEN>().ok_or(EnrolmentCodeError::Checksum)?;
        if !hash_of(body).0.starts_with(checksum) {
            return Err(EnrolmentCodeError::Checksum);
        }
        let (&version, rest) = body.split_first().ok_or(EnrolmentCodeError::Shape)?;
        if version != VERSION {
            return Err(EnrolmentCodeError::Version);
        }
        let (&root_fingerprint, rest) = rest.split_first_chunk().ok_or(EnrolmentCodeError::Shape)?;
        let (&secret, address) = rest.split_first_chunk().ok_or(EnrolmentCodeError::Shape)?;
        let address = String::from_utf8(address.to_vec()).map_err(|_| EnrolmentCodeError::Shape)?;
        Ok(Self { address, root_fingerprint, secret })
    }
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(c) - 0xfee0).expect("the forms stand in ASCII's order")
        }
        other => other,
    }
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−')
}

/// Crockford's base32: no I, L, O or U.
fn crockford() -> Encoding {
    let mut specification = Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.translate.from.push_str("abcdefghjkmnpqrstvwxyzOoIiLl");
    specification.translate.to.push_str("ABCDEFGHJKMNPQRSTVWXYZ001111");
    specification.encoding().expect("32 symbols make an encoding")
}
