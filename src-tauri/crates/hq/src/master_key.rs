//! The master key: what headquarters' own keys and the branches' keys are sealed with at rest.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use protocol::{SealError, open_bytes, seal_bytes};

use crate::clock::random;

/// Where the master key may stand instead of its file: 64 hex digits.
pub const MASTER_KEY_VARIABLE: &str = "COUNTERFOIL_HQ_MASTER_KEY";

const FILE: &str = "master.key";

/// 32 bytes that never enter the database. Has no `Debug`.
#[derive(Clone)]
pub struct MasterKey([u8; 32]);

/// Why there is no master key.
#[derive(Debug, thiserror::Error)]
pub enum MasterKeyError {
    /// The variable holds something else.
    #[error("{MASTER_KEY_VARIABLE} is not 64 hex digits")]
    Variable,
    /// The file holds something else.
    #[error("the master key's file is not 32 bytes")]
    File,
    /// Others may read the file.
    #[error("the master key's file can be read by others; its mode must be 0600")]
    OpenToOthers,
    /// The file cannot be read or made.
    #[error("could not read or make the master key's file")]
    Io(#[from] io::Error),
}

impl MasterKey {
    /// The key in `variable` where there is one, else that of the file in `folder`, which is made at the first start.
    pub fn find(folder: &Path, variable: Option<&str>) -> Result<Self, MasterKeyError> {
        if let Some(hex) = variable {
            return from_hex(hex.trim()).map(Self).ok_or(MasterKeyError::Variable);
        }
        fs::create_dir_all(folder)?;
        let path = folder.join(FILE);
        match fs::read(&path) {
            Ok(bytes) => {
                refuse_open_to_others(&path)?;
                bytes.try_into().map(Self).map_err(|_| MasterKeyError::File)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::make(folder, &path),
            Err(error) => Err(error.into()),
        }
    }

    fn make(folder: &Path, path: &Path) -> Result<Self, MasterKeyError> {
        let key = random();
        // Beside its place first: half a key in its place would shut headquarters for ever.
        let beside = path.with_extension("new");
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&beside)?;
        file.write_all(&key)?;
        file.sync_all()?;
        fs::rename(&beside, path)?;
        if cfg!(unix) {
            File::open(folder)?.sync_all()?;
        }
        Ok(Self(key))
    }

    /// Seals `secret` for what `name` says, so that one sealed secret cannot stand for another.
    pub fn seal(&self, name: &str, secret: &[u8]) -> Vec<u8> {
        seal_bytes(&self.0, random(), name.as_bytes(), secret)
    }

    /// Opens what was sealed for `name`.
    pub fn open<const N: usize>(&self, name: &str, sealed: &[u8]) -> Result<[u8; N], SealError> {
        open_bytes(&self.0, name.as_bytes(), sealed)?[..].try_into().map_err(|_| SealError)
    }
}

#[cfg(unix)]
fn refuse_open_to_others(path: &Path) -> Result<(), MasterKeyError> {
    let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(path)?);
    if mode & 0o077 == 0 { Ok(()) } else { Err(MasterKeyError::OpenToOthers) }
}

#[cfg(not(unix))]
fn refuse_open_to_others(_path: &Path) -> Result<(), MasterKeyError> {
    Ok(())
}

fn from_hex(hex: &str) -> Option<[u8; 32]> {
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[place * 2..place * 2 + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let made = MasterKey::find(folder.path(), None).unwrap();
        let sealed = made.seal("branch 1", &[7; 32]);
        let found = MasterKey::find(folder.path(), None).unwrap();
        assert_eq!(found.open("branch 1", &sealed), Ok([7; 32]));
        assert_eq!(found.open::<32>("branch 2", &sealed), Err(SealError));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let path = folder.path().join(FILE);
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
            assert!(matches!(MasterKey::find(folder.path(), None), Err(MasterKeyError::OpenToOthers)));
        }
    }

    #[test]
    fn the_variable_comes_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let key = MasterKey::find(folder.path(), Some(&"0f".repeat(32))).unwrap();
        assert_eq!(key.0, [15; 32]);
        assert!(!folder.path().join(FILE).exists());
        assert!(matches!(MasterKey::find(folder.path(), Some("short")), Err(MasterKeyError::Variable)));
    }
}
