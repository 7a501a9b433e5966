//! From bytes of a known kind to an upright-able picture and the camera's note.

use std::panic;

use crate::camera::CameraNote;
use crate::picture::Picture;
use crate::{Limits, MediaType, PhotoError, jpeg_decode, png_decode, webp_decode};

/// Decodes `source`, which was sniffed to be of `media_type`.
pub(crate) fn decode(
    source: &[u8],
    media_type: MediaType,
    limits: &Limits,
) -> Result<(Picture, CameraNote), PhotoError> {
    let decode = || match media_type {
        MediaType::Jpeg => jpeg_decode::decode(source, limits),
        MediaType::Png => png_decode::decode(source, limits),
        MediaType::Webp => webp_decode::decode(source, limits),
    };
    // The decoders are others' code fed with strangers' bytes: a fault in one costs the picture, not the counter.
    panic::catch_unwind(decode).unwrap_or(Err(PhotoError::Damaged))
}
