//! Where the counter's secrets live: the system's key store, else files of their own.

mod file;
mod system;

use std::{fs, io, path::Path};

pub use file::FileKeyStore;
pub use system::SystemKeyStore;

/// Keeps named secrets for this app.
pub trait KeyStore: Send + Sync {
    /// The secret of that name, if there is one.
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError>;

    /// Keeps a secret, replacing what was there.
    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), KeyStoreError>;

    /// Drops a secret; nothing happens when there is none.
    fn drop_secret(&self, name: &str) -> Result<(), KeyStoreError>;

    /// Which form this is, as Settings says it.
    fn form(&self) -> KeyStoreForm;
}

/// The form of a key store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyStoreForm {
    /// The system's own.
    System,
    /// Files that only this user can read.
    File,
}

/// A secret could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum KeyStoreError {
    /// The system's key store, which holds our keys, gives no answer.
    #[error("the system's key store does not answer")]
    NoAnswer,
    /// The file form cannot be read or written.
    #[error("could not use the key files")]
    File(#[from] io::Error),
}

const CHOSEN: &str = "key-store";

/// The key store of the app whose state folder this is.
///
/// The first run chooses: the system's where it answers, else files. Later runs keep to it, for a silent change would
/// make the database unreadable.
pub fn key_store(state: &Path) -> Result<Box<dyn KeyStore>, KeyStoreError> {
    fs::create_dir_all(state)?;
    let marker = state.join(CHOSEN);
    match fs::read_to_string(&marker).ok().as_deref().map(str::trim) {
        Some("file") => Ok(Box::new(FileKeyStore::at(state.join("keys"))?)),
        Some(account) if account.starts_with("system ") => {
            SystemKeyStore::for_account(account["system ".len()..].to_owned())
                .map(|store| Box::new(store) as Box<dyn KeyStore>)
                .ok_or(KeyStoreError::NoAnswer)
        }
        _ => {
            // Two state folders of one user never share secrets: the folder's own path is part of the name.
            let account = state.display().to_string();
            if let Some(store) = SystemKeyStore::for_account(account.clone()) {
                fs::write(&marker, format!("system {account}\n"))?;
                return Ok(Box::new(store));
            }
            let store = FileKeyStore::at(state.join("keys"))?;
            fs::write(&marker, "file\n")?;
            Ok(Box::new(store))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_chosen_first_is_kept() {
        let state = tempfile::tempdir().unwrap();
        fs::write(state.path().join(CHOSEN), "file\n").unwrap();
        let store = key_store(state.path()).unwrap();
        assert_eq!(store.form(), KeyStoreForm::File);
        store.keep("database", b"secret").unwrap();
        assert_eq!(
            key_store(state.path()).unwrap().secret("database").unwrap().as_deref(),
            Some(&b"secret"[..])
        );
        store.drop_secret("database").unwrap();
        store.drop_secret("database").unwrap();
        assert_eq!(store.secret("database").unwrap(), None);
    }
}
