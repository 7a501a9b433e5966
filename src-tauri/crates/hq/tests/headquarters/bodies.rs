//! Bodies that are too large, paths that are not there, and what every answer carries.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    body::{Body, Bytes},
    http::Request,
};
use hq::Listening;
use protocol::wire::{HEADQUARTERS_HEADER, Push, compress};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{counter::TestCounter, place::TestHq};

const GIGABYTE: usize = 1 << 30;
const PIECE: usize = 64 * 1_024;

/// A gigabyte, made piece by piece as it is asked for; counts how much was.
fn a_gigabyte(asked: &Arc<AtomicUsize>) -> Body {
    let asked = Arc::clone(asked);
    let pieces = (0..GIGABYTE / PIECE).map(move |_| {
        asked.fetch_add(PIECE, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Bytes::from_static(&[b' '; PIECE]))
    });
    Body::from_stream(futures::stream::iter(pieces))
}

#[tokio::test]
async fn a_gigabyte_is_refused_before_it_is_read() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for path in ["/api/v1/enrol", "/api/v1/login", "/api/page/login", "/api/v1/push"] {
        let asked = Arc::new(AtomicUsize::new(0));
        let request = counter.request("POST", path).header("content-type", "application/json");
        let declared = request.header("content-length", GIGABYTE).body(a_gigabyte(&asked)).unwrap();
        let answer = hq.send(declared).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "too_large"), "{path}");
        assert_eq!(asked.load(Ordering::SeqCst), 0, "{path}");

        let request = counter.request("POST", path).header("content-type", "application/json");
        let answer = hq.send(request.body(a_gigabyte(&asked)).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "too_large"), "{path}");
        assert!(asked.load(Ordering::SeqCst) <= 4 << 20, "{path}: no more than the limit was read");
    }
}

#[tokio::test]
async fn a_client_in_the_middle_of_a_gigabyte_gets_its_answer() {
    let hq = TestHq::new().await;
    let listening = Listening::start(hq.state.clone(), ([127, 0, 0, 1], 0).into()).await.unwrap();
    for framing in ["content-length: 1073741824", "transfer-encoding: chunked"] {
        let socket = TcpStream::connect(listening.address).await.unwrap();
        let (mut from, mut to) = socket.into_split();
        let head = format!(
            "POST /api/page/login HTTP/1.1\r\nhost: hq\r\ncontent-type: application/json\r\n{framing}\r\n\r\n"
        );
        to.write_all(head.as_bytes()).await.unwrap();
        let sending = tokio::spawn(async move {
            // A chunk of 65,536 bytes, which is as good as any other 65,545 bytes where there are no chunks.
            let piece = [b"10000\r\n", &[b' '; PIECE][..], b"\r\n"].concat();
            while to.write_all(&piece).await.is_ok() {}
        });
        let mut answer = [0; 12];
        let read = timeout(Duration::from_secs(30), from.read_exact(&mut answer)).await.unwrap();
        sending.abort();
        assert!(read.is_ok(), "{framing}: {read:?}");
        assert_eq!(String::from_utf8_lossy(&answer), "HTTP/1.1 413", "{framing}");
    }
}

#[tokio::test]
async fn a_small_body_that_expands_to_much_is_refused() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let line = counter.write(None, &crate::facts::epoch_opened());
    let mut push: Push = counter.push_of(1, vec![line.raw().to_owned()], vec![]);
    push.lines.push(" ".repeat(64 << 20));
    assert!(compress(&push).len() < 64 * 1_024);
    assert_eq!(counter.send_push(&push).await.code(), "too_large");
}

#[tokio::test]
async fn an_unknown_path_is_refused_in_the_form_of_every_refusal() {
    let hq = TestHq::new().await;
    for path in [
        "/api/v1/nowhere",
        "/api/page/nowhere",
        "/api",
        "/nowhere",
        "/a/b",
        "/api/v1/push/x",
        "/..%2f..%2fetc/passwd",
    ] {
        let answer = hq.get(path).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "not_found"), "{path}");
    }
    assert_eq!(hq.get("/api/v1/push").await.code(), "not_found", "nor another method");
}

#[tokio::test]
async fn every_answer_names_headquarters_and_locks_the_page_down() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let root = counter.joined.root_key.fingerprint().to_string();
    for path in ["/", "/api/v1/nowhere", "/api/page/me"] {
        let answer = hq.get(path).await;
        assert_eq!(answer.header(HEADQUARTERS_HEADER), Some(root.as_str()), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    }
}

#[tokio::test]
async fn a_body_that_is_not_what_is_asked_for_is_refused() {
    let hq = TestHq::new().await;
    for body in ["", "{", "[]", "{\"device\":1}"] {
        let request = Request::post("/api/v1/login/nonce").header("content-type", "application/json");
        let answer = hq.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "malformed"), "{body}");
    }
}
