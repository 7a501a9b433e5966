//! How a camera was held: the eight values of EXIF tag 0x0112, and turning a picture upright.

use crate::picture::Picture;

/// How the stored rows must be turned to stand upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Orientation {
    #[default]
    Upright,
    MirroredAcross,
    HalfTurned,
    MirroredDown,
    Transposed,
    TurnClockwise,
    Transversed,
    TurnAnticlockwise,
}

impl Orientation {
    /// Reads the tag's value; what the standard does not know counts as upright.
    pub(crate) fn from_exif(value: u32) -> Self {
        match value {
            2 => Self::MirroredAcross,
            3 => Self::HalfTurned,
            4 => Self::MirroredDown,
            5 => Self::Transposed,
            6 => Self::TurnClockwise,
            7 => Self::Transversed,
            8 => Self::TurnAnticlockwise,
            _ => Self::Upright,
        }
    }

    /// Whether width and height change places.
    fn swaps_sides(self) -> bool {
        matches!(self, Self::Transposed | Self::TurnClockwise | Self::Transversed | Self::TurnAnticlockwise)
    }

    /// Where the pixel that stands at (`x`, `y`) upright is stored in a picture of `width` by `height`.
    fn stored_at(self, x: usize, y: usize, width: usize, height: usize) -> (usize, usize) {
        match self {
            Self::Upright => (x, y),
            Self::MirroredAcross => (width - 1 - x, y),
            Self::HalfTurned => (width - 1 - x, height - 1 - y),
            Self::MirroredDown => (x, height - 1 - y),
            Self::Transposed => (y, x),
            Self::TurnClockwise => (y, height - 1 - x),
            Self::Transversed => (width - 1 - y, height - 1 - x),
            Self::TurnAnticlockwise => (width - 1 - y, x),
        }
    }
}

/// Side of the squares a picture is turned in, so that both ends of the copy stay in the cache.
const TILE: usize = 32;

/// Turns `picture` upright.
pub(crate) fn upright(picture: Picture, orientation: Orientation) -> Picture {
    if orientation == Orientation::Upright {
        return picture;
    }
    let (width, height) = (picture.width as usize, picture.height as usize);
    let (out_width, out_height) = if orientation.swaps_sides() { (height, width) } else { (width, height) };
    let mut rgb = vec![0; picture.rgb.len()];
    for top in (0..out_height).step_by(TILE) {
        for left in (0..out_width).step_by(TILE) {
            for y in top..out_height.min(top + TILE) {
                for x in left..out_width.min(left + TILE) {
                    let (from_x, from_y) = orientation.stored_at(x, y, width, height);
                    let (to, from) = ((y * out_width + x) * 3, (from_y * width + from_x) * 3);
                    rgb[to..to + 3].copy_from_slice(&picture.rgb[from..from + 3]);
                }
            }
        }
    }
    let (width, height) = if orientation.swaps_sides() {
        (picture.height, picture.width)
    } else {
        (picture.width, picture.height)
    };
    Picture { width, height, rgb }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letter F, as the eight orientations store it; every one must read F when upright.
    #[test]
    fn all_eight_orientations_end_upright() {
        let stored = [
            (1, "###  #.. ##. #.. #.."),
            (2, "###  ..# .## ..# ..#"),
            (3, "..#  ..# .## ..# ###"),
            (4, "#..  #.. ##. #.. ###"),
            (5, "#####  #.#.. #...."),
            (6, "#....  #.#.. #####"),
            (7, "....#  ..#.# #####"),
            (8, "#####  ..#.# ....#"),
        ];
        for (value, drawn) in stored {
            let turned = upright(drawing(drawn), Orientation::from_exif(value));
            assert_eq!(turned, drawing("### #.. ##. #.. #.."), "orientation {value}");
        }
        assert_eq!(Orientation::from_exif(0), Orientation::Upright);
        assert_eq!(Orientation::from_exif(9), Orientation::Upright);
    }

    #[test]
    fn a_picture_of_many_tiles_is_turned_whole() {
        let (width, height) = (70_u32, 45_u32);
        let rgb = (0..width * height).flat_map(|pixel| pixel.to_le_bytes().into_iter().take(3)).collect();
        let stored = Picture { width, height, rgb };
        let once = upright(stored.clone(), Orientation::TurnClockwise);
        assert_eq!((once.width, once.height), (45, 70));
        assert_eq!(
            once.rgb[..3],
            stored.rgb[44 * 70 * 3..][..3],
            "the lower left corner comes to the top left"
        );
        assert_eq!(upright(once, Orientation::TurnAnticlockwise), stored);
    }

    fn drawing(rows: &str) -> Picture {
        let rows: Vec<&str> = rows.split_whitespace().collect();
        let rgb = rows.iter().flat_map(|row| row.bytes()).flat_map(|dot| [dot; 3]).collect();
        let side = |count: usize| u32::try_from(count).unwrap();
        Picture { width: side(rows[0].len()), height: side(rows.len()), rgb }
    }
}
