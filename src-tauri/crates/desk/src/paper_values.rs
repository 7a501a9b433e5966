//! What every paper is made with: its format and language, and values as `documents` wants them said.

use documents::{Bilingual, Kind as PaperKind, Laid, Moment, Signature as Drawn, Weekday};
use domain::{Date, Kind, LocalTime, STROKE_SIDE, Signed, Zone};
use peripherals::Media;
use serde::{Deserialize, Serialize};

/// So much of a hash stands on paper.
const SHOWN_DIGITS: usize = 16;

/// A paper's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PaperSize {
    /// 210 × 297 mm.
    A4,
    /// 148 × 210 mm.
    A5,
    /// A roll of 80 mm.
    Roll80,
    /// A roll of 58 mm.
    Roll58,
}

/// A paper's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperLanguage {
    /// Chinese.
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Chinese, and English below.
    #[serde(rename = "both")]
    Both,
}

impl PaperSize {
    /// The word in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A5 => "a5",
            Self::Roll80 => "roll80",
            Self::Roll58 => "roll58",
        }
    }

    /// What a paper was laid out for: one that is not made for a size is laid out on the nearest.
    pub(crate) fn of(laid: &Laid) -> Self {
        const POINTS_PER_MM: f32 = 72.0 / 25.4;
        let width_mm = laid.pages.first().map_or(0.0, |page| page.width / POINTS_PER_MM);
        match width_mm {
            ..69.0 => Self::Roll58,
            ..114.0 => Self::Roll80,
            ..179.0 => Self::A5,
            _ => Self::A4,
        }
    }

    pub(crate) fn sheet(self) -> documents::PaperSize {
        match self {
            Self::A4 => documents::PaperSize::A4,
            Self::A5 => documents::PaperSize::A5,
            Self::Roll80 => documents::PaperSize::Roll80,
            Self::Roll58 => documents::PaperSize::Roll58,
        }
    }
}

impl PaperLanguage {
    /// The word in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chinese => "zh",
            Self::English => "en",
            Self::Both => "both",
        }
    }

    pub(crate) fn tongue(self) -> documents::PaperLanguage {
        match self {
            Self::Chinese => documents::PaperLanguage::Chinese,
            Self::English => documents::PaperLanguage::English,
            Self::Both => documents::PaperLanguage::Both,
        }
    }
}

/// The medium for a laid-out paper; a roll is cut at its own length.
pub(crate) fn media(laid: &Laid) -> Media {
    const POINTS_PER_MM: f32 = 72.0 / 25.4;
    let longest = laid.pages.iter().map(|page| page.height).fold(0.0, f32::max);
    media_of(PaperSize::of(laid), (longest / POINTS_PER_MM).ceil() as u16)
}

/// The medium of a format; `height_mm` is the length of what is cut from a roll.
pub(crate) fn media_of(size: PaperSize, height_mm: u16) -> Media {
    match size {
        PaperSize::A4 => Media::A4,
        PaperSize::A5 => Media::A5,
        PaperSize::Roll80 => Media::Roll80 { height_mm },
        PaperSize::Roll58 => Media::Roll58 { height_mm },
    }
}

pub(crate) fn paper_kind(kind: Kind) -> PaperKind {
    match kind {
        Kind::Enquiry => PaperKind::Enquiry,
        Kind::Trace => PaperKind::Trace,
        Kind::Complaint => PaperKind::Complaint,
        Kind::Suggestion => PaperKind::Suggestion,
        Kind::Claim => PaperKind::Claim,
    }
}

/// A signature as it is drawn on a paper: without the blank around it, and no larger than it was made with a small hand.
/// None where its ticket's key is gone.
pub(crate) fn paper_signature(signed: &Signed, zone: Zone) -> Option<Drawn> {
    let signature = signed.given.private.open()?;
    let (left, top, right, bottom) = signature.bounds()?;
    let side = |least: u16, from: u16, to: u16| f32::from((to - from).max(least));
    let (across, down) = (side(STROKE_SIDE / 4, left, right), side(STROKE_SIDE / 16, top, bottom));
    let within = |(x, y): &(u16, u16)| (f32::from(x - left) / across, f32::from(y - top) / down);
    let shown: String = signed.given.shown.to_string().chars().take(SHOWN_DIGITS).collect();
    Some(Drawn {
        strokes: signature.strokes.iter().map(|stroke| stroke.iter().map(within).collect()).collect(),
        aspect: across / down,
        at: moment(zone.local(signed.at), true),
        shown,
    })
}

/// What an attachment stands for and what it is, in a few words.
pub(crate) fn named_with(slot: &domain::Bilingual, kind: &domain::Bilingual) -> domain::Bilingual {
    domain::Bilingual::new(
        format!("{}（{}）", slot.in_chinese(), kind.in_chinese()),
        format!("{} ({})", slot.in_english(), kind.in_english()),
    )
}

pub(crate) fn words(text: &domain::Bilingual) -> Bilingual {
    Bilingual { zh: text.zh.clone(), en: text.en.clone() }
}

pub(crate) fn some_text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

pub(crate) fn moment(local: LocalTime, with_time: bool) -> Moment {
    let time = with_time.then_some((local.hour as u8, local.minute as u8));
    Moment { time, ..moment_of_day(local.date) }
}

pub(crate) fn moment_of_day(date: Date) -> Moment {
    let weekday = match date.weekday() {
        1 => Weekday::Monday,
        2 => Weekday::Tuesday,
        3 => Weekday::Wednesday,
        4 => Weekday::Thursday,
        5 => Weekday::Friday,
        6 => Weekday::Saturday,
        _ => Weekday::Sunday,
    };
    Moment { year: date.year(), month: date.month() as u8, day: date.day() as u8, weekday, time: None }
}
