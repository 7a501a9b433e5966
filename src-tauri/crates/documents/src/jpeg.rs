//! A JPEG as it came: its size is read, its bytes are never decoded or changed.

use std::sync::Arc;

/// A JPEG picture that can stand on a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jpeg {
    bytes: Arc<[u8]>,
    width: u16,
    height: u16,
    channels: u8,
}

/// Why bytes cannot stand on a paper as a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JpegError {
    /// Not a JPEG, or cut off before its frame header.
    #[error("not a jpeg picture")]
    NotJpeg,
    /// Neither grey nor colour with three channels.
    #[error("a jpeg with {0} channels cannot be printed")]
    Channels(u8),
}

impl Jpeg {
    /// Reads the frame header of `bytes`.
    pub fn new(bytes: impl Into<Arc<[u8]>>) -> Result<Self, JpegError> {
        let bytes = bytes.into();
        let (width, height, channels) = frame(&bytes).ok_or(JpegError::NotJpeg)?;
        if !matches!(channels, 1 | 3) {
            return Err(JpegError::Channels(channels));
        }
        Ok(Self { bytes, width, height, channels })
    }

    /// The bytes as they came.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Pixels from left to right.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Pixels from top to bottom.
    pub fn height(&self) -> u16 {
        self.height
    }

    /// Whether both are the very same bytes in memory.
    pub(crate) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.bytes, &other.bytes)
    }

    pub(crate) fn is_grey(&self) -> bool {
        self.channels == 1
    }
}

/// Width, height and channels from the first start-of-frame segment (ITU T.81, B.2.2).
fn frame(bytes: &[u8]) -> Option<(u16, u16, u8)> {
    let mut rest = bytes.strip_prefix(&[0xff, 0xd8])?;
    loop {
        rest = rest.strip_prefix(&[0xff])?;
        let (&marker, after) = rest.split_first()?;
        match marker {
            // Fill bytes and markers without a segment.
            0xff => continue,
            0x01 | 0xd0..=0xd7 => {
                rest = after;
                continue;
            }
            0xd8..=0xda => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([*after.first()?, *after.get(1)?]));
        let segment = after.get(2..length)?;
        // Every start of frame; C4, C8 and CC between them mean other things.
        if matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf) {
            let height = u16::from_be_bytes([*segment.get(1)?, *segment.get(2)?]);
            let width = u16::from_be_bytes([*segment.get(3)?, *segment.get(4)?]);
            return (width > 0 && height > 0).then_some((width, height, *segment.get(5)?));
        }
        rest = after.get(length..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_is_not_a_jpeg() {
        for bytes in [
            &b""[..],
            b"\xff\xd8",
            b"\xff\xd8\xff",
            b"\xff\xd8\xff\xe0\x00",
            b"\x89PNG\r\n",
            b"\xff\xd8\xff\xd9",
        ] {
            assert_eq!(Jpeg::new(bytes), Err(JpegError::NotJpeg), "{bytes:?}");
        }
    }

    #[test]
    fn reads_the_size_behind_other_segments() {
        let bytes = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xff\xc2\x00\x0b\x08\x00\x10\x00\x20\x01\x00\x00\x00";
        let jpeg = Jpeg::new(&bytes[..]).unwrap();
        assert_eq!((jpeg.width(), jpeg.height(), jpeg.is_grey()), (32, 16, true));
    }
}
