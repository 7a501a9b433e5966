//! What a file is, by its first bytes; its name is never asked.

use std::fmt;

use crate::PhotoError;

/// A kind of picture that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
}

impl MediaType {
    /// The name registered for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

/// The kind of picture `source` is, or which other thing it is.
pub(crate) fn sniff(source: &[u8]) -> Result<MediaType, PhotoError> {
    if source.is_empty() {
        return Err(PhotoError::Empty);
    }
    if source.starts_with(b"\xFF\xD8\xFF") {
        return Ok(MediaType::Jpeg);
    }
    if source.starts_with(b"\x89PNG\r\n\x1A\n") {
        return Ok(MediaType::Png);
    }
    if source.starts_with(b"RIFF") {
        return match source.get(8..12) {
            Some(b"WEBP") => Ok(MediaType::Webp),
            Some(b"AVI ") => Err(PhotoError::Video),
            _ => Err(PhotoError::NotAPicture),
        };
    }
    Err(refusal(source))
}

fn refusal(source: &[u8]) -> PhotoError {
    let starts = |magic: &[u8]| source.starts_with(magic);
    if starts(b"GIF87a") || starts(b"GIF89a") {
        PhotoError::Gif
    } else if starts(b"II*\0") || starts(b"MM\0*") {
        PhotoError::Tiff
    } else if is_bitmap(source) {
        PhotoError::Bmp
    } else if is_pdf(source) {
        PhotoError::Pdf
    } else if let Some(refusal) = iso_media(source) {
        refusal
    } else if is_other_video(source) {
        PhotoError::Video
    } else {
        PhotoError::NotAPicture
    }
}

/// Two letters are too few to tell a bitmap from a text, so its second header is looked at as well.
fn is_bitmap(source: &[u8]) -> bool {
    source.starts_with(b"BM")
        && matches!(source.get(14..18), Some([12 | 40 | 52 | 56 | 64 | 108 | 124, 0, 0, 0]))
}

/// Readers accept a PDF that begins anywhere in the first kilobyte.
fn is_pdf(source: &[u8]) -> bool {
    source[..source.len().min(1024)].windows(5).any(|window| window == b"%PDF-")
}

/// HEIC, AVIF, MP4 and QuickTime share one container; the brands in its first box tell them apart.
fn iso_media(source: &[u8]) -> Option<PhotoError> {
    match source.get(4..8)? {
        b"ftyp" => {}
        b"moov" | b"mdat" | b"wide" => return Some(PhotoError::Video),
        _ => return None,
    }
    let length = u32::from_be_bytes(source.get(..4)?.try_into().ok()?) as usize;
    let brands = &source[8..source.len().min(length.clamp(8, 256))];
    let has = |wanted: &[&[u8]]| brands.chunks_exact(4).any(|brand| wanted.contains(&brand));
    if has(&[b"avif", b"avis"]) {
        Some(PhotoError::Avif)
    } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        Some(PhotoError::Heic)
    } else {
        Some(PhotoError::Video)
    }
}

fn is_other_video(source: &[u8]) -> bool {
    const MATROSKA: &[u8] = b"\x1A\x45\xDF\xA3";
    const WINDOWS_MEDIA: &[u8] = b"\x30\x26\xB2\x75\x8E\x66\xCF\x11";
    const MPEG_PROGRAM: &[u8] = b"\x00\x00\x01\xBA";
    const FLASH: &[u8] = b"FLV\x01";
    let transport = source.first() == Some(&0x47) && source.get(188) == Some(&0x47);
    transport || [MATROSKA, WINDOWS_MEDIA, MPEG_PROGRAM, FLASH].iter().any(|magic| source.starts_with(magic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_is_read_from_its_first_bytes() {
        let mut bitmap = *b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0";
        let cases: &[(&[u8], Result<MediaType, PhotoError>)] = &[
            (b"", Err(PhotoError::Empty)),
            (b"\xFF\xD8\xFF\xE0", Ok(MediaType::Jpeg)),
            (b"\x89PNG\r\n\x1A\n", Ok(MediaType::Png)),
            (b"RIFF\x10\0\0\0WEBPVP8 ", Ok(MediaType::Webp)),
            (b"RIFF\x10\0\0\0AVI LIST", Err(PhotoError::Video)),
            (b"RIFF\x10\0\0\0WAVEfmt ", Err(PhotoError::NotAPicture)),
            (b"GIF89a\x01\0\x01\0", Err(PhotoError::Gif)),
            (b"II*\0\x08\0\0\0", Err(PhotoError::Tiff)),
            (&bitmap.clone(), Err(PhotoError::Bmp)),
            (b"\n%PDF-1.7\n", Err(PhotoError::Pdf)),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Err(PhotoError::Heic)),
            (b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf", Err(PhotoError::Avif)),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", Err(PhotoError::Video)),
            (b"\0\0\0\x08wide\0\0\0\0mdat", Err(PhotoError::Video)),
            (b"\x1A\x45\xDF\xA3\x01", Err(PhotoError::Video)),
            (b"<html><body>not a picture</body>", Err(PhotoError::NotAPicture)),
            (b"BMW and other cars", Err(PhotoError::NotAPicture)),
            (b"\0\0\0\x04ftyp", Err(PhotoError::Video)),
        ];
        for (bytes, expected) in cases {
            assert_eq!(sniff(bytes), *expected, "{:?}", String::from_utf8_lossy(bytes));
        }
        bitmap[14] = 1;
        assert_eq!(sniff(&bitmap), Err(PhotoError::NotAPicture));
    }
}
