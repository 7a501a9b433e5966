//! The intake form, its draft, and what Rust notices about it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Bilingual, KinForm, Kind, SlotState, SortedForm, TicketSummary, count};

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
    pub kind: Kind,
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
    /// What was offered as the category, and what the clerk made of it; none while none is chosen.
    pub sorted: Option<SortedForm>,
    /// What the clerk made of tickets that it may belong together with.
    pub kin: Vec<KinForm>,
}

/// A photo or an attachment of a draft.
#[derive(Clone, Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DraftPhoto {
    /// Its name everywhere.
    pub sha256: String,
    /// `pdf`, `video`, `file`: kept as it came, and never drawn; none for a photo.
    pub attachment: Option<String>,
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
    pub kind: Kind,
    /// Who came, masked.
    pub who: String,
    /// What went wrong.
    pub category: Option<String>,
    /// As typed.
    pub waybill: String,
    /// The last time it was kept.
    pub saved_at: String,
    /// How many.
    pub photos: u32,
    /// Whose it is, where it is not that of whoever looks.
    pub of: Option<String>,
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
    /// What the picture must show.
    pub hint: Option<Bilingual>,
    /// What became of it.
    pub state: SlotState,
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

impl From<PartyForm> for desk::PartyForm {
    fn from(form: PartyForm) -> Self {
        let PartyForm { name, phone, other_contact, address } = form;
        Self { name, phone, other_contact, address }
    }
}

impl From<desk::PartyForm> for PartyForm {
    fn from(form: desk::PartyForm) -> Self {
        let desk::PartyForm { name, phone, other_contact, address } = form;
        Self { name, phone, other_contact, address }
    }
}

impl From<SortedForm> for desk::SortedForm {
    fn from(form: SortedForm) -> Self {
        Self { offered: form.offered, answered: form.answered.into() }
    }
}

impl From<desk::SortedForm> for SortedForm {
    fn from(form: desk::SortedForm) -> Self {
        Self { offered: form.offered, answered: form.answered.into() }
    }
}

impl From<KinForm> for desk::KinForm {
    fn from(form: KinForm) -> Self {
        let KinForm { ticket, number, kin } = form;
        Self { ticket, number, kin }
    }
}

impl From<desk::KinForm> for KinForm {
    fn from(form: desk::KinForm) -> Self {
        let desk::KinForm { ticket, number, kin } = form;
        Self { ticket, number, kin }
    }
}

