//! The intake form, its draft, and what Rust notices about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, TicketSummary};

/// One person's fields, as typed.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PartyForm {
    /// As given.
    pub name: String,
    /// As given.
    pub phone: String,
    /// Another way to reach them.
    pub other_contact: String,
    /// District and detail.
    pub address: String,
}

/// A slot left empty.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
pub struct SkippedSlot {
    /// Which.
    pub slot: String,
    /// Why.
    pub reason: String,
}

/// The intake form, as typed.
#[derive(Clone, Debug, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TicketForm {
    /// What it is.
    pub kind: String,
    /// What went wrong.
    pub category: Option<String>,
    /// How it reached us.
    pub channel: String,
    /// How to answer.
    pub answer_by: String,
    /// Who came.
    pub role: String,
    /// Who posted it.
    pub sender: PartyForm,
    /// Whom it was for.
    pub recipient: PartyForm,
    /// Who came when it was neither.
    pub agent: PartyForm,
    /// As scanned or typed.
    pub waybill: String,
    /// The carrier's code.
    pub carrier: Option<String>,
    /// `YYYY-MM-DD`.
    pub posted_on: Option<String>,
    /// `YYYY-MM-DD`.
    pub promised_on: Option<String>,
    /// Yuan, as typed.
    pub freight: String,
    /// Yuan, as typed.
    pub insured: String,
    /// Yuan, as typed.
    pub declared: String,
    /// Yuan, as typed.
    pub claimed: String,
    /// Where the parcel was last said to be.
    pub last_status: Option<String>,
    /// When.
    pub last_status_at: Option<String>,
    /// By whom.
    pub last_status_from: String,
    /// What is asked for.
    pub demands: Vec<String>,
    /// In the customer's words.
    pub demand_text: String,
    /// In the customer's words.
    pub story: String,
    /// What was left with us.
    pub items_kept: String,
    /// Slots left empty.
    pub skipped: Vec<SkippedSlot>,
}

/// A photo of a draft.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftPhoto {
    /// Its name everywhere.
    pub sha256: String,
    /// What it shows.
    pub slot: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// In bytes.
    pub size: u32,
    /// When it was taken in.
    pub added_at: String,
}

/// A draft, whole.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Draft {
    /// The ticket's identity to be.
    pub id: String,
    /// As typed.
    pub form: TicketForm,
    /// In order.
    pub photos: Vec<DraftPhoto>,
    /// The first key press.
    pub started_at: String,
    /// The last time it was kept.
    pub saved_at: String,
    /// When it will be dropped.
    pub expires_at: String,
}

/// A draft in the rail.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftSummary {
    /// The ticket's identity to be.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// Who came, as typed.
    pub who: String,
    /// What went wrong.
    pub category: Option<String>,
    /// As typed.
    pub waybill: String,
    /// The last time it was kept.
    pub saved_at: String,
    /// How many.
    pub photos: u32,
}

/// A field that keeps the ticket from being saved.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Problem {
    /// The field.
    pub field: String,
    /// What is wrong.
    pub code: String,
}

/// Something worth a second look.
#[derive(Clone, Debug, Serialize, Type)]
pub struct Hint {
    /// The field.
    pub field: String,
    /// What.
    pub code: String,
    /// What the words speak of.
    pub details: BTreeMap<String, String>,
}

/// A carrier that the waybill may be of.
#[derive(Clone, Debug, Serialize, Type)]
pub struct CarrierGuess {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Bilingual,
    /// Whether nothing else has this shape.
    pub sure: bool,
}

/// A guided slot and what became of it.
#[derive(Clone, Debug, Serialize, Type)]
pub struct SlotView {
    /// Its code.
    pub slot: String,
    /// Its name.
    pub name: Bilingual,
    /// `taken`, `owed`, `skipped` or `optional`.
    pub state: String,
    /// Whether the category asks for it.
    pub required: bool,
    /// What was taken.
    pub photos: Vec<DraftPhoto>,
    /// Why it was skipped.
    pub reason: Option<String>,
}

/// What Rust notices about a form.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FormView {
    /// What keeps it from being saved.
    pub problems: Vec<Problem>,
    /// What is worth a second look.
    pub hints: Vec<Hint>,
    /// Whose waybill this may be.
    pub carrier_guesses: Vec<CarrierGuess>,
    /// Other tickets on the same waybill.
    pub same_waybill: Vec<TicketSummary>,
    /// The guided slots.
    pub slots: Vec<SlotView>,
}
