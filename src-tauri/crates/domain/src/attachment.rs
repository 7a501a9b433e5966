//! Attachments: what a customer hands in that is no picture. A file is kept as it came, by its hash, and never opened.
//!
//! In the log an attachment is a `PhotoAdded` whose media type is not a photo's, so every version carries it.

use crate::{Bilingual, PhotoAdded, Slot};

/// The media type of every photo.
pub const PHOTO_MEDIA_TYPE: &str = "image/jpeg";

/// What an attachment is, as people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A PDF.
    Pdf,
    /// A video.
    Video,
    /// What a newer version takes in and this one has no word for.
    File,
}

/// The kinds of file that are kept: media type, what it is, and how the name of a copy ends.
const KEPT: [(&str, AttachmentKind, &str); 8] = [
    ("application/pdf", AttachmentKind::Pdf, "pdf"),
    ("video/mp4", AttachmentKind::Video, "mp4"),
    ("video/quicktime", AttachmentKind::Video, "mov"),
    ("video/webm", AttachmentKind::Video, "webm"),
    ("video/x-matroska", AttachmentKind::Video, "mkv"),
    ("video/x-msvideo", AttachmentKind::Video, "avi"),
    ("video/3gpp", AttachmentKind::Video, "3gp"),
    ("video/3gpp2", AttachmentKind::Video, "3g2"),
];

/// An attachment's kind, and what is said of it where a copy is handed out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it is.
    pub kind: AttachmentKind,
    /// One of the list's, or `application/octet-stream`: no word of a stranger's line reaches a header.
    pub media_type: &'static str,
    /// How the name of a copy ends.
    pub extension: &'static str,
}

impl AttachmentKind {
    /// The word on the wire to a screen.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Video => "video",
            Self::File => "file",
        }
    }

    /// What papers call it.
    pub fn name(self) -> Bilingual {
        match self {
            Self::Pdf => Bilingual::new("PDF", "PDF"),
            Self::Video => Bilingual::new("视频", "Video"),
            Self::File => Bilingual::new("文件", "File"),
        }
    }
}

impl Attachment {
    /// One of which no more is known than that it is no photo.
    pub const UNKNOWN: Self =
        Self { kind: AttachmentKind::File, media_type: "application/octet-stream", extension: "bin" };

    /// What a media type says; none for a photo's.
    pub fn of(media_type: &str) -> Option<Self> {
        if media_type == PHOTO_MEDIA_TYPE {
            return None;
        }
        let kept = KEPT.into_iter().find(|(known, ..)| *known == media_type);
        let kept = kept.map(|(media_type, kind, extension)| Self { kind, media_type, extension });
        Some(kept.unwrap_or(Self::UNKNOWN))
    }
}

impl PhotoAdded {
    /// What it is as an attachment; none for a photo.
    pub fn attachment(&self) -> Option<Attachment> {
        Attachment::of(&self.media_type)
    }

    /// Whether it gives what its slot asks for, so that nothing is owed there any more.
    ///
    /// A photo does everywhere. An invoice or a signed slip often is a PDF from the start, and says in a slot for a proof
    /// what its photo would. A label or a damaged side on a PDF cannot be looked at beside the others, and a video can be
    /// looked at by nobody here and on no paper: both are kept, and the photo stays owed.
    pub fn fills_slot(&self) -> bool {
        match self.attachment().map(|attachment| attachment.kind) {
            None => true,
            Some(AttachmentKind::Pdf) => [Slot::PROOF_OF_VALUE, Slot::DELIVERY_PROOF].contains(&self.slot),
            Some(AttachmentKind::Video | AttachmentKind::File) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Instant, Sha256};

    fn added(media_type: &str, slot: Slot) -> PhotoAdded {
        PhotoAdded {
            sha256: Sha256([1; 32]),
            size: 9,
            media_type: media_type.to_owned(),
            slot,
            taken_at: Instant::from_unix_ms(0),
            source_sha256: Sha256([1; 32]),
            source_size: 9,
            camera_time: None,
            camera_model: None,
        }
    }

    #[test]
    fn a_proof_may_be_a_pdf_and_nothing_else_is_settled_by_an_attachment() {
        let fills = |media_type, slot| added(media_type, slot).fills_slot();
        let slots = [Slot::PROOF_OF_VALUE, Slot::DELIVERY_PROOF, Slot::from("label"), Slot::OTHER];
        // media type -> proof of value, delivery proof, label, other
        for (media_type, expected) in [
            ("image/jpeg", [true, true, true, true]),
            ("application/pdf", [true, true, false, false]),
            ("video/mp4", [false, false, false, false]),
            ("model/stl", [false, false, false, false]),
        ] {
            assert_eq!(slots.clone().map(|slot| fills(media_type, slot)), expected, "{media_type}");
        }
    }

    #[test]
    fn what_a_line_calls_an_attachment_reaches_nobody_unless_it_is_listed() {
        let said = |media_type| Attachment::of(media_type).map(|kept| (kept.media_type, kept.extension));
        assert_eq!(said("image/jpeg"), None);
        assert_eq!(said("video/quicktime"), Some(("video/quicktime", "mov")));
        for strange in ["text/html", "image/svg+xml", "video/mp4; x=\r\n", "IMAGE/JPEG", ""] {
            assert_eq!(said(strange), Some(("application/octet-stream", "bin")), "{strange}");
        }
        assert_eq!(Attachment::of("text/html").unwrap().kind, AttachmentKind::File);
    }
}
