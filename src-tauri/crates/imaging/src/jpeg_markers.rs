//! A JPEG's skeleton, walked from marker to marker without decoding anything.
//!
//! The decoder paints what is missing grey and says nothing when the loss is small, so completeness is proved
//! here: a whole picture has a frame, at least one scan, and an end mark after the last.

use crate::PhotoError;

/// Progressive pictures have about ten scans; hundreds are made to waste time.
const MAX_SCANS: usize = 64;

/// What the markers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Skeleton {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bytes that decoding holds at once.
    pub(crate) bytes_in_memory: u64,
    pub(crate) is_progressive: bool,
    /// Where the end mark stands.
    pub(crate) end: usize,
}

/// Walks `jpeg` to its end mark.
pub(crate) fn walk(jpeg: &[u8]) -> Result<Skeleton, PhotoError> {
    let mut at = 2;
    let mut frame: Option<Frame> = None;
    let mut scans = 0;
    loop {
        let (marker, body) = next_marker(jpeg, at).ok_or(PhotoError::Truncated)?;
        at = body;
        match marker {
            END_OF_IMAGE => {
                let frame = frame.filter(|_| scans > 0).ok_or(PhotoError::Damaged)?;
                return Ok(frame.skeleton(scans, body - 2));
            }
            // Marks without a body.
            0x01 | 0xD0..=0xD8 => continue,
            _ => {}
        }
        let segment = segment(jpeg, at)?;
        at += segment.len() + 2;
        match marker {
            0xC0..=0xC2 => {
                let first = frame.replace(Frame::read(segment, marker == PROGRESSIVE)?);
                if first.is_some() {
                    return Err(PhotoError::Damaged);
                }
            }
            // Not frames: Huffman tables and a reserved mark.
            0xC4 | 0xC8 => {}
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF => return Err(PhotoError::RareJpeg),
            START_OF_SCAN => {
                scans += 1;
                if scans > MAX_SCANS {
                    return Err(PhotoError::Damaged);
                }
                at = end_of_scan(jpeg, at).ok_or(PhotoError::Truncated)?;
            }
            _ => {}
        }
    }
}

const PROGRESSIVE: u8 = 0xC2;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

/// The next marker's code and where its body starts.
fn next_marker(jpeg: &[u8], from: usize) -> Option<(u8, usize)> {
    let mut at = from + jpeg.get(from..)?.iter().position(|&byte| byte == 0xFF)?;
    // Any number of fill bytes may stand before the code.
    while *jpeg.get(at)? == 0xFF {
        at += 1;
    }
    match jpeg[at] {
        0 => next_marker_after_stuffing(jpeg, at + 1),
        code => Some((code, at + 1)),
    }
}

/// A stuffed byte outside a scan is no marker; the walk goes on behind it.
fn next_marker_after_stuffing(jpeg: &[u8], mut at: usize) -> Option<(u8, usize)> {
    loop {
        at += jpeg.get(at..)?.iter().position(|&byte| byte == 0xFF)? + 1;
        match *jpeg.get(at)? {
            0 | 0xFF => {}
            code => return Some((code, at + 1)),
        }
    }
}

/// The body of the segment at `at`, behind its two bytes of length.
fn segment(jpeg: &[u8], at: usize) -> Result<&[u8], PhotoError> {
    let length = jpeg.get(at..at + 2).ok_or(PhotoError::Truncated)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(PhotoError::Damaged);
    }
    jpeg.get(at + 2..at + length).ok_or(PhotoError::Truncated)
}

/// Where the marker after a scan's coded bytes stands.
fn end_of_scan(jpeg: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += jpeg.get(at..)?.iter().position(|&byte| byte == 0xFF)?;
        match *jpeg.get(at + 1)? {
            // Stuffing and restart marks belong to the coded bytes.
            0 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
        }
    }
}

struct Frame {
    width: u32,
    height: u32,
    components: u8,
    /// Samples of all components for each block of `largest` samples.
    samples: u64,
    largest: u64,
    is_progressive: bool,
}

