//! What a paper is printed on, and in which languages.

use crate::units::mm;

/// The PDF limit for a page's side in version 1.7, in points.
const LONGEST_PAGE: f32 = 14_400.0;

/// A paper that a counter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperSize {
    /// 210 × 297 mm, upright.
    A4,
    /// 148 × 210 mm, upright.
    A5,
    /// A thermal roll 80 mm wide, of which 72 mm can be printed; as long as its content.
    Roll80,
    /// A thermal roll 58 mm wide, of which 48 mm can be printed; as long as its content.
    Roll58,
}

/// The languages of a paper, chosen apart from the language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaperLanguage {
    /// Simplified Chinese.
    Chinese,
    /// English.
    English,
    /// Chinese first, English beside or below it.
    Both,
}

/// One of the two languages that words are kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    Chinese,
    English,
}

/// A text that comes in both languages, for example from the policy in force.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Bilingual {
    /// The Chinese text; may be empty when there is only English.
    pub zh: String,
    /// The English text; may be empty when there is only Chinese.
    pub en: String,
}

/// Where things stand on a size of paper, in points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheet {
    pub width: f32,
    /// The height of a page, or nothing where the paper grows with its content.
    pub height: Option<f32>,
    pub left: f32,
    pub top: f32,
    pub bottom: f32,
}

impl PaperSize {
    pub(crate) fn sheet(self) -> Sheet {
        match self {
            Self::A4 => Sheet {
                width: mm(210.0),
                height: Some(mm(297.0)),
                left: mm(19.0),
                top: mm(16.0),
                bottom: mm(15.0),
            },
            Self::A5 => Sheet {
                width: mm(148.0),
                height: Some(mm(210.0)),
                left: mm(10.0),
                top: mm(8.5),
                bottom: mm(8.5),
            },
            Self::Roll80 => {
                Sheet { width: mm(80.0), height: None, left: mm(4.0), top: mm(3.0), bottom: mm(6.0) }
            }
            Self::Roll58 => {
                Sheet { width: mm(58.0), height: None, left: mm(5.0), top: mm(3.0), bottom: mm(6.0) }
            }
        }
    }

    pub(crate) fn is_roll(self) -> bool {
        matches!(self, Self::Roll80 | Self::Roll58)
    }
}

impl Sheet {
    /// The width that can be printed.
    pub fn inner_width(&self) -> f32 {
        self.width - 2.0 * self.left
    }

    /// The height that content of one page may take.
    pub fn inner_height(&self) -> f32 {
        self.height.unwrap_or(LONGEST_PAGE) - self.top - self.bottom
    }
}

impl PaperLanguage {
    pub(crate) fn tongues(self) -> &'static [Tongue] {
        match self {
            Self::Chinese => &[Tongue::Chinese],
            Self::English => &[Tongue::English],
            Self::Both => &[Tongue::Chinese, Tongue::English],
        }
    }
}

impl Bilingual {
    /// A text from its Chinese and its English form.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The same text in both languages, such as a name.
    pub fn same(text: impl Into<String>) -> Self {
        let zh = text.into();
        Self { en: zh.clone(), zh }
    }

    /// The text in `tongue`, or in the other one rather than nothing.
    pub(crate) fn pick(&self, tongue: Tongue) -> &str {
        let (first, second) = match tongue {
            Tongue::Chinese => (&self.zh, &self.en),
            Tongue::English => (&self.en, &self.zh),
        };
        if first.trim().is_empty() { second } else { first }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }
}
