//! The form a clerk fills, as typed, and what becomes of it.

use std::collections::BTreeMap;

use domain::{
    AnswerBy, Answered, CategoryCode, Channel, Date, Demand, Fen, Instant, KinKind, Kind, LONGEST_TEXT_CHARS,
    Lacking, LastKnown, Matter, ParcelStatus, Parties, Party, Phone, PhoneHint, Policy, Role, Sealed,
    Shipment, SkipReason, Slot, StatusSource, TicketId, Told, WaybillHint, normalize, waybill_hint,
};
use serde::{Deserialize, Serialize};

/// One person's fields, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
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

/// A slot left empty, with the reason's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkippedSlot {
    /// The slot's code.
    pub slot: String,
    /// The reason's code.
    pub reason: String,
}

/// What was offered as the category, and what the screen says was made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SortedForm {
    /// The category that was offered last.
    pub offered: Option<String>,
    /// What became of it.
    pub answered: Answered,
}

/// What was made of a ticket that this may belong together with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KinForm {
    /// The other ticket.
    pub ticket: String,
    /// Its number, for the screen.
    pub number: String,
    /// How they belong together; none: it is another matter.
    pub kin: Option<String>,
}

/// The intake form, as typed: what a draft keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TicketForm {
    /// What it is.
    pub kind: Kind,
    /// What went wrong; none while nobody has chosen.
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
    /// The parcel's last known status.
    pub last_status: Option<String>,
    /// When it was so, RFC 3339 UTC.
    pub last_status_at: Option<String>,
    /// Who said so.
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
    /// How the category was found; none while none is chosen.
    pub sorted: Option<SortedForm>,
    /// What was made of tickets that it may belong together with.
    pub kin: Vec<KinForm>,
}

impl Default for TicketForm {
    /// An empty form: a claim at the counter, by the sender, answered by phone.
    fn default() -> Self {
        Self {
            kind: Kind::Claim,
            category: None,
            channel: Channel::COUNTER.as_str().to_owned(),
            answer_by: AnswerBy::PHONE.as_str().to_owned(),
            role: Role::SENDER.as_str().to_owned(),
            sender: PartyForm::default(),
            recipient: PartyForm::default(),
            agent: PartyForm::default(),
            waybill: String::new(),
            carrier: None,
            posted_on: None,
            promised_on: None,
            freight: String::new(),
            insured: String::new(),
            declared: String::new(),
            claimed: String::new(),
            last_status: None,
            last_status_at: None,
            last_status_from: String::new(),
            demands: Vec::new(),
            demand_text: String::new(),
            story: String::new(),
            items_kept: String::new(),
            skipped: Vec::new(),
            sorted: None,
            kin: Vec::new(),
        }
    }
}

/// A field that keeps the ticket from being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormProblem {
    /// The field's name in the form.
    pub field: &'static str,
    /// What is wrong, as a code the screen has words for.
    pub code: &'static str,
}

/// Something worth a second look that keeps nothing from being saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormHint {
    /// The field's name in the form.
    pub field: &'static str,
    /// What, as a code the screen has words for.
    pub code: &'static str,
    /// What the words speak of.
    pub details: BTreeMap<&'static str, String>,
}

/// A form without problems: everything a ticket's opening needs but its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intake {
    /// What it is.
    pub kind: Kind,
    /// What went wrong.
    pub category: CategoryCode,
    /// How it reached us.
    pub channel: Channel,
    /// How to answer.
    pub answer_by: AnswerBy,
    /// Who came.
    pub role: Role,
    /// What is asked for.
    pub demands: Vec<Demand>,
    /// How much.
    pub claimed_fen: Option<Fen>,
    /// The parcel.
    pub shipment: Shipment,
    /// Where it was last said to be.
    pub last_known: Option<LastKnown>,
    /// Who, and what they said.
    pub told: Told,
    /// Slots left empty.
    pub skipped: Vec<(Slot, SkipReason)>,
    /// How the category was found, as the screen says; none where nobody chose one.
    pub sorted: Option<SortedForm>,
    /// What it belongs together with.
    pub kin: Vec<(TicketId, KinKind)>,
}

impl TicketForm {
    /// The party that came.
    pub fn who_came(&self) -> &PartyForm {
        match self.role.as_str() {
            "sender" => &self.sender,
            "recipient" => &self.recipient,
            _ => &self.agent,
        }
    }

