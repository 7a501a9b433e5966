//! Words of which there are only so many: on the screen's side a union of strings.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A list of words with each its variant; what a newer version wrote falls to the first.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, Type)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }
    )*};
}

words! {
    /// What a ticket is.
    Kind {
        /// A question.
        Enquiry = "enquiry",
        /// Where is it?
        Trace = "trace",
        /// Something went wrong.
        Complaint = "complaint",
        /// Something could be better.
        Suggestion = "suggestion",
        /// Money is demanded.
        Claim = "claim",
    }

    /// What a clerk made of a suggestion.
    Answered {
        /// Took what was offered.
        Accepted = "accepted",
        /// Chose otherwise.
        Overridden = "overridden",
        /// Chose where nothing was offered.
        Unprompted = "unprompted",
    }

    /// How soon a matter must be seen to.
    Priority {
        /// When there is time.
        Low = "low",
        /// In its turn.
        Normal = "normal",
        /// Before the others.
        High = "high",
        /// Now.
        Highest = "highest",
    }

    /// How far a factor of the impact goes.
    ImpactDegree {
        /// Not at all.
        None = "none",
        /// A little.
        Slight = "slight",
        /// Much.
        Considerable = "considerable",
        /// As far as it can.
        Severe = "severe",
    }

    /// How far a factor of the risk goes.
    RiskDegree {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }

    /// How grave a matter could become.
    RiskGrade {
        /// Nothing beyond the matter itself.
        Minor = "minor",
        /// To be watched.
        Moderate = "moderate",
        /// A manager must know.
        Major = "major",
        /// Headquarters must know.
        Critical = "critical",
    }

    /// The language of the screen.
    Language {
        /// Chinese.
        Chinese = "zh",
        /// English.
        English = "en",
    }

    /// How long a time the figures are of.
    DaySpan {
        /// One day.
        Day = "day",
        /// Monday to Sunday.
        Week = "week",
        /// From the first to the last of a month.
        Month = "month",
    }

    /// Whose figures.
    DayScope {
        /// What this counter took in.
        Counter = "counter",
        /// What the whole branch took in.
        Branch = "branch",
    }

    /// In which form rows are saved.
    RowsFormat {
        /// A workbook.
        Xlsx = "xlsx",
        /// Text with commas.
        Csv = "csv",
    }

    /// The language of a paper.
    PaperLanguage {
        /// Chinese.
        Chinese = "zh",
        /// English.
        English = "en",
        /// Chinese, and English below.
        Both = "both",
    }

    /// A paper's format.
    PaperSize {
        /// 148 × 210 mm.
        A5 = "a5",
        /// A roll of 80 mm.
        Roll80 = "roll80",
        /// A roll of 58 mm.
        Roll58 = "roll58",
        /// 210 × 297 mm.
        A4 = "a4",
    }

    /// How the screen looks.
    Theme {
        /// As the system does.
        System = "system",
        /// Ink on paper.
        Light = "light",
        /// Paper on ink.
        Dark = "dark",
        /// Nothing but black and white.
        Contrast = "contrast",
    }

    /// How much room each control takes.
    Density {
        /// For a mouse.
        Normal = "normal",
        /// For fingers.
        Touch = "touch",
    }

    /// Where the keys are kept.
    KeyStore {
        /// The system's own store.
        System = "system",
        /// Files that only this user can read.
        File = "file",
    }

    /// Whether headquarters can be reached, or what is in the way.
    HeadquartersState {
        /// Nobody has tried yet.
        Unknown = "unknown",
        /// It answers.
        Reachable = "reachable",
        /// Nothing answers.
        Offline = "offline",
        /// Something with other keys answers.
        WrongCertificate = "wrong_certificate",
        /// A sign-in page answers.
        CaptivePortal = "captive_portal",
        /// It answers no.
        Refused = "refused",
        /// It does not know this device: it was restored from before it was enrolled.
        NotKnown = "not_known",
        /// It has shut this device out.
        Revoked = "revoked",
        /// There is none for this installation.
        NotEnrolled = "not_enrolled",
        /// It, or the way to it, is not in order.
        Trouble = "trouble",
    }

    /// Whether a printer can print.
    PrinterCondition {
        /// It waits for a paper.
        Ready = "ready",
        /// It prints.
        Busy = "busy",
        /// It will not print until someone does something.
        Stopped = "stopped",
        /// There is none.
        None = "none",
        /// It does not answer.
        Unreachable = "unreachable",
        /// Nobody has looked yet.
        Unknown = "unknown",
    }

    /// What became of a slot.
    SlotState {
        /// There is a photo.
        Taken = "taken",
        /// A photo is still to be taken.
        Owed = "owed",
        /// It stays empty, with a reason.
        Skipped = "skipped",
        /// It may stay empty.
        Optional = "optional",
    }

    /// Where a line was written.
    Origin {
        /// At a branch's counter.
        Counter = "counter",
        /// At headquarters.
        Headquarters = "headquarters",
    }

    /// What two people did without seeing each other.
    ConflictKind {
        /// Wrote the same field.
        Field = "field",
        /// Moved the ticket on; one came too late.
        NotApplied = "not_applied",
        /// Let each ticket go on in the other.
        Circle = "circle",
    }

    /// What became of a paper.
    PrintOutcome {
        /// It came out of a printer.
        Printed = "printed",
        /// There was no printer, and it was saved.
        Saved = "saved",
    }
}

