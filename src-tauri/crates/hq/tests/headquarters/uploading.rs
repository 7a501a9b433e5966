//! Photos by tus.

use axum::{
    body::{Body, Bytes},
    http::StatusCode,
};
use domain::{Sha256, TicketId};
use protocol::wire::{MOST_ATTACHMENT_BYTES, MOST_PART_BYTES, PHOTO_HEADER, UploadMetadata, upload_checksum};

use crate::{
    counter::TestCounter,
    facts::{a_jpeg, a_photo},
    place::{Answer, TestHq, add_branch, is_over_postgres, send},
};

pub struct Sending {
    pub hq: TestHq,
    pub counter: TestCounter,
    pub ticket: TicketId,
    pub jpeg: Vec<u8>,
    pub sha256: Sha256,
}

impl Sending {
    /// A counter whose ticket names a photo.
    async fn named() -> Self {
        let sending = Self::unnamed().await;
        sending.name().await
    }

    async fn unnamed() -> Self {
        Self::over(TestHq::new().await).await
    }

    /// A counter whose ticket names nothing yet.
    pub async fn over(hq: TestHq) -> Self {
        let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
        let ticket = counter.open_claim(1, "SF1").await;
        let jpeg = a_jpeg();
        Self { hq, counter, ticket, sha256: protocol::hash_of(&jpeg), jpeg }
    }

    pub async fn name(mut self) -> Self {
        let at = self.counter.at();
        let line = self.counter.write(Some(self.ticket), &a_photo(&self.jpeg, at));
        self.counter.push(&[line]).await;
        self
    }

    async fn create(&self, size: u64) -> Answer {
        let metadata = UploadMetadata { sha256: self.sha256, ticket: self.ticket };
        let request = self
            .counter
            .request("POST", "/api/v1/photos")
            .header("tus-resumable", "1.0.0")
            .header("upload-length", size)
            .header("upload-metadata", metadata.to_header());
        send(&self.counter.router, request.body(Body::empty()).unwrap()).await
    }

    pub async fn created(&self) -> String {
        let answer = self.create(self.jpeg.len() as u64).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        answer.header("location").unwrap().to_owned()
    }

    pub async fn head(&self, at: &str) -> Answer {
        let request = self.counter.request("HEAD", at).header("tus-resumable", "1.0.0");
        send(&self.counter.router, request.body(Body::empty()).unwrap()).await
    }

    pub async fn patch(&self, at: &str, offset: usize, body: Body, checksum: Option<String>) -> Answer {
        let mut request = self
            .counter
            .request("PATCH", at)
            .header("tus-resumable", "1.0.0")
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset);
        if let Some(checksum) = checksum {
            request = request.header("upload-checksum", checksum);
        }
        send(&self.counter.router, request.body(body).unwrap()).await
    }

    pub async fn chunk(&self, at: &str, from: usize, to: usize) -> Answer {
        let chunk = self.jpeg[from..to].to_vec();
        let checksum = upload_checksum(&chunk);
        self.patch(at, from, Body::from(chunk), Some(checksum)).await
    }
}

#[tokio::test]
async fn a_photo_resumes_at_the_byte_where_it_stopped() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    assert_eq!(sending.chunk(&at, 0, 1_000).await.status, StatusCode::NO_CONTENT);
    assert_eq!(sending.head(&at).await.header("upload-offset"), Some("1000"));
    assert_eq!(sending.chunk(&at, 500, 900).await.code(), "offset");

    let last = sending.chunk(&at, 1_000, sending.jpeg.len()).await;
    assert_eq!(last.status, StatusCode::NO_CONTENT);
    assert_eq!(last.header(PHOTO_HEADER), Some(sending.sha256.to_string().as_str()));
    assert_eq!(sending.head(&at).await.header(PHOTO_HEADER), Some(sending.sha256.to_string().as_str()));

    let photo = sending.counter.get(&format!("/api/v1/photos/{}", sending.sha256)).await;
    assert_eq!(photo.body, Bytes::from(sending.jpeg.clone()));
    assert_eq!(photo.header("content-type"), Some("image/jpeg"));
    assert_eq!(photo.header("x-content-type-options"), Some("nosniff"));
    let file = sending.hq.folder.path().join(format!("photos/{}/{}", sending.hq.branch, sending.sha256));
    assert_eq!(std::fs::read(file).unwrap(), sending.jpeg);
}

