//! Pictures for the tests of this crate, and the eyes that look at what was prepared.
#![allow(dead_code, reason = "each test file uses its own part")]
#![expect(clippy::unwrap_used, reason = "what a test made itself is sound")]

use std::fs;
use std::path::Path;

use exif::experimental::Writer;
use exif::{Field, In, Tag, Value};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// One of the pictures in `tests/photos`.
pub fn photo(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/photos").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Width, height and pixels of a JPEG.
pub struct Seen {
    pub width: usize,
    pub height: usize,
    rgb: Vec<u8>,
}

impl Seen {
    pub fn of(jpeg: &[u8]) -> Self {
        let mut decoder = JpegDecoder::new(ZCursor::new(jpeg));
        let rgb = decoder.decode().unwrap();
        let (width, height) = decoder.dimensions().unwrap();
        Self { width, height, rgb }
    }

    /// Asserts that the colour at (`x`, `y`) is `expected`, as near as a JPEG keeps it.
    #[track_caller]
    pub fn is(&self, x: usize, y: usize, expected: [u8; 3]) {
        let at = (y * self.width + x) * 3;
        let seen = &self.rgb[at..at + 3];
        let near = seen.iter().zip(expected).all(|(seen, expected)| seen.abs_diff(expected) <= 12);
        assert!(near, "at {x}, {y}: {seen:?} instead of {expected:?}");
    }
}

pub const RED: [u8; 3] = [200, 30, 30];
pub const BLUE: [u8; 3] = [30, 60, 200];

/// 64 by 32: red on the left, blue on the right.
pub fn red_and_blue() -> Vec<u8> {
    rows(|x| if x < 32 { RED.to_vec() } else { BLUE.to_vec() })
}

/// 64 by 32 pixels, each column what `pixel` says.
pub fn rows(pixel: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    let row: Vec<u8> = (0..64).flat_map(pixel).collect();
    row.repeat(32)
}

/// A JPEG of 64 by 32 pixels.
pub fn jpeg(pixels: &[u8], colour: ColorType, change: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(SamplingFactor::F_1_1);
    change(&mut encoder);
    encoder.encode(pixels, 64, 32, colour).unwrap();
    bytes
}

/// A PNG of 64 by 32 pixels.
pub fn png(
    pixels: &[u8],
    colour: png::ColorType,
    depth: png::BitDepth,
    change: impl FnOnce(&mut png::Info<'static>),
) -> Vec<u8> {
    let mut info = png::Info::with_size(64, 32);
    info.color_type = colour;
    info.bit_depth = depth;
    change(&mut info);
    let mut bytes = Vec::new();
    let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
    writer.write_image_data(pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A lossless WebP of 64 by 32 pixels.
pub fn webp(pixels: &[u8], colour: image_webp::ColorType, exif: Option<Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    if let Some(exif) = exif {
        encoder.set_exif_metadata(exif);
    }
    encoder.encode(pixels, 64, 32, colour).unwrap();
    bytes
}

/// EXIF that says how the camera was held, what it is called and where it stood.
pub fn exif_block(orientation: u16) -> Vec<u8> {
    let text = |text: &str| Value::Ascii(vec![text.as_bytes().to_vec()]);
    let fields = [
        (Tag::Orientation, Value::Short(vec![orientation])),
        (Tag::Model, text("Secretphone 7")),
        (Tag::DateTimeOriginal, text("2026:11:02 14:03:07")),
        (Tag::GPSLatitudeRef, text("N")),
    ]
    .map(|(tag, value)| Field { tag, ifd_num: In::PRIMARY, value });
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut block = std::io::Cursor::new(Vec::new());
    writer.write(&mut block, false).unwrap();
    block.into_inner()
}

/// Asserts that a JPEG has pictures' own segments and nothing else: no EXIF, XMP, GPS, profile or comment.
#[track_caller]
pub fn holds_no_metadata(jpeg: &[u8]) {
    let mut at = 2;
    loop {
        assert_eq!(jpeg[at], 0xFF, "a marker at {at}");
        let marker = jpeg[at + 1];
        if marker == 0xDA {
            break;
        }
        let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        let is_jfif = marker == 0xE0 && jpeg[at + 4..].starts_with(b"JFIF\0");
        assert!(is_jfif || matches!(marker, 0xC0 | 0xC4 | 0xDB), "segment {marker:02X} at {at}");
        at += 2 + length;
    }
    for word in [&b"Exif"[..], b"GPS", b"http://ns.adobe.com", b"Secretphone", b"2026:11"] {
        assert!(
            !jpeg.windows(word.len()).any(|window| window == word),
            "{:?}",
            String::from_utf8_lossy(word)
        );
    }
}
