//! Labels as cameras see them: turned, out of focus, in poor light; and pictures that have no code.

#![expect(clippy::unwrap_used, reason = "a test stops where it may not go on")]

use std::collections::BTreeMap;

use barcoders::sym::{code39::Code39, code128::Code128};
use fast_qr::qr::QRBuilder;
use fastrand::Rng;
use imaging::{Limits, PhotoError, read_codes};
use jpeg_encoder::{ColorType, Encoder};

mod support;
use support::photo;

const WAYBILL: &str = "SF1234567890123";

/// A label of white paper with codes on it, in its own pixels.
struct Label {
    width: i32,
    height: i32,
    /// Black boxes: left, top, right, bottom.
    ink: Vec<[i32; 4]>,
}

impl Label {
    fn blank() -> Self {
        Self { width: 900, height: 600, ink: Vec::new() }
    }

    /// Bars of three pixels a module.
    fn with_bars(self, bits: &[u8], left: i32, top: i32) -> Self {
        self.with(bits.iter().enumerate().filter(|(_, bit)| **bit == 1).map(|(at, _)| {
            let x = left + at as i32 * 3;
            [x, top, x + 3, top + 130]
        }))
    }

    fn with_code128(self, text: &str, top: i32) -> Self {
        // The sign begins set B.
        self.with_bars(&Code128::new(format!("\u{0181}{text}")).unwrap().encode(), 60, top)
    }

    fn with_code39(self, text: &str, top: i32) -> Self {
        self.with_bars(&Code39::new(text).unwrap().encode(), 40, top)
    }

    fn with_qr(self, text: &str) -> Self {
        let code = QRBuilder::new(text).build().unwrap();
        let dots: Vec<_> = (0..code.size * code.size)
            .filter(|at| code[at / code.size][at % code.size].value())
            .map(|at| {
                let (x, y) = (640 + (at % code.size) as i32 * 6, 40 + (at / code.size) as i32 * 6);
                [x, y, x + 6, y + 6]
            })
            .collect();
        self.with(dots.into_iter())
    }

    fn with(mut self, ink: impl Iterator<Item = [i32; 4]>) -> Self {
        self.ink.extend(ink);
        self
    }

    /// As a camera sees it.
    fn seen(&self, eye: Eye) -> Vec<u8> {
        let mut paper = vec![230_u8; (self.width * self.height) as usize];
        for [left, top, right, bottom] in &self.ink {
            for y in *top..*bottom {
                paper[(y * self.width + left) as usize..(y * self.width + right) as usize].fill(25);
            }
        }
        let (width, height) = (1_600_i32, 1_200_i32);
        let (sin, cos) = eye.degrees.to_radians().sin_cos();
        let mut chance = Rng::with_seed(11);
        let mut rgb = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                let (right, down) = ((x - width / 2) as f32, (y - height / 2) as f32);
                let tone = self.tone(&paper, (right * cos + down * sin, down * cos - right * sin), eye.blur);
                // One side lies in the shade.
                let lit = tone * eye.light * (0.7 + 0.3 * x as f32 / width as f32);
                let grain = (chance.f32() - 0.5) * eye.grain;
                let [red, green, blue] =
                    [1.0, 0.96, 0.88].map(|tint| (lit * tint + grain).clamp(0.0, 255.0) as u8);
                rgb.extend([red, green, blue]);
            }
        }
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 80).encode(&rgb, width as u16, height as u16, ColorType::Rgb).unwrap();
        jpeg
    }

    /// The mean of the paper about a point that is measured from its middle; beside the label lies cardboard.
    fn tone(&self, paper: &[u8], (right, down): (f32, f32), blur: f32) -> f32 {
        let samples = if blur > 1.0 { 5 } else { 2 };
        let mut sum = 0.0;
        for step in 0..samples * samples {
            let off = |at: i32| (at as f32 / (samples - 1) as f32 - 0.5) * blur;
            let x = whole(right + off(step % samples) + self.width as f32 / 2.0);
            let y = whole(down + off(step / samples) + self.height as f32 / 2.0);
            let is_on = (0..self.width).contains(&x) && (0..self.height).contains(&y);
            sum += if is_on { f32::from(paper[(y * self.width + x) as usize]) } else { 140.0 };
        }
        sum / (samples * samples) as f32
    }
}

