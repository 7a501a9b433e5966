//! Whether a test finds a bug that is planted for it: the test that never fails proves nothing.

use std::process::{Command, Stdio};

use planted::{Bug, VARIABLE};

/// Runs one test of the calling test program again, by its full name, in a process that has the bug. Answers what it said.
///
/// # Panics
///
/// When the test passes in spite of the bug, or there is no such test.
pub fn is_caught(bug: Bug, test: &str) -> String {
    let program = std::env::current_exe().expect("a test knows its own program");
    let ended = Command::new(program)
        .args([test, "--exact", "--nocapture"])
        .env(VARIABLE, bug.name())
        .env_remove(crate::seeds::NIGHTLY)
        .stdin(Stdio::null())
        .output()
        .expect("the test's own program can be started");
    let said = [ended.stdout, ended.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    assert!(said.contains("running 1 test"), "there is no test {test}:\n{said}");
    assert!(!ended.status.success(), "{test} passes in spite of {bug:?}:\n{said}");
    said
}
