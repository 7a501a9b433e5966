//! Versions of the counters' program: what is taken in, who is told of it, and what is served.

use std::{fs, path::PathBuf};

use axum::body::Body;
use domain::Bilingual;
use hq::{Config, Named, ReleaseError, ShelfError};
use protocol::{
    Release, ReleaseKeys, ReleaseRefusal, SignedRelease, SigningKey, hash_of, wire::UpdateAnswer,
};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch, send},
};

pub const TARGET: &str = "windows-x86_64";

pub fn maker() -> SigningKey {
    SigningKey::from_bytes(&[0x9e; 32])
}

pub fn believing(config: Config) -> Config {
    Config { release_keys: ReleaseKeys::from(maker().verifying_key()), ..config }
}

/// The file of a version, which is longer than a piece of the shelf.
fn bytes_of(version: &str) -> Vec<u8> {
    version.bytes().cycle().take(3_000_001).collect()
}

fn signed_by(key: &SigningKey, version: &str) -> SignedRelease {
    let bytes = bytes_of(version);
    let release = Release {
        version: version.parse().unwrap(),
        target: TARGET.into(),
        file: format!("Counterfoil_{version}_x64-setup.exe"),
        size: bytes.len() as u64,
        sha256: hash_of(&bytes),
        least_version: "0.1.0".parse().unwrap(),
        notes: Bilingual::new("修正收据的日期。", "Dates on receipts are right again."),
        released_at: "2026-11-21T06:00:00.000Z".parse().unwrap(),
    };
    SignedRelease::signed(&release, key).unwrap()
}

fn file_of(hq: &TestHq, version: &str) -> PathBuf {
    let file = hq.folder.path().join("setup.exe");
    fs::write(&file, bytes_of(version)).unwrap();
    file
}

async fn add(hq: &TestHq, version: &str) {
    let file = file_of(hq, version);
    hq.state.add_release(signed_by(&maker(), version), &file, "command line").await.unwrap();
}

async fn stage(hq: &TestHq, version: &str, percent: u8) {
    let named = Named { target: TARGET, version };
    hq.state.stage_release(named, percent, Vec::new(), "command line").await.unwrap();
}

/// The version that a counter is told to go to from `ours`.
async fn told(counter: &TestCounter, ours: &str) -> Option<String> {
    let answer = counter.get(&format!("/api/v1/update?target={TARGET}&version={ours}")).await;
    let release = answer.json::<UpdateAnswer>().release?;
    Some(release.read(&maker().verifying_key().into()).unwrap().version.to_string())
}

fn path_of(version: &str) -> String {
    format!("/api/v1/releases/{}", hash_of(&bytes_of(version)))
}

