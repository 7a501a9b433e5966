//! Every paper, laid out once, drawn as SVG and as PDF.
//!
//! A paper is composed from values into [`Laid`]: pages of lines of text, rules, boxes and codes, all in points from the
//! top left corner. [`svg()`] and [`pdf()`] draw the same marks, so that the screen shows what the printer will print.
//! Nothing here reads a clock, a file or the network, and the same values always give the same bytes.

mod breaks;
mod clean;
mod code128;
mod face;
mod flow;
mod jpeg;
mod mark;
mod moment;
mod money;
mod paper;
mod pdf;
mod qr;
pub mod receipt;
mod script;
mod sentence;
mod sfnt;
mod spacing;
mod strip;
mod svg;
mod units;
mod words;
mod wrap;

pub use jpeg::{Jpeg, JpegError};
pub use mark::{Cell, Ink, Laid, LeftOut, Mark, Page, Shape, Text, Weight};
pub use moment::{Moment, Weekday};
pub use paper::{Bilingual, PaperLanguage, PaperSize};
pub use pdf::{PdfFacts, pdf};
pub use svg::svg;

/// Loads the fonts, so that the first paper is as quick as the next. Costs a few milliseconds, once.
pub fn warm_up() {
    face::warm_up();
}
