//! Codes on a picture: bars and squares, read as texts.
//!
//! A label lies on a parcel at any angle, and bars are read along rows: where a picture says nothing as it lies, it is
//! turned step by step. What that costs is bounded by the size that is looked at and by the list of looks.

use std::panic;

use rxing::{
    BarcodeFormat, BinaryBitmap, DecodeHints, MultiFormatReader, RXingResult, Reader, common::HybridBinarizer,
};

use crate::{Limits, PhotoError, decode, grey::Grey, sniff};

/// Pixels of the longer side that is looked at: bars are fine, and a prepared photo has hardly more.
const LONG_EDGE: u32 = 2_000;

/// Codes taken from one look: a label has two or three.
const MOST_CODES: usize = 6;

/// What is printed on labels. Others are found in the pattern of a table cloth.
const BARS: [BarcodeFormat; 2] = [BarcodeFormat::CODE_128, BarcodeFormat::CODE_39];
const SQUARES: [BarcodeFormat; 2] = [BarcodeFormat::QR_CODE, BarcodeFormat::DATA_MATRIX];

/// One way to look at a picture.
struct Look {
    /// Turned clockwise.
    degrees: u16,
    /// At half its size.
    is_halved: bool,
    /// Black and white, whatever the light.
    is_levelled: bool,
    /// Row by row, where a glance looks at a few in the middle.
    is_close: bool,
    formats: &'static [BarcodeFormat],
}

const fn look(degrees: u16, formats: &'static [BarcodeFormat]) -> Look {
    Look { degrees, is_halved: false, is_levelled: false, is_close: true, formats }
}

const fn turned(degrees: u16) -> Look {
    Look { is_levelled: true, ..look(degrees, &BARS) }
}

/// A glance, then closely, then turned; squares are read at any angle.
const LOOKS: [Look; 19] = [
    Look { is_close: false, ..look(0, &BARS) },
    look(0, &SQUARES),
    look(0, &BARS),
    look(90, &BARS),
    turned(0),
    turned(90),
    Look { is_halved: true, ..look(0, &SQUARES) },
    Look { is_halved: true, ..turned(0) },
    Look { is_halved: true, ..turned(90) },
    turned(15),
    turned(165),
    turned(105),
    turned(75),
    turned(30),
    turned(150),
    turned(120),
    turned(60),
    turned(45),
    turned(135),
];

/// The texts of the codes on the picture in `source`, each once, in the order in which they were found.
///
/// Looks ever more closely until one is found that `is_wanted`; none is no error.
pub fn read_codes(
    source: &[u8],
    limits: &Limits,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<String>, PhotoError> {
    let media_type = sniff::sniff(source)?;
    if source.len() > limits.max_source_bytes {
        return Err(PhotoError::TooManyBytes);
    }
    let (picture, _) = decode::decode(source, media_type, limits)?;
    let whole = Grey::of(&picture.shrunk(LONG_EDGE));
    let half = whole.halved();
    let mut found: Vec<String> = Vec::new();
    for look in &LOOKS {
        let lying = if look.is_halved { &half } else { &whole };
        let turned = lying.turned(look.degrees);
        for text in read(if look.is_levelled { turned.levelled() } else { turned }, look) {
            if !found.contains(&text) {
                found.push(text);
            }
        }
        if found.iter().any(|text| is_wanted(text)) {
            break;
        }
    }
    Ok(found)
}

/// Reads code after code, and covers each that was read: a reader answers with one at a time.
fn read(mut grey: Grey, look: &Look) -> Vec<String> {
    let mut texts = Vec::new();
    while texts.len() < MOST_CODES {
        // The reader is others' code fed with strangers' pixels: a fault in it costs the code, not the counter.
        let answer = panic::catch_unwind(|| {
            let hints = DecodeHints {
                TryHarder: Some(look.is_close),
                PossibleFormats: Some(look.formats.iter().copied().collect()),
                ..DecodeHints::default()
            };
            let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(&grey));
            MultiFormatReader::default().decode_with_hints(&mut bitmap, &hints)
        });
        let Ok(Ok(code)) = answer else { break };
        cover(&mut grey, &code);
        texts.push(code.getText().trim().to_owned());
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// Whitens what a code was read from: a square between its points, or the bars above and below the row.
fn cover(grey: &mut Grey, code: &RXingResult) {
    let points = code.getPoints();
    let ends = |along: fn(&rxing::Point) -> f32| {
        let all = points.iter().map(along);
        (all.clone().fold(f32::INFINITY, f32::min), all.fold(f32::NEG_INFINITY, f32::max))
    };
    let ((left, right), (top, bottom)) = (ends(|point| point.x), ends(|point| point.y));
    let long = (right - left).max(bottom - top).max(1.0);
    let (beside, above) = if BARS.contains(code.getBarcodeFormat()) { (0.05, 0.25) } else { (0.3, 0.3) };
    let (beside, above) = (long * beside, long * above);
    grey.whiten((left - beside, top - above), (right + beside, bottom + above));
}
