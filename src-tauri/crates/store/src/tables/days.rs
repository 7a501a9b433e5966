//! The days of this device, and what headquarters has answered for them.

use domain::{Date, EventId, Instant, Sha256};
use protocol::wire::DayManifest;
use rusqlite::{OptionalExtension, named_params};

use crate::{Error, Result, Snapshot, Tx, columns::Columns};

/// What this device wrote within some time, by its own clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayWritten {
    /// Its events, each once.
    pub events: Vec<EventId>,
    /// The photos they name, but for tickets that were forgotten.
    pub photos: Vec<Sha256>,
}

/// A day for which headquarters has answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayAnswered {
    /// The local day.
    pub day: Date,
    /// When it was last asked, by this counter's clock.
    pub asked_at: Instant,
    /// What it answered.
    pub manifest: DayManifest,
    /// Whether it holds all of it.
    pub is_complete: bool,
}

/// This device, and those whose work it took over.
const OURS: &str = "device IN (
    SELECT :device UNION SELECT l.device FROM epochs e JOIN lines l ON l.is_own = 1 AND l.epoch = e.epoch AND l.seq = 1)";

impl Snapshot {
    /// What this device wrote from one moment until before another, in whatever copy of its log, and those whose work it
    /// took over.
    pub fn day_written(&self, from: Instant, until: Instant) -> Result<DayWritten> {
        let Some(device) = self.device()? else { return Ok(DayWritten::default()) };
        let mut list = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT event, photo, ticket FROM lines WHERE {OURS} AND wall >= :from AND wall < :until"
        ))?;
        let mut rows = list.query(named_params! {
            ":device": device.as_bytes(), ":from": from.to_string(), ":until": until.to_string(),
        })?;
        let mut written = DayWritten::default();
        while let Some(row) = rows.next()? {
            written.events.push(row.column("event")?);
            let (photo, ticket): (Option<Sha256>, Option<domain::TicketId>) =
                (row.column("photo")?, row.column("ticket")?);
            if let (Some(photo), Some(ticket)) = (photo, ticket)
                && !self.is_forgotten(ticket)?
            {
                written.photos.push(photo);
            }
        }
        // One picture may show in several tickets.
        written.photos.sort_unstable();
        written.photos.dedup();
        Ok(written)
    }

    /// When this device first wrote something at or after a moment, by its own clock.
    pub fn first_written(&self, from: Instant) -> Result<Option<Instant>> {
        let Some(device) = self.device()? else { return Ok(None) };
        let mut find = self
            .connection
            .prepare_cached(&format!("SELECT min(wall) AS wall FROM lines WHERE {OURS} AND wall >= :from"))?;
        let of = named_params! { ":device": device.as_bytes(), ":from": from.to_string() };
        let mut rows = find.query(of)?;
        rows.next()?.map_or(Ok(None), |row| row.column("wall"))
    }

    /// What headquarters answered for a day; none while it was not asked.
    pub fn day_answered(&self, day: Date) -> Result<Option<DayAnswered>> {
        let mut find = self
            .connection
            .prepare_cached("SELECT asked_at, manifest, is_complete FROM days WHERE day = :day")?;
        let mut rows = find.query(named_params! { ":day": day.to_string() })?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let manifest: String = row.column("manifest")?;
        let manifest = serde_json::from_str(&manifest).map_err(|_| Error::Unreadable("a day's manifest"))?;
        Ok(Some(DayAnswered {
            day,
            asked_at: row.column("asked_at")?,
            manifest,
            is_complete: row.column("is_complete")?,
        }))
    }

    /// The end of the last day up to which every day with lines is complete; none when the first is not.
    pub fn complete_until(&self) -> Result<Option<Instant>> {
        let mut find = self.connection.prepare_cached(
            "SELECT max(until) AS until FROM days
             WHERE is_complete = 1 AND until <= coalesce((SELECT min(until) FROM days WHERE is_complete = 0), until)",
        )?;
        let until: Option<Option<String>> = find.query_row([], |row| row.get(0)).optional()?;
        until.flatten().map(|text| text.parse().map_err(|_| Error::Unreadable("a time"))).transpose()
    }
}

impl Tx {
    /// Keeps what headquarters answered for a day; the caller has verified and compared it.
    pub fn set_day(&self, answered: &DayAnswered, until: Instant) -> Result<()> {
        let manifest =
            serde_json::to_string(&answered.manifest).map_err(|_| Error::Unreadable("a day's manifest"))?;
        self.connection
            .prepare_cached(
                "INSERT INTO days (day, until, asked_at, manifest, is_complete)
                 VALUES (:day, :until, :asked_at, :manifest, :is_complete)
                 ON CONFLICT (day) DO UPDATE SET until = excluded.until, asked_at = excluded.asked_at,
                     manifest = excluded.manifest, is_complete = excluded.is_complete",
            )?
            .execute(named_params! {
                ":day": answered.day.to_string(),
                ":until": until.to_string(),
                ":asked_at": answered.asked_at.to_string(),
                ":manifest": manifest,
                ":is_complete": answered.is_complete,
            })?;
        Ok(())
    }

    /// Offers photos to headquarters again, which does not hold what it confirmed once; says how many are here.
    pub fn offer_again(&self, photos: &[Sha256]) -> Result<usize> {
        let mut offer = self.connection.prepare_cached(
            "UPDATE photos SET acknowledged_at = NULL, upload_url = NULL, upload_offset = NULL
             WHERE sha256 = :sha256 AND key IS NOT NULL AND acknowledged_at IS NOT NULL",
        )?;
        let mut count = 0;
        for sha256 in photos {
            count += offer.execute(named_params! { ":sha256": sha256.0 })?;
        }
        Ok(count)
    }
}
