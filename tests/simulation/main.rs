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

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use day::Day;
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
fn every_pair_of_disasters_ends_well() {
    all_pass([100, 1_000], Day::with_disasters);
}

/// Leads a day of each seed; a failure names its seed.
fn all_pass(days: [u64; 2], day: fn(u64) -> Day) {
    let is_nightly = env::var("COUNTERFOIL_NIGHTLY").is_ok_and(|value| value == "1");
    let seeds = match env::var("COUNTERFOIL_SEED") {
        Ok(seed) => {
            let seed: u64 = seed.parse().unwrap();
            seed..seed + 1
        }
        Err(_) => 0..days[usize::from(is_nightly)],
    };
    let beginning = Beginning::of_a_branch_with_two_counters();
    let (next, failed) = (AtomicU64::new(seeds.start), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds.end || failed.lock().unwrap().len() > 4 {
                        return;
                    }
                    if catch_unwind(AssertUnwindSafe(|| day(seed).lead(&beginning))).is_err() {
                        failed.lock().unwrap().push(seed);
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "days that did not end well, by their seeds: {failed:?}");
}
