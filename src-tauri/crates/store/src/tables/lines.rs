//! The log: this device's own lines, and those of the branch's feed. Appended, never changed.

use domain::{DeviceId, EpochId, Event, EventId, Fact, Origin, Sha256, Ticket, TicketId, may_write};
use protocol::{Keys, Line, NO_HASH};
use rusqlite::{Row, named_params};

use crate::{
    Error, Result, Snapshot, Tx,
    columns::{Columns, integer},
    tables::epochs::OWN_LINES,
    tx::Opened,
};

/// The end of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// Which incarnation.
    pub epoch: EpochId,
    /// The last line's number.
    pub seq: u64,
    /// The last line's hash.
    pub hash: Sha256,
}

/// What became of a line that came from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is new and was kept.
    New,
    /// Its event was known; nothing changed.
    Known,
    /// It is new, was kept, and does not count; the reason stands beside it.
    SetAside,
}

impl Snapshot {
    /// The end of this device's log in its present epoch; none while that is empty.
    pub fn log_end(&self) -> Result<Option<LogEnd>> {
        self.epoch()?.map(|epoch| self.end_of(epoch)).transpose().map(Option::flatten)
    }

    /// The last line this device wrote or got back, in whatever epoch: what a new epoch names.
    pub fn last_known(&self) -> Result<Option<LogEnd>> {
        self.one_end(
            &format!(
                "SELECT l.epoch, l.seq, l.hash FROM {OWN_LINES} ORDER BY e.place DESC, l.seq DESC LIMIT 1"
            ),
            &[],
        )
    }

    /// The end of one epoch of this device's log.
    pub fn end_of(&self, epoch: EpochId) -> Result<Option<LogEnd>> {
        self.one_end(
            "SELECT epoch, seq, hash FROM lines WHERE is_own = 1 AND epoch = :epoch ORDER BY seq DESC LIMIT 1",
            &[(":epoch", epoch.as_bytes())],
        )
    }

    /// The hash of one line of this device's log.
    pub fn own_hash(&self, epoch: EpochId, seq: u64) -> Result<Option<Sha256>> {
        let mut find = self
            .connection
            .prepare_cached("SELECT hash FROM lines WHERE is_own = 1 AND epoch = :epoch AND seq = :seq")?;
        let mut rows = find.query(named_params! { ":epoch": epoch.as_bytes(), ":seq": integer(seq) })?;
        rows.next()?.map(|row| row.column("hash")).transpose()
    }

    /// How far another log of the branch is held here: headquarters' own, or another counter's.
    pub fn end_in_feed(&self, device: DeviceId, epoch: EpochId) -> Result<Option<LogEnd>> {
        self.one_end(
            "SELECT epoch, seq, hash FROM lines WHERE is_own = 0 AND device = :device AND epoch = :epoch
             ORDER BY seq DESC, arrival LIMIT 1",
            &[(":device", device.as_bytes()), (":epoch", epoch.as_bytes())],
        )
    }

    /// The events of a ticket, opened as far as its key is here, in order of arrival.
    pub fn lines_of_ticket(&self, ticket: TicketId) -> Result<Vec<Event>> {
        self.events_of(ticket, Opened::new())
    }

    /// The same; lines that were opened before are not opened again.
    pub(crate) fn events_of(&self, ticket: TicketId, mut opened: Opened) -> Result<Vec<Event>> {
        let mut list = self.connection.prepare_cached(
            // An own line that headquarters set aside still counts here: its paper is in a customer's hand. One that was
            // issued again does not: what counts is where headquarters has it, so that the fold is the same everywhere.
            "SELECT arrival, device, raw FROM lines
             WHERE ticket = :ticket AND (is_own = 1 OR set_aside IS NULL)
             AND NOT EXISTS (SELECT 1 FROM epochs e
                             WHERE lines.is_own = 1 AND e.epoch = lines.epoch AND lines.seq >= e.forked_at)
             ORDER BY arrival",
        )?;
        let mut rows = list.query(named_params! { ":ticket": ticket.as_bytes() })?;
        let (mut events, mut with) = (Vec::new(), None);
        while let Some(row) = rows.next()? {
            if let Some(event) = opened.remove(&row.get("arrival")?) {
                events.push(event);
                continue;
            }
            let (key, headquarters) = match &with {
                Some(with) => with,
                None => with.insert((self.ticket_key(ticket)?, self.headquarters()?)),
            };
            let keys = Keys { ticket: key.as_ref(), branch: self.branch_key.as_deref() };
            events.extend(open(&raw_line(row)?, origin(row.column("device")?, *headquarters), keys));
        }
        Ok(events)
    }

