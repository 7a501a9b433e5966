//! What headquarters has not confirmed yet: asked of the tables each time, never counted beside them.

use std::collections::{BTreeSet, HashSet};

use domain::{DeviceId, EpochId, EventId, Instant, Sha256, TicketId};
use protocol::WrappedKey;
use rusqlite::named_params;

use crate::{
    Result, Snapshot,
    columns::{Columns, integer},
    tables::{
        epochs::{OwnLog, STANDING_LINES},
        feed::Untold,
    },
};

/// Contiguous lines of one log that are to be pushed, byte for byte, with the keys they need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
    /// The first line's number.
    pub first: u64,
    /// The last line's number.
    pub seq: u64,
    /// The last line's hash.
    pub head: Sha256,
    /// The lines, without LF.
    pub lines: Vec<String>,
    /// Keys that headquarters is not known to hold.
    pub keys: Vec<WrappedKey>,
}

/// What is not confirmed, as the status bar says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Lines that are not acknowledged, or whose ticket's key is not.
    pub lines: u64,
    /// Photos.
    pub photos: u64,
    /// Lines that were set aside, by headquarters or here, and that nobody has put away.
    pub set_aside: u64,
    /// When the oldest waiting line was written.
    pub oldest_at: Option<Instant>,
    /// When headquarters last confirmed anything, by its own clock.
    pub last_confirmed_at: Option<Instant>,
}

/// How much of what this counter wrote about a ticket headquarters has confirmed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Lines of this counter.
    pub lines: u64,
    /// Of those, confirmed together with the ticket's key.
    pub lines_confirmed: u64,
    /// Photos of this counter.
    pub photos: u64,
    /// Of those, confirmed.
    pub photos_confirmed: u64,
    /// Lines that headquarters set aside.
    pub set_aside: u64,
}

impl Delivery {
    /// Whether headquarters has all of it.
    pub fn is_complete(&self) -> bool {
        self.lines == self.lines_confirmed && self.photos == self.photos_confirmed && self.set_aside == 0
    }
}

/// Lines that headquarters holds and cannot read: their ticket's key is not acknowledged. A line counts with its key.
const KEY_IS_WAITING: &str =
    "EXISTS (SELECT 1 FROM ticket_keys k WHERE k.ticket = l.ticket AND k.acknowledged_at IS NULL)";

impl Snapshot {
    /// Own lines of a log after a place and up to another: contiguous, within both limits but at least one; none when
    /// there are none.
    pub fn lines_to_push(
        &self,
        log: &OwnLog,
        (after, last): (u64, u64),
        limits: (usize, usize),
    ) -> Result<Option<Outgoing>> {
        self.outgoing(
            "SELECT seq, hash, raw, ticket FROM lines
             WHERE is_own = 1 AND device = :device AND epoch = :epoch AND seq > :after AND seq <= :last
             ORDER BY seq LIMIT :most",
            (log.device, log.epoch),
            (after, last),
            limits,
        )
    }

    /// Lines of another log that the feed does not tell, in the same way.
    pub fn lines_to_send_back(&self, log: &Untold, limits: (usize, usize)) -> Result<Option<Outgoing>> {
        self.outgoing(
            "SELECT seq, hash, raw, ticket FROM lines
             WHERE is_own = 0 AND feed_position IS NULL AND device = :device AND epoch = :epoch
             AND seq > :after AND seq <= :last
             ORDER BY seq, arrival LIMIT :most",
            (log.device, log.epoch),
            (log.after, log.seq),
            limits,
        )
    }

