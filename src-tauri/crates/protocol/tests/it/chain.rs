//! Chains: every way in which one can be broken is noticed.

use domain::{EpochId, EpochOpened, Fact, LastEpoch};
use protocol::{Chain, ChainError, Head, Line, NO_HASH, hash_of};

use crate::samples;

#[test]
fn a_whole_epoch_is_checked_from_its_first_line() {
    let log = samples::counter_log();
    let chain = Chain::check(&log).unwrap().unwrap();
    let last = log.last().unwrap();
    let expected = Chain {
        device: samples::device(),
        epoch: samples::epoch(),
        seq: log.len() as u64,
        hash: last.hash(),
    };
    assert_eq!(chain, expected);
    assert_eq!(Chain::check([]), Ok(None));
}

#[test]
fn a_chain_goes_on_from_where_it_was_left() {
    let log = samples::counter_log();
    let mut chain = Chain::check(&log[..4]).unwrap().unwrap();
    assert_eq!(log[4..].iter().try_for_each(|line| chain.extend(line)), Ok(()));
    assert_eq!(Some(chain), Chain::check(&log).unwrap());
}

#[test]
fn a_lost_repeated_swapped_or_changed_line_is_noticed() {
    let log = samples::counter_log();
    let without =
        |place: usize| log.iter().enumerate().filter(move |(n, _)| *n != place).map(|(_, line)| line);
    assert_eq!(Chain::check(without(3)), Err(ChainError::Gap { expected: 4, found: 5 }));
    assert_eq!(Chain::check(without(0)), Err(ChainError::NotOpened));

    let mut repeated = log.clone();
    repeated.insert(3, log[2].clone());
    assert_eq!(Chain::check(&repeated), Err(ChainError::Gap { expected: 4, found: 3 }));

    let mut swapped = log.clone();
    swapped.swap(3, 4);
    assert_eq!(Chain::check(&swapped), Err(ChainError::Gap { expected: 4, found: 5 }));

    for place in 1..log.len() - 1 {
        let mut changed = log.clone();
        let raw = log[place].raw().replacen("2026-11.1", "2026-11.2", 1);
        changed[place] = Line::parse(&raw).unwrap();
        let seq = place as u64 + 2;
        assert_eq!(Chain::check(&changed), Err(ChainError::Broken { seq }), "line {place}");
    }
}

#[test]
fn a_line_of_another_log_does_not_go_on_with_this_one() {
    let log = samples::counter_log();
    let mut chain = Chain::check(&log[..1]).unwrap().unwrap();
    let other = Head { epoch: EpochId::from_bytes([9; 16]), ..log[1].head().clone() };
    assert_eq!(chain.extend(&samples::line_with(other, &samples::note("x"))), Err(ChainError::OtherLog));
    let other = Head { device: samples::headquarters(), ..log[1].head().clone() };
    assert_eq!(chain.extend(&samples::line_with(other, &samples::note("x"))), Err(ChainError::OtherLog));
}

#[test]
fn an_epoch_opens_at_one_with_the_last_hash_that_was_known() {
    let last = hash_of(b"last");
    let named = Fact::EpochOpened(EpochOpened {
        last: Some(LastEpoch { epoch: EpochId::from_bytes([8; 16]), seq: 12, hash: last }),
    });
    let opening = |seq, prev, fact: &Fact| {
        let head = Head { seq, prev, ..samples::head(1, vec![]) };
        Chain::begin(&samples::line_with(head, fact)).map(|chain| chain.seq)
    };
    let none = samples::epoch_opened();
    for (seq, prev, fact, begins) in [
        (1, NO_HASH, &none, Ok(1)),
        (1, last, &named, Ok(1)),
        (1, last, &none, Err(ChainError::NotOpened)),
        (1, NO_HASH, &named, Err(ChainError::NotOpened)),
        (2, NO_HASH, &none, Err(ChainError::NotOpened)),
        (1, NO_HASH, &samples::note("x"), Err(ChainError::NotOpened)),
    ] {
        assert_eq!(opening(seq, prev, fact), begins, "{seq} {prev} {}", fact.kind());
    }
}

#[test]
fn an_epoch_is_opened_once() {
    let log = samples::counter_log();
    let mut chain = Chain::check(&log[..1]).unwrap().unwrap();
    let head = Head { prev: log[0].hash(), ..samples::head(2, vec![]) };
    assert_eq!(
        chain.extend(&samples::line_with(head, &samples::epoch_opened())),
        Err(ChainError::OpenedAgain)
    );
}
