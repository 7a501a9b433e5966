//! Where a counter stands, read in one moment: what its disk says of its logs, its photos and the feed.

use std::collections::HashMap;

use super::Program;
use protocol::{
    Date, DeviceId, EpochId, Instant, PolicyVersion, Sha256,
    wire::{EpochHead, Generation},
};
use store::{FeedCursor, OwnLog, Snapshot, Untold, WaitingPhoto};

/// Photos looked at in one step.
const PHOTOS: usize = 8;
/// A day that was not complete is asked about again after so long.
const ASK_AGAIN_MS: i64 = 60 * 60 * 1_000;
/// So many days that are not complete are looked past.
const MOST_OPEN_DAYS: u32 = 62;

/// What the counter's disk says.
#[derive(Clone, Debug, Default)]
pub struct Local {
    /// Which device this is; none before its first run is complete.
    pub device: Option<DeviceId>,
    /// The epoch that is being written; none before the first.
    pub epoch: Option<EpochId>,
    /// Every incarnation of this device's log, the oldest first.
    pub logs: Vec<OwnLog>,
    /// What the heads that headquarters named mean here.
    pub heads: HashMap<EpochId, Known>,
    /// Whether keys of saved tickets wait whose lines headquarters holds.
    pub keys_wait: bool,
    /// Whether headquarters was not given the key of this database by this device yet.
    pub deposit_waits: bool,
    /// The published policies that came, also those that were refused.
    pub policies: Vec<PolicyVersion>,
    /// Photos that wait and whose line headquarters holds, the oldest first; the first few.
    pub photos: Vec<WaitingPhoto>,
    /// How far the feed has been read.
    pub cursor: Option<FeedCursor>,
    /// Logs that headquarters told once and tells no more.
    pub untold: Vec<Untold>,
    /// The program that runs here, where it believes releases.
    pub program: Option<Program>,
    /// The oldest day that is over and for which headquarters has not answered that it holds all.
    pub open_day: Option<Day>,
}

/// A local day, from its first moment until before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Date,
    /// Its first moment.
    pub from: Instant,
    /// The first moment after it.
    pub until: Instant,
}

/// What a head of this device's log, as headquarters holds it, means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// It is the hash of our own line there.
    Ours,
    /// It is here, beside our own: another copy of this device wrote it.
    Beside,
    /// It is not here.
    Missing,
}

impl Local {
    /// Reads it, with an eye to the heads that headquarters named and to photos that are not to be tried.
    pub fn read(
        now: &Snapshot,
        theirs: &[EpochHead],
        passed_over: &[Sha256],
        days: &Days<'_>,
    ) -> store::Result<Self> {
        let logs = now.own_logs()?;
        let mut heads = HashMap::new();
        if let Some(device) = now.device()? {
            for head in theirs {
                heads.insert(head.epoch, known(now, device, head)?);
            }
        }
        let photos = now.photos_waiting(PHOTOS + passed_over.len())?;
        Ok(Self {
            device: now.device()?,
            epoch: now.epoch()?,
            logs,
            heads,
            keys_wait: !now.keys_waiting(1)?.is_empty(),
            deposit_waits: now.deposited_by()? != now.device()?,
            policies: now.policy_versions()?,
            photos: photos
                .into_iter()
                .filter(|photo| photo.is_named && !passed_over.contains(&photo.sha256))
                .collect(),
            cursor: now.feed_cursor()?,
            untold: now.untold()?,
            program: None,
            open_day: days.oldest_open(now)?,
        })
    }

    /// The incarnation called `epoch`.
    pub fn log(&self, epoch: EpochId) -> Option<&OwnLog> {
        self.logs.iter().find(|log| log.epoch == epoch)
    }

    /// Whether a log is this device's own, and not that of one whose work it took over.
    pub fn is_of_this_device(&self, log: &OwnLog) -> bool {
        Some(log.device) == self.device
    }

    /// The telling of the feed that is being read.
    pub fn generation(&self) -> Option<Generation> {
        self.cursor.map(|cursor| cursor.generation)
    }
}

/// Which moments make a day here, and what time it is.
pub struct Days<'a> {
    /// The present.
    pub now: Instant,
    /// The local day of a moment.
    pub day_of: &'a (dyn Fn(Instant) -> Day + Sync),
}

impl Days<'_> {
    /// The oldest day that is over, has lines, is not complete, and was not asked about lately.
    fn oldest_open(&self, now: &Snapshot) -> store::Result<Option<Day>> {
        let mut from = now.complete_until()?.unwrap_or(Instant::from_unix_ms(0));
        for _ in 0..MOST_OPEN_DAYS {
            let Some(first) = now.first_written(from)? else { return Ok(None) };
            let day = (self.day_of)(first);
            if day.until > self.now {
                return Ok(None);
            }
            let is_to_be_asked = now.day_answered(day.day)?.is_none_or(|answered| {
                let age = self.now.unix_ms() - answered.asked_at.unix_ms();
                !answered.is_complete && !(0..ASK_AGAIN_MS).contains(&age)
            });
            if is_to_be_asked {
                return Ok(Some(day));
            }
            from = day.until;
        }
        Ok(None)
    }
}

fn known(now: &Snapshot, device: DeviceId, head: &EpochHead) -> store::Result<Known> {
    if now.own_hash(head.epoch, head.seq)? == Some(head.head) {
        return Ok(Known::Ours);
    }
    let is_here = now.holds_beside(device, head.epoch, head.seq, head.head)?;
    Ok(if is_here { Known::Beside } else { Known::Missing })
}
