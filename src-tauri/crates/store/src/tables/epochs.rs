//! The incarnations of this device's log, and how far headquarters holds each.

use domain::{DeviceId, EpochId, Sha256};
use rusqlite::named_params;

use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
};

/// `epochs e` with own `lines l`: what most questions about delivery are asked of.
pub(crate) const OWN_LINES: &str = "epochs e JOIN lines l ON l.is_own = 1 AND l.epoch = e.epoch";

/// The same without lines that were issued again in another epoch.
pub(crate) const STANDING_LINES: &str = "epochs e JOIN lines l ON l.is_own = 1 AND l.epoch = e.epoch
     AND (e.forked_at IS NULL OR l.seq < e.forked_at)";

/// One incarnation of this device's log, or of that of a device whose work this one took over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnLog {
    /// Whose.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
    /// Its last line here.
    pub seq: u64,
    /// That line's hash.
    pub hash: Sha256,
    /// The last line that headquarters has signed for; 0 for none.
    pub held: u64,
    /// From which place on headquarters holds other lines and these were issued again elsewhere.
    pub forked_at: Option<u64>,
    /// The first place at which another line is known that is not yet settled as a fork.
    pub other_at: Option<u64>,
}

impl OwnLog {
    /// The last line that headquarters is to hold.
    pub fn last_standing(&self) -> u64 {
        self.forked_at.map_or(self.seq, |at| self.seq.min(at - 1))
    }

    /// Whether headquarters has not signed for all that stands.
    pub fn is_waiting(&self) -> bool {
        self.held < self.last_standing()
    }
}

impl Snapshot {
    /// Every incarnation that has lines, in the order in which they came here.
    pub fn own_logs(&self) -> Result<Vec<OwnLog>> {
        let mut list = self.connection.prepare_cached(
            "SELECT e.epoch, e.held, e.forked_at, l.device, l.seq, l.hash
             FROM epochs e CROSS JOIN lines l
             ON l.arrival = (SELECT arrival FROM lines WHERE is_own = 1 AND epoch = e.epoch ORDER BY seq DESC LIMIT 1)
             ORDER BY e.place",
        )?;
        let mut rows = list.query([])?;
        let mut logs = Vec::new();
        while let Some(row) = rows.next()? {
            logs.push(OwnLog {
                device: row.column("device")?,
                epoch: row.column("epoch")?,
                seq: row.column("seq")?,
                hash: row.column("hash")?,
                held: row.column("held")?,
                forked_at: row.column("forked_at")?,
                other_at: None,
            });
        }
        for log in &mut logs {
            let forked_at = log.forked_at.unwrap_or(u64::MAX);
            log.other_at = self.other_line_at(log.device, log.epoch)?.filter(|at| *at < forked_at);
        }
        Ok(logs)
    }

    /// The first place of an own log at which a line of another copy of it is here as well.
    fn other_line_at(&self, device: DeviceId, epoch: EpochId) -> Result<Option<u64>> {
        let mut find = self.connection.prepare_cached(
            // In this order, which a CROSS JOIN keeps: own lines are many, and others beside them hardly ever there.
            "SELECT min(other.seq) AS seq FROM lines other
             CROSS JOIN lines l ON l.is_own = 1 AND l.epoch = other.epoch AND l.seq = other.seq AND l.hash <> other.hash
             WHERE other.is_own = 0 AND other.device = :device AND other.epoch = :epoch",
        )?;
        let of = named_params! { ":device": device.as_bytes(), ":epoch": epoch.as_bytes() };
        let mut rows = find.query(of)?;
        rows.next()?.map_or(Ok(None), |row| row.column("seq"))
    }
}

impl Tx {
    /// Notes that an epoch is here.
    pub(crate) fn know_epoch(&self, epoch: EpochId) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO epochs (epoch, held) VALUES (:epoch, 0) ON CONFLICT (epoch) DO NOTHING",
            )?
            .execute(named_params! { ":epoch": epoch.as_bytes() })?;
        Ok(())
    }

    /// Notes that headquarters holds an epoch up to `seq`; never less than it was known to.
    pub(crate) fn set_held(&self, epoch: EpochId, seq: u64) -> Result<()> {
        self.connection
            .prepare_cached("UPDATE epochs SET held = max(held, :seq) WHERE epoch = :epoch")?
            .execute(named_params! { ":epoch": epoch.as_bytes(), ":seq": integer(seq) })?;
        Ok(())
    }

    /// Notes that headquarters holds an epoch only up to `seq` any more.
    pub(crate) fn set_held_back(&self, epoch: EpochId, seq: u64) -> Result<()> {
        self.connection.execute(
            "UPDATE epochs SET held = min(held, :seq) WHERE epoch = :epoch",
            named_params! { ":epoch": epoch.as_bytes(), ":seq": integer(seq) },
        )?;
        Ok(())
    }

    /// Notes that headquarters holds other lines from `at` on, and that those here were issued again.
    pub fn set_forked(&self, epoch: EpochId, at: u64) -> Result<()> {
        assert!(at > 0, "places begin with 1");
        self.connection.execute(
            "UPDATE epochs SET forked_at = min(coalesce(forked_at, :at), :at) WHERE epoch = :epoch",
            named_params! { ":epoch": epoch.as_bytes(), ":at": integer(at) },
        )?;
        self.set_held_back(epoch, at - 1)
    }
}
