//! What one caller may take, and who it is that calls.

use std::{
    net::{Ipv4Addr, SocketAddr},
    num::NonZeroU32,
    time::Duration,
};

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use hq::{Config, Limits, Rates};
use serde_json::json;

use crate::{
    counter::TestCounter,
    page_sign_in::{Browser, administrator},
    place::{PASSWORD, TestHq, json, send},
};

const DEVICE: &str = "00000000-0000-7000-8000-000000000001";

fn number(number: u32) -> NonZeroU32 {
    NonZeroU32::new(number).unwrap()
}

#[tokio::test]
async fn a_device_that_asks_in_a_circle_is_asked_to_wait_and_no_other() {
    let limits = Limits { device_a_minute: number(5), ..Limits::default() };
    let hq = TestHq::with(|config| Config { limits, ..config }).await;
    let busy = TestCounter::enrolled(1, &hq, hq.branch).await;
    let other = TestCounter::enrolled(2, &hq, hq.branch).await;
    let feed = format!("/api/v1/feed?generation={}", busy.generation);
    let mut refused = busy.get(&feed).await;
    for _ in 0..5 {
        refused = busy.get(&feed).await;
    }
    assert_eq!((refused.status, refused.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too_many_tries"));
    assert!(refused.text().contains("\"hint\""), "{}", refused.text());
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert_eq!(other.get(&feed).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_account_that_asks_in_a_circle_is_asked_to_wait() {
    let limits = Limits { account_a_minute: number(5), ..Limits::default() };
    let hq = TestHq::with(|config| Config { limits, ..config }).await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let mut answers = Vec::new();
    for _ in 0..7 {
        answers.push(browser.get("/api/page/me").await.status);
    }
    let (taken, refused) = answers.split_at(5);
    assert!(taken.iter().all(|status| *status == StatusCode::OK), "a call is counted once: {answers:?}");
    assert_eq!(refused, [StatusCode::TOO_MANY_REQUESTS; 2]);
}

#[tokio::test]
async fn what_takes_too_long_is_told_so_and_a_feed_may_wait_for_longer() {
    let limits = Limits { request: Duration::from_secs(1), ..Limits::default() };
    let hq = TestHq::with(|config| Config { limits, ..config }).await;
    let never = futures::stream::pending::<Result<Vec<u8>, std::io::Error>>();
    let request = Request::post("/api/v1/login").header("content-type", "application/json");
    let slow = hq.send(request.body(Body::from_stream(never)).unwrap()).await;
    assert_eq!((slow.status, slow.code().as_str()), (StatusCode::REQUEST_TIMEOUT, "timeout"));
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let after = hq.state.branches().await.unwrap()[0].feed_head;
    let feed = format!("/api/v1/feed?generation={}&after={after}&wait=2", counter.generation);
    assert_eq!(counter.get(&feed).await.status, StatusCode::OK);
}

#[tokio::test]
async fn tries_are_counted_by_the_address_that_a_trusted_proxy_tells() {
    let rates = Rates { login: number(1), ..Rates::default() };
    let hq = TestHq::with(|config| Config { rates, proxies: "10.0.0.0/8".parse().unwrap(), ..config }).await;
    let ask = async |socket: &str, forwarded: &str| {
        let request = Request::post("/api/v1/login/nonce").header("x-forwarded-for", forwarded);
        let device = json!({ "device": DEVICE });
        let mut request: Request<Body> = json(request, &device);
        let socket: SocketAddr = format!("{socket}:4711").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(socket));
        hq.send(request).await.status
    };
    assert_eq!(ask("10.0.0.1", "203.0.113.1").await, StatusCode::OK);
    assert_eq!(ask("10.0.0.2", "203.0.113.1").await, StatusCode::TOO_MANY_REQUESTS, "one behind two proxies");
    assert_eq!(ask("10.0.0.1", "203.0.113.2").await, StatusCode::OK, "two behind one proxy");
    assert_eq!(ask("192.0.2.1", "203.0.113.3").await, StatusCode::OK);
    assert_eq!(
        ask("192.0.2.1", "203.0.113.4").await,
        StatusCode::TOO_MANY_REQUESTS,
        "no proxy: its header is its own invention"
    );
}

#[tokio::test]
async fn a_network_of_ipv6_has_as_many_tries_as_one_address() {
    let rates = Rates { login: number(1), enrol: number(1), password: number(1) };
    let hq = TestHq::with(|config| Config { rates, ..config }).await;
    let ask = async |path: &str, body: &serde_json::Value, address: &str| {
        let mut request: Request<Body> = json(Request::post(path), body);
        let address: SocketAddr = format!("[{address}]:4711").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        hq.send(request).await.status
    };
    let guess = json!({ "account": "zhou.min", "password": "guess" });
    for (path, body, tried) in [
        ("/api/page/login", guess, StatusCode::UNAUTHORIZED),
        ("/api/v1/login/nonce", json!({ "device": DEVICE }), StatusCode::OK),
    ] {
        assert_eq!(ask(path, &body, "2001:db8:1:2::1").await, tried);
        assert_eq!(ask(path, &body, "2001:db8:1:2:ffff::2").await, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(ask(path, &body, "2001:db8:1:3::1").await, tried, "a neighbour");
        assert_eq!(ask(path, &body, "::ffff:192.0.2.1").await, tried);
        assert_eq!(ask(path, &body, "::ffff:192.0.2.2").await, tried, "each is an address of IPv4");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_ten_thousand_logins_few_are_tried_and_counters_go_on() {
    let hq = TestHq::with(|config| Config { proxies: "10.0.0.0/8".parse().unwrap(), ..config }).await;
    let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let flood: Vec<_> = (0..10_000_u32)
        .map(|n| {
            // A name and an address each, so that neither is what stops them.
            let from = Ipv4Addr::from(0xcb00_7100 + n);
            let form = json!({ "account": format!("guess-{n}"), "password": "guess" });
            let mut request: Request<Body> =
                json(Request::post("/api/page/login").header("x-forwarded-for", from.to_string()), &form);
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([10, 0, 0, 1], 4711))));
            let router = hq.router.clone();
            tokio::spawn(async move { send(&router, request).await.status })
        })
        .collect();
    counter.open_claim(1, "SF1").await;
    let mut tried = 0;
    for one in flood {
        match one.await.unwrap() {
            StatusCode::UNAUTHORIZED => tried += 1,
            status => assert_eq!(status, StatusCode::TOO_MANY_REQUESTS),
        }
    }
    assert!((64..5_000).contains(&tried), "{tried} were tried");
    let form = json!({ "account": "zhou.min", "password": PASSWORD });
    assert_eq!(hq.post("/api/page/login", &form).await.status, StatusCode::OK);
}
