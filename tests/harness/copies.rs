//! Copies of folders: a backup that somebody made by hand, a PC that was cloned.

use std::{fs, path::Path};

use tempfile::TempDir;

/// A copy of a folder as it stood.
pub struct Copy(TempDir);

impl Copy {
    /// Copies `folder`, which nobody may be writing.
    pub fn of(folder: &Path) -> Self {
        let copy = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        copy_into(folder, copy.0.path());
        copy
    }

    /// Makes `folder` what the copy is, and nothing else.
    pub fn put_back(&self, folder: &Path) {
        if folder.exists() {
            fs::remove_dir_all(folder).expect("a folder of ours can be removed");
        }
        copy_into(self.0.path(), folder);
    }
}

fn copy_into(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a new folder has room");
    for entry in fs::read_dir(from).expect("the folder is there") {
        let entry = entry.expect("the folder can be read");
        let target = to.join(entry.file_name());
        if entry.file_type().expect("the folder can be read").is_dir() {
            copy_into(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a new folder has room");
        }
    }
}
