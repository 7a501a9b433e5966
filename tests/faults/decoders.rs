//! Bytes that others wrote: whatever they are, reading them ends soon, costs little, and changes nothing that stands.

use std::{net::SocketAddr, process::Command, sync::Arc, time::Duration};

use domain::TicketId;
use fastrand::Rng;
use serde_json::{Value, json};
use tests::{
    counter::{SetClock, TestCounter, a_damaged_parcel, code_through},
    headquarters::TestHq,
    mutations::mutated,
    seeds,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::watch,
    time::timeout,
};

#[test]
fn every_decoder_stands_up_to_its_corpus_and_to_what_becomes_of_it() {
    let changed = if seeds::is_nightly() { 200_000 } else { 2_000 };
    for seed in seeds::seeds(1, 1) {
        let folder = tempfile::tempdir().unwrap();
        let witness = folder.path().join("being-read");
        let mut decode = Command::new(env!("CARGO_BIN_EXE_decode"));
        let output = decode.arg(&witness).args([changed.to_string(), seed.to_string()]).output().unwrap();
        print!("{}", String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            // Kept, so that it can join the corpus.
            let kept = folder.keep().join("being-read");
            let said = String::from_utf8_lossy(&output.stderr);
            panic!("{}: {said}\nseed {seed}, it was reading {}", output.status, kept.display());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn headquarters_answers_every_garbled_request_and_goes_on() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.open_ticket();
    let (token, device) = (counter.token(&hq).await, counter.desk().device());
    let requests = Arc::new(requests(&token, &device.to_string()));
    let address = hq.address();
    for request in &*requests {
        let status = status_said_to(address, request.clone()).await;
        let request = String::from_utf8_lossy(request);
        assert!(status.is_some_and(|status| status < 500), "{request} is answered {status:?}");
    }
    seeds::live_through(seeds::seeds(400, 20_000), 32, |seed| {
        let requests = Arc::clone(&requests);
        async move {
            let mut chance = Rng::with_seed(seed);
            let [one, other] = [0; 2].map(|_| &requests[chance.usize(..requests.len())]);
            let status = status_said_to(address, mutated(one, other, &mut chance)).await;
            // What is no whole request gets no answer.
            assert!(status.is_none_or(|status| status < 500), "{status:?}");
        }
    })
    .await;
    counter.sync().await;
    assert_eq!(counter.status().unconfirmed_photos, 0, "headquarters serves on");
}

/// One request of each kind, by someone who may make it.
fn requests(token: &str, device: &str) -> Vec<Vec<u8>> {
    let by = format!(
        "HTTP/1.1\r\nhost: hq\r\nauthorization: Bearer {token}\r\ntus-resumable: 1.0.0\r\nconnection: close\r\n"
    );
    let nonce = format!("{{\"device\":\"{device}\"}}");
    let hello = json!({
        "epoch": device, "seq": 1, "head": null, "wall": "2026-11-21T06:35:00.000Z", "generation": null, "cursor": 1,
        "app_version": "1", "waiting_lines": 1, "waiting_photos": 1, "oldest_waiting_at": null,
    });
    let hello = hello.to_string();
    let json = |body: &str| {
        format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}", body.len())
    };
    let requests = [
        format!("GET /api/v1/feed?generation=AAAAAAAAAAAAAAAAAAAAAA&after=1&wait=0 {by}\r\n"),
        format!("GET /api/v1/logs/{device}/{device}?after=1 {by}\r\n"),
        format!("GET /api/v1/logs/{device}/{device}?after=18446744073709551615 {by}\r\n"),
        format!("POST /api/v1/login/nonce {by}{}", json(&nonce)),
        format!("POST /api/v1/hello {by}{}", json(&hello)),
        format!(
            "POST /api/v1/photos {by}upload-length: 1000\r\nupload-metadata: sha256 AAAA,ticket AAAA\r\n\
             content-length: 0\r\n\r\n"
        ),
        format!(
            "PATCH /api/v1/photos/00000000000000000000000000000000 {by}upload-offset: 0\r\n\
             content-type: application/offset+octet-stream\r\nupload-checksum: sha256 AAAA\r\n\
             content-length: 10\r\n\r\n0123456789"
        ),
        format!("HEAD /api/v1/photos/00000000000000000000000000000000 {by}\r\n"),
        format!("POST /api/v1/push {by}transfer-encoding: chunked\r\n\r\n4\r\n(\u{35}/}}\r\n0\r\n\r\n"),
        "GET /api/page/tickets?search=%E4%B8%AD HTTP/1.1\r\nhost: hq\r\ncookie: session=AAAA\r\n\r\n"
            .to_owned(),
    ];
    requests.map(String::into_bytes).to_vec()
}

/// The status that is answered to bytes that may be a request; none where more is waited for.
async fn status_said_to(address: SocketAddr, bytes: Vec<u8>) -> Option<u16> {
    let (mut from, mut to) = TcpStream::connect(address).await.unwrap().into_split();
    // Headquarters may have heard enough before all is said.
    let saying = tokio::spawn(async move {
        let _ = to.write_all(&bytes).await;
        to
    });
    let mut answer = Vec::new();
    let _ = timeout(Duration::from_millis(500), from.read_to_end(&mut answer)).await;
    saying.abort();
    let answer = String::from_utf8_lossy(&answer);
    answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_garbled_feed_ends_in_a_sentence_and_a_good_one_heals_it() {
    // A headquarters enrols only so many a minute from one address.
    for seeds in seeds::seeds(20, 1_000).chunks(10) {
        let hq = TestHq::start().await;
        let writer = TestCounter::enrolled_at(&hq).await;
        let tickets: Vec<_> = (0..3).map(|_| writer.open_ticket_with(a_damaged_parcel(), &[]).id).collect();
        writer.sync().await;
        let hq = Arc::new(hq);
        seeds::live_through(seeds.to_vec(), 2, |seed| read_garbled(Arc::clone(&hq), tickets.clone(), seed))
            .await;
    }
}

async fn read_garbled(hq: Arc<TestHq>, tickets: Vec<TicketId>, seed: u64) {
    let garbling = Garbling::before(hq.address()).await;
    let reader = TestCounter::installed_at(SetClock::running());
    // Seeds follow each other, so that of ten at one headquarters no two have a letter.
    let letter = usize::try_from(seed % 10).expect("a digit");
    let code = hq.code_for(&"BCDEFGHJKL"[letter..=letter]).await;
    reader.desk().enrol(&code_through(&garbling.url, &code)).await.unwrap();
    garbling.seed.send_replace(Some(seed));
    // Whatever it says of it, it says it and lives.
    for _ in 0..3 {
        let _ = reader.desk().sync_now().await;
    }
    garbling.seed.send_replace(None);
    // A reader that was led beyond the feed's end finds it told anew.
    let _ = reader.desk().sync_now().await;
    reader.sync().await;
    for ticket in tickets {
        let told = reader.desk().ticket(ticket);
        let sheet = told.unwrap_or_else(|_| panic!("a ticket is missing"));
        assert_eq!(sheet.ticket.told().unwrap().story, a_damaged_parcel().story);
    }
    reader.desk().rebuild(|_| {}).unwrap();
}

/// Stands before headquarters, and garbles its feed while there is a seed.
struct Garbling {
    url: String,
    seed: watch::Sender<Option<u64>>,
    task: tokio::task::JoinHandle<()>,
}

impl Garbling {
    async fn before(headquarters: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seed = watch::Sender::new(None);
        let seeds = seed.subscribe();
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let seed = *seeds.borrow();
                // A client that gives up is none of ours.
                let _ = one_request(client, headquarters, seed).await;
            }
        });
        Self { url, seed, task }
    }
}

