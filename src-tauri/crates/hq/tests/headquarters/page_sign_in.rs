//! Signing in to the page.

use axum::{
    body::{Body, BodyDataStream},
    http::{Request, StatusCode},
};
use domain::{HeldRole, UnitId};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::place::{Answer, PASSWORD, TestHq, send};

pub struct Browser {
    router: axum::Router,
    pub cookie: String,
    pub csrf: String,
}

impl Browser {
    /// A new account at `unit` that may do everything, signed in.
    pub async fn signed_in(hq: &TestHq, unit: UnitId) -> Self {
        Self::signed_in_as(hq, unit, administrator()).await
    }

    /// A new account at `unit` with these roles, signed in.
    pub async fn signed_in_as(hq: &TestHq, unit: UnitId, roles: Vec<HeldRole>) -> Self {
        Self::named(hq, &format!("viewer-{unit}"), unit, roles).await
    }

    /// The same under a name.
    pub async fn named(hq: &TestHq, name: &str, unit: UnitId, roles: Vec<HeldRole>) -> Self {
        hq.state.add_account(name, PASSWORD, unit, roles).await.unwrap();
        Self::again(hq, name).await
    }

    /// The same session at another node.
    pub fn at(&self, router: axum::Router) -> Self {
        Self { router, cookie: self.cookie.clone(), csrf: self.csrf.clone() }
    }

    /// An account that is there, signed in.
    pub async fn again(hq: &TestHq, name: &str) -> Self {
        Self::with_password(hq, name, PASSWORD).await
    }

    /// The same with another password.
    pub async fn with_password(hq: &TestHq, name: &str, password: &str) -> Self {
        let answer = sign_in(hq, name, password).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        let csrf = answer.json::<Value>()["csrf"].as_str().unwrap().to_owned();
        Self { router: hq.router.clone(), cookie, csrf }
    }

    pub async fn get(&self, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap();
        send(&self.router, request).await
    }

    /// An answer as it comes, piece by piece.
    pub async fn stream(&self, path: &str) -> BodyDataStream {
        let request = Request::get(path).header("cookie", &self.cookie).body(Body::empty()).unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.into_body().into_data_stream()
    }

    /// Asks as the page does when nobody did anything.
    pub async fn get_by_itself(&self, path: &str) -> Answer {
        let request = Request::get(path).header("cookie", &self.cookie).header("x-by-itself", "1");
        send(&self.router, request.body(Body::empty()).unwrap()).await
    }

    /// Posts as the page does.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.post_with(path, body, Some(&self.csrf)).await
    }

    pub async fn post_with(&self, path: &str, body: &Value, csrf: Option<&str>) -> Answer {
        let mut request = Request::post(path).header("cookie", &self.cookie);
        if let Some(csrf) = csrf {
            request = request.header("x-csrf", csrf);
        }
        send(&self.router, crate::place::json(request, body)).await
    }

    /// Posts a file as the page does.
    pub async fn post_file(&self, path: &str, file: impl Into<Body>) -> Answer {
        let request = Request::post(path).header("cookie", &self.cookie).header("x-csrf", &self.csrf);
        send(&self.router, request.body(file.into()).unwrap()).await
    }

    async fn log_out(&self, csrf: Option<&str>) -> Answer {
        let mut request = Request::post("/api/page/logout").header("cookie", &self.cookie);
        if let Some(csrf) = csrf {
            request = request.header("x-csrf", csrf);
        }
        send(&self.router, request.body(Body::empty()).unwrap()).await
    }
}

pub fn administrator() -> Vec<HeldRole> {
    vec!["administrator".parse().unwrap()]
}

async fn sign_in(hq: &TestHq, account: &str, password: &str) -> Answer {
    hq.post("/api/page/login", &json!({ "account": account, "password": password })).await
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_name_get_the_same_words() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let wrong = sign_in(&hq, "zhou.min", "something else").await;
    let unknown = sign_in(&hq, "nobody", PASSWORD).await;
    assert_eq!((wrong.status.as_u16(), wrong.code().as_str()), (401, "sign_in_refused"));
    assert_eq!(wrong.body, unknown.body);
    assert_eq!(wrong.status, unknown.status);
    let empty = sign_in(&hq, "nobody", "").await;
    assert_eq!(empty.status, 401, "the hash that stands for nobody fits no password");
}

