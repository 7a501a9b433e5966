//! The rules from the command line.

use std::{
    path::Path,
    process::{Command, Output},
};

use domain::policy::BUNDLED_DOCUMENT;
use serde_json::{Value, json};

/// Runs `counterfoil-hq policy` over a data folder; flags that every command has come last.
fn policy(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
    command.arg("policy").args(arguments).arg("--data").arg(data.join("data"));
    command.env_remove(hq::MASTER_KEY_VARIABLE).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A document that holds from a day that no test sees the end of.
fn write(folder: &Path, change: impl FnOnce(&mut Value)) -> String {
    let mut document: Value = serde_json::from_str(BUNDLED_DOCUMENT).unwrap();
    document["version"] = json!("2999-01.1");
    document["valid_from"] = json!("2999-01-01");
    change(&mut document);
    let file = folder.join("policy.json");
    std::fs::write(&file, document.to_string()).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn rules_are_listed_shown_examined_and_published() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    let run = |arguments: &[&str]| policy(folder.path(), arguments);
    assert!(said(&run(&["list"])).contains("2026-11.1  in force  with the program to further notice"));
    assert_eq!(said(&run(&["show", "2026-11.1", "--document"])), BUNDLED_DOCUMENT);
    assert!(said(&run(&["show", "2026-11.1"])).contains("up to ¥1,000.00 | Adjuster, Approver | not needed"));
    assert!(said(&run(&["show", "2026-11.1", "--language", "zh"])).contains("理赔员、复核人 | 不需要"));
    assert!(!run(&["show", "2030-01.1"]).status.success());

    let file = write(folder.path(), |it| it["targets"]["handling_s"] = json!(86_400));
    let outlook = said(&run(&["examine", &file]));
    assert!(outlook.contains("< A ticket is finished | 3 days\n> A ticket is finished | 1 day"), "{outlook}");
    let told = json_of(&run(&["examine", &file, "--json"]));
    assert_eq!(told["changes"][0]["table"], "targets");

    let published = run(&["publish", &file, "--words", "一天办结", "--json"]);
    assert_eq!(json_of(&published), json!({ "version": "2999-01.1" }));
    let list = json_of(&run(&["list", "--json"]));
    let newest = &list[0];
    assert_eq!((&newest["version"], &newest["standing"]), (&json!("2999-01.1"), &json!("to_come")));
    assert_eq!((&newest["published_by"], &newest["words"]), (&json!("command line"), &json!("一天办结")));
}

#[test]
fn a_fault_is_told_and_nothing_is_published() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("data")).unwrap();
    let run = |arguments: &[&str]| policy(folder.path(), arguments);
    let file = write(folder.path(), |it| it["rules"][0]["citation"]["en"] = json!(""));
    for arguments in [vec!["examine", &file], vec!["publish", &file, "--words", "新"]] {
        let refused = run(&arguments);
        assert!(!refused.status.success());
        let words = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(words.contains("the words of rules promise.forward are not complete"), "{words}");
        let told = json_of(&run(&[&arguments[..], &["--json"]].concat()));
        assert_eq!(told["fault"]["code"], "policy_words");
    }
    assert!(!run(&["examine", "there is no such file"]).status.success());
    assert_eq!(json_of(&run(&["list", "--json"])).as_array().unwrap().len(), 1);
}
