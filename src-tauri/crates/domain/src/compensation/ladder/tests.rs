use proptest::prelude::*;

use super::*;

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

fn ladder(amounts: &[(Rung, i64)]) -> Ladder {
    amounts
        .iter()
        .fold(Ladder::default(), |ladder, (rung, amount)| ladder.set(*rung, fen(*amount), None).unwrap())
}

const GOODWILL: Option<DepartureCode> = Some(DepartureCode::GOODWILL);

#[test]
fn amounts_climb_from_what_is_claimed_to_what_is_paid() {
    use Rung::*;
    let whole = ladder(&[
        (Claimed, 90_000),
        (Proven, 60_000),
        (Assessed, 30_000),
        (Approved, 30_000),
        (Paid, 30_000),
    ]);
    assert_eq!(whole.fen(Paid), Some(fen(30_000)));
    assert_eq!(whole.height(Paid).unwrap().departure, None);
}

#[test]
fn nothing_steps_up_without_a_reason() {
    use Rung::*;
    let approved = ladder(&[(Claimed, 90_000), (Proven, 60_000), (Assessed, 30_000), (Approved, 30_000)]);
    // (rung, amount, refusal without a reason)
    for (rung, amount, refusal) in [
        (Proven, 90_001, LadderError::SilentStepUp(Claimed)),
        (Assessed, 60_001, LadderError::SilentStepUp(Proven)),
        (Approved, 30_001, LadderError::SilentStepUp(Assessed)),
        (Paid, 30_001, LadderError::SilentStepUp(Approved)),
    ] {
        assert_eq!(approved.set(rung, fen(amount), None), Err(refusal), "{rung}");
        let said = approved.set(rung, fen(amount), GOODWILL).unwrap();
        assert_eq!(said.height(rung).unwrap().departure, GOODWILL, "{rung}");
    }
}

#[test]
fn nothing_is_approved_unassessed_or_paid_unapproved() {
    use Rung::*;
    let claimed = ladder(&[(Claimed, 90_000)]);
    assert_eq!(claimed.set(Approved, fen(1), GOODWILL), Err(LadderError::RestsOn(Assessed)));
    assert_eq!(claimed.pay(fen(1), GOODWILL), Err(LadderError::RestsOn(Approved)));
    assert_eq!(claimed.set(Assessed, fen(1_260), None), Err(LadderError::SilentStepUp(Proven)));
    assert!(claimed.set(Assessed, fen(1_260), Some(DepartureCode::NO_PROOF_NEEDED)).is_ok());
    assert!(claimed.set(Assessed, Fen::ZERO, None).is_ok(), "nothing needs no proof");
}

#[test]
fn another_figure_below_takes_down_what_rested_on_it() {
    use Rung::*;
    let approved = ladder(&[(Claimed, 90_000), (Proven, 60_000), (Assessed, 30_000), (Approved, 30_000)]);
    let proven = approved.set(Proven, fen(20_000), None).unwrap();
    assert_eq!((proven.fen(Claimed), proven.fen(Proven)), (Some(fen(90_000)), Some(fen(20_000))));
    assert_eq!((proven.fen(Assessed), proven.fen(Approved)), (None, None));
    let claimed = approved.set(Claimed, fen(70_000), None).unwrap();
    assert_eq!((claimed.fen(Proven), claimed.fen(Assessed)), (Some(fen(60_000)), None));
    let less = approved.set(Claimed, fen(50_000), None).unwrap();
    assert_eq!(less.fen(Proven), None, "it would be a step up that nobody gave a reason for");
}

#[test]
fn payments_add_up_and_what_they_rest_on_stays() {
    use Rung::*;
    let approved = ladder(&[(Claimed, 90_000), (Proven, 60_000), (Assessed, 30_000), (Approved, 30_000)]);
    let paid = approved.pay(fen(10_000), None).unwrap().pay(fen(20_000), None).unwrap();
    assert_eq!(paid.fen(Paid), Some(fen(30_000)));
    assert_eq!(paid.pay(fen(1), None), Err(LadderError::SilentStepUp(Approved)));
    assert_eq!(paid.set(Approved, fen(40_000), GOODWILL), Err(LadderError::AlreadyPaid));
    let more = paid.pay(fen(1), GOODWILL).unwrap();
    assert_eq!(
        more.pay(fen(1), None),
        Err(LadderError::SilentStepUp(Approved)),
        "one reason excuses one payment"
    );
    assert_eq!(paid.pay(Fen::MOST, GOODWILL), Err(LadderError::TooLarge));
}

fn rung() -> impl Strategy<Value = Rung> {
    proptest::sample::select(Rung::ALL)
}

proptest! {
    #[test]
    fn whatever_is_tried_no_step_up_is_silent(
        tried in proptest::collection::vec((rung(), 0..500_i64, any::<bool>()), 0..30)
    ) {
        let mut ladder = Ladder::default();
        for (rung, amount, said) in tried {
            if let Ok(next) = ladder.set(rung, fen(amount), said.then_some(DepartureCode::GOODWILL)) {
                ladder = next;
            }
            let rungs: Vec<_> = ladder.0.iter().collect();
            for pair in rungs.windows(2) {
                let [(_, below), (_, above)] = pair else { unreachable!() };
                prop_assert!(above.fen <= below.fen || above.departure.is_some(), "{ladder:?}");
            }
            prop_assert!(ladder.fen(Rung::Paid).is_none() || ladder.fen(Rung::Approved).is_some());
            prop_assert!(ladder.fen(Rung::Approved).is_none() || ladder.fen(Rung::Assessed).is_some());
        }
    }
}
