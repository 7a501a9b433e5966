//! Where a counter keeps what: data, and apart from it the state that must not be copied along.

use std::path::{Path, PathBuf};

/// The folders of one installed app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Database, photos and saved papers.
    pub data: PathBuf,
    /// Lock, keys in their file form, and which incarnation of the database is ours: a copied data folder must show.
    pub state: PathBuf,
}

/// This system has no home for the user's data.
#[derive(Debug, thiserror::Error)]
#[error("this system names no folder for the user's data")]
pub struct NoHome;

impl Folders {
    /// The folders of the user who runs this, by the system's own rules.
    pub fn of_this_user() -> Result<Self, NoHome> {
        let project = directories::ProjectDirs::from("com", "Counterfoil", "counterfoil").ok_or(NoHome)?;
        let data = project.data_dir().to_owned();
        // Linux has a state folder; elsewhere the local data folder is another place than the roaming one, or a sibling.
        let state =
            project.state_dir().map_or_else(|| project.data_local_dir().join("state"), Path::to_owned);
        Ok(Self { data, state })
    }

    /// The folders of the practice desk, beside the real ones and never mixed with them.
    pub fn for_practice(&self) -> Self {
        Self { data: self.data.join("practice"), state: self.state.join("practice") }
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.data.join("counterfoil.db")
    }

    /// Where encrypted photos lie.
    pub fn photos(&self) -> PathBuf {
        self.data.join("photos")
    }

    /// Where papers go that no printer took.
    pub fn papers(&self) -> PathBuf {
        self.data.join("papers")
    }
}
