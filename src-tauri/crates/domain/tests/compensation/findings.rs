//! What people find changes what is proposed; what is only said does not, and is told.

use domain::{
    Policy, PolicyVersion, Role,
    compensation::{
        Area, Finding, Incident, LineKind, NeedStanding, OwnPromise, Place, Proof, ProofStanding, assess,
    },
};

use crate::samples::{assessed, check, claim, day, exempt, fen, flags, given, today, with};

const FIGURES: &[(&str, i64)] = &[("freight", 1_500), ("actual", 20_000), ("proven", 20_000)];

#[test]
fn an_exemption_that_is_only_raised_stands_beside() {
    let lost = || with(claim("express", Incident::WholeLoss), FIGURES);
    let raised = assessed(&exempt(lost(), "force_majeure", Finding::Raised));
    assert_eq!(raised.proposed_fen(), Some(fen(21_500)));
    let beside = raised.alternative(&"express_force_majeure_lost".into()).unwrap();
    assert_eq!(beside.total(), Ok(fen(1_500)), "what it would come to is shown");
    assert!(matches!(beside.place, Place::Beside { .. }));
    assert_eq!(raised.exemptions[0].ground.as_ref().unwrap().1.en, "Civil Code, art. 832");
    assert!(flags(&raised).contains("exemption_raised"));

    check(&exempt(lost(), "force_majeure", Finding::Upheld), "express_force_majeure_lost", 1_500);
    let rejected = assessed(&exempt(lost(), "force_majeure", Finding::Rejected));
    assert_eq!(rejected.proposed_fen(), Some(fen(21_500)));
    assert_eq!(rejected.alternatives.len(), 1, "what was rejected is told, and not reckoned");
    assert_eq!(rejected.exemptions[0].finding, Finding::Rejected);
}

#[test]
fn force_majeure_leaves_what_was_insured_alone() {
    for service in ["recorded_mail", "postal_parcel", "registered_letter", "express", "ems"] {
        let lost = with(claim(service, Incident::WholeLoss), &[("insured", 50_000), ("whole", 50_000)]);
        let assessment = assessed(&exempt(lost, "force_majeure", Finding::Upheld));
        assert_eq!(assessment.proposed_fen(), Some(fen(50_000)), "{service}");
        assert!(!assessment.exemptions[0].touches, "{service}");
        assert!(flags(&assessment).contains("exemption_without_effect"), "{service}");
    }
}

#[test]
fn a_limit_that_was_not_shown_or_is_grossly_overstepped_falls() {
    let mut damaged = with(claim("recorded_mail", Incident::PartDamage), FIGURES);
    check(&damaged, "postal_uninsured", 4_500);
    assert!(flags(&assessed(&damaged)).contains("limit_to_confirm"));
    damaged.terms.told = Some(true);
    check(&damaged, "postal_uninsured", 4_500);
    assert!(!flags(&assessed(&damaged)).contains("limit_to_confirm"));
    damaged.terms.told = Some(false);
    check(&damaged, "postal_limit_falls", 20_000);
    damaged.terms.told = Some(true);
    damaged.gross_fault = Some(Finding::Raised);
    check(&damaged, "postal_uninsured", 4_500);
    assert!(flags(&assessed(&damaged)).contains("gross_fault_raised"));
    damaged.gross_fault = Some(Finding::Upheld);
    check(&damaged, "postal_limit_falls", 20_000);

    let mut insured =
        with(claim("recorded_mail", Incident::WholeLoss), &[("insured", 50_000), ("actual", 8_000)]);
    insured.gross_fault = Some(Finding::Upheld);
    check(&insured, "postal_insured_whole", 50_000); // That a limit falls never lowers what is paid.

    let mut letter = with(claim("ordinary_mail", Incident::WholeLoss), FIGURES);
    check(&letter, "ordinary_mail_none", 0);
    letter.gross_fault = Some(Finding::Upheld);
    check(&letter, "ordinary_mail_gross_fault", 20_000);
}

