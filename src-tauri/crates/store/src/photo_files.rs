//! The files of photos: `photos/ab/abcdef…`, each a nonce, ciphertext and tag (XChaCha20-Poly1305) bound to the photo's name.
//!
//! A file is whole or not there: written beside its place, made durable, renamed, and the folder made durable too.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard},
};

use domain::Sha256;
use protocol::{Nonce24, hash_of, open_bytes, seal_bytes};

use crate::{Error, Result};

/// The folder of sealed photos.
pub(crate) struct PhotoFiles {
    folder: PathBuf,
    /// Held while a file and its row change together, so that none is swept between the two.
    changing: Mutex<()>,
}

/// The right to change files and their rows.
pub(crate) struct Changing<'a> {
    files: &'a PhotoFiles,
    _guard: MutexGuard<'a, ()>,
}

impl PhotoFiles {
    pub(crate) fn in_folder(folder: PathBuf) -> Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, changing: Mutex::new(()) })
    }

    /// The folder as it may be found; nothing is made.
    pub(crate) fn found_in(folder: PathBuf) -> Self {
        Self { folder, changing: Mutex::new(()) }
    }

    /// Copies a photo's sealed file into another folder of photos, durably.
    pub(crate) fn copy_to(&self, sha256: Sha256, folder: &Path) -> Result<()> {
        let to = Self::found_in(folder.to_owned()).path(sha256);
        let letters = to.parent().expect("a photo stands in a folder of two letters");
        fs::create_dir_all(letters)?;
        let sealed = fs::read(self.path(sha256)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::PhotoDamaged,
            _ => error.into(),
        })?;
        write_durably(&to, &sealed)?;
        sync_folder(letters)?;
        Ok(sync_folder(folder)?)
    }

    /// Waits for the right to change files and their rows.
    pub(crate) fn changing(&self) -> Changing<'_> {
        // The lock guards no value that a panic could have left half changed.
        let guard = self.changing.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        Changing { files: self, _guard: guard }
    }

    /// The photo's bytes, if they are what the name says.
    pub(crate) fn read(&self, sha256: Sha256, key: &[u8; 32]) -> Result<Vec<u8>> {
        let sealed = fs::read(self.path(sha256)).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Error::PhotoDamaged,
            _ => error.into(),
        })?;
        let bytes = open_bytes(key, &bound_to(sha256), &sealed).map_err(|_| Error::PhotoDamaged)?;
        if hash_of(&bytes) == sha256 { Ok(bytes.to_vec()) } else { Err(Error::PhotoDamaged) }
    }

    fn path(&self, sha256: Sha256) -> PathBuf {
        let name = sha256.to_string();
        self.folder.join(&name[..2]).join(name)
    }
}

impl Changing<'_> {
    /// Writes a photo so that it outlasts a power cut.
    pub(crate) fn write(&self, sha256: Sha256, bytes: &[u8], key: &[u8; 32], nonce: Nonce24) -> Result<()> {
        let path = self.files.path(sha256);
        let folder = path.parent().expect("a photo stands in a folder of two letters");
        if !folder.exists() {
            fs::create_dir_all(folder)?;
            sync_folder(&self.files.folder)?;
        }
        let beside = path.with_extension("part");
        let written = write_durably(&beside, &seal_bytes(key, nonce, &bound_to(sha256), bytes));
        if let Err(error) = written.and_then(|()| fs::rename(&beside, &path)) {
            // What is left of it is useless, and is swept if it cannot be removed now.
            let _ = fs::remove_file(&beside);
            return Err(error.into());
        }
        Ok(sync_folder(folder)?)
    }

    /// Removes a photo's file; one that is gone already is as good.
    pub(crate) fn remove(&self, sha256: Sha256) -> Result<()> {
        match fs::remove_file(self.files.path(sha256)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes files that no row owns: what a crash left between a file and its row. Says how many.
    pub(crate) fn sweep(&self, is_owned: impl Fn(Sha256) -> Result<bool>) -> Result<usize> {
        let mut removed = 0;
        for folder in fs::read_dir(&self.files.folder)? {
            let folder = folder?.path();
            if !folder.is_dir() {
                continue;
            }
            for file in fs::read_dir(folder)? {
                let path = file?.path();
                let name = path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok());
                let is_owned = name.map(&is_owned).transpose()?.unwrap_or(false);
                if !is_owned {
                    fs::remove_file(path)?;
                    removed += 1;
                }
            }
        }
        Ok(removed)
    }
}

fn bound_to(sha256: Sha256) -> Vec<u8> {
    [b"counterfoil/photo-at-rest/1\0".as_slice(), &sha256.0].concat()
}

fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes a rename outlast a power cut. Windows has no handle on folders and journals renames itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
