//! What asks headquarters' published API all that its document allows and more: Schemathesis, in an environment of its own.

use std::fs;
use std::path::PathBuf;

use crate::repository;
use crate::shell;
use crate::stop::Stop;

/// Every package with its version.
const WANTED: &str = "tests/e2e/headquarters_api/requirements.txt";

/// What is installed, kept beside it: the list as it was then.
const STAMP: &str = ".installed-requirements.txt";

/// Schemathesis' program; installed first where it is not there as it is wanted.
pub fn ready() -> Result<PathBuf, Stop> {
    let folder = repository::root().join("target/asker");
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join("schemathesis");
    let (list, stamp) = (repository::root().join(WANTED), folder.join(STAMP));
    let wanted = fs::read(&list).map_err(Stop::doing(format!("could not read {WANTED}")))?;
    if program.exists() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(program);
    }
    shell::run(shell::program("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = shell::program(programs.join("python3"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--requirement",
    ]);
    shell::run(pip.arg(&list))?;
    fs::write(stamp, wanted).map_err(Stop::doing("could not note what pip installed"))?;
    Ok(program)
}
