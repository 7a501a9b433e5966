//! Times, taken in turns.

use std::hint::black_box;
use std::time::Instant;

/// Times of one thing, in milliseconds, the shortest first.
#[derive(Debug)]
pub struct Times(Vec<f64>);

impl Times {
    /// Of what was measured, in any order.
    pub fn of(mut ms: Vec<f64>) -> Self {
        assert!(!ms.is_empty(), "something was measured");
        ms.sort_by(f64::total_cmp);
        Self(ms)
    }

    /// The time that half of them keep.
    pub fn median(&self) -> f64 {
        self.within(0.5)
    }

    /// The time that `share` of them keep.
    pub fn within(&self, share: f64) -> f64 {
        let place = (self.0.len() as f64 * share).ceil() as usize;
        self.0[place.clamp(1, self.0.len()) - 1]
    }
}

/// How long `work` took, in milliseconds.
pub fn timed<T>(work: impl FnOnce() -> T) -> f64 {
    let begun = Instant::now();
    black_box(work());
    begun.elapsed().as_secs_f64() * 1e3
}

/// Times both, now one and now the other, after one time each that does not count.
pub fn in_turns<A, B>(
    rounds: usize,
    mut ours: impl FnMut() -> A,
    mut baseline: impl FnMut() -> B,
) -> (Times, Times) {
    black_box((ours(), baseline()));
    let pairs = (0..rounds).map(|_| (timed(&mut ours), timed(&mut baseline)));
    let (of_ours, of_baseline) = pairs.unzip();
    (Times::of(of_ours), Times::of(of_baseline))
}
