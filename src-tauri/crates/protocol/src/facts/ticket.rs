//! A ticket as it was taken in: what is clear, and what the customer told, which is sealed.

use domain::{
    AnswerBy, CategoryCode, Channel, Date, Demand, Fen, Instant, ParcelStatus, Role, Sealed, Sha256,
    StatusSource, TicketNumber,
};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json,
    promise::{self, Promise},
    sealed,
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct TicketOpened {
    number: TicketNumber,
    kind: String,
    category: CategoryCode,
    channel: Channel,
    answer_by: AnswerBy,
    role: Role,
    demands: Vec<Demand>,
    claimed_fen: Option<Fen>,
    shipment: Shipment,
    last_known: Option<LastKnown>,
    promises: Vec<Promise>,
    slip_code: Sha256,
    practice: bool,
}

#[derive(Serialize, Deserialize)]
pub(super) struct Shipment {
    waybill: String,
    carrier: Option<String>,
    posted_on: Option<Date>,
    promised_on: Option<Date>,
    freight_fen: Option<Fen>,
    insured_fen: Option<Fen>,
    declared_fen: Option<Fen>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct LastKnown {
    status: ParcelStatus,
    at: Option<Instant>,
    from: StatusSource,
}

/// The sealed part.
#[derive(Serialize, Deserialize)]
pub(super) struct Told {
    parties: Parties,
    story: String,
    demand_text: String,
    items_kept: String,
}

#[derive(Serialize, Deserialize)]
struct Parties {
    sender: Party,
    recipient: Party,
    agent: Party,
}

#[derive(Serialize, Deserialize)]
struct Party {
    name: String,
    phone: String,
    other_contact: String,
    address: String,
}

pub(super) fn write(fact: &domain::TicketOpened) -> Result<WrittenFact, WriteError> {
    let told = fact.private.open().ok_or(WriteError::Shut)?;
    let body = TicketOpened {
        number: fact.number,
        kind: fact.kind.to_string(),
        category: fact.category.clone(),
        channel: fact.channel.clone(),
        answer_by: fact.answer_by.clone(),
        role: fact.role.clone(),
        demands: fact.demands.clone(),
        claimed_fen: fact.claimed_fen,
        shipment: Shipment::from(&fact.shipment),
        last_known: fact.last_known.as_ref().map(LastKnown::from),
        promises: fact.promises.iter().map(Promise::from).collect(),
        slip_code: fact.slip_code,
        practice: fact.practice,
    };
    Ok(sealed(&body, &Told::from(told)))
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::TicketOpened, FactError> {
    let read: TicketOpened = from_json(body)?;
    let told = match private.read::<Told>()? {
        Sealed::Open(told) => Sealed::Open(told.into()),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::TicketOpened {
        number: read.number,
        kind: read.kind.parse()?,
        category: read.category,
        channel: read.channel,
        answer_by: read.answer_by,
        role: read.role,
        demands: read.demands,
        claimed_fen: read.claimed_fen,
        shipment: read.shipment.into(),
        last_known: read.last_known.map(domain::LastKnown::from),
        promises: promise::all(read.promises)?,
        slip_code: read.slip_code,
        practice: read.practice,
        private: told,
    })
}

/// Two structs with the same fields, one of which is the format.
macro_rules! same_fields {
    ($($name:ident { $($field:ident),* }),* $(,)?) => {$(
        impl From<&domain::$name> for $name {
            fn from(from: &domain::$name) -> Self {
                Self { $($field: (&from.$field).into_written()),* }
            }
        }

        impl From<$name> for domain::$name {
            fn from(read: $name) -> Self {
                Self { $($field: read.$field.into()),* }
            }
        }
    )*};
}

/// A field's value in the struct that is the format.
trait IntoWritten<T> {
    fn into_written(self) -> T;
}

impl<T: Clone> IntoWritten<T> for &T {
    fn into_written(self) -> T {
        self.clone()
    }
}

impl IntoWritten<Party> for &domain::Party {
    fn into_written(self) -> Party {
        self.into()
    }
}

impl IntoWritten<Parties> for &domain::Parties {
    fn into_written(self) -> Parties {
        self.into()
    }
}

same_fields!(
    Shipment { waybill, carrier, posted_on, promised_on, freight_fen, insured_fen, declared_fen },
    LastKnown { status, at, from },
    Told { parties, story, demand_text, items_kept },
    Parties { sender, recipient, agent },
    Party { name, phone, other_contact, address },
);
