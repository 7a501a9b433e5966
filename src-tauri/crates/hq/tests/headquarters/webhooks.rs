//! Other systems are told of what happens: once made, signed, tried again, and never in each other's way.

use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use domain::{ActionTaken, Fact, NewsKind, TicketAction, UnitId, WebhookId};
use hq::{Clock, HqState, Listening, WebhookForm};
use protocol::WebhookSecret;
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, STORY, a_note},
    page_sign_in::Browser,
    place::{TestHq, add_branch},
    receiver::{Heard, PATIENCE, Receiver, Reply},
};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

async fn serving(state: &HqState) -> Listening {
    Listening::start(state.clone(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.unwrap()
}

fn form(url: &str, kinds: &[NewsKind]) -> WebhookForm {
    WebhookForm { name: "CRM".into(), url: url.into(), kinds: kinds.to_vec() }
}

async fn webhook_at(hq: &TestHq, url: &str, unit: UnitId) -> (WebhookId, WebhookSecret) {
    hq.state.add_webhook(form(url, NewsKind::ALL), unit, "wu.lei").await.unwrap()
}

fn types(heard: &[Heard]) -> Vec<String> {
    let mut types: Vec<String> =
        heard.iter().map(|heard| heard.json()["type"].as_str().unwrap().to_owned()).collect();
    types.sort();
    types
}

/// Waits until the only webhook stands so.
async fn until(browser: &Browser, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
    let begun = Instant::now();
    loop {
        let view: Value = browser.get("/api/page/webhooks").await.json();
        let shown = view["webhooks"][0].clone();
        if is_so(&shown) {
            return shown;
        }
        assert!(begun.elapsed() < PATIENCE, "{what}: {shown}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn log(browser: &Browser, id: WebhookId, query: &str) -> Value {
    browser.get(&format!("/api/page/webhooks/{id}/deliveries{query}")).await.json()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happens_is_told_signed_and_without_anything_personal() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    counter.open_claim(1, "SF1").await;
    let receiver = Receiver::start(&[]).await;
    let (_, secret) = webhook_at(&hq, &receiver.url, hq.top).await;
    let served = serving(&hq.state).await;
    let ticket = counter.open_claim(2, "SF2").await;
    let note = counter.write(Some(ticket), &a_note("nobody is told of this"));
    let taken = Fact::ActionTaken(ActionTaken { action: TicketAction::Investigate, words: None });
    let moved = counter.write(Some(ticket), &taken);
    counter.push(&[note, moved]).await;

    let heard = receiver.heard_at_least(2).await;
    assert_eq!(types(&heard), ["ticket.opened", "ticket.status_changed"], "only what came since");
    let opened = heard.iter().find(|heard| heard.json()["type"] == "ticket.opened").unwrap();
    let body = opened.json();
    assert_eq!(body["id"], opened.id());
    assert_eq!(body["branch"], "WC07");
    assert_eq!(body["occurred_at"], counter.at().to_string());
    assert_eq!(body["ticket"]["id"], ticket.to_string());
    assert!(body["ticket"]["number"].as_str().unwrap().starts_with("WC07-261121-A0002-"), "{body}");
    assert_eq!(
        (&body["ticket"]["kind"], &body["ticket"]["category"]),
        (&json!("claim"), &json!("damage.contents"))
    );
    assert_eq!(body.as_object().unwrap().len(), 5, "{body}");
    assert_eq!(body["ticket"].as_object().unwrap().len(), 5, "{body}");
    for heard in &heard {
        let at = heard.header("webhook-timestamp").parse().unwrap();
        assert_eq!(at, hq.clock.now().unix_ms() / 1_000);
        assert_eq!(heard.header("webhook-signature"), secret.sign(heard.id(), at, &heard.body));
        let text = String::from_utf8_lossy(&heard.body);
        assert!([NAME, PHONE, STORY, "SF2"].iter().all(|personal| !text.contains(personal)), "{text}");
    }
    served.stop().await.unwrap();
    assert_eq!(receiver.heard().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_failed_is_tried_again_under_the_same_identity() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[Reply::Status(500), Reply::Redirect]).await;
    let (id, _) = webhook_at(&hq, &receiver.url, hq.top).await;
    let served = serving(&hq.state).await;
    counter.open_claim(1, "SF1").await;
    receiver.heard_at_least(1).await;
    let failing = until(&browser, "it fails", |shown| shown["failing_since"].is_string()).await;
    assert_eq!((&failing["waiting"], &failing["delivered_at"]), (&json!(1), &Value::Null));
    hq.clock.move_on(6_000);
    receiver.heard_at_least(2).await;
    until(&browser, "it was tried twice", |_| true).await;
    hq.clock.move_on(2 * MINUTE_MS);
    let heard = receiver.heard_at_least(3).await;
    let good = until(&browser, "it was taken", |shown| shown["delivered_at"].is_string()).await;
    assert_eq!((&good["waiting"], &good["failing_since"]), (&json!(0), &Value::Null));
    assert!(heard.iter().all(|one| one.id() == heard[0].id() && one.body == heard[0].body));
    assert_ne!(
        heard[0].header("webhook-signature"),
        heard[2].header("webhook-signature"),
        "the time is bound"
    );
    assert!(!receiver.was_followed(), "nobody is sent elsewhere");
    let log = log(&browser, id, "").await;
    let tries = log["deliveries"][0]["tries"].as_array().unwrap();
    assert_eq!(tries.iter().map(|one| &one["outcome"]).collect::<Vec<_>>(), ["500", "307", "204"]);
    assert_eq!(log["deliveries"][0]["state"], "delivered");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_hangs_is_waited_for_by_nobody_else() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let hanging = Receiver::start(&[Reply::Hang]).await;
    let good = Receiver::start(&[]).await;
    webhook_at(&hq, &hanging.url, hq.top).await;
    webhook_at(&hq, &good.url, hq.top).await;
    let served = serving(&hq.state).await;
    let begun = Instant::now();
    for n in 1..=5 {
        counter.open_claim(n, "SF1").await;
    }
    good.heard_at_least(5).await;
    assert!(begun.elapsed() < Duration::from_secs(9), "it was told before the other's time was over");
    hanging.heard_at_least(2).await;
    assert_eq!(hanging.heard().len(), 2, "no more than two calls wait for it");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_gone_is_paused_and_told_the_rest_when_it_is_resumed() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[Reply::Status(410)]).await;
    let (id, _) = webhook_at(&hq, &receiver.url, hq.top).await;
    let served = serving(&hq.state).await;
    counter.open_claim(1, "SF1").await;
    let paused = until(&browser, "it is paused", |shown| shown["paused_at"].is_string()).await;
    assert_eq!(paused["paused_why"], "gone");
    hq.clock.move_on(HOUR_MS);
    counter.log_in().await;
    counter.open_claim(2, "SF2").await;
    // Long enough for more than one round.
    tokio::time::sleep(Duration::from_secs(3)).await;
    assert_eq!(receiver.heard().len(), 1, "it is told nothing");
    let done = browser.post(&format!("/api/page/webhooks/{id}"), &json!({ "act": "resume" })).await;
    assert_eq!(done.json::<Value>()["webhooks"]["webhooks"][0]["paused_at"], Value::Null);
    let heard = receiver.heard_at_least(3).await;
    let mut ids: Vec<_> = heard.iter().map(Heard::id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 2, "both, and the first of them twice");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_given_up_is_tried_again_when_somebody_asks() {
    let hq = TestHq::new().await;
    Browser::signed_in(&hq, hq.top).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[Reply::Status(503); 11]).await;
    let (id, _) = webhook_at(&hq, &receiver.url, hq.top).await;
    let served = serving(&hq.state).await;
    counter.open_claim(1, "SF1").await;
    for n in 1..=11 {
        receiver.heard_at_least(n).await;
        // A session does not last as long as the waits do.
        let browser = Browser::again(&hq, &format!("viewer-{}", hq.top)).await;
        let begun = Instant::now();
        while log(&browser, id, "").await["deliveries"][0]["tries"].as_array().map_or(0, Vec::len) < n {
            assert!(begun.elapsed() < PATIENCE, "try {n} was not noted");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        hq.clock.move_on(30 * HOUR_MS);
    }
    let browser = Browser::again(&hq, &format!("viewer-{}", hq.top)).await;
    let given_up = until(&browser, "it is given up", |shown| shown["given_up"] == 1).await;
    assert_eq!(given_up["waiting"], 0);
    assert_eq!(log(&browser, id, "?state=waiting").await["deliveries"], json!([]));
    let act = format!("/api/page/webhooks/{id}");
    let again: Value = browser.post(&act, &json!({ "act": "try_again" })).await.json();
    assert_eq!(again["tried_again"], 1);
    receiver.heard_at_least(12).await;
    until(&browser, "it was taken", |shown| shown["given_up"] == 0 && shown["delivered_at"].is_string())
        .await;
    let again = browser.post(&act, &json!({ "act": "try_again", "news": receiver.heard()[0].id() })).await;
    assert_eq!(again.code(), "not_found", "what was taken is not sent again");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_in_the_middle_loses_nothing_and_a_branch_that_came_later_is_heard_of() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[Reply::Status(500)]).await;
    webhook_at(&hq, &receiver.url, hq.region).await;
    let elsewhere = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let later = add_branch(&hq.state, "WC08", "六常网点", hq.region).await;
    let mut far = TestCounter::enrolled(2, &hq, elsewhere).await;
    let mut near = TestCounter::enrolled(3, &hq, later).await;
    let served = serving(&hq.state).await;
    counter.open_claim(1, "SF1").await;
    receiver.heard_at_least(1).await;
    served.stop().await.unwrap();
    // While nobody tells.
    counter.open_claim(2, "SF2").await;
    far.open_claim(1, "SF3").await;
    near.open_claim(1, "SF4").await;
    hq.clock.move_on(MINUTE_MS);
    let hq = hq.reopened().await;
    let served = serving(&hq.state).await;
    let heard = receiver.heard_at_least(4).await;
    let mut branches: Vec<_> =
        heard[1..].iter().map(|heard| heard.json()["branch"].as_str().unwrap().to_owned()).collect();
    branches.sort();
    assert_eq!(branches, ["WC07", "WC07", "WC08"], "each once, and nothing of another unit");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_tell_each_news_once() {
    let hq = TestHq::over(true, |config| config).await;
    let other = hq.beside().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[]).await;
    webhook_at(&hq, &receiver.url, hq.top).await;
    let (one, two) = (serving(&hq.state).await, serving(&other).await);
    for n in 1..=5 {
        counter.open_claim(n, "SF1").await;
    }
    receiver.heard_at_least(5).await;
    // Whoever tells stops, and the other goes on at once.
    one.stop().await.unwrap();
    counter.router = hq::app(other.clone());
    for n in 6..=9 {
        counter.open_claim(n, "SF1").await;
    }
    let heard = receiver.heard_at_least(9).await;
    tokio::time::sleep(Duration::from_secs(3)).await;
    let mut ids: Vec<_> = heard.iter().map(Heard::id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), receiver.heard().len()), (9, 9));
    two.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_whose_key_comes_late_is_news_once_and_a_forgotten_ticket_is_too() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[]).await;
    webhook_at(&hq, &receiver.url, hq.top).await;
    let served = serving(&hq.state).await;
    let gone = counter.open_claim(1, "SF1").await;
    let late = crate::counter::ticket(counter.device, 2);
    let opened = counter.write(Some(late), &crate::facts::a_claim(2, "SF2", counter.at()));
    let push = counter.push_of(opened.head().seq, vec![opened.raw().to_owned()], Vec::new());
    assert_eq!(counter.send_push(&push).await.status, 200);
    receiver.heard_at_least(1).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(receiver.heard().len(), 1, "it takes no effect yet");
    let note = counter.write(Some(late), &a_note("the key comes with this"));
    let push = counter.push_of(note.head().seq, vec![note.raw().to_owned()], vec![counter.wrapped(late)]);
    assert_eq!(counter.send_push(&push).await.status, 200);
    receiver.heard_at_least(2).await;
    hq.state.forget_ticket(hq.branch, gone).await.unwrap();
    let heard = receiver.heard_at_least(3).await;
    assert_eq!(types(&heard), ["ticket.forgotten", "ticket.opened", "ticket.opened"]);
    let forgotten = heard.iter().find(|heard| heard.json()["type"] == "ticket.forgotten").unwrap().json();
    assert_eq!(forgotten["ticket"]["id"], gone.to_string());
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_adds_renews_tests_and_removes() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let receiver = Receiver::start(&[Reply::Status(500)]).await;
    let served = serving(&hq.state).await;
    let add = json!({ "name": " CRM ", "url": receiver.url, "kinds": ["claim.paid"], "unit": hq.region });
    let added: Value = browser.post("/api/page/webhooks", &add).await.json();
    let first = added["secret"].as_str().unwrap().to_owned();
    assert!(first.starts_with("whsec_"));
    let shown = &added["webhooks"]["webhooks"][0];
    assert_eq!((&shown["name"], &shown["unit_name"]), (&json!("CRM"), &json!("华东大区")));
    assert!(!browser.get("/api/page/webhooks").await.text().contains("whsec_"), "it was told once");
    let act = format!("/api/page/webhooks/{}", shown["id"].as_str().unwrap());
    let act = async |form: Value| -> Value { browser.post(&act, &form).await.json() };
    let renewed = act(json!({ "act": "renew_secret" })).await;
    assert_ne!(renewed["secret"].as_str().unwrap(), first);
    assert!(renewed["webhooks"]["webhooks"][0]["former_secret_until"].is_string());
    let ping = act(json!({ "act": "ping" })).await["ping"].clone();
    let heard = receiver.heard_at_least(1).await;
    assert_eq!((&heard[0].json()["type"], &heard[0].json()["id"]), (&json!("ping"), &ping));
    assert_eq!(heard[0].header("webhook-signature").split(' ').count(), 2, "by both secrets for a day");
    until(&browser, "a test is tried once", |shown| shown["given_up"] == 1).await;
    hq.clock.move_on(25 * HOUR_MS);
    let browser = Browser::again(&hq, &format!("viewer-{}", hq.top)).await;
    let act = format!("/api/page/webhooks/{}", shown["id"].as_str().unwrap());
    browser.post(&act, &json!({ "act": "pause" })).await;
    browser.post(&act, &json!({ "act": "ping" })).await;
    let heard = receiver.heard_at_least(2).await;
    assert_eq!(heard[1].header("webhook-signature").split(' ').count(), 1, "a test comes while it is paused");
    let gone: Value = browser.post(&act, &json!({ "act": "remove" })).await.json();
    assert_eq!(gone["webhooks"]["webhooks"], json!([]));
    assert_eq!(browser.post(&act, &json!({ "act": "ping" })).await.code(), "not_found");
    let acts: Value = browser.get("/api/page/audit").await.json();
    for act in
        ["webhook_added", "webhook_changed", "webhook_secret_renewed", "webhook_tried", "webhook_removed"]
    {
        assert!(acts["rows"].as_array().unwrap().iter().any(|row| row["act"] == act), "{act}");
    }
    let bytes = hq.all_bytes();
    assert!(!bytes.windows(first.len()).any(|part| part == first.as_bytes()), "secrets are sealed");
    served.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_webhook_is_removed_while_it_is_told() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let receiver = Receiver::start(&[]).await;
    let served = serving(&hq.state).await;
    for n in 1..=12 {
        let (id, _) = webhook_at(&hq, &receiver.url, hq.top).await;
        let so_far = receiver.heard().len();
        for _ in 0..8 {
            hq.state.ping_webhook(id).await.unwrap();
        }
        counter.open_claim(n, "SF1").await;
        receiver.heard_at_least(so_far + 1).await;
        // While its calls are noted, and at one moment or another of it.
        tokio::time::sleep(Duration::from_millis(u64::from(n % 4) * 3)).await;
        hq.state.remove_webhook(id).await.unwrap();
    }
    served.stop().await.unwrap();
}

