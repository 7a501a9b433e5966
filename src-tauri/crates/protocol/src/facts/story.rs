//! Notes, actions, and what is taken back.

use domain::{EventId, Sealed};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json, sealed,
    words::{with_words, words_of},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
pub(super) struct Empty {}

#[derive(Serialize, Deserialize)]
struct NoteText {
    text: String,
}

pub(super) fn write_note(fact: &domain::NoteAdded) -> Result<WrittenFact, WriteError> {
    let text = fact.text.open().ok_or(WriteError::Shut)?.clone();
    Ok(sealed(&Empty {}, &NoteText { text }))
}

pub(super) fn read_note(body: &str, private: Private<'_>) -> Result<domain::NoteAdded, FactError> {
    let Empty {} = from_json(body)?;
    let text = match private.read()? {
        Sealed::Open(NoteText { text }) => Sealed::Open(text),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::NoteAdded { text })
}

#[derive(Serialize, Deserialize)]
struct ActionTaken {
    action: String,
}

pub(super) fn write_action(fact: &domain::ActionTaken) -> Result<WrittenFact, WriteError> {
    let body = ActionTaken { action: fact.action.to_string() };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_action(body: &str, private: Private<'_>) -> Result<domain::ActionTaken, FactError> {
    let ActionTaken { action } = from_json(body)?;
    Ok(domain::ActionTaken { action: action.parse()?, words: words_of(private)? })
}

#[derive(Serialize, Deserialize)]
pub(super) struct Retracted {
    event: EventId,
}

impl From<&domain::Retracted> for Retracted {
    fn from(fact: &domain::Retracted) -> Self {
        Self { event: fact.event }
    }
}

pub(super) fn read_retracted(body: &str) -> Result<domain::Retracted, FactError> {
    let Retracted { event } = from_json(body)?;
    Ok(domain::Retracted { event })
}
