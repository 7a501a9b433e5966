//! Items left with us.

use domain::{EventId, ReleasedTo, Sealed};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json, sealed,
    words::{with_words, words_of},
};
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

pub(super) fn write_released(fact: &domain::CustodyReleased) -> Result<WrittenFact, WriteError> {
    let body = CustodyReleased { custody: fact.custody, to: fact.to.clone() };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_released(body: &str, private: Private<'_>) -> Result<domain::CustodyReleased, FactError> {
    let CustodyReleased { custody, to } = from_json(body)?;
    Ok(domain::CustodyReleased { custody, to, words: words_of(private)? })
}
