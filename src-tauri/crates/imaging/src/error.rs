//! Why a picture could not be prepared, in variants a clerk can be told apart.

/// Why a picture could not be prepared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// There are no bytes at all.
    #[error("the picture is empty")]
    Empty,
    /// The bytes are of no kind that is known here.
    #[error("this is not a picture")]
    NotAPicture,
    /// A HEIC or HEIF picture, which the camera can be told to avoid.
    #[error("HEIC pictures cannot be read")]
    Heic,
    /// An AVIF picture.
    #[error("AVIF pictures cannot be read")]
    Avif,
    /// A GIF picture.
    #[error("GIF pictures cannot be read")]
    Gif,
    /// A Windows bitmap.
    #[error("BMP pictures cannot be read")]
    Bmp,
    /// A TIFF picture, or a raw photo in its clothes.
    #[error("TIFF pictures cannot be read")]
    Tiff,
    /// A WebP picture that moves.
    #[error("animated pictures cannot be read")]
    Animated,
    /// A PDF paper.
    #[error("this is a PDF, not a picture")]
    Pdf,
    /// A video.
    #[error("this is a video, not a picture")]
    Video,
    /// A JPEG of a rare coding: lossless, arithmetic, hierarchical or of more than 8 bits.
    #[error("this kind of JPEG cannot be read")]
    RareJpeg,
    /// More bytes than are read at all.
    #[error("the picture has too many bytes")]
    TooManyBytes,
    /// Larger, once decoded, than the memory that is given to it.
    #[error("the picture is too large: {width} by {height} pixels")]
    TooLarge {
        /// As its header says, before any turn.
        width: u32,
        /// As its header says, before any turn.
        height: u32,
    },
    /// The end is missing, as after a broken copy.
    #[error("the picture is cut short")]
    Truncated,
    /// Something inside contradicts itself.
    #[error("the picture is damaged")]
    Damaged,
    /// No quality is low enough for the bytes a prepared photo may have.
    #[error("the picture could not be made small enough")]
    DoesNotFit,
}
