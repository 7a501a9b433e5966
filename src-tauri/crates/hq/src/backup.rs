//! Backup and restore: the database as it stood at one moment, its photos, and the list of what was forgotten.
//!
//! A backup's database is put in its place last, so a folder without one is no backup. The master key is no part of it.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use domain::{BranchId, EpochId, Instant, Sha256};
use protocol::{hash_of, wire::Generation};

use crate::{
    HqState, PhotoPlace, Shelf, ShelfError, Sqlite, StoreError,
    clock::{id_time, random},
    forgetting::{Forgotten, add_to_list, read_list},
    store::{carry_audit_on, drop_photos, is_in_use, make_anew, photos_in},
};

const PHOTOS: &str = "photos";

/// What a backup has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// Photos that were copied now.
    pub new_photos: u64,
    /// Photos that it had.
    pub known_photos: u64,
}

/// What may give way to what is restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// Nothing: there must be no data and no photo.
    Nothing,
    /// The data folder. In a bucket, which others may use too, everything stays that has another name.
    Data,
    /// In a bucket as well every photo that the backup does not name.
    DataAndBucket,
}

/// What was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Branches, whose feeds are told anew.
    pub branches: u64,
    /// Photos.
    pub photos: u64,
    /// Tickets that stay forgotten.
    pub forgotten: u64,
    /// Photos and thumbnails in the bucket that the backup does not name, and that were left there.
    pub left: u64,
}

