//! Why a store does not open, told apart by what somebody can do about it.

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder or the file cannot be made or written.
    #[error("the database or its folder cannot be written")]
    Unwritable,
    /// There is no room to start with.
    #[error("the disk is full")]
    DiskFull,
    /// Another program holds the database.
    #[error("another program is using the database")]
    Busy,
    /// Every page is whole for some other key.
    #[error("the key does not open the database")]
    WrongKey,
    /// The file is something else, or was cut or overwritten beyond recognition.
    #[error("the file is not a database of this program")]
    NotADatabase,
    /// Some pages are not what was written; restoring a backup is what helps.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// This SQLite may lose commits.
    #[error("SQLite {0} may lose commits and is refused")]
    SqliteTooOld(String),
    /// A newer version of the program has written here.
    #[error("the database was written by a newer version (schema {found}, this version knows {known})")]
    NewerSchema {
        /// The schema in the file.
        found: i64,
        /// The newest this version knows.
        known: i64,
    },
    /// A migration that was applied here is not the one in this program.
    #[error("a migration of the database differs from this program's")]
    OtherMigrations,
    /// A setting that durability or secrecy rests on does not hold.
    #[error("the setting {0} does not hold")]
    Setting(&'static str),
    /// Anything else.
    #[error("could not open the database")]
    Io(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl From<crate::Error> for OpenError {
    fn from(error: crate::Error) -> Self {
        use crate::Error::*;
        match error {
            DiskFull => Self::DiskFull,
            Unwritable => Self::Unwritable,
            Damaged => Self::Damaged("a page cannot be read".to_owned()),
            Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
                Self::Busy
            }
            other => Self::Io(Box::new(other)),
        }
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        crate::Error::from(error).into()
    }
}
