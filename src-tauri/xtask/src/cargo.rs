//! Cargo, called always with the same features so that nothing is compiled twice.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::shell;
use crate::target;

/// The app shows its built screens rather than a development server's; headquarters carries its page.
pub const FEATURES: &str = "counterfoil/custom-protocol,hq/page";

/// How the variables begin in which cargo tells a program about itself.
const TOLD: [&str; 2] = ["CARGO_MANIFEST_", "CARGO_PKG_"];

/// Cargo with its subcommand, held to the lock file.
pub fn cargo(subcommand: &str) -> Command {
    let mut command = plain(subcommand);
    command.arg("--locked");
    command
}

/// Cargo with its subcommand, for those that know no lock file.
pub fn plain(subcommand: &str) -> Command {
    // `cargo xtask` says which cargo it came from.
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = shell::program(cargo);
    command.arg(subcommand).env("CARGO_TARGET_DIR", target::folder());
    // What cargo told xtask about xtask would make the crates' build scripts run again.
    let told = env::vars_os().map(|(name, _)| name);
    for name in told.filter(|name| TOLD.iter().any(|told| name.to_string_lossy().starts_with(told))) {
        command.env_remove(name);
    }
    command
}

/// Where a built program lies.
pub fn built(profile: &str, name: &str) -> std::path::PathBuf {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    Path::new(&target::folder()).join(profile).join(file)
}
