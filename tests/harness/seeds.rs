//! A story told many times, each time with other chance.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
};

/// Set to 1, stories are told as often as a night allows.
pub const NIGHTLY: &str = "COUNTERFOIL_NIGHTLY";

/// Set to a number, each story is told with this seed alone.
const SEED: &str = "COUNTERFOIL_SEED";

/// Whether this is the nightly form.
pub fn is_nightly() -> bool {
    std::env::var(NIGHTLY).is_ok_and(|value| value == "1")
}

/// Tells a story with so many seeds, on every core; the first that fails ends it and is named.
///
/// # Panics
///
/// When the story does.
pub fn each_of(in_ci: u64, nightly: u64, story: impl Fn(u64) + Sync) {
    if let Ok(seed) = std::env::var(SEED) {
        return story(seed.parse().expect("a seed is a number"));
    }
    let count = if is_nightly() { nightly } else { in_ci };
    let (next, has_failed) = (AtomicU64::new(0), AtomicBool::new(false));
    let tell = || {
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= count || has_failed.load(Ordering::Relaxed) {
                return;
            }
            if catch_unwind(AssertUnwindSafe(|| story(seed))).is_err() {
                has_failed.store(true, Ordering::Relaxed);
                eprintln!("seed {seed} failed; {SEED}={seed} tells it alone");
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(tell))));
    assert!(!has_failed.load(Ordering::Relaxed), "a story failed; its seed stands above");
}
