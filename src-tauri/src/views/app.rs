//! The app's own state: place, person, settings, delivery, printer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    Bilingual, Colleague, Density, HeadquartersState, KeyStore, Language, PaperLanguage, PaperSize, Person,
    PrinterCondition, Theme, UpdateState, count,
};
use crate::error::CommandError;

/// How this installation stands to headquarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Enrolment {
    /// Not yet known there.
    None,
    /// Learning the desk; nothing is real.
    Practice,
    /// A counter of a branch.
    Enrolled,
    /// Shut out by headquarters.
    Revoked,
}

/// Where this counter stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The branch's four characters.
    pub branch_code: String,
    /// Its name.
    pub branch_name: String,
    /// This counter's letter.
    pub counter_letter: String,
    /// This counter's name.
    pub counter_name: String,
    /// The carrier's name.
    pub carrier_name: Bilingual,
}

/// The choices of this counter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// The language of the screen.
    pub screen_language: Language,
    /// The language of papers, chosen apart from the screen's.
    pub paper_language: PaperLanguage,
    /// The format of receipts.
    pub paper_size: PaperSize,
    /// The printer's name in the queue; none: the system's default.
    pub printer: Option<String>,
    /// Printers of papers that do not go there, by the paper's word.
    pub paper_printers: BTreeMap<String, String>,
    /// The printer that a paper goes to when it certainly did not come out where it should have.
    pub spare_printer: Option<String>,
    /// How the screen looks.
    pub theme: Theme,
    /// How much room each control takes.
    pub density: Density,
    /// 1 to 2.
    #[specta(type = specta_typescript::Number)]
    pub text_scale: f64,
    /// Whether scans are heard.
    pub sounds: bool,
    /// After so many minutes in which nobody did anything the desk locks, where people have PINs.
    pub lock_after_minutes: u32,
    /// What has been tried out at this counter: `printer`, `scanner`, `camera`, `practice`.
    pub tried: BTreeSet<String>,
    /// Whether somebody put the guide for new counters away.
    pub is_guide_closed: bool,
}

/// Everything the frame of the screens needs.
#[derive(Clone, Debug, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// How this installation stands to headquarters.
    pub enrolment: Enrolment,
    /// None until enrolled.
    pub place: Option<Place>,
    /// Who is at the desk; none while it is locked, and until headquarters has named someone.
    pub person: Option<Person>,
    /// Whether someone has to show who they are.
    pub is_locked: bool,
    /// Who was the last to be here, while it is locked.
    pub last_person: Option<String>,
    /// Who may come.
    pub colleagues: Vec<Colleague>,
    /// The branch's IANA zone.
    pub zone: String,
    /// The app's version.
    pub version: String,
    /// How it stands with a new version of it.
    pub update: UpdateState,
    /// Where the keys are kept.
    pub key_store: KeyStore,
    /// The choices of this counter.
    pub settings: Settings,
    /// This is practice, and the counter itself waits behind it.
    pub may_end_practice: bool,
    /// Why the code given at the start did not enrol this counter.
    pub enrolment_failure: Option<CommandError>,
}

/// What the status bar says of delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncState {
    /// Whether headquarters can be reached, or what is in the way.
    pub headquarters: HeadquartersState,
    /// Lines without headquarters' signature.
    pub unconfirmed_events: u32,
    /// Photos that headquarters has not confirmed by hash.
    pub unconfirmed_photos: u32,
    /// Lines that headquarters could not use.
    pub set_aside: u32,
    /// What befell this counter's log and nobody has looked at yet.
    pub incidents: u32,
    /// When it last confirmed anything.
    pub last_confirmed_at: Option<String>,
    /// When it was last heard of.
    pub last_contact_at: Option<String>,
    /// Lines wait although headquarters can be reached.
    pub stuck: bool,
}

/// What the status bar says of the printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct PrinterState {
    /// Whether it can print.
    pub state: PrinterCondition,
    /// Its name.
    pub name: Option<String>,
    /// Its own reasons.
    pub reasons: Vec<String>,
}

/// A printer of the system's queue.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Printer {
    /// The address it is spoken to at.
    pub uri: String,
    /// Its name in the queue, by which it is chosen.
    pub name: String,
    /// Whether the system prints there.
    pub is_default: bool,
    /// How it is.
    pub state: PrinterState,
}

