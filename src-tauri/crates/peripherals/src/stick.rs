//! USB sticks that are plugged in.

use std::path::PathBuf;

use sysinfo::{DiskRefreshKind, Disks};

/// A disk that can be taken away, and written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stick {
    /// What it is called, as file managers show it.
    pub name: String,
    /// Where it is mounted.
    pub folder: PathBuf,
    /// Bytes that are free.
    pub free: u64,
}

/// What is plugged in now. A disk without USB or another plug is none, however it is mounted.
pub fn sticks() -> Vec<Stick> {
    let disks = Disks::new_with_refreshed_list_specifics(DiskRefreshKind::nothing().with_storage());
    let taken_away = disks.iter().filter(|disk| disk.is_removable() && !disk.is_read_only());
    let mut sticks: Vec<Stick> = taken_away
        .map(|disk| {
            let folder = disk.mount_point().to_owned();
            // Systems mount a stick in a folder of its name, or at a letter.
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
            Stick { name, folder, free: disk.available_space() }
        })
        .collect();
    sticks.sort_by(|a, b| a.folder.cmp(&b.folder));
    sticks.dedup_by(|a, b| a.folder == b.folder);
    sticks
}
