//! What was found out: kinds, stages, causes and units are clear; words are sealed.

use domain::{
    BranchId, Date, EventId, EvidenceKind, FaultCause, FaultStage, QuestionCode, ResponsibleUnit, Sealed,
};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact, from_json,
    words::{with_words, words_of},
};
use crate::WriteError;

#[derive(Serialize, Deserialize)]
struct EvidenceNoted {
    evidence: EvidenceKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    photo: Option<EventId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    overwritten_on: Option<Date>,
}

pub(super) fn write_evidence(fact: &domain::EvidenceNoted) -> Result<WrittenFact, WriteError> {
    let (photo, overwritten_on) = (fact.photo, fact.overwritten_on);
    let body = EvidenceNoted { evidence: fact.evidence.clone(), photo, overwritten_on };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_evidence(body: &str, private: Private<'_>) -> Result<domain::EvidenceNoted, FactError> {
    let EvidenceNoted { evidence, photo, overwritten_on } = from_json(body)?;
    Ok(domain::EvidenceNoted { evidence, photo, overwritten_on, words: words_of(private)? })
}

#[derive(Serialize, Deserialize)]
struct Answer {
    question: QuestionCode,
    answer: String,
}

#[derive(Serialize, Deserialize)]
struct FindingMade {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<FaultStage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<FaultCause>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    answers: Vec<Answer>,
}

pub(super) fn write_finding(fact: &domain::FindingMade) -> Result<WrittenFact, WriteError> {
    let answers = fact
        .answers
        .iter()
        .map(|(question, answer)| Answer { question: question.clone(), answer: answer.as_str().to_owned() });
    let (stage, cause) = (fact.stage.clone(), fact.cause.clone());
    with_words(&FindingMade { stage, cause, answers: answers.collect() }, fact.words.as_ref())
}

pub(super) fn read_finding(body: &str, private: Private<'_>) -> Result<domain::FindingMade, FactError> {
    let FindingMade { stage, cause, answers } = from_json(body)?;
    let answer = |it: Answer| Ok((it.question, it.answer.parse()?));
    let answers = answers.into_iter().map(answer).collect::<Result<_, FactError>>()?;
    Ok(domain::FindingMade { stage, cause, answers, words: words_of(private)? })
}

#[derive(Serialize, Deserialize)]
struct FaultAdjudicated {
    unit: ResponsibleUnit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<BranchId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    stage: Option<FaultStage>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cause: Option<FaultCause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    finding: Option<EventId>,
}

pub(super) fn write_adjudicated(fact: &domain::FaultAdjudicated) -> Result<WrittenFact, WriteError> {
    let (branch, finding) = (fact.branch, fact.finding);
    let (unit, stage, cause) = (fact.unit.clone(), fact.stage.clone(), fact.cause.clone());
    with_words(&FaultAdjudicated { unit, branch, stage, cause, finding }, fact.words.as_ref())
}

pub(super) fn read_adjudicated(
    body: &str,
    private: Private<'_>,
) -> Result<domain::FaultAdjudicated, FactError> {
    let FaultAdjudicated { unit, branch, stage, cause, finding } = from_json(body)?;
    Ok(domain::FaultAdjudicated { unit, branch, stage, cause, finding, words: words_of(private)? })
}

#[derive(Serialize, Deserialize)]
struct ImprovementNoted {
    unit: ResponsibleUnit,
}

pub(super) fn write_improvement(fact: &domain::ImprovementNoted) -> Result<WrittenFact, WriteError> {
    with_words(&ImprovementNoted { unit: fact.unit.clone() }, Some(&fact.words))
}

pub(super) fn read_improvement(
    body: &str,
    private: Private<'_>,
) -> Result<domain::ImprovementNoted, FactError> {
    let ImprovementNoted { unit } = from_json(body)?;
    Ok(domain::ImprovementNoted { unit, words: words_of(private)?.unwrap_or(Sealed::Shut) })
}
