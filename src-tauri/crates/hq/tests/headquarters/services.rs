//! Other systems of the carrier: what they bring becomes a ticket once, and reaches the branch's counters.

use std::{collections::BTreeSet, num::NonZeroU32};

use axum::{body::Body, http::Request};
use domain::{BranchId, Event, Origin, ServiceScope, Ticket, UnitId, UnitLevel};
use hq::{Limits, ServiceGrant, UnitForm, app};
use protocol::{Keys, Line, wire::FeedAnswer};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{a_note, epoch_opened},
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch, send},
};

/// Another system, with its token.
#[derive(Clone)]
pub struct Bridge {
    router: axum::Router,
    token: String,
}

impl Bridge {
    pub async fn with(hq: &TestHq, change: impl FnOnce(ServiceGrant) -> ServiceGrant) -> Self {
        let new = ServiceGrant {
            name: "热线".into(),
            scopes: ServiceScope::ALL.to_vec(),
            unit: hq.region,
            default_branch: None,
            last_day: None,
            by: "wu.lei".into(),
        };
        let token = hq.state.add_service(change(new)).await.unwrap().token;
        Self { router: hq.router.clone(), token }
    }

    pub fn speaking_with(hq: &TestHq, token: &str) -> Self {
        Self { router: hq.router.clone(), token: token.to_owned() }
    }

    fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let path = format!("/api/services/v1{path}");
        Request::builder().method(method).uri(path).header("authorization", format!("Bearer {}", self.token))
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(&self.router, self.request("GET", path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        send(&self.router, crate::place::json(self.request("POST", path), body)).await
    }

    async fn post_text(&self, path: &str, body: &str) -> Answer {
        let request = self.request("POST", path).header("content-type", "application/json");
        send(&self.router, request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn bring(&self, body: &Value) -> Value {
        let answer = self.post("/tickets", body).await;
        assert!(answer.status.is_success(), "{}", answer.text());
        answer.json()
    }
}

pub fn a_complaint(reference: &str) -> Value {
    json!({
        "reference": reference,
        "branch": "WC07",
        "channel": "phone",
        "kind": "complaint",
        "category": "damage.contents",
        "role": "recipient",
        "waybill": " yt 1234567890123 ",
        "contents": "一箱苹果",
        "parties": { "recipient": { "name": "王小明", "phone": "13812345678" } },
        "story": "箱子湿了,苹果烂了一半。",
        "demands": ["compensation"],
        "claimed_fen": 12_800,
        "pictures": ["https://pic.example.cn/1.jpg"],
    })
}

pub async fn feed(counter: &TestCounter) -> FeedAnswer {
    counter.get(&format!("/api/v1/feed?generation={}&after=0", counter.generation)).await.json()
}

/// The tickets that a counter makes of its feed, as its own program would.
pub fn folded(counter: &TestCounter, feed: &FeedAnswer) -> Vec<Ticket> {
    let mut events: Vec<Event> = Vec::new();
    for entry in &feed.entries {
        let line = Line::parse(&entry.line).unwrap();
        let key = feed.keys.iter().find(|key| Some(key.ticket) == line.head().ticket);
        let key = key.map(|key| counter.branch_key.unwrap(key).unwrap());
        assert_eq!(line.head().device, counter.joined.headquarters);
        assert!(domain::may_write(line.kind(), Origin::Headquarters), "{}", line.kind());
        let keys = Keys { ticket: key.as_ref(), branch: Some(&counter.branch_key) };
        events.push(line.open(Origin::Headquarters, keys).unwrap());
    }
    let tickets: BTreeSet<_> = events.iter().filter_map(|event| event.ticket).collect();
    let fold = |ticket| domain::fold(events.iter().filter(|event| event.ticket == Some(ticket)));
    tickets.into_iter().filter_map(fold).collect()
}

#[tokio::test]
async fn a_ticket_from_the_hotline_is_at_every_counter_with_its_number_and_what_was_promised() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let hotline = Bridge::with(&hq, |new| new).await;
    let answer = hotline.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let told: Value = answer.json();
    assert!(told["number"].as_str().unwrap().starts_with("WC07-261121-Z0001-"), "{told}");
    assert_eq!(
        (told["status"].as_str(), told["branch"]["name"].as_str()),
        (Some("registered"), Some("五常网点"))
    );
    assert_eq!((told["who"].as_str(), told["phone"].as_str()), (Some("王**"), Some("138******78")), "{told}");
    assert!(
        !answer.text().contains("王小明") && !answer.text().contains("苹果"),
        "nothing else is told back"
    );

    let feed = feed(&counter).await;
    let ticket = folded(&counter, &feed).remove(0);
    assert_eq!(ticket.id.to_string(), told["id"]);
    assert_eq!(ticket.number.to_string(), told["number"]);
    assert_eq!(ticket.promises.len(), told["promises"].as_array().unwrap().len());
    for promise in &ticket.promises {
        let is_told = |shown: &Value| {
            shown["step"] == promise.step.as_str()
                && shown["due_at"] == promise.due_at.to_string()
                && shown["ground"]["zh"] == promise.ground.zh
        };
        assert!(told["promises"].as_array().unwrap().iter().any(is_told), "{promise:?} in {told}");
    }
    assert!(!ticket.promises.is_empty(), "the law's clock runs");
    assert_eq!(ticket.shipment.value().waybill, "YT1234567890123");
    let said = ticket.told().unwrap();
    assert_eq!(said.story, "箱子湿了,苹果烂了一半。");
    assert_eq!(said.parties.recipient.name, "王小明");
    let note = ticket.notes[0].1.open().unwrap();
    for kept in ["热线", "H-1", "一箱苹果", "https://pic.example.cn/1.jpg"] {
        assert!(note.contains(kept), "{kept} in {note}");
    }

    // The counter goes on with it as with its own.
    let key = counter.branch_key.unwrap(&feed.keys[0]).unwrap();
    counter.ticket_keys.insert(ticket.id, key);
    let lines = [
        counter.write(None, &epoch_opened()),
        counter.write_after(Some(ticket.id), &a_note("已联系客户"), ticket.heads.clone()),
    ];
    assert_eq!(counter.push(&lines).await.set_aside, []);
    let browser = Browser::named(&hq, "he.li", hq.top, vec!["quality".parse().unwrap()]).await;
    let page: Value = browser.get(&format!("/api/page/tickets/{}", ticket.id)).await.json();
    assert_eq!(page["summary"]["number"], told["number"]);
    assert_eq!(page["story"].as_array().unwrap().len(), 3, "{page}");
    hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn the_same_number_of_the_same_system_is_the_same_ticket() {
    let hq = TestHq::new().await;
    let hotline = Bridge::with(&hq, |new| new).await;
    let first = hotline.bring(&a_complaint("H-1")).await;
    hq.clock.move_on(60_000);
    let again = hotline.post("/tickets", &a_complaint(" H-1 ")).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.json::<Value>()["id"], first["id"]);
    assert_eq!(again.json::<Value>()["number"], first["number"]);
    let mut other = a_complaint("H-1");
    other["claimed_fen"] = json!(99_900);
    let refused = hotline.post("/tickets", &other).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "reference_differs"));
    add_branch(&hq.state, "SH02", "浦东网点", hq.region).await;
    let mut elsewhere = a_complaint("H-1");
    elsewhere["branch"] = json!("SH02");
    assert_eq!(
        hotline.post("/tickets", &elsewhere).await.code(),
        "reference_differs",
        "nor in another branch"
    );

