//! Tickets that belong together.

use domain::{KinKind, TicketId, TicketNumber};
use serde::{Deserialize, Serialize};

use super::{FactError, from_json};

#[derive(Serialize, Deserialize)]
pub(super) struct TicketLinked {
    to: TicketId,
    number: TicketNumber,
    kin: KinKind,
}

impl From<&domain::TicketLinked> for TicketLinked {
    fn from(fact: &domain::TicketLinked) -> Self {
        Self { to: fact.to, number: fact.number, kin: fact.kin.clone() }
    }
}

pub(super) fn read_linked(body: &str) -> Result<domain::TicketLinked, FactError> {
    let TicketLinked { to, number, kin } = from_json(body)?;
    Ok(domain::TicketLinked { to, number, kin })
}

#[derive(Serialize, Deserialize)]
pub(super) struct TicketMerged {
    into: TicketId,
    number: TicketNumber,
}

impl From<&domain::TicketMerged> for TicketMerged {
    fn from(fact: &domain::TicketMerged) -> Self {
        Self { into: fact.into, number: fact.number }
    }
}

pub(super) fn read_merged(body: &str) -> Result<domain::TicketMerged, FactError> {
    let TicketMerged { into, number } = from_json(body)?;
    Ok(domain::TicketMerged { into, number })
}
