//! What the audit log's rows say: whoever reads one knows what was done, and to what.

use std::process::{Command, Output};

use domain::{AuditAct, BranchId, DeviceId};
use hq::{AuditQuery, Audits, Sqlite, make_demonstration};
use protocol::CarryOverHead;
use serde_json::{Value, json};

use crate::{
    carrying::Stick,
    page_audit::{auditor, log, roles},
    page_devices::with_an_aside,
    page_sign_in::Browser,
    place::{PASSWORD, TestHq},
};

#[tokio::test]
async fn a_webhooks_row_says_which_machine_is_told() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let auditor = auditor(&hq).await;
    let webhook = json!({ "name": "CRM", "url": "https://crm.example.cn/hook?token=secret", "kinds": ["claim.paid"], "unit": hq.top });
    let added: Value = browser.post("/api/page/webhooks", &webhook).await.json();
    let path = format!("/api/page/webhooks/{}", added["webhooks"]["webhooks"][0]["id"].as_str().unwrap());
    let change = |url: &str| json!({ "act": "change", "name": "CRM", "url": url, "kinds": ["claim.paid"] });
    assert_eq!(browser.post(&path, &change("https://elsewhere.example.com:8443/x")).await.status, 200);
    assert_ne!(browser.post(&path, &change("https://a:secret@crm.example.cn/")).await.status, 200);
    assert_eq!(
        log(&auditor, "about=CRM").await,
        [
            "wu.lei webhook_added CRM crm.example.cn done",
            "wu.lei webhook_changed CRM elsewhere.example.com done",
            "wu.lei webhook_changed CRM done",
            "wu.lei webhook_changed CRM failed",
        ]
    );
}

#[tokio::test]
async fn a_carry_overs_row_says_whose_it_is_and_its_branch_sees_it() {
    let stick = Stick::new().await;
    let hq = &stick.hq;
    let browser = Browser::named(hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let auditor = Browser::named(hq, "near", hq.branch.into(), roles(&["auditor"])).await;
    let (path, file) = ("/api/page/carry-over", stick.file());
    assert_ne!(browser.post_file(path, file[..file.len() - 300].to_vec()).await.status, 200);
    assert_eq!(browser.post_file(path, file).await.status, 200);
    let said = format!("wu.lei carry_over_taken_in {} WC07", stick.counter.device);
    let expected = ["begun", "carry_over_cut_off", "begun"].map(|outcome| format!("{said} {outcome}"));
    assert_eq!(log(&auditor, &format!("about={}", stick.counter.device)).await, expected);
}

#[tokio::test]
async fn the_row_of_a_line_that_was_set_aside_says_which_line_and_what_was_done_with_it() {
    let hq = TestHq::new().await;
    let (counter, path) = with_an_aside(&hq).await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let auditor = Browser::named(&hq, "near", hq.branch.into(), roles(&["auditor"])).await;
    for action in ["file", "retry", "retry"] {
        assert_eq!(browser.post(&path, &json!({ "action": action })).await.status, 200);
    }
    let line = format!("wu.lei aside_handled {} {} 3", counter.device, counter.epoch);
    assert_eq!(
        log(&auditor, "account=wu.lei").await,
        ["begun", "filed done", "begun", "judged again done", "begun", "not set aside done"]
            .map(|what| format!("{line} {what}"))
    );
}

#[tokio::test]
async fn a_demonstration_over_a_headquarters_that_is_there_is_noted_for_what_it_does() {
    let hq = TestHq::new().await;
    hq.state.add_account("hq", PASSWORD, hq.top, roles(&["administrator"])).await.unwrap();
    let clerk = hq.state.add_person(hq.branch, "陈静", &["clerk"]).await.unwrap();
    let auditor = auditor(&hq).await;
    make_demonstration(&hq.state, "hq", "another pass phrase").await.unwrap();
    assert_eq!(
        log(&auditor, "account=command%20line").await,
        [
            "command line password_given hq done".to_owned(),
            format!("command line person_changed {} done", clerk.person),
            "command line code_offered WC07 A done".to_owned(),
        ]
    );
}

fn typed(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
    command.args(arguments).env_remove(hq::MASTER_KEY_VARIABLE).output().unwrap()
}

#[tokio::test]
async fn a_carry_over_that_is_taken_in_by_command_is_noted_with_its_device_and_that_it_failed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (data, stick) = (at("data"), at("stick"));
    std::fs::create_dir(&data).unwrap();
    let made = typed(&["demo", "--data", &data, "--public-address", "https://hq.example.cn"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let head = CarryOverHead { branch: BranchId::from_bytes([7; 16]), device: DeviceId::from_bytes([3; 16]) };
    std::fs::write(&stick, head.to_bytes()).unwrap();
    assert!(!typed(&["take-in", "--data", &data, &stick]).status.success());
    let store = Sqlite::open(folder.path().join("data").as_path()).unwrap();
    let rows = store.list_audit(AuditQuery { limit: 99, ..AuditQuery::default() }).await.unwrap();
    let told: Vec<_> =
        rows.iter().rev().map(|row| (row.entry.act, &*row.entry.about, &*row.entry.outcome)).collect();
    let (taken, device) = (AuditAct::CarryOverTakenIn, head.device.to_string());
    let (made, noted) = told.split_at(told.len() - 2);
    assert_eq!(noted, [(taken, &*device, "begun"), (taken, &*device, "failed")]);
    assert!(made.contains(&(AuditAct::AccountAdded, "hq administrator adjuster", "done")), "{made:?}");
    assert!(made.contains(&(AuditAct::UnitAdded, "五常网点", "done")), "{made:?}");
    assert!(made.contains(&(AuditAct::PersonAdded, "WC07", "done")), "{made:?}");
    assert!(made.contains(&(AuditAct::CodeOffered, "WC07 A", "done")), "{made:?}");
}
