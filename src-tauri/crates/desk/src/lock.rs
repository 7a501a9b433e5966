//! One app at a time: a lock file in the state folder.
//!
//! The plugin that brings the first window to the front is silent without a session bus; the lock is not.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::Path,
};

/// Held while the app runs; the system lets go of it when the process ends, however it ends.
#[derive(Debug)]
pub struct AppLock {
    _file: File,
}

/// Why the lock could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another app of this user has it.
    #[error("the app is running already")]
    Running,
    /// The folder cannot be written.
    #[error("could not lock the state folder")]
    Unwritable(#[source] io::Error),
}

impl AppLock {
    /// Takes the lock of `state`, making the folder where it is missing.
    pub fn take(state: &Path) -> Result<Self, LockError> {
        fs::create_dir_all(state).map_err(LockError::Unwritable)?;
        let path = state.join("lock");
        let file = File::options()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(LockError::Unwritable)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Running),
            Err(TryLockError::Error(error)) => Err(LockError::Unwritable(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_app_is_told_that_the_first_runs() {
        let folder = tempfile::tempdir().unwrap();
        let first = AppLock::take(folder.path()).unwrap();
        assert!(matches!(AppLock::take(folder.path()), Err(LockError::Running)));
        drop(first);
        AppLock::take(folder.path()).unwrap();
    }

    #[test]
    fn a_state_folder_that_is_a_file_is_named_unwritable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        fs::write(&path, "").unwrap();
        assert!(matches!(AppLock::take(&path), Err(LockError::Unwritable(_))));
    }
}
