//! PNG, by the `png` crate; of an animated one, its still picture.

use std::io::{Cursor, ErrorKind};

use png::{ColorType, Decoder, DecodingError, Transformations};

use crate::camera::CameraNote;
use crate::picture::Picture;
use crate::{Limits, PhotoError};

/// Decodes a PNG of any depth and colour type, transparent parts laid on white.
pub(crate) fn decode(source: &[u8], limits: &Limits) -> Result<(Picture, CameraNote), PhotoError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(source), png::Limits::default());
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(refusal)?;
    let (width, height) = (header.width, header.height);
    // Reckoned with the most bytes a pixel can have, as transparency may be announced later.
    limits.admit(width, height, u64::from(width) * u64::from(height) * 4)?;

    let mut reader = decoder.read_info().map_err(refusal)?;
    let camera = reader.info().exif_metadata.as_deref().map(CameraNote::from_exif).unwrap_or_default();
    let mut rows = vec![0; reader.output_buffer_size().ok_or(PhotoError::TooLarge { width, height })?];
    let frame = reader.next_frame(&mut rows).map_err(refusal)?;
    if (frame.width, frame.height) != (width, height) {
        return Err(PhotoError::Damaged);
    }
    rows.truncate(frame.buffer_size());
    let picture = match frame.color_type {
        ColorType::Rgb => Picture { width, height, rgb: rows },
        ColorType::Rgba => Picture::on_white(width, height, rows),
        ColorType::Grayscale => Picture::from_grey(width, height, &rows, false),
        ColorType::GrayscaleAlpha => Picture::from_grey(width, height, &rows, true),
        ColorType::Indexed => return Err(PhotoError::Damaged),
    };
    Ok((picture, camera))
}

fn refusal(error: DecodingError) -> PhotoError {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => PhotoError::Truncated,
        _ => PhotoError::Damaged,
    }
}
