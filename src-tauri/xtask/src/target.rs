//! Where cargo keeps what it builds.
//!
//! A continuous integration run starts from a clean clone. There the folder lies in the user's cache, so that the
//! dependencies, which do not change with the clone's place, are compiled once and not each time.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::repository;
use crate::shell;

/// Each clone leaves its own crates in the shared folder; beyond this it is emptied.
const LARGEST_CACHE_BYTES: u64 = 16 << 30;

/// The folder, by what the environment says.
pub fn folder() -> PathBuf {
    let given = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(chosen) = given("CARGO_TARGET_DIR") {
        return repository::root().join(chosen);
    }
    let cache = given("XDG_CACHE_HOME").or_else(|| given("HOME").map(|home| home.join(".cache")));
    match cache {
        Some(cache) if is_ci() && can_be_written(&cache) => {
            cache.join("counterfoil").join(format!("target-{}", compiler()))
        }
        _ => repository::root().join("target"),
    }
}

/// Whether this is a continuous integration run.
pub fn is_ci() -> bool {
    env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false" && value != "0")
}

/// Empties the shared folder when it has grown too large and nobody is building in it.
pub fn sweep() {
    let folder = folder();
    if folder.starts_with(repository::root()) || !is_ci() || size(&folder) < LARGEST_CACHE_BYTES {
        return;
    }
    for profile in ["debug", "release"] {
        let profile = folder.join(profile);
        // Cargo holds this lock while it builds.
        let idle = File::options()
            .write(true)
            .open(profile.join(".cargo-lock"))
            .is_ok_and(|lock| lock.try_lock().is_ok());
        if idle && fs::remove_dir_all(&profile).is_ok() {
            println!("emptied {}", profile.display());
        }
    }
}

fn can_be_written(cache: &Path) -> bool {
    fs::create_dir_all(cache.join("counterfoil")).is_ok()
}

/// The compiler's version, for the folder's name: what two of them build cannot be shared.
fn compiler() -> String {
    let version = shell::answer("rustc", &["--version"]).unwrap_or_default();
    version.split_whitespace().nth(1).unwrap_or("unknown").to_owned()
}

fn size(folder: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let bytes = entries.flatten().map(|entry| match entry.metadata() {
        Ok(about) if about.is_dir() => size(&entry.path()),
        Ok(about) => about.len(),
        Err(_) => 0,
    });
    bytes.sum()
}
