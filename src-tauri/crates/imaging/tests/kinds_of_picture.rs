//! Every kind of picture that is read shows its colours, stands upright, and loses its metadata.

#![expect(clippy::unwrap_used, reason = "a test stops where it may not go on")]

use imaging::{Limits, MediaType, PhotoError, Prepared, prepare};
use jpeg_encoder::ColorType;

mod support;
use support::{BLUE, RED, Seen, exif_block, holds_no_metadata, jpeg, png, red_and_blue, rows, webp};

const WHITE: [u8; 3] = [255; 3];
/// Two colours as a press would mix them, in the reversed numbers that JPEGs of this kind hold.
const CYAN_INK: [u8; 4] = [255, 0, 0, 0];
const BLACK_INK: [u8; 4] = [0, 0, 0, 255];

fn prepared(source: &[u8]) -> Prepared {
    prepare(source, &Limits::default()).unwrap()
}

#[track_caller]
fn shows(source: &[u8], left: [u8; 3], right: [u8; 3]) {
    let prepared = prepared(source);
    assert_eq!((prepared.width, prepared.height), (64, 32));
    let seen = Seen::of(&prepared.jpeg);
    seen.is(8, 16, left);
    seen.is(56, 16, right);
    holds_no_metadata(&prepared.jpeg);
}

#[test]
fn jpegs_of_every_colouring_show_their_colours() {
    shows(&jpeg(&red_and_blue(), ColorType::Rgb, |_| {}), RED, BLUE);
    shows(&jpeg(&red_and_blue(), ColorType::Rgb, |encoder| encoder.set_progressive(true)), RED, BLUE);
    shows(&jpeg(&red_and_blue(), ColorType::Rgb, |encoder| encoder.set_restart_interval(3)), RED, BLUE);
    shows(&jpeg(&rows(|x| vec![if x < 32 { 40 } else { 220 }]), ColorType::Luma, |_| {}), [40; 3], [220; 3]);
    let inks = rows(|x| if x < 32 { CYAN_INK.to_vec() } else { BLACK_INK.to_vec() });
    shows(&jpeg(&inks, ColorType::Cmyk, |_| {}), [0, 255, 255], [0; 3]);
    shows(&jpeg(&inks, ColorType::CmykAsYcck, |_| {}), [0, 255, 255], [0; 3]);
}

#[test]
fn pngs_of_every_depth_show_their_colours() {
    use png::{BitDepth, ColorType};
    shows(&png(&red_and_blue(), ColorType::Rgb, BitDepth::Eight, |_| {}), RED, BLUE);
    let deep: Vec<u8> = red_and_blue().into_iter().flat_map(|byte| [byte, 0x77]).collect();
    shows(&png(&deep, ColorType::Rgb, BitDepth::Sixteen, |_| {}), RED, BLUE);
    let clear = rows(|x| if x < 32 { [&RED[..], &[255]].concat() } else { vec![0, 0, 0, 0] });
    shows(&png(&clear, ColorType::Rgba, BitDepth::Eight, |_| {}), RED, WHITE);
    let grey = rows(|x| if x < 32 { vec![40, 255] } else { vec![0, 0] });
    shows(&png(&grey, ColorType::GrayscaleAlpha, BitDepth::Eight, |_| {}), [40; 3], WHITE);
    shows(&png(&rows(|_| vec![90, 1]), ColorType::Grayscale, BitDepth::Sixteen, |_| {}), [90; 3], [90; 3]);
    let bits = [[0_u8; 4], [0xFF; 4]].concat().repeat(32);
    shows(&png(&bits, ColorType::Grayscale, BitDepth::One, |_| {}), [0; 3], WHITE);
    let indexed = png(&rows(|x| vec![u8::from(x >= 32)]), ColorType::Indexed, BitDepth::Eight, |info| {
        info.palette = Some([RED, BLUE].concat().into());
        info.trns = Some(vec![255, 0].into());
    });
    shows(&indexed, RED, WHITE);
}

