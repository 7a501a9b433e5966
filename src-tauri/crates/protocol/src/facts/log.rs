//! What concerns a device or its branch: epochs, clocks, people.

use domain::{EpochId, LastEpoch, PersonId, Sealed, Sha256};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, from_json, sealed};
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

/// Sealed with the branch's key: people work in a branch, not on a ticket.
#[derive(Serialize, Deserialize)]
struct Named {
    name: String,
}

pub(super) fn write_person(fact: &domain::PersonAdded) -> Result<WrittenFact, WriteError> {
    let name = fact.name.open().ok_or(WriteError::Shut)?.clone();
    Ok(sealed(&PersonAdded { person: fact.person, roles: fact.roles.clone() }, &Named { name }))
}

pub(super) fn read_person(body: &str, private: Private<'_>) -> Result<domain::PersonAdded, FactError> {
    let PersonAdded { person, roles } = from_json(body)?;
    let name = match private.read()? {
        Sealed::Open(Named { name }) => Sealed::Open(name),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::PersonAdded { person, roles, name })
}
