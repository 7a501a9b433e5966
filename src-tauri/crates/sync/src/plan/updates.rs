//! When a new version of the program is asked for, and fetched: after everything else, and a part at a time, so that a line
//! that is written meanwhile goes first.

use protocol::{AppVersion, Instant, Sha256};

use super::{Ask, Local, Step};

/// Headquarters is asked for a new version so often.
const ASK_AGAIN_MS: i64 = 60 * 60 * 1_000;

/// The program that runs here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// On which machine: `windows-x86_64`, `linux-x86_64`.
    pub target: String,
    /// Its version.
    pub version: AppVersion,
}

/// A file of which something is not here yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub sha256: Sha256,
    /// In bytes.
    pub size: u64,
    /// How many are here, from the first on; less than all.
    pub held: u64,
}

/// What is known of new versions, from round to round.
#[derive(Debug, Default)]
pub struct Updating {
    asked_at: Option<Instant>,
    wanted: Option<Wanted>,
}

impl Updating {
    /// The next step, when nothing else is to be done.
    pub fn next(&self, local: &Local, now: Instant) -> Option<Step> {
        let program = local.program.as_ref()?;
        if let Some(wanted) = self.wanted {
            return Some(Step::Ask(Ask::UpdatePart(wanted)));
        }
        let age = self.asked_at.map(|at| now.unix_ms() - at.unix_ms());
        let is_known = age.is_some_and(|age| (0..ASK_AGAIN_MS).contains(&age));
        (!is_known).then(|| Step::Ask(Ask::Update(program.clone())))
    }

    /// Headquarters was asked, and so much is to be fetched.
    pub fn told(&mut self, wanted: Option<Wanted>, at: Instant) {
        *self = Self { asked_at: Some(at), wanted };
    }

    /// A part came; answers how many bytes it had.
    pub fn came(&mut self, wanted: Option<Wanted>) -> u64 {
        let before = self.wanted.map_or(0, |wanted| wanted.held);
        self.wanted = wanted;
        wanted.map_or(0, |wanted| wanted.held.saturating_sub(before))
    }
}
