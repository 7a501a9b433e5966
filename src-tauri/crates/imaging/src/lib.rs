//! Photos: sniffed, decoded within limits, prepared, thumbnailed; the codes on them read.
//!
//! A prepared photo is the only form of a picture the product keeps: an upright JPEG of at most 2,048 px and
//! 4 MiB with no metadata at all. What the camera said of itself is read out first and handed over beside it. Of a PDF or a
//! video no more than the first bytes are looked at, to say what it is; nothing here opens one.
//! Nothing here reads a file, a clock or the network, and nothing here hashes: the caller does.

mod attachment;
mod camera;
mod codes;
mod decode;
mod encode;
mod error;
mod grey;
mod jpeg_decode;
mod jpeg_markers;
mod limits;
mod orientation;
mod picture;
mod png_decode;
mod prepare;
mod sniff;
mod webp_decode;

pub use attachment::AttachmentType;
pub use codes::read_codes;
pub use error::PhotoError;
pub use limits::Limits;
pub use prepare::{Prepared, dimensions, prepare};
pub use sniff::MediaType;
