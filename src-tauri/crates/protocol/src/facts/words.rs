//! Words that may be said beside a fact: sealed where there are any.

use domain::Sealed;
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, clear, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct Words {
    words: String,
}

/// A body, with its words sealed beside it where there are any.
pub(super) fn with_words(
    body: &impl Serialize,
    words: Option<&Sealed<String>>,
) -> Result<WrittenFact, WriteError> {
    match words {
        None => Ok(clear(body)),
        Some(Sealed::Open(words)) => Ok(sealed(body, &Words { words: words.clone() })),
        Some(Sealed::Shut) => Err(WriteError::Shut),
    }
}

/// The words that were sealed beside a body; none where there were none.
pub(super) fn words_of(private: Private<'_>) -> Result<Option<Sealed<String>>, FactError> {
    Ok(match private {
        Private::None => None,
        private => Some(match private.read()? {
            Sealed::Open(Words { words }) => Sealed::Open(words),
            Sealed::Shut => Sealed::Shut,
        }),
    })
}
