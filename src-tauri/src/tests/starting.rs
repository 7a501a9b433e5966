//! How the desk comes to be open, and what is said when it does not.

use std::fs;

use desk::AppLock;
use serde_json::{Value, json};

use super::TestApp;
use crate::news::News;

#[test]
fn a_fresh_installation_is_enrolled_nowhere() {
    let app = TestApp::new();
    let state = app.call("app_state", json!({})).unwrap();
    assert_eq!(state["enrolment"], "none");
    assert_eq!(state["place"], Value::Null);
    assert_eq!(state["keyStore"], "file");
    assert_eq!(state["zone"], "Asia/Shanghai");
    assert_eq!(app.call("start_failure", json!({})).unwrap(), Value::Null);
    assert_eq!(app.code_of("start_draft", json!({})), "not_enrolled");
    assert_eq!(app.call("sync_state", json!({})).unwrap()["headquarters"], "not_enrolled");
}

#[test]
fn nothing_is_installed_where_no_new_version_is_ready() {
    let app = TestApp::new();
    let update = &app.call("app_state", json!({})).unwrap()["update"];
    assert_eq!((&update["standing"], &update["version"]), (&json!("none"), &Value::Null));
    assert_eq!(app.code_of("install_update", json!({})), "update_not_ready");
}

#[test]
fn a_second_app_says_so_and_opens_once_the_first_is_gone() {
    let mut first = None;
    let app = TestApp::prepared(None, |folders| first = Some(AppLock::take(&folders.state).unwrap()));
    for command in ["app_state", "board", "start_practice"] {
        assert_eq!(app.code_of(command, json!({})), "second_instance");
    }
    let failure = app.call("start_failure", json!({})).unwrap();
    assert_eq!(failure["code"], "second_instance");
    assert!(failure["hint"].as_str().is_some_and(|hint| hint.contains("window")));
    drop(first);
    assert_eq!(app.call("start_failure", json!({})).unwrap(), Value::Null);
    assert_eq!(app.call("app_state", json!({})).unwrap()["enrolment"], "none");
}

#[test]
fn a_damaged_database_is_named_and_left_as_it_is() {
    let mut database = None;
    let app = TestApp::prepared(None, |folders| {
        fs::create_dir_all(&folders.data).unwrap();
        fs::create_dir_all(folders.state.join("keys")).unwrap();
        fs::write(folders.state.join("keys/database"), [7; 32]).unwrap();
        fs::write(folders.database(), "not a database at all".repeat(500)).unwrap();
        database = Some(folders.database());
    });
    let code = app.code_of("app_state", json!({}));
    assert!(["database_damaged", "database_key_lost"].contains(&code.as_str()), "{code}");
    assert!(fs::read_to_string(database.unwrap()).unwrap().starts_with("not a database"));
}

#[test]
fn a_code_given_at_the_start_that_is_none_is_told_and_keeps_nothing_else() {
    let app = TestApp::prepared(Some("nonsense"), |_| {});
    assert_eq!(app.call("start_failure", json!({})).unwrap(), Value::Null, "the desk itself is open");
    let state = app.call("app_state", json!({})).unwrap();
    assert_eq!(
        (&state["enrolment"], &state["enrolmentFailure"]["code"]),
        (&json!("none"), &json!("enrolment_code_shape"))
    );
    assert_eq!(app.code_of("enrol", json!({ "code": "nonsense" })), "enrolment_code_shape");
}

#[test]
fn practice_is_a_desk_of_its_own_that_keeps_the_language() {
    let app = TestApp::new();
    let mut settings = app.call("app_state", json!({})).unwrap()["settings"].clone();
    settings["screenLanguage"] = json!("en");
    settings["textScale"] = json!(9.0);
    let kept = app.call("change_settings", json!({ "settings": settings })).unwrap();
    assert_eq!((&kept["screenLanguage"], &kept["textScale"]), (&json!("en"), &json!(2.0)));
    app.call("start_practice", json!({})).unwrap();
    let state = app.call("app_state", json!({})).unwrap();
    assert_eq!(state["enrolment"], "practice");
    assert_eq!(state["settings"]["screenLanguage"], "en");
    assert_eq!(state["place"]["branchCode"], "PRAC");
    let told = app.hears(|news| match news {
        News::App(state) if state.place.is_some() => Some(state),
        _ => None,
    });
    assert_eq!(told.person.unwrap().name, "练习 Practice");
}

#[test]
fn practice_before_enrolment_has_no_counter_to_go_back_to() {
    let app = TestApp::practising();
    assert_eq!(app.call("app_state", json!({})).unwrap()["mayEndPractice"], false);
    assert_eq!(app.code_of("end_practice", json!({})), "not_enrolled");
    assert_eq!(app.call("app_state", json!({})).unwrap()["enrolment"], "practice");
}
