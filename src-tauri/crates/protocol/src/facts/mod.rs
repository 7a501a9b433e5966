//! How each kind of fact is written in a line: its clear body, and the part that is sealed.
//!
//! A struct here is a format that is for ever: fields are only added, and what is added may be missing. Its fields
//! stand in the order in which they are written.

mod amended;
mod appeal;
mod award;
mod claim;
mod contact;
mod custody;
mod day;
mod errand;
mod investigation;
mod kinship;
mod log;
mod paper;
mod photo;
mod promise;
mod satisfaction;
mod signature;
mod sorting;
mod story;
mod task;
mod ticket;
mod words;

use domain::{Fact, UnknownFact};
use serde::{Deserialize, Serialize};
use serde_json::value::{RawValue, to_raw_value};
use zeroize::Zeroizing;

use crate::{OpenError, WriteError};

/// A fact as it stands in a line, not yet sealed.
pub(crate) struct WrittenFact {
    pub(crate) body: Box<RawValue>,
    pub(crate) private: Option<Zeroizing<String>>,
}

/// The sealed part of a line, as far as it could be opened.
#[derive(Clone, Copy)]
pub(crate) enum Private<'a> {
    /// There is none.
    None,
    /// There is one, and no key.
    Shut,
    /// JSON.
    Open(&'a str),
}

/// Why a body is not the fact that its kind names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactError {
    /// A field is missing or not in its form.
    Shape,
    /// A word that only a newer version knows.
    Newer,
}

impl From<serde_json::Error> for FactError {
    fn from(_: serde_json::Error) -> Self {
        Self::Shape
    }
}

impl From<domain::UnknownWord> for FactError {
    fn from(_: domain::UnknownWord) -> Self {
        Self::Newer
    }
}

/// Whether lines of `kind` are about a ticket and must name it. Of a kind that is not known nothing is demanded.
pub(crate) fn is_about_a_ticket(kind: &str) -> bool {
    const ABOUT_A_TICKET: &[&str] = &[
        "TicketOpened",
        "TicketAmended",
        "PromiseMade",
        "PhotoAdded",
        "SlotSkipped",
        "NoteAdded",
        "ActionTaken",
        "Retracted",
        "SignatureGiven",
        "PhotoAnnotated",
        "CustodyTaken",
        "CustodyReleased",
        "ProofNoted",
        "AssessmentMade",
        "DecisionMade",
        "DecisionReleased",
        "PaymentMade",
        "MatterWeighed",
        "MatterSorted",
        "TicketLinked",
        "TicketMerged",
        "SatisfactionRated",
        "ContactMade",
        "TaskSet",
        "TaskGiven",
        "ErrandGiven",
        "TaskAnswered",
        "EvidenceNoted",
        "FindingMade",
        "FaultAdjudicated",
        "ImprovementNoted",
        "AppealForwarded",
        "AppealReported",
        "PaymentCorrected",
        "TicketForgotten",
    ];
    ABOUT_A_TICKET.contains(&kind)
}

/// Whether this version knows what is sealed in lines of `kind`.
pub(crate) fn has_private(kind: &str) -> bool {
    const WITH_PRIVATE: &[&str] = &[
        "TicketOpened",
        "TicketAmended",
        "NoteAdded",
        "ActionTaken",
        "PersonAdded",
        "PersonChanged",
        "SignatureGiven",
        "CustodyTaken",
        "CustodyReleased",
        "AssessmentMade",
        "DecisionMade",
        "PaymentMade",
        "MatterSorted",
        "SatisfactionRated",
        "ContactMade",
        "TaskSet",
        "TaskGiven",
        "ErrandGiven",
        "TaskAnswered",
        "EvidenceNoted",
        "FindingMade",
        "FaultAdjudicated",
        "ImprovementNoted",
        "AppealForwarded",
        "AppealReported",
        "PaymentCorrected",
        "HandedOver",
        "DayClosed",
    ];
    WITH_PRIVATE.contains(&kind)
}

