//! A home of its own for each test: nothing is read from, or left in, the home of who runs it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// The folders of one user of one test, removed at its end.
pub struct Folders(TempDir);

/// The variable that names each folder, and the folder.
const NAMED: [(&str, &str); 6] = [
    ("HOME", "home"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_RUNTIME_DIR", "runtime"),
];

impl Folders {
    /// Makes them, empty.
    pub fn new() -> Self {
        let top = tempfile::Builder::new()
            .prefix("counterfoil-")
            .tempdir()
            .expect("a temporary folder can be made");
        for (_, name) in NAMED {
            let folder = top.path().join(name);
            fs::create_dir(&folder).expect("a new folder has room for folders");
            fs::set_permissions(&folder, Permissions::from_mode(0o700))
                .expect("a folder of ours can be closed to others");
        }
        Self(top)
    }

    /// The folder above them all.
    pub fn top(&self) -> &Path {
        self.0.path()
    }

    /// Where programs keep their data.
    pub fn data(&self) -> PathBuf {
        self.top().join("data")
    }

    /// Tells `command` that these are its user's folders.
    pub fn told_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        for (variable, name) in NAMED {
            command.env(variable, self.top().join(name));
        }
        command
    }
}

impl Default for Folders {
    fn default() -> Self {
        Self::new()
    }
}