/// Why nothing was backed up or restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database cannot be copied, or the copy cannot be read back.
    #[error("could not copy the database and read it back")]
    Store(#[from] StoreError),
    /// A folder cannot be used.
    #[error("could not read or write a folder")]
    Folder(#[from] io::Error),
    /// The shelf failed.
    #[error("could not read or write the photo shelf")]
    Shelf(#[from] ShelfError),
    /// A photo is missing, or is not what its name says.
    #[error("photo {0} is missing or damaged")]
    Photo(Sha256),
    /// There is no database in the folder.
    #[error("this folder is not a backup")]
    NoBackup,
    /// A process has the data open.
    #[error("headquarters is running over this data; stop it first")]
    InUse,
    /// There is data already.
    #[error("there is data already, or photos are; --replace says that the data may go")]
    NotEmpty,
}

impl HqState {
    /// Brings the backup in `folder` up to date, or makes it, while headquarters serves.
    pub async fn backup(&self, folder: &Path) -> Result<BackedUp, BackupError> {
        fs::create_dir_all(folder)?;
        let (file, new) = (Sqlite::file_in(folder), folder.join("headquarters.new"));
        remove_if_there(&new)?;
        self.store.copy_to(new.clone()).await?;
        let photos = photos_in(&new)?;
        let mut done = BackedUp { new_photos: 0, known_photos: 0 };
        let mut gone = Vec::new();
        for (branch, sha256) in &photos {
            let path = photo_in(folder, *branch, *sha256);
            if path.try_exists()? {
                done.known_photos += 1;
                continue;
            }
            let found = match self.shelf.find(*branch, *sha256).await {
                Err(ShelfError::Damaged(sha256)) => return Err(BackupError::Photo(sha256)),
                found => found?,
            };
            let Some(photo) = found else {
                // Gone since the database was copied: mostly because its ticket was forgotten, which the list says.
                if self.store.find_photo(*branch, *sha256).await?.is_some() {
                    return Err(BackupError::Photo(*sha256));
                }
                gone.push((*branch, *sha256));
                continue;
            };
            put(&path, *sha256, &photo)?;
            done.new_photos += 1;
        }
        if !gone.is_empty() {
            drop_photos(&new, &gone)?;
        }
        // Read behind the photos, and from the store too: another node keeps a list of its own.
        let forgotten: Forgotten = self.store.list_forgotten().await?.into_iter().collect();
        add_to_list(folder, &(&read_list(&self.data)? | &forgotten))?;
        fs::rename(&new, &file)?;
        sync_folder(folder)?;
        drop_other_photos(folder, &photos.into_iter().collect())?;
        Ok(done)
    }
}

/// Makes `data`, and the shelf at `place`, what the backup in `folder` is, and lets every branch know that it was restored. `now` dates new epochs.
///
/// Nothing of `data` is touched before the copy is whole beside it. Its own list of what was forgotten counts too.
pub async fn restore(
    folder: &Path,
    (data, place): (&Path, &PhotoPlace),
    replace: Replace,
    now: Instant,
) -> Result<Restored, BackupError> {
    let backup = Sqlite::file_in(folder);
    if !backup.try_exists()? {
        return Err(BackupError::NoBackup);
    }
    let file = Sqlite::file_in(data);
    if is_in_use(&file)? {
        return Err(BackupError::InUse);
    }
    fs::create_dir_all(data)?;
    let shelf = Shelf::at(place, data)?;
    if (file.try_exists()? || !shelf.is_empty().await?) && replace == Replace::Nothing {
        return Err(BackupError::NotEmpty);
    }
    let forgotten = &read_list(folder)? | &read_list(data)?;
    add_to_list(data, &forgotten)?;

    let new = data.join("headquarters.new");
    remove_if_there(&new)?;
    fs::copy(&backup, &new)?;
    let fresh = || (Generation::from_bytes(random()), EpochId::new(id_time(now), random()));
    let branches = make_anew(&new, forgotten.iter().copied(), fresh)?;
    // Who looked at what since that backup is not forgotten with the data.
    carry_audit_on(&file, &new)?;
    let photos = photos_in(&new)?;
    for (branch, sha256) in &photos {
        let photo = fs::read(photo_in(folder, *branch, *sha256)).map_err(|_| BackupError::Photo(*sha256))?;
        if hash_of(&photo) != *sha256 {
            return Err(BackupError::Photo(*sha256));
        }
        shelf.put(*branch, *sha256, photo).await?;
    }
    fs::rename(&new, &file)?;
    sync_folder(data)?;
    let named = photos.iter().copied().collect();
    let left = match place {
        PhotoPlace::S3(_) if replace != Replace::DataAndBucket => shelf.count_beside(&named).await?,
        _ => {
            shelf.keep_only(&named).await?;
            0
        }
    };
    Ok(Restored { branches, photos: photos.len() as u64, forgotten: forgotten.len() as u64, left })
}

fn photo_in(folder: &Path, branch: BranchId, sha256: Sha256) -> PathBuf {
    folder.join(PHOTOS).join(branch.to_string()).join(sha256.to_string())
}

/// Puts a photo in its place durably, and reads it back.
fn put(path: &Path, sha256: Sha256, photo: &[u8]) -> Result<(), BackupError> {
    let folder = path.parent().expect("a photo lies in its branch's folder");
    fs::create_dir_all(folder)?;
    let beside = path.with_extension("new");
    let mut file = File::create(&beside)?;
    file.write_all(photo)?;
    file.sync_all()?;
    if hash_of(&fs::read(&beside)?) != sha256 {
        fs::remove_file(&beside)?;
        return Err(BackupError::Photo(sha256));
    }
    fs::rename(&beside, path)?;
    sync_folder(folder)?;
    Ok(())
}

/// Takes away photos and thumbnails that the database does not name: those of forgotten tickets, and of other data.
fn drop_other_photos(folder: &Path, named: &BTreeSet<(BranchId, Sha256)>) -> io::Result<()> {
    let photos = folder.join(PHOTOS);
    if !photos.try_exists()? {
        return Ok(());
    }
    for branch in fs::read_dir(photos)? {
        let branch = branch?;
        let Some(id) = branch.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        drop_unnamed(&branch.path(), |sha256| named.contains(&(id, sha256)))?;
        let thumbnails = branch.path().join("thumbnails");
        if thumbnails.try_exists()? {
            drop_unnamed(&thumbnails, |sha256| named.contains(&(id, sha256)))?;
        }
    }
    Ok(())
}

fn drop_unnamed(folder: &Path, is_named: impl Fn(Sha256) -> bool) -> io::Result<()> {
    for file in fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name().to_str().and_then(|name| name.parse().ok());
        if name.is_some_and(|sha256| !is_named(sha256)) {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
