//! Why the shelf could not do it.

use std::io;

use domain::Sha256;

/// Why the shelf could not do it.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The folder cannot be used.
    #[error("the photo folder cannot be used")]
    Folder(#[from] io::Error),
    /// The object store failed.
    #[error("the photo store failed")]
    Objects(#[from] object_store::Error),
    /// What was put was taken, and something else is given back.
    #[error("the photo store did not keep photo {0} as it was given")]
    NotKept(Sha256),
    /// What lies there is not what its name says any more.
    #[error("photo {0} is damaged on the shelf")]
    Damaged(Sha256),
}

/// What kind of trouble a shelf has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShelfTrouble {
    /// There is no room.
    Full,
    /// The store does not answer, or answers that it has trouble itself.
    Gone,
    /// The store does not let headquarters in, or has no such bucket.
    Refused,
    /// The store did not keep what it took.
    NotKept,
    /// What was kept is damaged.
    Damaged,
}

impl ShelfError {
    /// What kind of trouble it is.
    pub fn trouble(&self) -> ShelfTrouble {
        use object_store::Error::{NotFound, PermissionDenied, Unauthenticated};
        match self {
            Self::NotKept(_) => ShelfTrouble::NotKept,
            Self::Damaged(_) => ShelfTrouble::Damaged,
            _ if self.has_no_room() => ShelfTrouble::Full,
            Self::Objects(NotFound { .. } | PermissionDenied { .. } | Unauthenticated { .. }) => {
                ShelfTrouble::Refused
            }
            Self::Folder(_) | Self::Objects(_) => ShelfTrouble::Gone,
        }
    }

    /// Whether it failed for want of room.
    pub fn has_no_room(&self) -> bool {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(self);
        while let Some(error) = cause {
            let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
            if matches!(kind, Some(FileTooLarge | QuotaExceeded | StorageFull)) {
                return true;
            }
            cause = error.source();
        }
        false
    }
}
