//! What a customer signs: strokes, bound to the hash of what was shown.

use crate::{EventId, Instant, Role, Sealed, Sha256, vocabulary::open};

open! {
    /// What a signature says.
    SignaturePurpose {
        /// That it was taken in as shown.
        INTAKE = "intake",
        /// That the outcome is accepted or refused.
        DECISION = "decision",
        /// That money or goods were received.
        PAYMENT = "payment",
    }
}

/// The side of the square in which strokes are drawn.
pub const STROKE_SIDE: u16 = 10_000;

/// A customer signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignatureGiven {
    /// What it says.
    pub purpose: SignaturePurpose,
    /// Which paper was shown: `receipt`.
    pub document: String,
    /// Of the shown paper, as it was drawn.
    pub shown: Sha256,
    /// `zh` or `en`.
    pub language: String,
    /// Who signed.
    pub role: Role,
    /// The drawing, and whose name stands for it.
    pub private: Sealed<Signature>,
}

/// A drawing of strokes, each of points within a square of [`STROKE_SIDE`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// As given.
    pub name: String,
    /// In the order in which they were drawn.
    pub strokes: Vec<Vec<(u16, u16)>>,
}

/// A signature as a ticket has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The event that brought it.
    pub event: EventId,
    /// When.
    pub at: Instant,
    /// What was given.
    pub given: SignatureGiven,
}
