//! The present and randomness: everything else is handed them.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::Instant;

/// Tells the present.
pub trait Clock: Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Instant::from_unix_ms(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
    }
}

/// Random bytes that nobody can guess.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("a system without randomness cannot keep secrets");
    bytes
}

/// Milliseconds since 1970, as new ids have them.
pub fn id_time(now: Instant) -> u64 {
    u64::try_from(now.unix_ms()).unwrap_or(0)
}

/// A secret to be shown again, in hex.
pub fn new_token() -> String {
    random::<32>().iter().map(|byte| format!("{byte:02x}")).collect()
}