#[test]
fn a_multiple_of_the_freight_limits_an_express_parcel_only_by_terms_that_were_shown() {
    let mut damaged = with(claim("express", Incident::PartDamage), FIGURES);
    check(&damaged, "express_uninsured", 20_000);
    damaged.terms.freight_times = Some(7);
    check(&damaged, "express_uninsured", 20_000);
    let beside = assessed(&damaged);
    assert_eq!(beside.alternative(&"express_terms_limit".into()).unwrap().total(), Ok(fen(10_500)));
    assert!(flags(&beside).contains("limit_to_confirm"));
    damaged.terms.told = Some(true);
    check(&damaged, "express_terms_limit", 10_500);
    damaged.gross_fault = Some(Finding::Upheld);
    check(&damaged, "express_uninsured", 20_000);
    let mut ems = with(claim("ems", Incident::PartDamage), FIGURES);
    check(&ems, "express_uninsured", 20_000);
    ems.terms.told = Some(true);
    check(&ems, "ems_terms_limit", 4_500);
}

#[test]
fn insured_parcels_are_paid_in_proportion_only_where_that_was_agreed() {
    let figures = &[("insured", 100_000), ("whole", 200_000), ("actual", 60_000), ("proven", 60_000)];
    let mut damaged = with(claim("express", Incident::PartDamage), figures);
    check(&damaged, "express_insured", 60_000);
    assert_eq!(
        assessed(&damaged).alternative(&"express_insured_proportion".into()).unwrap().total(),
        Ok(fen(30_000))
    );
    damaged.terms.in_proportion = Some(true);
    check(&damaged, "express_insured_proportion", 30_000);
    damaged.terms.told = Some(false);
    check(&damaged, "express_limit_falls", 60_000);
}

#[test]
fn a_late_parcel_brings_its_freight_back_and_more_only_when_that_was_found() {
    let mut late = with(claim("express", Incident::Delay), &[("freight", 1_200), ("actual", 500_000)]);
    check(&late, "express_delay", 1_200);
    late.coupon_chosen = true;
    check(&late, "express_delay_coupon", 1_200);
    late.coupon_chosen = false;
    late.delay_destroyed_value = Some(true);
    check(&late, "express_delay_loss", 501_200);
    late.values.insured_fen = Some(fen(90_000));
    check(&late, "express_delay_loss_insured", 91_200);
    late.gross_fault = Some(Finding::Upheld);
    check(&late, "express_delay_loss", 501_200);
    check(&with(claim("recorded_mail", Incident::Delay), &[("freight", 1_200)]), "postal_no_loss", 0);
    let mut told_wrong = with(claim("express", Incident::WrongInformation), &[("freight", 1_200)]);
    check(&told_wrong, "express_information_none", 0);
    told_wrong.carrier_at_fault = Some(true);
    check(&told_wrong, "express_information", 1_200);
    let mut returned =
        with(claim("express", Incident::Returned), &[("freight", 1_200), ("return_freight", 900)]);
    check(&returned, "express_returned_none", 0);
    returned.carrier_at_fault = Some(true);
    check(&returned, "express_returned", 2_100);
}

#[test]
fn what_the_carrier_promised_counts_where_it_is_more() {
    let promised = |amount| {
        let mut late = with(claim("express", Incident::Delay), &[("freight", 1_200)]);
        late.promises = vec![OwnPromise { line: LineKind::Delay, fen: fen(amount) }];
        late
    };
    check(&promised(3_000), "own_promise", 3_000);
    check(&promised(1_200), "express_delay", 1_200);
    assert!(flags(&assessed(&promised(3_000))).contains("rule_unsure"));
}

#[test]
fn nothing_is_said_that_is_not_known() {
    let damaged = assessed(&claim("express", Incident::PartDamage));
    assert_eq!(damaged.proposed_fen(), None);
    assert_eq!(
        damaged.proposed().unwrap().measure.as_str(),
        "express_uninsured",
        "the measure is known all the same"
    );
    assert!(flags(&damaged).starts_with("figure_missing"));
    let claimed = assessed(&with(claim("express", Incident::PartDamage), &[("claimed", 90_000)]));
    assert_eq!(claimed.proposed_fen(), None, "what is claimed proves nothing");
    let sledge = assessed(&claim("sledge", Incident::WholeLoss));
    assert_eq!((sledge.proposed_fen(), flags(&sledge).as_str()), (None, "no_measure proof_missing"));
}

