//! Health and metrics, as whoever watches headquarters reads them.

use std::fs;

use axum::{Router, http::StatusCode};
use hq::admin;
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, a_jpeg},
    forgetting::{photo_file, with_a_photo},
    page_sign_in::Browser,
    place::{Answer, TestHq, send},
};

async fn ask(router: &Router, path: &str) -> Answer {
    send(router, axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap()).await
}

/// The value of the metric whose line begins so.
fn value(metrics: &str, beginning: &str) -> f64 {
    let line = metrics.lines().find(|line| line.starts_with(beginning));
    let line = line.unwrap_or_else(|| panic!("no {beginning} in\n{metrics}"));
    line.rsplit(' ').next().unwrap().parse().unwrap()
}

#[tokio::test]
async fn what_headquarters_does_is_counted_by_template_and_code() {
    let hq = TestHq::new().await;
    let (counter, ticket) = with_a_photo(&hq).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    browser.get(&format!("/api/page/tickets/{ticket}")).await;
    hq.post("/api/page/login", &json!({ "account": "zhou.min@example", "password": "hunter2-hunter2" }))
        .await;
    hq.get("/secret/path?token=in-a-query").await;
    hq.send(
        axum::http::Request::builder().method("ANYTHING").uri("/").body(axum::body::Body::empty()).unwrap(),
    )
    .await;
    fs::write(photo_file(&hq), b"something else").unwrap();
    let damaged = counter.get(&format!("/api/v1/photos/{}", protocol::hash_of(&a_jpeg()))).await;
    assert_eq!(
        (damaged.status, damaged.code().as_str()),
        (StatusCode::INTERNAL_SERVER_ERROR, "held_photo_damaged")
    );
    fs::remove_file(photo_file(&hq)).unwrap();
    let missing = counter.get(&format!("/api/v1/photos/{}", protocol::hash_of(&a_jpeg()))).await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);

    let watched = admin(hq.state.clone());
    let answer = ask(&watched, "/metrics").await;
    assert!(answer.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    let metrics = answer.text();
    assert!(metrics.ends_with("# EOF\n"));
    let route = "method=\"GET\",path=\"/api/page/tickets/{id}\"";
    assert_eq!(value(&metrics, &format!("counterfoil_requests_total{{{route},status=\"2xx\"}}")), 1.0);
    assert_eq!(value(&metrics, &format!("counterfoil_request_seconds_count{{{route}}}")), 1.0);
    assert!(value(&metrics, "counterfoil_lines_taken_in_total") >= 2.0);
    assert_eq!(value(&metrics, "counterfoil_photos_taken_in_total"), 1.0);
    assert_eq!(value(&metrics, "counterfoil_photo_bytes_taken_in_total"), a_jpeg().len() as f64);
    assert_eq!(value(&metrics, "counterfoil_sign_in_failures_total{who=\"account\"}"), 1.0);
    assert_eq!(value(&metrics, "counterfoil_troubles_total{part=\"shelf\",kind=\"damaged\"}"), 1.0);
    assert_eq!(value(&metrics, "counterfoil_troubles_total{part=\"shelf\",kind=\"missing\"}"), 1.0);
    assert_eq!(value(&metrics, "counterfoil_feed_waiters"), 0.0);
    for secret in [
        NAME,
        PHONE,
        "zhou.min",
        "in-a-query",
        "secret/path",
        "ANYTHING",
        &ticket.to_string(),
        &counter.device.to_string(),
        &counter.token,
        &browser.cookie,
    ] {
        assert!(!metrics.contains(secret), "{secret}\n{metrics}");
    }
}

#[tokio::test]
async fn what_is_set_aside_is_counted_by_its_reason() {
    let hq = TestHq::new().await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    hq.state.revoke_device(counter.device).await.unwrap();
    counter.log_in().await;
    counter.open_claim(1, "SF1").await;
    let metrics = ask(&admin(hq.state.clone()), "/metrics").await.text();
    assert!(value(&metrics, "counterfoil_lines_set_aside_total{reason=\"device_revoked\"}") >= 1.0);
}

#[tokio::test]
async fn whether_headquarters_lives_and_is_ready_is_told_apart() {
    let hq = TestHq::new().await;
    let watched = admin(hq.state.clone());
    assert_eq!(ask(&watched, "/healthz").await.status, StatusCode::OK);
    let ready = ask(&watched, "/readyz").await;
    assert_eq!(
        (ready.status, ready.json::<Value>()),
        (StatusCode::OK, json!({ "store": "ok", "projections": "ok", "photos": "ok" }))
    );

    // The photo folder is a file now: lines are taken in all the same.
    let photos = hq.folder.path().join("photos");
    fs::remove_dir_all(&photos).unwrap();
    fs::write(&photos, "").unwrap();
    let ready = ask(&watched, "/readyz").await;
    assert_eq!(ready.status, StatusCode::OK);
    assert_eq!(ready.json::<Value>()["photos"], "gone");
    let metrics = ask(&watched, "/metrics").await.text();
    assert_eq!(value(&metrics, "counterfoil_troubles_total{part=\"shelf\",kind=\"gone\"}"), 1.0);
}

#[tokio::test]
async fn counters_and_browsers_are_told_nothing_of_it() {
    let hq = TestHq::new().await;
    for path in ["/metrics", "/healthz", "/readyz", "/admin"] {
        let answer = hq.get(path).await;
        assert!(!answer.text().contains("counterfoil_") && !answer.text().contains("projections"), "{path}");
        assert_ne!(answer.text(), "ok\n", "{path}");
    }
}
