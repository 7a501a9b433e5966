//! Bugs that systems of this kind are known for, each planted where it would be made, to see that the tests find it.
//!
//! Without the feature `bugs` none is ever there: `is` is constant, and a release holds no trace of them. With it, the
//! variable `COUNTERFOIL_PLANTED` names the one that this process has.

/// Names the bug that is planted in a process.
pub const VARIABLE: &str = "COUNTERFOIL_PLANTED";

/// A bug that can be planted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bug {
    /// Headquarters acknowledges lines before they are durable.
    AckBeforeCommit,
    /// Headquarters takes any line at a place that it knows for the one it has: a restored device's new lines vanish.
    IgnoreKnownPlace,
    /// Positions of the feed come from a sequence that does not take part in the transaction, and so have gaps.
    SequenceAsCursor,
    /// A commit does not wait for the disk: `synchronous = NORMAL`, at the counter and at headquarters.
    Normal,
    /// What failed to be delivered waits until something new is written.
    RetryOnlyOnNextWrite,
    /// A device adopts whatever hybrid time it reads, however far ahead.
    AdoptAnyClock,
}

impl Bug {
    /// Every one of them.
    pub const ALL: [Self; 6] = [
        Self::AckBeforeCommit,
        Self::IgnoreKnownPlace,
        Self::SequenceAsCursor,
        Self::Normal,
        Self::RetryOnlyOnNextWrite,
        Self::AdoptAnyClock,
    ];

    /// Its name in the environment.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AckBeforeCommit => "ack-before-commit",
            Self::IgnoreKnownPlace => "ignore-known-place",
            Self::SequenceAsCursor => "sequence-as-cursor",
            Self::Normal => "normal",
            Self::RetryOnlyOnNextWrite => "retry-only-on-next-write",
            Self::AdoptAnyClock => "adopt-any-clock",
        }
    }
}

/// Whether this process has that bug.
#[cfg(not(feature = "bugs"))]
pub const fn is(_: Bug) -> bool {
    false
}

/// Whether this process has that bug.
///
/// # Panics
///
/// When the environment names one that there is not: the test that planted it would prove nothing.
#[cfg(feature = "bugs")]
pub fn is(bug: Bug) -> bool {
    static PLANTED: std::sync::OnceLock<Option<Bug>> = std::sync::OnceLock::new();
    let planted = PLANTED.get_or_init(|| {
        let name = std::env::var(VARIABLE).ok().filter(|name| !name.is_empty())?;
        let known = Bug::ALL.into_iter().find(|bug| bug.name() == name);
        Some(known.unwrap_or_else(|| panic!("there is no bug '{name}'")))
    });
    *planted == Some(bug)
}