#[tokio::test]
async fn what_is_no_webhook_is_refused() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.region).await;
    let good = json!({ "name": "CRM", "url": "https://crm.example.cn/", "kinds": ["claim.paid"], "unit": hq.region });
    let with = |field: &str, value: Value| {
        let mut form = good.clone();
        form[field] = value;
        form
    };
    for (form, code) in [
        (with("name", json!("  ")), "webhook_name_wanted"),
        (with("name", json!("长".repeat(61))), "webhook_name_wanted"),
        (with("name", json!("a\nb")), "webhook_name_wanted"),
        (with("url", json!("http://crm.example.cn/")), "webhook_address_not_encrypted"),
        (with("url", json!("crm.example.cn")), "webhook_address_unreadable"),
        (with("url", json!("https://a:b@crm.example.cn/")), "webhook_address_credentials"),
        (with("url", json!("https://crm.example.cn/#a")), "webhook_address_fragment"),
        (with("url", json!("https://169.254.169.254/")), "webhook_address_no_receiver"),
        (with("url", json!(format!("https://x.cn/{}", "a".repeat(2_000)))), "webhook_address_long"),
        (with("kinds", json!([])), "webhook_kinds_wanted"),
        (with("kinds", json!(["ticket.sold"])), "malformed"),
        (with("unit", json!(hq.top)), "unit_not_held"),
        (with("unit", json!("nowhere")), "malformed"),
    ] {
        assert_eq!(browser.post("/api/page/webhooks", &form).await.code(), code, "{form}");
    }
    let (id, _) = webhook_at(&hq, "https://crm.example.cn/", hq.top).await;
    let path = format!("/api/page/webhooks/{id}");
    assert_eq!(browser.post(&path, &json!({ "act": "pause" })).await.code(), "not_found", "it is another's");
    assert_eq!(browser.get(&format!("{path}/deliveries")).await.code(), "not_found");
    let own: Value = browser.post("/api/page/webhooks", &good).await.json();
    let path = format!("/api/page/webhooks/{}", own["webhooks"]["webhooks"][0]["id"].as_str().unwrap());
    assert_eq!(browser.post(&path, &json!({ "act": "sell" })).await.code(), "malformed");
    assert_eq!(browser.post("/api/page/webhooks/x", &json!({ "act": "pause" })).await.code(), "not_found");
    for query in ["?state=lost", "?before=yesterday", "?before=2026-11-21T00:00:00.000Z~x"] {
        assert_eq!(browser.get(&format!("{path}/deliveries{query}")).await.code(), "malformed", "{query}");
    }
    let clerk = Browser::named(&hq, "he.li", hq.top, vec!["adjuster".parse().unwrap()]).await;
    assert_eq!(clerk.get("/api/page/webhooks").await.code(), "not_permitted");
    assert_eq!(clerk.post("/api/page/webhooks", &good).await.code(), "not_permitted");
}
