//! Other systems at the page: their tokens are added, given anew and revoked by who runs headquarters.

use domain::HeldRole;
use serde_json::{Value, json};

use crate::{
    page_sign_in::Browser,
    place::{TestHq, add_branch},
    services::{Bridge, a_complaint},
};

fn roles(texts: &[&str]) -> Vec<HeldRole> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

#[tokio::test]
async fn a_token_is_shown_once_given_anew_and_revoked() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator", "auditor"])).await;
    let form = json!({
        "name": "微信小程序", "unit": hq.region, "scopes": ["tickets:write", "tickets:read"],
        "default_branch": "wc07", "last_day": "2026-12-31",
    });
    let given: Value = browser.post("/api/page/services", &form).await.json();
    let service = &given["services"]["services"][0];
    assert_eq!(service["scopes"], json!(["tickets:read", "tickets:write"]));
    assert_eq!(
        (service["default_branch"].as_str(), service["last_day"].as_str()),
        (Some("WC07"), Some("2026-12-31"))
    );
    assert_eq!(
        (service["unit_name"].as_str(), service["created_by"].as_str()),
        (Some("华东大区"), Some("wu.lei"))
    );
    let bridge = Bridge::speaking_with(&hq, given["token"].as_str().unwrap());
    assert_eq!(bridge.post("/tickets", &a_complaint("1")).await.status, 201);
    let listed = browser.get("/api/page/services").await;
    assert!(!listed.text().contains("cfs_"), "never again");
    assert!(listed.json::<Value>()["services"][0]["used_at"].is_string());

    let path = format!("/api/page/services/{}", service["id"].as_str().unwrap());
    let again: Value = browser.post(&path, &json!({ "act": "token" })).await.json();
    assert_eq!(again["services"]["services"][0]["last_day"], Value::Null, "as long as the form says");
    assert_eq!(bridge.get("/tickets?reference=1").await.code(), "unauthenticated");
    let bridge = Bridge::speaking_with(&hq, again["token"].as_str().unwrap());
    assert_eq!(bridge.get("/tickets?reference=1").await.status, 200);
    let revoked: Value = browser.post(&path, &json!({ "act": "revoke" })).await.json();
    assert!(revoked["services"]["services"][0]["revoked_at"].is_string());
    assert_eq!(revoked["token"], Value::Null);
    assert_eq!(bridge.get("/tickets?reference=1").await.code(), "token_revoked");
    for act in ["token", "revoke"] {
        assert_eq!(browser.post(&path, &json!({ "act": act })).await.code(), "not_found", "{act}");
    }
    assert_eq!(browser.post("/api/page/services", &form).await.code(), "name_taken");
    for act in ["service_added", "service_token_given", "service_revoked"] {
        let told: Value = browser.get(&format!("/api/page/audit?act={act}&account=wu.lei")).await.json();
        let about = told["rows"].as_array().unwrap().last().unwrap()["about"].as_str().unwrap().to_owned();
        assert!(about.starts_with("微信小程序"), "{act}: {about}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_new_service_is_said() {
    let hq = TestHq::new().await;
    add_branch(&hq.state, "GZ01", "天河网点", hq.top).await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let with = |field: &str, value: Value| {
        let mut form = json!({ "name": "热线", "unit": hq.region, "scopes": ["tickets:read"] });
        form[field] = value;
        form
    };
    for (form, code) in [
        (with("name", json!(" ")), "service_name_wanted"),
        (with("name", json!("长".repeat(41))), "service_name_wanted"),
        (with("scopes", json!([])), "scope_wanted"),
        (with("scopes", json!(["everything"])), "malformed"),
        (with("default_branch", json!("XX99")), "branch_unknown"),
        (with("default_branch", json!("GZ01")), "branch_outside"),
        (with("last_day", json!("2026-11-20")), "end_over"),
    ] {
        assert_eq!(browser.post("/api/page/services", &form).await.code(), code, "{form}");
    }
    let empty: Value = browser.get("/api/page/services").await.json();
    assert_eq!(empty["services"], json!([]));
    assert_eq!(empty["scopes"], json!(["tickets:read", "tickets:write"]));
}

#[tokio::test]
async fn services_are_who_runs_headquarters_business_and_within_their_unit() {
    let hq = TestHq::new().await;
    let top = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let form = |name: &str, unit| json!({ "name": name, "unit": unit, "scopes": ["tickets:read"] });
    let given: Value = top.post("/api/page/services", &form("总部热线", hq.top)).await.json();
    let path = format!("/api/page/services/{}", given["services"]["services"][0]["id"].as_str().unwrap());
    let region = Browser::named(&hq, "zhou.min", hq.region, roles(&["administrator"])).await;
    assert_eq!(region.get("/api/page/services").await.json::<Value>()["services"], json!([]));
    assert_eq!(region.post("/api/page/services", &form("x", hq.top)).await.code(), "unit_not_held");
    assert_eq!(region.post(&path, &json!({ "act": "revoke" })).await.code(), "not_found");
    assert_eq!(region.post("/api/page/services", &form("华东热线", hq.region)).await.status, 200);
    let adjuster = Browser::named(&hq, "he.li", hq.top, roles(&["adjuster"])).await;
    assert_eq!(adjuster.get("/api/page/services").await.code(), "not_permitted");
    assert_eq!(adjuster.post("/api/page/services", &form("x", hq.top)).await.code(), "not_permitted");
    assert_eq!(adjuster.post(&path, &json!({ "act": "revoke" })).await.code(), "not_permitted");
}
