//! Node, and what the screens are built from.

use std::fs;

use crate::repository;
use crate::shell;
use crate::stop::Stop;

/// The versions of Node that the screens' tools run on, as `ui/package.json` says too.
const WANTED: &str = "20.19, 22.12, or 24 and newer";

/// What went into `node_modules`, kept there: the lock file as it was then.
const STAMP: &str = ".installed-package-lock.json";

/// Checks that Node is there and young enough.
pub fn is_ready() -> Result<(), Stop> {
    let advice = "get it from https://nodejs.org, or on Debian: curl -fsSL https://deb.nodesource.com/setup_22.x | sudo bash - && sudo apt-get install nodejs";
    let Some(version) = version() else {
        return Err(Stop::Missing(format!("Node is missing: {WANTED}; {advice}")));
    };
    if !is_wanted(&version) {
        return Err(Stop::Missing(format!("Node is {version}, and {WANTED} is needed; {advice}")));
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

fn is_wanted(version: &str) -> bool {
    let mut parts = version.trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (parts.next(), parts.next()) {
        (Some(Ok(20)), Some(Ok(minor))) => minor >= 19,
        (Some(Ok(22)), Some(Ok(minor))) => minor >= 12,
        (Some(Ok(major)), _) => major >= 24,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_tools_run_on_is_wanted() {
        for wanted in ["v20.20.2", "v20.19.0", "v22.12.0", "v24.0.0", "v25.1.0"] {
            assert!(is_wanted(wanted), "{wanted}");
        }
        for unwanted in ["v20.18.3", "v21.7.0", "v22.11.0", "v23.5.0", "v8.0.0", "nonsense"] {
            assert!(!is_wanted(unwanted), "{unwanted}");
        }
    }
}
