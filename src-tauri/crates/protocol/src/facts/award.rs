//! How a claim comes to money: proofs, assessments, decisions and payments. Amounts are clear; words, names and
//! accounts are sealed.

use domain::{
    Date, EventId, Fen, PaidTo, Payee, PaymentMethod, RuleCode, Sealed, Verdict,
    compensation::{DepartureCode, LineKind, Proof, ProofCode, ProofStanding, WaiverCode},
    policy::compensation::MeasureCode,
};
use serde::{Deserialize, Serialize};

use super::{
    FactError, Private, WrittenFact,
    claim::Claim,
    from_json,
    promise::Words as Bilingual,
    sealed,
    words::{with_words, words_of},
};
use crate::WriteError;

/// The standing of a proof: `given`, `owed` or `waived`, with its day or its reason.
#[derive(Serialize, Deserialize)]
pub(super) struct ProofNoted {
    proof: ProofCode,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    given_on: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    owed_by: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    waived_for: Option<WaiverCode>,
}

impl From<&domain::ProofNoted> for ProofNoted {
    fn from(fact: &domain::ProofNoted) -> Self {
        let mut written =
            Self { proof: fact.proof.code.clone(), given_on: None, owed_by: None, waived_for: None };
        match &fact.proof.standing {
            ProofStanding::Given { on } => written.given_on = Some(*on),
            ProofStanding::Owed { by } => written.owed_by = Some(*by),
            ProofStanding::Waived { why } => written.waived_for = Some(why.clone()),
        }
        written
    }
}

pub(super) fn read_proof(body: &str) -> Result<domain::ProofNoted, FactError> {
    let read: ProofNoted = from_json(body)?;
    let standing = match (read.given_on, read.owed_by, read.waived_for) {
        (Some(on), None, None) => ProofStanding::Given { on },
        (None, Some(by), None) => ProofStanding::Owed { by },
        (None, None, Some(why)) => ProofStanding::Waived { why },
        // A standing that only a newer version knows.
        (None, None, None) => return Err(FactError::Newer),
        _ => return Err(FactError::Shape),
    };
    Ok(domain::ProofNoted { proof: Proof { code: read.proof, standing } })
}

#[derive(Serialize, Deserialize)]
struct AwardLine {
    kind: String,
    fen: Fen,
    rule: RuleCode,
    ground: Bilingual,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    reckoned: Vec<Bilingual>,
}

fn lines_of(lines: &[domain::AwardLine]) -> Vec<AwardLine> {
    let line = |line: &domain::AwardLine| AwardLine {
        kind: line.kind.as_str().to_owned(),
        fen: line.fen,
        rule: line.rule.clone(),
        ground: Bilingual::from(&line.ground),
        reckoned: line.reckoned.iter().map(Bilingual::from).collect(),
    };
    lines.iter().map(line).collect()
}

fn read_lines(lines: Vec<AwardLine>) -> Result<Vec<domain::AwardLine>, FactError> {
    let line = |line: AwardLine| {
        Ok(domain::AwardLine {
            kind: line.kind.parse::<LineKind>()?,
            fen: line.fen,
            rule: line.rule,
            ground: line.ground.into(),
            reckoned: line.reckoned.into_iter().map(Into::into).collect(),
        })
    };
    lines.into_iter().map(line).collect()
}

#[derive(Serialize, Deserialize)]
struct AssessmentMade {
    on: Date,
    claim: Claim,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    measure: Option<MeasureCode>,
    lines: Vec<AwardLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    departure: Option<DepartureCode>,
}

