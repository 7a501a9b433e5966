//! Chance that can be told again: every random test runs over numbered seeds, and names the one that failed.

use std::{env, sync::Arc};

use tokio::{sync::Semaphore, task::JoinSet};

/// Runs one seed alone.
const ONE_SEED: &str = "COUNTERFOIL_SEED";
/// Set to 1 for the long form of every random test.
const NIGHTLY: &str = "COUNTERFOIL_NIGHTLY";

/// Whether the long form was asked for.
pub fn is_nightly() -> bool {
    env::var(NIGHTLY).is_ok_and(|value| value == "1")
}

/// The seeds to run: so many usually, so many at night, or the one that the environment names.
pub fn seeds(usually: u64, at_night: u64) -> Vec<u64> {
    match env::var(ONE_SEED) {
        Ok(seed) => vec![seed.parse().expect("a seed is a number")],
        Err(_) => (1..=if is_nightly() { at_night } else { usually }).collect(),
    }
}

/// How to run a seed again, for the message of a failure.
pub fn again(seed: u64) -> String {
    format!("alone by {ONE_SEED}={seed}")
}

/// Lives through every seed, `at_once` of them at a time; what each came to. Stops the test when any fails, and says which.
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
    failed.sort_unstable();
    for seed in &failed {
        println!("seed {seed} failed; it runs {}", again(*seed));
    }
    assert!(failed.is_empty(), "{} of {} seeds failed: {failed:?}", failed.len(), failed.len() + lived.len());
    lived
}
