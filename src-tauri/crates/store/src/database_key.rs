//! The key of the whole database.

use std::fmt::Write;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The raw key of a database, 32 random bytes. Has no `Debug` and leaves memory clean.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DatabaseKey([u8; 32]);

impl DatabaseKey {
    /// The key of these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be stored where nobody else reads.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The statement that gives it to SQLCipher: as a raw key, without derivation from a password.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        let mut statement = Zeroizing::new(String::with_capacity(96));
        statement.push_str("PRAGMA key = \"x'");
        for byte in &self.0 {
            write!(statement, "{byte:02x}").expect("a string can always be written to");
        }
        statement.push_str("'\"");
        statement
    }
}
