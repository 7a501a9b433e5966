//! The photo shelf: whole photos, and the thumbnails made of them, in an object store by branch and hash.
//!
//! A photo's name is the hash of its content, so a store that does not give back what it was given is noticed: a far one
//! is asked at once for what was put, and whatever is read is compared with its name before it counts.

mod error;
mod place;
mod releases;

use std::{collections::BTreeSet, sync::Arc};

use bytes::Bytes;
use domain::{BranchId, Sha256};
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use object_store::{GetResult, ObjectStore, ObjectStoreExt, PutPayload, path::Path as ObjectPath};
use protocol::{Hasher, hash_of, wire::MOST_PHOTO_BYTES};

pub use error::{ShelfError, ShelfTrouble};
pub use place::{PhotoPlace, S3Place, provide_cryptography};

use crate::api::beside;

/// What is put to see whether anything can be.
const PROBE: &str = "probe";

/// What lies on the shelf, and is read from there.
pub struct Lying {
    /// In bytes.
    pub size: u64,
    /// Its bytes, in order; the last come only when all are what its name says.
    pub bytes: BoxStream<'static, Result<Bytes, ShelfError>>,
}

/// Where photos lie.
#[derive(Clone)]
pub struct Shelf {
    objects: Arc<dyn ObjectStore>,
    /// What was put is asked for at once.
    reads_back: bool,
}

impl Shelf {
    fn over(objects: impl ObjectStore, reads_back: bool) -> Self {
        Self { objects: Arc::new(objects), reads_back }
    }

    /// Puts a photo on the shelf, durably.
    pub async fn put(
        &self,
        branch: BranchId,
        sha256: Sha256,
        photo: impl Into<Bytes>,
    ) -> Result<(), ShelfError> {
        let (path, photo) = (photo_path(branch, sha256), photo.into());
        self.objects.put(&path, PutPayload::from_bytes(photo.clone())).await?;
        if self.reads_back && !self.holds(&path, photo).await? {
            return Err(ShelfError::NotKept(sha256));
        }
        Ok(())
    }

    /// A photo to be read piece by piece, if it is on the shelf: an attachment is too long to stand in memory for each reader.
    pub async fn open(&self, branch: BranchId, sha256: Sha256) -> Result<Option<Lying>, ShelfError> {
        let Some(found) = self.get(&photo_path(branch, sha256)).await? else { return Ok(None) };
        let size = found.meta.size;
        let bytes = if size <= MOST_PHOTO_BYTES {
            stream::iter([Ok(whole(found, sha256).await?)]).boxed()
        } else {
            checked(found.into_stream(), sha256)
        };
        Ok(Some(Lying { size, bytes }))
    }

    /// A photo, if it is on the shelf.
    pub async fn find(&self, branch: BranchId, sha256: Sha256) -> Result<Option<Bytes>, ShelfError> {
        match self.get(&photo_path(branch, sha256)).await? {
            Some(found) => Ok(Some(whole(found, sha256).await?)),
            None => Ok(None),
        }
    }

