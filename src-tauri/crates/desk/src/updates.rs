//! New versions of the program: what headquarters has for this counter, how much of it is here, and what may be run.
//!
//! The statement and the file lie in the state folder, under the file's hash. The statement is believed by its maker's
//! signature each time it is read, the file by the statement's hash: when it is whole, and again right before it is run.

mod kept;
#[cfg(test)]
mod tests;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, atomic::Ordering},
};

use domain::{Bilingual, Instant};
use protocol::{AppVersion, Release, ReleaseRefusal, Sha256, SignedRelease};
use sync::{Program, Wanted};

use self::kept::{Kept, Part};
use crate::{Desk, DeskError, desk::Inner};

/// A file that came damaged is not fetched again for so long: it lies so at headquarters.
const AFTER_DAMAGE_MS: i64 = 24 * 60 * 60 * 1_000;

/// How it stands with a new version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UpdateState {
    /// There is none for this counter.
    None,
    /// Its file is on its way.
    Fetching {
        /// Which version.
        version: String,
        /// Bytes that are here.
        held: u64,
        /// Bytes that there are.
        size: u64,
    },
    /// It can be installed.
    Ready(ReadyUpdate),
    /// There is one, and something is wrong with it.
    Refused {
        /// Which version; none when not even that can be believed.
        version: Option<String>,
        /// What is wrong.
        fault: UpdateFault,
    },
}

/// A version that can be installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadyUpdate {
    /// Which.
    pub version: String,
    /// What is new in it.
    pub notes: Bilingual,
    /// When its maker signed it.
    pub released_at: Instant,
    /// The file's size in bytes.
    pub size: u64,
}

/// A file that may be run: it has just been compared with what its maker signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedUpdate {
    /// Where it lies.
    pub path: PathBuf,
    /// Which version it is.
    pub version: String,
    size: u64,
    sha256: Sha256,
}

impl VerifiedUpdate {
    /// Copies it to where it will be run from, so that it may be run; what was copied is compared once more, and left there
    /// only whole.
    pub fn copy_to(&self, to: &Path) -> io::Result<()> {
        kept::copy_whole(&self.path, to, (self.size, self.sha256))
    }
}

/// What is wrong with a new version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UpdateFault {
    /// Nobody whose releases this program believes signed it.
    #[error("the new version is not signed by its maker")]
    Signature,
    /// Its statement cannot be read by this version.
    #[error("the new version's statement cannot be read")]
    Statement,
    /// It is for other machines.
    #[error("the new version is for another kind of machine")]
    Target,
    /// It is no newer than this one.
    #[error("the version is not newer than this one")]
    NotNewer,
    /// This version is too old to go there in one step.
    #[error("this version is too old for the new one")]
    TooFar,
    /// The file is not what its maker signed.
    #[error("the new version's file is damaged")]
    Damaged,
    /// Headquarters has mislaid the file.
    #[error("the new version's file is missing at headquarters")]
    FileMissing,
    /// Headquarters, or something between, does not give the file out.
    #[error("headquarters does not give out the new version's file")]
    NotGiven,
    /// There is no room for it here.
    #[error("the disk has no room for the new version")]
    DiskFull,
    /// It cannot be written here.
    #[error("the new version cannot be written to the disk")]
    NotKept,
    /// A paper is on its way to a printer.
    #[error("a paper is being printed")]
    Printing,
    /// There is nothing to be installed.
    #[error("no new version is ready to be installed")]
    NotReady,
}

impl UpdateFault {
    /// The code that screens have words for.
    pub fn code(self) -> &'static str {
        match self {
            Self::Signature => "update_signature",
            Self::Statement => "update_statement",
            Self::Target => "update_target",
            Self::NotNewer => "update_not_newer",
            Self::TooFar => "update_too_far",
            Self::Damaged => "update_damaged",
            Self::FileMissing => "update_file_missing",
            Self::NotGiven => "update_not_given",
            Self::DiskFull => "update_disk_full",
            Self::NotKept => "update_not_kept",
            Self::Printing => "update_printing",
            Self::NotReady => "update_not_ready",
        }
    }

    /// What headquarters' code comes to; none where it only thought better of it.
    fn of_headquarters(code: &str) -> Option<Self> {
        match code {
            "release_not_offered" => None,
            "release_file_missing" => Some(Self::FileMissing),
            _ => Some(Self::NotGiven),
        }
    }
}

