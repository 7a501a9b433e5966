//! What is here and what is missing, a line each.

use std::net::{Ipv4Addr, TcpListener};

use crate::dev;
use crate::display;
use crate::needs::{NEEDS, Purpose};
use crate::node;
use crate::platform::Family;
use crate::repository;
use crate::setup;
use crate::shell;
use crate::stop::Stop;
use crate::target;

/// Less than this is too little to build in.
const DISK_NEEDED_MIB: u64 = 8 << 10;

/// Prints the lines; an error when something that building needs is missing.
pub fn doctor() -> Result<(), Stop> {
    let family = Family::here();
    println!("{} {}, {family:?}", std::env::consts::OS, std::env::consts::ARCH);
    tools();
    for need in NEEDS.iter().filter(|need| need.package(family).is_some()) {
        let package = need.package(family).unwrap_or_default();
        let purpose = match need.purpose {
            Purpose::Build => "",
            Purpose::Test => " (tests)",
            Purpose::Bench => " (bench)",
        };
        let is_met = need.probe.is_met();
        let advice = if is_met { String::new() } else { format!(": {} {package}", family.install_command()) };
        line(is_met, &format!("{}{purpose}{advice}", need.what));
    }
    screens();
    surroundings();
    let lacking = setup::missing(&[Purpose::Build], family);
    if lacking.is_empty() && node::is_ready().is_ok() {
        return Ok(());
    }
    Err(Stop::Missing("cargo xtask setup installs what is missing, or names it".to_owned()))
}

fn tools() {
    for (what, name) in [
        ("Rust", "rustc"),
        ("Cargo", "cargo"),
        ("clippy", "cargo-clippy"),
        ("rustfmt", "rustfmt"),
        ("npm", "npm"),
    ] {
        let version = shell::answer(name, &["--version"]);
        line(version.is_some(), &format!("{what}: {}", version.as_deref().unwrap_or("missing")));
    }
    match node::is_ready() {
        Ok(()) => line(true, &format!("Node: {}", node::version().unwrap_or_default())),
        Err(stop) => line(false, &stop.to_string()),
    }
}

fn screens() {
    let installed = node::is_installed();
    line(
        installed,
        if installed {
            "ui/node_modules is as locked"
        } else {
            "ui/node_modules is not as locked: cargo xtask setup"
        },
    );
    let built = repository::ui().join("dist/index.html").exists();
    line(
        built,
        if built { "ui/dist is built" } else { "ui/dist is not built yet: run, test and dev build it" },
    );
}

fn surroundings() {
    match display::obstacle() {
        None => line(true, "a display"),
        Some(obstacle) => line(false, &format!("{obstacle}: run walks through the main job by itself")),
    }
    let printers = shell::answer("lpstat", &["-e"]).filter(|names| !names.is_empty());
    let names = printers.as_deref().map(|names| names.lines().collect::<Vec<_>>().join(", "));
    line(
        names.is_some(),
        &format!("printers: {}", names.as_deref().unwrap_or("none, so papers are saved and opened")),
    );
    for (port, what) in
        [(0, "a free port on the loopback"), (dev::SCREENS_PORT, "the port that dev serves the screens at")]
    {
        line(TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok(), what);
    }
    let folder = target::folder();
    let place =
        folder.ancestors().find(|place| place.exists()).unwrap_or(&folder).to_string_lossy().into_owned();
    if let Some(free) = shell::answer("df", &["-Pm", &place]).and_then(|table| free_mib(&table)) {
        line(
            free >= DISK_NEEDED_MIB,
            &format!("{} GiB free where cargo builds ({})", free >> 10, folder.display()),
        );
    }
}

fn line(is_well: bool, text: &str) {
    println!("{} {text}", if is_well { "✓" } else { "✗" });
}

/// The fourth column of the second line of `df -P`.
fn free_mib(table: &str) -> Option<u64> {
    table.lines().nth(1)?.split_whitespace().nth(3)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_read_from_the_portable_table() {
        let table = "Filesystem 1048576-blocks Used Available Capacity Mounted on\n/dev/sda1 100 40 60 40% /";
        assert_eq!(free_mib(table), Some(60));
        assert_eq!(free_mib(""), None);
    }
}