    /// Takes a photo and its thumbnail from the shelf.
    pub async fn delete(&self, branch: BranchId, sha256: Sha256) -> Result<(), ShelfError> {
        for path in [photo_path(branch, sha256), thumbnail_path(branch, sha256)] {
            self.remove(&path).await?;
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

    /// Takes a thumbnail away.
    pub async fn delete_thumbnail(&self, branch: BranchId, sha256: Sha256) -> Result<(), ShelfError> {
        self.remove(&thumbnail_path(branch, sha256)).await
    }

    /// A thumbnail that was made before.
    pub async fn find_thumbnail(
        &self,
        branch: BranchId,
        sha256: Sha256,
    ) -> Result<Option<Bytes>, ShelfError> {
        match self.get(&thumbnail_path(branch, sha256)).await? {
            Some(found) => Ok(Some(found.bytes().await?)),
            None => Ok(None),
        }
    }

    /// Whether no photo lies here.
    pub async fn is_empty(&self) -> Result<bool, ShelfError> {
        let mut lying = self.objects.list(None);
        while let Some(object) = lying.try_next().await? {
            if photo_at(&object.location).is_some() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether the store answers, has room, and lets headquarters in: only something that is put tells all of it.
    pub async fn answers(&self) -> Result<(), ShelfError> {
        self.objects.put(&ObjectPath::from(PROBE), PutPayload::from_static(b"ok")).await?;
        Ok(())
    }

    /// Takes away every photo and thumbnail but those of `named`; what headquarters did not put here stays.
    pub async fn keep_only(&self, named: &BTreeSet<(BranchId, Sha256)>) -> Result<(), ShelfError> {
        let mut lying = self.objects.list(None);
        while let Some(object) = lying.try_next().await? {
            if photo_at(&object.location).is_some_and(|photo| !named.contains(&photo)) {
                self.remove(&object.location).await?;
            }
        }
        Ok(())
    }

    /// How many photos and thumbnails lie here that are not of `named`.
    pub async fn count_beside(&self, named: &BTreeSet<(BranchId, Sha256)>) -> Result<u64, ShelfError> {
        let mut lying = self.objects.list(None);
        let mut count = 0;
        while let Some(object) = lying.try_next().await? {
            count += u64::from(photo_at(&object.location).is_some_and(|photo| !named.contains(&photo)));
        }
        Ok(count)
    }

    async fn get(&self, path: &ObjectPath) -> Result<Option<GetResult>, ShelfError> {
        match self.objects.get(path).await {
            Ok(found) => Ok(Some(found)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn remove(&self, path: &ObjectPath) -> Result<(), ShelfError> {
        match self.objects.delete(path).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether the store gives back what it was given.
    async fn holds(&self, path: &ObjectPath, mut given: Bytes) -> Result<bool, ShelfError> {
        let Some(found) = self.get(path).await? else { return Ok(false) };
        let mut pieces = found.into_stream();
        while let Some(piece) = pieces.try_next().await? {
            if !given.starts_with(&piece) {
                return Ok(false);
            }
            given = given.slice(piece.len()..);
        }
        Ok(given.is_empty())
    }
}

/// All of what was found, which is what its name says.
async fn whole(found: GetResult, sha256: Sha256) -> Result<Bytes, ShelfError> {
    let photo = found.bytes().await?;
    let (photo, hash) = beside(move || {
        let hash = hash_of(&photo);
        (photo, hash)
    })
    .await;
    if hash == sha256 { Ok(photo) } else { Err(ShelfError::Damaged(sha256)) }
}

/// The same piece by piece. The last waits until all are known: what is damaged never looks whole.
fn checked(
    pieces: BoxStream<'static, object_store::Result<Bytes>>,
    sha256: Sha256,
) -> BoxStream<'static, Result<Bytes, ShelfError>> {
    let begun = (pieces.fuse(), Hasher::new(), None::<Bytes>);
    stream::try_unfold(begun, move |(mut pieces, mut hasher, mut last)| async move {
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
            if let Some(ready) = last.replace(piece) {
                return Ok(Some((ready, (pieces, hasher, last))));
            }
        }
        match last {
            Some(_) if hasher.clone().finish() != sha256 => Err(ShelfError::Damaged(sha256)),
            Some(last) => Ok(Some((last, (pieces, hasher, None)))),
            None => Ok(None),
        }
    })
    .boxed()
}

fn photo_path(branch: BranchId, sha256: Sha256) -> ObjectPath {
    ObjectPath::from(format!("{branch}/{sha256}"))
}

fn thumbnail_path(branch: BranchId, sha256: Sha256) -> ObjectPath {
    ObjectPath::from(format!("{branch}/thumbnails/{sha256}"))
}

/// The photo that lies at `path`, or whose thumbnail does.
fn photo_at(path: &ObjectPath) -> Option<(BranchId, Sha256)> {
    let parts: Vec<_> = path.parts().collect();
    let (branch, sha256) = match parts.as_slice() {
        [branch, sha256] => (branch, sha256),
        [branch, thumbnails, sha256] if thumbnails.as_ref() == "thumbnails" => (branch, sha256),
        _ => return None,
    };
    Some((branch.as_ref().parse().ok()?, sha256.as_ref().parse().ok()?))
}
