//! Accounts at the page: within one's own unit, with one's own roles, and never one's own.

use domain::HeldRole;
use serde_json::{Value, json};

use crate::{
    page_second_step::set_up,
    page_sign_in::Browser,
    place::{PASSWORD, TestHq, add_branch},
};

fn roles(texts: &[&str]) -> Vec<HeldRole> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

fn names(view: &Value) -> Vec<&str> {
    view["accounts"].as_array().unwrap().iter().map(|account| account["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_account_is_added_with_a_password_to_hand_over_that_its_owner_changes_first() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator", "quality"])).await;
    let form = json!({ "name": "he.li", "unit": hq.region, "roles": [{ "role": "quality" }] });
    let given: Value = browser.post("/api/page/accounts", &form).await.json();
    assert_eq!(names(&given["accounts"]), ["he.li", "wu.lei"]);
    let password = given["password"].as_str().unwrap();

    let newcomer = Browser::with_password(&hq, "he.li", password).await;
    assert_eq!(newcomer.get("/api/page/me").await.json::<Value>()["unsettled"], "password");
    assert_eq!(newcomer.get("/api/page/tickets").await.code(), "password_change_wanted");
    let change = async |old: &str, new: &str| {
        newcomer.post("/api/page/own/password", &json!({ "password": old, "new_password": new })).await
    };
    assert_eq!(change("not it", "a password of mine").await.code(), "password_wrong");
    assert_eq!(change(password, "short").await.code(), "password_short");
    assert_eq!(change(password, password).await.code(), "password_same");
    assert_eq!(change(password, "a password of mine").await.status, 200);
    assert_eq!(newcomer.get("/api/page/me").await.code(), "unauthenticated", "the old cookie is none");
    let newcomer = Browser::with_password(&hq, "he.li", "a password of mine").await;
    assert_eq!(newcomer.get("/api/page/tickets").await.status, 200);

    assert_eq!(browser.post("/api/page/accounts", &form).await.code(), "name_taken");
    for (wrong, code) in [
        (json!({ "name": " he", "unit": hq.region, "roles": [{ "role": "quality" }] }), "name_wanted"),
        (
            json!({ "name": "command line", "unit": hq.region, "roles": [{ "role": "quality" }] }),
            "name_wanted",
        ),
        (json!({ "name": "x", "unit": hq.region, "roles": [] }), "roles_wanted"),
        (json!({ "name": "x", "unit": hq.region, "roles": [{ "role": "king" }] }), "role_not_held"),
    ] {
        assert_eq!(browser.post("/api/page/accounts", &wrong).await.code(), code, "{wrong}");
    }
}

#[tokio::test]
async fn nobody_gives_what_they_do_not_have() {
    let hq = TestHq::new().await;
    let south = add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let own = roles(&["administrator", "quality", "approver::2026-12-31"]);
    let browser = Browser::named(&hq, "wu.lei", hq.region, own).await;
    hq.state.add_account("far", PASSWORD, south.into(), roles(&["quality"])).await.unwrap();
    hq.state.add_account("near", PASSWORD, hq.branch.into(), roles(&["quality"])).await.unwrap();
    let view: Value = browser.get("/api/page/accounts").await.json();
    assert_eq!(names(&view), ["near", "wu.lei"], "an account elsewhere is not there");
    assert_eq!(view["units"].as_array().unwrap().len(), 2);
    let offered: Vec<_> =
        view["roles"].as_array().unwrap().iter().map(|role| role["role"].as_str().unwrap()).collect();
    assert_eq!(offered, ["administrator", "quality", "approver"]);

    let change = async |name: &str, form: Value| {
        let answer = browser.post(&format!("/api/page/accounts/{name}"), &form).await;
        if answer.status == 200 { "done".to_owned() } else { answer.code() }
    };
    let role = |role: &str, until: Option<&str>| json!({ "role": role, "until": until });
    let give = |given: Value| json!({ "act": "roles", "roles": given });
    for (name, form, outcome) in [
        ("far", json!({ "act": "close" }), "not_found"),
        ("nobody", json!({ "act": "close" }), "not_found"),
        ("near", json!({ "act": "unit", "unit": south }), "unit_not_held"),
        ("near", json!({ "act": "unit", "unit": hq.top }), "unit_not_held"),
        ("near", json!({ "act": "unit", "unit": hq.region }), "done"),
        ("near", give(json!([role("adjuster", None)])), "role_not_held"),
        ("near", give(json!([role("approver", None)])), "role_not_held"),
        ("near", give(json!([role("quality", None), role("approver", Some("2026-12-31"))])), "done"),
        ("wu.lei", give(json!([role("administrator", None)])), "own_account"),
        ("wu.lei", json!({ "act": "close" }), "own_account"),
        ("wu.lei", json!({ "act": "second_step_off" }), "own_account"),
    ] {
        assert_eq!(change(name, form.clone()).await, outcome, "{name} {form}");
    }
    let added = json!({ "name": "new", "unit": hq.top, "roles": [role("administrator", None)] });
    assert_eq!(browser.post("/api/page/accounts", &added).await.code(), "unit_not_held");
}