/// The words of choices that the settings keep as text.
macro_rules! as_text {
    ($($name:ident { $first:ident = $first_word:literal $(, $variant:ident = $word:literal)* $(,)? })*) => {$(
        impl $name {
            /// The choice of that word; the first where a newer version wrote another.
            pub(crate) fn named(word: &str) -> Self {
                match word { $($word => Self::$variant,)* _ => Self::$first }
            }

            /// Its word.
            pub(crate) fn word(self) -> &'static str {
                match self { Self::$first => $first_word $(, Self::$variant => $word)* }
            }
        }
    )*};
}

as_text! {
    Language { Chinese = "zh", English = "en" }
    Theme { System = "system", Light = "light", Dark = "dark", Contrast = "contrast" }
    Density { Normal = "normal", Touch = "touch" }
}

/// Words that stand one to one for another crate's.
macro_rules! same_as {
    ($($name:ident = $theirs:path { $($variant:ident),* $(,)? })*) => {$(
        impl From<$theirs> for $name {
            fn from(theirs: $theirs) -> Self {
                match theirs { $(<$theirs>::$variant => Self::$variant),* }
            }
        }
        impl From<$name> for $theirs {
            fn from(ours: $name) -> Self {
                match ours { $($name::$variant => <$theirs>::$variant),* }
            }
        }
    )*};
}

same_as! {
    Kind = domain::Kind { Enquiry, Trace, Complaint, Suggestion, Claim }
    Answered = domain::Answered { Accepted, Overridden, Unprompted }
    Priority = domain::Priority { Low, Normal, High, Highest }
    ImpactDegree = domain::ImpactDegree { None, Slight, Considerable, Severe }
    RiskDegree = domain::RiskDegree { Low, Medium, High }
    RiskGrade = domain::RiskGrade { Minor, Moderate, Major, Critical }
    PaperLanguage = desk::PaperLanguage { Chinese, English, Both }
    PaperSize = desk::PaperSize { A4, A5, Roll80, Roll58 }
    DaySpan = domain::Span { Day, Week, Month }
    DayScope = desk::Scope { Counter, Branch }
    RowsFormat = desk::RowsFormat { Xlsx, Csv }
    KeyStore = desk::KeyStoreForm { System, File }
    Origin = domain::Origin { Counter, Headquarters }
}

impl HeadquartersState {
    /// What the status bar says for a code of the desk.
    pub(crate) fn of_code(code: &str) -> Self {
        match code {
            "unknown" => Self::Unknown,
            "reachable" => Self::Reachable,
            "offline" => Self::Offline,
            // To a clerk both mean: that is not our headquarters, and nothing was sent.
            "wrong_certificate" | "other_headquarters" => Self::WrongCertificate,
            "captive_portal" => Self::CaptivePortal,
            "refused" => Self::Refused,
            "not_known" => Self::NotKnown,
            "revoked" => Self::Revoked,
            "not_enrolled" => Self::NotEnrolled,
            _ => Self::Trouble,
        }
    }
}
