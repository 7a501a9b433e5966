//! Ticking a hybrid clock. It never runs backwards, and never follows another more than five minutes ahead.

use domain::{Hlc, Instant};

/// How far ahead of the corrected time another's hybrid time may be and still be adopted.
pub const MOST_AHEAD_MS: i64 = 5 * 60 * 1_000;

/// A log's hybrid clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HybridClock {
    /// The latest time given out or adopted.
    pub last: Hlc,
}

impl HybridClock {
    /// The clock of a log whose latest hybrid time is `last`.
    pub const fn new(last: Hlc) -> Self {
        Self { last }
    }

    /// The next time: `now`, or a step after the last where the wall clock stands or went back.
    pub fn tick(&mut self, now: Instant) -> Hlc {
        let by_wall = Hlc::new(now, 0);
        self.last = if by_wall > self.last { by_wall } else { step_after(self.last) };
        self.last
    }

    /// Follows `other`, unless it is further ahead of `corrected_now` than is believed; says whether it was believed.
    pub fn adopt(&mut self, other: Hlc, corrected_now: Instant) -> bool {
        let believed = other.wall() <= corrected_now.plus_ms(MOST_AHEAD_MS);
        if believed {
            self.last = self.last.max(other);
        }
        believed
    }
}

fn step_after(last: Hlc) -> Hlc {
    match last.counter().checked_add(1) {
        Some(counter) => Hlc::new(last.wall(), counter),
        None => Hlc::new(last.wall().plus_ms(1), 0),
    }
}