async fn part(counter: &TestCounter, version: &str, range: &str) -> Answer {
    let request = counter.request("GET", &path_of(version)).header("range", range);
    send(&counter.router, request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn nobody_is_told_at_no_percent_and_everybody_at_a_hundred() {
    let hq = TestHq::with(believing).await;
    let mut counters = Vec::new();
    for n in 1..=12 {
        counters.push(TestCounter::enrolled(n, &hq, hq.branch).await);
    }
    let told_at = async |percent| {
        stage(&hq, "0.2.0", percent).await;
        let mut who = Vec::new();
        for counter in &counters {
            if told(counter, "0.1.0").await.is_some() {
                who.push(counter.device);
            }
        }
        who
    };
    add(&hq, "0.2.0").await;
    assert!(told(&counters[0], "0.1.0").await.is_none(), "what was only added is nobody's");
    assert!(told_at(0).await.is_empty());
    let half = told_at(50).await;
    assert!(!half.is_empty() && half.len() < 12, "{}", half.len());
    let all = told_at(100).await;
    assert_eq!(all.len(), 12);
    assert_eq!(told_at(50).await, half, "it is the same half");
}

#[tokio::test]
async fn the_newest_that_it_may_go_to_is_told_and_nothing_that_leads_back() {
    let hq = TestHq::with(believing).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    for version in ["0.9.0", "0.10.0", "0.2.0"] {
        add(&hq, version).await;
        stage(&hq, version, 100).await;
    }
    for (ours, next) in [
        ("0.1.0", Some("0.10.0")),
        ("0.9.9", Some("0.10.0")),
        ("0.10.0-rc.1", Some("0.10.0")),
        ("0.10.0", None),
        ("0.11.0", None),
        ("0.0.9", None),
    ] {
        assert_eq!(told(&counter, ours).await.as_deref(), next, "from {ours}");
    }
    let other = counter.get("/api/v1/update?target=linux-x86_64&version=0.1.0").await;
    assert_eq!(other.json::<UpdateAnswer>(), UpdateAnswer::default());
    assert_eq!(counter.get("/api/v1/update?target=linux-x86_64&version=new").await.code(), "malformed");
    assert_eq!(hq.get("/api/v1/update?target=x&version=0.1.0").await.code(), "unauthenticated");
}

#[tokio::test]
async fn what_is_paused_or_withdrawn_is_told_and_served_to_nobody() {
    let hq = TestHq::with(believing).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    add(&hq, "0.2.0").await;
    add(&hq, "0.3.0").await;
    stage(&hq, "0.2.0", 100).await;
    stage(&hq, "0.3.0", 100).await;
    assert_eq!(told(&counter, "0.1.0").await.as_deref(), Some("0.3.0"));
    assert_eq!(counter.get(&path_of("0.3.0")).await.status, 200);

    let named = Named { target: TARGET, version: "0.3.0" };
    hq.state.pause_release(named, "hq").await.unwrap();
    assert_eq!(told(&counter, "0.1.0").await.as_deref(), Some("0.2.0"), "the one before goes on");
    assert_eq!(counter.get(&path_of("0.3.0")).await.code(), "release_not_offered");
    stage(&hq, "0.3.0", 100).await;
    assert_eq!(told(&counter, "0.1.0").await.as_deref(), Some("0.3.0"));

    hq.state.withdraw_release(named, "hq").await.unwrap();
    assert_eq!(told(&counter, "0.1.0").await.as_deref(), Some("0.2.0"));
    let again = hq.state.stage_release(named, 100, Vec::new(), "hq").await;
    assert!(matches!(again, Err(ReleaseError::Withdrawn)), "{again:?}");
    let paused = hq.state.pause_release(named, "hq").await;
    assert!(matches!(paused, Err(ReleaseError::Withdrawn)), "{paused:?}");
    let hq = hq.reopened().await;
    let states: Vec<_> =
        hq.state.list_releases().await.unwrap().iter().map(|told| told.state.as_str()).collect();
    assert_eq!(states, ["withdrawn", "staged"]);
}

#[tokio::test]
async fn named_units_have_it_first() {
    let hq = TestHq::with(believing).await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let east = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = TestCounter::enrolled(2, &hq, south).await;
    add(&hq, "0.2.0").await;
    let named = Named { target: TARGET, version: "0.2.0" };
    hq.state.stage_release(named, 0, vec![hq.region], "hq").await.unwrap();
    assert_eq!(told(&east, "0.1.0").await.as_deref(), Some("0.2.0"));
    assert_eq!(told(&other, "0.1.0").await, None);
    assert_eq!(other.get(&path_of("0.2.0")).await.code(), "release_not_offered");
    let nowhere = domain::UnitId::from_bytes([7; 16]);
    let refused = hq.state.stage_release(named, 0, vec![nowhere], "hq").await;
    assert!(matches!(refused, Err(ReleaseError::NoUnit)), "{refused:?}");
    let refused = hq.state.stage_release(named, 101, Vec::new(), "hq").await;
    assert!(matches!(refused, Err(ReleaseError::NoStage)), "{refused:?}");
}

#[tokio::test]
async fn what_counters_would_refuse_is_not_taken_in() {
    let hq = TestHq::with(believing).await;
    let file = file_of(&hq, "0.2.0");
    let good = signed_by(&maker(), "0.2.0");
    let add = async |signed: &SignedRelease| {
        hq.state.add_release(signed.clone(), &file, "hq").await.map(drop).unwrap_err()
    };
    let stranger = SigningKey::from_bytes(&[1; 32]);
    assert!(matches!(
        add(&signed_by(&stranger, "0.2.0")).await,
        ReleaseError::Refused(ReleaseRefusal::Signature)
    ));
    let changed = SignedRelease { statement: good.statement.replace("0.2.0", "0.3.0"), ..good.clone() };
    assert!(matches!(add(&changed).await, ReleaseError::Refused(ReleaseRefusal::Signature)));
    assert!(matches!(add(&signed_by(&maker(), "0.3.0")).await, ReleaseError::OtherFile));
    assert!(hq.state.list_releases().await.unwrap().is_empty());

    hq.state.add_release(good.clone(), &file, "hq").await.unwrap();
    hq.state.add_release(good.clone(), &file, "hq").await.unwrap();
    assert_eq!(hq.state.list_releases().await.unwrap().len(), 1, "the same one again is the same one");
    let later = good.statement.replace("06:00", "07:00");
    let signature = protocol::sign(&maker(), protocol::Purpose::Release, &[later.as_bytes()]);
    let other = SignedRelease { statement: later, signature };
    assert!(matches!(add(&other).await, ReleaseError::Taken), "a version is said once");

    let nobody = TestHq::new().await;
    let file = file_of(&nobody, "0.2.0");
    let refused = nobody.state.add_release(good, &file, "hq").await;
    assert!(matches!(refused, Err(ReleaseError::NoKeys)), "{refused:?}");
}

#[tokio::test]
async fn a_file_is_served_whole_and_in_parts_to_devices_alone() {
    let hq = TestHq::with(believing).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    add(&hq, "0.2.0").await;
    stage(&hq, "0.2.0", 100).await;
    let bytes = bytes_of("0.2.0");
    let whole = counter.get(&path_of("0.2.0")).await;
    assert_eq!((whole.status.as_u16(), whole.body.len()), (200, bytes.len()));
    assert!(whole.body == bytes);
    let first = part(&counter, "0.2.0", "bytes=0-999").await;
    assert_eq!((first.status.as_u16(), first.header("content-range")), (206, Some("bytes 0-999/3000001")));
    assert!(first.body[..] == bytes[..1_000]);
    let rest = part(&counter, "0.2.0", "bytes=2999000-").await;
    assert_eq!(rest.header("content-range"), Some("bytes 2999000-3000000/3000001"));
    assert!(rest.body[..] == bytes[2_999_000..]);
    let beyond = part(&counter, "0.2.0", "bytes=3000001-").await;
    assert_eq!((beyond.status.as_u16(), beyond.code().as_str()), (416, "no_such_part"));
    assert_eq!(hq.get(&path_of("0.2.0")).await.code(), "unauthenticated");
    hq.state.revoke_device(counter.device).await.unwrap();
    assert_eq!(counter.get(&path_of("0.2.0")).await.code(), "device_revoked");
}

#[tokio::test]
async fn a_file_that_is_not_on_the_shelf_is_missed_in_words() {
    let hq = TestHq::with(believing).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    add(&hq, "0.2.0").await;
    stage(&hq, "0.2.0", 100).await;
    let lying = hq.folder.path().join("photos/releases").join(hash_of(&bytes_of("0.2.0")).to_string());
    fs::remove_file(&lying).unwrap();
    assert_eq!(part(&counter, "0.2.0", "bytes=0-9").await.code(), "release_file_missing");
    assert_eq!(hq.state.list_releases().await.unwrap()[0].has_file, Some(false));
    let named = Named { target: TARGET, version: "0.2.0" };
    let staged = hq.state.stage_release(named, 50, Vec::new(), "hq").await;
    assert!(matches!(staged, Err(ReleaseError::FileMissing)), "{staged:?}");
    add(&hq, "0.2.0").await;
    assert_eq!(part(&counter, "0.2.0", "bytes=0-9").await.status, 206, "adding it again puts it back");

    fs::write(&lying, &bytes_of("0.2.0")[..1_000]).unwrap();
    assert_eq!(hq.state.list_releases().await.unwrap()[0].has_file, Some(false), "it is cut off");
    assert!(!matches!(hq.state.shelf.is_empty().await, Err(ShelfError::Damaged(_))));
}

#[tokio::test]
async fn an_administrator_of_everything_rolls_out_at_the_page() {
    let hq = TestHq::with(believing).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    add(&hq, "0.2.0").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let seen: Value = browser.get("/api/page/releases").await.json();
    assert_eq!(seen["versions"], json!([{ "version": "0.1.0", "counters": 1 }]));
    let release = &seen["releases"][0];
    assert_eq!((&release["state"], &release["percent"]), (&json!("staged"), &json!(0)));
    assert_eq!((&release["has_file"], &seen["may_change"]), (&json!(true), &json!(true)));

    let path = |act: &str| format!("/api/page/releases/{TARGET}/0.2.0/{act}");
    let first = json!({ "percent": 0, "units": ["WC07"] });
    assert_eq!(browser.post_with(&path("stage"), &first, None).await.code(), "csrf");
    let staged: Value = browser.post(&path("stage"), &first).await.json();
    assert_eq!((&staged["unit_names"], &staged["percent"]), (&json!(["五常网点"]), &json!(0)));
    assert_eq!(told(&counter, "0.1.0").await.as_deref(), Some("0.2.0"));
    for (form, code) in [
        (json!({ "percent": 0, "units": ["nowhere"] }), "unit_unknown"),
        (json!({ "percent": 101 }), "stage_wanted"),
    ] {
        assert_eq!(browser.post(&path("stage"), &form).await.code(), code);
    }
    let nothing = json!({});
    assert_eq!(browser.post(&path("pause"), &nothing).await.json::<Value>()["state"], "paused");
    assert_eq!(told(&counter, "0.1.0").await, None);
    assert_eq!(browser.post(&path("withdraw"), &nothing).await.json::<Value>()["state"], "withdrawn");
    assert_eq!(browser.post(&path("stage"), &first).await.code(), "release_withdrawn");
    let unknown = format!("/api/page/releases/{TARGET}/9.9.9/pause");
    assert_eq!(browser.post(&unknown, &nothing).await.code(), "not_found");

    let audit: Value = browser.get("/api/page/audit").await.json();
    let acts = audit["rows"].to_string();
    assert!(acts.contains("release_staged") && acts.contains("0.2.0 windows-x86_64 0% WC07"), "{acts}");
    assert!(acts.contains("release_paused") && acts.contains("release_withdrawn"), "{acts}");

    let of_a_region = Browser::named(&hq, "east", hq.region, crate::page_sign_in::administrator()).await;
    assert_eq!(of_a_region.post(&path("pause"), &nothing).await.code(), "not_permitted");
    let seen: Value = of_a_region.get("/api/page/releases").await.json();
    assert_eq!((seen["versions"].as_array().unwrap().len(), &seen["may_change"]), (1, &json!(false)));
}

#[tokio::test]
async fn versions_are_counted_within_the_viewers_units_and_without_the_revoked() {
    let hq = TestHq::with(believing).await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let first = TestCounter::enrolled(1, &hq, hq.branch).await;
    TestCounter::enrolled(2, &hq, hq.branch).await;
    TestCounter::enrolled(3, &hq, south).await;
    hq.state.revoke_device(first.device).await.unwrap();
    for (unit, counters) in [(hq.top, 2), (hq.region, 1), (south.into(), 1)] {
        let browser =
            Browser::named(&hq, &unit.to_string(), unit, crate::page_sign_in::administrator()).await;
        let seen: Value = browser.get("/api/page/releases").await.json();
        assert_eq!(seen["versions"][0]["counters"], counters);
    }
}

#[tokio::test]
async fn a_code_that_nobody_used_is_listed_and_taken_back() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.region).await;
    let code = hq.code_for(hq.branch).await;
    let used = hq.code_for(hq.branch).await;
    hq.post("/api/v1/enrol", &crate::counter::enrolment(1, &used)).await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    hq.code_for(south).await;
    let list: Value = browser.get("/api/page/devices/codes").await.json();
    assert_eq!(list.as_array().unwrap().len(), 1, "not the used one, and not another region's: {list}");
    assert_eq!((&list[0]["branch_code"], &list[0]["letter"]), (&json!("WC07"), &json!("A")));

    let withdraw = format!("/api/page/devices/codes/{}/withdraw", list[0]["mark"].as_str().unwrap());
    assert_eq!(browser.post(&withdraw, &json!({})).await.status, 204);
    assert_eq!(browser.post(&withdraw, &json!({})).await.code(), "not_found");
    let refused = hq.post("/api/v1/enrol", &crate::counter::enrolment(2, &code)).await;
    assert_eq!(refused.code(), "code_expired");
    assert_eq!(browser.get("/api/page/devices/codes").await.json::<Value>(), json!([]));
    let other = hash_of(&used.secret);
    let of_a_device = format!("/api/page/devices/codes/{other}/withdraw");
    assert_eq!(browser.post(&of_a_device, &json!({})).await.code(), "not_found");
}
