//! Whatever is done to a picture's bytes, it is prepared or refused.

#![expect(clippy::unwrap_used, reason = "a test stops where it may not go on")]

use imaging::{Limits, dimensions, prepare};
use jpeg_encoder::ColorType;
use proptest::prelude::*;

mod support;
use support::{exif_block, jpeg, png, red_and_blue, webp};

/// A picture of every kind, each with EXIF.
fn pictures() -> Vec<Vec<u8>> {
    let pixels = red_and_blue();
    let exif = exif_block(6);
    vec![
        jpeg(&pixels, ColorType::Rgb, |encoder| encoder.add_exif_metadata(&exif).unwrap()),
        jpeg(&pixels, ColorType::Rgb, |encoder| encoder.set_progressive(true)),
        jpeg(&pixels, ColorType::Rgb, |encoder| encoder.set_restart_interval(2)),
        png(&pixels, png::ColorType::Rgb, png::BitDepth::Eight, |info| {
            info.exif_metadata = Some(exif.clone().into());
        }),
        webp(&pixels, image_webp::ColorType::Rgb8, Some(exif.clone())),
    ]
}

/// A picture that came through is whole; a refusal is any but a panic.
fn is_settled(source: &[u8]) {
    let limits = Limits { max_pixels: 1_000_000, ..Limits::default() };
    if let Ok(prepared) = prepare(source, &limits) {
        assert_eq!(dimensions(&prepared.jpeg), Ok((prepared.width, prepared.height)));
    }
}

#[test]
fn every_cut_is_settled() {
    for picture in pictures() {
        for end in 0..picture.len() {
            is_settled(&picture[..end]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_damage_is_settled(
        which in 0..5_usize,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut picture = pictures().swap_remove(which);
        for (at, byte) in flips {
            let at = at.index(picture.len());
            picture[at] = byte;
        }
        is_settled(&picture);
    }

    #[test]
    fn strangers_bytes_behind_a_known_beginning_are_settled(
        which in 0..5_usize,
        kept in any::<prop::sample::Index>(),
        rest in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut picture = pictures().swap_remove(which);
        picture.truncate(kept.index(picture.len()));
        picture.extend(rest);
        is_settled(&picture);
    }
}