#[tokio::test]
async fn guessing_a_password_locks_the_name_for_a_while() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    for _ in 0..5 {
        assert_eq!(sign_in(&hq, "zhou.min", "guess").await.status, 401);
    }
    let locked = sign_in(&hq, "zhou.min", PASSWORD).await;
    assert_eq!((locked.status.as_u16(), locked.code().as_str()), (429, "too_many_tries"));
    assert_eq!(locked.header("retry-after"), Some("30"));
    hq.clock.move_on(30_000);
    assert_eq!(sign_in(&hq, "zhou.min", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn passwords_are_tried_only_so_often_from_one_address() {
    let rates = hq::Rates { password: 2.try_into().unwrap(), ..hq::Rates::default() };
    let hq = TestHq::with(|config| hq::Config { rates, ..config }).await;
    assert_eq!(sign_in(&hq, "one", "guess").await.status, 401);
    assert_eq!(sign_in(&hq, "two", "guess").await.status, 401);
    assert_eq!(sign_in(&hq, "three", "guess").await.status, 429);
}

#[tokio::test]
async fn the_cookie_is_for_the_page_alone() {
    let hq =
        TestHq::with(|config| hq::Config { public_address: Some("https://hq.example.cn".into()), ..config })
            .await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let answer = sign_in(&hq, "zhou.min", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    for word in ["HttpOnly", "SameSite=Strict", "Secure", "Path=/"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(answer.header("strict-transport-security").is_some());
}

#[tokio::test]
async fn signing_out_needs_the_pages_own_word() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    assert_eq!(browser.log_out(None).await.code(), "csrf");
    assert_eq!(browser.log_out(Some("guess")).await.code(), "csrf");
    assert_eq!(browser.get("/api/page/me").await.status, 200);
    let csrf = browser.csrf.clone();
    assert_eq!(browser.log_out(Some(&csrf)).await.status, 204);
    assert_eq!(browser.get("/api/page/me").await.code(), "unauthenticated");
}

#[tokio::test]
async fn a_session_ends_after_half_a_day_and_with_a_new_password() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    hq.clock.move_on(12 * 3_600_000);
    assert_eq!(browser.get("/api/page/me").await.status, 401);
    let browser = Browser::signed_in(&hq, hq.region).await;
    hq.state.change_password(&format!("viewer-{}", hq.region), "another long password").await.unwrap();
    assert_eq!(browser.get("/api/page/me").await.status, 401);
}

#[tokio::test]
async fn a_form_of_a_foreign_site_cannot_sign_in() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let body = json!({ "account": "zhou.min", "password": PASSWORD }).to_string();
    let request =
        Request::post("/api/page/login").header("content-type", "text/plain").body(Body::from(body)).unwrap();
    assert_eq!(hq.send(request).await.code(), "malformed");
}

#[tokio::test]
async fn an_account_does_what_its_roles_allow_on_their_days() {
    let hq = TestHq::new().await;
    let roles = |texts: &[&str]| texts.iter().map(|text| text.parse().unwrap()).collect::<Vec<HeldRole>>();
    let browser = Browser::signed_in_as(&hq, hq.top, roles(&["adjuster", "administrator::2020-01-01"])).await;
    let me = browser.get("/api/page/me").await.json::<Value>();
    let acts: Vec<_> = me["acts"].as_array().unwrap().iter().map(|act| act.as_str().unwrap()).collect();
    assert!(acts.contains(&"decide") && !acts.contains(&"run_headquarters"), "{acts:?}");
    assert_eq!(browser.get("/api/page/tickets").await.status, 200);
    for refused in
        [browser.get("/api/page/set-aside").await, browser.post_file("/api/page/carry-over", "").await]
    {
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "not_permitted"));
    }
    // Other roles are felt by a page that is signed in already; without one of today it sees nothing.
    let name = format!("viewer-{}", hq.top);
    hq.state.change_account_roles(&name, roles(&["administrator"])).await.unwrap();
    assert_eq!(browser.get("/api/page/set-aside").await.status, 200);
    hq.state.change_account_roles(&name, roles(&["administrator:2999-01-01"])).await.unwrap();
    assert_eq!(browser.get("/api/page/tickets").await.code(), "not_permitted");
    let me = browser.get("/api/page/me").await.json::<Value>();
    assert_eq!(me["acts"], json!([]), "it is told that it may do nothing");
    assert_eq!(browser.log_out(None).await.code(), "csrf");
    assert_eq!(browser.log_out(Some(me["csrf"].as_str().unwrap())).await.status, 204);
    assert_eq!(browser.get("/api/page/me").await.code(), "unauthenticated");
    assert!(hq.state.change_account_roles(&name, roles(&["king"])).await.is_err());
    assert!(hq.state.change_account_roles("nobody", roles(&["quality"])).await.is_err());
}

