//! SHA-256: how lines, photos and codes are named.

use domain::Sha256;
use sha2::Digest;

/// What lines, photos and slip codes are named by.
pub type Hash = Sha256;

/// What stands for 'no line before'.
pub const NO_HASH: Sha256 = Sha256([0; 32]);

/// The SHA-256 of `bytes`.
pub fn hash_of(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

/// A SHA-256 that is fed as bytes arrive.
#[derive(Clone, Default)]
pub struct Hasher(sha2::Sha256);

impl Hasher {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads on.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was read.
    pub fn finish(self) -> Sha256 {
        Sha256(self.0.finalize().into())
    }
}
