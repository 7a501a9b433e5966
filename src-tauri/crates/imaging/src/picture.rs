//! A decoded picture: rows of red, green and blue, top row first.

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// A decoded picture of three bytes a pixel without padding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

impl Picture {
    /// Lays `rgba` on white paper, within its own memory.
    pub(crate) fn on_white(width: u32, height: u32, mut rgba: Vec<u8>) -> Self {
        let pixels = width as usize * height as usize;
        for pixel in 0..pixels {
            let alpha = u32::from(rgba[pixel * 4 + 3]);
            for channel in 0..3 {
                let colour = u32::from(rgba[pixel * 4 + channel]);
                let blended = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
                rgba[pixel * 3 + channel] = u8::try_from(blended).expect("a mean of bytes is a byte");
            }
        }
        rgba.truncate(pixels * 3);
        Self { width, height, rgb: rgba }
    }

    /// Spreads one grey byte a pixel, or grey and alpha laid on white.
    pub(crate) fn from_grey(width: u32, height: u32, grey: &[u8], has_alpha: bool) -> Self {
        let rgb = if has_alpha {
            grey.chunks_exact(2)
                .flat_map(|pixel| {
                    let (luma, alpha) = (u32::from(pixel[0]), u32::from(pixel[1]));
                    let blended = (luma * alpha + 255 * (255 - alpha) + 127) / 255;
                    [u8::try_from(blended).expect("a mean of bytes is a byte"); 3]
                })
                .collect()
        } else {
            grey.iter().flat_map(|&luma| [luma; 3]).collect()
        };
        Self { width, height, rgb }
    }

    /// The picture with its longer side at most `long_edge`; one that is smaller stays as it is.
    pub(crate) fn shrunk(self, long_edge: u32) -> Self {
        let Some((width, height)) = shrunk_size(self.width, self.height, long_edge) else { return self };
        let source = Image::from_vec_u8(self.width, self.height, self.rgb, PixelType::U8x3)
            .expect("the buffer has three bytes a pixel");
        let mut target = Image::new(width, height, PixelType::U8x3);
        // Keeps the print on a label sharp; box and bilinear filters blur it.
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new().resize(&source, &mut target, &options).expect("both have the same kind of pixel");
        Self { width, height, rgb: target.into_vec() }
    }
}

/// The size with the longer side at `long_edge`, or nothing when it is no longer than that.
fn shrunk_size(width: u32, height: u32, long_edge: u32) -> Option<(u32, u32)> {
    let longer = width.max(height);
    if longer <= long_edge {
        return None;
    }
    let scale = |side: u32| {
        let scaled = (u64::from(side) * u64::from(long_edge) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(scaled).expect("a shrunk side is shorter").max(1)
    };
    Some((scale(width), scale(height)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_side_is_shrunk_and_never_enlarged() {
        assert_eq!(shrunk_size(4000, 3000, 2048), Some((2048, 1536)));
        assert_eq!(shrunk_size(3000, 4000, 2048), Some((1536, 2048)));
        assert_eq!(shrunk_size(2048, 100, 2048), None);
        assert_eq!(shrunk_size(20_000, 1, 2048), Some((2048, 1)));
    }

    #[test]
    fn what_is_transparent_becomes_paper() {
        let laid = Picture::on_white(3, 1, vec![9, 9, 9, 0, 200, 0, 100, 255, 0, 0, 0, 128]);
        assert_eq!(laid.rgb, [255, 255, 255, 200, 0, 100, 127, 127, 127]);
        let grey = Picture::from_grey(2, 1, &[0, 0, 10, 255], true);
        assert_eq!(grey.rgb, [255, 255, 255, 10, 10, 10]);
    }
}
