//! The chain: each line of a log names the hash of the one before, so none can be lost, swapped or changed unseen.

use domain::{DeviceId, EpochId, Fact, LastEpoch, Origin};

use crate::{Hash, Keys, Line, NO_HASH};

/// Where a log's chain stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation of it.
    pub epoch: EpochId,
    /// The last line's place.
    pub seq: u64,
    /// The last line's hash.
    pub hash: Hash,
}

/// Why a line does not go on with a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChainError {
    /// An epoch does not begin with an `EpochOpened` at 1 that names the same hash twice.
    #[error("the epoch does not begin as every epoch does")]
    NotOpened,
    /// An `EpochOpened` stands elsewhere than first.
    #[error("an epoch is opened where it was already open")]
    OpenedAgain,
    /// The line is of another device's log or another epoch.
    #[error("the line is of another log")]
    OtherLog,
    /// Lines are missing, or one came again.
    #[error("line {expected} was expected, {found} came")]
    Gap {
        /// The place that was to come.
        expected: u64,
        /// The place that came.
        found: u64,
    },
    /// The line names another hash than that of the line before: a fork, or something was changed.
    #[error("line {seq} does not follow from the line before it")]
    Broken {
        /// Its place.
        seq: u64,
    },
}

impl ChainError {
    /// The reason as the wire and the screens know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotOpened => "chain_not_opened",
            Self::OpenedAgain => "chain_opened_again",
            Self::OtherLog => "chain_other_log",
            Self::Gap { .. } => "chain_gap",
            Self::Broken { .. } => "chain_broken",
        }
    }
}

impl Chain {
    /// The chain of an epoch that begins with `first`.
    pub fn begin(first: &Line) -> Result<Self, ChainError> {
        let head = first.head();
        let last = opened(first).ok_or(ChainError::NotOpened)?;
        if head.seq != 1 || head.prev != last.map_or(NO_HASH, |last| last.hash) {
            return Err(ChainError::NotOpened);
        }
        Ok(Self { device: head.device, epoch: head.epoch, seq: 1, hash: first.hash() })
    }

    /// Goes on with the next line.
    pub fn extend(&mut self, line: &Line) -> Result<(), ChainError> {
        let head = line.head();
        if (head.device, head.epoch) != (self.device, self.epoch) {
            return Err(ChainError::OtherLog);
        }
        if head.seq != self.seq + 1 {
            return Err(ChainError::Gap { expected: self.seq + 1, found: head.seq });
        }
        if head.prev != self.hash {
            return Err(ChainError::Broken { seq: head.seq });
        }
        if line.kind() == "EpochOpened" {
            return Err(ChainError::OpenedAgain);
        }
        *self = Self { seq: head.seq, hash: line.hash(), ..*self };
        Ok(())
    }

    /// Checks a whole epoch from its first line; none when there are no lines.
    pub fn check<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Result<Option<Self>, ChainError> {
        let mut lines = lines.into_iter();
        let Some(first) = lines.next() else { return Ok(None) };
        let mut chain = Self::begin(first)?;
        lines.try_for_each(|line| chain.extend(line))?;
        Ok(Some(chain))
    }
}

/// What an `EpochOpened` names; none when the line is something else.
fn opened(line: &Line) -> Option<Option<LastEpoch>> {
    match line.open(Origin::Counter, Keys::NONE).ok()?.fact {
        Fact::EpochOpened(opened) => Some(opened.last),
        _ => None,
    }
}
