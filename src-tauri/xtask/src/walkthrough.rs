//! The main job, done by itself as a clerk would do it, on a virtual display.

use std::fs;

use crate::cargo;
use crate::needs::Purpose;
use crate::platform::Family;
use crate::programs;
use crate::repository;
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// Leaves the papers, the screenshots and a readable report.
pub fn walkthrough() -> Result<(), Stop> {
    if !Family::here().is_linux() {
        return Err(Stop::Missing(
            "the walkthrough drives WebKitGTK's window, which is on Linux only".to_owned(),
        ));
    }
    setup::of(&[Purpose::Build, Purpose::Test])?;
    let programs = programs::build(Some("walkthrough"))?;
    let output = repository::output("walkthrough");
    if output.exists() {
        fs::remove_dir_all(&output).map_err(Stop::doing("could not remove the last walkthrough"))?;
    }
    fs::create_dir_all(&output).map_err(Stop::doing("could not make the walkthrough's folder"))?;
    // It starts a headquarters of its own, because it also ends it and starts it again.
    let mut clerk = shell::program(cargo::built("debug", "walkthrough"));
    programs.told_to(&mut clerk).env("COUNTERFOIL_WALKTHROUGH_DIR", &output);
    shell::run(&mut clerk)?;
    println!("\nleft in {}:", output.display());
    for file in listed(&output)? {
        println!("  {file}");
    }
    Ok(())
}

fn listed(folder: &std::path::Path) -> Result<Vec<String>, Stop> {
    let entries = fs::read_dir(folder).map_err(Stop::doing("could not list what the walkthrough left"))?;
    let mut names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}
