//! The branch's feed, and a device's own log.

use std::time::Duration;

use domain::Fact;
use protocol::{
    Keys, Line,
    wire::{FeedAnswer, KeyPurpose, LogAnswer},
};

use crate::{
    counter::{TestCounter, ticket},
    facts::{a_claim, a_note, epoch_opened},
    place::{TestHq, send},
};

async fn feed(counter: &TestCounter, after: u64) -> FeedAnswer {
    counter.get(&format!("/api/v1/feed?generation={}&after={after}", counter.generation)).await.json()
}

#[tokio::test]
async fn the_first_person_comes_by_the_feed_signed_by_headquarters() {
    let hq = TestHq::new().await;
    let person = hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap().person;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let answer = feed(&counter, 0).await;
    assert_eq!((answer.head, answer.entries.len()), (2, 2));
    let lines: Vec<Line> = answer.entries.iter().map(|entry| Line::parse(&entry.line).unwrap()).collect();
    assert!(protocol::Chain::check(&lines).unwrap().is_some(), "headquarters' log is a chain");
    assert_eq!(lines[0].head().device, counter.joined.headquarters);
    let signed = answer.entries[1].signature.unwrap();
    let feed_key = counter.joined.working_key(KeyPurpose::Feed).unwrap();
    assert!(signed.verify(lines[1].head().device, lines[1].head().epoch, &feed_key).is_ok());
    let opened = lines[1].open(domain::Origin::Headquarters, Keys::branch(&counter.branch_key)).unwrap();
    let Fact::PersonAdded(added) = opened.fact else { panic!("a person is added") };
    assert_eq!((added.person, added.name.open().map(String::as_str)), (person, Some("陈静")));
}

#[tokio::test]
async fn each_counter_gets_the_others_lines_with_keys_and_without_gaps() {
    let hq = TestHq::new().await;
    let mut one = TestCounter::enrolled(1, &hq, hq.branch).await;
    let mut two = TestCounter::enrolled(2, &hq, hq.branch).await;
    let first = one.open_claim(1, "SF1").await;
    two.open_claim(2, "SF2").await;
    let note = one.write(Some(first), &a_note("一"));
    one.push(&[note]).await;

    let answer = feed(&two, 0).await;
    assert_eq!(answer.head, 5, "positions are given without gaps, over all the branch's logs");
    assert_eq!(answer.entries.iter().map(|entry| entry.position).collect::<Vec<_>>(), [1, 2, 5]);
    assert_eq!(answer.keys.iter().map(|key| key.ticket).collect::<Vec<_>>(), [first]);
    let vouched = answer.devices[0];
    assert!(vouched.verify(&two.joined.working_key(KeyPurpose::Feed).unwrap()).is_ok());
    assert_eq!((vouched.device, vouched.key), (one.device, one.key.verifying_key()));
    let signed = answer.entries[2].signature.unwrap();
    assert!(signed.verify(one.device, one.epoch, &vouched.key).is_ok());
    assert!(answer.entries[0].signature.is_none(), "its push was signed over the line after it");
}

#[tokio::test]
async fn a_line_whose_key_came_late_comes_again_with_it() {
    let hq = TestHq::new().await;
    let mut one = TestCounter::enrolled(1, &hq, hq.branch).await;
    let two = TestCounter::enrolled(2, &hq, hq.branch).await;
    let at = ticket(one.device, 1);
    let lines = [one.write(None, &epoch_opened()), one.write(Some(at), &a_claim(1, "SF1", one.at()))];
    let raw: Vec<String> = lines.iter().map(|line| line.raw().to_owned()).collect();
    one.send_push(&one.push_of(2, raw, vec![])).await;
    let before = feed(&two, 0).await;
    assert_eq!((before.entries.len(), before.keys.len()), (2, 0));
    one.push(&lines).await;
    let after = feed(&two, before.head).await;
    assert_eq!(after.entries[0].line, lines[1].raw());
    assert_eq!(after.keys.len(), 1);
}

#[tokio::test]
async fn waiting_ends_when_a_line_comes() {
    let hq = TestHq::new().await;
    let mut one = TestCounter::enrolled(1, &hq, hq.branch).await;
    let two = TestCounter::enrolled(2, &hq, hq.branch).await;
    let path = format!("/api/v1/feed?generation={}&after=0&wait=60", two.generation);
    let request = two.request("GET", &path).body(axum::body::Body::empty()).unwrap();
    let router = two.router.clone();
    let waiting = tokio::spawn(async move { send(&router, request).await });
    one.open_claim(1, "SF1").await;
    let answer = tokio::time::timeout(Duration::from_secs(30), waiting).await.unwrap().unwrap();
    assert_eq!(answer.json::<FeedAnswer>().entries.len(), 2);
}

#[tokio::test]
async fn waiting_ends_when_headquarters_stops() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    hq.state.stop();
    let path = format!("/api/v1/feed?generation={}&after=0&wait=60", counter.generation);
    let answer = tokio::time::timeout(Duration::from_secs(30), counter.get(&path)).await.unwrap();
    assert_eq!(answer.json::<FeedAnswer>().entries, vec![]);
}

#[tokio::test]
async fn a_cursor_beyond_the_end_makes_the_feed_anew() {
    let hq = TestHq::new().await;
    hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap();
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let beyond = counter.get(&format!("/api/v1/feed?generation={}&after=9", counter.generation)).await;
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (410, "generation_gone"));
    let told = counter.hello().await;
    assert_ne!(told.generation, counter.generation);
    let gone = counter.get(&format!("/api/v1/feed?generation={}&after=0", counter.generation)).await;
    assert_eq!(gone.code(), "generation_gone");
    hq.state.add_person(hq.branch, "李雷", &["manager"]).await.unwrap();
    let again: FeedAnswer = counter.get(&format!("/api/v1/feed?generation={}", told.generation)).await.json();
    let epochs: Vec<_> =
        again.entries.iter().map(|entry| Line::parse(&entry.line).unwrap().head().epoch).collect();
    assert_eq!(epochs.len(), 4);
    assert_ne!(epochs[0], epochs[2], "headquarters' own log has a new epoch");
}

#[tokio::test]
async fn a_device_pulls_its_own_log_and_no_other() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    let at = counter.open_claim(1, "SF1").await;
    let path = format!("/api/v1/logs/{}/{}", counter.device, counter.epoch);
    let log: LogAnswer = counter.get(&format!("{path}?after=1")).await.json();
    assert_eq!(log.lines.len(), 1);
    assert_eq!(Line::parse(&log.lines[0]).unwrap().hash(), counter.head);
    assert_eq!(log.keys[0].ticket, at);
    assert_eq!(other.get(&path).await.code(), "not_your_log");
}
