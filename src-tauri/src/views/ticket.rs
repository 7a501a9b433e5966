//! A ticket in a list, and on its own page.

use std::collections::BTreeMap;

use serde::Serialize;
use specta::Type;

use super::{Bilingual, SlotView, TicketForm};

/// One promise.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseView {
    /// What, as a code.
    pub step: String,
    /// What, in words.
    pub what: Bilingual,
    /// A whole day…
    pub due_on: Option<String>,
    /// …or a moment.
    pub due_by: Option<String>,
    /// The first moment that is too late.
    pub due_at: String,
    /// Its citation.
    pub ground: Bilingual,
    /// Whether the law sets it.
    pub by_law: bool,
    /// Whether a calendar is still to come.
    pub provisional: bool,
}

/// A ticket in a list; personal data masked.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketSummary {
    /// Its identity.
    pub id: String,
    /// What people read aloud.
    pub number: String,
    /// What it is.
    pub kind: String,
    /// What went wrong.
    pub category: String,
    /// The same in words.
    pub category_name: Bilingual,
    /// Where it stands.
    pub status: String,
    /// Who came, masked.
    pub who: String,
    /// Normalized.
    pub waybill: String,
    /// When it was taken in.
    pub opened_at: String,
    /// What is due next.
    pub next_due: Option<PromiseView>,
    /// What is asked for.
    pub claimed_fen: Option<f64>,
    /// How many.
    pub photos: u32,
    /// Whether headquarters has confirmed every line and photo.
    pub delivered: bool,
    /// Whether its receipt was printed.
    pub printed: bool,
    /// Taken to learn the desk.
    pub practice: bool,
    /// How much someone has to settle.
    pub conflicts: u32,
}

/// A photo of a ticket.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PhotoView {
    /// The event that added it.
    pub event: String,
    /// Its name everywhere.
    pub sha256: String,
    /// What it shows.
    pub slot: String,
    /// The same in words.
    pub slot_name: Bilingual,
    /// In bytes.
    pub size: u32,
    /// When it was taken in.
    pub taken_at: String,
    /// By whom.
    pub by: Option<String>,
    /// Whether headquarters has confirmed it by hash.
    pub confirmed: bool,
    /// Whether it is on this counter.
    pub present: bool,
}

/// One print of a paper.
#[derive(Clone, Debug, Serialize, Type)]
pub struct PrintView {
    /// The event that started it.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// Which paper.
    pub document: String,
    /// Its format.
    pub paper: String,
    /// Its language.
    pub language: String,
    /// 0 for the first.
    pub copy: u32,
    /// Where it went.
    pub printer: String,
    /// What became of it; none: look at the printer.
    pub outcome: Option<String>,
}

/// A note.
#[derive(Clone, Debug, Serialize, Type)]
pub struct NoteView {
    /// The event.
    pub event: String,
    /// When.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// The words; none where the key is gone.
    pub text: Option<String>,
}

/// One line of the story.
#[derive(Clone, Debug, Serialize, Type)]
pub struct StoryLine {
    /// The event.
    pub event: String,
    /// When, by its author's clock.
    pub at: String,
    /// By whom.
    pub by: Option<String>,
    /// `counter` or `headquarters`.
    pub origin: String,
    /// The event's kind.
    pub kind: String,
    /// What the words speak of.
    pub details: BTreeMap<String, String>,
    /// Whether it took effect.
    pub applied: bool,
    /// Whether headquarters has confirmed it.
    pub confirmed: bool,
}

/// Something two people did without seeing each other.
#[derive(Clone, Debug, Serialize, Type)]
pub struct ConflictView {
    /// `field` or `not_applied`.
    pub kind: String,
    /// Which field or action.
    pub name: String,
    /// What each wrote.
    pub values: Vec<String>,
}

/// A ticket, whole.
#[derive(Clone, Debug, Serialize, Type)]
pub struct TicketView {
    /// As in lists.
    pub summary: TicketSummary,
    /// What it says now.
    pub form: TicketForm,
    /// What was promised.
    pub promises: Vec<PromiseView>,
    /// Evidence.
    pub photos: Vec<PhotoView>,
    /// The guided slots.
    pub slots: Vec<SlotView>,
    /// Notes.
    pub notes: Vec<NoteView>,
    /// Every paper.
    pub prints: Vec<PrintView>,
    /// Everything that happened.
    pub story: Vec<StoryLine>,
    /// What may be done now.
    pub actions: Vec<String>,
    /// What someone has to settle.
    pub conflicts: Vec<ConflictView>,
    /// Its key is gone.
    pub forgotten: bool,
}

/// What saving gives back.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SavedTicket {
    /// The ticket.
    pub ticket: TicketSummary,
    /// What was promised.
    pub promises: Vec<PromiseView>,
}
