//! When to try again: full jitter, so that a thousand counters never come back in step.

/// The longest wait between two tries.
pub const LONGEST_WAIT_MS: u64 = 5 * 60 * 1_000;

/// How long to wait after `failures` failed tries in a row: random(0, min(5 min, 2ⁿ s)). `random` is any number.
pub fn wait_ms(failures: u32, random: u64) -> u64 {
    let longest = 1_000_u64.saturating_mul(1 << failures.min(20)).min(LONGEST_WAIT_MS);
    random % (longest + 1)
}

/// How long a counter with nothing to do waits before it asks again: 15 s, doubled with each quiet round, 5 min at most.
pub fn quiet_ms(quiet_rounds: u32) -> u64 {
    15_000_u64.saturating_mul(1 << quiet_rounds.min(10)).min(LONGEST_WAIT_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_five_minutes_and_are_spread_over_the_whole_of_them() {
        // (failures, random) -> wait
        for (failures, random, wait) in [
            (0, 0, 0),
            (0, 1_000, 1_000),
            (3, 8_000, 8_000),
            (3, 8_001, 0),
            (40, LONGEST_WAIT_MS, LONGEST_WAIT_MS),
            (u32::MAX, LONGEST_WAIT_MS + 1, 0),
        ] {
            assert_eq!(wait_ms(failures, random), wait, "after {failures} failures");
        }
        assert_eq!([quiet_ms(0), quiet_ms(1), quiet_ms(99)], [15_000, 30_000, LONGEST_WAIT_MS]);
    }
}
