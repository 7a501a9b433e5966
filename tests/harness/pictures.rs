//! Pictures that are like no other, so that each is a photo of its own to headquarters.

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
