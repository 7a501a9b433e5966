//! How two copies of one log stand to each other. Pure: two statuses in, what to do out.

use protocol::Sha256;

/// The end of a log: its last sequence number and that line's hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// 1 for the first line.
    pub seq: u64,
    /// Of the line's bytes.
    pub hash: Sha256,
}

/// What headquarters' copy of our epoch's log means for ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both hold the same.
    InStep,
    /// Push what comes after `after`; headquarters' copy is the beginning of ours.
    Push {
        /// The last line that headquarters holds; 0 for none.
        after: u64,
    },
    /// Headquarters holds lines of this epoch that are not here: this device was restored.
    Restored {
        /// The last line that headquarters holds.
        theirs: u64,
    },
    /// The same place holds different lines: this device, or a copy of it, wrote on another branch of history.
    Forked {
        /// The place.
        at: u64,
    },
}

/// Compares our log with headquarters' copy. `hash_at` gives the hash of our line at a place.
///
/// Headquarters being behind what it once acknowledged (it was restored) is a push like any other: nothing is skipped.
pub fn compare(
    ours: Option<LogHead>,
    theirs: Option<LogHead>,
    hash_at: impl Fn(u64) -> Option<Sha256>,
) -> Standing {
    match (ours, theirs) {
        (None, None) => Standing::InStep,
        (Some(_), None) => Standing::Push { after: 0 },
        (None, Some(theirs)) => Standing::Restored { theirs: theirs.seq },
        (Some(ours), Some(theirs)) if theirs.seq > ours.seq => Standing::Restored { theirs: theirs.seq },
        (Some(ours), Some(theirs)) => match hash_at(theirs.seq) {
            Some(hash) if hash != theirs.hash => Standing::Forked { at: theirs.seq },
            None => Standing::Forked { at: theirs.seq },
            Some(_) if theirs.seq == ours.seq => Standing::InStep,
            Some(_) => Standing::Push { after: theirs.seq },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_copies_of_a_log_tell_what_to_do() {
        let hash = |line: u64| Sha256([line as u8; 32]);
        let head = |seq: u64| Some(LogHead { seq, hash: hash(seq) });
        let other = |seq: u64| Some(LogHead { seq, hash: Sha256([0xff; 32]) });
        // (ours, theirs) -> standing
        for (ours, theirs, standing) in [
            (None, None, Standing::InStep),
            (head(3), None, Standing::Push { after: 0 }),
            (head(3), head(3), Standing::InStep),
            (head(3), head(1), Standing::Push { after: 1 }),
            (head(3), head(5), Standing::Restored { theirs: 5 }),
            (None, head(1), Standing::Restored { theirs: 1 }),
            (head(3), other(3), Standing::Forked { at: 3 }),
            (head(3), other(2), Standing::Forked { at: 2 }),
        ] {
            assert_eq!(compare(ours, theirs, |seq| Some(hash(seq))), standing, "{ours:?} against {theirs:?}");
        }
    }
}
