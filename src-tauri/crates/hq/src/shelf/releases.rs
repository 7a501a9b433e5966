//! Files of releases on the shelf, beside the photos: each of hundreds of megabytes, so that none is in memory whole.

use std::{ops::Range, path::Path};

use bytes::Bytes;
use domain::Sha256;
use futures::{
    StreamExt, TryStreamExt,
    stream::{self, BoxStream},
};
use object_store::{GetOptions, GetRange, ObjectStoreExt, WriteMultipart, path::Path as ObjectPath};
use protocol::Hasher;
use tokio::{fs::File, io::AsyncReadExt};

use super::{Shelf, ShelfError};

const PIECE_BYTES: usize = 1_024 * 1_024;
/// Parts that are on their way to a far store at once.
const MOST_PARTS: usize = 4;

impl Shelf {
    /// Puts a release's file on the shelf, durably, and reads it back.
    pub async fn put_release(&self, sha256: Sha256, file: &Path) -> Result<(), ShelfError> {
        let (path, mut file) = (release_path(sha256), File::open(file).await?);
        let mut to = WriteMultipart::new(self.objects.put_multipart(&path).await?);
        let mut piece = vec![0; PIECE_BYTES];
        loop {
            let read = file.read(&mut piece).await?;
            if read == 0 {
                break;
            }
            to.wait_for_capacity(MOST_PARTS).await?;
            to.write(&piece[..read]);
        }
        to.finish().await?;
        if self.hash_of_release(sha256).await? == Some(sha256) {
            return Ok(());
        }
        self.remove(&path).await?;
        Err(ShelfError::NotKept(sha256))
    }

    /// The size of a release's file, if it is on the shelf.
    pub async fn release_size(&self, sha256: Sha256) -> Result<Option<u64>, ShelfError> {
        match self.objects.head(&release_path(sha256)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// A part of a release's file, if that is on the shelf. A part has no hash: whoever has all of them compares.
    pub async fn open_release(
        &self,
        sha256: Sha256,
        range: Range<u64>,
    ) -> Result<Option<BoxStream<'static, Result<Bytes, ShelfError>>>, ShelfError> {
        let options = GetOptions { range: Some(GetRange::Bounded(range.clone())), ..GetOptions::default() };
        match self.objects.get_opts(&release_path(sha256), options).await {
            Ok(found) if found.range == range => {
                Ok(Some(found.into_stream().map_err(ShelfError::from).boxed()))
            }
            // It is shorter than it was.
            Ok(_) => Ok(Some(stream::iter([Err(ShelfError::Damaged(sha256))]).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn hash_of_release(&self, sha256: Sha256) -> Result<Option<Sha256>, ShelfError> {
        let Some(found) = self.get(&release_path(sha256)).await? else { return Ok(None) };
        let (mut pieces, mut hasher) = (found.into_stream(), Hasher::new());
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
        }
        Ok(Some(hasher.finish()))
    }
}

fn release_path(sha256: Sha256) -> ObjectPath {
    ObjectPath::from(format!("releases/{sha256}"))
}
