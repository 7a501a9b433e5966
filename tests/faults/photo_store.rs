//! A photo store that is gone, busy, shut or lying: it has its words, and no photo is lost.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use domain::BranchId;
use hq::{PhotoPlace, S3Place, Shelf, ShelfError, ShelfTrouble};
use protocol::hash_of;
use reqwest::Client;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
    s3::{Mood, S3Server, spoil},
};

fn shelf(place: S3Place) -> Shelf {
    Shelf::at(&PhotoPlace::S3(place), std::path::Path::new("")).unwrap()
}

fn photo() -> (BranchId, domain::Sha256, Vec<u8>) {
    let photo = vec![7; 40_000];
    (BranchId::from_bytes([1; 16]), hash_of(&photo), photo)
}

async fn put(shelf: &Shelf) -> Result<(), ShelfError> {
    let (branch, sha256, photo) = photo();
    shelf.put(branch, sha256, photo).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_only_says_that_it_keeps_is_not_believed() {
    let root = tempfile::tempdir().unwrap();
    let server = S3Server::start(root.path());
    let shelf = shelf(server.place(""));
    for mood in [Mood::Forgetful, Mood::Spoiling] {
        server.is(mood);
        assert_eq!(put(&shelf).await.unwrap_err().trouble(), ShelfTrouble::NotKept, "{mood:?}");
    }
    server.is(Mood::Well);
    put(&shelf).await.unwrap();
    let (branch, sha256, photo) = photo();
    assert_eq!(shelf.find(branch, sha256).await.unwrap().unwrap(), photo);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_busy_store_is_asked_again_a_few_times() {
    let root = tempfile::tempdir().unwrap();
    let server = Arc::new(S3Server::start(root.path()));
    let shelf = shelf(server.place(""));
    server.is(Mood::Busy);
    assert_eq!(put(&shelf).await.unwrap_err().trouble(), ShelfTrouble::Gone);
    assert!((2..=10).contains(&server.asked()), "{} requests", server.asked());
    assert_eq!(shelf.answers().await.unwrap_err().trouble(), ShelfTrouble::Gone);

    let soon_well = Arc::clone(&server);
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        soon_well.is(Mood::Well);
    });
    put(&shelf).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shut_or_missing_bucket_is_told_apart_from_an_empty_one() {
    let root = tempfile::tempdir().unwrap();
    let server = S3Server::start(root.path());
    let wrong_key = S3Place { secret_key: "another".to_owned().into(), ..server.place("") };
    let wrong_bucket = S3Place { bucket: "elsewhere".into(), ..server.place("") };
    for place in [wrong_key, wrong_bucket] {
        let shelf = shelf(place);
        assert_eq!(put(&shelf).await.unwrap_err().trouble(), ShelfTrouble::Refused);
        assert_eq!(shelf.answers().await.unwrap_err().trouble(), ShelfTrouble::Refused);
    }
    shelf(server.place("")).answers().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_goes_away_comes_back_with_all_it_kept() {
    let root = tempfile::tempdir().unwrap();
    let mut server = S3Server::start(root.path());
    let shelf = shelf(server.place(""));
    put(&shelf).await.unwrap();
    server.stop();
    let (branch, sha256, photo) = photo();
    assert_eq!(shelf.find(branch, sha256).await.unwrap_err().trouble(), ShelfTrouble::Gone);
    assert_eq!(put(&shelf).await.unwrap_err().trouble(), ShelfTrouble::Gone);
    server.start_again();
    assert_eq!(shelf.find(branch, sha256).await.unwrap().unwrap(), photo);
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_come_in_while_the_photo_store_is_away_and_photos_when_it_is_back() {
    let mut hq = TestHq::start_over_s3().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    hq.photo_store().stop();
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[("label", "phone-12mp-rotated-gps.jpg")]);
    assert!(counter.desk().sync_now().await.is_err());
    let waits = counter.status();
    assert_eq!((waits.unconfirmed_events, waits.unconfirmed_photos), (0, 1));

    hq.photo_store().start_again();
    hq.photo_store().is(Mood::Forgetful);
    assert!(counter.desk().sync_now().await.is_err());
    assert_eq!(counter.status().unconfirmed_photos, 1, "what was not kept was not confirmed");

    hq.photo_store().is(Mood::Well);
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_photos, 0);
    let photo = counter.desk().ticket(ticket.id).unwrap().ticket.photos[0].added.sha256;
    assert_eq!(hash_of(&hq.photo(ticket.id, photo).await), photo);
    hq.state().verify().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_was_damaged_in_the_store_is_told_and_not_shown() {
    let mut hq = TestHq::start_over_s3().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[("label", "phone-12mp-rotated-gps.jpg")]);
    counter.sync().await;
    let photo = counter.desk().ticket(ticket.id).unwrap().ticket.photos[0].added.sha256;
    spoil(&hq.photo_store().objects().join(hq.branch().to_string()).join(photo.to_string()));
    let asked = Client::new()
        .get(format!("{}/api/v1/photos/{photo}", hq.url()))
        .bearer_auth(counter.token(&hq).await)
        .send()
        .await
        .unwrap();
    assert_eq!(asked.status().as_u16(), 500);
    assert!(asked.text().await.unwrap().contains("\"held_photo_damaged\""));
    assert!(hq.state().verify().await.is_err());

    hq.photo_store().stop();
    let gone = Client::new()
        .get(format!("{}/api/v1/photos/{photo}", hq.url()))
        .bearer_auth(counter.token(&hq).await)
        .send()
        .await
        .unwrap();
    assert_eq!((gone.status().as_u16(), gone.headers()["retry-after"].as_bytes()), (503, b"30".as_slice()));
    assert!(gone.text().await.unwrap().contains("\"photo_store_gone\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_goes_through_the_store_and_comes_back_into_one() {
    let mut hq = TestHq::start_over_s3().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[("label", "phone-12mp-rotated-gps.jpg")]);
    counter.sync().await;
    let photo = counter.desk().ticket(ticket.id).unwrap().ticket.photos[0].added.sha256;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    assert_eq!(hq.state().backup(&backup).await.unwrap().new_photos, 1);

    let place = PhotoPlace::S3(hq.photo_store().place("restored"));
    let now = domain::Instant::from_unix_ms(1_795_242_900_000);
    let restored = hq::restore(&backup, (&data, &place), hq::Replace::Nothing, now).await.unwrap();
    assert_eq!(restored.photos, 1);
    let shelf = Shelf::at(&place, &data).unwrap();
    assert_eq!(hash_of(&shelf.find(hq.branch(), photo).await.unwrap().unwrap()), photo);
    assert!(!data.join("photos").exists(), "they lie in the store alone");
    let again = hq::restore(&backup, (&data, &place), hq::Replace::Nothing, now).await;
    assert!(matches!(again, Err(hq::BackupError::NotEmpty)));

    // A drill over the bucket that headquarters serves from takes away nothing that came since; only who asks for it does.
    counter.open_ticket_with(a_damaged_parcel(), &[("label", "webcam-640.jpg")]);
    counter.sync().await;
    let serving = PhotoPlace::S3(hq.photo_store().place(""));
    let photos =
        || async { Shelf::at(&serving, &data).unwrap().count_beside(&BTreeSet::new()).await.unwrap() };
    let before = photos().await;
    let drill = hq::restore(&backup, (&data, &serving), hq::Replace::Data, now).await.unwrap();
    assert!(drill.left > 0);
    assert_eq!(photos().await, before);
    hq.state().verify().await.unwrap();
    let emptied = hq::restore(&backup, (&data, &serving), hq::Replace::DataAndBucket, now).await.unwrap();
    assert_eq!((emptied.left, photos().await), (0, before - drill.left));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forgotten_while_the_store_is_away_is_shown_to_nobody_and_goes_later() {
    let mut hq = TestHq::start_over_s3().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[("label", "phone-12mp-rotated-gps.jpg")]);
    counter.sync().await;
    let photo = counter.desk().ticket(ticket.id).unwrap().ticket.photos[0].added.sha256;
    let file = hq.photo_store().objects().join(hq.branch().to_string()).join(photo.to_string());
    hq.photo_store().stop();
    let forgotten = hq.state().forget_ticket(hq.branch(), ticket.id).await;
    assert!(matches!(forgotten, Err(hq::ForgetError::Shelf(_))), "{forgotten:?}");
    let url = format!("{}/api/v1/photos/{photo}", hq.url());
    let asked = Client::new().get(url).bearer_auth(counter.token(&hq).await).send().await.unwrap();
    assert_eq!(asked.status().as_u16(), 404);
    assert!(file.exists());

    // Whatever the store does, headquarters starts.
    hq.stop().await;
    hq.start_again().await;
    assert!(file.exists());
    hq.photo_store().start_again();
    hq.stop().await;
    hq.start_again().await;
    assert!(!file.exists());
}
