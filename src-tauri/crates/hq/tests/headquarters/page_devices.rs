//! How counters stand with headquarters: silence, forks, lines that are set aside.

use domain::{BranchId, Fact};
use protocol::wire::Hello;
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{a_note, epoch_opened},
    page_sign_in::Browser,
    place::{TestHq, add_branch, json as body, send},
};

const HOUR_MS: i64 = 3_600_000;

async fn tell(counter: &TestCounter, waiting_lines: u64) {
    tell_at(counter, waiting_lines, 5_000).await;
}

async fn tell_at(counter: &TestCounter, waiting_lines: u64, behind_ms: i64) {
    let hello = Hello {
        epoch: counter.epoch,
        seq: counter.seq,
        head: (counter.seq > 0).then_some(counter.head),
        wall: counter.at().plus_ms(-behind_ms),
        generation: None,
        cursor: 0,
        app_version: "0.1.1".into(),
        waiting_lines,
        waiting_photos: 1,
        oldest_waiting_at: Some(counter.at()),
        told: None,
    };
    let answer = send(&counter.router, body(counter.request("POST", "/api/v1/hello"), &hello)).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
}

async fn device(browser: &Browser) -> Value {
    browser.get("/api/page/devices").await.json::<Vec<Value>>().remove(0)
}

#[tokio::test]
async fn a_counter_is_shown_as_it_last_told() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let since = counter.at();
    counter.open_claim(1, "SF1").await;
    hq.clock.move_on(60_000);
    tell(&counter, 7).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let seen = device(&browser).await;
    assert_eq!(seen["id"], counter.device.to_string());
    assert_eq!((seen["branch_code"].as_str(), seen["letter"].as_str()), (Some("WC07"), Some("A")));
    assert_eq!((seen["waiting_lines"].as_u64(), seen["waiting_photos"].as_u64()), (Some(7), Some(1)));
    assert_eq!(
        (seen["clock_offset_ms"].as_i64(), seen["app_version"].as_str()),
        (Some(5_000), Some("0.1.1"))
    );
    assert_eq!(seen["contact_at"], counter.at().to_string());
    assert_eq!(seen["epoch"], counter.epoch.to_string());
    assert_eq!(seen["epoch_since"], since.to_string());
    assert_eq!((&seen["forks"], &seen["is_silent"]), (&json!([]), &json!(false)));
    assert_eq!(seen["zone"], "Asia/Shanghai");
}

#[tokio::test]
async fn a_clock_that_is_off_by_more_than_five_minutes_is_marked() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(device(&browser).await["is_clock_off"], false, "nothing is known of it");
    for (behind_ms, is_off) in [(300_000, false), (300_001, true), (-300_000, false), (-300_001, true)] {
        tell_at(&counter, 0, behind_ms).await;
        assert_eq!(device(&browser).await["is_clock_off"], is_off, "{behind_ms}");
    }
}

#[tokio::test]
async fn a_counter_is_silent_after_a_day_or_after_two_hours_when_something_waits() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    tell(&counter, 1).await;
    hq.clock.move_on(2 * HOUR_MS);
    assert_eq!(device(&browser).await["is_silent"], false);
    hq.clock.move_on(1);
    assert_eq!(device(&browser).await["is_silent"], true);
    counter.log_in().await;
    counter.hello().await;
    hq.clock.move_on(24 * HOUR_MS);
    let browser = Browser::signed_in(&hq, hq.region).await;
    assert_eq!(device(&browser).await["is_silent"], false, "nothing waits");
    hq.clock.move_on(1);
    assert_eq!(device(&browser).await["is_silent"], true);
    hq.state.revoke_device(counter.device).await.unwrap();
    assert_eq!(device(&browser).await["is_silent"], false, "nobody waits for a revoked one");
}

#[tokio::test]
async fn a_fork_is_shown_with_where_it_began() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let (seq, head) = (counter.seq, counter.head);
    let line = counter.write(Some(ticket), &a_note("one"));
    counter.push(&[line]).await;
    (counter.seq, counter.head) = (seq, head);
    let other = counter.write(Some(ticket), &a_note("another"));
    let push = counter.push_of(3, vec![other.raw().to_owned()], Vec::new());
    assert_eq!(counter.send_push(&push).await.code(), "fork");
    let browser = Browser::signed_in(&hq, hq.top).await;
    let forks = device(&browser).await["forks"].clone();
    assert_eq!(forks, json!([{ "epoch": counter.epoch.to_string(), "seq": 3, "lines": 1 }]));
}

