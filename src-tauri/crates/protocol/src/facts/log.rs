//! What concerns a device or its branch: epochs, clocks, people.

use domain::{Date, EpochId, HeldRole, LastEpoch, PersonId, Sealed, Sha256};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
pub(super) struct EpochOpened {
    last: Option<Last>,
}

#[derive(Serialize, Deserialize)]
struct Last {
    epoch: EpochId,
    seq: u64,
    hash: Sha256,
}

impl From<&domain::EpochOpened> for EpochOpened {
    fn from(fact: &domain::EpochOpened) -> Self {
        Self { last: fact.last.map(|LastEpoch { epoch, seq, hash }| Last { epoch, seq, hash }) }
    }
}

pub(super) fn read_epoch(body: &str) -> Result<domain::EpochOpened, FactError> {
    let read: EpochOpened = from_json(body)?;
    Ok(domain::EpochOpened {
        last: read.last.map(|Last { epoch, seq, hash }| LastEpoch { epoch, seq, hash }),
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct ClockMeasured {
    offset_ms: i64,
}

impl From<&domain::ClockMeasured> for ClockMeasured {
    fn from(fact: &domain::ClockMeasured) -> Self {
        Self { offset_ms: fact.offset_ms }
    }
}

pub(super) fn read_clock(body: &str) -> Result<domain::ClockMeasured, FactError> {
    let ClockMeasured { offset_ms } = from_json(body)?;
    Ok(domain::ClockMeasured { offset_ms })
}

#[derive(Serialize, Deserialize)]
struct PersonAdded {
    person: PersonId,
    roles: Vec<String>,
}

#[derive(Serialize, Deserialize)]
struct PersonChanged {
    person: PersonId,
    roles: Vec<Held>,
}

#[derive(Serialize, Deserialize)]
struct Held {
    role: String,
    from: Option<Date>,
    until: Option<Date>,
}

/// Sealed with the branch's key: people work in a branch, not on a ticket.
#[derive(Serialize, Deserialize)]
struct Named {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_code: Option<String>,
}

pub(super) fn write_person(fact: &domain::PersonAdded) -> Result<WrittenFact, WriteError> {
    let name = fact.name.open().ok_or(WriteError::Shut)?.clone();
    let private = Named { name: Some(name), first_code: fact.first_code.clone() };
    Ok(sealed(&PersonAdded { person: fact.person, roles: fact.roles.clone() }, &private))
}

pub(super) fn read_person(body: &str, private: Private<'_>) -> Result<domain::PersonAdded, FactError> {
    let PersonAdded { person, roles } = from_json(body)?;
    let (name, first_code) = match private.read()? {
        Sealed::Open(Named { name, first_code }) => (Sealed::Open(name.ok_or(FactError::Shape)?), first_code),
        Sealed::Shut => (Sealed::Shut, None),
    };
    Ok(domain::PersonAdded { person, roles, name, first_code })
}

pub(super) fn write_person_changed(fact: &domain::PersonChanged) -> Result<WrittenFact, WriteError> {
    let domain::PersonChanged { person, roles, name, first_code } = fact.clone();
    let name = match name {
        Some(Sealed::Shut) => return Err(WriteError::Shut),
        Some(Sealed::Open(name)) => Some(name),
        None => None,
    };
    let held = |HeldRole { role, from, until }| Held { role, from, until };
    let body = PersonChanged { person, roles: roles.into_iter().map(held).collect() };
    if name.is_none() && first_code.is_none() {
        return Ok(clear(&body));
    }
    Ok(sealed(&body, &Named { name, first_code }))
}

pub(super) fn read_person_changed(
    body: &str,
    private: Private<'_>,
) -> Result<domain::PersonChanged, FactError> {
    let PersonChanged { person, roles } = from_json(body)?;
    let held = |Held { role, from, until }| HeldRole { role, from, until };
    let (name, first_code) = match private {
        Private::None => (None, None),
        private => match private.read()? {
            Sealed::Open(Named { name, first_code }) => (name.map(Sealed::Open), first_code),
            Sealed::Shut => (Some(Sealed::Shut), None),
        },
    };
    Ok(domain::PersonChanged { person, roles: roles.into_iter().map(held).collect(), name, first_code })
}