    /// The ticket as all its events here make it; none without its opening. A circle of mergings that it is in is settled.
    pub fn ticket(&self, ticket: TicketId) -> Result<Option<Ticket>> {
        let Some(mut folded) = domain::fold(&self.lines_of_ticket(ticket)?) else { return Ok(None) };
        if let Some(circle) = self.circle_of(&folded)? {
            folded.settle_circle(circle);
        }
        Ok(Some(folded))
    }

    /// The events that say who works here, in order of arrival.
    pub fn people_events(&self) -> Result<Vec<Event>> {
        let headquarters = self.headquarters()?;
        let keys = Keys { ticket: None, branch: self.branch_key.as_deref() };
        let mut list = self.connection.prepare_cached(
            "SELECT device, raw FROM lines WHERE kind IN ('PersonAdded', 'PersonChanged') AND set_aside IS NULL ORDER BY arrival",
        )?;
        let mut rows = list.query([])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.extend(open(&raw_line(row)?, origin(row.column("device")?, headquarters), keys));
        }
        Ok(events)
    }

    /// The line that first wrote an event.
    pub fn line(&self, event: EventId) -> Result<Option<Line>> {
        let mut find = self
            .connection
            .prepare_cached("SELECT raw FROM lines WHERE event = :event ORDER BY arrival LIMIT 1")?;
        let mut rows = find.query(named_params! { ":event": event.as_bytes() })?;
        rows.next()?.map(raw_line).transpose()
    }

    /// One epoch of this device's log from `after` on, in order: for an export, or to be issued again.
    pub fn own_lines(&self, epoch: EpochId, after: u64, limit: usize) -> Result<Vec<Line>> {
        let mut list = self.connection.prepare_cached(
            "SELECT raw FROM lines WHERE is_own = 1 AND epoch = :epoch AND seq > :after ORDER BY seq LIMIT :limit",
        )?;
        let mut rows = list.query(
            named_params! { ":epoch": epoch.as_bytes(), ":after": integer(after), ":limit": integer(limit as u64) },
        )?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(raw_line(row)?);
        }
        Ok(lines)
    }

    fn one_end(&self, sql: &str, of: &[(&str, &[u8; 16])]) -> Result<Option<LogEnd>> {
        let mut find = self.connection.prepare_cached(sql)?;
        let named: Vec<(&str, &dyn rusqlite::ToSql)> =
            of.iter().map(|(name, id)| (*name, id as &dyn rusqlite::ToSql)).collect();
        let mut rows = find.query(&named[..])?;
        let end = |row: &Row<'_>| {
            Ok(LogEnd { epoch: row.column("epoch")?, seq: row.column("seq")?, hash: row.column("hash")? })
        };
        rows.next()?.map(end).transpose()
    }

    /// Whether this very line is here, in whatever log.
    pub fn is_here(&self, line: &Line) -> Result<bool> {
        Ok(self.knows(line)? == Some(true))
    }

    /// Whether a line of another copy of this device's log is here, beside our own.
    pub fn holds_beside(&self, device: DeviceId, epoch: EpochId, seq: u64, hash: Sha256) -> Result<bool> {
        let mut find = self.connection.prepare_cached(
            "SELECT 1 FROM lines
             WHERE is_own = 0 AND device = :device AND epoch = :epoch AND seq = :seq AND hash = :hash LIMIT 1",
        )?;
        Ok(find.exists(named_params! {
            ":device": device.as_bytes(),
            ":epoch": epoch.as_bytes(),
            ":seq": integer(seq),
            ":hash": hash.0,
        })?)
    }

    /// What a line of another log, where it is here, says the line before it hashes to.
    pub fn prev_of(&self, (device, epoch): (DeviceId, EpochId), seq: u64) -> Result<Option<Sha256>> {
        let mut find = self.connection.prepare_cached(
            "SELECT raw FROM lines WHERE is_own = 0 AND device = :device AND epoch = :epoch AND seq = :seq
             ORDER BY arrival LIMIT 1",
        )?;
        let mut rows = find.query(named_params! {
            ":device": device.as_bytes(), ":epoch": epoch.as_bytes(), ":seq": integer(seq),
        })?;
        rows.next()?.map(|row| Ok(raw_line(row)?.head().prev)).transpose()
    }

    /// Whether the event is known, and whether by this very line.
    fn knows(&self, line: &Line) -> Result<Option<bool>> {
        let mut find =
            self.connection.prepare_cached("SELECT max(hash = :hash) FROM lines WHERE event = :event")?;
        let named = named_params! { ":hash": line.hash().0, ":event": line.head().id.as_bytes() };
        Ok(find.query_row(named, |row| row.get(0))?)
    }
}