impl From<ReleaseRefusal> for UpdateFault {
    fn from(refusal: ReleaseRefusal) -> Self {
        match refusal {
            ReleaseRefusal::Signature => Self::Signature,
            ReleaseRefusal::Statement => Self::Statement,
            ReleaseRefusal::Target => Self::Target,
            ReleaseRefusal::NotNewer => Self::NotNewer,
            ReleaseRefusal::TooFar { .. } => Self::TooFar,
        }
    }
}

impl From<io::Error> for UpdateFault {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
        tracing::warn!(%error, "a new version cannot be kept");
        match error.kind() {
            StorageFull | QuotaExceeded | FileTooLarge => Self::DiskFull,
            _ => Self::NotKept,
        }
    }
}

/// What is known of new versions. One thread at a time changes it, with its files.
#[derive(Default)]
pub(crate) struct Updates(Mutex<Known>);

#[derive(Default)]
struct Known {
    /// What headquarters has for this counter.
    told: Option<Told>,
    fault: Option<(Option<String>, UpdateFault)>,
    /// The file that came damaged last, and when.
    damaged: Option<(Sha256, Instant)>,
}

/// A release that this program may go to.
struct Told {
    signed: SignedRelease,
    release: Release,
    file: File,
}

/// How much of its file is here.
enum File {
    Part(Part),
    Whole,
}

impl Desk {
    /// How it stands with a new version of the program.
    pub fn update_state(&self) -> UpdateState {
        let known = self.inner.updates.known();
        if let Some((version, fault)) = &known.fault {
            return UpdateState::Refused { version: version.clone(), fault: *fault };
        }
        let Some(Told { release, file, .. }) = &known.told else { return UpdateState::None };
        let version = release.version.to_string();
        match file {
            File::Part(part) => UpdateState::Fetching { version, held: part.held(), size: release.size },
            File::Whole => UpdateState::Ready(ReadyUpdate {
                version,
                notes: release.notes.clone(),
                released_at: release.released_at,
                size: release.size,
            }),
        }
    }

    /// The file of the version that is ready, compared once more with what its maker signed: to be run at once or not at all.
    pub fn verified_update(&self) -> Result<VerifiedUpdate, DeskError> {
        let program = self.inner.program().ok_or(UpdateFault::NotReady)?;
        if self.inner.printing.load(Ordering::SeqCst) > 0 {
            return Err(UpdateFault::Printing.into());
        }
        let mut known = self.inner.updates.known();
        let Some(Told { signed, file: File::Whole, .. }) = &known.told else {
            return Err(UpdateFault::NotReady.into());
        };
        let keys = self.inner.around.release_keys();
        let release = signed.for_program(&keys, &program.target, &program.version);
        let release = release.map_err(UpdateFault::from)?;
        let kept = self.inner.kept_updates();
        match kept.whole(&release) {
            Ok(Some(path)) => Ok(VerifiedUpdate {
                path,
                version: release.version.to_string(),
                size: release.size,
                sha256: release.sha256,
            }),
            found => {
                // Whatever took its place is not run, and not offered again.
                known.told = None;
                let fault = found.err().map_or(UpdateFault::Damaged, UpdateFault::from);
                known.fault = Some((Some(release.version.to_string()), fault));
                drop(known);
                kept.clear();
                self.inner.tell_of_update();
                Err(fault.into())
            }
        }
    }
}

impl Inner {
    /// The program that runs here, for headquarters to say what it may go to; none where it believes no release.
    pub(crate) fn program(&self) -> Option<Program> {
        if self.around.release_keys().is_empty() {
            return None;
        }
        let version: AppVersion = env!("CARGO_PKG_VERSION").parse().ok()?;
        Some(Program { target: this_target(), version })
    }

    /// Finds again what was here before the start: also without headquarters what is ready stays ready.
    pub(crate) fn find_update(&self) {
        let Some(program) = self.program() else { return };
        let kept = self.kept_updates();
        let Some(signed) = kept.statement() else { return };
        let keys = self.around.release_keys();
        match signed.for_program(&keys, &program.target, &program.version) {
            // After an installation it is this very version.
            Err(_) => kept.clear(),
            Ok(release) => match kept.is_whole(&release) {
                true => self.updates.known().told = Some(Told { signed, release, file: File::Whole }),
                // How far it came is found when headquarters says that it is still to be had.
                false => tracing::info!("a new version is here in part"),
            },
        }
    }