pub(super) fn write_assessment(fact: &domain::AssessmentMade) -> Result<WrittenFact, WriteError> {
    let body = AssessmentMade {
        on: fact.on,
        claim: Claim::from(&fact.claim),
        measure: fact.measure.clone(),
        lines: lines_of(&fact.lines),
        departure: fact.departure.clone(),
    };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_assessment(body: &str, private: Private<'_>) -> Result<domain::AssessmentMade, FactError> {
    let read: AssessmentMade = from_json(body)?;
    Ok(domain::AssessmentMade {
        on: read.on,
        claim: read.claim.try_into()?,
        measure: read.measure,
        lines: read_lines(read.lines)?,
        departure: read.departure,
        words: words_of(private)?,
    })
}

#[derive(Serialize, Deserialize)]
struct Ground {
    rule: RuleCode,
    citation: Bilingual,
}

#[derive(Serialize, Deserialize)]
struct DecisionMade {
    verdict: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assessment: Option<EventId>,
    lines: Vec<AwardLine>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    grounds: Vec<Ground>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    departure: Option<DepartureCode>,
    round: u32,
    decided_as: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    second_roles: Vec<String>,
}

pub(super) fn write_decision(fact: &domain::DecisionMade) -> Result<WrittenFact, WriteError> {
    let ground = |ground: &domain::DecisionGround| Ground {
        rule: ground.rule.clone(),
        citation: Bilingual::from(&ground.citation),
    };
    let body = DecisionMade {
        verdict: fact.verdict.as_str().to_owned(),
        assessment: fact.assessment,
        lines: lines_of(&fact.lines),
        grounds: fact.grounds.iter().map(ground).collect(),
        departure: fact.departure.clone(),
        round: fact.round,
        decided_as: fact.decided_as.clone(),
        second_roles: fact.second_roles.clone(),
    };
    with_words(&body, fact.words.as_ref())
}

pub(super) fn read_decision(body: &str, private: Private<'_>) -> Result<domain::DecisionMade, FactError> {
    let read: DecisionMade = from_json(body)?;
    let ground =
        |ground: Ground| domain::DecisionGround { rule: ground.rule, citation: ground.citation.into() };
    Ok(domain::DecisionMade {
        verdict: read.verdict.parse::<Verdict>()?,
        assessment: read.assessment,
        lines: read_lines(read.lines)?,
        grounds: read.grounds.into_iter().map(ground).collect(),
        departure: read.departure,
        round: read.round,
        decided_as: read.decided_as,
        second_roles: read.second_roles,
        words: words_of(private)?,
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct DecisionReleased {
    decision: EventId,
    released_as: String,
}

impl From<&domain::DecisionReleased> for DecisionReleased {
    fn from(fact: &domain::DecisionReleased) -> Self {
        Self { decision: fact.decision, released_as: fact.released_as.clone() }
    }
}

pub(super) fn read_released(body: &str) -> Result<domain::DecisionReleased, FactError> {
    let DecisionReleased { decision, released_as } = from_json(body)?;
    Ok(domain::DecisionReleased { decision, released_as })
}

#[derive(Serialize, Deserialize)]
struct PaymentMade {
    voucher: String,
    decision: EventId,
    fen: Fen,
    method: PaymentMethod,
    payee: Payee,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    departure: Option<DepartureCode>,
}

#[derive(Serialize, Deserialize)]
struct PaidToWritten {
    name: String,
    account: String,
}

pub(super) fn write_payment(fact: &domain::PaymentMade) -> Result<WrittenFact, WriteError> {
    let PaidTo { name, account } = fact.private.open().ok_or(WriteError::Shut)?.clone();
    let body = PaymentMade {
        voucher: fact.voucher.clone(),
        decision: fact.decision,
        fen: fact.fen,
        method: fact.method.clone(),
        payee: fact.payee.clone(),
        departure: fact.departure.clone(),
    };
    Ok(sealed(&body, &PaidToWritten { name, account }))
}

pub(super) fn read_payment(body: &str, private: Private<'_>) -> Result<domain::PaymentMade, FactError> {
    let read: PaymentMade = from_json(body)?;
    let private = match private.read()? {
        Sealed::Open(PaidToWritten { name, account }) => Sealed::Open(PaidTo { name, account }),
        Sealed::Shut => Sealed::Shut,
    };
    Ok(domain::PaymentMade {
        voucher: read.voucher,
        decision: read.decision,
        fen: read.fen,
        method: read.method,
        payee: read.payee,
        departure: read.departure,
        private,
    })
}

#[derive(Serialize, Deserialize)]
struct PaymentCorrected {
    payment: EventId,
    fen: Fen,
}

pub(super) fn write_corrected(fact: &domain::PaymentCorrected) -> Result<WrittenFact, WriteError> {
    with_words(&PaymentCorrected { payment: fact.payment, fen: fact.fen }, Some(&fact.words))
}

pub(super) fn read_corrected(
    body: &str,
    private: Private<'_>,
) -> Result<domain::PaymentCorrected, FactError> {
    let PaymentCorrected { payment, fen } = from_json(body)?;
    Ok(domain::PaymentCorrected { payment, fen, words: words_of(private)?.unwrap_or(Sealed::Shut) })
}
