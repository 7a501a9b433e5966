//! What holds for every claim, whatever its figures.

use domain::{
    Fen, Policy,
    compensation::{Claim, ExemptionCode, Finding, Incident, Place, RaisedExemption, Step},
    policy::compensation::Sum,
};
use proptest::prelude::*;

use crate::samples::{assessed, claim};

fn money() -> impl Strategy<Value = Option<Fen>> {
    let amount = prop_oneof![0..100_i64, 0..1_000_000_i64, 0..=Fen::MOST.get()];
    proptest::option::weighted(0.8, amount.prop_map(|fen| Fen::new(fen).expect("an amount")))
}

fn finding() -> impl Strategy<Value = Option<Finding>> {
    proptest::option::of(proptest::sample::select(Finding::ALL))
}

prop_compose! {
    fn any_claim()(
        service in proptest::sample::select(vec!["express", "ems", "recorded_mail", "postal_parcel", "registered_letter", "ordinary_mail"]),
        incident in proptest::sample::select(Incident::ALL),
        [proven, actual, whole, insured, freight, return_freight] in [money(), money(), money(), money(), money(), money()],
        gross_fault in finding(),
        told in any::<Option<bool>>(),
        in_proportion in any::<Option<bool>>(),
        freight_times in proptest::option::of(0..20_u32),
        carrier_at_fault in any::<Option<bool>>(),
        delay_destroyed_value in any::<Option<bool>>(),
        coupon_chosen in any::<bool>(),
        exemption in proptest::option::of((
            proptest::sample::select(vec!["force_majeure", "nature_of_contents", "customer_fault", "signed_intact", "time_bar"]),
            proptest::sample::select(Finding::ALL),
        )),
    ) -> Claim {
        let mut claim = claim(service, incident);
        let values = &mut claim.values;
        (values.proven_fen, values.actual_loss_fen, values.whole_value_fen) = (proven, actual, whole);
        (values.insured_fen, values.freight_fen, values.return_freight_fen) = (insured, freight, return_freight);
        claim.gross_fault = gross_fault;
        (claim.terms.told, claim.terms.in_proportion, claim.terms.freight_times) = (told, in_proportion, freight_times);
        (claim.carrier_at_fault, claim.delay_destroyed_value) = (carrier_at_fault, delay_destroyed_value);
        claim.coupon_chosen = coupon_chosen;
        let raised = |(code, finding)| RaisedExemption { code: ExemptionCode::from(code), finding };
        claim.exemptions = exemption.map(raised).into_iter().collect();
        claim
    }
}

fn times(freight: Fen, times: u32) -> Fen {
    let most = i128::from(freight.get()) * i128::from(times);
    Fen::new(i64::try_from(most).unwrap_or(i64::MAX)).unwrap_or(Fen::MOST)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn one_measure_is_proposed_and_every_figure_is_reasoned(claim in any_claim()) {
        let policy = Policy::bundled();
        let assessment = assessed(&claim);
        let proposed = assessment.alternatives.iter().filter(|it| matches!(it.place, Place::Proposed { .. }));
        prop_assert_eq!(proposed.count(), 1, "{:?}", claim);
        for line in assessment.alternatives.iter().flat_map(|it| &it.lines) {
            if let Ok(fen) = line.fen {
                prop_assert_eq!(line.steps.last().map(|step: &Step| step.result), Some(fen));
            }
            prop_assert!(policy.rule(&line.rule).is_some_and(|rule| rule.citation == line.citation));
        }
        for words in assessment.in_words(policy) {
            prop_assert!(![&words.zh, &words.en].iter().any(|text| text.contains(['{', '}'])), "{words:?}");
        }
    }

    #[test]
    fn no_line_is_above_the_limit_of_its_own_rule(claim in any_claim()) {
        let policy = Policy::bundled();
        for alternative in assessed(&claim).alternatives {
            let measure = policy.compensation().measure(&alternative.measure).unwrap();
            for line in &alternative.lines {
                let Ok(fen) = line.fen else { continue };
                let values = &claim.values;
                let sum = measure.lines_for(claim.incident).find(|rule| rule.line == line.kind).unwrap().sum;
                let of_loss = matches!(sum, Sum::Loss | Sum::LossUpToInsured | Sum::LossUpToFreight { .. } | Sum::LossUpToAgreedFreight | Sum::InsuredProportion { .. });
                prop_assert!(!of_loss || values.proven_fen.is_none_or(|proven| fen <= proven), "more than proven");
                prop_assert!(!of_loss || values.actual_loss_fen.is_none_or(|actual| fen <= actual), "more than lost");
                let limit = match sum {
                    Sum::LossUpToInsured | Sum::Insured => values.insured_fen,
                    Sum::LossUpToFreight { times: n } | Sum::FreightTimes { times: n } => values.freight_fen.map(|freight| times(freight, n)),
                    Sum::LossUpToAgreedFreight => values.freight_fen.zip(claim.terms.freight_times).map(|(freight, n)| times(freight, n)),
                    _ => None,
                };
                prop_assert!(limit.is_none_or(|limit| fen <= limit), "above the limit");
            }
        }
    }

    #[test]
    fn a_greater_loss_never_pays_less(claim in any_claim(), more in 0..1_000_000_i64) {
        let mut greater = claim.clone();
        let add = |fen: Option<Fen>| fen.map(|fen| fen.checked_add(Fen::new(more).unwrap()).unwrap_or(Fen::MOST));
        greater.values.actual_loss_fen = add(claim.values.actual_loss_fen);
        greater.values.proven_fen = add(claim.values.proven_fen);
        let (before, after) = (assessed(&claim), assessed(&greater));
        prop_assert!(after.proposed_fen() >= before.proposed_fen());
        for (before, after) in before.alternatives.iter().zip(&after.alternatives) {
            prop_assert_eq!(&before.measure, &after.measure);
            prop_assert!(after.total().ok() >= before.total().ok(), "{}", before.measure);
        }
    }

    #[test]
    fn more_cover_never_pays_less(mut claim in any_claim(), cover in 1..1_000_000_i64, more in 0..1_000_000_i64) {
        claim.values.insured_fen = claim.insured_fen().or(Fen::new(cover).ok());
        let mut greater = claim.clone();
        let more = Fen::new(more).unwrap();
        greater.values.insured_fen = claim.values.insured_fen.map(|fen| fen.checked_add(more).unwrap_or(Fen::MOST));
        prop_assert!(assessed(&greater).proposed_fen() >= assessed(&claim).proposed_fen());
    }

    #[test]
    fn a_limit_that_falls_never_lowers_what_is_proposed(mut claim in any_claim()) {
        claim.terms.told = None;
        claim.terms.in_proportion = None;
        claim.gross_fault = None;
        let with_limit = assessed(&claim).proposed_fen();
        claim.gross_fault = Some(Finding::Upheld);
        let without = assessed(&claim).proposed_fen();
        prop_assert!(without.is_none() || without >= with_limit);
    }

    #[test]
    fn only_a_person_takes_something_away(claim in any_claim()) {
        let mut untouched = claim.clone();
        untouched.exemptions.clear();
        let mut raised = claim.clone();
        raised.exemptions.iter_mut().for_each(|it| it.finding = Finding::Raised);
        prop_assert_eq!(assessed(&raised).proposed_fen(), assessed(&untouched).proposed_fen());
    }
}
