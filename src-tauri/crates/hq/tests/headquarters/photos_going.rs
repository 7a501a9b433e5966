//! Photos that come while their ticket is forgotten, and photos that go while another ticket names them.

use std::io;

use axum::{
    body::{Body, Bytes},
    http::Method,
};
use domain::{Sha256, TicketId};
use hq::{BackedUp, Clock, Config, HqState, MasterKey, PhotoPlace, Replace, TakenIn, restore};
use protocol::{hash_of, wire::UploadMetadata};
use tokio::sync::oneshot;

use crate::{
    bucket::Bucket,
    carrying::Stick,
    counter::TestCounter,
    facts::{a_jpeg, a_photo},
    forgetting::with_a_photo,
    page_sign_in::Browser,
    place::{Answer, TestHq, config, send},
    uploading::Sending,
};

const NODE: [u8; 16] = [1; 16];

async fn over_a_bucket() -> (TestHq, Bucket) {
    let bucket = Bucket::open().await;
    let photos = bucket.place();
    (TestHq::with(|config| Config { photos, ..config }).await, bucket)
}

/// A counter that is about to send the photo of its ticket, and where to.
async fn sending() -> (Sending, String, Bucket) {
    let (hq, bucket) = over_a_bucket().await;
    let sending = Sending::over(hq).await.name().await;
    let at = sending.created().await;
    (sending, at, bucket)
}

impl Sending {
    async fn got(&self) -> Answer {
        self.counter.get(&format!("/api/v1/photos/{}", self.sha256)).await
    }

    /// What forgets its ticket, wherever that is awaited.
    fn forgetting(&self) -> impl Future<Output = ()> + Send + 'static {
        forgetting(&self.hq, self.ticket)
    }
}

fn forgetting(hq: &TestHq, ticket: TicketId) -> impl Future<Output = ()> + Send + 'static {
    let (state, branch) = (hq.state.clone(), hq.branch);
    async move { state.forget_ticket(branch, ticket).await.unwrap() }
}

/// A ticket of this counter names these photos.
async fn name(counter: &mut TestCounter, ticket: TicketId, photos: &[&[u8]]) {
    let at = counter.at();
    let lines: Vec<_> = photos.iter().map(|photo| counter.write(Some(ticket), &a_photo(photo, at))).collect();
    counter.push(&lines).await;
}

/// Brings a photo whole; answers from where headquarters asked for it.
async fn bring(counter: &TestCounter, ticket: TicketId, photo: &[u8]) -> usize {
    let metadata = UploadMetadata { sha256: hash_of(photo), ticket };
    let create = counter
        .request("POST", "/api/v1/photos")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", photo.len())
        .header("upload-metadata", metadata.to_header());
    let created = send(&counter.router, create.body(Body::empty()).unwrap()).await;
    assert_eq!(created.status, 201, "{}", created.text());
    let from: usize = created.header("upload-offset").unwrap().parse().unwrap();
    if from < photo.len() {
        let patch = counter
            .request("PATCH", created.header("location").unwrap())
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", from);
        let sent = send(&counter.router, patch.body(Body::from(photo[from..].to_vec())).unwrap()).await;
        assert_eq!(sent.status, 204, "{}", sent.text());
    }
    from
}

#[tokio::test]
async fn a_photo_whose_ticket_is_forgotten_while_it_is_sent_does_not_stay() {
    let (sending, at, bucket) = sending().await;
    let (forgetting, jpeg) = (sending.forgetting(), sending.jpeg.clone());
    let body = Body::from_stream(futures::stream::once(async move {
        forgetting.await;
        Ok::<_, io::Error>(Bytes::from(jpeg))
    }));
    let answer = sending.patch(&at, 0, body, None).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "photo_not_named"));
    assert_eq!(sending.got().await.status, 404);
    sending.hq.state.keep_house_once(NODE).await.unwrap();
    assert_eq!(bucket.names(), [""; 0]);
}

#[tokio::test]
async fn nor_does_one_whose_ticket_is_forgotten_while_it_is_put_on_the_shelf() {
    let (sending, at, bucket) = sending().await;
    bucket.before(Method::PUT, sending.forgetting());
    let whole = sending.chunk(&at, 0, sending.jpeg.len()).await;
    assert_eq!(whole.code(), "photo_not_named");
    assert_eq!(sending.got().await.status, 404);
    let folder = tempfile::tempdir().unwrap();
    let nothing = BackedUp { new_photos: 0, known_photos: 0 };
    assert_eq!(sending.hq.state.backup(folder.path()).await.unwrap(), nothing);
    sending.hq.state.keep_house_once(NODE).await.unwrap();
    assert_eq!(bucket.names(), [""; 0]);
}

#[tokio::test]
async fn a_photo_that_comes_while_it_is_taken_away_goes_once_more() {
    let (sending, at, bucket) = sending().await;
    let (taken_away, until_taken_away) = oneshot::channel();
    let (brought, until_brought) = oneshot::channel();
    let (forgotten, until_forgotten) = oneshot::channel();
    bucket.after(Method::POST, async move {
        taken_away.send(()).unwrap();
        until_brought.await.unwrap();
    });
    let (forgetting, jpeg) = (sending.forgetting(), sending.jpeg.clone());
    let body = Body::from_stream(futures::stream::once(async move {
        tokio::spawn(async move {
            forgetting.await;
            forgotten.send(()).unwrap();
        });
        until_taken_away.await.unwrap();
        Ok::<_, io::Error>(Bytes::from(jpeg))
    }));
    assert_eq!(sending.patch(&at, 0, body, None).await.code(), "photo_not_named");
    brought.send(()).unwrap();
    until_forgotten.await.unwrap();
    sending.hq.state.keep_house_once(NODE).await.unwrap();
    assert_eq!(bucket.names(), [""; 0]);
}

