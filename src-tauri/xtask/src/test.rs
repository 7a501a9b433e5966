//! Every check and test, in an order in which the quick and the telling come first.
//!
//! A step that fails does not stop those behind it, except that without screens or programs there is nothing to test.

use std::thread::available_parallelism;

use crate::asker;
use crate::cargo::{self, FEATURES};
use crate::needs::Purpose;
use crate::node;
use crate::platform::Family;
use crate::programs::{self, Programs};
use crate::rust;
use crate::setup;
use crate::shell;
use crate::steps::Steps;
use crate::stop::Stop;
use crate::target;

/// What may be asked for by name; nothing asked for means all.
const NAMES: [&str; 10] =
    ["format", "ui", "clippy", "rust", "stores", "faults", "tus", "window", "page", "api"];

/// Tells each story of faults as often as a night allows.
const NIGHTLY: &str = "--nightly";

/// Turns on the tests that drive the built programs.
const DRIVEN: &str = "counterfoil/custom-protocol,hq/page,tests/driven";

/// Has the tests' headquarters lie in PostgreSQL and an S3 store.
const STORES: [(&str, &str); 2] =
    [("COUNTERFOIL_TEST_DATABASE", "postgres"), ("COUNTERFOIL_TEST_PHOTOS", "s3")];

/// Runs the steps named, or all of them.
pub fn test(asked_for: &[String]) -> Result<(), Stop> {
    let is_nightly = asked_for.iter().any(|one| one == NIGHTLY);
    let named: Vec<&String> = asked_for.iter().filter(|one| *one != NIGHTLY).collect();
    if let Some(unknown) = named.iter().find(|name| !NAMES.contains(&name.as_str())) {
        return Err(Stop::Usage(format!("there is no step '{unknown}'; there are: {}", NAMES.join(", "))));
    }
    let asked = |name: &str| named.is_empty() || named.iter().any(|one| *one == name);
    let mut steps = Steps::default();
    if !steps
        .take("setup", || setup::of(&[Purpose::Build, Purpose::Test]).and_then(|()| rust::has_checkers()))
    {
        return steps.conclude();
    }
    target::sweep();
    if asked("format") {
        steps.take("format", || shell::run(cargo::plain("fmt").args(["--all", "--check"])));
    }
    if asked("ui") {
        steps.take("ui check", || node::run(&["run", "check"]));
        steps.take("ui test", || node::run(&["run", "test"]));
    }
    // The app and headquarters carry the built screens, so every step below needs them.
    if named.iter().any(|one| *one != "format" && *one != "ui") || named.is_empty() {
        let built = steps.take("ui build", programs::build_screens);
        if built {
            of_rust(&mut steps, &asked, is_nightly);
        }
    }
    steps.conclude()
}

fn of_rust(steps: &mut Steps, asked: &impl Fn(&str) -> bool, is_nightly: bool) {
    if asked("clippy") {
        steps.take("clippy", clippy);
    }
    // All targets, so that features come together as they do for the tests and nothing is compiled twice.
    let build = ["--workspace", "--all-targets", "--features", FEATURES];
    if !steps.take("build", || shell::run(cargo::cargo("build").args(build))) {
        return;
    }
    let tests = || {
        let mut tests = cargo::cargo("test");
        tests.args(["--workspace", "--no-fail-fast", "--features", FEATURES]);
        tests.env("COUNTERFOIL_NIGHTLY", if is_nightly { "1" } else { "" });
        tests
    };
    if asked("rust") {
        steps.take("rust", || shell::run(&mut tests()));
    } else if asked("faults") {
        // Among all the others they run as well; this is for those who ask for them alone.
        steps.take("faults", || shell::run(tests().args(["--test", "faults"])));
    }
    if asked("stores") {
        if Family::here().is_linux() {
            steps.take("stores", || {
                let stores = |arguments: &[&str]| shell::run(tests().envs(STORES).args(arguments));
                stores(&["--test", "headquarters", "--test", "scenarios"])?;
                // The others of faults bring their own stores.
                stores(&["--test", "faults", "--", "network::", "photo_store::"])
            });
        } else {
            steps.leave_out("stores", "PostgreSQL is started as Debian has it");
        }
    }
    if asked("tus") {
        // Its client is one of the screens' packages, which a plain `cargo test` does without.
        steps.take("tus", || driven("tus"));
    }
    if asked("window") {
        if Family::here().is_linux() {
            steps.take("window", || driven("window"));
        } else {
            steps.leave_out("window", "only WebKitGTK's window can be driven");
        }
    }
    if asked("page") {
        steps.take("page", || driven("headquarters_page"));
    }
    if asked("api") {
        steps.take("api", || asked_over(&[]));
        if Family::here().is_linux() {
            steps.take("api stores", || asked_over(&STORES));
        }
    }
}

fn clippy() -> Result<(), Stop> {
    let mut clippy = cargo::cargo("clippy");
    clippy.args(["--workspace", "--all-targets", "--features", DRIVEN, "--", "-D", "warnings"]);
    shell::run(&mut clippy)
}

/// The published API, asked over these stores.
fn asked_over(stores: &[(&str, &str)]) -> Result<(), Stop> {
    let asker = asker::ready()?;
    let mut test = cargo::cargo("test");
    test.args(["--workspace", "--features", DRIVEN, "--test", "headquarters_api"]);
    shell::run(test.env("COUNTERFOIL_ASKER", asker).envs(stores.iter().copied()))
}

/// The tests of one target, against the built programs.
fn driven(target: &str) -> Result<(), Stop> {
    // Each test has a display, a browser and a headquarters of its own: more at once than half the cores only slows all.
    let at_once = available_parallelism().map_or(1, |cores| (cores.get() / 2).max(1)).to_string();
    let mut test = cargo::cargo("test");
    test.args(["--workspace", "--features", DRIVEN, "--test", target, "--", "--test-threads", &at_once]);
    shell::run(Programs::of("debug").told_to(&mut test))
}
