//! A counter's day.

use domain::{Date, PersonId, Sealed};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
pub(super) struct DayOpened {
    day: Date,
}

impl From<&domain::DayOpened> for DayOpened {
    fn from(fact: &domain::DayOpened) -> Self {
        Self { day: fact.day }
    }
}

pub(super) fn read_opened(body: &str) -> Result<domain::DayOpened, FactError> {
    let DayOpened { day } = from_json(body)?;
    Ok(domain::DayOpened { day })
}

#[derive(Serialize, Deserialize)]
pub(super) struct DayClosed {
    day: Date,
    is_complete: bool,
    unconfirmed_events: u64,
    unconfirmed_photos: u64,
}

impl From<&domain::DayClosed> for DayClosed {
    fn from(fact: &domain::DayClosed) -> Self {
        let domain::DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos } = *fact;
        Self { day, is_complete, unconfirmed_events, unconfirmed_photos }
    }
}

pub(super) fn read_closed(body: &str) -> Result<domain::DayClosed, FactError> {
    let DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos } = from_json(body)?;
    Ok(domain::DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos })
}

#[derive(Serialize, Deserialize)]
struct HandedOver {
    from: PersonId,
    to: PersonId,
    open: u64,
    in_custody: u64,
    drafts: u64,
}

/// Sealed with the branch's key: a counter belongs to no ticket.
#[derive(Serialize, Deserialize)]
struct Remarks {
    remarks: String,
}

pub(super) fn write_handed_over(fact: &domain::HandedOver) -> Result<WrittenFact, WriteError> {
    let domain::HandedOver { from, to, open, in_custody, drafts, remarks } = fact.clone();
    let body = HandedOver { from, to, open, in_custody, drafts };
    match remarks {
        None => Ok(clear(&body)),
        Some(Sealed::Open(remarks)) => Ok(sealed(&body, &Remarks { remarks })),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    }
}

pub(super) fn read_handed_over(body: &str, private: Private<'_>) -> Result<domain::HandedOver, FactError> {
    let HandedOver { from, to, open, in_custody, drafts } = from_json(body)?;
    let remarks = match private {
        Private::None => None,
        private => match private.read()? {
            Sealed::Open(Remarks { remarks }) => Some(Sealed::Open(remarks)),
            Sealed::Shut => Some(Sealed::Shut),
        },
    };
    Ok(domain::HandedOver { from, to, open, in_custody, drafts, remarks })
}
