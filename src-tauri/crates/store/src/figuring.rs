//! What figures are made of: whole tickets, and which counters of the branch were heard from.

use domain::{CounterLetter, DeviceId, Event, EventId, Fact, Instant, Origin, Ticket, TicketId};
use protocol::Keys;
use rusqlite::named_params;

use crate::{Result, Snapshot, columns::Columns, tables::lines::raw_line};

/// A ticket, folded, with what headquarters has not confirmed of it.
#[derive(Clone, Debug)]
pub struct TicketToCount {
    /// The ticket.
    pub ticket: Ticket,
    /// Own lines of it, or photos they name, are unconfirmed.
    pub is_unconfirmed: bool,
}

/// Another counter of the branch, as far as it was heard from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeardCounter {
    /// Its device.
    pub device: DeviceId,
    /// The letter its tickets carry; none before its first.
    pub letter: Option<CounterLetter>,
    /// When its last line that is here was written, by its own clock.
    pub last_line_at: Instant,
}

impl Snapshot {
    /// The tickets that were open at some time from one moment until before another, that still have items with us, or
    /// whose customer gave stars since: a finished ticket is rated later.
    pub fn tickets_open_within(&self, from: Instant, until: Instant) -> Result<Vec<TicketToCount>> {
        let mut list = self.connection.prepare_cached(
            "SELECT id FROM tickets
             WHERE opened_at < :until
             AND (is_finished = 0 OR status_since_at >= :from OR opened_at >= :from OR has_custody = 1
                  OR last_rated_at >= :from)
             ORDER BY opened_at, id",
        )?;
        let mut rows =
            list.query(named_params! { ":from": from.to_string(), ":until": until.to_string() })?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: TicketId = row.column("id")?;
            let Some(ticket) = self.ticket(id)? else { continue };
            let delivery = self.delivery(id)?;
            let is_unconfirmed =
                delivery.lines_confirmed < delivery.lines || delivery.photos_confirmed < delivery.photos;
            found.push(TicketToCount { ticket, is_unconfirmed });
        }
        Ok(found)
    }

    /// The devices whose logs this counter goes on with: its own, and those whose work it took over.
    pub fn own_devices(&self) -> Result<Vec<DeviceId>> {
        let mut devices: Vec<DeviceId> = self.own_logs()?.into_iter().map(|log| log.device).collect();
        devices.extend(self.device()?);
        devices.sort();
        devices.dedup();
        Ok(devices)
    }

    /// The other counters of the branch that ever wrote, with their last line that is here.
    pub fn other_counters(&self) -> Result<Vec<HeardCounter>> {
        let headquarters = self.headquarters()?;
        let own = self.own_devices()?;
        let mut list = self.connection.prepare_cached(
            "SELECT device, max(wall) AS last_line_at FROM lines GROUP BY device ORDER BY device",
        )?;
        let mut rows = list.query([])?;
        let mut counters = Vec::new();
        while let Some(row) = rows.next()? {
            let device: DeviceId = row.column("device")?;
            if Some(device) == headquarters || own.contains(&device) {
                continue;
            }
            let letter = self.letter_of(device)?;
            counters.push(HeardCounter { device, letter, last_line_at: row.column("last_line_at")? });
        }
        Ok(counters)
    }

    /// What counters of the branch wrote of their days since a moment, in order.
    pub fn day_events(&self, since: Instant) -> Result<Vec<Event>> {
        let mut list = self.connection.prepare_cached(
            "SELECT raw FROM lines
             WHERE kind IN ('DayOpened', 'DayClosed') AND wall >= :since AND set_aside IS NULL
             ORDER BY wall, arrival",
        )?;
        let mut rows = list.query(named_params! { ":since": since.to_string() })?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            // A line that does not open says nothing of a day.
            let line = raw_line(row)?;
            let keys = Keys { ticket: None, branch: self.branch_key.as_deref() };
            let opened = line.open(Origin::Counter, keys);
            events.extend(opened.or_else(|_| line.open(Origin::Counter, Keys::NONE)).ok());
        }
        Ok(events)
    }

    /// The payments that this counter wrote from one moment until before another, in order of their tickets; whose
    /// ticket it is does not matter.
    pub fn payments_written(&self, from: Instant, until: Instant) -> Result<Vec<(TicketId, EventId)>> {
        let mut list = self.connection.prepare_cached(
            "SELECT DISTINCT ticket, event FROM lines
             WHERE device = :device AND wall >= :from AND wall < :until
             AND kind = 'PaymentMade' AND ticket IS NOT NULL AND set_aside IS NULL
             ORDER BY ticket, event",
        )?;
        let mut payments = Vec::new();
        for device in self.own_devices()? {
            let mut rows = list.query(named_params! {
                ":device": device.as_bytes(), ":from": from.to_string(), ":until": until.to_string(),
            })?;
            while let Some(row) = rows.next()? {
                payments.push((row.column("ticket")?, row.column("event")?));
            }
        }
        payments.sort_unstable();
        payments.dedup();
        Ok(payments)
    }

    /// The newest beginnings and ends of prints at this counter, newest first.
    pub fn print_events(&self, limit: usize) -> Result<Vec<Event>> {
        let own = self.own_devices()?;
        let mut list = self.connection.prepare_cached(
            "SELECT device, raw FROM lines
             WHERE kind IN ('PrintStarted', 'PrintEnded') AND set_aside IS NULL
             ORDER BY wall DESC, arrival DESC",
        )?;
        let mut rows = list.query([])?;
        let mut events = Vec::new();
        while events.len() < limit
            && let Some(row) = rows.next()?
        {
            if own.contains(&row.column("device")?) {
                events.extend(raw_line(row)?.open(Origin::Counter, Keys::NONE).ok());
            }
        }
        Ok(events)
    }

    /// The letter that a counter's last ticket carries. A number stands open in its line.
    fn letter_of(&self, device: DeviceId) -> Result<Option<CounterLetter>> {
        let mut find = self.connection.prepare_cached(
            "SELECT raw FROM lines WHERE device = :device AND kind = 'TicketOpened' ORDER BY wall DESC LIMIT 1",
        )?;
        let mut rows = find.query(named_params! { ":device": device.as_bytes() })?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let opened = raw_line(row)?.open(Origin::Counter, Keys::NONE).ok();
        Ok(opened.and_then(|event| match event.fact {
            Fact::TicketOpened(opened) => Some(opened.number.counter()),
            _ => None,
        }))
    }
}
