//! The record itself: every line of every log as it stands in the database, whatever it is, to be checked and given out.

use domain::{DeviceId, EpochId, EventId, Sha256};
use protocol::wire::{Ack, HeadSignature};
use protocol::{Line, Signature};
use rusqlite::named_params;

use crate::{
    Error, Result, Snapshot,
    columns::{Columns, integer},
};

/// One log, or what another copy of this device wrote in its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogName {
    /// Whose.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
    /// Whether it is this device's own.
    pub is_own: bool,
}

/// A line as its row has it; nothing of it has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredLine {
    /// Its place.
    pub seq: u64,
    /// Its event.
    pub event: EventId,
    /// What its bytes should hash to.
    pub hash: Sha256,
    /// Its bytes, without the LF.
    pub raw: Vec<u8>,
}

/// A signature over a head of another log.
pub(crate) struct Signed {
    pub device: DeviceId,
    pub epoch: EpochId,
    pub head: HeadSignature,
}

impl Snapshot {
    /// Every log that is here, this device's own first.
    pub fn logs(&self) -> Result<Vec<LogName>> {
        let mut list = self.connection.prepare_cached(
            "SELECT DISTINCT device, epoch, is_own FROM lines ORDER BY is_own DESC, device, epoch",
        )?;
        let mut rows = list.query([])?;
        let mut logs = Vec::new();
        while let Some(row) = rows.next()? {
            logs.push(LogName {
                device: row.column("device")?,
                epoch: row.column("epoch")?,
                is_own: row.column("is_own")?,
            });
        }
        Ok(logs)
    }

    /// Shows each line of a log, in its order; where two stand at one place, in the order in which they came.
    pub fn each_line<E: From<Error>>(
        &self,
        log: &LogName,
        mut see: impl FnMut(StoredLine) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = if log.is_own {
            "SELECT seq, event, hash, raw FROM lines
             WHERE is_own = 1 AND epoch = :epoch AND device = :device ORDER BY seq"
        } else {
            "SELECT seq, event, hash, raw FROM lines
             WHERE is_own = 0 AND device = :device AND epoch = :epoch ORDER BY seq, arrival"
        };
        let mut list = self.connection.prepare_cached(sql).map_err(Error::from)?;
        let of = named_params! { ":device": log.device.as_bytes(), ":epoch": log.epoch.as_bytes() };
        let mut rows = list.query(of).map_err(Error::from)?;
        while let Some(row) = rows.next().map_err(Error::from)? {
            see(StoredLine {
                seq: row.column("seq")?,
                event: row.column("event")?,
                hash: row.column("hash")?,
                raw: row.column("raw")?,
            })?;
        }
        Ok(())
    }

    /// The event at a place of some log, if it has that hash.
    pub(crate) fn event_at(
        &self,
        (device, epoch): (DeviceId, EpochId),
        seq: u64,
        hash: Sha256,
    ) -> Result<Option<EventId>> {
        let mut find = self.connection.prepare_cached(
            "SELECT event FROM lines WHERE epoch = :epoch AND device = :device AND seq = :seq AND hash = :hash
             AND is_own = 1
             UNION ALL
             SELECT event FROM lines WHERE epoch = :epoch AND device = :device AND seq = :seq AND hash = :hash
             AND is_own = 0 LIMIT 1",
        )?;
        let mut rows = find.query(named_params! {
            ":device": device.as_bytes(), ":epoch": epoch.as_bytes(), ":seq": integer(seq), ":hash": hash.0,
        })?;
        rows.next()?.map(|row| row.column("event")).transpose()
    }

    /// Every signature over a head of another log.
    pub(crate) fn all_signatures(&self) -> Result<Vec<Signed>> {
        let mut list =
            self.connection.prepare_cached("SELECT device, epoch, seq, hash, signature FROM signatures")?;
        let mut rows = list.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let signature = Signature::from_bytes(row.get("signature")?);
            let head = HeadSignature { seq: row.column("seq")?, head: row.column("hash")?, signature };
            all.push(Signed { device: row.column("device")?, epoch: row.column("epoch")?, head });
        }
        Ok(all)
    }

    /// Every acknowledgement, as it came.
    pub(crate) fn all_acks(&self) -> Result<Vec<Ack>> {
        let mut list = self.connection.prepare_cached("SELECT ack FROM acks ORDER BY epoch, seq, at")?;
        let mut rows = list.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let ack: String = row.column("ack")?;
            all.push(serde_json::from_str(&ack).map_err(|_| Error::Unreadable("an acknowledgement"))?);
        }
        Ok(all)
    }

    /// Every photo whose bytes are here.
    pub(crate) fn photos_here(&self) -> Result<Vec<Sha256>> {
        let mut list = self
            .connection
            .prepare_cached("SELECT sha256 FROM photos WHERE key IS NOT NULL ORDER BY sha256")?;
        let mut rows = list.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(row.column("sha256")?);
        }
        Ok(all)
    }

    /// Every ticket that any line names.
    pub(crate) fn tickets_named(&self) -> Result<Vec<domain::TicketId>> {
        let mut list = self
            .connection
            .prepare_cached("SELECT DISTINCT ticket FROM lines WHERE ticket IS NOT NULL ORDER BY ticket")?;
        let mut rows = list.query([])?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push(row.column("ticket")?);
        }
        Ok(all)
    }
}

impl StoredLine {
    /// The line, if its bytes are what stands beside them.
    pub(crate) fn read(&self, log: &LogName) -> Option<Line> {
        let line = Line::from_bytes(&self.raw).ok()?;
        let head = line.head();
        let fits =
            (head.device, head.epoch, head.seq, head.id) == (log.device, log.epoch, self.seq, self.event);
        (fits && line.hash() == self.hash).then_some(line)
    }
}
