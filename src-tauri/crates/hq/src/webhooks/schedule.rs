//! When a call that failed is tried again.

use domain::Instant;

use crate::store::{AfterTry, TryOutcome};

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;

/// How long after each failure; after the last of them it is given up, three days and some hours after the first.
const WAITS_MS: [i64; 10] = [
    5 * SECOND,
    MINUTE,
    5 * MINUTE,
    30 * MINUTE,
    2 * HOUR,
    5 * HOUR,
    10 * HOUR,
    14 * HOUR,
    20 * HOUR,
    24 * HOUR,
];

/// What is done after a try that came to `outcome`, with so many failures before it. `random` spreads by up to a tenth what
/// failed at the same moment. A test is tried once.
pub fn after_try(
    outcome: TryOutcome,
    failures: u32,
    is_ping: bool,
    now: Instant,
    random: [u8; 2],
) -> AfterTry {
    if is_taken(outcome) {
        return AfterTry::Delivered;
    }
    match WAITS_MS.get(failures as usize) {
        Some(wait_ms) if !is_ping => {
            let spread_ms = wait_ms / 10 * i64::from(u16::from_le_bytes(random)) / i64::from(u16::MAX);
            AfterTry::Again(now.plus_ms(wait_ms + spread_ms))
        }
        _ => AfterTry::GivenUp,
    }
}

/// Whether the receiver took it: whatever it answers of 200 to 299.
fn is_taken(outcome: TryOutcome) -> bool {
    matches!(outcome, TryOutcome::Answered(200..=299))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_unix_ms(0);

    #[test]
    fn it_is_tried_ten_times_more_and_then_given_up() {
        let mut waits = Vec::new();
        for failures in 0.. {
            match after_try(TryOutcome::Timeout, failures, false, NOW, [0; 2]) {
                AfterTry::Again(at) => waits.push(at.unix_ms() / SECOND),
                AfterTry::GivenUp => break,
                AfterTry::Delivered => panic!("nothing was answered"),
            }
        }
        assert_eq!(waits, [5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    }

    #[test]
    fn what_failed_together_is_spread() {
        let at = |random| match after_try(TryOutcome::Refused, 1, false, NOW, random) {
            AfterTry::Again(at) => at.unix_ms(),
            other => panic!("{other:?}"),
        };
        assert_eq!((at([0; 2]), at([255; 2])), (60_000, 66_000));
    }

    #[test]
    fn only_an_answer_of_two_hundred_and_some_is_taken() {
        for (status, is_taken) in
            [(200, true), (204, true), (299, true), (199, false), (301, false), (400, false), (500, false)]
        {
            let after = after_try(TryOutcome::Answered(status), 0, false, NOW, [0; 2]);
            assert_eq!(after == AfterTry::Delivered, is_taken, "{status}");
        }
        assert_eq!(
            after_try(TryOutcome::Dns, 0, true, NOW, [0; 2]),
            AfterTry::GivenUp,
            "a test is tried once"
        );
    }
}
