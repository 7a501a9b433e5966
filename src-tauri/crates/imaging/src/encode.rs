//! JPEG out: without metadata, and no larger than asked.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::PhotoError;
use crate::picture::Picture;

/// Tried in turn until the bytes fit; nearly every photo fits at the first.
const QUALITIES: [u8; 6] = [85, 75, 65, 50, 35, 20];

/// Encodes `picture` in the best quality that fits into `max_bytes`.
pub(crate) fn to_jpeg(picture: &Picture, max_bytes: usize) -> Result<Vec<u8>, PhotoError> {
    QUALITIES
        .into_iter()
        .map(|quality| at_quality(picture, quality))
        .find_map(|encoded| match encoded {
            Ok(jpeg) if jpeg.len() > max_bytes => None,
            settled => Some(settled),
        })
        .unwrap_or(Err(PhotoError::DoesNotFit))
}

fn at_quality(picture: &Picture, quality: u8) -> Result<Vec<u8>, PhotoError> {
    let side = |side: u32| u16::try_from(side).map_err(|_| PhotoError::DoesNotFit);
    let (width, height) = (side(picture.width)?, side(picture.height)?);
    let mut jpeg = Vec::with_capacity(picture.rgb.len() / 8);
    let mut encoder = Encoder::new(&mut jpeg, quality);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    encoder.encode(&picture.rgb, width, height, ColorType::Rgb).map_err(|_| PhotoError::DoesNotFit)?;
    Ok(jpeg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_steps_down_until_the_bytes_fit() {
        let noisy = noise(64, 64);
        let best = to_jpeg(&noisy, usize::MAX).unwrap();
        let smaller = to_jpeg(&noisy, best.len() - 1).unwrap();
        assert!(smaller.len() < best.len());
        assert_eq!(to_jpeg(&noisy, 100), Err(PhotoError::DoesNotFit));
    }

    /// The worst picture there can be: every pixel differs from its neighbours.
    #[test]
    fn noise_of_the_largest_size_fits_into_four_mebibytes() {
        let jpeg = to_jpeg(&noise(2048, 2048), 4 << 20).unwrap();
        assert!(jpeg.len() <= 4 << 20);
    }

    fn noise(width: u32, height: u32) -> Picture {
        let mut state = 0x2545_F491_u32;
        let rgb = (0..width * height * 3)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 17;
                state ^= state << 5;
                state.to_le_bytes()[1]
            })
            .collect();
        Picture { width, height, rgb }
    }
}
