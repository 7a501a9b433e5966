//! Why the store could not do it.

use rusqlite::{ErrorCode, ffi::SQLITE_IOERR_SHMSIZE};

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused, or could not.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database cannot be reached, or does not answer in time. What was being written may have been kept or not.
    #[error("the database cannot be reached")]
    Away(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// There is no room; nothing was written, and what was there before is whole.
    #[error("the disk is full")]
    Full,
    /// What was read is not what this program writes.
    #[error("the database holds a damaged {0}")]
    Damaged(&'static str),
    /// What was carried into another database is not what it was.
    #[error("what was carried of {0} is not what it was")]
    Differs(&'static str),
    /// The database is being filled from a file, and is not whole yet.
    #[error("this database is being filled; finish the move first")]
    BeingFilled,
    /// The file's headquarters lives in another database now.
    #[error("this headquarters has moved to PostgreSQL; this file is what it was then")]
    Moved,
    /// This SQLite loses commits in a WAL reset race.
    #[error("SQLite {0} may lose commits and is refused")]
    UnsafeVersion(String),
    /// What was given as the database's address is none.
    #[error("the database's address cannot be read")]
    Address,
    /// The folder or the file cannot be used.
    #[error("the data folder cannot be used")]
    Folder(#[from] std::io::Error),
    /// Something of this name or code is there already.
    #[error("there is one of this name already")]
    Taken,
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => Self::Taken,
            _ if has_no_room(&error) => Self::Full,
            _ => Self::Database(Box::new(error)),
        }
    }
}

impl From<refinery::Error> for StoreError {
    fn from(error: refinery::Error) -> Self {
        match error.kind() {
            refinery::error::Kind::Connection(_, source)
                if source.downcast_ref().is_some_and(has_no_room) =>
            {
                Self::Full
            }
            refinery::error::Kind::Connection(_, source)
                if source
                    .downcast_ref::<tokio_postgres::Error>()
                    .is_some_and(|error| error.code().is_none()) =>
            {
                Self::Away(Box::new(error))
            }
            _ => Self::Database(Box::new(error)),
        }
    }
}

/// The index beside the write-ahead log needs room as well.
pub fn has_no_room(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
        || error.sqlite_error().is_some_and(|error| error.extended_code == SQLITE_IOERR_SHMSIZE)
}
