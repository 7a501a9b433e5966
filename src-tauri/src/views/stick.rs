//! A USB stick, and what was written onto it.

use serde::Serialize;
use specta::Type;

use super::count;

/// A stick that is plugged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
pub struct Stick {
    /// What file managers call it.
    pub name: String,
    /// Where it is; what `carry_over` is asked with.
    pub folder: String,
}

/// What headquarters has not confirmed, on a stick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OnStick {
    /// The file's name.
    pub file: String,
    /// Lines in it.
    pub events: u32,
    /// Photos in it.
    pub photos: u32,
    /// Photos that wait and could not be read.
    pub photos_unreadable: u32,
}

impl From<desk::Stick> for Stick {
    fn from(stick: desk::Stick) -> Self {
        Self { name: stick.name, folder: stick.folder.to_string_lossy().into_owned() }
    }
}

impl From<desk::OnStick> for OnStick {
    fn from(written: desk::OnStick) -> Self {
        let desk::CarriedOver { lines, photos, photos_unreadable } = written.carried;
        Self {
            file: written.file,
            events: count(lines),
            photos: count(photos),
            photos_unreadable: count(photos_unreadable),
        }
    }
}
