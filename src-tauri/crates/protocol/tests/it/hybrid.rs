//! The hybrid clock.

use domain::{Hlc, Instant};
use proptest::prelude::*;
use protocol::{HybridClock, MOST_AHEAD_MS};

use crate::samples::at;

fn clock(last: Instant) -> HybridClock {
    HybridClock::new(Hlc::new(last, 0))
}

#[test]
fn it_follows_the_wall_and_counts_where_the_wall_stands_or_goes_back() {
    let mut clock = clock(at(0));
    assert_eq!(clock.tick(at(5)), Hlc::new(at(5), 0));
    assert_eq!(clock.tick(at(5)), Hlc::new(at(5), 1));
    assert_eq!(clock.tick(at(-90_000)), Hlc::new(at(5), 2));
    assert_eq!(clock.tick(at(6)), Hlc::new(at(6), 0));
}

#[test]
fn a_counter_that_is_full_steps_into_the_next_millisecond() {
    let mut clock = HybridClock::new(Hlc::new(at(0), u16::MAX));
    assert_eq!(clock.tick(at(0)), Hlc::new(at(1), 0));
}

#[test]
fn it_adopts_what_is_at_most_five_minutes_ahead_of_the_corrected_time() {
    let edge = Hlc::new(at(MOST_AHEAD_MS), 7);
    let mut own = clock(at(0));
    assert!(own.adopt(edge, at(0)));
    assert_eq!(own.tick(at(1)), Hlc::new(at(MOST_AHEAD_MS), 8));

    let mut own = clock(at(0));
    assert!(!own.adopt(Hlc::new(at(MOST_AHEAD_MS + 1), 0), at(0)));
    assert_eq!(own, clock(at(0)));
    assert!(!own.adopt("ffffffffffffffff".parse().unwrap(), at(0)));
}

#[test]
fn it_never_adopts_backwards() {
    let mut own = clock(at(0));
    assert!(own.adopt(Hlc::new(at(-50_000), 3), at(0)));
    assert_eq!(own, clock(at(0)));
}

proptest! {
    #[test]
    fn it_never_runs_backwards_whatever_the_wall_and_the_others_say(
        steps in proptest::collection::vec((any::<bool>(), -1_000_000_000i64..1_000_000_000), 1..200),
    ) {
        let mut clock = clock(at(0));
        for (adopts, ms) in steps {
            let before = clock.last;
            if adopts {
                clock.adopt(Hlc::new(at(ms), 1), at(0));
                prop_assert!(clock.last >= before);
                prop_assert!(clock.last.wall() <= before.wall().max(at(MOST_AHEAD_MS)));
            } else {
                prop_assert!(clock.tick(at(ms)) > before);
            }
        }
    }
}
