//! Photos: sealed on the disk, verified when read, and deleted only when nobody names them.

use std::fs;

use domain::Sha256;
use protocol::wire::MOST_PHOTO_BYTES;
use store::{DraftPhoto, Error, LOOSE_PHOTOS_STAY_MS, NewPhoto};
use tempfile::tempdir;

use super::counter::{Counter, Walk, at, photo};
use crate::tests::drafts::draft;

pub(super) fn put(counter: &Counter, bytes: &[u8]) -> Sha256 {
    let (key, nonce) = (counter.random(), counter.random());
    let photo = NewPhoto {
        bytes,
        media_type: "image/jpeg",
        thumbnail: Some(b"small"),
        added_at: at(0),
        confirmed_at: None,
        key,
        nonce,
    };
    counter.store.put_photo(&photo).unwrap()
}

#[test]
fn a_photo_comes_back_as_it_was_and_is_sealed_on_the_disk() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let bytes = b"the prepared picture".repeat(1_000);
    let sha256 = put(&counter, &bytes);
    assert_eq!(put(&counter, &bytes), sha256, "twice is once");
    assert_eq!(counter.store.photo_bytes(sha256).unwrap(), bytes);
    assert_eq!(counter.store.read(|now| now.thumbnail(sha256)).unwrap().as_deref(), Some(&b"small"[..]));
    let name = sha256.to_string();
    let file = folder.path().join("photos").join(&name[..2]).join(&name);
    let sealed = fs::read(&file).unwrap();
    assert!(!sealed.windows(12).any(|window| window == b"the prepared"));

    let mut damaged = sealed;
    damaged[100] ^= 1;
    fs::write(&file, damaged).unwrap();
    assert!(matches!(counter.store.photo_bytes(sha256), Err(Error::PhotoDamaged)));
    put(&counter, &bytes);
    assert_eq!(counter.store.photo_bytes(sha256).unwrap(), bytes, "put in again, it is mended");
    fs::remove_file(&file).unwrap();
    assert!(matches!(counter.store.photo_bytes(sha256), Err(Error::PhotoDamaged)));
}

#[test]
fn an_attachment_has_nothing_small_and_goes_behind_the_photos() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let film = vec![7; MOST_PHOTO_BYTES as usize + 1];
    let kept = counter.store.put_photo(&NewPhoto {
        bytes: &film,
        media_type: "video/mp4",
        thumbnail: None,
        added_at: at(0),
        confirmed_at: None,
        key: counter.random(),
        nonce: counter.random(),
    });
    let (film, picture) = (kept.unwrap(), put(&counter, b"picture"));
    let ticket = counter.ticket(&Walk::default());
    counter.on_ticket(ticket, &photo(film, MOST_PHOTO_BYTES + 1));
    counter.on_ticket(ticket, &photo(picture, 7));
    assert_eq!(counter.store.read(|now| now.thumbnail(film)).unwrap(), None);
    let waiting = counter.store.read(|now| now.photos_waiting(9)).unwrap();
    assert_eq!(waiting.iter().map(|photo| photo.sha256).collect::<Vec<_>>(), [picture, film]);
}

#[test]
fn only_what_nothing_names_is_deleted_and_only_after_a_week() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let [named, drafted, loose] =
        [b"named".as_slice(), b"drafted", b"loose"].map(|bytes| put(&counter, bytes));
    let ticket = counter.ticket(&Walk::default());
    counter.on_ticket(ticket, &photo(named, 5));
    let draft = draft(&counter, 0);
    counter.write(|tx| {
        tx.save_draft(&draft)?;
        tx.set_draft_photos(draft.ticket, &[DraftPhoto { sha256: drafted, about: "{}".into() }])
    });
    let week = LOOSE_PHOTOS_STAY_MS;
    assert_eq!(counter.store.sweep_photos(at(0)).unwrap(), 0);
    assert_eq!(counter.store.sweep_photos(at(0).plus_ms(week - 1)).unwrap(), 0, "never sooner");
    assert_eq!(counter.store.sweep_photos(at(0).plus_ms(week)).unwrap(), 1);
    assert_eq!(counter.store.find_photo_bytes(loose).unwrap(), None);
    for kept in [named, drafted] {
        counter.store.photo_bytes(kept).unwrap();
    }
    counter.write(|tx| tx.delete_draft(draft.ticket));
    assert_eq!(
        counter.store.sweep_photos(at(0).plus_ms(2 * week)).unwrap(),
        0,
        "its week begins when nothing names it"
    );
    assert_eq!(counter.store.sweep_photos(at(0).plus_ms(3 * week)).unwrap(), 1);
    counter.store.photo_bytes(named).unwrap();
}

#[test]
fn what_a_crash_left_beside_the_photos_is_swept() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let kept = put(&counter, b"kept");
    let orphans = folder.path().join("photos/ab");
    fs::create_dir_all(&orphans).unwrap();
    let orphan = "ab".repeat(32);
    for name in [orphan.as_str(), "half.part"] {
        fs::write(orphans.join(name), "?").unwrap();
    }
    counter.store.sweep_photos(at(0)).unwrap();
    assert_eq!(fs::read_dir(&orphans).unwrap().count(), 0);
    counter.store.photo_bytes(kept).unwrap();
}
