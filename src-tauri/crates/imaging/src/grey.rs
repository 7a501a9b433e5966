//! A picture without its colours, to be turned and read.

use std::borrow::Cow;

use rxing::LuminanceSource;

use crate::picture::Picture;

const WHITE: u8 = 255;

/// So much darker than its surroundings must be what is black: paper has a grain.
const MARGIN: u32 = 6;

/// Rows on either side that are taken together.
const ABOVE: usize = 2;

/// A pixel has so many parts, where a picture is turned: whole numbers, for there are millions of them.
const PARTS: i32 = 1 << PART_BITS;
const PART_BITS: u32 = 16;

fn in_parts(pixels: f32) -> i32 {
    (pixels * PARTS as f32).round() as i32
}

/// One byte a pixel, top row first; 0 is black.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) luma: Vec<u8>,
}

impl Grey {
    /// How light each pixel is to the eye.
    pub(crate) fn of(picture: &Picture) -> Self {
        let luma = picture.rgb.chunks_exact(3).map(|pixel| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
            u8::try_from((red * 77 + green * 150 + blue * 29) >> 8).expect("a mean of bytes is a byte")
        });
        Self { width: picture.width as usize, height: picture.height as usize, luma: luma.collect() }
    }

    /// Half as wide and high: what is noisy or out of focus becomes clearer.
    pub(crate) fn halved(&self) -> Self {
        let (width, height) = (self.width / 2, self.height / 2);
        let mean = |at: usize| {
            let (x, y) = (at % width * 2, at / width * 2);
            let sum = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)]
                .map(|(x, y)| u32::from(self.luma[y * self.width + x]))
                .iter()
                .sum::<u32>();
            u8::try_from(sum / 4).expect("a mean of bytes is a byte")
        };
        Self { width, height, luma: (0..width * height).map(mean).collect() }
    }

    /// Black where a pixel is darker than what lies about it, white elsewhere, whatever the light. Upright bars are
    /// taken together with what lies above and below, which takes the grain out of them.
    pub(crate) fn levelled(&self) -> Self {
        let smooth = self.smoothed_upright();
        let row = |y: usize| &smooth.luma[y * self.width..(y + 1) * self.width];
        let about = (self.width.max(self.height) / 40).max(4);
        // Each column's sum over the rows that lie about: for each row one comes and another goes, and so along the row.
        // No sum comes near its type's end; unchecked, whole rows are added at once.
        let mut columns = vec![0_u32; self.width];
        let mut rows = 0..0;
        let mut luma = vec![WHITE; self.luma.len()];
        for y in 0..self.height {
            while rows.end < (y + about + 1).min(self.height) {
                columns
                    .iter_mut()
                    .zip(row(rows.end))
                    .for_each(|(sum, tone)| *sum = sum.wrapping_add((*tone).into()));
                rows.end += 1;
            }
            while rows.start < y.saturating_sub(about) {
                columns
                    .iter_mut()
                    .zip(row(rows.start))
                    .for_each(|(sum, tone)| *sum = sum.wrapping_sub((*tone).into()));
                rows.start += 1;
            }
            let high = rows.len() as u32;
            let mut sum: u32 = columns.iter().take(about).sum();
            let tones = row(y).iter().zip(&mut luma[y * self.width..]);
            for (x, (tone, level)) in tones.enumerate() {
                let (left, right) = (x.saturating_sub(about), (x + about + 1).min(self.width));
                if x + about < self.width {
                    sum += columns[x + about];
                }
                if x > about {
                    sum -= columns[left - 1];
                }
                if (u32::from(*tone) + MARGIN) * (right - left) as u32 * high < sum {
                    *level = 0;
                }
            }
        }
        Self { width: self.width, height: self.height, luma }
    }

    /// Each pixel with those above and below it.
    fn smoothed_upright(&self) -> Self {
        let row = |y: usize| &self.luma[y * self.width..(y + 1) * self.width];
        let mut luma = Vec::with_capacity(self.luma.len());
        for y in 0..self.height {
            let (top, bottom) = (y.saturating_sub(ABOVE), (y + ABOVE + 1).min(self.height));
            let rows = (bottom - top) as u16;
            let mut sums = vec![0_u16; self.width];
            for y in top..bottom {
                sums.iter_mut().zip(row(y)).for_each(|(sum, luma)| *sum = sum.wrapping_add((*luma).into()));
            }
            luma.extend(sums.iter().map(|sum| (sum / rows) as u8));
        }
        Self { width: self.width, height: self.height, luma }
    }

    /// Turned clockwise, with white in the new corners.
    pub(crate) fn turned(&self, degrees: u16) -> Self {
        if degrees == 0 {
            return self.clone();
        }
        let (sin, cos) = f32::from(degrees).to_radians().sin_cos();
        let (wide, high) = (self.width as f32, self.height as f32);
        // A side that is a whole number but for what angles are rounded by is that number.
        let side = |length: f32| (length - 1e-3).ceil() as usize;
        let width = side(wide * cos.abs() + high * sin.abs());
        let height = side(wide * sin.abs() + high * cos.abs());
        let (middle_x, middle_y) = (width as f32 / 2.0, height as f32 / 2.0);
        let mut luma = Vec::with_capacity(width * height);
        let (step_x, step_y) = (in_parts(cos), -in_parts(sin));
        for row in 0..height {
            // Where the row begins; from there each step is the same.
            let (right, down) = (0.5 - middle_x, row as f32 + 0.5 - middle_y);
            let mut x = in_parts(right * cos + down * sin + wide / 2.0 - 0.5);
            let mut y = in_parts(down * cos - right * sin + high / 2.0 - 0.5);
            for _ in 0..width {
                luma.push(self.between(x, y));
                x += step_x;
                y += step_y;
            }
        }
        Self { width, height, luma }
    }

    /// The tone at a point between four pixels, in parts of a pixel.
    fn between(&self, x: i32, y: i32) -> u8 {
        // Below zero becomes far beyond the picture.
        let (left, top) = ((x >> PART_BITS) as usize, (y >> PART_BITS) as usize);
        if left >= self.width.saturating_sub(1) || top >= self.height.saturating_sub(1) {
            return WHITE;
        }
        let share = |parts: i32| (parts & (PARTS - 1)) as u32 >> (PART_BITS - 8);
        let (right, down) = (share(x), share(y));
        let at = top * self.width + left;
        let along =
            |at: usize| u32::from(self.luma[at]) * (256 - right) + u32::from(self.luma[at + 1]) * right;
        ((along(at) * (256 - down) + along(at + self.width) * down) >> 16) as u8
    }

    /// Whitens a box, as far as it lies within the picture.
    pub(crate) fn whiten(&mut self, (left, top): (f32, f32), (right, bottom): (f32, f32)) {
        // Below zero becomes zero.
        let (left, right) = (left as usize, (right.max(0.0) as usize + 1).min(self.width));
        let (top, bottom) = (top as usize, (bottom.max(0.0) as usize + 1).min(self.height));
        for row in top..bottom {
            if left < right {
                self.luma[row * self.width + left..row * self.width + right].fill(WHITE);
            }
        }
    }
}

