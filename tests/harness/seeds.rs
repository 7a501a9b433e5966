//! Chance that can be told again: every random test runs over numbered seeds, and names the one that failed.

use std::{
    env,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use tokio::{sync::Semaphore, task::JoinSet};

/// Set to 1, stories are told as often as a night allows.
pub const NIGHTLY: &str = "COUNTERFOIL_NIGHTLY";
/// Set to a number, each story is told with this seed alone.
const SEED: &str = "COUNTERFOIL_SEED";
/// So many failures are enough to learn from.
const MOST_FAILURES: usize = 5;

/// Whether this is the nightly form.
pub fn is_nightly() -> bool {
    env::var(NIGHTLY).is_ok_and(|value| value == "1")
}

/// The seeds to run: so many usually, so many at night, or the one that the environment names.
pub fn seeds(usually: u64, at_night: u64) -> Vec<u64> {
    match env::var(SEED) {
        Ok(seed) => vec![seed.parse().expect("a seed is a number")],
        Err(_) => (1..=if is_nightly() { at_night } else { usually }).collect(),
    }
}

/// Tells a story with every seed, on every core.
///
/// # Panics
///
/// When the story does with any of them; the seeds are named.
pub fn each_of(seeds: Vec<u64>, story: impl Fn(u64) + Sync) {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let tell = || {
        while let Some(seed) = seeds.get(next.fetch_add(1, Ordering::Relaxed)) {
            if catch_unwind(AssertUnwindSafe(|| story(*seed))).is_err() {
                let mut failed = failed.lock().expect("nobody panics with it in hand");
                failed.push(*seed);
                if failed.len() >= MOST_FAILURES {
                    next.store(seeds.len(), Ordering::Relaxed);
                }
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| (0..cores).for_each(|_| drop(scope.spawn(tell))));
    none_failed(failed.into_inner().expect("nobody panics with it in hand"));
}

/// Lives through every seed, `at_once` of them at a time; what each came to.
///
/// # Panics
///
/// When any of them fails; the seeds are named.
pub async fn live_through<T, D>(seeds: Vec<u64>, at_once: usize, day: impl Fn(u64) -> D) -> Vec<T>
where
    T: Send + 'static,
    D: Future<Output = T> + Send + 'static,
{
    let turns = Arc::new(Semaphore::new(at_once));
    let mut days = JoinSet::new();
    for seed in seeds {
        let (turns, day) = (Arc::clone(&turns), day(seed));
        days.spawn(async move {
            let _turn = turns.acquire_owned().await.expect("turns are not ended");
            (seed, tokio::spawn(day).await)
        });
    }
    let (mut lived, mut failed) = (Vec::new(), Vec::new());
    while let Some(ended) = days.join_next().await {
        match ended.expect("a day's end is awaited, whatever it is") {
            (_, Ok(day)) => lived.push(day),
            (seed, Err(_)) => failed.push(seed),
        }
    }
    none_failed(failed);
    lived
}

fn none_failed(mut failed: Vec<u64>) {
    failed.sort_unstable();
    if let Some(first) = failed.first() {
        panic!("seeds that failed: {failed:?}; {SEED}={first} tells the first alone");
    }
}