#[test]
fn time_bars_are_told_and_decided_by_a_person() {
    let posted = |on: &str| {
        let mut lost = with(claim("recorded_mail", Incident::WholeLoss), &[("insured", 50_000)]);
        lost.days.posted_on = Some(day(on));
        lost.days.claimed_on = Some(today());
        lost.days.discovered_on = Some(today());
        lost
    };
    let in_time = assessed(&posted("2025-11-22"));
    assert_eq!(in_time.time_limits[0].last_on, Some(today()), "the corresponding day is the last");
    assert!(!flags(&in_time).contains("time_bar_passed"));
    let late = assessed(&posted("2025-11-21"));
    assert_eq!(late.proposed_fen(), Some(fen(50_000)), "the program bars nobody");
    assert!(flags(&late).contains("time_bar_passed") && flags(&late).contains("exemption_raised"));
    assert_eq!(late.time_limits[0].citation.en, "Postal Law, art. 49");
    check(&exempt(posted("2025-11-21"), "time_bar", Finding::Upheld), "mail_time_bar", 0);
    check(&exempt(posted("2025-11-21"), "time_bar", Finding::Rejected), "postal_insured_whole", 50_000);
    let unfounded = assessed(&exempt(posted("2025-11-22"), "time_bar", Finding::Upheld));
    assert!(flags(&unfounded).contains("time_bar_unfounded"));
    assert_eq!(unfounded.proposed_fen(), Some(fen(50_000)), "and nobody loses by it");
    let mut asked = posted("2025-11-21");
    asked.days.inquired_on = Some(day("2026-01-05"));
    assert!(!flags(&assessed(&asked)).contains("time_bar_passed"), "who asked in time has asked");
    let mut abroad = posted("2026-05-25");
    abroad.area = Area::International;
    assert!(flags(&assessed(&abroad)).contains("time_bar_passed"), "180 days end on 2026-11-21");
}

#[test]
fn each_time_bar_has_its_own_ground() {
    let late = |posted: &str, discovered: Option<&str>| {
        let mut lost = with(claim("express", Incident::WholeLoss), FIGURES);
        lost.days.posted_on = Some(day(posted));
        lost.days.discovered_on = discovered.map(day);
        let told = assessed(&exempt(lost, "time_bar", Finding::Upheld));
        (
            told.proposed().unwrap().measure.as_str().to_owned(),
            told.exemptions[0].ground.clone().unwrap().1.en,
        )
    };
    let standard = ("express_complaint_bar".to_owned(), "Express Service, GB/T 27917".to_owned());
    let law = ("express_limitation".to_owned(), "Civil Code, art. 188".to_owned());
    assert_eq!(late("2025-11-21", None), standard, "the one that is over, not the one that may be");
    assert_eq!(late("2025-11-21", Some("2025-12-01")), standard);
    assert_eq!(late("2026-11-01", None), law, "no day is known, so a person may say so");
    assert_eq!(late("2023-11-01", Some("2023-11-21")), standard, "both are");
}

#[test]
fn a_parcel_counts_as_lost_only_after_its_time() {
    let promised = |incident, on: &str, area| {
        let mut late = with(claim("express", incident), FIGURES);
        late.days.promised_on = Some(day(on));
        late.area = area;
        flags(&assessed(&late))
    };
    // (promised, area) -> a late one counts as lost
    for (on, area, lost) in [
        ("2026-11-15", Area::OtherCity, false),
        ("2026-11-14", Area::OtherCity, true),
        ("2026-11-19", Area::SameCity, false),
        ("2026-11-18", Area::SameCity, true),
    ] {
        assert_eq!(promised(Incident::Delay, on, area).contains("counts_as_lost"), lost, "{on}");
        assert_eq!(promised(Incident::WholeLoss, on, area).contains("loss_not_certain"), !lost, "{on}");
    }
}

#[test]
fn days_late_count_from_the_promised_day() {
    let mut late = claim("express", Incident::Delay);
    assert_eq!(late.days_late(today()), None, "nothing was promised");
    late.days.promised_on = Some(day("2026-11-12"));
    assert_eq!(late.days_late(today()), Some(10), "and still on the way");
    late.days.delivered_on = Some(day("2026-11-19"));
    assert_eq!(late.days_late(today()), Some(7));
    late.days.delivered_on = Some(day("2026-11-11"));
    assert_eq!(late.days_late(today()), Some(0));
}

