//! A branch stands in a region: its counters are told which, and headquarters goes by the rules that hold there.

use std::{path::Path, process::Command};

use domain::{Policy, UnitId, policy::BUNDLED_DOCUMENT};
use hq::{Config, HqState, MasterKey};
use serde_json::{Value, json};

use crate::{counter::TestCounter, page_deciding::Case, place::TestHq};

/// The bundled rules, where in the region `zj` an adjuster decides up to 2,000.00 alone.
fn larger_band_in_a_region() -> String {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    document["version"] = json!("2026-11.2");
    document["valid_from"] = json!("2026-11-21");
    let mut authority = document["compensation"]["authority"].clone();
    authority[0]["up_to_fen"] = json!(200_000);
    authority[1]["above_fen"] = json!(200_000);
    document["sections"] =
        json!([{ "region": "zj", "instead": { "compensation": { "authority": authority } } }]);
    document.to_string()
}

async fn set(hq: &TestHq, unit: UnitId, region: Option<&str>) {
    hq.state.set_region(unit, region.map(str::to_owned)).await.unwrap();
}

#[tokio::test]
async fn a_branch_is_in_the_region_of_the_nearest_unit_that_has_one() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let told = async || counter.hello().await.region;
    assert_eq!(told().await, None);
    set(&hq, hq.top, Some("cn")).await;
    assert_eq!(told().await.as_deref(), Some("cn"));
    set(&hq, hq.region, Some("zj")).await;
    assert_eq!(told().await.as_deref(), Some("zj"));
    let branch = UnitId::from_bytes(*hq.branch.as_bytes());
    set(&hq, branch, Some("js")).await;
    assert_eq!(told().await.as_deref(), Some("js"));
    let joined = TestCounter::enrolled(2, &hq, hq.branch).await.joined;
    assert_eq!(joined.branch.region.as_deref(), Some("js"), "a new counter is told at once");
    set(&hq, branch, None).await;
    assert_eq!(told().await.as_deref(), Some("zj"));
    for nonsense in ["", "浙江", "a b"] {
        let refused = hq.state.set_region(branch, Some(nonsense.into())).await;
        assert!(matches!(refused, Err(hq::RegisterError::NoRegion(_))), "{nonsense}");
    }
    let hq = hq.reopened().await;
    assert_eq!(hq.state.branches().await.unwrap()[0].region.as_deref(), Some("zj"));
}

#[tokio::test]
async fn a_claim_is_decided_by_the_rules_of_its_branchs_region() {
    let case = Case::assessed_at(120_000).await;
    let wu = case.adjuster("wu.lei").await;
    let published =
        case.hq.state.publish_policy(larger_band_in_a_region(), "test", "浙江可批 2,000 元".into());
    published.await.unwrap();
    let country = case.hq.state.policy();
    assert_eq!(country.compensation().authority, Policy::bundled().compensation().authority);
    let form = case.form(&wu, "approve").await;
    assert_eq!(case.send(&wu, &form).await.code(), "amount_for_others");
    assert_eq!(case.claim(&wu).await["may"]["alone_up_to_fen"], 100_000);
    let mine = async || wu.get("/api/page/decisions").await.json::<Value>()["tickets"][0]["is_mine"].clone();
    assert_eq!(mine().await, false);

    set(&case.hq, case.hq.region, Some("zj")).await;
    assert_eq!(case.claim(&wu).await["may"]["alone_up_to_fen"], 200_000);
    assert_eq!(mine().await, true);
    let done = case.send(&wu, &form).await;
    assert_eq!(done.status, 200, "{}", done.text());
}

#[tokio::test]
async fn a_region_is_set_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
        command.args(arguments).arg("--data").arg(&data);
        command.env_remove(hq::MASTER_KEY_VARIABLE).output().unwrap().status.success()
    };
    let region = async |data: &Path| {
        let config = Config::new(data.to_owned(), MasterKey::find(data, None).unwrap());
        let state = HqState::open(config).await.unwrap();
        state.branches().await.unwrap()[0].region.clone()
    };
    let add = |more: &[&str]| run(&[&["unit", "add"], more].concat());
    assert!(add(&["--level", "headquarters", "--name", "总部"]));
    assert!(add(&["--level", "region", "--name", "华东大区", "--under", "总部"]));
    assert!(add(&["--level", "branch", "--name", "五常网点", "--under", "华东大区", "--code", "WC07"]));
    assert!(run(&["unit", "region", "华东大区", "zj"]));
    assert_eq!(region(&data).await.as_deref(), Some("zj"));
    assert!(run(&["unit", "region", "五常网点", "hz-1"]));
    assert_eq!(region(&data).await.as_deref(), Some("hz-1"));
    assert!(run(&["unit", "region", "五常网点", "--none"]));
    assert_eq!(region(&data).await.as_deref(), Some("zj"));
    assert!(!run(&["unit", "region", "五常网点"]), "which one, or none, is said");
    assert!(!run(&["unit", "region", "nowhere", "zj"]));
}
