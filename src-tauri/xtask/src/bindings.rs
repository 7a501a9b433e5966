//! The TypeScript of the shell's commands, written again from their Rust.

use crate::cargo;
use crate::needs::Purpose;
use crate::programs;
use crate::setup;
use crate::shell;
use crate::stop::Stop;

/// Writes them; the test that finds them stale is the same that writes them when it is told to.
pub fn write() -> Result<(), Stop> {
    setup::of(&[Purpose::Build])?;
    programs::build_screens()?;
    let mut test = cargo::cargo("test");
    test.args(["-p", "counterfoil", "bindings"]).env("COUNTERFOIL_WRITE_BINDINGS", "1");
    shell::run(&mut test)
}
