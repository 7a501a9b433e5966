//! The measures, in the release profile.

use std::process::Command;

use crate::cargo;
use crate::needs::Purpose;
use crate::peers;
use crate::platform::Family;
use crate::programs::{self, Programs};
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// Runs the benches `named`, or all.
pub fn bench(named: &[String]) -> Result<(), Stop> {
    if !Family::here().is_linux() {
        return Err(Stop::Missing(
            "the measures drive WebKitGTK's window, which is on Linux only".to_owned(),
        ));
    }
    setup::of(&[Purpose::Build, Purpose::Test, Purpose::Bench])?;
    programs::build_screens()?;
    shell::run(&mut build(named))?;
    let mut bench = shell::program(cargo::built("release", "bench"));
    if (named.is_empty() || named.iter().any(|name| name == "sync"))
        && let Some(pouchdb) = peers::pouchdb()
    {
        bench.env("COUNTERFOIL_POUCHDB", pouchdb);
    }
    shell::run(Programs::of("release").told_to(bench.args(named)))
}

/// Builds the measures, and what they measure: headquarters is measured by itself, all else with the app.
fn build(named: &[String]) -> Command {
    let mut build = cargo::cargo("build");
    build.args(["--release", "-p", "hq", "-p", "tests", "--bin", "counterfoil-hq", "--bin", "bench"]);
    // Finds tickets among those of a whole country.
    build.args(["--example", "find"]);
    if named.is_empty() || named.iter().any(|name| name != "hq") {
        build.args([
            "--features",
            "counterfoil/custom-protocol",
            "-p",
            "counterfoil",
            "--bin",
            "counterfoil",
        ]);
        // A window without anything, the photos' preparation as a program, and the counter's search.
        build.args(["-p", "imaging", "-p", "store"]);
        build.args(["--example", "blank", "--example", "prepare", "--example", "search"]);
    }
    build
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_measures_headquarters_alone_needs_no_app() {
        let builds = |named: &[&str], what: &str| {
            let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
            build(&named).get_args().any(|argument| argument == what)
        };
        assert!(builds(&["hq"], "find") && !builds(&["hq"], "counterfoil"));
        assert!(builds(&[], "find") && builds(&[], "counterfoil") && builds(&[], "search"));
        assert!(builds(&["save", "hq"], "counterfoil"));
    }
}