impl Tx {
    /// Appends a line to this device's own log.
    ///
    /// # Panics
    ///
    /// When it is not the next line of this device's present epoch: a bug stops the program rather than forks its log.
    pub fn append(&self, line: &Line) -> Result<()> {
        let head = line.head();
        assert_eq!(Some(head.device), self.device()?, "only this device's lines are appended to its log");
        assert_eq!(Some(head.epoch), self.epoch()?, "only the present epoch is written");
        assert!(may_write(line.kind(), Origin::Counter), "a counter writes no decision of headquarters");
        match self.end_of(head.epoch)? {
            Some(end) => {
                assert_eq!(
                    (head.seq, head.prev),
                    (end.seq + 1, end.hash),
                    "a line follows the one before it"
                );
            }
            None => {
                assert_eq!((head.seq, line.kind()), (1, "EpochOpened"), "an epoch begins with its opening");
                let last = self.last_known()?.map_or(NO_HASH, |last| last.hash);
                assert_eq!(head.prev, last, "an epoch names the last line that was known");
            }
        }
        if head.seq == 1 {
            self.know_epoch(head.epoch)?;
        }
        self.insert(line, Place::Own)?;
        self.set_hybrid_last(head.hlc)
    }

    /// Keeps a line of this device's log that headquarters gave back.
    ///
    /// One that does not go on with what is here was written by another copy of this device: it is kept beside, like a
    /// sibling's.
    pub fn take_back(&self, line: &Line) -> Result<Kept> {
        let head = line.head();
        assert_eq!(Some(head.device), self.device()?, "only this device's lines are taken back");
        if self.own_hash(head.epoch, head.seq)? == Some(line.hash()) || self.knows(line)? == Some(true) {
            return Ok(Kept::Known);
        }
        let goes_on = head.seq == 1 || self.own_hash(head.epoch, head.seq - 1)? == Some(head.prev);
        if !goes_on || self.own_hash(head.epoch, head.seq)?.is_some() {
            let key = head.ticket.map(|ticket| self.ticket_key(ticket)).transpose()?.flatten();
            let keys = Keys { ticket: key.as_ref(), branch: self.branch_key.as_deref() };
            let reason = objection(line, Origin::Counter, keys);
            self.insert(line, Place::Beside { set_aside: reason.as_deref() })?;
            return Ok(if reason.is_some() { Kept::SetAside } else { Kept::New });
        }
        self.know_epoch(head.epoch)?;
        self.insert(line, Place::Own)?;
        self.set_held(head.epoch, head.seq)?;
        Ok(Kept::New)
    }

    /// Keeps a line of the branch's feed. One that may not say what it says is kept and set aside.
    pub fn append_from_feed(&self, line: &Line, position: u64, set_aside: Option<&str>) -> Result<Kept> {
        let head = line.head();
        let known = self.knows(line)?;
        if known == Some(true) {
            self.told_again(line, position)?;
            return Ok(Kept::Known);
        }
        let origin = origin(head.device, self.headquarters()?);
        let key = head.ticket.map(|ticket| self.ticket_key(ticket)).transpose()?.flatten();
        let keys = Keys { ticket: key.as_ref(), branch: self.branch_key.as_deref() };
        let judged = set_aside.map_or_else(|| judged(line, origin, keys), |reason| Err(reason.to_owned()));
        let set_aside = judged.as_ref().err().map(String::as_str);
        let arrival = self.insert(line, Place::Feed { position, set_aside })?;
        Ok(match (known, judged) {
            // An event issued again after a fork: its first line counts, and the chain goes on with this one.
            (Some(_), _) => Kept::Known,
            (None, Ok(event)) => {
                self.remember(arrival, event);
                Kept::New
            }
            (None, Err(_)) => Kept::SetAside,
        })
    }

