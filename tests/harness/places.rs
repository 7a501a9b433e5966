//! Where the built programs lie, what the tests bring along, and where pictures go.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The desktop app.
pub fn app() -> PathBuf {
    program("COUNTERFOIL_BIN", "counterfoil")
}

/// Headquarters.
pub fn headquarters() -> PathBuf {
    program("COUNTERFOIL_HEADQUARTERS_BIN", "counterfoil-hq")
}

/// The counter's command line.
pub fn desk() -> PathBuf {
    program("COUNTERFOIL_DESK_BIN", "counterfoil-desk")
}

/// The top of the working copy.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("the tests' package lies in the working copy").to_owned()
}

/// The walk-in customers of the demonstration.
pub fn samples() -> PathBuf {
    root().join("tests/samples/walk-ins.json")
}

/// A photo, good or bad, of those that `tests/photos/README.md` tells about.
pub fn photo(name: &str) -> PathBuf {
    let path = root().join("tests/photos").join(name);
    assert!(path.exists(), "there is no photo {name} in tests/photos");
    path
}

/// Where pictures of the screens go for people to look at.
pub fn screens() -> PathBuf {
    let folder = root().join("target/screens");
    fs::create_dir_all(&folder).expect("the folder for pictures can be made");
    folder
}

/// A built program: where `cargo xtask` says, or beside this one.
fn program(variable: &str, name: &str) -> PathBuf {
    let path = match env::var_os(variable).filter(|value| !value.is_empty()) {
        Some(path) => PathBuf::from(path),
        None => profile_folder().join(name),
    };
    assert!(path.exists(), "{} is not built; cargo xtask test builds it", path.display());
    path
}

/// The folder of the profile that this test was built in: tests lie one folder deeper than programs.
fn profile_folder() -> PathBuf {
    let this = env::current_exe().expect("a running program has a path");
    let folder = this.parent().expect("a program lies in a folder");
    let is_test = folder.file_name().is_some_and(|name| name == "deps");
    if is_test { folder.parent().expect("deps lies in a profile's folder") } else { folder }.to_owned()
}
