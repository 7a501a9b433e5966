//! Corrections. Each change names the field, the events it replaces, and the new value.
//!
//! What was told is sealed: its changes have no `to`, and the sealed part holds the values in the same order. A field that
//! only a newer version knows is passed over; the line keeps it.

use domain::{AnswerBy, CategoryCode, Channel, Demand, EventId, Fen, Role, Sealed};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    FactError, Private, WrittenFact, clear, from_json, raw, sealed,
    ticket::{LastKnown, Shipment, Told},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct TicketAmended {
    changes: Vec<Change>,
}

#[derive(Serialize, Deserialize)]
struct Change {
    field: String,
    replaces: Vec<EventId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    to: Option<Box<RawValue>>,
}

#[derive(Serialize, Deserialize)]
struct TicketAmendedTold {
    told: Vec<Told>,
}

pub(super) fn write(fact: &domain::TicketAmended) -> Result<WrittenFact, WriteError> {
    let mut told = Vec::new();
    let mut changes = Vec::with_capacity(fact.changes.len());
    for change in &fact.changes {
        let (field, to) = match &change.to {
            domain::Amendment::Kind(kind) => ("kind", Some(raw(kind))),
            domain::Amendment::Category(category) => ("category", Some(raw(category))),
            domain::Amendment::Channel(channel) => ("channel", Some(raw(channel))),
            domain::Amendment::AnswerBy(answer_by) => ("answer_by", Some(raw(answer_by))),
            domain::Amendment::Role(role) => ("role", Some(raw(role))),
            domain::Amendment::Demands(demands) => ("demands", Some(raw(demands))),
            domain::Amendment::ClaimedFen(fen) => ("claimed_fen", Some(raw(fen))),
            domain::Amendment::Shipment(shipment) => ("shipment", Some(raw(&Shipment::from(shipment)))),
            domain::Amendment::LastKnown(known) => {
                ("last_known", Some(raw(&known.as_ref().map(LastKnown::from))))
            }
            domain::Amendment::Told(new) => {
                told.push(Told::from(new.open().ok_or(WriteError::Shut)?));
                ("told", None)
            }
        };
        changes.push(Change { field: field.to_owned(), replaces: change.replaces.clone(), to });
    }
    let body = TicketAmended { changes };
    Ok(if told.is_empty() { clear(&body) } else { sealed(&body, &TicketAmendedTold { told }) })
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::TicketAmended, FactError> {
    let read: TicketAmended = from_json(body)?;
    let mut told = match private.read::<TicketAmendedTold>()? {
        Sealed::Open(sealed) => Sealed::Open(sealed.told.into_iter()),
        Sealed::Shut => Sealed::Shut,
    };
    let mut changes = Vec::with_capacity(read.changes.len());
    for change in &read.changes {
        let to = match (change.field.as_str(), &mut told) {
            ("told", Sealed::Shut) => Ok(domain::Amendment::Told(Sealed::Shut)),
            ("told", Sealed::Open(told)) => {
                let new = told.next().ok_or(FactError::Shape)?;
                Ok(domain::Amendment::Told(Sealed::Open(new.into())))
            }
            _ => clear_amendment(change),
        };
        match to {
            Ok(to) => changes.push(domain::Change { replaces: change.replaces.clone(), to }),
            Err(FactError::Newer) => {}
            Err(FactError::Shape) => return Err(FactError::Shape),
        }
    }
    if changes.is_empty() && !read.changes.is_empty() {
        return Err(FactError::Newer);
    }
    Ok(domain::TicketAmended { changes })
}

fn clear_amendment(change: &Change) -> Result<domain::Amendment, FactError> {
    // `null` is a value here, and what serde makes of it in an `Option` is none.
    let to = change.to.as_ref().map_or("null", |to| to.get());
    Ok(match change.field.as_str() {
        "kind" => domain::Amendment::Kind(from_json::<String>(to)?.parse()?),
        "category" => domain::Amendment::Category(from_json::<CategoryCode>(to)?),
        "channel" => domain::Amendment::Channel(from_json::<Channel>(to)?),
        "answer_by" => domain::Amendment::AnswerBy(from_json::<AnswerBy>(to)?),
        "role" => domain::Amendment::Role(from_json::<Role>(to)?),
        "demands" => domain::Amendment::Demands(from_json::<Vec<Demand>>(to)?),
        "claimed_fen" => domain::Amendment::ClaimedFen(from_json::<Option<Fen>>(to)?),
        "shipment" => domain::Amendment::Shipment(from_json::<Shipment>(to)?.into()),
        "last_known" => {
            domain::Amendment::LastKnown(from_json::<Option<LastKnown>>(to)?.map(domain::LastKnown::from))
        }
        _ => return Err(FactError::Newer),
    })
}
