//! The log says what happened, and nothing about anybody.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use axum::{body::Body, http::Request};
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, STORY},
    page_sign_in::Browser,
    place::TestHq,
};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_log_has_codes_and_templates_and_nothing_personal() {
    let captured = Captured::default();
    // For the whole process: the store works on threads of its own.
    tracing_subscriber::fmt()
        .with_writer(captured.clone())
        .with_env_filter(hq::log_filter("trace"))
        .with_ansi(false)
        .init();
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let ticket = counter.open_claim(7, "SF5550001112223").await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    browser.get(&format!("/api/page/tickets/{ticket}")).await;
    browser.get("/api/page/tickets?q=SF5550001112223").await;
    hq.post("/api/page/login", &json!({ "account": "zhou.min@example", "password": "hunter2-hunter2" }))
        .await;
    hq.send(Request::get("/secret/path?token=in-a-query").body(Body::empty()).unwrap()).await;
    hq.post("/api/v1/enrol", &json!({ "name": "a PC of somebody" })).await;
    hq.post("/api/status", &json!({ "number": "WC07-261121-A0007-F", "code": "CAFE-CAFE-CAFE-CAFE" })).await;
    hq.post("/api/status", &json!({ "slip": "1.c29tZWJvZHlzLXNsaXA" })).await;

    let log = String::from_utf8(captured.0.lock().unwrap().clone()).unwrap();
    for said in [
        "/api/page/tickets/{id}",
        "sign_in_refused",
        "malformed",
        "/api/status",
        "slip_unreadable",
        &counter.device.to_string(),
    ] {
        assert!(log.contains(said), "{said}\n{log}");
    }
    let secrets = [
        NAME,
        PHONE,
        STORY,
        "SF5550001112223",
        "zhou.min",
        "hunter2",
        "in-a-query",
        "secret/path",
        "PC of somebody",
        "WC07-261121-A0007",
        "CAFE-CAFE",
        "c29tZWJvZHlzLXNsaXA",
        "前台一号",
        &counter.token,
        &browser.cookie,
        &browser.csrf,
        &ticket.to_string(),
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret}");
    }
}
