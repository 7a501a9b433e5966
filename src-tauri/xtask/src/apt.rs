//! Packages on Debian and its kin: installed as root, or through sudo.

use std::io::{IsTerminal, stdin};
use std::process::{Command, Stdio};

use crate::shell;
use crate::stop::Stop;

/// Installs `packages`, after fetching the lists once.
pub fn install(packages: &[&str]) -> Result<(), Stop> {
    let by_hand = || format!("sudo apt-get update && sudo apt-get install {}", packages.join(" "));
    shell::run(apt_get(&by_hand)?.args(["update", "--quiet"]))?;
    let mut install = apt_get(&by_hand)?;
    install.args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages);
    shell::run(&mut install).map_err(|stop| Stop::Failed(format!("{stop}\nby hand: {}", by_hand())))
}

fn apt_get(by_hand: &impl Fn() -> String) -> Result<Command, Stop> {
    // Another installation may be running: wait for it rather than fail.
    let settings = ["DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=300"];
    if is_root() {
        let mut command = shell::program("env");
        command.args(settings);
        return Ok(command);
    }
    if shell::find("sudo").is_none() {
        return Err(Stop::Missing(format!(
            "packages are missing, and this is neither root nor is there sudo; run: {}",
            by_hand()
        )));
    }
    let mut command = shell::program("sudo");
    if stdin().is_terminal() {
        command.stdin(Stdio::inherit());
    } else {
        command.arg("--non-interactive");
    }
    command.arg("env").args(settings);
    Ok(command)
}

fn is_root() -> bool {
    shell::answer("id", &["-u"]).as_deref() == Some("0")
}