impl AppState {
    /// What the frame needs to know of a desk.
    pub fn of(desk: &desk::Desk) -> Result<Self, desk::DeskError> {
        let place = desk.place();
        let enrolment = match &place {
            None => Enrolment::None,
            Some(place) if place.is_practice() => Enrolment::Practice,
            Some(place) if place.revoked_at.is_some() => Enrolment::Revoked,
            Some(_) => Enrolment::Enrolled,
        };
        let standing = desk.standing()?;
        Ok(Self {
            enrolment,
            place: place.map(|place| Place {
                branch_code: place.branch.code.to_string(),
                branch_name: place.branch.name,
                counter_letter: place.counter.letter.to_string(),
                counter_name: place.counter.name,
                carrier_name: (&desk.policy().carrier().name).into(),
            }),
            is_locked: matches!(standing, desk::Standing::Locked(_)),
            last_person: match &standing {
                desk::Standing::Locked(Some(last)) => Some(last.id.to_string()),
                _ => None,
            },
            person: match &standing {
                desk::Standing::Here(person) => Some(Person::of(desk, person)),
                _ => None,
            },
            colleagues: desk.colleagues()?.iter().map(|colleague| Colleague::of(desk, colleague)).collect(),
            zone: desk.zone().to_string(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            update: desk.update_state().into(),
            key_store: desk.key_store_form().into(),
            settings: desk.settings()?.into(),
            may_end_practice: false,
            enrolment_failure: None,
        })
    }
}

impl From<desk::Settings> for Settings {
    fn from(settings: desk::Settings) -> Self {
        Self {
            screen_language: Language::named(&settings.screen_language),
            paper_language: settings.paper_language.into(),
            paper_size: settings.paper_size.into(),
            printer: settings.printer,
            paper_printers: settings.paper_printers,
            spare_printer: settings.spare_printer,
            theme: Theme::named(&settings.theme),
            density: Density::named(&settings.density),
            text_scale: settings.text_scale,
            sounds: settings.sounds,
            lock_after_minutes: settings.lock_after_minutes,
            tried: settings.tried,
            is_guide_closed: settings.is_guide_closed,
        }
    }
}

impl From<Settings> for desk::Settings {
    fn from(settings: Settings) -> Self {
        Self {
            screen_language: settings.screen_language.word().to_owned(),
            paper_language: settings.paper_language.into(),
            paper_size: settings.paper_size.into(),
            printer: settings.printer,
            paper_printers: settings.paper_printers,
            spare_printer: settings.spare_printer,
            theme: settings.theme.word().to_owned(),
            density: settings.density.word().to_owned(),
            text_scale: settings.text_scale,
            sounds: settings.sounds,
            lock_after_minutes: settings.lock_after_minutes,
            tried: settings.tried,
            is_guide_closed: settings.is_guide_closed,
        }
    }
}

impl From<desk::SyncState> for SyncState {
    fn from(state: desk::SyncState) -> Self {
        Self {
            headquarters: HeadquartersState::of_code(&state.headquarters),
            unconfirmed_events: count(state.unconfirmed_events),
            unconfirmed_photos: count(state.unconfirmed_photos),
            set_aside: count(state.set_aside),
            incidents: count(state.incidents),
            last_confirmed_at: state.last_confirmed_at.map(|at| at.to_string()),
            last_contact_at: state.last_contact_at.map(|at| at.to_string()),
            stuck: state.stuck,
        }
    }
}

/// What keeps a printer from printing, whatever its queue calls its state.
const OBSTACLES: [&str; 13] = [
    "media-empty",
    "media-needed",
    "media-jam",
    "cover-open",
    "door-open",
    "interlock-open",
    "offline",
    "shutdown",
    "timed-out",
    "connecting-to-device",
    "paused",
    "moving-to-paused",
    "stopping",
];

impl From<&desk::Printer> for PrinterState {
    fn from(printer: &desk::Printer) -> Self {
        let has_obstacle = printer.state_reasons.iter().any(|reason| OBSTACLES.contains(&reason.as_str()));
        let state = match printer.state {
            desk::PrinterState::Stopped => PrinterCondition::Stopped,
            _ if has_obstacle || !printer.accepts_jobs => PrinterCondition::Stopped,
            desk::PrinterState::Processing => PrinterCondition::Busy,
            desk::PrinterState::Idle => PrinterCondition::Ready,
        };
        Self { state, name: Some(printer.name.clone()), reasons: printer.state_reasons.clone() }
    }
}

impl From<Result<desk::Printer, desk::DeskError>> for PrinterState {
    fn from(found: Result<desk::Printer, desk::DeskError>) -> Self {
        let state = match found.as_ref().map_err(desk::DeskError::code) {
            Ok(printer) => return printer.into(),
            Err("print_no_printer" | "print_no_queue") => PrinterCondition::None,
            Err(code) if code.starts_with("print_") => PrinterCondition::Unreachable,
            Err(_) => PrinterCondition::Unknown,
        };
        Self { state, name: None, reasons: Vec::new() }
    }
}

impl From<desk::Printer> for Printer {
    fn from(printer: desk::Printer) -> Self {
        Self {
            uri: printer.address(),
            state: (&printer).into(),
            is_default: printer.is_default,
            name: printer.name,
        }
    }
}
