//! Everything that is kept is checked, and the first that does not hold is named.

use std::fs;

use axum::{body::Body, http::Request};
use hq::{Fault, Verified, VerifyError};
use protocol::{Hasher, Sha256, wire::UploadMetadata};

use crate::{
    counter::TestCounter,
    facts::{a_jpeg, a_photo},
    place::{TestHq, send},
};

/// A counter with two claims, a photo that came and one that did not.
async fn kept() -> (TestHq, TestCounter) {
    let hq = TestHq::new().await;
    hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap();
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    counter.open_claim(2, "SF2").await;
    let (at, jpeg) = (counter.at(), a_jpeg());
    let lines = [
        counter.write(Some(ticket), &a_photo(&jpeg, at)),
        counter.write(Some(ticket), &a_photo(b"never came", at)),
    ];
    counter.push(&lines).await;
    upload(&counter, ticket, jpeg).await;
    (hq, counter)
}

async fn upload(counter: &TestCounter, ticket: domain::TicketId, jpeg: Vec<u8>) {
    let metadata = UploadMetadata { sha256: protocol::hash_of(&jpeg), ticket };
    let create = counter
        .request("POST", "/api/v1/photos")
        .header("tus-resumable", "1.0.0")
        .header("upload-length", jpeg.len())
        .header("upload-metadata", metadata.to_header());
    let created = send(&counter.router, create.body(Body::empty()).unwrap()).await;
    let patch = Request::patch(created.header("location").unwrap())
        .header("authorization", format!("Bearer {}", counter.token))
        .header("tus-resumable", "1.0.0")
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", 0);
    assert_eq!(send(&counter.router, patch.body(Body::from(jpeg)).unwrap()).await.status, 204);
}

async fn fault(hq: &TestHq) -> Fault {
    match hq.state.verify().await {
        Err(VerifyError::Fault(fault)) => fault,
        other => panic!("a fault was expected: {other:?}"),
    }
}

#[tokio::test]
async fn what_is_whole_holds() {
    let (hq, _) = kept().await;
    let verified = hq.state.verify().await.unwrap();
    let expected = Verified {
        logs: 2,
        lines: 7,
        signatures: 5,
        positions: 7,
        tickets: 2,
        photos: 1,
        missing_photos: 1,
        ..Verified::default()
    };
    assert_eq!(verified, expected);
    assert_eq!(hq.beside().await.verify().await.unwrap(), expected, "beside the one that serves");
}

#[tokio::test]
async fn a_changed_a_missing_and_an_unsigned_line_are_named() {
    for (sql, at, words) in [
        ("UPDATE lines SET line = replace(line, 'SF2', 'SF3') WHERE seq = 3", 3, "its bytes were changed"),
        ("DELETE FROM lines WHERE seq = 3", 4, "lines before it are missing"),
        ("DELETE FROM pushes WHERE seq = 5", 5, "it is the last, and nobody signed it"),
        (
            "UPDATE pushes SET signature = (SELECT signature FROM pushes WHERE seq = 5) WHERE seq = 3",
            3,
            "its signature is not its author's",
        ),
    ] {
        let (hq, counter) = kept().await;
        hq.damage(sql);
        let Fault::Line { device, epoch, seq, why } = fault(&hq).await else { panic!("{sql}") };
        assert_eq!((device, epoch, seq, why), (counter.device, counter.epoch, at, words), "{sql}");
    }
}

#[tokio::test]
async fn a_gap_in_a_feed_is_named() {
    let (hq, _) = kept().await;
    hq.damage("DELETE FROM feed WHERE position = 4");
    assert_eq!(fault(&hq).await, Fault::Feed { branch: hq.branch, position: 4 });
    let (hq, _) = kept().await;
    hq.damage("UPDATE branches SET feed_head = 9");
    assert_eq!(fault(&hq).await, Fault::Feed { branch: hq.branch, position: 8 });
}

#[tokio::test]
async fn a_ticket_that_is_not_what_its_lines_make_is_named_and_made_again() {
    for sql in [
        "UPDATE tickets SET status = 'Paid' WHERE waybill = 'SF1'",
        "DELETE FROM tickets WHERE waybill = 'SF1'",
        "DELETE FROM ticket_photos",
    ] {
        let (hq, _) = kept().await;
        hq.damage(sql);
        assert!(matches!(fault(&hq).await, Fault::Ticket(_)), "{sql}");
        hq.state.rebuild().await.unwrap();
        assert!(hq.state.verify().await.is_ok(), "{sql}");
    }
}

#[tokio::test]
async fn a_photo_that_was_lost_or_changed_is_named() {
    let name = protocol::hash_of(&a_jpeg());
    let (hq, _) = kept().await;
    let file = hq.folder.path().join(format!("photos/{}/{name}", hq.branch));
    let mut bytes = fs::read(&file).unwrap();
    bytes[100] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(fault(&hq).await, Fault::Photo(name));
    fs::remove_file(&file).unwrap();
    assert_eq!(fault(&hq).await, Fault::Photo(name));
}

#[tokio::test]
async fn logs_are_written_out_byte_for_byte_with_their_sums() {
    let (hq, counter) = kept().await;
    let folder = hq.folder.path().join("out");
    assert_eq!(hq.state.export(&folder).await.unwrap(), 2);
    let sums = fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), 2);
    for line in sums.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let mut hasher = Hasher::new();
        hasher.update(&fs::read(folder.join(name)).unwrap());
        assert_eq!(hasher.finish().to_string(), sum);
    }
    let log = format!("WC07-{}-{}.log", counter.device, counter.epoch);
    let log = fs::read_to_string(folder.join(log)).unwrap();
    let mut before: Option<Sha256> = None;
    for line in log.strip_suffix('\n').unwrap().split('\n') {
        let parsed = protocol::Line::parse(line).unwrap();
        assert!(before.is_none_or(|before| before == parsed.head().prev));
        before = Some(parsed.hash());
    }
    assert_eq!(before, Some(counter.head));
    assert!(hq.state.export(&folder).await.is_err(), "what is there is not written over");
}
