//! The sizes of type and the distances of a paper.

use crate::mark::Ink;
use crate::paper::{PaperLanguage, PaperSize};
use crate::units::mm;

/// How a paper is set, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    pub title: f32,
    /// What is said.
    pub body: f32,
    /// Labels.
    pub label: f32,
    /// The second language, beside the first.
    pub second: f32,
    /// Notices.
    pub small: f32,
    /// The column of the labels, or nothing where a label stands above its value.
    pub label_width: Option<f32>,
    /// White space between two fields.
    pub between: f32,
    /// White space around rules.
    pub around: f32,
    /// White space to sign in, at least and at most.
    pub signing: (f32, f32),
    /// The ink of labels.
    pub soft: Ink,
    /// Whether short fields stand two in a row.
    pub paired: bool,
}

impl Look {
    /// The looks to try, from the one that is easiest to read to the one that takes the least room.
    pub fn from_roomy_to_dense(size: PaperSize, language: PaperLanguage) -> Vec<Self> {
        if size.is_roll() {
            return vec![Self::on_roll(size, language)];
        }
        // Two languages begin smaller, where they usually end: a living paper should not change its size while it fills.
        let bodies: &[f32] = match (size, language) {
            (PaperSize::A4, PaperLanguage::Both) => &[10.2, 9.7, 9.2, 8.8],
            (PaperSize::A4, _) => &[10.6, 10.2, 9.7, 9.2, 8.8],
            (_, PaperLanguage::Both) => &[8.8, 8.4, 8.0, 7.7, 7.5, 7.2],
            _ => &[9.2, 8.8, 8.4, 8.0, 7.7, 7.5],
        };
        let on_sheet = if size == PaperSize::A4 { Self::on_large_sheet } else { Self::on_sheet };
        bodies.iter().map(|body| on_sheet(*body, language)).collect()
    }

    /// The look to read a paper in that may go on over pages.
    pub fn usual(size: PaperSize, language: PaperLanguage) -> Self {
        Self::from_roomy_to_dense(size, language).swap_remove(0)
    }

    /// Looks for what is read from two steps away.
    pub fn for_the_wall() -> Vec<Self> {
        [18.0, 16.5, 15.0, 14.0, 13.0, 12.0]
            .map(|body| Self {
                title: body * 1.9,
                second: body * 0.84,
                small: body * 0.76,
                between: body * 0.42,
                around: body * 1.2,
                ..Self::on_large_sheet(body, PaperLanguage::Chinese)
            })
            .to_vec()
    }

    /// More white than on a smaller sheet rather than larger letters.
    fn on_large_sheet(body: f32, language: PaperLanguage) -> Self {
        let label_width = match language {
            PaperLanguage::Chinese => 6.2 * body,
            PaperLanguage::English => 7.6 * body,
            PaperLanguage::Both => 10.4 * body,
        };
        Self {
            title: 21.0,
            body,
            label: body * 0.92,
            second: body * 0.84,
            small: body * 0.84,
            label_width: Some(label_width),
            between: body * 0.55 - (10.6 - body) * 1.2,
            around: body * 1.15 - (10.6 - body) * 2.0,
            signing: (mm(17.0), mm(26.0)),
            soft: Ink::Soft,
            paired: true,
        }
    }

    fn on_sheet(body: f32, language: PaperLanguage) -> Self {
        let label_width = match language {
            PaperLanguage::Chinese => 5.4 * body,
            PaperLanguage::English => 6.6 * body,
            PaperLanguage::Both => 9.3 * body,
        };
        // The densest look is the last before a second page: it gives up white before it gives up letters.
        let is_last = body < 7.4;
        Self {
            title: if is_last { 14.0 } else { 17.0 },
            body,
            label: body * 0.92,
            second: (body * 0.82).max(6.6),
            small: (body * 0.84).max(6.9),
            label_width: Some(label_width),
            // Closer together the smaller the letters: that is what they were made smaller for.
            between: body * 0.22 - (9.6 - body) * 0.35,
            around: if is_last { 1.6 } else { body * 0.6 - (9.6 - body) * 0.6 },
            // A seal is about 40 mm wide; it may reach over what stands above.
            signing: (if body > 9.0 { mm(13.0) } else { body * 2.6 - (8.8 - body).max(0.0) }, mm(22.0)),
            soft: Ink::Soft,
            paired: true,
        }
    }

    /// A thermal printer knows no grey, and blurs Chinese below about 7 points.
    fn on_roll(size: PaperSize, language: PaperLanguage) -> Self {
        let is_narrow = size == PaperSize::Roll58;
        let label_width = match (language, is_narrow) {
            (PaperLanguage::Chinese, false) => Some(mm(15.5)),
            (PaperLanguage::English, false) => Some(mm(19.0)),
            (PaperLanguage::Chinese, true) => Some(mm(14.0)),
            (PaperLanguage::Both, false) => Some(mm(18.0)),
            (_, true) => None,
        };
        Self {
            title: if is_narrow { 14.0 } else { 16.0 },
            body: 9.0,
            label: 8.5,
            second: 7.8,
            small: 7.8,
            label_width,
            between: 2.6,
            around: 5.0,
            signing: (mm(13.0), mm(13.0)),
            soft: Ink::Black,
            paired: !is_narrow,
        }
    }
}
