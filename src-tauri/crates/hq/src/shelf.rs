//! The photo shelf: whole photos, and the thumbnails made of them, in an object store by branch and hash.

use std::{fs, io, path::Path, sync::Arc};

use bytes::Bytes;
use domain::{BranchId, Sha256};
use futures::{
    StreamExt,
    stream::{self, BoxStream},
};
use object_store::{
    ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path as ObjectPath,
};
use protocol::wire::MOST_PHOTO_BYTES;

/// Why the shelf could not do it.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The folder cannot be used.
    #[error("the photo folder cannot be used")]
    Folder(#[from] io::Error),
    /// The object store failed.
    #[error("the photo store failed")]
    Objects(#[from] object_store::Error),
}

impl ShelfError {
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

/// What lies on the shelf, and is read from there.
pub struct Lying {
    /// In bytes.
    pub size: u64,
    /// Its bytes, in order.
    pub bytes: BoxStream<'static, object_store::Result<Bytes>>,
}

/// Where photos lie.
#[derive(Clone)]
pub struct Shelf {
    objects: Arc<dyn ObjectStore>,
}

impl Shelf {
    /// A shelf in a folder, on which what was put stays.
    pub fn in_folder(folder: &Path) -> Result<Self, ShelfError> {
        fs::create_dir_all(folder)?;
        let objects = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { objects: Arc::new(objects) })
    }

    /// Puts a photo on the shelf, durably.
    pub async fn put(&self, branch: BranchId, sha256: Sha256, photo: Vec<u8>) -> Result<(), ShelfError> {
        self.objects.put(&photo_path(branch, sha256), PutPayload::from(photo)).await?;
        Ok(())
    }

    /// A photo to be read piece by piece, if it is on the shelf: an attachment is too long to stand in memory for each reader.
    pub async fn open(&self, branch: BranchId, sha256: Sha256) -> Result<Option<Lying>, ShelfError> {
        match self.objects.get(&photo_path(branch, sha256)).await {
            Ok(found) => {
                let size = found.meta.size;
                let bytes = if size <= MOST_PHOTO_BYTES {
                    stream::iter([Ok(found.bytes().await?)]).boxed()
                } else {
                    found.into_stream()
                };
                Ok(Some(Lying { size, bytes }))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A photo, if it is on the shelf.
    pub async fn find(&self, branch: BranchId, sha256: Sha256) -> Result<Option<Bytes>, ShelfError> {
        self.read(&photo_path(branch, sha256)).await
    }

    /// Takes a photo and its thumbnail from the shelf.
    pub async fn delete(&self, branch: BranchId, sha256: Sha256) -> Result<(), ShelfError> {
        for path in [photo_path(branch, sha256), thumbnail_path(branch, sha256)] {
            match self.objects.delete(&path).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Keeps a thumbnail of a photo.
    pub async fn put_thumbnail(
        &self,
        branch: BranchId,
        sha256: Sha256,
        thumbnail: Vec<u8>,
    ) -> Result<(), ShelfError> {
        self.objects.put(&thumbnail_path(branch, sha256), PutPayload::from(thumbnail)).await?;
        Ok(())
    }

    /// A thumbnail that was made before.
    pub async fn find_thumbnail(
        &self,
        branch: BranchId,
        sha256: Sha256,
    ) -> Result<Option<Bytes>, ShelfError> {
        self.read(&thumbnail_path(branch, sha256)).await
    }

    async fn read(&self, path: &ObjectPath) -> Result<Option<Bytes>, ShelfError> {
        match self.objects.get(path).await {
            Ok(found) => Ok(Some(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

fn photo_path(branch: BranchId, sha256: Sha256) -> ObjectPath {
    ObjectPath::from(format!("{branch}/{sha256}"))
}

fn thumbnail_path(branch: BranchId, sha256: Sha256) -> ObjectPath {
    ObjectPath::from(format!("{branch}/thumbnails/{sha256}"))
}
