//! Claims, and what they are assessed with.

use domain::{
    Date, Fen, Policy, Role,
    compensation::{
        Area, Assessment, Claim, ExemptionCode, Finding, Incident, Proof, ProofStanding, RaisedExemption,
        assess,
    },
};

pub fn fen(fen: i64) -> Fen {
    Fen::new(fen).expect("an amount")
}

pub fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// The day on which the samples are assessed.
pub fn today() -> Date {
    day("2026-11-22")
}

/// A sender's domestic claim of which nothing more is known.
pub fn claim(service: &str, incident: Incident) -> Claim {
    Claim::new(service.into(), incident, Area::OtherCity, Role::SENDER)
}

/// The same with its figures, in fen: `insured`, `whole`, `actual`, `proven`, `freight`, `claimed`…
pub fn with(mut claim: Claim, figures: &[(&str, i64)]) -> Claim {
    for (name, amount) in figures {
        let values = &mut claim.values;
        let field = match *name {
            "claimed" => &mut values.claimed_fen,
            "proven" => &mut values.proven_fen,
            "actual" => &mut values.actual_loss_fen,
            "whole" => &mut values.whole_value_fen,
            "insured" => &mut values.insured_fen,
            "declared" => &mut values.declared_fen,
            "freight" => &mut values.freight_fen,
            "return_freight" => &mut values.return_freight_fen,
            other => panic!("no figure {other}"),
        };
        *field = Some(fen(*amount));
    }
    claim
}

pub fn exempt(mut claim: Claim, code: &str, finding: Finding) -> Claim {
    claim.exemptions.push(RaisedExemption { code: ExemptionCode::from(code), finding });
    claim
}

pub fn given(mut claim: Claim, proofs: &[&str]) -> Claim {
    let proof = |code: &&str| Proof { code: (*code).into(), standing: ProofStanding::Given { on: today() } };
    claim.proofs.extend(proofs.iter().map(proof));
    claim
}

pub fn assessed(claim: &Claim) -> Assessment {
    let policy = Policy::bundled();
    assess(claim, today(), policy.calendar(), policy)
}

/// What is proposed, and under which measure.
#[track_caller]
pub fn check(claim: &Claim, measure: &str, pays: i64) {
    let assessment = assessed(claim);
    let proposed = assessment.proposed().expect("a measure is proposed");
    assert_eq!((proposed.measure.as_str(), proposed.total()), (measure, Ok(fen(pays))));
}

/// The flags that were raised, as one text.
pub fn flags(assessment: &Assessment) -> String {
    assessment.flags.iter().map(|flag| flag.word.as_str()).collect::<Vec<_>>().join(" ")
}