    /// What the form says, or every field that keeps it from being saved.
    pub fn parse(&self) -> Result<Intake, Vec<FormProblem>> {
        let mut problems = self.missing();
        let mut money = |field, typed: &str| match optional_money(typed) {
            Ok(fen) => fen,
            Err(code) => {
                problems.push(FormProblem { field, code });
                None
            }
        };
        let freight_fen = money("freight", &self.freight);
        let insured_fen = money("insured", &self.insured);
        let declared_fen = money("declared", &self.declared);
        let claimed_fen = money("claimed", &self.claimed);
        let mut date = |field, typed: &Option<String>| match typed
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            None => None,
            Some(text) => text
                .parse::<Date>()
                .map_err(|_| problems.push(FormProblem { field, code: "not_a_date" }))
                .ok(),
        };
        let posted_on = date("postedOn", &self.posted_on);
        let promised_on = date("promisedOn", &self.promised_on);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Intake {
            kind: self.kind,
            category: self.category.as_deref().map_or(CategoryCode::OTHER, CategoryCode::from),
            channel: self.channel.as_str().into(),
            answer_by: self.answer_by.as_str().into(),
            role: self.role.as_str().into(),
            demands: self.demands.iter().map(|demand| demand.as_str().into()).collect(),
            claimed_fen,
            shipment: Shipment {
                waybill: normalize(&self.waybill),
                carrier: self.carrier.clone(),
                posted_on,
                promised_on,
                freight_fen,
                insured_fen,
                declared_fen,
            },
            last_known: self.last_status.as_deref().map(|status| LastKnown {
                status: ParcelStatus::from(status),
                at: self.last_status_at.as_deref().and_then(|at| at.parse::<Instant>().ok()),
                from: StatusSource::listed(&self.last_status_from),
            }),
            told: Told {
                parties: Parties {
                    sender: self.sender.clone().into(),
                    recipient: self.recipient.clone().into(),
                    agent: self.agent.clone().into(),
                },
                story: self.story.clone(),
                demand_text: self.demand_text.clone(),
                items_kept: self.items_kept.clone(),
            },
            skipped: self
                .skipped
                .iter()
                .map(|skipped| (skipped.slot.as_str().into(), skipped.reason.as_str().into()))
                .collect(),
            sorted: self.sorted.clone().filter(|_| self.category.is_some()),
            kin: self.said_kin(),
        })
    }

    /// The tickets that somebody said it belongs together with, each once.
    fn said_kin(&self) -> Vec<(TicketId, KinKind)> {
        let mut said: Vec<(TicketId, KinKind)> = Vec::new();
        for form in &self.kin {
            let kin = form.kin.as_deref().and_then(crate::kin_named);
            if let (Ok(ticket), Some(kin)) = (form.ticket.parse::<TicketId>(), kin)
                && said.iter().all(|(named, _)| *named != ticket)
            {
                said.push((ticket, kin));
            }
        }
        said
    }

    fn missing(&self) -> Vec<FormProblem> {
        let matter = Matter {
            kind: self.kind,
            has_category: self.category.is_some(),
            who: &self.who_came().clone().into(),
            waybill: &self.waybill,
            story: &self.story,
        };
        let mut problems = Vec::new();
        let mut problem = |field, code| problems.push(FormProblem { field, code });
        for lacking in matter.lacks() {
            match lacking {
                Lacking::Name => problem("name", "name_missing"),
                Lacking::Contact => problem("phone", "contact_missing"),
                Lacking::Category => problem("category", "category_missing"),
                Lacking::Story => problem("story", "story_missing"),
            }
        }
        if [&self.story, &self.demand_text, &self.items_kept]
            .into_iter()
            .map(|text| text.chars().count())
            .sum::<usize>()
            > LONGEST_TEXT_CHARS
        {
            problem("story", "text_too_long");
        }
        problems
    }

    /// What is worth a second look.
    pub fn hints(&self, policy: &Policy) -> Vec<FormHint> {
        let mut hints = Vec::new();
        if !self.waybill.trim().is_empty()
            && let Some(hint) = waybill_hint(&self.waybill, policy)
        {
            hints.push(FormHint {
                field: "waybill",
                code: waybill_hint_code(hint),
                details: BTreeMap::new(),
            });
        }
        let who = self.who_came();
        if !who.phone.trim().is_empty()
            && let Some(hint) = phone_hint(&who.phone)
        {
            hints.push(FormHint { field: "phone", code: hint, details: BTreeMap::new() });
        }
        if self.kind == Kind::Claim && self.claimed.trim().is_empty() {
            hints.push(FormHint { field: "claimed", code: "claimed_not_said", details: BTreeMap::new() });
        }
        hints
    }
}

