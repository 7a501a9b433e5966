//! Pictures that are like no other, so that each is a photo of its own to headquarters.

use barcoders::sym::code128::Code128;
use fastrand::Rng;
use jpeg_encoder::{ColorType, Encoder};

const WIDTH: u16 = 400;
const HEIGHT: u16 = 300;

/// A JPEG of coarse noise, as large as a photo from a cheap camera.
pub fn noise(chance: &mut Rng) -> Vec<u8> {
    let pixels: Vec<u8> = (0..usize::from(WIDTH) * usize::from(HEIGHT)).map(|_| chance.u8(..)).collect();
    let mut jpeg = Vec::new();
    let encoder = Encoder::new(&mut jpeg, 90);
    encoder.encode(&pixels, WIDTH, HEIGHT, ColorType::Luma).expect("a vector takes what is written");
    jpeg
}

/// A photo of a label with `text` as a bar code, lying straight before the camera.
pub fn label(text: &str) -> Vec<u8> {
    const MODULE: usize = 4;
    const QUIET: usize = 60;
    const SIDE: u16 = 600;
    // The sign begins set B.
    let bars =
        Code128::new(format!("\u{0181}{text}")).expect("a bar code says plain letters and digits").encode();
    let width = bars.len() * MODULE + 2 * QUIET;
    let row = |is_within: bool| {
        let tone = move |x: usize| {
            let bar = x.checked_sub(QUIET).and_then(|x| bars.get(x / MODULE));
            if is_within && bar == Some(&1) { 30 } else { 225 }
        };
        (0..width).map(tone).collect::<Vec<u8>>()
    };
    let (paper, bars) = (row.clone()(false), row(true));
    let rows = (0..SIDE).flat_map(|y| if (220..380).contains(&y) { bars.clone() } else { paper.clone() });
    let pixels: Vec<u8> = rows.collect();
    let width = u16::try_from(width).expect("a waybill's bars are no wider than a photo");
    let mut jpeg = Vec::new();
    let encoder = Encoder::new(&mut jpeg, 85);
    encoder.encode(&pixels, width, SIDE, ColorType::Luma).expect("a vector takes what is written");
    jpeg
}