impl From<TicketForm> for desk::TicketForm {
    fn from(form: TicketForm) -> Self {
        let skip = |SkippedSlot { slot, reason }| desk::SkippedSlot { slot, reason };
        Self {
            kind: form.kind.into(),
            category: form.category,
            channel: form.channel,
            answer_by: form.answer_by,
            role: form.role,
            sender: form.sender.into(),
            recipient: form.recipient.into(),
            agent: form.agent.into(),
            waybill: form.waybill,
            carrier: form.carrier,
            posted_on: form.posted_on,
            promised_on: form.promised_on,
            freight: form.freight,
            insured: form.insured,
            declared: form.declared,
            claimed: form.claimed,
            last_status: form.last_status,
            last_status_at: form.last_status_at,
            last_status_from: form.last_status_from,
            demands: form.demands,
            demand_text: form.demand_text,
            story: form.story,
            items_kept: form.items_kept,
            skipped: form.skipped.into_iter().map(skip).collect(),
            sorted: form.sorted.map(Into::into),
            kin: form.kin.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<desk::TicketForm> for TicketForm {
    fn from(form: desk::TicketForm) -> Self {
        let skip = |desk::SkippedSlot { slot, reason }| SkippedSlot { slot, reason };
        Self {
            kind: form.kind.into(),
            category: form.category,
            channel: form.channel,
            answer_by: form.answer_by,
            role: form.role,
            sender: form.sender.into(),
            recipient: form.recipient.into(),
            agent: form.agent.into(),
            waybill: form.waybill,
            carrier: form.carrier,
            posted_on: form.posted_on,
            promised_on: form.promised_on,
            freight: form.freight,
            insured: form.insured,
            declared: form.declared,
            claimed: form.claimed,
            last_status: form.last_status,
            last_status_at: form.last_status_at,
            last_status_from: form.last_status_from,
            demands: form.demands,
            demand_text: form.demand_text,
            story: form.story,
            items_kept: form.items_kept,
            skipped: form.skipped.into_iter().map(skip).collect(),
            sorted: form.sorted.map(Into::into),
            kin: form.kin.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<&desk::DraftPhoto> for DraftPhoto {
    fn from(photo: &desk::DraftPhoto) -> Self {
        Self {
            sha256: photo.sha256.to_string(),
            attachment: photo.added.attachment().map(|kept| kept.kind.as_str().to_owned()),
            slot: photo.added.slot.to_string(),
            width: photo.width,
            height: photo.height,
            size: count(photo.added.size),
            added_at: photo.added.taken_at.to_string(),
        }
    }
}

impl From<desk::Draft> for Draft {
    fn from(draft: desk::Draft) -> Self {
        Self {
            id: draft.id.to_string(),
            photos: draft.photos.iter().map(DraftPhoto::from).collect(),
            form: draft.form.into(),
            started_at: draft.started_at.to_string(),
            saved_at: draft.saved_at.to_string(),
            expires_at: draft.expires_at.to_string(),
        }
    }
}

impl DraftSummary {
    /// The drafts that whoever is at the desk may have.
    pub fn list(desk: &desk::Desk) -> Result<Vec<Self>, desk::DeskError> {
        let here = desk.person()?.map(|person| person.id);
        let people = desk.people()?;
        let of = |draft: &desk::Draft| {
            let owner = people.iter().find(|person| person.id == draft.person && Some(person.id) != here);
            owner.and_then(|owner| owner.name.clone())
        };
        Ok(desk.list_drafts()?.into_iter().map(|draft| Self { of: of(&draft), ..draft.into() }).collect())
    }
}

impl From<desk::Draft> for DraftSummary {
    fn from(draft: desk::Draft) -> Self {
        let who = draft.form.who_came();
        Self {
            id: draft.id.to_string(),
            kind: draft.form.kind.into(),
            who: masked(&who.name, &who.phone),
            waybill: draft.form.waybill.clone(),
            saved_at: draft.saved_at.to_string(),
            photos: count(draft.photos.len() as u64),
            category: draft.form.category,
            of: None,
        }
    }
}

/// Someone in a list, where whoever stands at the counter can read it: the name, or else the phone, masked.
pub(super) fn masked(name: &str, phone: &str) -> String {
    match domain::mask_name(name) {
        name if name.is_empty() => domain::mask_phone(phone),
        name => name,
    }
}

impl From<&desk::SlotLook> for SlotView {
    fn from(look: &desk::SlotLook) -> Self {
        let state = match (look.is_taken(), &look.skipped, look.is_required) {
            (true, _, _) => SlotState::Taken,
            (false, Some(_), _) => SlotState::Skipped,
            (false, None, true) => SlotState::Owed,
            (false, None, false) => SlotState::Optional,
        };
        Self {
            slot: look.slot.to_string(),
            name: (&look.name).into(),
            hint: look.hint.as_ref().map(Into::into),
            state,
            required: look.is_required,
            photos: look.photos.iter().map(DraftPhoto::from).collect(),
            reason: look.skipped.clone(),
        }
    }
}

impl FormView {
    /// What a desk notices about a draft's form.
    pub fn of(desk: &desk::Desk, look: desk::FormLook) -> Result<Self, desk::DeskError> {
        let hint = |hint: desk::FormHint| Hint {
            field: hint.field.to_owned(),
            code: hint.code.to_owned(),
            details: hint.details.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
        };
        let guess = |guess: domain::CarrierGuess| CarrierGuess {
            code: guess.code,
            name: (&guess.name).into(),
            sure: guess.sure,
        };
        Ok(Self {
            problems: look
                .problems
                .into_iter()
                .map(|problem| Problem { field: problem.field.to_owned(), code: problem.code.to_owned() })
                .collect(),
            hints: look.hints.into_iter().map(hint).collect(),
            carrier_guesses: look.carriers.into_iter().map(guess).collect(),
            same_waybill: TicketSummary::list(desk, look.same_waybill)?,
            slots: look.slots.iter().map(SlotView::from).collect(),
        })
    }
}
