//! The rules on the page: reading, examining and publishing them, and how counters come by them.

use axum::{body::Body, http::Request};
use domain::{HeldRole, policy::BUNDLED_DOCUMENT};
use protocol::wire::SignedPolicy;
use serde_json::{Value, json};

use crate::{counter::TestCounter, page_sign_in::Browser, place::TestHq};

const PATH: &str = "/api/page/policies";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The bundled document as another version from a day on; the test's day is 2026-11-21.
fn document(version: &str, from: &str, change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    document["version"] = json!(version);
    document["valid_from"] = json!(from);
    change(&mut document);
    document.to_string()
}

fn larger_band(document: &mut Value) {
    document["compensation"]["authority"][0]["up_to_fen"] = json!(200_000);
    document["compensation"]["authority"][1]["above_fen"] = json!(200_000);
}

fn form(document: &str) -> Value {
    json!({ "document": document, "words": "理赔员可批 2,000 元" })
}

async fn administrator(hq: &TestHq) -> Browser {
    Browser::signed_in(hq, hq.top).await
}

async fn standings(browser: &Browser) -> Vec<(String, String)> {
    let list: Value = browser.get(PATH).await.json();
    let word = |policy: &Value, name: &str| policy[name].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(|it| (word(it, "version"), word(it, "standing"))).collect()
}

fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

#[tokio::test]
async fn an_administrator_publishes_and_everybody_reads() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    assert_eq!(standings(&browser).await, pairs(&[("2026-11.1", "in_force")]));

    let document = document("2026-11.2", "2026-11-21", larger_band);
    let published = browser.post(PATH, &form(&document)).await;
    assert_eq!(published.status, 200, "{}", published.text());
    assert_eq!(published.json::<Value>(), json!({ "version": "2026-11.2", "valid_from": "2026-11-21" }));
    assert_eq!(standings(&browser).await, pairs(&[("2026-11.2", "in_force"), ("2026-11.1", "past")]));
    let list: Value = browser.get(PATH).await.json();
    assert_eq!(list[0]["published_by"], json!(format!("viewer-{}", hq.top)));
    assert_eq!(list[0]["words"], "理赔员可批 2,000 元");
    assert_eq!(list[1]["until"], "2026-11-20", "the program's own holds until the day before");

    let clerk = Browser::named(&hq, "clerk", hq.region, vec!["clerk".parse().unwrap()]).await;
    let told: Value = clerk.get(&format!("{PATH}/2026-11.2")).await.json();
    let authority = told["sections"].as_array().unwrap().iter().find(|it| it["code"] == "authority").unwrap();
    let first = &authority["tables"][0]["rows"][0]["cells"][0];
    assert_eq!(first, &json!({ "zh": "2,000.00 元及以下", "en": "up to ¥2,000.00" }));

    let kept = clerk.get(&format!("{PATH}/2026-11.2/document")).await;
    assert_eq!(kept.text(), document, "byte for byte");
    assert_eq!(kept.header("content-type"), Some("application/json"));
    let disposition = kept.header("content-disposition");
    assert_eq!(disposition, Some("attachment; filename=\"policy-2026-11.2.json\""));
    let bundled = clerk.get(&format!("{PATH}/2026-11.1/document")).await;
    assert_eq!(bundled.text(), BUNDLED_DOCUMENT);
    for missing in ["2030-01.1", "2030-01.1/document"] {
        assert_eq!(clerk.get(&format!("{PATH}/{missing}")).await.code(), "not_found");
    }
}

#[tokio::test]
async fn nobody_else_publishes_and_no_other_page_does() {
    let hq = TestHq::new().await;
    let document = document("2026-11.2", "2026-11-21", larger_band);
    let roles: Vec<HeldRole> = vec!["approver".parse().unwrap(), "manager".parse().unwrap()];
    let browser = Browser::signed_in_as(&hq, hq.top, roles).await;
    for path in [PATH.to_owned(), format!("{PATH}/examine")] {
        let refused = browser.post(&path, &form(&document)).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "not_permitted"));
    }
    let administrator =
        Browser::named(&hq, "administrator", hq.top, vec!["administrator".parse().unwrap()]).await;
    let foreign = administrator.post_with(PATH, &form(&document), Some("guess")).await;
    assert_eq!(foreign.code(), "csrf");
    let nobody = hq.get(PATH).await;
    assert_eq!((nobody.status.as_u16(), nobody.code().as_str()), (401, "unauthenticated"));
    assert_eq!(standings(&administrator).await, pairs(&[("2026-11.1", "in_force")]));
}

