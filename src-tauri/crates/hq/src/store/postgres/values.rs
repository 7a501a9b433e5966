//! Values as columns hold them: ids as uuid, hashes and keys as bytea, moments as timestamptz.

use std::{
    str::FromStr,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use domain::{
    BranchId, DeviceId, EpochId, EventId, Instant, NewsId, PersonId, ServiceId, Sha256, TicketId, UnitId,
    WebhookId,
};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::store::StoreError;

/// An id of 16 bytes.
pub trait Id: Copy {
    /// As its column holds it.
    fn uuid(&self) -> Uuid;
    /// The one that a column holds.
    fn of(uuid: Uuid) -> Self;
}

macro_rules! ids {
    ($($name:ty),*) => {$(
        impl Id for $name {
            fn uuid(&self) -> Uuid {
                Uuid::from_bytes(*self.as_bytes())
            }

            fn of(uuid: Uuid) -> Self {
                Self::from_bytes(*uuid.as_bytes())
            }
        }
    )*};
}
ids! { BranchId, DeviceId, EpochId, EventId, NewsId, PersonId, ServiceId, TicketId, UnitId, WebhookId }

/// Several ids, for `= ANY`.
pub fn uuids<T: Id>(ids: impl IntoIterator<Item = T>) -> Vec<Uuid> {
    ids.into_iter().map(|id| id.uuid()).collect()
}

/// The id in a column.
pub fn id<T: Id>(row: &Row, column: &str) -> Result<T, StoreError> {
    Ok(T::of(row.try_get(column)?))
}

/// The id in a column that may be empty.
pub fn id_or_none<T: Id>(row: &Row, column: &str) -> Result<Option<T>, StoreError> {
    Ok(row.try_get::<_, Option<Uuid>>(column)?.map(T::of))
}

/// So many bytes in a column.
pub fn bytes<const N: usize>(row: &Row, column: &'static str) -> Result<[u8; N], StoreError> {
    row.try_get::<_, &[u8]>(column)?.try_into().map_err(|_| StoreError::Damaged(column))
}

/// So many bytes in a column that may be empty.
pub fn bytes_or_none<const N: usize>(row: &Row, column: &'static str) -> Result<Option<[u8; N]>, StoreError> {
    let found: Option<&[u8]> = row.try_get(column)?;
    found.map(|bytes| bytes.try_into().map_err(|_| StoreError::Damaged(column))).transpose()
}

/// The hash in a column.
pub fn hash(row: &Row, column: &'static str) -> Result<Sha256, StoreError> {
    bytes(row, column).map(Sha256)
}

/// A text that this program wrote and reads back.
pub fn text<T: FromStr>(row: &Row, column: &'static str) -> Result<T, StoreError> {
    row.try_get::<_, &str>(column)?.parse().map_err(|_| StoreError::Damaged(column))
}

/// The same, where it may be empty.
pub fn text_or_none<T: FromStr>(row: &Row, column: &'static str) -> Result<Option<T>, StoreError> {
    let found: Option<&str> = row.try_get(column)?;
    found.map(|text| text.parse().map_err(|_| StoreError::Damaged(column))).transpose()
}

/// A moment as columns hold it.
pub fn moment(at: Instant) -> SystemTime {
    let ms = at.unix_ms();
    let apart = Duration::from_millis(ms.unsigned_abs());
    if ms < 0 { UNIX_EPOCH - apart } else { UNIX_EPOCH + apart }
}

/// The moment in a column.
pub fn at(row: &Row, column: &str) -> Result<Instant, StoreError> {
    Ok(instant(row.try_get(column)?))
}

/// The moment in a column that may be empty.
pub fn at_or_none(row: &Row, column: &str) -> Result<Option<Instant>, StoreError> {
    Ok(row.try_get::<_, Option<SystemTime>>(column)?.map(instant))
}

fn instant(at: SystemTime) -> Instant {
    let ms = |apart: Duration| i64::try_from(apart.as_millis()).unwrap_or(i64::MAX);
    Instant::from_unix_ms(match at.duration_since(UNIX_EPOCH) {
        Ok(after) => ms(after),
        Err(before) => -ms(before.duration()),
    })
}

/// A count, place or size in a column.
pub fn count(row: &Row, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(row.try_get::<_, i64>(column)?).map_err(|_| StoreError::Damaged(column))
}

/// The same of few.
pub fn few(row: &Row, column: &'static str) -> Result<u32, StoreError> {
    u32::try_from(row.try_get::<_, i64>(column)?).map_err(|_| StoreError::Damaged(column))
}

/// A count, place or size as columns hold it.
pub fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
