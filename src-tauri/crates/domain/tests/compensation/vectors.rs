//! Every vector of compensation, by its id: the fact in words stands in the file, the same in figures here.

use std::collections::BTreeSet;

use domain::compensation::{Claim, Finding, Incident, LineKind};
use serde::Deserialize;

use crate::samples::{assessed, claim, exempt, fen, with};

#[derive(Deserialize)]
struct Vectors {
    compensation: Vec<Vector>,
}

#[derive(Deserialize)]
struct Vector {
    id: String,
    case: String,
    expect: i64,
}

fn vectors() -> Vec<Vector> {
    let vectors: Vectors = serde_json::from_str(include_str!("../../../../../tests/vectors/vectors.json"))
        .expect("the vectors are JSON of this shape");
    vectors.compensation
}

/// The claim of a vector.
fn case(id: &str) -> Claim {
    use Incident::*;
    let mail = |incident, figures| with(claim("recorded_mail", incident), figures);
    let express = |incident, figures| with(claim("express", incident), figures);
    match id {
        "P1" => mail(WholeLoss, &[("insured", 50_000), ("freight", 1_200)]),
        "P2" => mail(PartDamage, &[("insured", 100_000), ("whole", 200_000), ("actual", 60_000)]),
        "P3" => mail(PartDamage, &[("insured", 100_000), ("whole", 300_000), ("actual", 10_000)]),
        "P4" => mail(PartDamage, &[("freight", 1_850), ("actual", 30_000)]),
        "P5" => mail(PartDamage, &[("freight", 1_850), ("actual", 4_000)]),
        "P6" => with(claim("registered_letter", WholeLoss), &[("freight", 420), ("whole", 90_000)]),
        "P8" => {
            let lost = mail(WholeLoss, &[("freight", 1_200), ("whole", 50_000)]);
            exempt(lost, "force_majeure", Finding::Upheld)
        }
        "P9" => exempt(mail(WholeLoss, &[("insured", 50_000)]), "force_majeure", Finding::Upheld),
        "P10" => with(claim("ordinary_mail", WholeLoss), &[("whole", 50_000), ("freight", 120)]),
        "P11" => {
            let damaged = mail(WholeDamage, &[("insured", 50_000), ("whole", 50_000)]);
            exempt(damaged, "customer_fault", Finding::Upheld)
        }
        "E2" => express(WholeLoss, &[("insured", 300_000), ("whole", 400_000)]),
        "E8" => express(WholeLoss, &[("freight", 1_500), ("whole", 20_000)]),
        "E10" => {
            let lost = express(WholeLoss, &[("freight", 1_500), ("whole", 20_000)]);
            exempt(lost, "force_majeure", Finding::Upheld)
        }
        other => panic!("no test for {other}"),
    }
}

#[test]
fn every_vector_holds() {
    let mut seen = BTreeSet::new();
    for vector in vectors() {
        let assessment = assessed(&case(&vector.id));
        assert_eq!(assessment.proposed_fen(), Some(fen(vector.expect)), "{} {}", vector.id, vector.case);
        assert!(seen.insert(vector.id), "an id stands for one vector");
    }
    assert_eq!(seen.len(), 13);
}

#[test]
fn the_grounds_of_nature_and_of_fault_spare_the_carrier_alike() {
    for ground in ["nature_of_contents", "customer_fault"] {
        for service in ["recorded_mail", "postal_parcel", "registered_letter", "express", "ems"] {
            let damaged = with(claim(service, Incident::WholeDamage), &[("whole", 50_000), ("freight", 900)]);
            let assessment = assessed(&exempt(damaged, ground, Finding::Upheld));
            assert_eq!(assessment.proposed_fen(), Some(fen(0)), "{service} {ground}");
        }
    }
}

#[test]
fn the_freight_that_comes_back_is_a_line_of_its_own() {
    let assessment = assessed(&case("E8"));
    let lines: Vec<_> = assessment
        .proposed()
        .unwrap()
        .lines
        .iter()
        .map(|line| (line.kind, line.fen, line.rule.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (LineKind::Loss, Ok(fen(20_000)), "law.civil_833"),
            (LineKind::FreightRefund, Ok(fen(1_500)), "standard.express_service"),
        ]
    );
}