/// The pixel that a point lies in. Without `floor`, which is a call for each of millions of points.
fn whole(pixels: f32) -> i32 {
    const FAR: i32 = 1 << 14;
    (pixels + FAR as f32) as i32 - FAR
}

/// How a camera looks.
#[derive(Clone, Copy)]
struct Eye {
    degrees: f32,
    /// Pixels that run into one another.
    blur: f32,
    light: f32,
    grain: f32,
}

const STEADY: Eye = Eye { degrees: 0.0, blur: 1.0, light: 1.0, grain: 6.0 };

fn read(jpeg: &[u8]) -> Vec<String> {
    read_codes(jpeg, &Limits::default(), |text| text == WAYBILL).unwrap()
}

#[test]
fn a_waybill_is_read_at_any_angle() {
    let label = Label::blank().with_code128(WAYBILL, 250);
    let missed: Vec<u16> = [0, 7, 20, 33, 45, 68, 90, 112, 135, 157, 180, 203, 270, 315, 353]
        .into_iter()
        .filter(|degrees| read(&label.seen(Eye { degrees: f32::from(*degrees), ..STEADY })) != [WAYBILL])
        .collect();
    assert_eq!(missed, [0; 0]);
}

#[test]
fn a_waybill_is_read_out_of_focus_and_in_poor_light() {
    let label = Label::blank().with_code128(WAYBILL, 250);
    let eyes = BTreeMap::from([
        ("dark", Eye { light: 0.35, grain: 12.0, ..STEADY }),
        ("bright", Eye { light: 1.6, ..STEADY }),
        ("out of focus", Eye { blur: 3.5, ..STEADY }),
        ("grainy", Eye { grain: 60.0, ..STEADY }),
        ("turned, dark and out of focus", Eye { degrees: 12.0, blur: 2.5, light: 0.5, grain: 12.0 }),
    ]);
    let missed: Vec<&str> = eyes
        .into_iter()
        .filter(|(_, eye)| read(&label.seen(*eye)) != [WAYBILL])
        .map(|(name, _)| name)
        .collect();
    assert_eq!(missed, [""; 0]);
}

#[test]
fn every_code_of_a_label_is_read_whatever_its_kind() {
    let label = Label::blank()
        .with_code39("755-WF", 60)
        .with_code128(WAYBILL, 250)
        .with_code128("JDVA46783539436", 440)
        .with_qr("https://example.com/t?no=1");
    let mut found =
        read_codes(&label.seen(STEADY), &Limits::default(), |text| text.starts_with("https")).unwrap();
    found.sort();
    assert_eq!(found, ["755-WF", "JDVA46783539436", WAYBILL, "https://example.com/t?no=1"]);
}

#[test]
fn a_picture_without_a_code_says_nothing() {
    for name in [
        "webcam-640.jpg",
        "close-up.jpg",
        "document-camera.jpg",
        "chat-app.webp",
        "phone-12mp-rotated-gps.jpg",
    ] {
        assert_eq!(read_codes(&photo(name), &Limits::default(), |_| false), Ok(vec![]), "{name}");
    }
    assert_eq!(read(&Label::blank().seen(STEADY)), [""; 0]);
}

#[test]
fn the_smallest_pictures_say_nothing_and_break_nothing() {
    for (width, height) in [(1_u16, 1_u16), (1, 40), (40, 1), (3, 3), (9, 5)] {
        let mut jpeg = Vec::new();
        let dots: Vec<u8> =
            (0..width * height).map(|at| if at.is_multiple_of(2) { 0 } else { 255 }).collect();
        Encoder::new(&mut jpeg, 90).encode(&dots, width, height, ColorType::Luma).unwrap();
        assert_eq!(read_codes(&jpeg, &Limits::default(), |_| true), Ok(vec![]), "{width} by {height}");
    }
}

#[test]
fn what_is_no_picture_is_refused_as_ever() {
    assert_eq!(read_codes(b"", &Limits::default(), |_| true), Err(PhotoError::Empty));
    assert_eq!(read_codes(b"%PDF-1.7", &Limits::default(), |_| true), Err(PhotoError::Pdf));
}
