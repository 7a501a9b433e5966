//! The published API, asked by a machine that has nothing but its document: what it sends never makes headquarters stumble,
//! every answer is one that the document tells of, and nothing opens to those who bring no proof.

mod asker;
mod device;

use asker::{Asker, text};
use serde_json::json;
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::{Official, TestHq},
};

/// What ends the session that asks: each is asked with one of its own.
const PARTING: [&str; 4] =
    ["/api/page/login", "/api/page/logout", "/api/page/own/password", "/api/page/own/sessions/end"];

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_asked_is_answered_as_the_document_says() {
    let hq = TestHq::start_patient().await;
    let counter = TestCounter::installed();
    counter.desk().enrol(&hq.made.code).await.unwrap();
    let ticket = counter.open_ticket_with(a_damaged_parcel(), &[("label", "webcam-640.jpg")]);
    counter.sync().await;
    let chief = hq.chief().await;
    hq.official("lin.min", "adjuster").await;
    let id = ticket.id.to_string();
    let shown = chief.get(&format!("tickets/{id}")).await;
    let devices = chief.get("devices").await;
    let counters = device::enrolled(&hq, "B").await;
    let unit = text(&chief.get("services").await["units"][0]["id"]);
    let scopes = json!(["tickets:read", "tickets:write"]);
    let service = json!({ "name": "热线", "unit": unit, "scopes": scopes, "default_branch": hq.made.branch });
    let (_, service) = chief.post("services", &service).await;
    let webhook =
        json!({ "name": "CRM", "unit": unit, "kinds": ["ticket.closed"], "url": "http://127.0.0.1:9/crm" });
    let (_, webhook) = chief.post("webhooks", &webhook).await;
    let there = [
        ("id", id.clone()),
        ("name", "lin.min".to_owned()),
        ("branch", hq.branch().to_string()),
        ("device", text(&devices[0]["id"])),
        ("epoch", text(&devices[0]["epoch"])),
        ("sha256", text(&shown["photos"][0]["sha256"])),
        ("version", text(&chief.get("policies").await[0]["version"])),
        ("service", text(&service["services"]["services"][0]["id"])),
        ("webhook", text(&webhook["webhooks"]["webhooks"][0]["id"])),
    ];
    let asker = Asker::new(&hq, &there);
    let token = |token: &str| format!("Bearer {token}");

    let mut wrong = Vec::new();
    // Before somebody at the page revokes it.
    wrong.extend(asker.ask(&["--include-tag", "counters"], &[("Authorization", &token(&counters))]));
    let mut of_the_page = vec!["--include-tag", "page"];
    of_the_page.extend(PARTING.iter().flat_map(|path| ["--exclude-path", path]));
    wrong.extend(asker.ask(&of_the_page, &signed_in(&chief)));
    for (n, path) in PARTING.iter().enumerate() {
        let official = hq.official(&format!("asker-{n}"), "administrator").await;
        wrong.extend(asker.ask(&["--include-path", path], &signed_in(&official)));
    }
    let service = token(&text(&service["token"]));
    wrong.extend(asker.ask(&["--include-tag", "services"], &[("Authorization", &service)]));
    wrong.extend(asker.ask(&["--include-tag", "customers"], &[]));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    assert!(hq.ticket_numbers().await.contains(&ticket.number.to_string()), "nothing was lost");
    assert_eq!(chief.get(&format!("tickets/{id}")).await["photos"], shown["photos"]);
}

fn signed_in(official: &Official) -> [(&'static str, &str); 2] {
    [("Cookie", &official.cookie), ("X-CSRF", &official.csrf)]
}
