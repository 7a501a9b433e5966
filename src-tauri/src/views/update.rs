//! A new version of the program, as Settings tells of it.

use serde::Serialize;
use specta::Type;

use super::{Bilingual, count};
use crate::install::{self, Way};

const MIB: u64 = 1_024 * 1_024;

/// How far a new version has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UpdateStanding {
    /// There is none for this counter.
    None,
    /// Its file is on its way.
    Fetching,
    /// It can be installed.
    Ready,
    /// Something is wrong with it.
    Refused,
}

/// Who puts a new version in place of this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UpdateWay {
    /// The program itself, when a clerk asks for it.
    Itself,
    /// An administrator, by the system's own packages.
    Administrator,
}

/// How it stands with a new version of the program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UpdateState {
    /// How far it has come.
    pub standing: UpdateStanding,
    /// Which version; none when there is none, or its statement cannot be believed.
    pub version: Option<String>,
    /// How much of its file is here, in MiB; none where it is not on its way.
    pub held_mib: Option<u32>,
    /// How large its file is, in MiB; none where that is not known.
    pub size_mib: Option<u32>,
    /// What is new in it, once it is ready.
    pub notes: Option<Bilingual>,
    /// The code of what is wrong.
    pub fault: Option<String>,
    /// Who puts it in place.
    pub way: UpdateWay,
}

impl From<desk::UpdateState> for UpdateState {
    fn from(state: desk::UpdateState) -> Self {
        let way = match install::way() {
            Way::Administrator => UpdateWay::Administrator,
            Way::Installer | Way::AppImage(_) => UpdateWay::Itself,
        };
        let bare = |standing, version| Self {
            standing,
            version,
            held_mib: None,
            size_mib: None,
            notes: None,
            fault: None,
            way,
        };
        match state {
            desk::UpdateState::None => bare(UpdateStanding::None, None),
            desk::UpdateState::Fetching { version, held, size } => {
                let of = bare(UpdateStanding::Fetching, Some(version));
                Self { held_mib: Some(count(held / MIB)), size_mib: Some(count(size.div_ceil(MIB))), ..of }
            }
            desk::UpdateState::Ready(ready) => Self {
                size_mib: Some(count(ready.size.div_ceil(MIB))),
                notes: Some((&ready.notes).into()),
                ..bare(UpdateStanding::Ready, Some(ready.version))
            },
            desk::UpdateState::Refused { version, fault } => {
                Self { fault: Some(fault.code().to_owned()), ..bare(UpdateStanding::Refused, version) }
            }
        }
    }
}
