//! The people and the parcel a ticket is about.

use crate::{AnswerBy, Date, Fen, Instant, ParcelStatus, Role, StatusSource};

/// Someone outside: sender, recipient or agent. Personal data; sealed wherever it is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// As given; people have one-character names and forty-character names.
    pub name: String,
    /// As given; never refused for its shape.
    pub phone: String,
    /// Another way to reach them.
    pub other_contact: String,
    /// District and detail.
    pub address: String,
}

impl Party {
    /// Whether nothing at all is known.
    pub fn is_blank(&self) -> bool {
        [&self.name, &self.phone, &self.other_contact, &self.address]
            .into_iter()
            .all(|field| field.trim().is_empty())
    }
}

/// Who is involved, as the sealed part of a ticket holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Who posted it.
    pub sender: Party,
    /// Whom it was for.
    pub recipient: Party,
    /// Who came when it was neither; with the sender's or recipient's leave when an agent.
    pub agent: Party,
}

impl Parties {
    /// The party that came, by its role.
    pub fn who_came(&self, role: &Role) -> &Party {
        match role.as_str() {
            "sender" => &self.sender,
            "recipient" => &self.recipient,
            _ => &self.agent,
        }
    }
}

/// What one waybill covers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shipment {
    /// Normalized; any text, for patterns drift and nothing is refused. Empty when there is none.
    pub waybill: String,
    /// The carrier's code in the policy, as suggested and accepted.
    pub carrier: Option<String>,
    /// When it was posted.
    pub posted_on: Option<Date>,
    /// When it was promised to arrive.
    pub promised_on: Option<Date>,
    /// What was paid for carriage.
    pub freight_fen: Option<Fen>,
    /// Bought cover. 保价金额
    pub insured_fen: Option<Fen>,
    /// Value stated. 声明价值
    pub declared_fen: Option<Fen>,
}

/// Where the parcel was last said to be, when, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastKnown {
    /// The status.
    pub status: ParcelStatus,
    /// When it was so.
    pub at: Option<Instant>,
    /// Who said so.
    pub from: StatusSource,
}

/// How the customer wants to be answered; by phone unless they say otherwise.
pub fn default_answer_by() -> AnswerBy {
    AnswerBy::PHONE
}
