//! Columns to values and back.

use domain::{DeviceId, EpochId, EventId, Hlc, Instant, PersonId, Sha256, TicketId};
use rusqlite::Row;

use crate::{Error, Result};

/// A value that stands in one column.
pub(crate) trait Column: Sized {
    /// How it is stored.
    type Stored: rusqlite::types::FromSql;

    /// Reads what was stored.
    fn read(stored: Self::Stored) -> Result<Self>;
}

macro_rules! ids {
    ($($id:ident),*) => {$(
        impl Column for $id {
            type Stored = [u8; 16];

            fn read(stored: [u8; 16]) -> Result<Self> {
                Ok(Self::from_bytes(stored))
            }
        }
    )*};
}
ids!(DeviceId, EpochId, EventId, PersonId, TicketId);

macro_rules! texts {
    ($($text:ty: $name:literal),*) => {$(
        impl Column for $text {
            type Stored = String;

            fn read(stored: String) -> Result<Self> {
                stored.parse().map_err(|_| Error::Unreadable($name))
            }
        }
    )*};
}
texts!(
    Instant: "a time",
    Hlc: "a hybrid time",
    domain::TicketNumber: "a ticket number",
    domain::Kind: "a kind",
    domain::Priority: "a priority",
    domain::TicketStatus: "a status"
);

macro_rules! open_words {
    ($($word:ty),*) => {$(
        impl Column for $word {
            type Stored = String;

            fn read(stored: String) -> Result<Self> {
                Ok(stored.into())
            }
        }
    )*};
}
open_words!(domain::CategoryCode, domain::Channel, domain::KinKind, String);

impl Column for Sha256 {
    type Stored = [u8; 32];

    fn read(stored: [u8; 32]) -> Result<Self> {
        Ok(Self(stored))
    }
}

impl Column for u64 {
    type Stored = i64;

    fn read(stored: i64) -> Result<Self> {
        stored.try_into().map_err(|_| Error::Unreadable("a count"))
    }
}

impl Column for bool {
    type Stored = bool;

    fn read(stored: bool) -> Result<Self> {
        Ok(stored)
    }
}

impl Column for Vec<u8> {
    type Stored = Self;

    fn read(stored: Self) -> Result<Self> {
        Ok(stored)
    }
}

impl Column for domain::Fen {
    type Stored = i64;

    fn read(stored: i64) -> Result<Self> {
        stored.try_into().map_err(|_| Error::Unreadable("an amount"))
    }
}

impl<T: Column> Column for Option<T> {
    type Stored = Option<T::Stored>;

    fn read(stored: Option<T::Stored>) -> Result<Self> {
        stored.map(T::read).transpose()
    }
}

/// Reads values by the names of their columns.
pub(crate) trait Columns {
    /// The value in the column called `name`.
    fn column<T: Column>(&self, name: &str) -> Result<T>;
}

impl Columns for Row<'_> {
    fn column<T: Column>(&self, name: &str) -> Result<T> {
        T::read(self.get(name)?)
    }
}

/// A count as SQLite holds it.
pub(crate) fn integer(count: u64) -> i64 {
    i64::try_from(count).expect("counts and sizes stay far below 2^63")
}
