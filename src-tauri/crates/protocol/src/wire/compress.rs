//! Compressed bodies: zstd of JSON, expanded no further than the reader allows.

use std::io::{Read, Write};

use serde::{Serialize, de::DeserializeOwned};

const LEVEL: i32 = 3;
/// The window that a frame may ask for, as a power of two: 8 MiB.
const MOST_WINDOW_LOG: u32 = 23;

/// Why a compressed body cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecompressError {
    /// It expands to more than the reader allows.
    #[error("the body expands to more than is allowed")]
    TooLarge,
    /// Cut off, damaged, or not zstd.
    #[error("the body is not whole zstd")]
    Damaged,
    /// It expands to something else.
    #[error("the body is not what was expected")]
    NotJson,
}

/// The body as it is sent, with a checksum: a line that is hit on its way would otherwise be held, set aside and
/// acknowledged as it came.
pub fn compress<T: Serialize>(body: &T) -> Vec<u8> {
    let json = serde_json::to_vec(body).expect("wire types have only fields that can be written");
    let mut encoder = zstd::Encoder::new(Vec::new(), LEVEL).expect("a level that exists makes an encoder");
    encoder
        .include_checksum(true)
        .and_then(|()| encoder.write_all(&json))
        .and_then(|()| encoder.finish())
        .expect("a vector takes what is written")
}

/// The body as it was meant; at most `limit` bytes of JSON are expanded.
pub fn decompress<T: DeserializeOwned>(bytes: &[u8], limit: usize) -> Result<T, DecompressError> {
    let mut decoder = zstd::Decoder::with_buffer(bytes).map_err(|_| DecompressError::Damaged)?;
    decoder.window_log_max(MOST_WINDOW_LOG).map_err(|_| DecompressError::Damaged)?;
    let mut json = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    decoder.take(most).read_to_end(&mut json).map_err(|_| DecompressError::Damaged)?;
    if json.len() > limit {
        return Err(DecompressError::TooLarge);
    }
    serde_json::from_slice(&json).map_err(|_| DecompressError::NotJson)
}
