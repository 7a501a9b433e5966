//! What every photo shelf promises, in a folder and in a bucket alike.

use std::{collections::BTreeSet, path::Path};

use bytes::Bytes;
use domain::{BranchId, Sha256};
use futures::TryStreamExt;
use hq::{Lying, PhotoPlace, Shelf, ShelfError, ShelfTrouble};
use protocol::{hash_of, wire::MOST_PHOTO_BYTES};
use tempfile::TempDir;
use tests::s3::{S3Server, spoil};

/// A place for a shelf, and where what lies there is on the disk.
struct Places {
    root: TempDir,
    // Ends with the test.
    _server: Option<S3Server>,
    place: PhotoPlace,
    prefix: &'static str,
}

impl Places {
    fn folder() -> Self {
        let root = tempfile::tempdir().unwrap();
        Self { root, _server: None, place: PhotoPlace::Folder, prefix: "photos" }
    }

    fn bucket() -> Self {
        let root = tempfile::tempdir().unwrap();
        let server = S3Server::start(root.path());
        let place = PhotoPlace::S3(server.place("carrier/photos"));
        Self { root, _server: Some(server), place, prefix: "photos/carrier/photos" }
    }

    fn shelf(&self) -> Shelf {
        Shelf::at(&self.place, self.root.path()).unwrap()
    }

    fn file(&self, branch: BranchId, sha256: Sha256) -> std::path::PathBuf {
        self.root.path().join(self.prefix).join(branch.to_string()).join(sha256.to_string())
    }
}

fn branch(number: u8) -> BranchId {
    BranchId::from_bytes([number; 16])
}

fn of_size(size: usize, seed: u8) -> (Sha256, Vec<u8>) {
    let bytes: Vec<u8> = (0..size).map(|at| (at % 251) as u8 ^ seed).collect();
    (hash_of(&bytes), bytes)
}

async fn all(lying: Lying) -> Result<Vec<u8>, ShelfError> {
    let pieces: Vec<Bytes> = lying.bytes.try_collect().await?;
    Ok(pieces.concat())
}

/// Runs a promise on both kinds.
async fn on_both(promise: impl AsyncFn(Places)) {
    promise(Places::folder()).await;
    promise(Places::bucket()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_put_is_found_until_it_is_deleted() {
    on_both(async |places| {
        let shelf = places.shelf();
        let (sha256, photo) = of_size(300_000, 1);
        shelf.answers().await.unwrap();
        assert!(shelf.is_empty().await.unwrap(), "asking leaves no photo");
        assert!(shelf.find(branch(1), sha256).await.unwrap().is_none());
        assert!(shelf.open(branch(1), sha256).await.unwrap().is_none());
        shelf.put(branch(1), sha256, photo.clone()).await.unwrap();
        shelf.put(branch(1), sha256, photo.clone()).await.unwrap();
        assert!(!shelf.is_empty().await.unwrap());
        assert_eq!(shelf.find(branch(1), sha256).await.unwrap().unwrap(), photo);
        assert!(shelf.find(branch(2), sha256).await.unwrap().is_none(), "a photo is its branch's");

        shelf.put_thumbnail(branch(1), sha256, b"small".to_vec()).await.unwrap();
        assert_eq!(shelf.find_thumbnail(branch(1), sha256).await.unwrap().unwrap(), b"small".as_slice());
        shelf.delete(branch(1), sha256).await.unwrap();
        shelf.delete(branch(1), sha256).await.unwrap();
        assert!(shelf.find(branch(1), sha256).await.unwrap().is_none());
        assert!(shelf.find_thumbnail(branch(1), sha256).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_attachment_is_read_piece_by_piece_and_stays_for_whoever_opens_the_shelf_next() {
    on_both(async |places| {
        let (sha256, file) = of_size(MOST_PHOTO_BYTES as usize + 1_000_000, 2);
        places.shelf().put(branch(1), sha256, file.clone()).await.unwrap();
        let lying = places.shelf().open(branch(1), sha256).await.unwrap().unwrap();
        assert_eq!(lying.size, file.len() as u64);
        let pieces: Vec<Bytes> = lying.bytes.try_collect().await.unwrap();
        assert!(pieces.len() > 1, "it never stands in memory as a whole");
        assert_eq!(pieces.concat(), file);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_behind_the_shelf_is_never_given_out_as_whole() {
    on_both(async |places| {
        let shelf = places.shelf();
        for (size, seed) in [(200_000, 3), (MOST_PHOTO_BYTES as usize + 50_000, 4)] {
            let (sha256, photo) = of_size(size, seed);
            shelf.put(branch(1), sha256, photo).await.unwrap();
            spoil(&places.file(branch(1), sha256));
            let found = shelf.find(branch(1), sha256).await.unwrap_err();
            assert_eq!(found.trouble(), ShelfTrouble::Damaged);
            let read = match shelf.open(branch(1), sha256).await {
                Ok(lying) => all(lying.unwrap()).await.unwrap_err(),
                Err(error) => error,
            };
            assert!(matches!(read, ShelfError::Damaged(named) if named == sha256), "{read}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_is_named_stays_and_what_is_not_ours_is_left_alone() {
    on_both(async |places| {
        let shelf = places.shelf();
        let ((kept, photo), (other, another)) = (of_size(5_000, 5), of_size(5_000, 6));
        for branch in [branch(1), branch(2)] {
            shelf.put(branch, kept, photo.clone()).await.unwrap();
            shelf.put(branch, other, another.clone()).await.unwrap();
            shelf.put_thumbnail(branch, other, b"small".to_vec()).await.unwrap();
        }
        let foreign = places.file(branch(1), kept).with_file_name("README");
        std::fs::write(&foreign, "somebody's own").unwrap();
        shelf.keep_only(&BTreeSet::from([(branch(1), kept), (branch(2), other)])).await.unwrap();
        let there = async |branch, sha256| shelf.find(branch, sha256).await.unwrap().is_some();
        assert!(there(branch(1), kept).await && there(branch(2), other).await);
        assert!(!there(branch(1), other).await && !there(branch(2), kept).await);
        assert!(shelf.find_thumbnail(branch(1), other).await.unwrap().is_none());
        assert!(shelf.find_thumbnail(branch(2), other).await.unwrap().is_some());
        assert!(Path::new(&foreign).exists());
        shelf.answers().await.unwrap();
    })
    .await;
}
