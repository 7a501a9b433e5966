//! Backups, and going on from one.

use std::{fs, path::Path};

use hq::{BackedUp, BackupError, Clock, Config, HqState, MasterKey, PhotoPlace, Replace, restore};
use protocol::{hash_of, wire::FeedAnswer};

use crate::{
    counter::TestCounter,
    facts::a_jpeg,
    forgetting::{photo_file, with_a_photo},
    place::TestHq,
};

/// What a restore made, opened with the master key of the data it was made of.
async fn opened(data: &Path, of: &TestHq) -> HqState {
    fs::copy(of.folder.path().join("master.key"), data.join("master.key")).unwrap();
    let master = MasterKey::find(data, None).unwrap();
    HqState::open(Config::new(data.to_owned(), master)).await.unwrap()
}

async fn restored(backup: &Path, data: &Path, hq: &TestHq) -> Result<hq::Restored, BackupError> {
    restore(backup, (data, &PhotoPlace::Folder), Replace::Nothing, hq.clock.now()).await
}

#[tokio::test]
async fn a_backup_is_made_while_headquarters_serves_and_brings_everything_back() {
    let hq = TestHq::new().await;
    let (mut counter, ticket) = with_a_photo(&hq).await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    assert_eq!(hq.state.backup(&backup).await.unwrap(), BackedUp { new_photos: 1, known_photos: 0 });
    assert!(!backup.join("master.key").exists());
    counter.open_claim(2, "SF2").await;
    assert_eq!(hq.state.backup(&backup).await.unwrap(), BackedUp { new_photos: 0, known_photos: 1 });

    let done = restored(&backup, &data, &hq).await.unwrap();
    assert_eq!((done.branches, done.photos, done.forgotten), (1, 1, 0));
    let state = opened(&data, &hq).await;
    let (before, after) = (hq.state.verify().await.unwrap(), state.verify().await.unwrap());
    assert_eq!(before, after);
    assert!(state.ticket(hq.branch, ticket).await.unwrap().unwrap().told().is_some());
    let photo = data.join(format!("photos/{}/{}", hq.branch, hash_of(&a_jpeg())));
    assert_eq!(fs::read(photo).unwrap(), a_jpeg());
}

#[tokio::test]
async fn a_restored_feed_is_told_anew_and_headquarters_log_goes_on_in_a_new_epoch() {
    let hq = TestHq::new().await;
    hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap();
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    hq.state.backup(&backup).await.unwrap();
    let old = hq.state.branches().await.unwrap().remove(0);
    restored(&backup, &data, &hq).await.unwrap();
    let state = opened(&data, &hq).await;
    let new = state.branches().await.unwrap().remove(0);
    assert!(new.generation != old.generation && new.own_epoch != old.own_epoch);
    assert_eq!(new.own_device, old.own_device);

    counter.router = hq::app(state.clone());
    let token = counter.get(&format!("/api/v1/feed?generation={}", counter.generation)).await;
    assert_eq!(token.code(), "unauthenticated", "nobody is logged in as long ago");
    counter.log_in().await;
    let gone = counter.get(&format!("/api/v1/feed?generation={}", counter.generation)).await;
    assert_eq!(gone.code(), "generation_gone");
    state.add_person(hq.branch, "李伟", &["clerk"]).await.unwrap();
    let told: FeedAnswer =
        counter.get(&format!("/api/v1/feed?generation={}&after=0", new.generation)).await.json();
    assert_eq!(told.entries.len(), 4, "both epochs, with a person each");
    assert!(state.verify().await.is_ok());
}

#[tokio::test]
async fn what_was_forgotten_since_stays_forgotten() {
    let hq = TestHq::new().await;
    let (_, ticket) = with_a_photo(&hq).await;
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old");
    hq.state.backup(&old).await.unwrap();
    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();
    let list = hq.folder.path().join("forgotten.list");

    // Over data whose own list knows more than the backup does.
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    fs::copy(&list, data.join("forgotten.list")).unwrap();
    assert_eq!(restored(&old, &data, &hq).await.unwrap().forgotten, 1);
    let photo = data.join(format!("photos/{}/{}", hq.branch, hash_of(&a_jpeg())));
    assert!(!photo.exists());
    let database = rusqlite::Connection::open(data.join("headquarters.sqlite")).unwrap();
    let keys: i64 = database.query_row("SELECT count(*) FROM ticket_keys", [], |row| row.get(0)).unwrap();
    assert_eq!(keys, 0, "before anything can be read");
    drop(database);
    let state = opened(&data, &hq).await;
    assert!(state.ticket(hq.branch, ticket).await.unwrap().unwrap().told().is_none());

    // The list goes with the next backup, from which its photo goes too.
    hq.state.backup(&old).await.unwrap();
    assert_eq!(fs::read(old.join("forgotten.list")).unwrap(), fs::read(&list).unwrap());
    assert!(!old.join(format!("photos/{}/{}", hq.branch, hash_of(&a_jpeg()))).exists());
}

#[tokio::test]
async fn data_that_is_in_use_or_there_is_not_written_over_unasked() {
    let hq = TestHq::over(false, |config| config).await;
    with_a_photo(&hq).await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    assert!(matches!(restored(&backup, &data, &hq).await, Err(BackupError::NoBackup)));
    hq.state.backup(&backup).await.unwrap();
    let replaced =
        restore(&backup, (hq.folder.path(), &PhotoPlace::Folder), Replace::Data, hq.clock.now()).await;
    assert!(matches!(replaced, Err(BackupError::InUse)), "{replaced:?}");
    restored(&backup, &data, &hq).await.unwrap();
    assert!(matches!(restored(&backup, &data, &hq).await, Err(BackupError::NotEmpty)));
    assert!(restore(&backup, (&data, &PhotoPlace::Folder), Replace::Data, hq.clock.now()).await.is_ok());
}

#[tokio::test]
async fn a_damaged_backup_leaves_the_data_as_it_is() {
    let hq = TestHq::new().await;
    with_a_photo(&hq).await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    hq.state.backup(&backup).await.unwrap();
    restored(&backup, &data, &hq).await.unwrap();
    let before = fs::read(data.join("headquarters.sqlite")).unwrap();
    let name = hash_of(&a_jpeg());
    fs::write(backup.join(format!("photos/{}/{name}", hq.branch)), b"something else").unwrap();
    let failed = restore(&backup, (&data, &PhotoPlace::Folder), Replace::Data, hq.clock.now()).await;
    assert!(matches!(failed, Err(BackupError::Photo(sha256)) if sha256 == name), "{failed:?}");
    assert_eq!(fs::read(data.join("headquarters.sqlite")).unwrap(), before);

    fs::remove_file(photo_file(&hq)).unwrap();
    let other = folder.path().join("other");
    assert!(matches!(hq.state.backup(&other).await, Err(BackupError::Photo(_))));
    assert!(!other.join("headquarters.sqlite").exists(), "a backup is whole or not there");
}