#[test]
fn webps_show_their_colours_and_moving_ones_are_refused() {
    use image_webp::ColorType;
    shows(&webp(&red_and_blue(), ColorType::Rgb8, None), RED, BLUE);
    let clear = rows(|x| if x < 32 { [&RED[..], &[255]].concat() } else { vec![0, 0, 0, 0] });
    let still = webp(&clear, ColorType::Rgba8, None);
    shows(&still, RED, WHITE);
    let at = still.windows(4).position(|window| window == b"VP8L").unwrap();
    let mut moving = still;
    moving[at..at + 4].copy_from_slice(b"ANMF");
    assert_eq!(prepare(&moving, &Limits::default()), Err(PhotoError::Animated));
}

#[test]
fn all_eight_ways_to_hold_a_camera_come_out_the_same() {
    // A red corner tells all eight apart: where it is stored, and that it ends at the top left.
    for orientation in 1..=8_u16 {
        let (right, below) = match orientation {
            1 | 5 => (false, false),
            2 | 8 => (true, false),
            3 | 7 => (true, true),
            _ => (false, true),
        };
        let mut pixels = Vec::new();
        for y in 0..32 {
            for x in 0..64 {
                let corner = (x >= 32) == right && (y >= 16) == below;
                pixels.extend(if corner { RED } else { BLUE });
            }
        }
        let block = exif_block(orientation);
        let sources = [
            jpeg(&pixels, ColorType::Rgb, |encoder| encoder.add_exif_metadata(&block).unwrap()),
            png(&pixels, png::ColorType::Rgb, png::BitDepth::Eight, |info| {
                info.exif_metadata = Some(block.clone().into());
            }),
            webp(&pixels, image_webp::ColorType::Rgb8, Some(block.clone())),
        ];
        let media_types = [MediaType::Jpeg, MediaType::Png, MediaType::Webp];
        for (source, media_type) in sources.iter().zip(media_types) {
            let prepared = prepared(source);
            assert_eq!(prepared.source_media_type, media_type);
            let seen = Seen::of(&prepared.jpeg);
            let sides = if orientation < 5 { (64, 32) } else { (32, 64) };
            assert_eq!((seen.width, seen.height), sides, "orientation {orientation}, {media_type}");
            seen.is(4, 4, RED);
            seen.is(seen.width - 4, 4, BLUE);
            seen.is(4, seen.height - 4, BLUE);
            seen.is(seen.width - 4, seen.height - 4, BLUE);
            holds_no_metadata(&prepared.jpeg);
            holds_no_metadata(&prepared.thumbnail);
            assert_eq!(prepared.camera_model.as_deref(), Some("Secretphone 7"));
            assert_eq!(prepared.camera_taken_at.as_deref(), Some("2026-11-02 14:03:07"));
        }
    }
}

#[test]
fn a_prepared_photo_is_stepped_down_to_the_bytes_it_may_have() {
    let source = jpeg(&red_and_blue(), ColorType::Rgb, |_| {});
    let free = prepared(&source).jpeg.len();
    let limits = Limits { max_jpeg_bytes: free - 1, ..Limits::default() };
    assert!(prepare(&source, &limits).unwrap().jpeg.len() < free);
    let limits = Limits { max_jpeg_bytes: 10, ..Limits::default() };
    assert_eq!(prepare(&source, &limits), Err(PhotoError::DoesNotFit));
}

#[test]
fn a_picture_inside_may_not_be_larger_than_its_wrapper_says() {
    let mut source = webp(&red_and_blue(), image_webp::ColorType::Rgb8, Some(exif_block(1)));
    let at = source.windows(4).position(|window| window == b"VP8L").unwrap();
    source[at + 9..at + 13].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x0F]);
    assert_eq!(
        prepare(&source, &Limits::default()),
        Err(PhotoError::TooLarge { width: 16_384, height: 16_384 })
    );
}
