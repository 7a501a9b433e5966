//! Putting a new version in place of this one: only a file that has just been compared with what its maker signed.

use std::{
    env,
    ffi::OsString,
    io,
    path::{Path, PathBuf},
    process::Command,
};

use desk::VerifiedUpdate;

use crate::error::CommandError;

/// How a new version takes this one's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// Its installer is run, and starts it.
    Installer,
    /// It takes the place of the AppImage that runs.
    AppImage(PathBuf),
    /// Whoever installed this one installs the next.
    Administrator,
}

/// What is to be done once everything else has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// The installer runs; this program makes room for it.
    End,
    /// The new version lies where this one did.
    StartAgain,
}

/// How a new version would take the place of the program that runs.
pub fn way() -> Way {
    way_on(env::consts::OS, env::var_os("APPIMAGE"))
}

fn way_on(system: &str, app_image: Option<OsString>) -> Way {
    match (system, app_image) {
        ("windows", _) => Way::Installer,
        ("linux", Some(path)) if Path::new(&path).is_absolute() => Way::AppImage(path.into()),
        _ => Way::Administrator,
    }
}

/// Puts `update` in place.
pub fn install(update: &VerifiedUpdate, way: &Way) -> Result<Then, CommandError> {
    let installed = match way {
        // It asks nothing, shows how far it is, and starts the program again.
        Way::Installer if has_extension(&update.path, "exe") => {
            Command::new(&update.path).args(["/P", "/R", "/UPDATE"]).spawn().map(|_| Then::End)
        }
        Way::AppImage(place) if has_extension(&update.path, "AppImage") => {
            replace(update, place).map(|()| Then::StartAgain)
        }
        _ => {
            return Err(CommandError::new(
                "update_by_administrator",
                "this program is not its own installer",
            ));
        }
    };
    installed.map_err(|error| {
        tracing::error!(%error, version = update.version, "a new version could not be put in place");
        CommandError::new("update_not_installed", "the new version could not be put in place")
    })
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension == wanted)
}

/// The copy is compared once more where it will be run from; until it is whole the old one stays.
fn replace(update: &VerifiedUpdate, place: &Path) -> io::Result<()> {
    let beside = place.with_extension("new");
    let placed = update.copy_to(&beside).and_then(|()| std::fs::rename(&beside, place));
    if placed.is_err() {
        // It was never run, and the next try writes over it.
        let _ = std::fs::remove_file(&beside);
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_put_itself_there_replaces_itself() {
        let image = || Some(OsString::from("/opt/Counterfoil.AppImage"));
        assert_eq!(way_on("windows", None), Way::Installer);
        assert_eq!(way_on("linux", image()), Way::AppImage("/opt/Counterfoil.AppImage".into()));
        assert_eq!(way_on("linux", None), Way::Administrator);
        assert_eq!(way_on("linux", Some("Counterfoil.AppImage".into())), Way::Administrator);
        assert_eq!(way_on("macos", image()), Way::Administrator);
    }
}