/// A counter that wrote a note after it was revoked, and where that note stands.
pub async fn with_an_aside(hq: &TestHq) -> (TestCounter, String) {
    let mut counter = TestCounter::enrolled(1, hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    hq.state.revoke_device(counter.device).await.unwrap();
    let note = counter.write(Some(ticket), &a_note("written too late"));
    assert_eq!(counter.push(&[note]).await.set_aside[0].reason, "device_revoked");
    let path = format!("/api/page/set-aside/{}/{}/{}/3", counter.branch, counter.device, counter.epoch);
    (counter, path)
}

#[tokio::test]
async fn a_line_that_is_set_aside_is_listed_and_filed() {
    let hq = TestHq::new().await;
    let (counter, path) = with_an_aside(&hq).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let list: Value = browser.get("/api/page/set-aside").await.json();
    assert_eq!(list.as_array().unwrap().len(), 1);
    let aside = &list[0];
    assert_eq!((aside["reason"].as_str(), aside["seq"].as_u64()), (Some("device_revoked"), Some(3)));
    assert_eq!(aside["device"], counter.device.to_string());
    assert!(aside["number"].as_str().unwrap().starts_with("WC07-"));
    assert_eq!(aside["filed_at"], Value::Null);

    let file = json!({ "action": "file" });
    assert_eq!(browser.post_with(&path, &file, None).await.code(), "csrf");
    assert_eq!(browser.post(&path, &file).await.json::<Value>()["set_aside"], "device_revoked");
    let list: Value = browser.get("/api/page/set-aside").await.json();
    assert_eq!(list[0]["filed_at"], counter.at().to_string());
}

#[tokio::test]
async fn a_line_that_is_judged_again_takes_effect() {
    let hq = TestHq::new().await;
    let (_, path) = with_an_aside(&hq).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let retry = json!({ "action": "retry" });
    assert_eq!(browser.post(&path, &retry).await.json::<Value>()["set_aside"], Value::Null);
    assert_eq!(browser.get("/api/page/set-aside").await.json::<Value>(), json!([]));
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    assert_eq!(other.hello().await.feed_head, 4, "readers are told once more");
    assert_eq!(browser.post(&path, &retry).await.json::<Value>()["set_aside"], Value::Null);
    assert_eq!(other.hello().await.feed_head, 4, "and not twice");
}

#[tokio::test]
async fn what_stands_wrong_stays_set_aside() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(1, "SF1").await;
    let again = counter.write(None, &epoch_opened());
    assert_eq!(counter.push(&[again]).await.set_aside[0].reason, "chain_opened_again");
    let not_theirs = counter.write(Some(ticket), &Fact::TicketForgotten);
    assert_eq!(counter.push(&[not_theirs]).await.set_aside.len(), 1);
    let browser = Browser::signed_in(&hq, hq.top).await;
    for seq in [3, 4] {
        let path =
            format!("/api/page/set-aside/{}/{}/{}/{seq}", counter.branch, counter.device, counter.epoch);
        let answer: Value = browser.post(&path, &json!({ "action": "retry" })).await.json();
        assert!(answer["set_aside"].is_string(), "{seq}: {answer}");
    }
    assert_eq!(browser.get("/api/page/set-aside").await.json::<Vec<Value>>().len(), 2);
}

#[tokio::test]
async fn other_branches_counters_and_lines_are_not_shown() {
    let hq = TestHq::new().await;
    let (_, path) = with_an_aside(&hq).await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let browser = Browser::signed_in(&hq, south.into()).await;
    assert_eq!(browser.get("/api/page/devices").await.json::<Value>(), json!([]));
    assert_eq!(browser.get("/api/page/set-aside").await.json::<Value>(), json!([]));
    assert_eq!(browser.post(&path, &json!({ "action": "file" })).await.code(), "not_found");
    for path in ["/api/page/devices", "/api/page/set-aside"] {
        assert_eq!(hq.get(path).await.code(), "unauthenticated", "{path}");
    }
}

#[tokio::test]
async fn a_counter_gets_its_code_at_the_page_and_no_letter_twice() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let browser = Browser::signed_in(&hq, hq.region).await;
    let letters: Value = browser.get(&format!("/api/page/devices/letters/{}", hq.branch)).await.json();
    assert_eq!((&letters["used"], &letters["free"][0]), (&json!(["A"]), &json!("B")));
    let code = async |branch: BranchId, letter: &str| {
        browser
            .post("/api/page/devices/codes", &json!({ "branch": branch, "letter": letter, "name": "" }))
            .await
    };
    assert_eq!(code(hq.branch, "A").await.code(), "letter_taken");
    assert_eq!(code(south, "A").await.code(), "not_found");
    let given: Value = code(hq.branch, "B").await.json();
    assert_eq!(code(hq.branch, "B").await.code(), "letter_taken", "a code for it is open");
    let given: protocol::EnrolmentCode = given["code"].as_str().unwrap().parse().unwrap();
    assert_eq!(hq.post("/api/v1/enrol", &crate::counter::enrolment(2, &given)).await.status, 200);

    let of_first = |what: &str| format!("/api/page/devices/{}/{what}", counter.device);
    assert_eq!(browser.post(&of_first("revoke"), &json!({ "reason": " " })).await.code(), "reason_wanted");
    assert_eq!(browser.post(&of_first("revoke"), &json!({ "reason": "stolen" })).await.status, 204);
    assert!(device(&browser).await["revoked_at"].is_string());
    assert_eq!(code(hq.branch, "A").await.status, 200, "its letter is free again");
    assert_eq!(browser.post(&of_first("recover"), &json!({})).await.status, 200);
    let elsewhere = Browser::signed_in(&hq, south.into()).await;
    for what in ["revoke", "recover"] {
        let answer = elsewhere.post(&of_first(what), &json!({ "reason": "stolen" })).await;
        assert_eq!(answer.code(), "not_found", "{what}");
    }
    let log: Value = browser.get(&format!("/api/page/audit?about={}", counter.device)).await.json();
    let acts: Vec<_> =
        log["rows"].as_array().unwrap().iter().map(|row| (&row["act"], &row["about"])).collect();
    assert_eq!(acts.len(), 2, "{log}");
    assert_eq!(*acts[1].1, format!("{} stolen", counter.device));
}