#[tokio::test]
async fn a_carried_photo_whose_ticket_is_forgotten_meanwhile_does_not_stay() {
    let (hq, bucket) = over_a_bucket().await;
    let stick = Stick::for_headquarters(hq).await;
    bucket.before(Method::PUT, forgetting(&stick.hq, stick.ticket));
    let came = stick.take_in(&stick.file()).await.unwrap();
    assert_eq!(came, TakenIn { new_lines: 3, unnamed_photos: 1, keys: 1, ..TakenIn::default() });
    stick.hq.state.keep_house_once(NODE).await.unwrap();
    assert_eq!(bucket.names(), [""; 0]);
}

#[tokio::test]
async fn a_thumbnail_that_is_made_while_its_ticket_is_forgotten_does_not_stay() {
    let (hq, bucket) = over_a_bucket().await;
    let (_, ticket) = with_a_photo(&hq).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    bucket.before(Method::PUT, forgetting(&hq, ticket));
    let path = format!("/api/page/photos/{}?ticket={ticket}&size=thumb", hash_of(&a_jpeg()));
    assert_eq!(browser.get(&path).await.code(), "not_found");
    assert_eq!(bucket.names(), [""; 0]);
}

#[tokio::test]
async fn photos_that_another_ticket_names_while_they_go_are_held_or_asked_for_again() {
    let (hq, bucket) = over_a_bucket().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let photos = [a_jpeg(), vec![7; 2_000]];
    let both: Vec<Vec<u8>> = photos.to_vec();
    name(&mut counter, ticket, &[&photos[0], &photos[1]]).await;
    for photo in &photos {
        bring(&counter, ticket, photo).await;
    }
    let mut another = TestCounter::enrolled(2, &hq, hq.branch).await;
    let other = another.open_claim(2, "SF2").await;
    // Both are to go, and one of them is being taken away.
    bucket.before(Method::POST, async move {
        name(&mut another, other, &[&both[0], &both[1]]).await;
        for photo in &both {
            assert_eq!(bring(&another, other, photo).await, 0);
        }
    });
    hq.state.forget_ticket(hq.branch, ticket).await.unwrap();

    let names: Vec<Sha256> = photos.iter().map(|photo| hash_of(photo)).collect();
    let mut held = 0;
    for (photo, sha256) in photos.iter().zip(names) {
        let got = counter.get(&format!("/api/v1/photos/{sha256}")).await;
        held += usize::from(got.status == 200);
        let asked_from = bring(&counter, ticket, photo).await;
        assert_eq!(asked_from, if got.status == 200 { photo.len() } else { 0 }, "{}", got.status);
        assert_eq!(counter.get(&format!("/api/v1/photos/{sha256}")).await.body, *photo);
    }
    assert_eq!(held, 1, "the one that was not yet touched");
}

#[tokio::test]
async fn what_another_node_forgets_while_a_backup_is_made_stays_forgotten() {
    let bucket = Bucket::open().await;
    let photos = bucket.place();
    let hq = TestHq::over(true, |config| Config { photos, ..config }).await;
    let (_, ticket) = with_a_photo(&hq).await;
    let folder = tempfile::tempdir().unwrap();
    let (backup, data) = (folder.path().join("backup"), folder.path().join("data"));
    // Each node has a data folder of its own.
    let beside = tempfile::tempdir().unwrap();
    let key = |to: &std::path::Path| {
        std::fs::copy(hq.folder.path().join("master.key"), to.join("master.key")).unwrap();
        MasterKey::find(to, None).unwrap()
    };
    let its = Config {
        photos: bucket.place(),
        clock: std::sync::Arc::new(hq.clock.clone()),
        ..config(&beside, hq.database.as_ref(), key(beside.path()))
    };
    let other = HqState::open(its).await.unwrap();
    let branch = hq.branch;
    bucket.before(Method::GET, async move { other.forget_ticket(branch, ticket).await.unwrap() });
    let nothing = BackedUp { new_photos: 0, known_photos: 0 };
    assert_eq!(hq.state.backup(&backup).await.unwrap(), nothing);
    let list = std::fs::read_to_string(backup.join("forgotten.list")).unwrap();
    assert_eq!(list.trim(), format!("{branch} {ticket}"));
    let database = rusqlite::Connection::open(backup.join("headquarters.sqlite")).unwrap();
    let held: u64 = database.query_row("SELECT count(*) FROM photos", [], |row| row.get(0)).unwrap();
    assert_eq!(held, 0, "what has no file is not held");
    drop(database);

    let place = PhotoPlace::Folder;
    let done = restore(&backup, (&data, &place), Replace::Nothing, hq.clock.now()).await.unwrap();
    assert_eq!((done.photos, done.forgotten), (0, 1));
    let state = HqState::open(Config::new(data.clone(), key(&data))).await.unwrap();
    assert!(state.ticket(branch, ticket).await.unwrap().unwrap().told().is_none());
}
