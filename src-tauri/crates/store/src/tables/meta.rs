//! What this database knows of itself: which device and epoch it is, the last number it gave, how far the feed was read,
//! what headquarters said at enrolment, and the settings.

use domain::{Date, DeviceId, EpochId, Hlc, Instant, Sha256};
use protocol::wire::Generation;
use rusqlite::{OptionalExtension, named_params};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Error, Result, Snapshot, Tx};

/// The last number that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LastNumber {
    /// The local day.
    pub on: Date,
    /// Its serial on that day.
    pub serial: u16,
}

/// How far the branch's feed has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedCursor {
    /// Which feed: headquarters opens a new generation when it was restored.
    pub generation: Generation,
    /// The last position that was read to.
    pub position: u64,
    /// The hash of the line there, whoever wrote it: by it a headquarters that was restored gives itself away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Sha256>,
    /// Of a counter that is new: what stands before this position is still to be read, the newest first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub older: Option<u64>,
}

/// Names of rows. A name once used is never given another meaning.
mod name {
    pub const DEVICE: &str = "device";
    pub const EPOCH: &str = "epoch";
    pub const HEADQUARTERS: &str = "headquarters";
    pub const ENROLMENT: &str = "enrolment";
    pub const SETTINGS: &str = "settings";
    pub const LAST_NUMBER: &str = "last_number";
    pub const HYBRID_LAST: &str = "hybrid_last";
    pub const FEED: &str = "feed";
    pub const LAST_CONFIRMED_AT: &str = "last_confirmed_at";
    pub const PROJECTIONS: &str = "projections";
    pub const INCIDENTS: &str = "incidents";
    pub const DEPOSITED_BY: &str = "deposited_by";
    pub const PROMISES_BY: &str = "promises_by";
}

impl Snapshot {
    /// The device whose log this database holds; none before its first run is complete.
    pub fn device(&self) -> Result<Option<DeviceId>> {
        self.parsed(name::DEVICE)
    }

    /// The incarnation that is being written; none before the first.
    pub fn epoch(&self) -> Result<Option<EpochId>> {
        self.parsed(name::EPOCH)
    }

    /// Headquarters' own device in this branch's feed; none before enrolment.
    pub fn headquarters(&self) -> Result<Option<DeviceId>> {
        self.parsed(name::HEADQUARTERS)
    }

    /// What was kept at enrolment; none before it.
    pub fn enrolment<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        self.json(name::ENROLMENT)
    }

    /// What was set; none before anything was.
    pub fn settings<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        self.json(name::SETTINGS)
    }

    /// What befell this log and nobody has looked at; none before anything did.
    pub fn incidents<T: DeserializeOwned>(&self) -> Result<Option<T>> {
        self.json(name::INCIDENTS)
    }

    /// The device in whose name headquarters was given this database's key; none while it was not.
    pub fn deposited_by(&self) -> Result<Option<DeviceId>> {
        self.parsed(name::DEPOSITED_BY)
    }

    /// The last number that was given.
    pub fn last_number(&self) -> Result<Option<LastNumber>> {
        self.json(name::LAST_NUMBER)
    }

    /// The latest hybrid time given out or adopted.
    pub fn hybrid_last(&self) -> Result<Option<Hlc>> {
        self.parsed(name::HYBRID_LAST)
    }

    /// How far the feed has been read; none before its first page.
    pub fn feed_cursor(&self) -> Result<Option<FeedCursor>> {
        self.json(name::FEED)
    }

    /// When headquarters last confirmed anything, by its own clock.
    pub fn last_confirmed_at(&self) -> Result<Option<Instant>> {
        self.parsed(name::LAST_CONFIRMED_AT)
    }

    /// The mark of the rules by which every promise was last reckoned anew; none while none was.
    pub fn promises_by(&self) -> Result<Option<i64>> {
        self.parsed(name::PROMISES_BY)
    }

    /// The version of the projections that is complete.
    pub(crate) fn projections(&self) -> Result<Option<u64>> {
        self.parsed(name::PROJECTIONS)
    }

    fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        self.fact(name)?.map(|text| text.parse().map_err(|_| Error::Unreadable(name))).transpose()
    }

    fn json<T: DeserializeOwned>(&self, name: &'static str) -> Result<Option<T>> {
        self.fact(name)?
            .map(|text| serde_json::from_str(&text).map_err(|_| Error::Unreadable(name)))
            .transpose()
    }

    fn fact(&self, name: &str) -> Result<Option<String>> {
        let mut find = self.connection.prepare_cached("SELECT value FROM meta WHERE name = :name")?;
        Ok(find.query_row(named_params! { ":name": name }, |row| row.get(0)).optional()?)
    }
}

