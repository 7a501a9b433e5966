//! Signatures by hand, and marks over photos: both are points on a square, never floats.

use domain::{Document, EventId, MarkShape, Role, Sealed, Sha256, SignaturePurpose};
use serde::{Deserialize, Serialize};

use super::{FactError, Private, WrittenFact, from_json, sealed};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct SignatureGiven {
    purpose: SignaturePurpose,
    document: Document,
    shown: Sha256,
    language: String,
    role: Role,
}

#[derive(Serialize, Deserialize)]
struct Signature {
    name: String,
    strokes: Vec<Vec<(u16, u16)>>,
}

pub(super) fn write_signature(fact: &domain::SignatureGiven) -> Result<WrittenFact, WriteError> {
    let domain::Signature { name, strokes } = fact.private.open().ok_or(WriteError::Shut)?.clone();
    let domain::SignatureGiven { purpose, document, shown, language, role, .. } = fact.clone();
    Ok(sealed(&SignatureGiven { purpose, document, shown, language, role }, &Signature { name, strokes }))
}

pub(super) fn read_signature(body: &str, private: Private<'_>) -> Result<domain::SignatureGiven, FactError> {
    let SignatureGiven { purpose, document, shown, language, role } = from_json(body)?;
    let private = match private.read()? {
        Sealed::Open(Signature { name, strokes }) => Sealed::Open(domain::Signature { name, strokes }),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::SignatureGiven { purpose, document, shown, language, role, private })
}

#[derive(Serialize, Deserialize)]
pub(super) struct PhotoAnnotated {
    photo: EventId,
    marks: Vec<Mark>,
}

#[derive(Serialize, Deserialize)]
struct Mark {
    shape: MarkShape,
    from: (u16, u16),
    to: (u16, u16),
}

impl From<&domain::PhotoAnnotated> for PhotoAnnotated {
    fn from(fact: &domain::PhotoAnnotated) -> Self {
        let mark = |domain::PhotoMark { shape, from, to }| Mark { shape, from, to };
        Self { photo: fact.photo, marks: fact.marks.iter().cloned().map(mark).collect() }
    }
}

pub(super) fn read_annotated(body: &str) -> Result<domain::PhotoAnnotated, FactError> {
    let PhotoAnnotated { photo, marks } = from_json(body)?;
    let mark = |Mark { shape, from, to }| domain::PhotoMark { shape, from, to };
    Ok(domain::PhotoAnnotated { photo, marks: marks.into_iter().map(mark).collect() })
}