    /// Notes where in the feed a line stands that is here already.
    fn told_again(&self, line: &Line, position: u64) -> Result<()> {
        self.connection
            .prepare_cached(
                "UPDATE lines SET feed_position = :position WHERE event = :event AND hash = :hash AND is_own = 0",
            )?
            .execute(named_params! {
                ":position": integer(position),
                ":event": line.head().id.as_bytes(),
                ":hash": line.hash().0,
            })?;
        Ok(())
    }

    /// Says its arrival.
    fn insert(&self, line: &Line, place: Place<'_>) -> Result<i64> {
        let head = line.head();
        let (is_own, position, set_aside) = match &place {
            Place::Own => (true, None, None),
            Place::Feed { position, set_aside } => (false, Some(integer(*position)), *set_aside),
            Place::Beside { set_aside } => (false, None, *set_aside),
        };
        let photo = if set_aside.is_none() { photo_named_by(line) } else { None };
        self.connection
            .prepare_cached(
                "INSERT INTO lines
                     (event, device, epoch, seq, hash, ticket, kind, wall, raw, photo, is_own, feed_position, set_aside)
                 VALUES
                     (:event, :device, :epoch, :seq, :hash, :ticket, :kind, :wall, :raw, :photo, :is_own, :position,
                      :set_aside)",
            )?
            .execute(named_params! {
                ":event": head.id.as_bytes(),
                ":device": head.device.as_bytes(),
                ":epoch": head.epoch.as_bytes(),
                ":seq": integer(head.seq),
                ":hash": line.hash().0,
                ":ticket": head.ticket.as_ref().map(TicketId::as_bytes),
                ":kind": line.kind(),
                ":wall": head.wall.to_string(),
                ":raw": line.raw().as_bytes(),
                ":photo": photo.map(|photo| photo.0),
                ":is_own": is_own,
                ":position": position,
                ":set_aside": set_aside,
            })?;
        let arrival = self.connection.last_insert_rowid();
        if let Some(ticket) = head.ticket {
            self.touch(ticket);
        }
        if set_aside.is_none() {
            self.takes_effect(line)?;
        }
        Ok(arrival)
    }

    /// What follows from a line that counts, beyond what screens read.
    pub(crate) fn takes_effect(&self, line: &Line) -> Result<()> {
        match line.head().ticket {
            Some(ticket) if line.kind() == "TicketForgotten" => self.forget(ticket),
            _ => Ok(()),
        }
    }
}

enum Place<'a> {
    Own,
    Feed {
        position: u64,
        set_aside: Option<&'a str>,
    },
    /// Of another copy of this device's log.
    Beside {
        set_aside: Option<&'a str>,
    },
}

/// Where a line comes from, told by the log it stands in; that the log is whose it says was proved by its signatures.
pub(crate) fn origin(device: DeviceId, headquarters: Option<DeviceId>) -> Origin {
    if headquarters == Some(device) { Origin::Headquarters } else { Origin::Counter }
}

/// What a line of the feed says, or why it does not count, as a code.
fn judged(line: &Line, origin: Origin, keys: Keys<'_>) -> Result<Event, String> {
    if !may_write(line.kind(), origin) {
        return Err("not_allowed".to_owned());
    }
    line.open(origin, keys).map_err(|error| error.code().to_owned())
}

/// Why a line of the feed does not count, as a code.
pub(crate) fn objection(line: &Line, origin: Origin, keys: Keys<'_>) -> Option<String> {
    judged(line, origin, keys).err()
}

/// The event of a line. One whose seal does not open is read as if its key were not here; one that cannot be read at all
/// is left to the list of what was set aside.
fn open(line: &Line, origin: Origin, keys: Keys<'_>) -> Option<Event> {
    line.open(origin, keys).or_else(|_| line.open(origin, Keys::NONE)).ok()
}

/// The photo that a line names: it stands in the clear part, so that it is known without any key.
pub(crate) fn photo_named_by(line: &Line) -> Option<Sha256> {
    if line.kind() != "PhotoAdded" {
        return None;
    }
    match line.open(Origin::Counter, Keys::NONE).ok()?.fact {
        Fact::PhotoAdded(added) => Some(added.sha256),
        _ => None,
    }
}

pub(crate) fn raw_line(row: &Row<'_>) -> Result<Line> {
    Line::from_bytes(row.get_ref("raw")?.as_blob().map_err(|_| Error::Unreadable("a line"))?)
        .map_err(|_| Error::Unreadable("a line"))
}
