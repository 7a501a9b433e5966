//! A disk so small that it can be filled: a file system of its own, where this user may mount one.

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

/// A small disk, gone when it is dropped.
pub struct SmallDisk {
    folder: TempDir,
}

impl SmallDisk {
    /// A disk of so many KiB; none where this user may not mount any.
    pub fn of_kib(size: u64) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}k"), "small-test-disk"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        mounted.is_ok_and(|status| status.success()).then_some(Self { folder })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Leaves room for so many KiB and no more.
    pub fn leave_kib(&self, room: u64) {
        self.make_room();
        let mut filling = File::create(self.filling()).expect("an empty file takes no room");
        let kib = [0; 1_024];
        let mut filled: u64 = 0;
        while filling.write_all(&kib).is_ok() {
            filled += 1;
        }
        filling.set_len(filled.saturating_sub(room) * 1_024).expect("a file can be shortened");
    }

    /// Makes room again.
    pub fn make_room(&self) {
        // There is nothing in the way before the first time.
        let _ = fs::remove_file(self.filling());
    }

    fn filling(&self) -> PathBuf {
        self.folder.path().join("filling")
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Left behind it would hold memory, which a test that ends can only say.
        let gone = Command::new("umount").arg("--lazy").arg(self.folder.path()).status();
        if !gone.is_ok_and(|status| status.success()) {
            eprintln!("{} stays mounted", self.folder.path().display());
        }
    }
}
