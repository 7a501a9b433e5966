//! Papers on their way to a printer.

use domain::{Document, EventId, PaperName};
use serde::{Deserialize, Serialize};

use super::{FactError, from_json};

#[derive(Serialize, Deserialize)]
pub(super) struct PrintStarted {
    document: Document,
    paper: PaperName,
    language: String,
    copy: u32,
    printer: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<EventId>,
}

impl From<&domain::PrintStarted> for PrintStarted {
    fn from(fact: &domain::PrintStarted) -> Self {
        let domain::PrintStarted { document, paper, language, copy, printer, about } = fact.clone();
        Self { document, paper, language, copy, printer, about }
    }
}

pub(super) fn read_started(body: &str) -> Result<domain::PrintStarted, FactError> {
    let PrintStarted { document, paper, language, copy, printer, about } = from_json(body)?;
    Ok(domain::PrintStarted { document, paper, language, copy, printer, about })
}

#[derive(Serialize, Deserialize)]
pub(super) struct PrintEnded {
    print: EventId,
    outcome: String,
}

impl From<&domain::PrintEnded> for PrintEnded {
    fn from(fact: &domain::PrintEnded) -> Self {
        Self { print: fact.print, outcome: fact.outcome.clone() }
    }
}

pub(super) fn read_ended(body: &str) -> Result<domain::PrintEnded, FactError> {
    let PrintEnded { print, outcome } = from_json(body)?;
    Ok(domain::PrintEnded { print, outcome })
}
