//! Packages to install.

use crate::cargo;
use crate::needs::Purpose;
use crate::node;
use crate::platform::Family;
use crate::setup;
use crate::shell;
use crate::stop::Stop;
use crate::target;

/// Later ones lack the packages of some platforms.
const COMMAND_LINE: &str = "@tauri-apps/cli@2.12.3";

/// Builds the app's packages, and headquarters and the administrator's command as single programs.
pub fn bundle() -> Result<(), Stop> {
    setup::of(&[Purpose::Build])?;
    crate::programs::build_screens()?;
    // AppImage, MSI and NSIS fetch tools from the internet: they belong in a release workflow.
    let kinds = if Family::here().is_linux() { "deb,rpm" } else { "all" };
    let mut tauri = node::npm()?;
    tauri.current_dir(crate::repository::root().join("src-tauri")).env("CARGO_TARGET_DIR", target::folder());
    tauri.args(["exec", "--yes", "--package", COMMAND_LINE, "--", "tauri", "build", "--bundles", kinds]);
    shell::run(&mut tauri)?;
    let mut others = cargo::cargo("build");
    others.args(["--release", "-p", "hq", "-p", "desk", "--features", "hq/page", "--bins"]);
    shell::run(&mut others)?;
    println!("\npackages      {}", target::folder().join("release/bundle").display());
    for name in ["counterfoil-hq", "counterfoil-desk"] {
        println!("{name:<13} {}", cargo::built("release", name).display());
    }
    Ok(())
}
