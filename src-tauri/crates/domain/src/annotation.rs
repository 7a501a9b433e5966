//! Marks over a photo: a layer of its own beside the untouched picture.

use crate::{EventId, vocabulary::open};

open! {
    /// What is drawn.
    MarkShape {
        /// From the first point to the second.
        ARROW = "arrow",
        /// An ellipse in the box of the two points.
        RING = "ring",
        /// A box of the two points in which nothing can be made out.
        BLUR = "blur",
    }
}

/// The side of the square that a picture is taken for, whatever its own sides are.
pub const MARK_SIDE: u16 = 10_000;

/// A mark, by two points within a square of [`MARK_SIDE`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoMark {
    /// What.
    pub shape: MarkShape,
    /// From here.
    pub from: (u16, u16),
    /// To here.
    pub to: (u16, u16),
}

/// A photo's layer of marks. The last one stands; none of them touches the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoAnnotated {
    /// The event that brought the photo.
    pub photo: EventId,
    /// All marks of the layer; none takes it away.
    pub marks: Vec<PhotoMark>,
}