    /// Headquarters has this release for this counter, or none. Answers what is to be fetched.
    pub(crate) fn update_told(&self, signed: Option<SignedRelease>) -> Option<Wanted> {
        let mut known = self.updates.known();
        let before = known.shown();
        let wanted = self.take_in(&mut known, signed);
        let is_changed = known.shown() != before;
        drop(known);
        if is_changed {
            self.tell_of_update();
        }
        wanted
    }

    fn take_in(&self, known: &mut Known, signed: Option<SignedRelease>) -> Option<Wanted> {
        let (program, kept) = (self.program()?, self.kept_updates());
        let Some(signed) = signed else {
            // It was paused or withdrawn. Paused ones come again: what is here of the file stays.
            (known.told, known.fault) = (None, None);
            kept.forget_statement();
            return None;
        };
        let keys = self.around.release_keys();
        let release = match signed.for_program(&keys, &program.target, &program.version) {
            Ok(release) => release,
            Err(refusal) => {
                tracing::warn!(%refusal, "a new version is not taken");
                let version = signed.read(&keys).ok().map(|release| release.version.to_string());
                (known.told, known.fault) = (None, Some((version, refusal.into())));
                return None;
            }
        };
        if let Some(Told { signed: same, file, .. }) = &known.told
            && *same == signed
        {
            known.fault = None;
            return match file {
                File::Whole => None,
                File::Part(part) => Some(part.wanted(&release)),
            };
        }
        let now = self.around.now();
        if let Some((sha256, at)) = known.damaged
            && sha256 == release.sha256
            && (0..AFTER_DAMAGE_MS).contains(&(now.unix_ms() - at.unix_ms()))
        {
            return None;
        }
        known.told = None;
        match kept.begin(&signed, &release) {
            Ok(part) => {
                let wanted = part.as_ref().map(|part| part.wanted(&release));
                let file = part.map_or(File::Whole, File::Part);
                (known.told, known.fault) = (Some(Told { signed, release, file }), None);
                wanted
            }
            Err(error) => {
                (known.told, known.fault) = (None, Some((Some(release.version.to_string()), error.into())));
                None
            }
        }
    }

    /// A part of a release's file, from a byte on. Answers what is still to be fetched.
    pub(crate) fn update_came(&self, sha256: Sha256, from: u64, bytes: &[u8]) -> Option<Wanted> {
        let mut known = self.updates.known();
        let Some(Told { release, file: File::Part(part), .. }) = &mut known.told else { return None };
        if release.sha256 != sha256 {
            return None;
        }
        if part.held() != from {
            // Another courier was quicker.
            return Some(part.wanted(release));
        }
        let (release, kept) = (release.clone(), self.kept_updates());
        let fault = match part.append(&release, bytes) {
            Ok(()) if part.held() < release.size => {
                let wanted = part.wanted(&release);
                drop(known);
                self.tell_of_update();
                return Some(wanted);
            }
            Ok(()) => match kept.finish(part, &release) {
                Ok(true) => None,
                Ok(false) => Some(UpdateFault::Damaged),
                Err(error) => Some(error.into()),
            },
            Err(error) => Some(error.into()),
        };
        match fault {
            None => {
                if let Some(told) = &mut known.told {
                    told.file = File::Whole;
                }
                tracing::info!(version = %release.version, "a new version is ready");
            }
            Some(fault) => {
                if fault == UpdateFault::Damaged {
                    tracing::warn!(version = %release.version, "a new version came damaged");
                    known.damaged = Some((sha256, self.around.now()));
                    kept.clear();
                }
                (known.told, known.fault) = (None, Some((Some(release.version.to_string()), fault)));
            }
        }
        drop(known);
        self.tell_of_update();
        None
    }

    /// Headquarters does not give the file out.
    pub(crate) fn update_not_given(&self, code: &str) {
        let mut known = self.updates.known();
        let version = known.told.take().map(|told| told.release.version.to_string());
        known.fault = UpdateFault::of_headquarters(code).map(|fault| (version, fault));
        drop(known);
        self.tell_of_update();
    }

    /// Screens look again. Tickets are as they were.
    fn tell_of_update(&self) {
        self.report.send_modify(|_| ());
    }

    fn kept_updates(&self) -> Kept {
        Kept::in_folder(self.folders.state.join("updates"))
    }
}

impl Updates {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// What of it is shown, to see whether that changed.
    fn shown(&self) -> (Option<Sha256>, Option<UpdateFault>) {
        (self.told.as_ref().map(|told| told.release.sha256), self.fault.as_ref().map(|(_, fault)| *fault))
    }
}

/// What releases call the machine that this program was built for.
pub fn this_target() -> String {
    format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH)
}
