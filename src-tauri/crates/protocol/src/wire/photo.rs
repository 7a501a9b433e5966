//! Photos travel by tus 1.0; what it leaves open is settled here.

use data_encoding::BASE64;
use domain::{Sha256, TicketId};

/// The header that says a photo is held, by its hash.
pub const PHOTO_HEADER: &str = "Counterfoil-Photo";

/// The largest photo.
pub const MOST_PHOTO_BYTES: u64 = 4 * 1_024 * 1_024;

/// The largest attachment, and so the largest upload: a minute or two of a telephone's video.
pub const MOST_ATTACHMENT_BYTES: u64 = 50 * 1_024 * 1_024;

/// The largest part of an upload: headquarters holds no more than this of each in memory.
pub const MOST_PART_BYTES: u64 = MOST_PHOTO_BYTES;

/// What an upload is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadMetadata {
    /// The photo's name everywhere.
    pub sha256: Sha256,
    /// The ticket whose evidence it is.
    pub ticket: TicketId,
}

/// An `Upload-Metadata` that does not say what it must.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the upload does not say which photo of which ticket it is")]
pub struct UploadMetadataError;

impl UploadMetadata {
    /// The value of `Upload-Metadata`: keys with base64 values.
    pub fn to_header(&self) -> String {
        let value = |text: String| BASE64.encode(text.as_bytes());
        format!("sha256 {},ticket {}", value(self.sha256.to_string()), value(self.ticket.to_string()))
    }

    /// Reads the value of `Upload-Metadata`. Other keys are passed over.
    pub fn from_header(header: &str) -> Result<Self, UploadMetadataError> {
        let value = |name: &str| {
            let pair = header
                .split(',')
                .filter_map(|pair| pair.trim().split_once(' '))
                .find(|(key, _)| *key == name);
            let bytes = BASE64.decode(pair?.1.trim().as_bytes()).ok()?;
            String::from_utf8(bytes).ok()
        };
        let sha256 = value("sha256").and_then(|text| text.parse().ok()).ok_or(UploadMetadataError)?;
        let ticket = value("ticket").and_then(|text| text.parse().ok()).ok_or(UploadMetadataError)?;
        Ok(Self { sha256, ticket })
    }
}

/// The value of `Upload-Checksum`: algorithm and base64 of the chunk's hash.
pub fn upload_checksum(chunk: &[u8]) -> String {
    format!("sha256 {}", BASE64.encode(&crate::hash_of(chunk).0))
}

/// Whether an `Upload-Checksum` says this hash of the chunk; none when the algorithm is another.
pub fn checksum_is(header: &str, hash: Sha256) -> Option<bool> {
    let (algorithm, written) = header.trim().split_once(' ')?;
    algorithm.eq_ignore_ascii_case("sha256").then(|| written == BASE64.encode(&hash.0))
}