    let app = Bridge::with(&hq, |new| ServiceGrant { name: "应用".into(), ..new }).await;
    let theirs = app.bring(&a_complaint("H-1")).await;
    assert_ne!(theirs["id"], first["id"], "another system's number is another one");
    assert!(theirs["number"].as_str().unwrap().contains("-Z0002-"), "{theirs}");
    let hq = hq.reopened().await;
    let hotline = Bridge { router: hq.router.clone(), ..hotline };
    assert_eq!(hotline.bring(&a_complaint("H-1")).await["number"], first["number"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_are_asked_at_once_give_one_ticket_and_no_number_twice() {
    let hq = TestHq::new().await;
    let hotline = Bridge::with(&hq, |new| new).await;
    let other = Bridge { router: app(hq.beside().await), ..hotline.clone() };
    let mut asking = Vec::new();
    for n in 0..16 {
        let bridge = if n % 2 == 0 { hotline.clone() } else { other.clone() };
        // Every second one brings the same.
        let reference = if n % 4 < 2 { "H-1".to_owned() } else { format!("H-{n}") };
        asking.push(tokio::spawn(async move {
            let answer = bridge.post("/tickets", &a_complaint(&reference)).await;
            (reference, answer.status.as_u16(), answer.json::<Value>()["number"].to_string())
        }));
    }
    let mut answers = Vec::new();
    for one in asking {
        answers.push(one.await.unwrap());
    }
    let of_one: BTreeSet<_> = answers.iter().filter(|it| it.0 == "H-1").map(|it| it.2.clone()).collect();
    assert_eq!(of_one.len(), 1, "{answers:?}");
    let created = answers.iter().filter(|(_, status, _)| *status == 201).count();
    let numbers: BTreeSet<_> = answers.iter().map(|(_, _, number)| number.clone()).collect();
    assert_eq!((created, numbers.len()), (9, 9), "{answers:?}");
    assert!(answers.iter().all(|(_, status, _)| [200, 201].contains(status)), "{answers:?}");
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert_eq!(folded(&counter, &feed(&counter).await).len(), 9);
    hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn what_was_cut_off_between_its_number_and_its_ticket_is_finished_by_the_next_try() {
    let hq = TestHq::new().await;
    let hotline = Bridge::with(&hq, |new| new).await;
    hotline.bring(&a_complaint("H-0")).await;
    hq.tamper(
        "CREATE TRIGGER no_lines BEFORE INSERT ON lines BEGIN SELECT RAISE(FAIL, 'none'); END",
        "ALTER TABLE lines ADD CONSTRAINT no_lines CHECK (false) NOT VALID",
    )
    .unwrap();
    assert!(hotline.post("/tickets", &a_complaint("H-1")).await.status.is_server_error());
    hq.tamper("DROP TRIGGER no_lines", "ALTER TABLE lines DROP CONSTRAINT no_lines").unwrap();
    let mut other = a_complaint("H-1");
    other["story"] = json!("另一件事");
    assert_eq!(hotline.post("/tickets", &other).await.code(), "reference_differs", "the number is kept");
    let answer = hotline.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!(answer.status, 201);
    assert!(answer.json::<Value>()["number"].as_str().unwrap().contains("-Z0002-"), "no number is lost");
    // What a restored database knows no more is the same ticket all the same.
    hq.damage("DELETE FROM service_references");
    let again = hotline.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!((again.status.as_u16(), &again.json::<Value>()["id"]), (200, &answer.json::<Value>()["id"]));
}

#[tokio::test]
async fn a_token_is_good_for_what_it_says_until_its_day_is_over_or_another_is_given() {
    let hq = TestHq::new().await;
    let nobody = Bridge::speaking_with(&hq, "cfs_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    for stranger in [nobody, Bridge::speaking_with(&hq, ""), Bridge::speaking_with(&hq, "cfs_x")] {
        let answer = stranger.get("/tickets?number=WC07").await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (401, "unauthenticated"));
    }
    let today = "2026-11-21".parse().ok();
    let reader = Bridge::with(&hq, |new| ServiceGrant {
        name: "看".into(),
        scopes: vec![ServiceScope::ReadTickets],
        last_day: today,
        ..new
    })
    .await;
    let refused = reader.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "scope_missing"));
    assert!(refused.text().contains("tickets:write"), "{}", refused.text());
    assert_eq!(reader.get("/tickets?reference=H-1").await.code(), "not_found");
    // To the end of the day in Shanghai.
    hq.clock.move_on(9 * 3_600_000);
    assert_eq!(reader.get("/tickets?reference=H-1").await.code(), "not_found");
    hq.clock.move_on(3_600_000);
    let ended = reader.get("/tickets?reference=H-1").await;
    assert_eq!((ended.status.as_u16(), ended.code().as_str()), (401, "token_expired"));

    let writer =
        Bridge::with(&hq, |new| ServiceGrant { scopes: vec![ServiceScope::WriteTickets], ..new }).await;
    let ticket = writer.bring(&a_complaint("H-1")).await;
    let path = format!("/tickets/{}", ticket["id"].as_str().unwrap());
    assert_eq!(writer.get(&path).await.code(), "scope_missing");
    let id = hq.state.services_told().await.unwrap().into_iter().find(|told| told.name == "热线").unwrap().id;
    let given = hq.state.give_service_token(id, None).await.unwrap();
    assert_eq!(
        writer.post("/tickets", &a_complaint("H-2")).await.code(),
        "unauthenticated",
        "the old one is none"
    );
    let writer = Bridge::speaking_with(&hq, &given.token);
    assert_eq!(writer.post("/tickets", &a_complaint("H-1")).await.status, 200, "it is the same service");
    hq.state.revoke_service(id).await.unwrap();
    let revoked = writer.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!((revoked.status.as_u16(), revoked.code().as_str()), (401, "token_revoked"));
    assert!(hq.state.give_service_token(id, None).await.is_err(), "it stays revoked");
}

#[tokio::test]
async fn a_system_sees_and_writes_within_its_unit_alone() {
    let hq = TestHq::new().await;
    let south = hq.state.add_unit(UnitForm {
        level: UnitLevel::Region,
        name: "华南大区".into(),
        parent: Some(hq.top),
        letter: None,
        branch: None,
    });
    let south: UnitId = south.await.unwrap();
    let tianhe: BranchId = add_branch(&hq.state, "GZ01", "天河网点", south).await;
    let east = Bridge::with(&hq, |new| new).await;
    let in_south = |new: ServiceGrant| ServiceGrant {
        name: "华南".into(),
        unit: south,
        default_branch: Some(tianhe),
        ..new
    };
    let south = Bridge::with(&hq, in_south).await;
    let ticket = east.bring(&a_complaint("H-1")).await;
    let (id, number) = (ticket["id"].as_str().unwrap(), ticket["number"].as_str().unwrap());
    for path in
        [format!("/tickets/{id}"), format!("/tickets?number={number}"), "/tickets?reference=H-1".into()]
    {
        let seen = east.get(&path).await;
        assert_eq!((seen.status.as_u16(), &seen.json::<Value>()["id"]), (200, &ticket["id"]), "{path}");
        assert_eq!(south.get(&path).await.code(), "not_found", "{path}");
    }
    for path in ["/tickets", "/tickets?number=1&reference=2"] {
        assert_eq!(east.get(path).await.code(), "malformed", "{path}");
    }
    let refused = south.post("/tickets", &a_complaint("H-1")).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "form_invalid"));
    assert_eq!(refused.json::<Value>()["problems"], json!([{ "field": "branch", "code": "branch_unknown" }]));
    let mut unnamed = a_complaint("H-1");
    unnamed.as_object_mut().unwrap().remove("branch");
    assert_eq!(south.bring(&unnamed).await["branch"]["code"], "GZ01");
    let refused: Value = east.post("/tickets", &unnamed).await.json();
    assert_eq!(refused["problems"], json!([{ "field": "branch", "code": "branch_missing" }]));
    let outside = hq.state.add_service(ServiceGrant {
        name: "错".into(),
        scopes: vec![ServiceScope::WriteTickets],
        unit: hq.region,
        default_branch: Some(tianhe),
        last_day: None,
        by: String::new(),
    });
    assert!(outside.await.is_err(), "its own branch is within its unit");
}

