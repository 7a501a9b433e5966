//! WebP, by image-webp; animated ones are refused.

use std::io::{Cursor, ErrorKind};

use image_webp::{DecodingError, WebPDecoder};

use crate::camera::CameraNote;
use crate::picture::Picture;
use crate::{Limits, PhotoError};

/// Decodes a still WebP, lossy or lossless, transparent parts laid on white.
pub(crate) fn decode(source: &[u8], limits: &Limits) -> Result<(Picture, CameraNote), PhotoError> {
    admit_chunks(source, limits)?;
    let mut decoder = WebPDecoder::new(Cursor::new(source)).map_err(refusal)?;
    let (width, height) = decoder.dimensions();
    admit(width, height, limits)?;

    let exif = decoder.exif_metadata().ok().flatten();
    let camera = exif.map(|block| CameraNote::from_exif(&block)).unwrap_or_default();
    let mut rows = vec![0; decoder.output_buffer_size().ok_or(PhotoError::TooLarge { width, height })?];
    decoder.read_image(&mut rows).map_err(refusal)?;
    let picture = if decoder.has_alpha() {
        Picture::on_white(width, height, rows)
    } else {
        Picture { width, height, rgb: rows }
    };
    Ok((picture, camera))
}

/// Both decoders hold about four and a half bytes a pixel at their height.
fn admit(width: u32, height: u32, limits: &Limits) -> Result<(), PhotoError> {
    limits.admit(width, height, u64::from(width) * u64::from(height) * 9 / 2)
}

/// Checks that all announced bytes are there, and the size that each picture inside says of itself: the decoder
/// believes the inner size before it compares it with the outer.
fn admit_chunks(source: &[u8], limits: &Limits) -> Result<(), PhotoError> {
    let announced = number(source, 4, 4).ok_or(PhotoError::Truncated)?;
    if source.len() - 8 < announced {
        return Err(PhotoError::Truncated);
    }
    let mut at = 12;
    while let Some(name) = source.get(at..at + 4) {
        let length = number(source, at + 4, 4).ok_or(PhotoError::Truncated)?;
        let body = at + 8;
        match name {
            b"VP8 " => {
                let side = |from| number(source, from, 2).map(|side| side & 0x3FFF);
                let (width, height) = (
                    side(body + 6).ok_or(PhotoError::Truncated)?,
                    side(body + 8).ok_or(PhotoError::Truncated)?,
                );
                admit(pixels(width), pixels(height), limits)?;
            }
            b"VP8L" => {
                let packed = number(source, body + 1, 4).ok_or(PhotoError::Truncated)?;
                admit(pixels((packed & 0x3FFF) + 1), pixels((packed >> 14 & 0x3FFF) + 1), limits)?;
            }
            b"ANMF" => return Err(PhotoError::Animated),
            _ => {}
        }
        at = body + length + length % 2;
    }
    Ok(())
}

fn pixels(side: usize) -> u32 {
    u32::try_from(side).expect("a side has fourteen bits")
}

/// The number of `width` bytes at `at`, least first.
fn number(source: &[u8], at: usize, width: usize) -> Option<usize> {
    let bytes = source.get(at..at + width)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}

fn refusal(error: DecodingError) -> PhotoError {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => PhotoError::Truncated,
        _ => PhotoError::Damaged,
    }
}
