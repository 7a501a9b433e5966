//! The one use of this crate: a source in, a prepared photo out.

use crate::{Limits, MediaType, PhotoError, decode, encode, jpeg_markers, orientation, sniff};

/// Quality is enough for a thumb's breadth on a screen; its bytes are never short of room.
const MAX_THUMBNAIL_BYTES: usize = 256 << 10;

/// A photo as it is kept: upright, shrunk, without metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// The prepared photo.
    pub jpeg: Vec<u8>,
    /// Pixels, upright.
    pub width: u32,
    /// Pixels, upright.
    pub height: u32,
    /// A JPEG for lists, of the same proportions.
    pub thumbnail: Vec<u8>,
    /// What the source was.
    pub source_media_type: MediaType,
    /// When it was taken, as the camera says: `2026-11-02 14:03:07`, then its offset where the camera told one.
    pub camera_taken_at: Option<String>,
    /// Maker and model, as the camera says.
    pub camera_model: Option<String>,
}

/// Prepares the picture in `source`, whatever its file was called.
pub fn prepare(source: &[u8], limits: &Limits) -> Result<Prepared, PhotoError> {
    let media_type = sniff::sniff(source)?;
    if source.len() > limits.max_source_bytes {
        return Err(PhotoError::TooManyBytes);
    }
    let (picture, camera) = decode::decode(source, media_type, limits)?;
    // Shrunk first: a quarter of the pixels is left to turn.
    let photo = orientation::upright(picture.shrunk(limits.long_edge), camera.orientation);
    let jpeg = encode::to_jpeg(&photo, limits.max_jpeg_bytes)?;
    let (width, height) = (photo.width, photo.height);
    let thumbnail = encode::to_jpeg(&photo.shrunk(limits.thumbnail_edge), MAX_THUMBNAIL_BYTES)?;
    Ok(Prepared {
        jpeg,
        width,
        height,
        thumbnail,
        source_media_type: media_type,
        camera_taken_at: camera.taken_at,
        camera_model: camera.model,
    })
}

/// Width and height of a prepared JPEG, without decoding it.
pub fn dimensions(jpeg: &[u8]) -> Result<(u32, u32), PhotoError> {
    match sniff::sniff(jpeg)? {
        MediaType::Jpeg => jpeg_markers::walk(jpeg).map(|skeleton| (skeleton.width, skeleton.height)),
        MediaType::Png | MediaType::Webp => Err(PhotoError::NotAPicture),
    }
}
