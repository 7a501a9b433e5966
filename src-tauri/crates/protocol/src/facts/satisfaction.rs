//! What customers think of how they were served. Stars are clear; words are sealed.

use domain::{RatingWay, Stars};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json,
    words::{with_words, words_of},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct SatisfactionRated {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timeliness: Option<Stars>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attitude: Option<Stars>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    safety: Option<Stars>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    handling: Option<Stars>,
    way: RatingWay,
}

pub(super) fn write(fact: &domain::SatisfactionRated) -> Result<WrittenFact, WriteError> {
    let body = SatisfactionRated {
        timeliness: fact.timeliness,
        attitude: fact.attitude,
        safety: fact.safety,
        handling: fact.handling,
        way: fact.way.clone(),
    };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::SatisfactionRated, FactError> {
    let SatisfactionRated { timeliness, attitude, safety, handling, way } = from_json(body)?;
    let words = words_of(private)?;
    Ok(domain::SatisfactionRated { timeliness, attitude, safety, handling, way, words })
}
