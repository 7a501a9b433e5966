//! When to try again: full jitter, so that a thousand counters never come back in step.

/// The longest wait between two tries while there is nothing to bring.
pub const LONGEST_WAIT_MS: u64 = 5 * 60 * 1_000;
/// The longest while something waits: a clerk who sees the network come back should see it delivered within a minute.
pub const LONGEST_WAITING_MS: u64 = 20 * 1_000;

/// How long to wait after `failures` failed tries in a row: random(0, min(longest, 2ⁿ s)). `random` is any number.
pub fn wait_ms(failures: u32, something_waits: bool, random: u64) -> u64 {
    let longest = if something_waits { LONGEST_WAITING_MS } else { LONGEST_WAIT_MS };
    let most = 1_000_u64.saturating_mul(1 << failures.min(20)).min(longest);
    random % (most + 1)
}

/// How long a counter with nothing to do waits before it asks again: 15 s, doubled with each quiet round, 5 min at most.
pub fn quiet_ms(quiet_rounds: u32) -> u64 {
    15_000_u64.saturating_mul(1 << quiet_rounds.min(10)).min(LONGEST_WAIT_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_are_spread_over_the_whole_of_them() {
        // (failures, something waits, random) -> wait
        for (failures, something_waits, random, wait) in [
            (0, false, 0, 0),
            (0, false, 1_000, 1_000),
            (3, false, 8_000, 8_000),
            (3, true, 8_001, 0),
            (40, false, LONGEST_WAIT_MS, LONGEST_WAIT_MS),
            (40, true, LONGEST_WAITING_MS, LONGEST_WAITING_MS),
            (u32::MAX, true, LONGEST_WAITING_MS + 1, 0),
        ] {
            assert_eq!(wait_ms(failures, something_waits, random), wait, "after {failures} failures");
        }
        assert_eq!([quiet_ms(0), quiet_ms(1), quiet_ms(99)], [15_000, 30_000, LONGEST_WAIT_MS]);
    }
}
