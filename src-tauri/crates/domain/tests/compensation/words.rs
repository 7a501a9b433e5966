//! Ten claims in words, as a paper prints the reasoning, Chinese above English.

use domain::{
    Bilingual, Policy, Role,
    compensation::{Area, Claim, Finding, Incident},
};

use crate::samples::{assessed, claim, day, exempt, given, with};

/// The assessment as one page.
fn page(claim: &Claim) -> String {
    let lines = assessed(claim).in_words(Policy::bundled());
    let chinese: Vec<&str> = lines.iter().map(Bilingual::in_chinese).collect();
    let english: Vec<&str> = lines.iter().map(Bilingual::in_english).collect();
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
            ("claimed", 150_000), ("insured", 150_000), ("whole", 148_000), ("proven", 148_000), ("freight", 2_300),
        ]);
        pot.days.posted_on = Some(day("2026-11-14"));
        told(given(pot, &["waybill", "invoice"]))
    };
    an_insured_parcel_damaged_in_part: told(given(
        with(claim("postal_parcel", Incident::PartDamage), &[
            ("claimed", 10_000), ("insured", 100_000), ("whole", 300_000), ("actual", 10_000), ("proven", 10_000), ("freight", 2_100),
        ]),
        &["waybill", "invoice", "repair_quote"],
    ));
    two_bottles_short_and_uninsured: {
        let mut short = with(claim("express", Incident::Shortage), &[("claimed", 1_180), ("actual", 1_180), ("freight", 1_850)]);
        short.claimant = Role::RECIPIENT;
        (short.posted_grams, short.arrived_grams) = (Some(12_600), Some(11_640));
        short
    };
    recorded_mail_held_to_three_times_the_fee:
        told(given(with(claim("recorded_mail", Incident::WholeLoss), &[("claimed", 30_000), ("proven", 30_000), ("freight", 1_850)]), &["waybill", "order"]));
    a_registered_letter_whatever_it_was_worth:
        told(given(with(claim("registered_letter", Incident::WholeLoss), &[("claimed", 50_000), ("freight", 420)]), &["waybill"]));
    a_tender_that_came_too_late: {
        let mut late = with(claim("express", Incident::Delay), &[("claimed", 500_000), ("actual", 500_000), ("freight", 1_200)]);
        (late.days.posted_on, late.days.promised_on) = (Some(day("2026-11-10")), Some(day("2026-11-12")));
        late.days.delivered_on = Some(day("2026-11-19"));
        late
    };
    lost_to_a_flood_as_somebody_says: {
        let lost = with(claim("express", Incident::WholeLoss), &[("claimed", 20_000), ("whole", 20_000), ("proven", 20_000), ("freight", 1_500)]);
        exempt(given(lost, &["waybill", "payment"]), "force_majeure", Finding::Raised)
    };
    lost_to_a_flood_as_was_found: {
        let lost = with(claim("express", Incident::WholeLoss), &[("claimed", 20_000), ("whole", 20_000), ("proven", 20_000), ("freight", 1_500)]);
        exempt(given(lost, &["waybill", "payment"]), "force_majeure", Finding::Upheld)
    };
    a_limit_of_the_contract_beside_the_law: {
        let mut pot = with(claim("ems", Incident::PartDamage), &[("claimed", 36_700), ("whole", 32_900), ("actual", 32_900), ("freight", 3_800)]);
        pot.area = Area::International;
        given(pot, &["waybill", "order"])
    };
    a_parcel_from_abroad_asked_for_too_late: {
        let mut lost = with(claim("postal_parcel", Incident::WholeLoss), &[("claimed", 80_000), ("proven", 64_000), ("freight", 12_000)]);
        lost.area = Area::International;
        lost.claimant = Role::AGENT;
        lost.days.posted_on = Some(day("2026-05-20"));
        lost.days.claimed_on = Some(day("2026-11-20"));
        given(lost, &["waybill", "invoice", "authorisation"])
    };
}
