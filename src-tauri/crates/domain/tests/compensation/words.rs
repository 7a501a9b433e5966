//! Ten claims in words, as a paper prints the reasoning, Chinese above English.

use domain::{
    Policy, Role,
    compensation::{Area, Claim, Finding, Incident},
};

use crate::samples::{assessed, claim, day, exempt, given, with};

/// The assessment as one page.
fn page(claim: &Claim) -> String {
    let lines = assessed(claim).in_words(Policy::bundled());
    let chinese: Vec<&str> = lines.iter().map(|line| line.in_chinese()).collect();
    let english: Vec<&str> = lines.iter().map(|line| line.in_english()).collect();
    format!("{}\n\n{}", chinese.join("\n"), english.join("\n"))
}

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident: $claim:expr;)*) => {$(
        $(#[$doc])*
        #[test]
        fn $name() {
            insta::assert_snapshot!(page(&$claim));
        }
    )*};
}

fn told(mut claim: Claim) -> Claim {
    claim.terms.told = Some(true);
    claim
}

pages! {
    a_teapot_insured_for_all_it_was_worth: {
        let mut pot = with(claim("express", Incident::WholeDamage), &[
            ("claimed", 1500_00), ("insured", 1500_00), ("whole", 1480_00), ("proven", 1480_00), ("freight", 23_00),
        ]);
        pot.days.posted_on = Some(day("2026-11-14"));
        told(given(pot, &["waybill", "invoice"]))
    };
    an_insured_parcel_damaged_in_part: told(given(
        with(claim("postal_parcel", Incident::PartDamage), &[
            ("claimed", 100_00), ("insured", 1000_00), ("whole", 3000_00), ("actual", 100_00), ("proven", 100_00), ("freight", 21_00),
        ]),
        &["waybill", "invoice", "repair_quote"],
    ));
    two_bottles_short_and_uninsured: {
        let mut short = with(claim("express", Incident::Shortage), &[("claimed", 11_80), ("actual", 11_80), ("freight", 18_50)]);
        short.claimant = Role::RECIPIENT;
        (short.posted_grams, short.arrived_grams) = (Some(12_600), Some(11_640));
        short
    };
    recorded_mail_held_to_three_times_the_fee:
        told(given(with(claim("recorded_mail", Incident::WholeLoss), &[("claimed", 300_00), ("proven", 300_00), ("freight", 18_50)]), &["waybill", "order"]));
    a_registered_letter_whatever_it_was_worth:
        told(given(with(claim("registered_letter", Incident::WholeLoss), &[("claimed", 500_00), ("freight", 4_20)]), &["waybill"]));
    a_tender_that_came_too_late: {
        let mut late = with(claim("express", Incident::Delay), &[("claimed", 5000_00), ("actual", 5000_00), ("freight", 12_00)]);
        (late.days.posted_on, late.days.promised_on) = (Some(day("2026-11-10")), Some(day("2026-11-12")));
        late.days.delivered_on = Some(day("2026-11-19"));
        late
    };
    lost_to_a_flood_as_somebody_says: {
        let lost = with(claim("express", Incident::WholeLoss), &[("claimed", 200_00), ("whole", 200_00), ("proven", 200_00), ("freight", 15_00)]);
        exempt(given(lost, &["waybill", "payment"]), "force_majeure", Finding::Raised)
    };
    lost_to_a_flood_as_was_found: {
        let lost = with(claim("express", Incident::WholeLoss), &[("claimed", 200_00), ("whole", 200_00), ("proven", 200_00), ("freight", 15_00)]);
        exempt(given(lost, &["waybill", "payment"]), "force_majeure", Finding::Upheld)
    };
    a_limit_of_the_contract_beside_the_law: {
        let mut pot = with(claim("ems", Incident::PartDamage), &[("claimed", 367_00), ("whole", 329_00), ("actual", 329_00), ("freight", 38_00)]);
        pot.area = Area::International;
        given(pot, &["waybill", "order"])
    };
    a_parcel_from_abroad_asked_for_too_late: {
        let mut lost = with(claim("postal_parcel", Incident::WholeLoss), &[("claimed", 800_00), ("proven", 640_00), ("freight", 120_00)]);
        lost.area = Area::International;
        lost.claimant = Role::AGENT;
        lost.days.posted_on = Some(day("2026-05-20"));
        lost.days.claimed_on = Some(day("2026-11-20"));
        given(lost, &["waybill", "invoice", "authorisation"])
    };
}
