//! How much a picture may ask for, and how large its prepared form may be.

use crate::PhotoError;

/// How much a source may ask for, and how large its prepared form may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the source.
    pub max_source_bytes: usize,
    /// Pixels of the source.
    pub max_pixels: u64,
    /// Pixels of either side of the source.
    pub max_side: u32,
    /// Bytes that decoding may hold at once, reckoned from the header.
    pub max_memory_bytes: u64,
    /// Pixels of the longer side of the prepared photo.
    pub long_edge: u32,
    /// Pixels of the longer side of the thumbnail.
    pub thumbnail_edge: u32,
    /// Bytes of the prepared photo.
    pub max_jpeg_bytes: usize,
}

impl Default for Limits {
    /// The product's own: 50 megapixels in, 2,048 px and 4 MiB out.
    fn default() -> Self {
        Self {
            max_source_bytes: 64 << 20,
            max_pixels: 50_000_000,
            max_side: 20_000,
            max_memory_bytes: 200_000_000,
            long_edge: 2_048,
            thumbnail_edge: 320,
            max_jpeg_bytes: 4 << 20,
        }
    }
}

impl Limits {
    /// Refuses, from its header alone, a picture whose decoding would hold `bytes_in_memory`.
    pub(crate) fn admit(&self, width: u32, height: u32, bytes_in_memory: u64) -> Result<(), PhotoError> {
        if width == 0 || height == 0 {
            return Err(PhotoError::Damaged);
        }
        let fits = width <= self.max_side
            && height <= self.max_side
            && u64::from(width) * u64::from(height) <= self.max_pixels
            && bytes_in_memory <= self.max_memory_bytes;
        if fits { Ok(()) } else { Err(PhotoError::TooLarge { width, height }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_admitted_up_to_each_limit_and_not_beyond() {
        let limits = Limits { max_pixels: 100, max_side: 20, max_memory_bytes: 300, ..Limits::default() };
        let too_large = |width, height| Err(PhotoError::TooLarge { width, height });
        assert_eq!(limits.admit(10, 10, 300), Ok(()));
        assert_eq!(limits.admit(10, 11, 300), too_large(10, 11));
        assert_eq!(limits.admit(21, 1, 63), too_large(21, 1));
        assert_eq!(limits.admit(10, 10, 301), too_large(10, 10));
        assert_eq!(limits.admit(0, 10, 0), Err(PhotoError::Damaged));
    }
}
