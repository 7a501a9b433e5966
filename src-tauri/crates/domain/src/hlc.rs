//! Hybrid logical time: a wall clock that never runs backwards within a log.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Instant, TimeError, time::serde_as_text};

/// Milliseconds since 1970 and a counter; written as sixteen hex digits, so that text order is time order.
///
/// Ticking and adopting are `protocol`'s; the fold only compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hlc(u64);

impl Hlc {
    /// The hybrid time of `at` and `counter`; moments before 1970 count as 1970.
    pub const fn new(at: Instant, counter: u16) -> Self {
        let ms = at.unix_ms();
        Self((if ms < 0 { 0 } else { ms as u64 }) << 16 | counter as u64)
    }

    /// Its wall part.
    pub const fn wall(self) -> Instant {
        Instant::from_unix_ms((self.0 >> 16) as i64)
    }

    /// Its counter within the millisecond.
    pub const fn counter(self) -> u16 {
        (self.0 & 0xffff) as u16
    }
}

impl fmt::Display for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for Hlc {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        let lower_hex =
            text.len() == 16 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !lower_hex {
            return Err(TimeError);
        }
        u64::from_str_radix(text, 16).map(Self).map_err(|_| TimeError)
    }
}

serde_as_text!(Hlc);