#[test]
fn papers_are_asked_for_by_what_is_claimed() {
    let needs = |claim| {
        let told = assessed(&claim).proofs;
        told.iter().map(|proof| proof.need.clone()).collect::<Vec<_>>().join(" ")
    };
    let by = |role, incident| {
        let mut claim = claim("express", incident);
        claim.claimant = role;
        claim
    };
    assert_eq!(needs(by(Role::SENDER, Incident::PartDamage)), "posting value repair");
    assert_eq!(needs(by(Role::AGENT, Incident::Shortage)), "posting value weight authorisation");
    assert_eq!(needs(by(Role::RECIPIENT, Incident::WholeLoss)), "posting value payee");
    assert_eq!(needs(by(Role::SENDER, Incident::Delay)), "posting");
    assert_eq!(needs(claim("registered_letter", Incident::WholeLoss)), "posting", "the sum is fixed");
}

#[test]
fn a_paper_is_given_owed_or_waived() {
    let mut damaged = given(with(claim("express", Incident::PartDamage), FIGURES), &["waybill"]);
    let state = |code: &str, standing| Proof { code: code.into(), standing };
    damaged.proofs.push(state("order", ProofStanding::Owed { by: day("2026-11-30") }));
    damaged.proofs.push(state("repair_quote", ProofStanding::Owed { by: day("2026-11-21") }));
    let standings = |claim: &_| -> Vec<NeedStanding> {
        assessed(claim).proofs.into_iter().map(|proof| proof.standing).collect()
    };
    assert_eq!(
        standings(&damaged),
        [
            NeedStanding::Given { proof: "waybill".into(), on: today() },
            NeedStanding::Owed { proof: "order".into(), by: day("2026-11-30") },
            NeedStanding::Late { proof: "repair_quote".into(), by: day("2026-11-21") },
        ]
    );
    assert_eq!(flags(&assessed(&damaged)), "proof_owed proof_late");
    damaged.proofs.push(state("repair_quote", ProofStanding::Waived { why: "own_record".into() }));
    damaged.proofs.push(state("invoice", ProofStanding::Given { on: today() }));
    assert_eq!(flags(&assessed(&damaged)), "", "one of several is enough");
}

#[test]
fn what_is_unusual_is_looked_at() {
    let base = || {
        given(with(claim("express", Incident::Shortage), FIGURES), &["waybill", "invoice", "weighing_record"])
    };
    let flagged = |change: &dyn Fn(&mut domain::compensation::Claim)| {
        let mut claim = base();
        change(&mut claim);
        flags(&assessed(&claim))
    };
    assert_eq!(flagged(&|_| ()), "");
    assert_eq!(
        flagged(&|it| it.values.insured_fen = Some(fen(20_001))),
        "limit_to_confirm insured_above_value"
    );
    assert_eq!(flagged(&|it| it.values.declared_fen = Some(fen(19_999))), "loss_above_declared");
    assert_eq!(flagged(&|it| it.values.claimed_fen = Some(fen(19_999))), "above_claimed");
    assert_eq!(flagged(&|it| it.values.claimed_fen = Some(fen(300_000))), "");
    assert_eq!(flagged(&|it| it.values.claimed_fen = Some(fen(300_001))), "above_threshold");
    assert_eq!(flagged(&|it| it.earlier_claims = 3), "repeated_claimant");
    assert_eq!(flagged(&|it| it.values.proven_fen = None), "loss_unproven");
    assert_eq!(flagged(&|it| it.fraud = Some(Finding::Raised)), "fraud_raised");
    let weighed = |it: &mut domain::compensation::Claim, arrived| {
        (it.posted_grams, it.arrived_grams) = (Some(2400), Some(arrived));
    };
    assert_eq!(flagged(&|it| weighed(it, 2400)), "weight_unchanged");
    assert_eq!(flagged(&|it| weighed(it, 1400)), "");
    assert_eq!(flagged(&|it| it.days.posted_on = Some(day("2026-11-23"))), "days_out_of_order");
    assert_eq!(flagged(&|it| it.claimant = Role::RECIPIENT), "proof_missing not_the_sender");
}

#[test]
fn what_was_assessed_names_its_policy_and_its_day() {
    let policy = Policy::bundled();
    let claim = claim("express", Incident::Delay);
    let assessment = assess(&claim, day("2026-12-01"), policy.calendar(), policy);
    assert_eq!((&assessment.policy, assessment.on), (policy.version(), day("2026-12-01")));
    assert_ne!(assessment.policy, PolicyVersion::from(""));
}
