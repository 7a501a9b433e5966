//! Which PDF or video a file is, by its first bytes. Nothing behind them is looked at, here or anywhere else.

use crate::{PhotoError, sniff};

/// The bytes in which a kind is told: PDF readers look for the beginning of one so far.
const LOOKED_AT: usize = 1024;

/// A kind of file that can be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentType {
    /// `application/pdf`
    Pdf,
    /// `video/mp4`
    Mp4,
    /// `video/quicktime`
    QuickTime,
    /// `video/webm`
    WebM,
    /// `video/x-matroska`
    Matroska,
    /// `video/x-msvideo`
    Avi,
    /// `video/3gpp`
    ThreeGp,
    /// `video/3gpp2`
    ThreeGp2,
}

impl AttachmentType {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Pdf,
        Self::Mp4,
        Self::QuickTime,
        Self::WebM,
        Self::Matroska,
        Self::Avi,
        Self::ThreeGp,
        Self::ThreeGp2,
    ];

    /// The kind of PDF or video that `source` surely is; none for a picture and for all else.
    pub fn of(source: &[u8]) -> Option<Self> {
        let start = &source[..source.len().min(LOOKED_AT)];
        match sniff::sniff(start) {
            Err(PhotoError::Pdf) => Some(Self::Pdf),
            Err(PhotoError::Video) => video(start),
            _ => None,
        }
    }

    /// The name registered for it, or in use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Mp4 => "video/mp4",
            Self::QuickTime => "video/quicktime",
            Self::WebM => "video/webm",
            Self::Matroska => "video/x-matroska",
            Self::Avi => "video/x-msvideo",
            Self::ThreeGp => "video/3gpp",
            Self::ThreeGp2 => "video/3gpp2",
        }
    }
}

fn video(start: &[u8]) -> Option<AttachmentType> {
    if start.starts_with(b"RIFF") {
        return Some(AttachmentType::Avi);
    }
    if start.starts_with(b"\x1A\x45\xDF\xA3") {
        return matroska(start);
    }
    match start.get(4..8)? {
        b"ftyp" => iso_media(start.get(8..12)?),
        // QuickTime before there were brands.
        b"moov" | b"mdat" | b"wide" => Some(AttachmentType::QuickTime),
        _ => None,
    }
}

/// The major brand tells which; a sound recording or a raw photo in the same container is none of them.
fn iso_media(brand: &[u8]) -> Option<AttachmentType> {
    match brand {
        b"qt  " => Some(AttachmentType::QuickTime),
        b"mp41" | b"mp42" | b"mp71" | b"avc1" | b"dash" | b"MSNV" | b"M4V " | b"M4VH" | b"M4VP" | b"XAVC" => {
            Some(AttachmentType::Mp4)
        }
        _ if brand.starts_with(b"iso") => Some(AttachmentType::Mp4),
        _ if brand.starts_with(b"3gp") || brand.starts_with(b"3gr") || brand.starts_with(b"3gs") => {
            Some(AttachmentType::ThreeGp)
        }
        _ if brand.starts_with(b"3g2") => Some(AttachmentType::ThreeGp2),
        _ => None,
    }
}

/// The header's element `42 82` is the name of the document type.
fn matroska(start: &[u8]) -> Option<AttachmentType> {
    let at = start.windows(2).position(|id| id == [0x42, 0x82])?;
    let length = usize::from(start.get(at + 2)?.checked_sub(0x80)?);
    match start.get(at + 3..at + 3 + length)? {
        b"webm" => Some(AttachmentType::WebM),
        b"matroska" => Some(AttachmentType::Matroska),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attachment_is_what_its_first_bytes_surely_say() {
        use AttachmentType::*;
        const EBML: &[u8] =
            b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08";
        let ebml = |rest: &[u8]| [EBML, rest].concat();
        let junk = |before: usize| [&vec![b'\n'; before][..], b"%PDF-1.4\n"].concat();
        let cases: &[(&[u8], Option<AttachmentType>)] = &[
            (b"%PDF-1.7\n%\xE2\xE3", Some(Pdf)),
            (b"\xEF\xBB\xBF%PDF-1.5", Some(Pdf)),
            (&junk(1_000), Some(Pdf)),
            (&junk(1_020), None),
            (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", Some(Mp4)),
            (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41", Some(Mp4)),
            (b"\0\0\0\x14ftypiso5\0\0\0\0dash", Some(Mp4)),
            (b"\0\0\0\x18ftypM4V \0\0\0\0M4V mp42", Some(Mp4)),
            (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Some(QuickTime)),
            (b"\0\0\0\x08wide\0\0\x10\0mdat", Some(QuickTime)),
            (b"\0\0\x10\0moov\0\0\0\x6Cmvhd", Some(QuickTime)),
            (b"\0\0\0\x18ftyp3gp5\0\0\0\0isom3gp5", Some(ThreeGp)),
            (b"\0\0\0\x18ftyp3g2a\0\0\0\0isom3g2a", Some(ThreeGp2)),
            (&ebml(b"\x42\x82\x84webm\x42\x87\x81\x04"), Some(WebM)),
            (&ebml(b"\x42\x82\x88matroska\x42\x87\x81\x04"), Some(Matroska)),
            (b"RIFF\x10\0\0\0AVI LIST", Some(Avi)),
            // A recorded call, a raw photo, a container of something else, and containers cut short.
            (b"\0\0\0\x1CftypM4A \0\0\0\0M4A mp42isom", None),
            (b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom", None),
            (&ebml(b"\x42\x82\x84mkvx"), None),
            (&ebml(b"\x42\x82\x88matr"), None),
            (&ebml(b"\x42\x82\x04webm"), None),
            (b"\x1A\x45\xDF\xA3", None),
            (b"\0\0\0\x18ftyp", None),
            (b"\0\0\0\x04ftypis", None),
            // Pictures go another way, also one that says somewhere that it is a PDF.
            (b"\xFF\xD8\xFF\xE0%PDF-1.7", None),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", None),
            (b"GIF89a%PDF-1.7", None),
            // Videos that nobody's telephone makes are not told apart, and not kept.
            (b"FLV\x01\x05", None),
            (b"\x00\x00\x01\xBA\x44", None),
            (b"PK\x03\x04", None),
            (b"MZ\x90\0", None),
            (b"<html><script>", None),
            (b"", None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(AttachmentType::of(bytes), *expected, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
