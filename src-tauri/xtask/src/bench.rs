//! The measures, in the release profile.

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
    let mut build = cargo::cargo("build");
    build.args(["--release", "--features", "counterfoil/custom-protocol"]);
    build.args(["-p", "counterfoil", "-p", "hq", "-p", "imaging", "-p", "store", "-p", "tests"]);
    // The examples are what the app is measured against, the photos' preparation as a program, and the search.
    build.args([
        "--bin",
        "counterfoil",
        "--bin",
        "counterfoil-hq",
        "--bin",
        "bench",
        "--example",
        "blank",
        "--example",
        "prepare",
        "--example",
        "search",
    ]);
    shell::run(&mut build)?;
    let mut bench = shell::program(cargo::built("release", "bench"));
    if (named.is_empty() || named.iter().any(|name| name == "sync"))
        && let Some(pouchdb) = peers::pouchdb()
    {
        bench.env("COUNTERFOIL_POUCHDB", pouchdb);
    }
    shell::run(Programs::of("release").told_to(bench.args(named)))
}
