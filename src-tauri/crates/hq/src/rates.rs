//! How often one address may try what can be guessed.

use std::{hash::Hash, net::IpAddr, num::NonZeroU32, time::Duration};

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

/// Counts tries, usually by address.
pub struct Tries<K: Hash + Eq + Clone = IpAddr>(DefaultKeyedRateLimiter<K>);

/// Addresses beyond which those that have been quiet are forgotten.
const MANY_ADDRESSES: usize = 10_000;

impl<K: Hash + Eq + Clone> Tries<K> {
    /// So many a minute for each address.
    pub fn a_minute(tries: NonZeroU32) -> Self {
        Self(DefaultKeyedRateLimiter::keyed(Quota::per_minute(tries)))
    }

    /// Counts one more, or refuses it.
    pub fn count(&self, from: K) -> Result<(), ApiError> {
        self.count_or_wait(from).map_err(|_| ApiError::too_many(Duration::from_secs(60)))
    }

    /// Counts one more, or says in how many whole seconds the next is taken.
    pub fn count_or_wait(&self, from: K) -> Result<(), Duration> {
        if self.0.len() > MANY_ADDRESSES {
            self.0.retain_recent();
        }
        self.0.check_key(&from).map_err(|refused| {
            let wait = refused.wait_time_from(self.0.clock().now());
            Duration::from_secs(wait.as_secs() + 1)
        })
    }
}