#[tokio::test]
async fn nobody_is_shut_out_of_a_browser_they_know_by_one_who_guesses() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let form = json!({ "account": "zhou.min", "password": PASSWORD });
    let first = hq.post("/api/page/login", &form).await;
    let known = first.headers.get_all("set-cookie").iter().nth(1).unwrap().to_str().unwrap().to_owned();
    assert!(known.contains("HttpOnly") && known.contains("SameSite=Strict"), "{known}");
    let known = known.split(';').next().unwrap();
    for _ in 0..6 {
        sign_in(&hq, "zhou.min", "guess").await;
    }
    assert_eq!(sign_in(&hq, "zhou.min", PASSWORD).await.code(), "too_many_tries");
    let from_known = async |cookie: &str, form: &Value| {
        let request = Request::post("/api/page/login").header("cookie", cookie);
        hq.send(crate::place::json(request, form)).await
    };
    assert_eq!(from_known(known, &form).await.status, 200);
    let forged = format!("{}0", &known[..known.len() - 1]);
    let forged = if forged == known { format!("{}1", &known[..known.len() - 1]) } else { forged };
    assert_eq!(from_known(&forged, &form).await.code(), "too_many_tries", "one that was made up is unknown");
    // What is guessed in a known browser makes that one wait.
    let wrong = json!({ "account": "zhou.min", "password": "guess" });
    for _ in 0..5 {
        assert_eq!(from_known(known, &wrong).await.code(), "sign_in_refused");
    }
    assert_eq!(from_known(known, &form).await.code(), "too_many_tries");
}

#[tokio::test]
async fn signing_in_anew_ends_the_session_that_the_browser_had() {
    let hq = TestHq::new().await;
    let browser = Browser::signed_in(&hq, hq.top).await;
    let form = json!({ "account": format!("viewer-{}", hq.top), "password": PASSWORD });
    let request = Request::post("/api/page/login").header("cookie", &browser.cookie);
    assert_eq!(hq.send(crate::place::json(request, &form)).await.status, 200);
    assert_eq!(browser.get("/api/page/me").await.code(), "unauthenticated");
}

#[tokio::test]
async fn a_closed_account_is_as_unknown_as_one_that_never_was() {
    let hq = TestHq::new().await;
    hq.state.add_account("zhou.min", PASSWORD, hq.top, administrator()).await.unwrap();
    let browser = Browser::named(&hq, "wu.lei", hq.top, administrator()).await;
    hq.state.close_account("wu.lei").await.unwrap();
    assert_eq!(browser.get("/api/page/me").await.code(), "unauthenticated", "it is signed out");
    let closed = sign_in(&hq, "wu.lei", PASSWORD).await;
    assert_eq!(closed.body, sign_in(&hq, "nobody", PASSWORD).await.body);
    assert!(hq.state.close_account("zhou.min").await.is_err(), "nobody could give out roles any more");
    hq.state.open_account("wu.lei").await.unwrap();
    assert_eq!(sign_in(&hq, "wu.lei", PASSWORD).await.status, 200);
    hq.state.close_account("zhou.min").await.unwrap();
}
