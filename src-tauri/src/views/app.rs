//! The app's own state: place, person, settings, delivery, printer.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Bilingual;

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
#[derive(Clone, Debug, Serialize, Type)]
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

/// Who works here.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Person {
    /// Their identity.
    pub id: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<String>,
}

/// The choices of this counter.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Settings {
    /// `zh` or `en`.
    pub screen_language: String,
    /// `zh`, `en` or `both`.
    pub paper_language: String,
    /// `a5`, `roll80` or `roll58`.
    pub paper_size: String,
    /// The printer's address; none: the system's default.
    pub printer: Option<String>,
    /// `system`, `light`, `dark` or `contrast`.
    pub theme: String,
    /// `normal` or `touch`.
    pub density: String,
    /// 1 to 2.
    pub text_scale: f64,
    /// Whether scans are heard.
    pub sounds: bool,
}

/// Everything the frame of the screens needs.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AppState {
    /// How this installation stands to headquarters.
    pub enrolment: Enrolment,
    /// None until enrolled.
    pub place: Option<Place>,
    /// None until headquarters has named someone.
    pub person: Option<Person>,
    /// The branch's IANA zone.
    pub zone: String,
    /// The app's version.
    pub version: String,
    /// `system` or `file`.
    pub key_store: String,
    /// The choices of this counter.
    pub settings: Settings,
}

/// What the status bar says of delivery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SyncState {
    /// Whether headquarters can be reached, or what is in the way.
    pub headquarters: String,
    /// Lines without headquarters' signature.
    pub unconfirmed_events: u32,
    /// Photos that headquarters has not confirmed by hash.
    pub unconfirmed_photos: u32,
    /// Lines that headquarters could not use.
    pub set_aside: u32,
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
    /// `ready`, `busy`, `stopped`, `none`, `unreachable` or `unknown`.
    pub state: String,
    /// Its name.
    pub name: Option<String>,
    /// Its own reasons.
    pub reasons: Vec<String>,
}

/// A printer of the system's queue.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Printer {
    /// Its address.
    pub uri: String,
    /// Its name.
    pub name: String,
    /// Whether the system prints there.
    pub is_default: bool,
    /// How it is.
    pub state: PrinterState,
}