#[tokio::test]
async fn a_body_that_cannot_be_taken_in_says_what_is_wrong_with_it_and_leaves_nothing() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let hotline = Bridge::with(&hq, |new| new).await;
    let with = |field: &str, value: Value| {
        let mut body = a_complaint("H-1");
        body[field] = value;
        body
    };
    let long = "字".repeat(501);
    for (body, field, code) in [
        (with("reference", json!("  ")), "reference", "reference_missing"),
        (with("reference", json!("1".repeat(201))), "reference", "text_too_long"),
        (with("reference", json!(17)), "reference", "unreadable"),
        (with("branch", json!("XX99")), "branch", "branch_unknown"),
        (with("channel", json!("telepathy")), "channel", "channel_unknown"),
        (with("kind", json!("rage")), "kind", "kind_unknown"),
        (with("category", json!("damage.soul")), "category", "category_unknown"),
        (with("category", Value::Null), "category", "category_missing"),
        (with("role", json!("king")), "role", "role_unknown"),
        (with("answer_by", json!("owl")), "answer_by", "answer_by_unknown"),
        (with("demands", json!(["everything"])), "demands", "demand_unknown"),
        (with("demands", json!("compensation")), "demands", "unreadable"),
        (with("claimed_fen", json!(-1)), "claimed_fen", "amount_invalid"),
        (with("claimed_fen", json!(12.5)), "claimed_fen", "unreadable"),
        (with("waybill", json!(long)), "waybill", "text_too_long"),
        (with("pictures", json!(["file:///etc/passwd"])), "pictures", "link_invalid"),
        (with("pictures", json!(vec!["https://x"; 31])), "pictures", "too_many"),
        (with("posted_on", json!("21.11.2026")), "posted_on", "unreadable"),
        (with("story", json!("")), "story", "story_missing"),
        (with("parties", json!({ "recipient": { "phone": "138" } })), "parties", "name_missing"),
        (with("parties", json!({ "recipient": { "name": "王" } })), "parties", "contact_missing"),
        (with("parties", json!({ "recipiant": {} })), "parties", "unreadable"),
        (with("klaimed_fen", json!(1)), "klaimed_fen", "unreadable"),
    ] {
        let answer = hotline.post("/tickets", &body).await;
        let told: Value = answer.json();
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (422, "form_invalid"), "{field} {code}");
        assert_eq!(told["problems"], json!([{ "field": field, "code": code }]), "{field} {code}");
        assert!(!answer.text().contains("王小明"), "{field} {code}");
    }
    for text in ["", "{", "[]", "null", "\u{0}", "{\"reference\": \"H-1\""] {
        assert_eq!(hotline.post_text("/tickets", text).await.code(), "malformed", "{text}");
    }
    let large = format!("{{\"story\": \"{}\"}}", "x".repeat(70_000));
    assert_eq!(hotline.post_text("/tickets", &large).await.status, 413);
    let several: Value = hotline.post("/tickets", &json!({ "kind": "complaint" })).await.json();
    assert!(several["problems"].as_array().unwrap().len() > 5, "all at once: {several}");
    assert_eq!(feed(&counter).await.head, 0, "nothing was written");
    let first = hotline.bring(&a_complaint("H-1")).await;
    assert!(first["number"].as_str().unwrap().contains("-Z0001-"), "no number was used: {first}");
}

