//! The administrator's command line, as a program. A target of its own also sees to it that the program is built wherever
//! tests are, which those that kill it rely on.

use std::{
    path::Path,
    process::{Command, Output},
};

#[test]
fn a_new_counter_says_that_it_is_not_enrolled() {
    let home = tempfile::tempdir().unwrap();
    let said = desk(home.path(), &["status"]);
    assert!(said.status.success());
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(
        said,
        "not enrolled\nwaiting for headquarters: 0 lines, 0 photos; set aside there: 0\nnothing confirmed yet\n"
    );
}

#[test]
fn what_goes_wrong_is_said_and_is_a_failure() {
    let home = tempfile::tempdir().unwrap();
    let said = desk(home.path(), &["enrol", "CF1-00000-00000"]);
    assert!(!said.status.success());
    assert!(said.stdout.is_empty());
    let said = String::from_utf8(said.stderr).unwrap();
    assert!(said.starts_with("counterfoil-desk: "), "{said}");
    assert!(said.contains("mistyped"), "{said}");
}

fn desk(home: &Path, arguments: &[&str]) -> Output {
    let mut desk = Command::new(env!("CARGO_BIN_EXE_counterfoil-desk"));
    for folder in ["HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"] {
        desk.env(folder, home);
    }
    // The key store of who runs this is none of its business.
    desk.env_remove("DBUS_SESSION_BUS_ADDRESS").args(arguments).output().unwrap()
}
