//! Bad days, ten thousand of them: the real counters and the real headquarters, with everything between them and beneath
//! them decided by a seed. Networks drop, double, delay and reorder; programs end in the middle of a step; disks are put
//! back to what they were; PCs are cloned; clocks jump.
//!
//! When the day is over the network is whole again and nobody writes anything any more. Then nothing may be lost that was
//! on a disk that is still there, nothing may be there twice, everybody must see the same tickets, and nothing may wait.
//!
//! A seed that fails is named and can be led again alone: `COUNTERFOIL_SEED=417 cargo test -p tests --test simulation`.

#![expect(clippy::unwrap_used, reason = "a day that cannot go on ends there, and the test says where")]

mod day;
mod network;
mod world;

use day::Day;
use planted::Bug;
use tests::{planted::is_caught, seeds};
use world::Beginning;

/// So many days in an ordinary run, and in a nightly one.
const DAYS: [u64; 2] = [500, 10_000];

#[test]
fn nothing_is_lost_doubled_or_left_waiting_on_any_of_many_bad_days() {
    all_pass(DAYS, Day::any);
}

#[test]
fn clocks_that_jump_ten_years_change_neither_order_nor_deadlines() {
    all_pass([30, 300], Day::with_jumping_clocks);
}

#[test]
fn adopting_any_clock_is_caught() {
    let test = "clocks_that_jump_ten_years_change_neither_order_nor_deadlines";
    let said = is_caught(Bug::AdoptAnyClock, test);
    assert!(said.contains("followed a clock that was wrong"), "{said}");
}

#[test]
fn every_pair_of_disasters_ends_well() {
    all_pass([100, 1_000], Day::with_disasters);
}

/// Leads a day of each seed.
fn all_pass([usually, at_night]: [u64; 2], day: fn(u64) -> Day) {
    let beginning = Beginning::of_a_branch_with_two_counters();
    seeds::each_of(seeds::seeds(usually, at_night), |seed| day(seed).lead(&beginning));
}