#[tokio::test]
async fn what_came_of_a_broken_chunk_is_kept_where_no_checksum_speaks_against_it() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    let broken = |upto: usize| {
        let came = Bytes::from(sending.jpeg[..upto].to_vec());
        let pieces = [Ok(came), Err(std::io::Error::other("the line broke"))];
        Body::from_stream(futures::stream::iter(pieces))
    };
    sending.patch(&at, 0, broken(700), None).await;
    assert_eq!(sending.head(&at).await.header("upload-offset"), Some("700"));
    let checksum = upload_checksum(&sending.jpeg[700..900]);
    let half = Body::from(sending.jpeg[700..800].to_vec());
    assert_eq!(sending.patch(&at, 700, half, Some(checksum)).await.status, 460);
    assert_eq!(
        sending.head(&at).await.header("upload-offset"),
        Some("700"),
        "of a wrong chunk nothing is kept"
    );
}

#[tokio::test]
async fn a_photo_that_is_not_what_its_name_says_is_sent_again() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    let wrong = vec![0; sending.jpeg.len()];
    let answer = sending.patch(&at, 0, Body::from(wrong), None).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (460, "photo_damaged"));
    assert_eq!(sending.head(&at).await.status, StatusCode::NOT_FOUND);
    let at = sending.created().await;
    assert_eq!(sending.chunk(&at, 0, sending.jpeg.len()).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_photo_that_no_line_names_waits_for_the_text() {
    let sending = Sending::unnamed().await;
    let early = sending.create(sending.jpeg.len() as u64).await;
    assert_eq!((early.status.as_u16(), early.code().as_str()), (409, "photo_not_named"));
    let sending = sending.name().await;
    assert_eq!(
        sending.create(sending.jpeg.len() as u64 + 1).await.code(),
        "photo_not_named",
        "nor another length"
    );
    sending.created().await;
}

#[tokio::test]
async fn a_photo_that_is_held_is_not_sent_again() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    assert_eq!(sending.created().await, at, "an upload under way goes on");
    sending.chunk(&at, 0, sending.jpeg.len()).await;
    let again = sending.create(sending.jpeg.len() as u64).await;
    assert_eq!(
        (again.status, again.header("upload-offset")),
        (StatusCode::CREATED, Some(sending.jpeg.len().to_string().as_str()))
    );
    assert_eq!(again.header(PHOTO_HEADER), Some(sending.sha256.to_string().as_str()));
    assert_eq!(
        again.header("location"),
        Some(at.as_str()),
        "whoever was cut off at its end still asks there"
    );
    assert_eq!(
        sending.head(&at).await.header("upload-offset"),
        Some(sending.jpeg.len().to_string().as_str())
    );
}

#[tokio::test]
async fn whoever_asks_while_a_photo_becomes_whole_is_told_the_truth() {
    // Each has a headquarters of its own, which over PostgreSQL takes a moment.
    for _ in 0..if is_over_postgres() { 4 } else { 40 } {
        let sending = Sending::named().await;
        let at = sending.created().await;
        let ask = || async {
            loop {
                let answer = sending.head(&at).await;
                assert_eq!(answer.status, StatusCode::OK, "an upload that becomes whole is not dropped");
                if answer.header(PHOTO_HEADER).is_some() {
                    break;
                }
            }
        };
        let (last, ..) = tokio::join!(
            sending.chunk(&at, 0, sending.jpeg.len()),
            ask(),
            ask(),
            ask(),
            ask(),
            ask(),
            ask(),
            ask(),
            ask()
        );
        assert_eq!(last.status, StatusCode::NO_CONTENT, "{}", last.text());
    }
}

#[tokio::test]
async fn an_upload_is_dropped_after_seven_days() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    sending.chunk(&at, 0, 1_000).await;
    sending.hq.clock.move_on(8 * 24 * 3_600_000);
    let mut sending = sending;
    sending.counter.log_in().await;
    assert_eq!(sending.head(&at).await.status, StatusCode::NOT_FOUND, "before it is swept away");
    let again = sending.created().await;
    assert_ne!(again, at);
    assert_eq!(sending.head(&again).await.header("upload-offset"), Some("0"));
}

