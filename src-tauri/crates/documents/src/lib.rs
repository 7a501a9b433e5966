//! Every paper, laid out once, drawn as SVG and as PDF.
//!
//! A paper is composed from values into [`Laid`]: pages of lines of text, rules, boxes and codes, all in points from the
//! top left corner. [`svg()`] and [`pdf()`] draw the same marks, so that the screen shows what the printer will print.
//! Nothing here reads a clock, a file or the network, and the same values always give the same bytes.

pub mod appeal;
mod breaks;
pub mod claim_form;
mod clean;
mod code128;
pub mod custody;
pub mod decision;
pub mod evidence;
mod exhibits;
mod face;
mod flow;
pub mod hand_over;
mod jpeg;
mod lists;
mod mark;
mod measure;
mod moment;
mod money;
pub mod notice;
mod paper;
mod pdf;
pub mod preliminary;
pub mod proposal;
mod qr;
pub mod receipt;
pub mod refusal;
mod rows;
pub mod satisfaction;
pub mod screening;
mod script;
mod sentence;
mod set;
mod settlement;
mod sfnt;
mod spacing;
mod strip;
pub mod summary;
mod svg;
pub mod test_page;
mod units;
mod values;
pub mod visit;
pub mod voucher;
pub mod waiting;
mod words;
mod wrap;

pub use jpeg::{Jpeg, JpegError};
pub use mark::{Cell, Ink, Laid, LeftOut, Mark, Page, Shape, Stroke, Text, Weight};
pub use moment::{Moment, Weekday};
pub use paper::{Bilingual, PaperLanguage, PaperSize};
pub use pdf::{PdfFacts, pdf};
pub use rows::{Entry, Rows, RowsError};
pub use settlement::{Answer, Backed, Decider, InFull, MoneyLine, Pledge, Review, Term};
pub use svg::svg;
pub use values::{
    Amount, Cover, Demand, Ground, Issue, Kind, Late, Outlet, Promise, Role, Signature, SlipWords, Visitor,
    Waybill,
};
pub use words::{appeal_forwarded, appeal_reported, headquarters, said_by_customer, staff_role, stands};

/// Loads the fonts, so that the first paper is as quick as the next. Costs a few milliseconds, once.
pub fn warm_up() {
    face::warm_up();
}
