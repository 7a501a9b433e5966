//! How the customer was reached, and how not.

use domain::{ContactAbout, ContactOutcome, ContactWay};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json,
    words::{with_words, words_of},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct ContactMade {
    way: ContactWay,
    about: ContactAbout,
    outcome: ContactOutcome,
}

pub(super) fn write(fact: &domain::ContactMade) -> Result<WrittenFact, WriteError> {
    let (way, about) = (fact.way.clone(), fact.about.clone());
    let body = ContactMade { way, about, outcome: fact.outcome.clone() };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read(body: &str, private: Private<'_>) -> Result<domain::ContactMade, FactError> {
    let ContactMade { way, about, outcome } = from_json(body)?;
    Ok(domain::ContactMade { way, about, outcome, words: words_of(private)? })
}
