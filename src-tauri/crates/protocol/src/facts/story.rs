//! Notes, actions, and what is taken back.

use domain::{EventId, Sealed};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, from_json, sealed};
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

#[derive(Serialize, Deserialize)]
struct ActionWords {
    words: String,
}

pub(super) fn write_action(fact: &domain::ActionTaken) -> Result<WrittenFact, WriteError> {
    let body = ActionTaken { action: fact.action.to_string() };
    match &fact.words {
        None => Ok(clear(&body)),
        Some(Sealed::Open(words)) => Ok(sealed(&body, &ActionWords { words: words.clone() })),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    }
}

pub(super) fn read_action(body: &str, private: Private<'_>) -> Result<domain::ActionTaken, FactError> {
    let ActionTaken { action } = from_json(body)?;
    let words = match private {
        Private::None => None,
        private => match private.read()? {
            Sealed::Open(ActionWords { words }) => Some(Sealed::Open(words)),
            Sealed::Shut => Some(Sealed::Shut),
        },
    };
    Ok(domain::ActionTaken { action: action.parse()?, words })
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
