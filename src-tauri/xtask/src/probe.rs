//! How a need is noticed. Packages are not asked for by name: what counts is that the thing itself is there.

use std::{fs, path::Path};

use crate::shell;

/// How a need is noticed.
#[derive(Debug, Clone, Copy)]
pub enum Probe {
    /// A program that can be run.
    Program(&'static str),
    /// A library that `pkg-config` knows.
    Library(&'static str),
    /// A folder.
    Folder(&'static str),
    /// A font that has Chinese.
    ChineseFont,
    /// Python, with what makes an environment of its own: Debian parts the two.
    Python,
}

impl Probe {
    /// Whether the thing is there.
    pub fn is_met(self) -> bool {
        match self {
            // Ubuntu and Windows call the browser otherwise.
            Self::Program("chromium") => ["chromium", "chromium-browser", "chrome", "google-chrome"]
                .iter()
                .any(|name| shell::find(name).is_some()),
            Self::Program("cc") if cfg!(windows) => {
                shell::find("cl").is_some() || shell::find("link").is_some()
            }
            // Debian keeps PostgreSQL's programs out of the way.
            Self::Program("initdb") => {
                let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
                let mut homes = versions.map(|version| version.path().join("bin/initdb"));
                homes.any(|program| program.exists()) || shell::find("initdb").is_some()
            }
            Self::Program(name) => shell::find(name).is_some(),
            Self::Library(name) => shell::answer("pkg-config", &["--exists", name]).is_some(),
            Self::Folder(path) => Path::new(path).is_dir(),
            Self::Python => shell::answer("python3", &["-c", "import ensurepip"]).is_some(),
            Self::ChineseFont => {
                shell::answer("fc-list", &[":lang=zh-cn", "family"]).is_some_and(|list| !list.is_empty())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_not_met() {
        assert!(!Probe::Program("no-program-of-this-name").is_met());
        assert!(!Probe::Library("no-library-of-this-name").is_met());
        assert!(!Probe::Folder("/no/folder/of/this/name").is_met());
    }
}
