//! Sealing: XChaCha20-Poly1305; a sealed text is its 24-byte nonce, then ciphertext and tag.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use zeroize::Zeroizing;

/// The length of a nonce.
pub const NONCE_LEN: usize = 24;

/// Random bytes, never used twice with one key.
pub type Nonce24 = [u8; NONCE_LEN];

const TAG_LEN: usize = 16;
pub(crate) const SEAL_LEN: usize = NONCE_LEN + TAG_LEN;

/// A seal that does not open: another key, another place, or not what was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the seal does not open")]
pub struct SealError;

/// Seals `plaintext` under `key`, bound to `ad`. `nonce` is fresh randomness.
pub fn seal_bytes(key: &[u8; 32], nonce: Nonce24, ad: &[u8], plaintext: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(key.into());
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad: ad })
        .expect("only texts of 256 GiB cannot be sealed");
    [&nonce[..], &sealed].concat()
}

/// Opens what `seal_bytes` made with the same key and `ad`.
pub fn open_bytes(key: &[u8; 32], ad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(SealError)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    cipher
        .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: ad })
        .map(Zeroizing::new)
        .map_err(|_| SealError)
}
