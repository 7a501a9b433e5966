//! Lines that were set aside, by headquarters or here: never lost, never in the way, and looked at by someone.

use domain::{EpochId, EventId, Instant, TicketId};
use protocol::Keys;
use rusqlite::named_params;

use crate::{
    Result, Snapshot, Tx,
    columns::{Columns, integer},
    tables::lines::{objection, origin, photo_named_by, raw_line},
};

/// A line that was set aside, by headquarters or here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideLine {
    /// The event.
    pub event: EventId,
    /// The ticket it would concern.
    pub ticket: Option<TicketId>,
    /// Its kind.
    pub kind: String,
    /// Why, as a code.
    pub reason: String,
    /// Whether it is this device's own.
    pub is_own: bool,
    /// When it was written, by its author's clock.
    pub at: Instant,
    /// When someone put it away, having looked at it.
    pub filed_at: Option<Instant>,
}

impl Snapshot {
    /// Every line that was set aside: those that nobody has put away first, newest first.
    pub fn list_set_aside(&self) -> Result<Vec<SetAsideLine>> {
        let mut list = self.connection.prepare_cached(
            "SELECT event, ticket, kind, set_aside, is_own, wall, filed_at FROM lines
             WHERE set_aside IS NOT NULL ORDER BY filed_at IS NOT NULL, arrival DESC",
        )?;
        let mut rows = list.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(SetAsideLine {
                event: row.column("event")?,
                ticket: row.column("ticket")?,
                kind: row.column("kind")?,
                reason: row.column("set_aside")?,
                is_own: row.column("is_own")?,
                at: row.column("wall")?,
                filed_at: row.column("filed_at")?,
            });
        }
        Ok(found)
    }

    /// The place of an own line that headquarters set aside; none when it is no such line.
    pub fn place_set_aside(&self, event: EventId) -> Result<Option<(EpochId, u64)>> {
        let mut find = self.connection.prepare_cached(
            "SELECT epoch, seq FROM lines
             WHERE event = :event AND is_own = 1 AND set_aside IS NOT NULL ORDER BY arrival DESC LIMIT 1",
        )?;
        let mut rows = find.query(named_params! { ":event": event.as_bytes() })?;
        rows.next()?.map(|row| Ok((row.column("epoch")?, row.column("seq")?))).transpose()
    }
}

impl Tx {
    /// Notes which own lines of a stretch headquarters has set aside, and that it uses the others. All of them still count
    /// here, for their paper is in a customer's hand.
    pub fn judged<'a>(
        &self,
        epoch: EpochId,
        (first, last): (u64, u64),
        set_aside: impl IntoIterator<Item = (u64, &'a str)>,
    ) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE lines SET set_aside = NULL, filed_at = NULL
                 WHERE is_own = 1 AND epoch = :epoch AND seq BETWEEN :first AND :last AND set_aside IS NOT NULL",
            )?
            .execute(
                named_params! { ":epoch": epoch.as_bytes(), ":first": integer(first), ":last": integer(last) },
            )?;
        set_aside.into_iter().try_for_each(|(seq, reason)| self.set_aside(epoch, seq, reason))
    }

    /// Marks an own line as set aside by headquarters; it still counts here, and both ends show it.
    pub fn set_aside(&self, epoch: EpochId, seq: u64, reason: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE lines SET set_aside = :reason WHERE is_own = 1 AND epoch = :epoch AND seq = :seq",
            )?
            .execute(named_params! { ":reason": reason, ":epoch": epoch.as_bytes(), ":seq": integer(seq) })?;
        Ok(())
    }

    /// Judges the lines of the feed that were set aside here once more; says how many take effect now.
    pub fn judge_again(&self) -> Result<usize> {
        let headquarters = self.headquarters()?;
        let waiting = {
            let mut list = self.connection.prepare_cached(
                "SELECT arrival, device, raw FROM lines WHERE is_own = 0 AND set_aside IS NOT NULL",
            )?;
            let mut rows = list.query([])?;
            let mut waiting = Vec::new();
            while let Some(row) = rows.next()? {
                let arrival: i64 = row.get("arrival")?;
                waiting.push((arrival, origin(row.column("device")?, headquarters), raw_line(row)?));
            }
            waiting
        };
        let mut count = 0;
        for (arrival, origin, line) in waiting {
            let key = line.head().ticket.map(|ticket| self.ticket_key(ticket)).transpose()?.flatten();
            let keys = Keys { ticket: key.as_ref(), branch: self.branch_key.as_deref() };
            if objection(&line, origin, keys).is_some() {
                continue;
            }
            count += self
                .connection
                .prepare_cached(
                    "UPDATE lines SET set_aside = NULL, filed_at = NULL, photo = :photo WHERE arrival = :arrival",
                )?
                .execute(named_params! {
                    ":photo": photo_named_by(&line).map(|photo| photo.0),
                    ":arrival": arrival,
                })?;
            if let Some(ticket) = line.head().ticket {
                self.touch(ticket);
            }
            self.takes_effect(&line)?;
        }
        Ok(count)
    }

    /// Puts a line that was set aside away, or takes it out again. It stays in the log either way.
    pub fn file_set_aside(&self, event: EventId, at: Option<Instant>) -> Result<bool> {
        let filed = self
            .connection
            .prepare_cached("UPDATE lines SET filed_at = :at WHERE event = :event AND set_aside IS NOT NULL")?
            .execute(named_params! {
                ":at": at.map(|at| at.to_string()),
                ":event": event.as_bytes(),
            })?;
        Ok(filed > 0)
    }
}
