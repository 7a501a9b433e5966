//! Paper: what a document wants and what a printer takes.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use ipp::attribute::IppAttribute;
use ipp::value::{IppName, IppValue};

use crate::attributes::Attributes;

/// The paper a document was laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// 148 by 210 mm.
    A5,
    /// 210 by 297 mm.
    A4,
    /// A roll 80 mm wide, cut at the document's own length.
    Roll80 {
        /// The document's length.
        height_mm: u16,
    },
    /// A roll 58 mm wide, cut at the document's own length.
    Roll58 {
        /// The document's length.
        height_mm: u16,
    },
}

impl Media {
    /// Width and height in hundredths of a millimetre, IPP's own unit.
    pub fn size(self) -> (i32, i32) {
        match self {
            Self::A5 => (14_800, 21_000),
            Self::A4 => (21_000, 29_700),
            Self::Roll80 { height_mm } => (8_000, i32::from(height_mm) * 100),
            Self::Roll58 { height_mm } => (5_800, i32::from(height_mm) * 100),
        }
    }

    /// The name sheets are registered under; a roll has none.
    fn keyword(self) -> Option<&'static str> {
        match self {
            Self::A5 => Some("iso_a5_148x210mm"),
            Self::A4 => Some("iso_a4_210x297mm"),
            Self::Roll80 { .. } | Self::Roll58 { .. } => None,
        }
    }

    /// How the paper is asked for: sheets by name, which every queue knows; rolls by size.
    pub(crate) fn attribute(self) -> IppAttribute {
        if let Some(keyword) = self.keyword() {
            let value = IppValue::Keyword(keyword.try_into().expect("a registered name is short"));
            return IppAttribute::new(short("media"), value);
        }
        let (width, height) = self.size();
        let size = [("x-dimension", IppValue::Integer(width)), ("y-dimension", IppValue::Integer(height))];
        IppAttribute::new(short("media-col"), collection([("media-size", collection(size))]))
    }
}

/// The papers a printer says it takes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AcceptedMedia {
    keywords: Vec<String>,
    sizes: Vec<Sizes>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Sizes {
    width: RangeInclusive<i32>,
    height: RangeInclusive<i32>,
}

/// Printers round sizes; a millimetre either way is the same paper.
const TOLERANCE: i32 = 100;

impl AcceptedMedia {
    pub(crate) fn read(printer: &Attributes<'_>) -> Self {
        let keywords = printer.texts("media-supported");
        let mut sizes: Vec<Sizes> = printer.values("media-size-supported").iter().filter_map(sizes).collect();
        sizes.extend(custom_sizes(&keywords));
        Self { keywords, sizes }
    }

    /// Whether the printer takes `media`; one that tells nothing of its papers is believed to.
    pub fn takes(&self, media: Media) -> bool {
        let (width, height) = media.size();
        let is_named =
            media.keyword().is_some_and(|name| self.keywords.iter().any(|keyword| keyword == name));
        let fits = |sizes: &Sizes| within(&sizes.width, width) && within(&sizes.height, height);
        let is_silent = self.keywords.is_empty() && self.sizes.is_empty();
        is_silent || is_named || self.sizes.iter().any(fits)
    }
}

fn within(range: &RangeInclusive<i32>, side: i32) -> bool {
    (range.start() - TOLERANCE..=range.end() + TOLERANCE).contains(&side)
}

fn sizes(value: &IppValue) -> Option<Sizes> {
    let IppValue::Collection(members) = value else { return None };
    let side = |name: &str| match members.get(name)? {
        IppValue::Integer(side) => Some(*side..=*side),
        IppValue::RangeOfInteger { min, max } => Some(*min..=*max),
        _ => None,
    };
    Some(Sizes { width: side("x-dimension")?, height: side("y-dimension")? })
}

/// Queues tell free sizes as two papers, `custom_min_50x50mm` and `custom_max_80x3000mm`.
fn custom_sizes(keywords: &[String]) -> Option<Sizes> {
    let end = |prefix: &str| keywords.iter().find_map(|keyword| dimensions(keyword.strip_prefix(prefix)?));
    let (narrowest, shortest) = end("custom_min_")?;
    let (widest, longest) = end("custom_max_")?;
    Some(Sizes { width: narrowest..=widest, height: shortest..=longest })
}

/// Reads `80x297.5mm` or `3x11in`.
fn dimensions(text: &str) -> Option<(i32, i32)> {
    let (sides, hundredths) = match text.strip_suffix("mm") {
        Some(sides) => (sides, 100.0),
        None => (text.strip_suffix("in")?, 2540.0),
    };
    let (width, height) = sides.split_once('x')?;
    let side = |text: &str| {
        let side: f64 = text.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "the cast saturates, and no paper is that long")]
        (side.is_finite() && side > 0.0).then(|| (side * hundredths).round() as i32)
    };
    Some((side(width)?, side(height)?))
}

fn collection<const N: usize>(members: [(&str, IppValue); N]) -> IppValue {
    let members: BTreeMap<IppName, IppValue> =
        members.into_iter().map(|(name, value)| (short(name), value)).collect();
    IppValue::Collection(members)
}

fn short(name: &str) -> IppName {
    name.try_into().expect("the names of attributes are short")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attributes::tests::{group, keyword};

    fn taken_by(attributes: &[(&str, IppValue)]) -> [bool; 4] {
        let group = group(attributes);
        let accepted = AcceptedMedia::read(&Attributes::of(&group));
        [Media::A5, Media::A4, Media::Roll80 { height_mm: 230 }, Media::Roll58 { height_mm: 230 }]
            .map(|media| accepted.takes(media))
    }

    #[test]
    fn an_office_printer_takes_its_sheets_and_no_rolls() {
        let keywords = ["iso_a4_210x297mm", "na_letter_8.5x11in"].map(keyword);
        assert_eq!(
            taken_by(&[("media-supported", IppValue::Array(keywords.to_vec()))]),
            [false, true, false, false]
        );
    }

    #[test]
    fn a_roll_printer_takes_what_its_ranges_say() {
        let roll = collection([
            ("x-dimension", IppValue::Integer(7_950)),
            ("y-dimension", IppValue::RangeOfInteger { min: 5_000, max: 300_000 }),
        ]);
        assert_eq!(taken_by(&[("media-size-supported", roll)]), [false, false, true, false]);
        let custom = ["custom_min_50x50mm", "custom_max_3.15x118in"].map(keyword);
        assert_eq!(
            taken_by(&[("media-supported", IppValue::Array(custom.to_vec()))]),
            [false, false, true, true]
        );
    }

    #[test]
    fn a_printer_that_tells_nothing_is_believed_to_take_all() {
        assert_eq!(taken_by(&[]), [true; 4]);
    }

    #[test]
    fn sheets_are_asked_for_by_name_and_rolls_by_size() {
        let sheet = Media::A5.attribute();
        assert_eq!((sheet.name().as_str(), sheet.value()), ("media", &keyword("iso_a5_148x210mm")));
        let roll = Media::Roll80 { height_mm: 230 }.attribute();
        assert_eq!(roll.name().as_str(), "media-col");
        let size = [("x-dimension", IppValue::Integer(8_000)), ("y-dimension", IppValue::Integer(23_000))];
        assert_eq!(roll.value(), &collection([("media-size", collection(size))]));
    }
}