    fn outgoing(
        &self,
        sql: &str,
        (device, epoch): (DeviceId, EpochId),
        (after, last): (u64, u64),
        (most_lines, most_bytes): (usize, usize),
    ) -> Result<Option<Outgoing>> {
        let mut list = self.connection.prepare_cached(sql)?;
        let mut rows = list.query(named_params! {
            ":device": device.as_bytes(),
            ":epoch": epoch.as_bytes(),
            ":after": integer(after),
            ":last": integer(last),
            ":most": integer(most_lines.max(1) as u64),
        })?;
        let mut outgoing: Option<Outgoing> = None;
        let mut tickets = BTreeSet::new();
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let (seq, head): (u64, Sha256) = (row.column("seq")?, row.column("hash")?);
            let raw =
                String::from_utf8(row.column("raw")?).map_err(|_| crate::Error::Unreadable("a line"))?;
            bytes += raw.len() + 1;
            match &mut outgoing {
                None => {
                    let (lines, keys) = (vec![raw], Vec::new());
                    outgoing = Some(Outgoing { device, epoch, first: seq, seq, head, lines, keys });
                }
                // Another copy's line at the same place.
                Some(so_far) if so_far.seq == seq => {}
                Some(so_far) if so_far.seq + 1 == seq && bytes <= most_bytes => {
                    (so_far.seq, so_far.head) = (seq, head);
                    so_far.lines.push(raw);
                }
                Some(_) => break,
            }
            tickets.extend(row.column::<Option<TicketId>>("ticket")?);
        }
        if let Some(outgoing) = &mut outgoing {
            outgoing.keys = self.unconfirmed_keys(tickets)?;
        }
        Ok(outgoing)
    }

    /// What headquarters has not confirmed.
    pub fn waiting(&self) -> Result<Waiting> {
        let not_held = self.count(&format!("SELECT count(*) FROM {STANDING_LINES} AND l.seq > e.held"))?;
        let not_readable = self.count(
            "SELECT count(*) FROM ticket_keys k JOIN lines l ON l.ticket = k.ticket AND l.is_own = 1
             JOIN epochs e ON e.epoch = l.epoch AND l.seq <= e.held
             WHERE k.acknowledged_at IS NULL",
        )?;
        let photos = self.count(
            "SELECT count(*) FROM photos WHERE acknowledged_at IS NULL AND key IS NOT NULL
             AND EXISTS (SELECT 1 FROM lines WHERE photo = photos.sha256)",
        )?;
        let set_aside =
            self.count("SELECT count(*) FROM lines WHERE set_aside IS NOT NULL AND filed_at IS NULL")?;
        let mut oldest = self.connection.prepare_cached(&format!(
            "SELECT l.wall FROM {STANDING_LINES} AND l.seq > e.held ORDER BY e.place, l.seq LIMIT 1"
        ))?;
        let mut rows = oldest.query([])?;
        let oldest_at = rows.next()?.map(|row| row.column("wall")).transpose()?;
        Ok(Waiting {
            lines: not_held + not_readable,
            photos,
            set_aside,
            oldest_at,
            last_confirmed_at: self.last_confirmed_at()?,
        })
    }

    /// The events of a ticket that headquarters has confirmed, or that came from the branch's feed.
    pub fn confirmed_events(&self, ticket: TicketId) -> Result<HashSet<EventId>> {
        let mut list = self.connection.prepare_cached(&format!(
            "SELECT l.event FROM lines l LEFT JOIN epochs e ON e.epoch = l.epoch
             WHERE l.ticket = :ticket AND (l.is_own = 0 OR (l.seq <= e.held AND NOT {KEY_IS_WAITING}))"
        ))?;
        let mut rows = list.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let mut events = HashSet::new();
        while let Some(row) = rows.next()? {
            events.insert(row.column("event")?);
        }
        Ok(events)
    }

    /// How much of a ticket headquarters has confirmed.
    pub fn delivery(&self, ticket: TicketId) -> Result<Delivery> {
        let mut count = self.connection.prepare_cached(&format!(
            "SELECT count(*) AS lines,
                    count(*) FILTER (WHERE l.seq <= e.held AND NOT {KEY_IS_WAITING}) AS lines_confirmed,
                    count(l.set_aside) AS set_aside
             FROM {STANDING_LINES} AND l.ticket = :ticket"
        ))?;
        let mut rows = count.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let row = rows.next()?.ok_or(crate::Error::Unreadable("a count"))?;
        let mut count = self.connection.prepare_cached(
            "SELECT count(DISTINCT p.sha256) AS photos,
                    count(DISTINCT p.sha256) FILTER (WHERE p.acknowledged_at IS NOT NULL) AS photos_confirmed
             FROM lines l JOIN photos p ON p.sha256 = l.photo WHERE l.ticket = :ticket AND l.is_own = 1",
        )?;
        let mut photo_rows = count.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let photo_row = photo_rows.next()?.ok_or(crate::Error::Unreadable("a count"))?;
        Ok(Delivery {
            lines: row.column("lines")?,
            lines_confirmed: row.column("lines_confirmed")?,
            photos: photo_row.column("photos")?,
            photos_confirmed: photo_row.column("photos_confirmed")?,
            set_aside: row.column("set_aside")?,
        })
    }

    pub(crate) fn count(&self, sql: &str) -> Result<u64> {
        let mut count = self.connection.prepare_cached(sql)?;
        let counted: i64 = count.query_row([], |row| row.get(0))?;
        counted.try_into().map_err(|_| crate::Error::Unreadable("a count"))
    }
}
