//! What can go wrong while the store is at work.

use protocol::SealError;
use rusqlite::{ErrorCode, ffi};

/// Why something could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nothing was written; what was there before is whole.
    #[error("the disk is full")]
    DiskFull,
    /// The folder or file may not be written any more.
    #[error("the database or its folder cannot be written")]
    Unwritable,
    /// The database has become unreadable while in use.
    #[error("the database is damaged")]
    Damaged,
    /// The disk did not confirm a write, or an invariant of the log broke: the program has to end.
    #[error("the store has stopped because a write could not be trusted")]
    Stopped,
    /// The branch's key is not here.
    #[error("the branch key is not here")]
    NoBranchKey,
    /// A photo's file does not hold what its name says.
    #[error("a photo's file is missing or damaged")]
    PhotoDamaged,
    /// An acknowledgement names a line that this log does not have, or has otherwise.
    #[error("the acknowledgement does not match this device's log")]
    AckMismatch,
    /// Same place in the log, another line.
    #[error("the line stands where this device's log has another")]
    Fork,
    /// The file system refused.
    #[error("a file could not be read or written")]
    File(#[source] std::io::Error),
    /// SQLite refused for another reason.
    #[error("the database refused")]
    Sqlite(#[source] rusqlite::Error),
    /// What was stored cannot be understood.
    #[error("a stored value cannot be read: {0}")]
    Unreadable(&'static str),
}

/// What the store answers.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// What a failure of SQLite means to whoever has to act on it, where it means something of its own.
    pub(crate) fn cause(error: &rusqlite::Error) -> Option<Self> {
        let rusqlite::Error::SqliteFailure(failure, _) = error else { return None };
        match (failure.code, failure.extended_code) {
            (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_SHMSIZE) => Some(Self::DiskFull),
            (_, ffi::SQLITE_IOERR_FSYNC | ffi::SQLITE_IOERR_DIR_FSYNC) => Some(Self::Stopped),
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen, _) => {
                Some(Self::Unwritable)
            }
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => Some(Self::Damaged),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::cause(&error).unwrap_or(Self::Sqlite(error))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind::*;
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::DiskFull,
            PermissionDenied | ReadOnlyFilesystem | NotADirectory => Self::Unwritable,
            _ => Self::File(error),
        }
    }
}

impl From<SealError> for Error {
    fn from(_: SealError) -> Self {
        Self::Unreadable("a seal does not open")
    }
}
