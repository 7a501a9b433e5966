//! The programs, built: the app, headquarters, the counter's command line, and what drives them.

use std::path::PathBuf;
use std::process::Command;

use crate::cargo::{self, FEATURES};
use crate::node;
use crate::shell;
use crate::stop::Stop;

/// Where the built programs lie.
pub struct Programs {
    /// The desktop app.
    pub app: PathBuf,
    /// Headquarters.
    pub headquarters: PathBuf,
    /// The counter's command line.
    pub desk: PathBuf,
}

impl Programs {
    /// Those that a build in `profile` (`debug`, `release`) leaves.
    pub fn of(profile: &str) -> Self {
        Self {
            app: cargo::built(profile, "counterfoil"),
            headquarters: cargo::built(profile, "counterfoil-hq"),
            desk: cargo::built(profile, "counterfoil-desk"),
        }
    }

    /// Tells `command` where they lie.
    pub fn told_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("COUNTERFOIL_BIN", &self.app)
            .env("COUNTERFOIL_HEADQUARTERS_BIN", &self.headquarters)
            .env("COUNTERFOIL_DESK_BIN", &self.desk)
    }
}

/// Builds the screens that the app and headquarters carry.
pub fn build_screens() -> Result<(), Stop> {
    node::run(&["run", "build"])
}

/// Builds the programs, and the tests' program `driver` where one is asked for.
///
/// In the development profile: its dependencies are optimised all the same, and a first build takes minutes less.
pub fn build(driver: Option<&str>) -> Result<Programs, Stop> {
    build_screens()?;
    let mut build = cargo::cargo("build");
    build.args(["-p", "counterfoil", "-p", "hq", "-p", "desk", "--features", FEATURES]);
    build.args(["--bin", "counterfoil", "--bin", "counterfoil-hq", "--bin", "counterfoil-desk"]);
    if let Some(driver) = driver {
        build.args(["-p", "tests", "--bin", driver]);
    }
    shell::run(&mut build)?;
    Ok(Programs::of("debug"))
}
