//! A counter's day.

use domain::{Date, Fen, PaymentMethod, PersonId, Sealed};
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
struct DayClosed {
    day: Date,
    is_complete: bool,
    unconfirmed_events: u64,
    unconfirmed_photos: u64,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    counted: Vec<CountedMoney>,
}

#[derive(Serialize, Deserialize)]
struct CountedMoney {
    method: PaymentMethod,
    paid_fen: Fen,
    counted_fen: Fen,
}

/// Why counted money differs, in the order in which it is counted; sealed with the branch's key.
#[derive(Serialize, Deserialize)]
struct Reasons {
    reasons: Vec<Option<String>>,
}

pub(super) fn write_closed(fact: &domain::DayClosed) -> Result<WrittenFact, WriteError> {
    let domain::DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos, counted } =
        fact.clone();
    let mut reasons = Vec::with_capacity(counted.len());
    let mut written = Vec::with_capacity(counted.len());
    for domain::CountedMoney { method, paid_fen, counted_fen, words } in counted {
        reasons.push(match words {
            None => None,
            Some(Sealed::Open(words)) => Some(words),
            Some(Sealed::Shut) => return Err(WriteError::Shut),
        });
        written.push(CountedMoney { method, paid_fen, counted_fen });
    }
    let body = DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos, counted: written };
    let is_explained = reasons.iter().any(Option::is_some);
    Ok(if is_explained { sealed(&body, &Reasons { reasons }) } else { clear(&body) })
}

pub(super) fn read_closed(body: &str, private: Private<'_>) -> Result<domain::DayClosed, FactError> {
    let DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos, counted } = from_json(body)?;
    let reasons = match private {
        Private::None => Sealed::Open(Vec::new()),
        private => match private.read()? {
            Sealed::Open(Reasons { reasons }) => Sealed::Open(reasons),
            Sealed::Shut => Sealed::Shut,
        },
    };
    let mut counted: Vec<domain::CountedMoney> = counted
        .into_iter()
        .map(|CountedMoney { method, paid_fen, counted_fen }| domain::CountedMoney {
            method,
            paid_fen,
            counted_fen,
            words: None,
        })
        .collect();
    match reasons {
        Sealed::Open(reasons) => {
            for (money, words) in counted.iter_mut().zip(reasons) {
                money.words = words.map(Sealed::Open);
            }
        }
        // Only a difference has a reason.
        Sealed::Shut => {
            for money in counted.iter_mut().filter(|money| money.difference() != 0) {
                money.words = Some(Sealed::Shut);
            }
        }
    }
    Ok(domain::DayClosed { day, is_complete, unconfirmed_events, unconfirmed_photos, counted })
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
