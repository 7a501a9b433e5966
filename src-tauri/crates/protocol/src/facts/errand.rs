//! Errands: whose, what and when are clear; what is told of the parcel is sealed.

use domain::{BranchId, EventId, Extract, Instant, Sealed, TaskKind, TicketId, TicketNumber};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct ErrandGiven {
    task: EventId,
    from: BranchId,
    from_name: String,
    of: TicketId,
    number: TicketNumber,
    kind: TaskKind,
    due_at: Instant,
}

#[derive(Serialize, Deserialize)]
struct Told {
    waybill: String,
    contents: String,
    words: String,
}

pub(super) fn write(fact: &domain::ErrandGiven) -> Result<WrittenFact, WriteError> {
    let domain::ErrandGiven { task, from, from_name, of, number, kind, due_at, extract } = fact.clone();
    let Sealed::Open(Extract { waybill, contents, words }) = extract else { return Err(WriteError::Shut) };
    let body = ErrandGiven { task, from, from_name, of, number, kind, due_at };
    Ok(sealed(&body, &Told { waybill, contents, words }))
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::ErrandGiven, FactError> {
    let ErrandGiven { task, from, from_name, of, number, kind, due_at } = from_json(body)?;
    let extract = match private.read()? {
        Sealed::Open(Told { waybill, contents, words }) => Sealed::Open(Extract { waybill, contents, words }),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::ErrandGiven { task, from, from_name, of, number, kind, due_at, extract })
}
