//! The file form of a key store: a folder that only this user can read.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::PathBuf,
};

use super::{KeyStore, KeyStoreError, KeyStoreForm};

/// Secrets as files, mode 0600 in a folder of mode 0700.
#[derive(Debug)]
pub struct FileKeyStore {
    folder: PathBuf,
}

impl FileKeyStore {
    /// The store in `folder`, which is made where it is missing.
    pub fn at(folder: PathBuf) -> Result<Self, KeyStoreError> {
        fs::create_dir_all(&folder)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700))?;
        }
        Ok(Self { folder })
    }
}

impl KeyStore for FileKeyStore {
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, KeyStoreError> {
        match fs::read(self.folder.join(name)) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn keep(&self, name: &str, secret: &[u8]) -> Result<(), KeyStoreError> {
        let fresh = self.folder.join(format!("{name}.new"));
        let mut options = File::options();
        options.create(true).truncate(true).write(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&fresh)?;
        file.write_all(secret)?;
        // A key that is lost in a power cut takes the database with it.
        file.sync_all()?;
        fs::rename(&fresh, self.folder.join(name))?;
        #[cfg(unix)]
        File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    fn drop_secret(&self, name: &str) -> Result<(), KeyStoreError> {
        match fs::remove_file(self.folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    fn form(&self) -> KeyStoreForm {
        KeyStoreForm::File
    }
}
