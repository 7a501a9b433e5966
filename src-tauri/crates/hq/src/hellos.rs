//! How many devices come back at once. After an outage they are asked to spread out.

use std::sync::{Mutex, PoisonError};

use domain::Instant;

/// Hellos are counted over so long.
const WINDOW_MS: i64 = 10_000;
/// So many within a window are everyday work.
const EVERYDAY: u64 = 200;
/// What one more costs, in milliseconds of spreading.
const MS_EACH: u64 = 20;
/// Nobody is asked to wait for longer.
const MOST_MS: u64 = 60_000;

/// Counts hellos.
#[derive(Default)]
pub struct Hellos {
    window: Mutex<(i64, u64)>,
}

impl Hellos {
    /// Counts one, and says within how many milliseconds whoever was away should come.
    pub fn spread_ms(&self, now: Instant) -> u64 {
        let mut window = self.window.lock().unwrap_or_else(PoisonError::into_inner);
        let (began, count) = &mut *window;
        if (now.unix_ms() - *began).abs() > WINDOW_MS {
            (*began, *count) = (now.unix_ms(), 0);
        }
        *count += 1;
        (count.saturating_sub(EVERYDAY) * MS_EACH).min(MOST_MS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_crowd_is_spread_out() {
        let (hellos, at) = (Hellos::default(), Instant::from_unix_ms);
        let spread: Vec<u64> = (0..=400).map(|_| hellos.spread_ms(at(50_000))).collect();
        assert_eq!((spread[0], spread[199], spread[200], spread[400]), (0, 0, 20, 4_020));
        assert_eq!(hellos.spread_ms(at(61_000)), 0);
        assert_eq!((0..9_999).map(|_| hellos.spread_ms(at(61_001))).max(), Some(MOST_MS));
    }
}
