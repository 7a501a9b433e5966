//! A carry-over that is brought through the page.

use std::{fs, io, sync::Arc};

use axum::{body::Body, http::Request};
use futures::{StreamExt, stream};
use hq::TakenIn;
use protocol::CARRY_OVER_HEAD_BYTES;
use serde_json::{Value, json};
use tokio::sync::Semaphore;

use crate::{
    carrying::Stick,
    counter::TestCounter,
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch},
};

const PATH: &str = "/api/page/carry-over";

fn told(came: TakenIn) -> Value {
    serde_json::to_value(came).unwrap()
}

/// What a refusal says had come before it.
fn came(answer: &Answer) -> Value {
    answer.json::<Value>()["came"].clone()
}

#[tokio::test]
async fn a_carry_over_is_taken_in_through_the_page_and_a_second_time_changes_nothing() {
    let stick = Stick::new().await;
    let browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    let answer = browser.post_file(PATH, stick.file()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let first = TakenIn { new_lines: 3, new_photos: 1, keys: 1, ..TakenIn::default() };
    assert_eq!(answer.json::<Value>(), told(first));
    assert_eq!(stick.counter.hello().await.seq, 3);
    let again = TakenIn { known_lines: 3, known_photos: 1, keys: 1, ..TakenIn::default() };
    assert_eq!(browser.post_file(PATH, stick.file()).await.json::<Value>(), told(again));
}

#[tokio::test]
async fn nothing_of_the_file_stays_on_the_disk() {
    let stick = Stick::new().await;
    let browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    assert_eq!(browser.post_file(PATH, stick.file()).await.status, 200);
    let incoming = stick.hq.folder.path().join("incoming");
    assert_eq!(fs::read_dir(incoming).unwrap().count(), 0);
}

#[tokio::test]
async fn what_came_before_a_cut_is_told_with_the_refusal() {
    let stick = Stick::new().await;
    let browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    let file = stick.file();
    let cut = browser.post_file(PATH, file[..file.len() - 300].to_vec()).await;
    assert_eq!((cut.status.as_u16(), cut.code().as_str()), (422, "carry_over_cut_off"));
    assert_eq!(came(&cut), told(TakenIn { new_lines: 3, keys: 1, ..TakenIn::default() }));
    assert_eq!(stick.counter.hello().await.seq, 3, "and it stays");
}

#[tokio::test]
async fn a_carry_over_of_a_branch_that_may_not_be_seen_is_refused_before_anything_is_taken_in() {
    let stick = Stick::new().await;
    let south = add_branch(&stick.hq.state, "GZ01", "天河网点", stick.hq.top).await;
    let browser = Browser::signed_in(&stick.hq, south.into()).await;
    for file in [stick.file(), stick.file()[..CARRY_OVER_HEAD_BYTES].to_vec()] {
        let answer = browser.post_file(PATH, file).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (403, "carry_over_other_branch"));
        assert_eq!(came(&answer), told(TakenIn::default()));
    }
    assert_eq!(stick.counter.hello().await.seq, 0);
}

#[tokio::test]
async fn only_the_page_of_somebody_who_is_signed_in_may_bring_one() {
    let stick = Stick::new().await;
    let request = Request::post(PATH).body(Body::from(stick.file())).unwrap();
    assert_eq!(stick.hq.send(request).await.code(), "unauthenticated");
    let mut browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    browser.csrf = "guess".to_owned();
    assert_eq!(browser.post_file(PATH, stick.file()).await.code(), "csrf");
    assert_eq!(stick.counter.hello().await.seq, 0);
}

#[tokio::test]
async fn what_is_no_carry_over_or_not_for_this_headquarters_is_refused_by_what_it_is() {
    let stick = Stick::new().await;
    let browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    let refused = async |file: Vec<u8>| browser.post_file(PATH, file).await.code();
    assert_eq!(refused(vec![]).await, "carry_over_not_one");
    assert_eq!(refused(vec![0xff; 4_096]).await, "carry_over_not_one");

    let other = TestHq::new().await;
    let elsewhere = TestCounter::enrolled(9, &other, other.branch).await;
    let foreign = stick.sealed_to(&elsewhere.joined.sealing.unwrap().key);
    assert_eq!(refused(foreign).await, "carry_over_sealed_elsewhere");
    assert_eq!(refused([&stick.file()[..], b"more"].concat()).await, "carry_over_damaged");

    let mut unknown = stick.file();
    unknown[CARRY_OVER_HEAD_BYTES - 1] ^= 1;
    assert_eq!(refused(unknown).await, "carry_over_no_device");
}

#[tokio::test]
async fn one_that_is_larger_than_a_stick_holds_is_refused_before_it_is_read() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let request = Request::post(PATH).header("cookie", &browser.cookie).header("x-csrf", &browser.csrf);
    let request = request.header("content-length", (1_u64 << 32).to_string());
    let answer = hq.send(request.body(Body::from("the beginning")).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "carry_over_too_large"));
}

#[tokio::test]
async fn no_more_than_two_are_taken_in_at_once() {
    let stick = Stick::new().await;
    let browser = Browser::signed_in(&stick.hq, stick.hq.top).await;
    // Two whose files never come to their end; whoever asks for a first piece was let in.
    let let_in = Arc::new(Semaphore::new(0));
    let endless = || {
        let let_in = Arc::clone(&let_in);
        let first = stream::once(async move { let_in.add_permits(1) });
        Body::from_stream(first.flat_map(|()| stream::pending::<Result<Vec<u8>, io::Error>>()))
    };
    let third = async {
        let _both = let_in.acquire_many(2).await.unwrap();
        browser.post_file(PATH, stick.file()).await
    };
    let answer = tokio::select! {
        answer = third => answer,
        _ = browser.post_file(PATH, endless()) => panic!("it has no end"),
        _ = browser.post_file(PATH, endless()) => panic!("it has no end"),
    };
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (503, "carry_over_busy"));
    assert_eq!(browser.post_file(PATH, stick.file()).await.status, 200, "and then there is room again");
    let list: Value = browser.get("/api/page/set-aside").await.json();
    assert_eq!(list, json!([]));
}
