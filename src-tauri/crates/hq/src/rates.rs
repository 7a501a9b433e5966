//! How often one address may try what can be guessed.

use std::{
    hash::Hash,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU32,
    sync::Mutex,
    time::{Duration, Instant},
};

use governor::{DefaultKeyedRateLimiter, Quota, clock::Clock};

use crate::error::ApiError;

/// Tries a minute and address, each with as many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rates {
    /// Enrolments.
    pub enrol: NonZeroU32,
    /// Logins of devices, and nonces for them.
    pub login: NonZeroU32,
    /// Passwords.
    pub password: NonZeroU32,
}

impl Default for Rates {
    /// A branch behind one address stays far below these; whoever guesses does not.
    fn default() -> Self {
        let a_minute = |tries| NonZeroU32::new(tries).expect("not zero");
        Self { enrol: a_minute(20), login: a_minute(240), password: a_minute(20) }
    }
}

/// What one caller may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A request and its answer, all but photos and carry-overs on slow lines, which are watched piece by piece.
    pub request: Duration,
    /// Requests a minute of one device.
    pub device_a_minute: NonZeroU32,
    /// Requests a minute of one account.
    pub account_a_minute: NonZeroU32,
    /// Requests a minute of one service.
    pub service_a_minute: NonZeroU32,
}

impl Default for Limits {
    /// A counter that catches up after a week stays far below these; a program that runs in a circle does not.
    fn default() -> Self {
        let a_minute = |requests| NonZeroU32::new(requests).expect("not zero");
        Self {
            request: Duration::from_secs(120),
            device_a_minute: a_minute(6_000),
            account_a_minute: a_minute(1_200),
            service_a_minute: a_minute(600),
        }
    }
}

/// Who an address is counted as: itself, and in IPv6 its /64, which is the least that a subscriber has, so that nobody has as
/// many tries as addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Subscriber(IpAddr);

impl From<IpAddr> for Subscriber {
    fn from(address: IpAddr) -> Self {
        const NETWORK: u128 = !0 << 64;
        match address.to_canonical() {
            IpAddr::V6(address) => Self(Ipv6Addr::from_bits(address.to_bits() & NETWORK).into()),
            address => Self(address),
        }
    }
}

/// Counts tries, usually by address.
pub struct Tries<K: Hash + Eq + Clone = Subscriber> {
    counted: DefaultKeyedRateLimiter<K>,
    /// When those that have been quiet were last forgotten.
    swept: Mutex<Option<Instant>>,
}

/// Addresses beyond which those that have been quiet are forgotten.
const MANY_ADDRESSES: usize = 10_000;
/// Forgetting looks at each of them, so it is not done for every one that comes.
const SWEPT_EVERY: Duration = Duration::from_secs(10);

impl<K: Hash + Eq + Clone> Tries<K> {
    /// So many a minute for each address.
    pub fn a_minute(tries: NonZeroU32) -> Self {
        let counted = DefaultKeyedRateLimiter::keyed(Quota::per_minute(tries));
        Self { counted, swept: Mutex::default() }
    }

    /// Counts one more, or refuses it.
    pub fn count(&self, from: impl Into<K>) -> Result<(), ApiError> {
        self.count_or_wait(from).map_err(|_| ApiError::too_many(Duration::from_secs(60)))
    }

    /// Counts one more, or says in how many whole seconds the next is taken.
    pub fn count_or_wait(&self, from: impl Into<K>) -> Result<(), Duration> {
        if self.counted.len() > MANY_ADDRESSES {
            self.sweep(Instant::now());
        }
        self.counted.check_key(&from.into()).map_err(|refused| {
            let wait = refused.wait_time_from(self.counted.clock().now());
            Duration::from_secs(wait.as_secs() + 1)
        })
    }

    /// Forgets those that have been quiet, unless that is being done or was done a moment ago.
    fn sweep(&self, now: Instant) {
        let Ok(mut swept) = self.swept.try_lock() else { return };
        if swept.is_none_or(|at| now.saturating_duration_since(at) >= SWEPT_EVERY) {
            *swept = Some(now);
            self.counted.retain_recent();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscriber_of_ipv6_is_counted_as_one() {
        let counted = |text: &str| Subscriber::from(text.parse::<IpAddr>().unwrap()).0.to_string();
        for (address, subscriber) in [
            ("203.0.113.7", "203.0.113.7"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2:ffff::", "2001:db8:1:2::"),
            ("2001:db8:1:3::6", "2001:db8:1:3::"),
            ("::1", "::"),
        ] {
            assert_eq!(counted(address), subscriber, "{address}");
        }
        let tries: Tries = Tries::a_minute(NonZeroU32::MIN);
        let count = |text: &str| tries.count(text.parse::<IpAddr>().unwrap());
        assert!(count("2001:db8:1:2::1").is_ok());
        assert!(count("2001:db8:1:2::2").is_err(), "another address of the same");
        assert!(count("2001:db8:1:3::1").is_ok());
    }

    #[test]
    fn of_very_many_who_were_quiet_is_forgotten_only_once_in_a_while() {
        // Each is quiet again at once.
        let tries: Tries<u64> = Tries::a_minute(NonZeroU32::MAX);
        let many = MANY_ADDRESSES as u64;
        (0..=many).for_each(|from| tries.count(from).unwrap());
        tries.sweep(Instant::now());
        assert!(tries.counted.len() < 10, "{}", tries.counted.len());
        // Whatever comes for a while now is counted without looking at all that came before.
        *tries.swept.lock().unwrap() = Some(Instant::now() + SWEPT_EVERY);
        (0..3 * many).for_each(|from| tries.count(from).unwrap());
        assert_eq!(tries.counted.len(), 3 * MANY_ADDRESSES);
        tries.sweep(Instant::now() + 3 * SWEPT_EVERY);
        assert!(tries.counted.len() < 10, "{}", tries.counted.len());
    }
}
