//! Any tus client can bring a photo: the official one uploads, is cut, and resumes.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use domain::{Sha256, TicketId};
use fastrand::Rng;
use protocol::hash_of;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};
use tempfile::TempDir;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    fault_proxy::{Fault, FaultProxy},
    headquarters::TestHq,
    pictures, places, tls,
};
use tokio::process::Command;

/// A counter whose text is at headquarters, and whose photo is for the official client to bring.
struct Waiting {
    hq: TestHq,
    network: FaultProxy,
    counter: TestCounter,
    token: String,
    ticket: TicketId,
    sha256: Sha256,
    photo: Vec<u8>,
    folder: TempDir,
}

impl Waiting {
    async fn with_a_photo() -> Self {
        let hq = TestHq::start().await;
        let network = FaultProxy::start(hq.address(), 1).await;
        let counter = TestCounter::enrolled_through(&network.url(), &hq).await;
        let pictures = [("label", pictures::noise(&mut Rng::with_seed(1)))];
        let ticket = counter.open_ticket_with_pictures(a_damaged_parcel(), &pictures).id;
        network.set(Fault::CutPhoto(0));
        counter.desk().sync_now().await.unwrap_err();
        assert_eq!((counter.status().unconfirmed_events, counter.status().unconfirmed_photos), (0, 1));
        network.set(Fault::None);

        let sha256 = counter.desk().ticket(ticket).unwrap().ticket.photos[0].added.sha256;
        let photo = counter.desk().find_photo(sha256, false).unwrap().unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("photo.jpg"), &photo).unwrap();
        let token = counter.token(&hq).await;
        Self { hq, network, counter, token, ticket, sha256, photo, folder }
    }

    fn photo(&self) -> PathBuf {
        self.folder.path().join("photo.jpg")
    }

    /// What the official client makes of uploading the photo, with `more` said.
    async fn upload(&self, more: Value) -> Value {
        self.upload_file(&self.photo(), self.sha256, more).await
    }

    async fn upload_file(&self, file: &Path, sha256: Sha256, more: Value) -> Value {
        let mut job = json!({
            "endpoint": format!("{}/api/v1/photos", self.network.url()),
            "photo": file,
            "size": fs::metadata(file).unwrap().len(),
            "metadata": { "sha256": sha256.to_string(), "ticket": self.ticket.to_string() },
            "storage": self.folder.path().join("uploads.json"),
        });
        job.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let script = places::root().join("tests/faults/tus.mjs");
        let mut node = Command::new("node");
        node.arg(script).arg(job.to_string()).env("TOKEN", &self.token).kill_on_drop(true);
        let output = node.output().await.expect("Node is installed");
        let said = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(&said).unwrap_or_else(|_| {
            panic!("{said}{}; cargo xtask setup installs it", String::from_utf8_lossy(&output.stderr))
        })
    }

    /// The photo is at headquarters for a browser, for a device, and in the counter's own view.
    async fn see_it_delivered(&self) {
        assert!(self.hq.photo(self.ticket, self.sha256).await == self.photo, "the page shows the same bytes");
        tls::provide();
        let url = format!("{}/api/v1/photos/{}", self.hq.url(), self.sha256);
        let asked = reqwest::Client::new().get(url).header(AUTHORIZATION, format!("Bearer {}", self.token));
        let answer = asked.send().await.unwrap();
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        assert!(answer.bytes().await.unwrap() == self.photo, "a device gets the same bytes");
        self.counter.sync().await;
        assert_eq!(self.counter.status().unconfirmed_photos, 0, "the counter hears that it is there");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_client_is_cut_after_a_chunk_and_resumes_at_the_byte() {
    let waiting = Waiting::with_a_photo().await;
    let chunk = waiting.photo.len() / 3;

    let cut = waiting.upload(json!({ "chunkSize": chunk, "abortAfterFirstChunk": true })).await;
    assert_eq!((&cut["aborted"], &cut["accepted"]), (&json!(true), &json!(chunk)));
    let resumed = waiting.upload(json!({ "resume": true })).await;

    assert_eq!(resumed["done"], true, "{resumed}");
    assert_eq!(resumed["url"], cut["url"], "the upload goes on where it was");
    assert_eq!(resumed["requests"], json!([["HEAD", null], ["PATCH", chunk.to_string()]]));
    waiting.see_it_delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_client_resumes_what_the_network_reset() {
    let waiting = Waiting::with_a_photo().await;
    waiting.network.set(Fault::CutPhoto(60_000));
    let cut = waiting.upload(json!({})).await;
    assert_eq!(cut["status"], 0, "nothing was answered: {cut}");
    waiting.network.set(Fault::None);

    let resumed = waiting.upload(json!({ "resume": true })).await;

    assert_eq!(resumed["done"], true, "{resumed}");
    assert_eq!((&resumed["url"], &resumed["requests"][0][0]), (&cut["url"], &json!("HEAD")));
    let from: usize = resumed["requests"][1][1].as_str().unwrap().parse().unwrap();
    assert!(from > 0 && from < waiting.photo.len(), "what came of the broken chunk was kept: {from} bytes");
    waiting.see_it_delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_official_client_tries_again_by_itself_when_it_may() {
    let waiting = Waiting::with_a_photo().await;
    waiting.network.set(Fault::SwallowReply { silently: false });
    let counted = waiting.network.sent();
    let before = *counted.borrow();
    let uploaded =
        waiting.upload(json!({ "retryDelays": [200, 200, 200, 200, 200, 200], "chunkSize": 40_000 }));
    let well_again = async {
        // The first request was delivered, and its answer was not.
        let mut counted = counted.clone();
        counted.wait_for(|sent| *sent > before).await.unwrap();
        waiting.network.set(Fault::None);
    };
    let (uploaded, ()) = tokio::join!(uploaded, well_again);
    assert_eq!(uploaded["done"], true, "{uploaded}");
    waiting.see_it_delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_comes_in_chunks() {
    let waiting = Waiting::with_a_photo().await;
    let chunk = 20_000;
    let uploaded = waiting.upload(json!({ "chunkSize": chunk })).await;
    assert_eq!(uploaded["done"], true, "{uploaded}");
    let requests = uploaded["requests"].as_array().unwrap();
    assert_eq!(requests.len(), 1 + waiting.photo.len().div_ceil(chunk));
    for (place, request) in requests.iter().skip(1).enumerate() {
        assert_eq!(*request, json!(["PATCH", (place * chunk).to_string()]));
    }
    waiting.see_it_delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_chunk_that_is_not_what_its_checksum_says_is_refused_and_nothing_of_it_is_kept() {
    let waiting = Waiting::with_a_photo().await;
    let wrong = protocol::wire::upload_checksum(b"something else");

    let refused = waiting.upload(json!({ "checksum": wrong })).await;

    assert_eq!(refused["status"], 460, "{refused}");
    let code: Value = serde_json::from_str(refused["body"].as_str().unwrap()).unwrap();
    assert_eq!(code["code"], "checksum");
    let right = protocol::wire::upload_checksum(&waiting.photo);
    let resumed = waiting.upload(json!({ "resume": true, "checksum": right })).await;
    assert_eq!(resumed["requests"], json!([["HEAD", null], ["PATCH", "0"]]), "{resumed}");
    waiting.see_it_delivered().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_that_is_not_known_and_a_photo_that_no_line_names_are_refused() {
    let waiting = Waiting::with_a_photo().await;
    let nowhere = format!("{}/api/v1/photos/{}", waiting.network.url(), "0".repeat(32));
    let unknown = waiting.upload(json!({ "endpoint": null, "uploadUrl": nowhere })).await;
    assert_eq!((&unknown["status"], &unknown["requests"]), (&json!(404), &json!([["HEAD", null]])));

    let other = waiting.folder.path().join("other.jpg");
    fs::write(&other, b"no line names this").unwrap();
    let unnamed = waiting.upload_file(&other, hash_of(b"no line names this"), json!({})).await;
    assert_eq!(unnamed["status"], 409, "{unnamed}");
    assert!(unnamed["body"].as_str().unwrap().contains("photo_not_named"), "{unnamed}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_that_headquarters_has_is_not_sent_again() {
    let waiting = Waiting::with_a_photo().await;
    assert_eq!(waiting.upload(json!({})).await["done"], true);
    let again = waiting.upload(json!({ "retryDelays": [0] })).await;
    assert_eq!(again["done"], true, "{again}");
    waiting.see_it_delivered().await;
}
