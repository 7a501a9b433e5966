//! Values as columns hold them: ids, hashes and keys as their bytes, moments as RFC 3339.

use domain::{
    BranchId, DeviceId, EpochId, EventId, Instant, NewsId, PersonId, ServiceId, Sha256, TicketId, UnitId,
    WebhookId,
};
use protocol::{SealedDatabaseKey, Signature, Wrapped, wire::Generation};
use rusqlite::Row;

use crate::store::StoreError;

/// A value that is kept as so many bytes.
pub trait Bytes<const N: usize>: Sized {
    /// The value with these bytes.
    fn of(bytes: [u8; N]) -> Self;
}

macro_rules! bytes {
    ($($name:ty, $len:literal, $of:expr;)*) => {$(
        impl Bytes<$len> for $name {
            fn of(bytes: [u8; $len]) -> Self {
                $of(bytes)
            }
        }
    )*};
}
bytes! {
    BranchId, 16, BranchId::from_bytes;
    DeviceId, 16, DeviceId::from_bytes;
    EpochId, 16, EpochId::from_bytes;
    EventId, 16, EventId::from_bytes;
    PersonId, 16, PersonId::from_bytes;
    ServiceId, 16, ServiceId::from_bytes;
    TicketId, 16, TicketId::from_bytes;
    UnitId, 16, UnitId::from_bytes;
    WebhookId, 16, WebhookId::from_bytes;
    NewsId, 16, NewsId::from_bytes;
    Generation, 16, Generation::from_bytes;
    Sha256, 32, Sha256;
    Signature, 64, Signature::from_bytes;
    Wrapped, 72, Wrapped::from_bytes;
    SealedDatabaseKey, 104, SealedDatabaseKey::from_bytes;
}

/// The value in a column of bytes.
pub fn bytes<const N: usize, T: Bytes<N>>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    row.get::<_, [u8; N]>(column).map(T::of)
}

/// The value in a column of bytes that may be empty.
pub fn bytes_or_none<const N: usize, T: Bytes<N>>(
    row: &Row<'_>,
    column: &str,
) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<[u8; N]>>(column).map(|bytes| bytes.map(T::of))
}

/// A text that this program wrote and reads back.
pub fn text<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    parsed(&row.get::<_, String>(column)?)
}

/// The same, where it may be empty.
pub fn text_or_none<T: std::str::FromStr>(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<T>> {
    row.get::<_, Option<String>>(column)?.as_deref().map(parsed).transpose()
}

fn parsed<T: std::str::FromStr>(text: &str) -> rusqlite::Result<T> {
    text.parse().map_err(|_| {
        let damaged = StoreError::Damaged("text");
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(damaged))
    })
}

/// A moment as columns hold it.
pub fn moment(at: Instant) -> String {
    at.to_string()
}