#[tokio::test]
async fn headquarters_numbers_have_a_letter_that_no_counter_has_or_gets() {
    let hq = TestHq::new().await;
    let offer = async |letter: &str| {
        hq.state.offer_enrolment(hq.branch, letter.parse().unwrap(), "柜", 3_600_000).await
    };
    assert!(offer("Z").await.is_err(), "Z is headquarters' own");
    assert!(offer("Y").await.is_ok());
    TestCounter::enrolled(1, &hq, hq.branch).await;
    // A counter that has Z from the time before, and one that was promised Y.
    hq.damage("UPDATE devices SET counter_letter = 'Z'");
    let hotline = Bridge::with(&hq, |new| new).await;
    let ticket = hotline.bring(&a_complaint("H-1")).await;
    assert!(ticket["number"].as_str().unwrap().contains("-X0001-"), "{ticket}");
    assert!(offer("X").await.is_err(), "from then on it is nobody else's");
    assert!(offer("W").await.is_ok());
    hq.damage("UPDATE devices SET counter_letter = 'A'");
    let ticket = hotline.bring(&a_complaint("H-2")).await;
    assert!(ticket["number"].as_str().unwrap().contains("-X0002-"), "it is remembered: {ticket}");
    hq.clock.move_on(24 * 3_600_000);
    let ticket = hotline.bring(&a_complaint("H-3")).await;
    assert!(ticket["number"].as_str().unwrap().starts_with("WC07-261122-X0001-"), "{ticket}");
    let browser = Browser::signed_in(&hq, hq.top).await;
    let letters: Value = browser.get(&format!("/api/page/devices/letters/{}", hq.branch)).await.json();
    assert!(!letters.to_string().contains('Z'), "{letters}");
}