impl Frame {
    fn read(segment: &[u8], is_progressive: bool) -> Result<Self, PhotoError> {
        let [precision, h1, h2, w1, w2, components, rest @ ..] = segment else {
            return Err(PhotoError::Damaged);
        };
        if *precision != 8 {
            return Err(PhotoError::RareJpeg);
        }
        let samplings = rest.chunks_exact(3).take(usize::from(*components)).map(|component| component[1]);
        let (mut samples, mut widest, mut highest, mut count) = (0, 1, 1, 0);
        for sampling in samplings {
            let (across, down) = (u64::from(sampling >> 4), u64::from(sampling & 15));
            if !(1..=4).contains(&across) || !(1..=4).contains(&down) {
                return Err(PhotoError::Damaged);
            }
            samples += across * down;
            widest = across.max(widest);
            highest = down.max(highest);
            count += 1;
        }
        if count == 0 || count != *components {
            return Err(PhotoError::Damaged);
        }
        Ok(Self {
            width: u32::from(u16::from_be_bytes([*w1, *w2])),
            height: u32::from(u16::from_be_bytes([*h1, *h2])),
            components: count,
            samples,
            largest: widest * highest,
            is_progressive,
        })
    }

    fn skeleton(&self, scans: usize, end: usize) -> Skeleton {
        let pixels = u64::from(self.width) * u64::from(self.height);
        // What comes in several scans is held as two-byte coefficients until the last of them.
        let coefficients = if self.is_progressive || (scans > 1 && self.components > 1) {
            pixels * self.samples * 2 / self.largest
        } else {
            0
        };
        Skeleton {
            width: self.width,
            height: self.height,
            bytes_in_memory: pixels * 3 + coefficients,
            is_progressive: self.is_progressive,
            end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &[u8] = b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x20\0\x40\x01\x01\x11\0";
    const SCAN: &[u8] = b"\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x12\xFF\0\x34\xFF\xD0\x56";

    #[test]
    fn a_whole_picture_has_a_frame_a_scan_and_an_end() {
        let whole = [HEAD, SCAN, b"\xFF\xFF\xD9trailing bytes"].concat();
        let skeleton = walk(&whole).unwrap();
        assert_eq!((skeleton.width, skeleton.height), (64, 32));
        assert_eq!(skeleton.bytes_in_memory, 64 * 32 * 3);
        assert!(whole[skeleton.end..].starts_with(b"\xFF\xD9trailing"));
        for end in 2..HEAD.len() + SCAN.len() + 2 {
            assert_eq!(walk(&whole[..end]), Err(PhotoError::Truncated), "cut at {end}");
        }
        assert_eq!(walk(&[HEAD, b"\xFF\xD9"].concat()), Err(PhotoError::Damaged));
        assert_eq!(walk(&[b"\xFF\xD8", SCAN, b"\xFF\xD9"].concat()), Err(PhotoError::Damaged));
    }

    #[test]
    fn an_end_mark_inside_an_embedded_thumbnail_is_not_the_end() {
        let thumbnail = b"\xFF\xE1\0\x06\xFF\xD8\xFF\xD9";
        assert_eq!(walk(&[b"\xFF\xD8", &thumbnail[..], &HEAD[2..]].concat()), Err(PhotoError::Truncated));
    }

    #[test]
    fn a_progressive_picture_is_reckoned_with_its_coefficients() {
        let mut head = HEAD.to_vec();
        head[3] = PROGRESSIVE;
        let whole = [&head, SCAN, b"\xFF\xD9"].concat();
        assert_eq!(walk(&whole).unwrap().bytes_in_memory, 64 * 32 * 5);
    }

    #[test]
    fn rare_codings_and_endless_scans_are_refused() {
        let mut lossless = HEAD.to_vec();
        lossless[3] = 0xC3;
        assert_eq!(walk(&[&lossless, SCAN, b"\xFF\xD9"].concat()), Err(PhotoError::RareJpeg));
        let mut deep = HEAD.to_vec();
        deep[6] = 12;
        assert_eq!(walk(&[&deep, SCAN, b"\xFF\xD9"].concat()), Err(PhotoError::RareJpeg));
        let endless = [HEAD, &SCAN.repeat(MAX_SCANS + 1), b"\xFF\xD9"].concat();
        assert_eq!(walk(&endless), Err(PhotoError::Damaged));
    }
}