impl From<PartyForm> for Party {
    fn from(form: PartyForm) -> Self {
        Self { name: form.name, phone: form.phone, other_contact: form.other_contact, address: form.address }
    }
}

impl From<&Party> for PartyForm {
    fn from(party: &Party) -> Self {
        let Party { name, phone, other_contact, address } = party.clone();
        Self { name, phone, other_contact, address }
    }
}

impl From<&domain::Linked> for KinForm {
    fn from(linked: &domain::Linked) -> Self {
        let made = &linked.made;
        Self { ticket: made.to.to_string(), number: made.number.to_string(), kin: Some(made.kin.to_string()) }
    }
}

impl From<&domain::Ticket> for TicketForm {
    /// The form as it would have to be filled to say what the ticket says now; blank where its key is gone.
    fn from(ticket: &domain::Ticket) -> Self {
        let told = match ticket.told.value() {
            Sealed::Open(told) => told.clone(),
            Sealed::Shut => Told::default(),
        };
        let shipment = ticket.shipment.value();
        let yuan = |fen: Option<Fen>| fen.map(|fen| fen.to_string()).unwrap_or_default();
        let last = ticket.last_known.value().as_ref();
        Self {
            kind: *ticket.kind.value(),
            category: Some(ticket.category.value().to_string()),
            channel: ticket.channel.value().to_string(),
            answer_by: ticket.answer_by.value().to_string(),
            role: ticket.role.value().to_string(),
            sender: (&told.parties.sender).into(),
            recipient: (&told.parties.recipient).into(),
            agent: (&told.parties.agent).into(),
            waybill: shipment.waybill.clone(),
            carrier: shipment.carrier.clone(),
            posted_on: shipment.posted_on.map(|date| date.to_string()),
            promised_on: shipment.promised_on.map(|date| date.to_string()),
            freight: yuan(shipment.freight_fen),
            insured: yuan(shipment.insured_fen),
            declared: yuan(shipment.declared_fen),
            claimed: yuan(*ticket.claimed_fen.value()),
            last_status: last.map(|last| last.status.to_string()),
            last_status_at: last.and_then(|last| last.at).map(|at| at.to_string()),
            last_status_from: last.map(|last| last.from.as_str().to_owned()).unwrap_or_default(),
            demands: ticket.demands.value().iter().map(ToString::to_string).collect(),
            demand_text: told.demand_text,
            story: told.story,
            items_kept: told.items_kept,
            skipped: ticket
                .skipped
                .iter()
                .map(|(_, slot, reason)| SkippedSlot { slot: slot.to_string(), reason: reason.to_string() })
                .collect(),
            sorted: ticket.sorted.as_ref().map(|sorted| SortedForm {
                offered: sorted.made.offered.as_ref().map(ToString::to_string),
                answered: sorted.made.answered,
            }),
            kin: ticket.links.iter().map(KinForm::from).collect(),
        }
    }
}

fn waybill_hint_code(hint: WaybillHint) -> &'static str {
    match hint {
        WaybillHint::TooShort => "waybill_too_short",
        WaybillHint::TooLong => "waybill_too_long",
        WaybillHint::StrangeCharacter => "waybill_strange_character",
        WaybillHint::S10CheckDigit => "waybill_s10_check_digit",
        WaybillHint::NoPattern => "waybill_no_pattern",
    }
}

fn phone_hint(typed: &str) -> Option<&'static str> {
    let Ok(phone) = typed.parse::<Phone>() else { return Some("phone_unusual_shape") };
    phone.hint().map(|hint| match hint {
        PhoneHint::UnassignedMobile => "phone_unassigned_mobile",
        PhoneHint::UnusualAbroad => "phone_unusual_abroad",
        PhoneHint::UnusualShape => "phone_unusual_shape",
    })
}

/// Nothing, an amount, or the code of what is wrong.
fn optional_money(typed: &str) -> Result<Option<Fen>, &'static str> {
    match Fen::parse_yuan(typed) {
        Err(domain::MoneyError::Empty) => Ok(None),
        read => read.map(Some).map_err(crate::claim_form::money_code),
    }
}
