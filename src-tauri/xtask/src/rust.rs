//! Rust's own checkers, which a minimal toolchain comes without.

use crate::shell;
use crate::stop::Stop;

/// Adds formatter and clippy through rustup where they are missing.
pub fn has_checkers() -> Result<(), Stop> {
    let missing: Vec<_> = [("cargo-fmt", "rustfmt"), ("cargo-clippy", "clippy")]
        .into_iter()
        .filter(|(program, _)| shell::find(program).is_none())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let components: Vec<_> = missing.iter().map(|(_, component)| *component).collect();
    if shell::find("rustup").is_none() {
        return Err(Stop::Missing(format!(
            "{} missing beside cargo, and there is no rustup to add them",
            components.join(" and ")
        )));
    }
    shell::run(shell::program("rustup").args(["component", "add"]).args(&components))
}
