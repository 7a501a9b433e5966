//! The measures, in the release profile.

use crate::cargo::{self, FEATURES};
use crate::needs::Purpose;
use crate::programs::{self, Programs};
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// Runs the benches `named`, or all.
pub fn bench(named: &[String]) -> Result<(), Stop> {
    setup::of(&[Purpose::Build, Purpose::Test, Purpose::Bench])?;
    programs::build_screens()?;
    let mut build = cargo::cargo("build");
    build.args(["--release", "--features", FEATURES, "-p", "counterfoil", "-p", "hq", "-p", "tests"]);
    build.args(["--bin", "counterfoil", "--bin", "counterfoil-hq", "--bin", "bench"]);
    shell::run(&mut build)?;
    let mut bench = shell::program(cargo::built("release", "bench"));
    shell::run(Programs::of("release").told_to(bench.args(named)))
}
