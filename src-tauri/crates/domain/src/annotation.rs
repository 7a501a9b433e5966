//! Marks over a photo: a layer of its own beside the untouched picture.

use std::collections::{HashMap, HashSet};

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

/// Marks in one layer at most: more would hide what they point at.
pub const MOST_MARKS: usize = 50;

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

impl PhotoMark {
    /// Whether both points lie on the picture, and apart: a mark of no size would not be seen.
    pub fn can_be_seen(&self) -> bool {
        let on_picture = |(x, y): (u16, u16)| x <= MARK_SIDE && y <= MARK_SIDE;
        let ((left, top), (right, bottom)) = (self.from, self.to);
        let apart = if self.shape == MarkShape::ARROW {
            self.from != self.to
        } else {
            left != right && top != bottom
        };
        on_picture(self.from) && on_picture(self.to) && apart
    }
}

/// A photo's layer of marks. The last one that was not taken back stands; none of them touches the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoAnnotated {
    /// The event that brought the photo.
    pub photo: EventId,
    /// All marks of the layer; none takes it away.
    pub marks: Vec<PhotoMark>,
}

/// Of each photo's layers, in order, leaves the one that stands. One without marks takes away what lay there before it,
/// until it is itself taken back.
pub(crate) fn keep_standing_layers(
    layers: &mut Vec<(EventId, PhotoAnnotated)>,
    retracted: &HashSet<EventId>,
) {
    layers.retain(|(event, _)| !retracted.contains(event));
    let last: HashMap<EventId, EventId> = layers.iter().map(|(event, layer)| (layer.photo, *event)).collect();
    layers.retain(|(event, layer)| last[&layer.photo] == *event && !layer.marks.is_empty());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_layer_that_was_not_taken_back_stands() {
        let event = |n: u8| EventId::new(0, [n; 10]);
        let ring = PhotoMark { shape: MarkShape::RING, from: (0, 0), to: (9, 9) };
        let layer = |n, photo, marks| {
            (event(n), PhotoAnnotated { photo: event(photo), marks: vec![ring.clone(); marks] })
        };
        // Photos 1 and 2; layers 11 to 14, of which 13 is empty.
        let laid = [layer(11, 1, 1), layer(12, 2, 2), layer(13, 1, 0), layer(14, 2, 1)];
        let standing = |retracted: &[u8]| {
            let mut layers = laid.to_vec();
            keep_standing_layers(&mut layers, &retracted.iter().map(|n| event(*n)).collect());
            layers.into_iter().map(|(event, _)| event).collect::<Vec<_>>()
        };
        assert_eq!(standing(&[]), [event(14)], "the first photo's marks were taken away");
        assert_eq!(standing(&[14]), [event(12)], "the earlier layer comes back");
        assert_eq!(standing(&[13]), [event(11), event(14)], "what was taken away comes back");
        assert_eq!(standing(&[12]), [event(14)], "an earlier one taken back changes nothing");
        assert_eq!(standing(&[11, 12, 14]), []);
    }

    #[test]
    fn a_mark_lies_on_the_picture_and_has_a_size() {
        let can_be_seen = |shape: MarkShape, from, to| PhotoMark { shape, from, to }.can_be_seen();
        assert!(can_be_seen(MarkShape::RING, (0, 0), (MARK_SIDE, MARK_SIDE)));
        assert!(can_be_seen(MarkShape::BLUR, (9_000, 9_000), (1, 1)), "drawn towards any corner");
        assert!(can_be_seen(MarkShape::ARROW, (10, 10), (10, 900)), "an arrow may point straight down");
        assert!(!can_be_seen(MarkShape::ARROW, (10, 10), (10, 10)));
        assert!(!can_be_seen(MarkShape::RING, (10, 10), (10, 900)), "a ring without a width");
        assert!(!can_be_seen(MarkShape::BLUR, (10, 10), (900, 10)));
        assert!(!can_be_seen(MarkShape::BLUR, (0, 0), (MARK_SIDE + 1, 10)));
    }
}