pub(crate) fn write(fact: &Fact) -> Result<WrittenFact, WriteError> {
    match fact {
        Fact::EpochOpened(fact) => Ok(clear(&log::EpochOpened::from(fact))),
        Fact::TicketOpened(fact) => ticket::write(fact),
        Fact::TicketAmended(fact) => amended::write(fact),
        Fact::PromiseMade(fact) => Ok(clear(&promise::PromiseMade::from(fact))),
        Fact::PhotoAdded(fact) => Ok(clear(&photo::PhotoAdded::from(fact))),
        Fact::SlotSkipped(fact) => Ok(clear(&photo::SlotSkipped::from(fact))),
        Fact::NoteAdded(fact) => story::write_note(fact),
        Fact::ActionTaken(fact) => story::write_action(fact),
        Fact::Retracted(fact) => Ok(clear(&story::Retracted::from(fact))),
        Fact::PrintStarted(fact) => Ok(clear(&paper::PrintStarted::from(fact))),
        Fact::PrintEnded(fact) => Ok(clear(&paper::PrintEnded::from(fact))),
        Fact::ClockMeasured(fact) => Ok(clear(&log::ClockMeasured::from(fact))),
        Fact::PersonAdded(fact) => log::write_person(fact),
        Fact::PersonChanged(fact) => log::write_person_changed(fact),
        Fact::SignatureGiven(fact) => signature::write_signature(fact),
        Fact::PhotoAnnotated(fact) => Ok(clear(&signature::PhotoAnnotated::from(fact))),
        Fact::CustodyTaken(fact) => custody::write_taken(fact),
        Fact::CustodyReleased(fact) => custody::write_released(fact),
        Fact::ProofNoted(fact) => Ok(clear(&award::ProofNoted::from(fact))),
        Fact::AssessmentMade(fact) => award::write_assessment(fact),
        Fact::DecisionMade(fact) => award::write_decision(fact),
        Fact::DecisionReleased(fact) => Ok(clear(&award::DecisionReleased::from(fact))),
        Fact::PaymentMade(fact) => award::write_payment(fact),
        Fact::MatterWeighed(fact) => Ok(clear(&sorting::MatterWeighed::from(fact))),
        Fact::MatterSorted(fact) => sorting::write_sorted(fact),
        Fact::TicketLinked(fact) => Ok(clear(&kinship::TicketLinked::from(fact))),
        Fact::TicketMerged(fact) => Ok(clear(&kinship::TicketMerged::from(fact))),
        Fact::SatisfactionRated(fact) => satisfaction::write(fact),
        Fact::ContactMade(fact) => contact::write(fact),
        Fact::TaskSet(fact) => task::write(fact),
        Fact::TaskGiven(fact) => task::write(fact),
        Fact::ErrandGiven(fact) => errand::write(fact),
        Fact::TaskAnswered(fact) => task::write_answered(fact),
        Fact::EvidenceNoted(fact) => investigation::write_evidence(fact),
        Fact::FindingMade(fact) => investigation::write_finding(fact),
        Fact::FaultAdjudicated(fact) => investigation::write_adjudicated(fact),
        Fact::ImprovementNoted(fact) => investigation::write_improvement(fact),
        Fact::AppealForwarded(fact) => appeal::write_forwarded(fact),
        Fact::AppealReported(fact) => appeal::write_reported(fact),
        Fact::PaymentCorrected(fact) => award::write_corrected(fact),
        Fact::DayOpened(fact) => Ok(clear(&day::DayOpened::from(fact))),
        Fact::DayClosed(fact) => day::write_closed(fact),
        Fact::HandedOver(fact) => day::write_handed_over(fact),
        Fact::TicketForgotten => Ok(clear(&story::Empty {})),
        Fact::Unknown(_) => Err(WriteError::Shut),
    }
}