#[tokio::test]
async fn examining_tells_what_would_change_and_keeps_nothing() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    let document = document("2027-01.1", "2027-01-01", |it| {
        larger_band(it);
        it["sections"] = json!([{ "branch": "XX99", "instead": { "targets": { "handling_s": 86_400 } } }]);
    });
    let answer: Value =
        browser.post(&format!("{PATH}/examine"), &json!({ "document": document })).await.json();
    let change = &answer["change"];
    assert_eq!((&change["version"], &change["against"]), (&json!("2027-01.1"), &json!("2026-11.1")));
    let tables: Vec<_> = change["changes"].as_array().unwrap().iter().map(|it| &it["table"]).collect();
    assert_eq!(tables, ["authority", "sections"]);
    let warnings: Vec<_> = change["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| (it["code"].clone(), it["about"].clone()))
        .collect();
    let warned = |code: &str, about: &str| (json!(code), json!(about));
    assert_eq!(
        warnings,
        [
            warned("year_provisional", "2027"),
            warned("year_missing", "2028"),
            warned("section", "XX99"),
            warned("section_branch_unknown", "XX99"),
        ]
    );
    assert_eq!(standings(&browser).await.len(), 1);

    let same = self::document("2026-11.2", "2026-11-21", |_| ());
    let answer: Value = browser.post(&format!("{PATH}/examine"), &json!({ "document": same })).await.json();
    let codes = answer["change"]["warnings"].as_array().unwrap().iter().map(|it| it["code"].clone());
    assert!(codes.collect::<Vec<_>>().contains(&json!("no_change")));
}

#[tokio::test]
async fn a_fault_is_told_with_its_place_and_the_old_rules_stay_in_force() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    let day = "2026-11-21";
    let cases: Vec<(String, &str, &str)> = vec![
        ("{".into(), "policy_unreadable", "1:1"),
        (document("2026-11.2", day, |it| it["valid_from"] = Value::Null), "policy_empty", "valid_from"),
        (document("no version", day, |_| ()), "policy_absurd", "version no version"),
        (
            document("2026-11.2", day, |it| it["rules"][0]["citation"]["en"] = json!("")),
            "policy_words",
            "rules promise.forward",
        ),
        (
            document("2026-11.2", day, |it| it["compensation"]["authority"][0]["up_to_fen"] = json!(1)),
            "policy_authority",
            "",
        ),
        (document("2026-11.2", "2026-11-20", |_| ()), "policy_past", "2026-11-20"),
        (document("2026-11.1", day, larger_band), "policy_published", "2026-11.1"),
    ];
    for (document, code, place) in cases {
        let examined: Value =
            browser.post(&format!("{PATH}/examine"), &json!({ "document": document })).await.json();
        assert_eq!(examined["fault"]["code"], code, "{examined}");
        let refused = browser.post(PATH, &form(&document)).await;
        assert_eq!(refused.code(), code);
        assert!(matches!(refused.status.as_u16(), 409 | 422), "{}", refused.status);
        let told = refused.json::<Value>()["where"].as_str().unwrap().to_owned();
        assert!(
            place.is_empty() && !told.is_empty() || told == place || code == "policy_unreadable",
            "{told}"
        );
        assert_eq!(examined["fault"]["where"], told.as_str());
    }
    let wordless = json!({ "document": document("2026-11.2", day, larger_band), "words": "  " });
    assert_eq!(browser.post(PATH, &wordless).await.code(), "policy_wordless");
    assert_eq!(standings(&browser).await, pairs(&[("2026-11.1", "in_force")]));
    assert_eq!(hq.state.list_policies().await.unwrap().len(), 1);
}

