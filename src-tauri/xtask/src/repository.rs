//! Where things lie in the working copy.

use std::path::{Path, PathBuf};

/// The top of the working copy.
pub fn root() -> PathBuf {
    // Built in place by cargo: this package lies two folders below the top.
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("xtask lies in src-tauri/xtask").to_path_buf()
}

/// The screens.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// What the tests' folder holds under `path`.
pub fn tests(path: &str) -> PathBuf {
    root().join("tests").join(path)
}

/// What a command leaves for people to look at; in the working copy even where the build itself is kept elsewhere.
pub fn output(name: &str) -> PathBuf {
    root().join("target").join(name)
}
