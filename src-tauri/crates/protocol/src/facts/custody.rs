//! Items left with us.

use domain::{EventId, ReleasedTo, Sealed};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct CustodyTaken {
    tag: String,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    item: String,
    place: String,
}

pub(super) fn write_taken(fact: &domain::CustodyTaken) -> Result<WrittenFact, WriteError> {
    let domain::Kept { item, place } = fact.private.open().ok_or(WriteError::Shut)?.clone();
    Ok(sealed(&CustodyTaken { tag: fact.tag.clone() }, &Kept { item, place }))
}

pub(super) fn read_taken(body: &str, private: Private<'_>) -> Result<domain::CustodyTaken, FactError> {
    let CustodyTaken { tag } = from_json(body)?;
    let private = match private.read()? {
        Sealed::Open(Kept { item, place }) => Sealed::Open(domain::Kept { item, place }),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::CustodyTaken { tag, private })
}

#[derive(Serialize, Deserialize)]
struct CustodyReleased {
    custody: EventId,
    to: ReleasedTo,
}

#[derive(Serialize, Deserialize)]
struct Words {
    words: String,
}

pub(super) fn write_released(fact: &domain::CustodyReleased) -> Result<WrittenFact, WriteError> {
    let body = CustodyReleased { custody: fact.custody, to: fact.to.clone() };
    match &fact.words {
        None => Ok(clear(&body)),
        Some(Sealed::Open(words)) => Ok(sealed(&body, &Words { words: words.clone() })),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    }
}

pub(super) fn read_released(body: &str, private: Private<'_>) -> Result<domain::CustodyReleased, FactError> {
    let CustodyReleased { custody, to } = from_json(body)?;
    let words = match private {
        Private::None => None,
        private => match private.read()? {
            Sealed::Open(Words { words }) => Some(Sealed::Open(words)),
            Sealed::Shut => Some(Sealed::Shut),
        },
    };
    Ok(domain::CustodyReleased { custody, to, words })
}