#[tokio::test]
async fn rules_for_all_are_published_by_who_sees_all() {
    let hq = TestHq::new().await;
    let region = Browser::signed_in(&hq, hq.region).await;
    let document = document("2026-11.2", "2026-11-21", larger_band);
    let me: Value = region.get("/api/page/me").await.json();
    assert!(!me["acts"].as_array().unwrap().contains(&json!("publish")), "{me}");
    assert_eq!(region.post(PATH, &form(&document)).await.code(), "not_permitted");
    let examined = json!({ "document": document });
    assert_eq!(region.post(&format!("{PATH}/examine"), &examined).await.code(), "not_permitted");
    assert_eq!(hq.state.list_policies().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_document_may_be_as_large_as_a_mebibyte() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    let padded =
        |bytes: usize| document("2026-11.2", "2026-11-21", |it| it["padding"] = json!("x".repeat(bytes)));
    let roomy = padded(700_000);
    assert!(roomy.len() < 1_048_576 && roomy.len() > 800_000, "{}", roomy.len());
    let examined: Value =
        browser.post(&format!("{PATH}/examine"), &json!({ "document": roomy })).await.json();
    assert_eq!(examined["change"]["version"], "2026-11.2");
    assert_eq!(browser.post(PATH, &form(&padded(1_100_000))).await.code(), "policy_too_large");
    let request = Request::post(PATH).header("cookie", &browser.cookie).header("x-csrf", &browser.csrf);
    let request = request.header("content-length", (8_u64 << 20).to_string());
    let answer = hq.send(request.body(Body::from("the beginning")).unwrap()).await;
    assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "policy_too_large"));
}

#[tokio::test]
async fn counters_are_told_which_there_are_and_fetch_them_signed() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    assert!(counter.hello().await.policies.is_empty(), "what came with the program needs no fetching");
    let document = document("2026-12.1", "2026-12-01", larger_band);
    assert_eq!(browser.post(PATH, &form(&document)).await.status, 200);
    let told = counter.hello().await.policies;
    assert_eq!(told.iter().map(domain::PolicyVersion::as_str).collect::<Vec<_>>(), ["2026-12.1"]);
    let signed: SignedPolicy = counter.get("/api/v1/policy?version=2026-12.1").await.json();
    assert_eq!(signed.document, document);
    assert_eq!(signed.verify(&counter.joined.root_key), Ok(()));
    assert_eq!(counter.get("/api/v1/policy?version=2030-01.1").await.code(), "not_found");
}

#[tokio::test]
async fn one_that_is_to_come_holds_from_its_day() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    let document = document("2026-11.2", "2026-11-23", larger_band);
    assert_eq!(browser.post(PATH, &form(&document)).await.status, 200);
    let before = pairs(&[("2026-11.2", "to_come"), ("2026-11.1", "in_force")]);
    assert_eq!(standings(&browser).await, before);
    // 2026-11-21 14:35 in Shanghai: its day begins in a day and nine hours and a half.
    hq.clock.move_on(DAY_MS + 9 * 3_600_000);
    let browser = Browser::named(&hq, "on-the-eve", hq.top, vec!["administrator".parse().unwrap()]).await;
    assert_eq!(standings(&browser).await, before, "the evening before");
    hq.clock.move_on(3_600_000);
    let after = pairs(&[("2026-11.2", "in_force"), ("2026-11.1", "past")]);
    assert_eq!(standings(&browser).await, after);
    let hq = hq.reopened().await;
    let browser = Browser::named(&hq, "later", hq.top, vec!["administrator".parse().unwrap()]).await;
    assert_eq!(standings(&browser).await, after);
}

#[tokio::test]
async fn of_two_that_begin_on_one_day_the_later_one_holds() {
    let hq = TestHq::new().await;
    let browser = administrator(&hq).await;
    for version in ["2026-11.2", "2026-11.3"] {
        let document = document(version, "2026-11-21", larger_band);
        assert_eq!(browser.post(PATH, &form(&document)).await.status, 200);
        hq.clock.move_on(1);
    }
    let all = [("2026-11.3", "in_force"), ("2026-11.2", "replaced"), ("2026-11.1", "past")];
    assert_eq!(standings(&browser).await, pairs(&all));
    let again = browser.post(PATH, &form(&document("2026-11.2", "2026-11-21", larger_band))).await;
    assert_eq!((again.status.as_u16(), again.code().as_str()), (409, "policy_published"));
    let earlier = browser.post(PATH, &form(&document("2026-11.4", "2026-11-20", larger_band))).await;
    assert_eq!(earlier.code(), "policy_absurd", "it would begin before the one that holds");
}