impl Tx {
    /// Says whose log this database holds. Once said it stays.
    pub fn set_device(&self, device: DeviceId) -> Result<()> {
        let found = self.device()?;
        assert!(found.is_none_or(|found| found == device), "a database belongs to one device");
        self.set(name::DEVICE, &device.to_string())
    }

    /// Begins an incarnation of this device's log; the next line appended must be its `EpochOpened`.
    pub fn begin_epoch(&self, epoch: EpochId) -> Result<()> {
        self.set(name::EPOCH, &epoch.to_string())
    }

    /// Keeps what headquarters said at enrolment, and which device of the feed is its own.
    pub fn set_enrolment<T: Serialize>(&self, headquarters: DeviceId, enrolment: &T) -> Result<()> {
        self.set(name::HEADQUARTERS, &headquarters.to_string())?;
        self.set_json(name::ENROLMENT, enrolment)
    }

    /// Another device takes this database over, because the keys of the one before were lost; what that one wrote stays
    /// its own.
    pub fn take_over(&self, device: DeviceId) -> Result<()> {
        self.set(name::DEVICE, &device.to_string())
    }

    /// Notes that headquarters was given this database's key in the name of a device.
    pub fn set_deposited_by(&self, device: DeviceId) -> Result<()> {
        self.set(name::DEPOSITED_BY, &device.to_string())
    }

    /// Notes that every promise was reckoned anew by the rules of this mark.
    pub fn set_promises_by(&self, mark: i64) -> Result<()> {
        self.set(name::PROMISES_BY, &mark.to_string())
    }

    /// Keeps the settings.
    pub fn set_settings<T: Serialize>(&self, settings: &T) -> Result<()> {
        self.set_json(name::SETTINGS, settings)
    }

    /// Keeps what befell this log.
    pub fn set_incidents<T: Serialize>(&self, incidents: &T) -> Result<()> {
        self.set_json(name::INCIDENTS, incidents)
    }

    /// Keeps the last number that was given.
    pub fn set_last_number(&self, last: LastNumber) -> Result<()> {
        self.set_json(name::LAST_NUMBER, &last)
    }

    /// Keeps the latest hybrid time; an earlier one changes nothing.
    pub fn set_hybrid_last(&self, hlc: Hlc) -> Result<()> {
        if self.hybrid_last()?.is_some_and(|last| last >= hlc) {
            return Ok(());
        }
        self.set(name::HYBRID_LAST, &hlc.to_string())
    }

    /// Keeps how far the feed has been read; in the transaction that keeps its lines.
    pub fn set_feed_cursor(&self, cursor: &FeedCursor) -> Result<()> {
        self.set_json(name::FEED, cursor)
    }

    pub(crate) fn set_confirmed_at(&self, at: Instant) -> Result<()> {
        if self.last_confirmed_at()?.is_some_and(|last| last >= at) {
            return Ok(());
        }
        self.set(name::LAST_CONFIRMED_AT, &at.to_string())
    }

    pub(crate) fn set_projections(&self, version: u64) -> Result<()> {
        self.set(name::PROJECTIONS, &version.to_string())
    }

    pub(crate) fn unset_projections(&self) -> Result<()> {
        self.connection
            .execute("DELETE FROM meta WHERE name = :name", named_params! { ":name": name::PROJECTIONS })?;
        Ok(())
    }

    fn set_json<T: Serialize>(&self, name: &'static str, value: &T) -> Result<()> {
        self.set(name, &serde_json::to_string(value).map_err(|_| Error::Unreadable(name))?)
    }

    fn set(&self, name: &str, value: &str) -> Result<()> {
        self.connection
            .prepare_cached(
                "INSERT INTO meta (name, value) VALUES (:name, :value)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            )?
            .execute(named_params! { ":name": name, ":value": value })?;
        Ok(())
    }
}
