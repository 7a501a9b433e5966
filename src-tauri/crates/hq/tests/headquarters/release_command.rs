//! A release from its maker's machine to the list at headquarters, by the command line.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::{Value, json};

fn release(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_counterfoil-hq"));
    command.arg("release").args(arguments);
    command.env_remove(hq::MASTER_KEY_VARIABLE).output().unwrap()
}

fn said(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_release_is_signed_added_staged_and_withdrawn() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (key, file, data, config) =
        (at("maker.key"), at("Counterfoil_0.2.0.AppImage"), at("data"), at("hq.toml"));
    let public = said(&release(&["keygen", text(&key)]));
    assert!(!release(&["keygen", text(&key)]).status.success(), "a key is never written over");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    }
    fs::write(&file, b"the program").unwrap();
    let sign = [
        "sign",
        "--key",
        text(&key),
        "--version",
        "0.2.0",
        "--target",
        "linux-x86_64",
        "--least-version",
        "0.1.0",
        "--notes-zh",
        "新版本",
        "--notes-en",
        "A new version",
        text(&file),
    ];
    let statement = said(&release(&sign));
    assert_eq!(statement.trim(), format!("{}.release.json", text(&file)));
    let no_notes = sign.map(|word| if word == "新版本" { " " } else { word });
    assert!(!release(&no_notes).status.success());

    fs::create_dir(&data).unwrap();
    let settings = format!("data = {data:?}\nrelease_keys = {:?}\n", public.trim());
    fs::write(&config, settings).unwrap();
    let with = |arguments: &[&str]| release(&[arguments, &["--config", text(&config)]].concat());
    assert!(said(&with(&["add", text(&file)])).starts_with("0.2.0 for linux-x86_64 is here"));
    let staged = said(&with(&["stage", "0.2.0", "--target", "linux-x86_64", "--percent", "10"]));
    assert!(staged.contains("staged\t10%") && !staged.contains("NOT"), "{staged}");
    said(&with(&["pause", "0.2.0", "--target", "linux-x86_64"]));
    let list: Value = serde_json::from_str(&said(&with(&["list", "--json"]))).unwrap();
    let told = &list["releases"][0];
    assert_eq!(
        (&told["state"], &told["percent"], &told["has_file"]),
        (&json!("paused"), &json!(10), &json!(true))
    );
    said(&with(&["withdraw", "0.2.0", "--target", "linux-x86_64"]));
    let again = with(&["stage", "0.2.0", "--target", "linux-x86_64", "--percent", "10"]);
    assert!(String::from_utf8_lossy(&again.stderr).contains("publish a higher version instead"));

    fs::write(&file, b"another program").unwrap();
    let other = with(&["add", text(&file)]);
    assert!(String::from_utf8_lossy(&other.stderr).contains("the file is not the one that was signed"));
}
