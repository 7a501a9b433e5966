//! Signing in to the page where something else happens while the password is tried.

use axum::http::Request;
use hq::app;
use serde_json::{Value, json};
use tokio::{sync::SemaphorePermit, task::JoinHandle};

use crate::{
    page_second_step::{offered, step_form},
    page_sign_in::{Browser, administrator},
    place::{Answer, PASSWORD, TestHq, json as with_json, send},
};

/// Something that tries a password, held where it has asked for all but that, until the permit is given back.
async fn held_back(
    hq: &TestHq,
    trying: Vec<impl Future<Output = Answer> + Send + 'static>,
) -> (SemaphorePermit<'_>, Vec<JoinHandle<Answer>>) {
    let all = u32::try_from(hq.state.hashes.available_permits()).unwrap();
    let permit = hq.state.hashes.acquire_many(all).await.unwrap();
    let awaited = hq.state.tried.available_permits() - trying.len();
    let trying = trying.into_iter().map(tokio::spawn).collect();
    while hq.state.tried.available_permits() > awaited {
        tokio::task::yield_now().await;
    }
    (permit, trying)
}

fn sign_in(router: &axum::Router, password: &str) -> impl Future<Output = Answer> + Send + 'static {
    let form = json!({ "account": "zhou.min", "password": password });
    let (router, request) = (router.clone(), with_json(Request::post("/api/page/login"), &form));
    async move { send(&router, request).await }
}

#[tokio::test]
async fn whoever_came_before_a_lock_learns_nothing_behind_it() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let both = vec![sign_in(&hq.router, PASSWORD), sign_in(&hq.router, "guess")];
    let (permit, trying) = held_back(&hq, both).await;
    let other = app(hq.beside().await);
    for _ in 0..5 {
        assert_eq!(sign_in(&other, "guess").await.code(), "sign_in_refused");
    }
    drop(permit);
    let mut answers = Vec::new();
    for one in trying {
        answers.push(one.await.unwrap());
    }
    assert_eq!(answers[0].code(), "too_many_tries", "it was right, and came with too many others");
    assert_eq!(answers[0].body, answers[1].body, "it is not told which was right");
    // What was not told was not counted either: the wait is that of five failures.
    hq.clock.move_on(30_000);
    assert_eq!(sign_in(&hq.router, PASSWORD).await.status, 200);
}

#[tokio::test]
async fn whoever_tries_passwords_at_an_open_page_learns_nothing_behind_a_lock() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "zhou.min", hq.top, administrator()).await;
    let other = browser.at(app(hq.beside().await));
    let change = |password: &str| json!({ "password": password, "new_password": "a password of mine" });
    let right = change(PASSWORD);
    let (permit, trying) =
        held_back(&hq, vec![async move { browser.post("/api/page/own/password", &right).await }]).await;
    for _ in 0..5 {
        let wrong = other.post("/api/page/own/password", &change("guess")).await;
        assert_eq!(wrong.code(), "password_wrong");
    }
    drop(permit);
    for one in trying {
        assert_eq!(one.await.unwrap().code(), "too_many_tries");
    }
    assert_eq!(sign_in(&hq.router, PASSWORD).await.status, 200, "it is still the password");
}

#[tokio::test]
async fn a_sign_in_that_proved_what_is_no_longer_so_begins_no_session() {
    let hq = TestHq::new().await;
    hq.state.add_account("wu.lei", PASSWORD, hq.top, administrator()).await.unwrap();
    let own = Browser::named(&hq, "zhou.min", hq.top, administrator()).await;
    let beside = hq.beside().await;
    let is_refused = async |permit: SemaphorePermit<'_>, trying: Vec<JoinHandle<Answer>>, why: &str| {
        drop(permit);
        for one in trying {
            let answer = one.await.unwrap();
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (401, "sign_in_refused"), "{why}");
            assert_eq!(answer.header("set-cookie"), None, "{why}");
        }
    };

    let (permit, trying) = held_back(&hq, vec![sign_in(&hq.router, PASSWORD)]).await;
    beside.close_account("zhou.min").await.unwrap();
    is_refused(permit, trying, "closed").await;
    beside.open_account("zhou.min").await.unwrap();
    assert_eq!(own.get("/api/page/me").await.code(), "unauthenticated");

    let own = Browser::again(&hq, "zhou.min").await;
    let offer = offered(&own, None).await;
    let (permit, trying) = held_back(&hq, vec![sign_in(&hq.router, PASSWORD)]).await;
    let set = own.post("/api/page/own/second-step", &step_form(&hq, &offer)).await;
    assert_eq!(set.status, 200, "{}", set.text());
    is_refused(permit, trying, "a second step was set up").await;
    let sessions: Value = own.get("/api/page/own").await.json();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1, "{sessions}");
    hq.state.remove_second_step("zhou.min").await.unwrap();

    let (permit, trying) = held_back(&hq, vec![sign_in(&hq.router, PASSWORD)]).await;
    beside.change_password("zhou.min", "another long password").await.unwrap();
    is_refused(permit, trying, "another password").await;
    let own = Browser::with_password(&hq, "zhou.min", "another long password").await;
    let sessions: Value = own.get("/api/page/own").await.json();
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 1, "{sessions}");
}

#[tokio::test]
async fn of_two_who_reset_each_another_half_of_an_account_one_is_refused() {
    let hq = TestHq::new().await;
    let owner = Browser::named(&hq, "he.li", hq.top, vec!["adjuster".parse().unwrap()]).await;
    let offer = offered(&owner, None).await;
    assert_eq!(owner.post("/api/page/own/second-step", &step_form(&hq, &offer)).await.status, 200);
    let roles = ["administrator", "auditor"].map(|role| role.parse().unwrap());
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles.to_vec()).await;
    let all = u32::try_from(hq.state.hashes.available_permits()).unwrap();
    let permit = hq.state.hashes.acquire_many(all).await.unwrap();
    let giving = browser.at(hq.router.clone());
    let giving =
        tokio::spawn(
            async move { giving.post("/api/page/accounts/he.li", &json!({ "act": "password" })).await },
        );
    // It was allowed and is noted, and the new password waits to be hashed.
    let is_noted = async || {
        let log: Value = browser.get("/api/page/audit?act=password_given").await.json();
        !log["rows"].as_array().unwrap().is_empty()
    };
    while !is_noted().await {
        tokio::task::yield_now().await;
    }
    let off = browser.post("/api/page/accounts/he.li", &json!({ "act": "second_step_off" })).await;
    assert_eq!(off.status, 200, "{}", off.text());
    drop(permit);
    assert_eq!(giving.await.unwrap().code(), "account_changed");
    assert_eq!(Browser::again(&hq, "he.li").await.get("/api/page/me").await.status, 200);
}