impl Drop for Garbling {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Carries one request and its answer, and ends the connection.
async fn one_request(mut client: TcpStream, hq: SocketAddr, seed: Option<u64>) -> std::io::Result<()> {
    let (head, body) = message(&mut client).await?;
    let mut server = TcpStream::connect(hq).await?;
    server.write_all(head.replacen("\r\n", "\r\nconnection: close\r\n", 1).as_bytes()).await?;
    server.write_all(&body).await?;
    let (mut answer_head, mut answer) = message(&mut server).await?;
    if let Some(seed) = seed.filter(|_| head.starts_with("GET /api/v1/feed") && answer_head.contains(" 200 "))
    {
        let length = format!("content-length: {}", answer.len());
        answer = garbled(&answer, &mut Rng::with_seed(seed));
        answer_head = answer_head.replace(&length, &format!("content-length: {}", answer.len()));
    }
    client.write_all(answer_head.as_bytes()).await?;
    client.write_all(&answer).await?;
    client.shutdown().await
}

/// A request or an answer, whose length is said.
async fn message(from: &mut TcpStream) -> std::io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&bytes[..end + 4]).into_owned();
            let length = head.to_lowercase();
            let length = length.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            let length: usize = length.unwrap_or(0);
            if bytes.len() >= end + 4 + length {
                return Ok((head, bytes.split_off(end + 4)));
            }
        }
        if from.read_buf(&mut bytes).await? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// A feed's answer in which something is not as it was: its bytes, or, still JSON, one of its values.
fn garbled(answer: &[u8], chance: &mut Rng) -> Vec<u8> {
    if chance.u32(..4) == 0 {
        return mutated(answer, answer, chance);
    }
    let mut feed: Value = serde_json::from_slice(answer).unwrap();
    for _ in 0..chance.usize(1..=2) {
        let part = ["entries", "devices", "keys", "head"][chance.usize(..4)];
        let Some(list) = feed[part].as_array_mut().filter(|list| !list.is_empty()) else {
            feed["head"] = any_number(chance);
            continue;
        };
        let at = chance.usize(..list.len());
        match chance.u32(..5) {
            0 => {
                list.remove(at);
            }
            1 => list.push(list[at].clone()),
            2 => list.reverse(),
            3 => list[at] = json!({}),
            _ => garble_a_field(&mut list[at], chance),
        }
    }
    serde_json::to_vec(&feed).unwrap()
}

fn garble_a_field(thing: &mut Value, chance: &mut Rng) {
    let Some(fields) = thing.as_object_mut() else { return };
    let Some(field) = chance.choice(fields.iter_mut().map(|(_, value)| value).collect::<Vec<_>>()) else {
        return;
    };
    match field {
        Value::String(text) => {
            *text = String::from_utf8_lossy(&mutated(text.as_bytes(), text.as_bytes(), chance)).into_owned();
        }
        Value::Number(_) => *field = any_number(chance),
        Value::Object(_) => garble_a_field(field, chance),
        _ => *field = Value::Null,
    }
}

fn any_number(chance: &mut Rng) -> Value {
    [json!(0), json!(2), json!(1_u64 << 40), json!(i64::MAX), json!(u64::MAX), json!(-1)][chance.usize(..6)]
        .clone()
}