/// Reads a body. A kind, or a word where every word must be known, that only a newer version knows is `Unknown`.
pub(crate) fn read(kind: &str, body: &str, private: Private<'_>) -> Result<Fact, OpenError> {
    let unknown = || Fact::Unknown(UnknownFact { kind: kind.to_owned() });
    let fact = match kind {
        "EpochOpened" => log::read_epoch(body).map(Fact::EpochOpened),
        "TicketOpened" => ticket::read(body, private).map(|fact| Fact::TicketOpened(Box::new(fact))),
        "TicketAmended" => amended::read(body, private).map(Fact::TicketAmended),
        "PromiseMade" => promise::read(body).map(Fact::PromiseMade),
        "PhotoAdded" => photo::read_photo(body).map(Fact::PhotoAdded),
        "SlotSkipped" => photo::read_skipped(body).map(Fact::SlotSkipped),
        "NoteAdded" => story::read_note(body, private).map(Fact::NoteAdded),
        "ActionTaken" => story::read_action(body, private).map(Fact::ActionTaken),
        "Retracted" => story::read_retracted(body).map(Fact::Retracted),
        "PrintStarted" => paper::read_started(body).map(Fact::PrintStarted),
        "PrintEnded" => paper::read_ended(body).map(Fact::PrintEnded),
        "ClockMeasured" => log::read_clock(body).map(Fact::ClockMeasured),
        "PersonAdded" => log::read_person(body, private).map(Fact::PersonAdded),
        "PersonChanged" => log::read_person_changed(body, private).map(Fact::PersonChanged),
        "SignatureGiven" => signature::read_signature(body, private).map(Fact::SignatureGiven),
        "PhotoAnnotated" => signature::read_annotated(body).map(Fact::PhotoAnnotated),
        "CustodyTaken" => custody::read_taken(body, private).map(Fact::CustodyTaken),
        "CustodyReleased" => custody::read_released(body, private).map(Fact::CustodyReleased),
        "ProofNoted" => award::read_proof(body).map(Fact::ProofNoted),
        "AssessmentMade" => {
            award::read_assessment(body, private).map(|fact| Fact::AssessmentMade(Box::new(fact)))
        }
        "DecisionMade" => award::read_decision(body, private).map(Fact::DecisionMade),
        "DecisionReleased" => award::read_released(body).map(Fact::DecisionReleased),
        "PaymentMade" => award::read_payment(body, private).map(Fact::PaymentMade),
        "MatterWeighed" => sorting::read_weighed(body).map(Fact::MatterWeighed),
        "MatterSorted" => sorting::read_sorted(body, private).map(Fact::MatterSorted),
        "TicketLinked" => kinship::read_linked(body).map(Fact::TicketLinked),
        "TicketMerged" => kinship::read_merged(body).map(Fact::TicketMerged),
        "SatisfactionRated" => satisfaction::read(body, private).map(Fact::SatisfactionRated),
        "ContactMade" => contact::read(body, private).map(Fact::ContactMade),
        "TaskSet" => task::read(body, private).map(Fact::TaskSet),
        "TaskGiven" => task::read(body, private).map(Fact::TaskGiven),
        "ErrandGiven" => errand::read(body, private).map(Fact::ErrandGiven),
        "TaskAnswered" => task::read_answered(body, private).map(Fact::TaskAnswered),
        "EvidenceNoted" => investigation::read_evidence(body, private).map(Fact::EvidenceNoted),
        "FindingMade" => investigation::read_finding(body, private).map(Fact::FindingMade),
        "FaultAdjudicated" => investigation::read_adjudicated(body, private).map(Fact::FaultAdjudicated),
        "ImprovementNoted" => investigation::read_improvement(body, private).map(Fact::ImprovementNoted),
        "AppealForwarded" => appeal::read_forwarded(body, private).map(Fact::AppealForwarded),
        "AppealReported" => appeal::read_reported(body, private).map(Fact::AppealReported),
        "PaymentCorrected" => award::read_corrected(body, private).map(Fact::PaymentCorrected),
        "DayOpened" => day::read_opened(body).map(Fact::DayOpened),
        "DayClosed" => day::read_closed(body, private).map(Fact::DayClosed),
        "HandedOver" => day::read_handed_over(body, private).map(Fact::HandedOver),
        "TicketForgotten" => from_json::<story::Empty>(body).map(|_| Fact::TicketForgotten),
        _ => Ok(unknown()),
    };
    match fact {
        Err(FactError::Newer) => Ok(unknown()),
        Err(FactError::Shape) => Err(OpenError::Body),
        Ok(fact) => Ok(fact),
    }
}

fn clear(body: &impl Serialize) -> WrittenFact {
    WrittenFact { body: raw(body), private: None }
}

fn sealed(body: &impl Serialize, private: &impl Serialize) -> WrittenFact {
    let private =
        serde_json::to_string(private).expect("what is private has only fields that can be written");
    WrittenFact { body: raw(body), private: Some(Zeroizing::new(private)) }
}

fn raw(value: &impl Serialize) -> Box<RawValue> {
    to_raw_value(value).expect("a body has only fields that can be written")
}

fn from_json<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, FactError> {
    Ok(serde_json::from_str(json)?)
}

impl<'a> Private<'a> {
    /// What is sealed, once read as `T`.
    fn read<T: Deserialize<'a>>(self) -> Result<domain::Sealed<T>, FactError> {
        match self {
            Private::Open(json) => from_json(json).map(domain::Sealed::Open),
            Private::Shut | Private::None => Ok(domain::Sealed::Shut),
        }
    }
}