#[tokio::test]
async fn uploads_that_expired_are_swept_away_by_housekeeping_and_by_no_other_photo() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    sending.chunk(&at, 0, 1_000).await;
    sending.hq.clock.move_on(8 * 24 * 3_600_000);
    let other = TestCounter::enrolled(2, &sending.hq, sending.hq.branch).await;
    let mut other = Sending { counter: other, jpeg: vec![7; 2_000], ..sending };
    other.sha256 = protocol::hash_of(&other.jpeg);
    other.ticket = other.counter.open_claim(2, "SF2").await;
    let other = other.name().await;
    let young = other.created().await;
    assert_eq!(other.hq.count("uploads"), 2);
    other.hq.state.keep_house_once([1; 16]).await.unwrap();
    assert_eq!((other.hq.count("uploads"), other.hq.count("upload_chunks")), (1, 0));
    assert_eq!(other.head(&young).await.status, StatusCode::OK);
}

#[tokio::test]
async fn more_than_a_photo_is_refused() {
    let sending = Sending::named().await;
    assert_eq!(sending.create(MOST_ATTACHMENT_BYTES + 1).await.code(), "too_large");
    let at = sending.created().await;
    let mut longer = sending.jpeg.clone();
    longer.push(0);
    assert_eq!(sending.patch(&at, 0, Body::from(longer), None).await.code(), "too_large");
}

#[tokio::test]
async fn an_attachment_comes_in_parts_none_larger_than_a_photo() {
    const SIZE: usize = MOST_PART_BYTES as usize + 700;
    let mut sending = Sending::unnamed().await;
    sending.jpeg = [b"%PDF-1.7\n".as_slice(), &vec![7; SIZE - 9]].concat();
    sending.sha256 = protocol::hash_of(&sending.jpeg);
    let sending = sending.name().await;
    let at = sending.created().await;
    let all = Body::from(sending.jpeg.clone());
    assert_eq!(sending.patch(&at, 0, all, None).await.code(), "too_large", "as one it says");
    let pieces: Vec<_> = sending.jpeg.chunks(1 << 20).map(Bytes::copy_from_slice).collect();
    let unsaid = Body::from_stream(futures::stream::iter(pieces.into_iter().map(Ok::<_, std::io::Error>)));
    assert_eq!(sending.patch(&at, 0, unsaid, None).await.code(), "too_large", "as one that says nothing");
    assert_eq!(sending.head(&at).await.header("upload-offset"), Some("0"));

    let most = MOST_PART_BYTES as usize;
    assert_eq!(sending.chunk(&at, 0, most).await.status, StatusCode::NO_CONTENT);
    let last = sending.chunk(&at, most, SIZE).await;
    assert_eq!(last.header(PHOTO_HEADER), Some(sending.sha256.to_string().as_str()));
    let held = sending.counter.get(&format!("/api/v1/photos/{}", sending.sha256)).await;
    assert!(held.body == sending.jpeg, "byte for byte");
    assert_eq!(held.header("content-type"), Some("application/octet-stream"));
    assert_eq!(held.header("content-disposition"), Some("attachment"));
    assert_eq!(held.header("content-length"), Some(SIZE.to_string().as_str()));
}

#[tokio::test]
async fn only_devices_of_the_branch_may_read_or_go_on_with_a_photo() {
    let sending = Sending::named().await;
    let at = sending.created().await;
    sending.chunk(&at, 0, sending.jpeg.len()).await;
    let elsewhere = add_branch(&sending.hq.state, "PD03", "浦东三网点", sending.hq.region).await;
    let stranger = TestCounter::enrolled(3, &sending.hq, elsewhere).await;
    let path = format!("/api/v1/photos/{}", sending.sha256);
    assert_eq!(stranger.get(&path).await.status, StatusCode::NOT_FOUND);
    let request = stranger.request("HEAD", &at).header("tus-resumable", "1.0.0").body(Body::empty()).unwrap();
    assert_eq!(send(&stranger.router, request).await.status, StatusCode::NOT_FOUND);
    assert_eq!(sending.hq.get(&path).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_server_says_which_tus_it_speaks() {
    let sending = Sending::unnamed().await;
    let request =
        axum::http::Request::builder().method("OPTIONS").uri("/api/v1/photos").body(Body::empty()).unwrap();
    let offer = sending.hq.send(request).await;
    assert_eq!(offer.header("tus-extension"), Some("creation,checksum"));
    assert_eq!(offer.header("tus-max-size"), Some(MOST_ATTACHMENT_BYTES.to_string().as_str()));
    let old = sending.counter.request("HEAD", "/api/v1/photos/00").header("tus-resumable", "0.2.2");
    assert_eq!(send(&sending.counter.router, old.body(Body::empty()).unwrap()).await.status, 412);
}
