//! Appeals to the regulator: number and days are clear; words are sealed.

use domain::{Date, EventId};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json,
    words::{with_words, words_of},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct AppealForwarded {
    number: String,
    forwarded_on: Date,
}

pub(super) fn write_forwarded(fact: &domain::AppealForwarded) -> Result<WrittenFact, WriteError> {
    let body = AppealForwarded { number: fact.number.clone(), forwarded_on: fact.forwarded_on };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_forwarded(body: &str, private: Private<'_>) -> Result<domain::AppealForwarded, FactError> {
    let AppealForwarded { number, forwarded_on } = from_json(body)?;
    Ok(domain::AppealForwarded { number, forwarded_on, words: words_of(private)? })
}

#[derive(Serialize, Deserialize)]
struct AppealReported {
    appeal: EventId,
    reported_on: Date,
}

pub(super) fn write_reported(fact: &domain::AppealReported) -> Result<WrittenFact, WriteError> {
    let body = AppealReported { appeal: fact.appeal, reported_on: fact.reported_on };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_reported(body: &str, private: Private<'_>) -> Result<domain::AppealReported, FactError> {
    let AppealReported { appeal, reported_on } = from_json(body)?;
    Ok(domain::AppealReported { appeal, reported_on, words: words_of(private)? })
}