/// Rows to be read as they lie: what is turned is turned above, where it is known by how much.
impl LuminanceSource for &Grey {
    fn get_row(&self, y: usize) -> Option<Cow<'_, [u8]>> {
        self.luma.get(y * self.width..(y + 1) * self.width).map(Cow::Borrowed)
    }

    fn get_column(&self, x: usize) -> Vec<u8> {
        self.luma.iter().skip(x).step_by(self.width).copied().collect()
    }

    fn get_matrix(&self) -> Cow<'_, [u8]> {
        Cow::Borrowed(&self.luma)
    }

    fn get_width(&self) -> usize {
        self.width
    }

    fn get_height(&self) -> usize {
        self.height
    }

    fn invert(&mut self) {
        unreachable!("white bars on black are not asked for")
    }

    fn get_luma8_point(&self, x: usize, y: usize) -> u8 {
        self.luma[y * self.width + x]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grey() -> Grey {
        Grey { width: 4, height: 2, luma: vec![10, 20, 30, 40, 50, 60, 70, 80] }
    }

    #[test]
    fn colours_weigh_as_the_eye_has_them() {
        let picture = Picture { width: 3, height: 1, rgb: vec![255, 255, 255, 0, 255, 0, 0, 0, 255] };
        assert_eq!(Grey::of(&picture).luma, [255, 149, 28]);
    }

    #[test]
    fn turned_by_a_right_angle_rows_become_columns() {
        let turned = grey().turned(90);
        assert_eq!((turned.width, turned.height), (2, 4));
        let slanted = grey().turned(45);
        assert_eq!((slanted.width, slanted.height), (5, 5), "what begins a pixel has it");
        let back = grey().turned(180);
        assert_eq!((back.width, back.height), (4, 2));
        assert!(back.luma.contains(&10) || back.luma.contains(&20));
    }

    #[test]
    fn what_is_darker_than_its_surroundings_is_black_in_any_light() {
        // Bars of ten, in light that fades by half from left to right.
        let tone = |x: usize| (if (x / 10).is_multiple_of(2) { 60 } else { 200 }) * (800 - x) / 800;
        let row: Vec<u8> = (0..400).map(|x| tone(x) as u8).collect();
        let bars = Grey { width: 400, height: 40, luma: row.repeat(40) };
        let middle = &bars.levelled().luma[20 * 400..21 * 400];
        let right = (0..400).filter(|x| (middle[*x] == 0) == (x / 10).is_multiple_of(2)).count();
        assert_eq!(right, 400);
        let paper = Grey { width: 40, height: 40, luma: vec![90; 1600] };
        assert_eq!(paper.levelled().luma, vec![WHITE; 1600], "paper is white, however dark it lies");
    }

    #[test]
    fn half_the_size_has_the_mean_of_four() {
        assert_eq!(grey().halved(), Grey { width: 2, height: 1, luma: vec![35, 55] });
    }

    #[test]
    fn a_box_is_whitened_as_far_as_it_lies_within() {
        let mut whole = grey();
        whole.whiten((2.0, -5.0), (90.0, 0.2));
        assert_eq!(whole.luma, [10, 20, 255, 255, 50, 60, 70, 80]);
        whole.whiten((9.0, 0.0), (12.0, 1.0));
        assert_eq!(whole.luma[4], 50, "beside the picture nothing is done");
    }
}
