//! Setting up: what is missing is installed where that is ours to do, and named where it is not.

use crate::apt;
use crate::needs::{NEEDS, Need, Purpose};
use crate::node;
use crate::platform::Family;
use crate::stop::Stop;

/// All that `run`, `test` and `bench` need.
pub fn everything() -> Result<(), Stop> {
    of(&[Purpose::Build, Purpose::Test, Purpose::Bench])?;
    println!("ready: cargo xtask run, cargo xtask test");
    Ok(())
}

/// What `purposes` need, and the screens' packages. Quick when there is nothing to do.
pub fn of(purposes: &[Purpose]) -> Result<(), Stop> {
    node::is_ready()?;
    let family = Family::here();
    let lacking = missing(purposes, family);
    if !lacking.is_empty() {
        if !family.has_apt() {
            return Err(Stop::Missing(told(&lacking, family)));
        }
        apt::install(&packages(&lacking, family))?;
        let still = missing(purposes, family);
        if !still.is_empty() {
            return Err(Stop::Missing(told(&still, family)));
        }
    }
    node::install()
}

/// The needs of `purposes` that are not met and that `family` has a package for.
pub fn missing(purposes: &[Purpose], family: Family) -> Vec<&'static Need> {
    let asked = |need: &&Need| purposes.contains(&need.purpose) && need.package(family).is_some();
    NEEDS.iter().filter(asked).filter(|need| !need.probe.is_met()).collect()
}

fn packages(needs: &[&Need], family: Family) -> Vec<&'static str> {
    let mut names: Vec<_> =
        needs.iter().filter_map(|need| need.package(family)).flat_map(str::split_whitespace).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn told(needs: &[&Need], family: Family) -> String {
    let mut text = "missing:\n".to_owned();
    for need in needs {
        text += &format!("  {}: {}\n", need.what, need.package(family).unwrap_or_default());
    }
    text + &format!(
        "install them, then say it again: {} {}",
        family.install_command(),
        packages(needs, family).join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_named_as_that_family_names_it() {
        let needs: Vec<_> = NEEDS.iter().filter(|need| need.what.contains("OpenSSL")).collect();
        assert!(told(&needs, Family::Fedora).ends_with("dnf install openssl-devel"));
        assert!(told(&needs, Family::Mac).ends_with("brew install openssl@3"));
    }

    #[test]
    fn a_package_that_serves_two_needs_is_installed_once() {
        let needs: Vec<_> = NEEDS.iter().collect();
        let names = packages(&needs, Family::Arch);
        assert_eq!(names.iter().filter(|name| **name == "cups").count(), 1);
    }
}