#[tokio::test]
async fn what_a_system_does_is_in_the_audit_log_under_its_name_and_counted() {
    let hq = TestHq::new().await;
    let hotline = Bridge::with(&hq, |new| new).await;
    let ticket = hotline.bring(&a_complaint("H-1")).await;
    let (id, number) = (ticket["id"].as_str().unwrap(), ticket["number"].as_str().unwrap());
    hotline.get(&format!("/tickets/{id}")).await;
    hotline.get("/tickets?reference=13812345678").await;
    let auditor = Browser::named(&hq, "he.li", hq.top, vec!["auditor".parse().unwrap()]).await;
    let told: Value = auditor.get("/api/page/audit?account=service:热线").await.json();
    let mut rows: Vec<String> = told["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let word = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
            format!("{} {} {}", word("act"), word("about"), word("outcome"))
        })
        .collect();
    rows.reverse();
    assert_eq!(
        rows,
        [
            format!("ticket_taken_in {id} begun"),
            format!("ticket_taken_in {number} done"),
            format!("ticket_opened {number} shown"),
            "ticket_opened  not_found".to_owned(),
        ]
    );
    assert!(hq.state.add_account("service:x", crate::place::PASSWORD, hq.top, vec![]).await.is_err());
    let metrics = hq.state.metrics.text();
    for line in ["taken_in\"} 1", "answered\"} 1", "not_found\"} 1"] {
        let line = format!("counterfoil_service_calls_total{{outcome=\"{line}");
        assert!(metrics.contains(&line), "{line} in {metrics}");
    }
    let used = async || hq.state.services_told().await.unwrap()[0].used_at;
    let first = used().await;
    hq.clock.move_on(59 * 60_000);
    hotline.get(&format!("/tickets/{id}")).await;
    assert_eq!(used().await, first, "noted to the hour");
    hq.clock.move_on(60_000);
    hotline.get(&format!("/tickets/{id}")).await;
    assert_ne!(used().await, first);
    // Neither its token nor its numbers stand in the database.
    let all = hq.all_bytes();
    for secret in [hotline.token.as_bytes(), b"13812345678", "王小明".as_bytes()] {
        assert!(!all.windows(secret.len()).any(|window| window == secret));
    }
    hq.state.verify().await.unwrap();
}

#[tokio::test]
async fn a_system_that_asks_in_a_circle_is_told_to_wait() {
    let few = Limits { service_a_minute: NonZeroU32::new(3).unwrap(), ..Limits::default() };
    let hq = TestHq::with(|config| hq::Config { limits: few, ..config }).await;
    let hotline = Bridge::with(&hq, |new| new).await;
    for _ in 0..3 {
        assert_eq!(hotline.get("/tickets?reference=1").await.status, 404);
    }
    let refused = hotline.get("/tickets?reference=1").await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (429, "too_many_tries"));
    assert!(refused.header("retry-after").is_some());
    let other = Bridge::with(&hq, |new| ServiceGrant { name: "应用".into(), ..new }).await;
    assert_eq!(other.get("/tickets?reference=1").await.status, 404, "each has its own");
}
