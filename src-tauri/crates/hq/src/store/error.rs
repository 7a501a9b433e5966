//! Why the store could not do it.

/// Why the store could not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused, or could not.
    #[error("the database failed")]
    Database(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What was read is not what this program writes.
    #[error("the database holds a damaged {0}")]
    Damaged(&'static str),
    /// This SQLite loses commits in a WAL reset race.
    #[error("SQLite {0} may lose commits and is refused")]
    UnsafeVersion(String),
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
            Some(rusqlite::ErrorCode::ConstraintViolation) => Self::Taken,
            _ => Self::Database(Box::new(error)),
        }
    }
}

impl From<refinery::Error> for StoreError {
    fn from(error: refinery::Error) -> Self {
        Self::Database(Box::new(error))
    }
}
