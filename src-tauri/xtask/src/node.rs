//! Node, and what the screens are built from.

use std::fs;

use crate::repository;
use crate::shell;
use crate::stop::Stop;

/// The oldest Node that the screens' tools run on.
const OLDEST: u32 = 20;

/// What went into `node_modules`, kept there: the lock file as it was then.
const STAMP: &str = ".installed-package-lock.json";

/// Checks that Node is there and young enough.
pub fn is_ready() -> Result<(), Stop> {
    let advice = "get it from https://nodejs.org, or on Debian: curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install nodejs";
    let Some(version) = version() else {
        return Err(Stop::Missing(format!("Node {OLDEST} or newer is missing; {advice}")));
    };
    if major(&version).is_none_or(|major| major < OLDEST) {
        return Err(Stop::Missing(format!("Node is {version}, and {OLDEST} or newer is needed; {advice}")));
    }
    if shell::find("npm").is_none() {
        return Err(Stop::Missing(format!("npm is missing beside Node {version}; {advice}")));
    }
    Ok(())
}

/// What `node --version` says.
pub fn version() -> Option<String> {
    shell::answer("node", &["--version"])
}

/// Whether `node_modules` is what the lock file asks for.
pub fn is_installed() -> bool {
    let wanted = fs::read(repository::ui().join("package-lock.json"));
    let stamp = fs::read(repository::ui().join("node_modules").join(STAMP));
    matches!((wanted, stamp), (Ok(wanted), Ok(stamp)) if wanted == stamp)
}

/// Makes `node_modules` what the lock file asks for; does nothing when it is.
pub fn install() -> Result<(), Stop> {
    if is_installed() {
        return Ok(());
    }
    shell::run(npm()?.args(["ci", "--no-audit", "--no-fund", "--prefer-offline"]))?;
    let lock = repository::ui().join("package-lock.json");
    fs::copy(lock, repository::ui().join("node_modules").join(STAMP))
        .map(|_| ())
        .map_err(Stop::doing("could not note what npm installed"))
}

/// Runs one of the scripts of `ui/package.json`, or a tool of `node_modules`.
pub fn run(arguments: &[&str]) -> Result<(), Stop> {
    shell::run(npm()?.args(arguments))
}

/// npm, in the screens' folder.
pub fn npm() -> Result<std::process::Command, Stop> {
    // On Windows npm is a script, found only by its full name.
    let npm = shell::find("npm").ok_or_else(|| Stop::Missing("npm is missing".to_owned()))?;
    let mut command = shell::program(npm);
    command.current_dir(repository::ui()).env("NO_UPDATE_NOTIFIER", "1");
    Ok(command)
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_as_node_writes_it() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("v8.0.0"), Some(8));
        assert_eq!(major("nonsense"), None);
    }
}
