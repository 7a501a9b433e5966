//! JPEG, by zune-jpeg.

use std::borrow::Cow;

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use crate::camera::CameraNote;
use crate::jpeg_markers::Skeleton;
use crate::picture::Picture;
use crate::{Limits, PhotoError, jpeg_markers};

/// Decodes a whole JPEG: grey, colour, CMYK or YCCK, in one scan or many.
pub(crate) fn decode(source: &[u8], limits: &Limits) -> Result<(Picture, CameraNote), PhotoError> {
    let skeleton = jpeg_markers::walk(source)?;
    limits.admit(skeleton.width, skeleton.height, skeleton.bytes_in_memory)?;

    let options = DecoderOptions::default()
        // Otherwise what is missing comes out grey instead of as an error.
        .set_strict_mode(true)
        .set_max_width(limits.max_side as usize)
        .set_max_height(limits.max_side as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let source = without_end_mark(source, &skeleton);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(&source[..]), options);
    decoder.decode_headers().map_err(refusal)?;
    let camera = decoder.exif().map(|block| CameraNote::from_exif(block)).unwrap_or_default();
    let rgb = decoder.decode().map_err(refusal)?;

    let size = decoder.dimensions();
    let as_announced = size == Some((skeleton.width as usize, skeleton.height as usize));
    if !as_announced || rgb.len() != skeleton.width as usize * skeleton.height as usize * 3 {
        return Err(PhotoError::Damaged);
    }
    Ok((Picture { width: skeleton.width, height: skeleton.height, rgb }, camera))
}

/// The end mark stops the decoder's complaints: after it, rows that are missing are made up. Without it a picture
/// that was cut and given an end runs out of bytes, and says so. Progressive ones are read by their marks alone.
fn without_end_mark<'a>(source: &'a [u8], skeleton: &Skeleton) -> Cow<'a, [u8]> {
    if skeleton.is_progressive {
        return Cow::Borrowed(source);
    }
    // More than the decoder reads ahead, and no code that a picture could use.
    const RUN_OUT: [u8; 16] = [0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0];
    Cow::Owned([&source[..skeleton.end], &RUN_OUT].concat())
}

fn refusal(error: DecodeErrors) -> PhotoError {
    match error {
        DecodeErrors::Unsupported(_) => PhotoError::RareJpeg,
        DecodeErrors::ExhaustedData => PhotoError::Truncated,
        _ => PhotoError::Damaged,
    }
}
