//! Why a line cannot be read, opened or written. None of it says what stands in the line.

use crate::strict::Lax;

/// Why bytes are not a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// More than 256 KiB.
    #[error("the line is longer than 256 KiB")]
    TooLong,
    /// Not UTF-8.
    #[error("the line is not UTF-8")]
    NotUtf8,
    /// It begins with a byte order mark.
    #[error("the line begins with a byte order mark")]
    ByteOrderMark,
    /// A CR or LF stands in it.
    #[error("a line break stands within the line")]
    LineBreak,
    /// Not one JSON object.
    #[error("the line is not a JSON object")]
    NotJson,
    /// A key stands twice in one object.
    #[error("a key stands twice")]
    DuplicateKey,
    /// A number with a point or an exponent.
    #[error("a number is not an integer")]
    Float,
    /// An integer beyond ±(2⁵³−1).
    #[error("an integer is beyond what every reader can hold")]
    IntegerRange,
    /// Another version than 1.
    #[error("the line is of a version that is not known")]
    Version,
    /// A clear field is missing or not in its form.
    #[error("the field {0} is missing or malformed")]
    Field(&'static str),
}

impl LineError {
    /// The reason as the wire and the screens know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooLong => "line_too_long",
            Self::NotUtf8 => "line_not_utf8",
            Self::ByteOrderMark => "line_byte_order_mark",
            Self::LineBreak => "line_break",
            Self::NotJson => "line_not_json",
            Self::DuplicateKey => "line_duplicate_key",
            Self::Float => "line_float",
            Self::IntegerRange => "line_integer_range",
            Self::Version => "line_version",
            Self::Field(_) => "line_field",
        }
    }
}

impl From<Lax> for LineError {
    fn from(lax: Lax) -> Self {
        match lax {
            Lax::NotJson => Self::NotJson,
            Lax::DuplicateKey => Self::DuplicateKey,
            Lax::Float => Self::Float,
            Lax::IntegerRange => Self::IntegerRange,
        }
    }
}

/// Why a line cannot be opened to an event. The line is kept and set aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// Its body, or what was sealed, is not what its kind demands.
    #[error("the line does not hold what its kind demands")]
    Body,
    /// A kind that is about a ticket names none.
    #[error("the line names no ticket")]
    NoTicket,
    /// The key at hand does not open the seal.
    #[error("the seal does not open with the key of the line's ticket")]
    Seal,
}

impl OpenError {
    /// The reason as the wire and the screens know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Body => "line_body",
            Self::NoTicket => "line_no_ticket",
            Self::Seal => "line_seal",
        }
    }
}

/// Why a line cannot be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// Personal data, and no key to seal it with.
    #[error("there is no key to seal the line with")]
    NoKey,
    /// What would be sealed is shut, or of a kind that is not known.
    #[error("what is shut or not known cannot be written anew")]
    Shut,
    /// A kind that is about a ticket names none.
    #[error("the line would name no ticket")]
    NoTicket,
    /// What was written would not be read: too long, or a number out of range.
    #[error("the line would not be read")]
    Unreadable(#[from] LineError),
}