#[tokio::test]
async fn nobody_alone_takes_over_an_account_with_a_role_that_they_lack() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator", "quality"])).await;
    for name in ["without", "password-first", "step-first", "lesser"] {
        let held = if name == "lesser" { "quality" } else { "adjuster" };
        let owner = Browser::named(&hq, name, hq.top, roles(&[held])).await;
        if name != "without" {
            set_up(&hq, &owner).await;
        }
    }
    let change = async |name: &str, form: Value| -> (String, Value) {
        let answer = browser.post(&format!("/api/page/accounts/{name}"), &form).await;
        if answer.status == 200 { ("done".to_owned(), answer.json()) } else { (answer.code(), Value::Null) }
    };
    let act = async |name: &str, act: &str| change(name, json!({ "act": act })).await;
    assert_eq!(act("without", "password").await.0, "role_not_held", "nothing else keeps them out");
    let elsewhere = json!({ "act": "unit", "unit": hq.region });
    assert_eq!(change("without", elsewhere).await.0, "role_not_held");
    assert_eq!(act("without", "close").await.0, "done");
    assert_eq!(act("without", "open").await.0, "role_not_held");

    let (done, given) = act("password-first", "password").await;
    assert_eq!(done, "done");
    assert_eq!(act("password-first", "second_step_off").await.0, "role_not_held");
    let form = json!({ "account": "password-first", "password": given["password"] });
    assert_eq!(hq.post("/api/page/login", &form).await.code(), "code_wanted");

    assert_eq!(act("step-first", "second_step_off").await.0, "done");
    assert_eq!(act("step-first", "password").await.0, "role_not_held");
    assert_eq!(Browser::again(&hq, "step-first").await.get("/api/page/me").await.status, 200);

    assert_eq!(act("lesser", "password").await.0, "done", "every role of theirs could be given");
    assert_eq!(act("lesser", "second_step_off").await.0, "done");
}

#[tokio::test]
async fn who_gives_out_no_roles_sees_no_accounts() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    assert_eq!(browser.get("/api/page/accounts").await.code(), "not_permitted");
    let close = json!({ "act": "close" });
    assert_eq!(browser.post("/api/page/accounts/wu.lei", &close).await.code(), "not_permitted");
}

#[tokio::test]
async fn an_account_is_locked_unlocked_closed_and_opened() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    hq.state.add_account("he.li", PASSWORD, hq.top, roles(&["administrator"])).await.unwrap();
    let of = |view: &Value, field: &str| view["accounts"][0][field].clone();
    for _ in 0..5 {
        hq.post("/api/page/login", &json!({ "account": "he.li", "password": "guess" })).await;
    }
    let view: Value = browser.get("/api/page/accounts").await.json();
    assert!(of(&view, "locked_until").is_string(), "{view}");
    let act = async |act: &str| -> Value {
        browser.post("/api/page/accounts/he.li", &json!({ "act": act })).await.json()
    };
    assert_eq!(of(&act("unlock").await["accounts"], "locked_until"), Value::Null);
    let other = Browser::again(&hq, "he.li").await;
    assert!(of(&act("close").await["accounts"], "closed_at").is_string());
    assert_eq!(other.get("/api/page/me").await.code(), "unauthenticated");
    assert_eq!(of(&act("open").await["accounts"], "closed_at"), Value::Null);
    let given = act("password").await;
    let other = Browser::with_password(&hq, "he.li", given["password"].as_str().unwrap()).await;
    assert_eq!(other.get("/api/page/me").await.json::<Value>()["unsettled"], "password");
}

#[tokio::test]
async fn ones_own_sessions_are_listed_and_ended() {
    let hq = TestHq::new().await;
    let here = Browser::named(&hq, "wu.lei", hq.top, roles(&["quality"])).await;
    hq.clock.move_on(60_000);
    let there = Browser::again(&hq, "wu.lei").await;
    let other = Browser::named(&hq, "he.li", hq.top, roles(&["quality"])).await;
    let own: Value = here.get("/api/page/own").await.json();
    let sessions = own["sessions"].as_array().unwrap();
    assert_eq!(sessions.iter().map(|one| one["is_this"] == true).collect::<Vec<_>>(), [false, true]);
    let id = sessions[0]["id"].clone();
    assert_eq!(other.post("/api/page/own/sessions/end", &json!({ "id": id })).await.code(), "not_found");
    assert_eq!(here.post("/api/page/own/sessions/end", &json!({ "id": id })).await.status, 200);
    assert_eq!(there.get("/api/page/me").await.code(), "unauthenticated");
    assert_eq!(here.get("/api/page/me").await.status, 200);
}
