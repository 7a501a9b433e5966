//! Versions of the counters' program: taken in as their maker signed them, and rolled out in stages.
//!
//! Headquarters says who gets a release, and when; what it is its maker said, and a counter believes nobody else.

mod stage;
mod told;

use std::{io, path::Path};

use domain::{Instant, UnitId};
use protocol::{AppVersion, Hasher, Release, ReleaseKeys, ReleaseRefusal, Sha256, SignedRelease};
use tokio::{fs::File, io::AsyncReadExt};

pub use stage::{TURNS, turn_of};
pub use told::{ReleaseTold, VersionTold};

use crate::{
    HqState, ShelfError,
    store::{Device, KeptRelease, ReleaseState, Stage, StoreError},
};

const PIECE_BYTES: usize = 256 * 1_024;
/// Units that can have a release first.
const MOST_UNITS: usize = 200;

/// Why a release was not taken in, or not staged.
#[derive(Debug, thiserror::Error)]
pub enum ReleaseError {
    /// The store failed.
    #[error("could not keep it")]
    Store(#[from] StoreError),
    /// The shelf failed.
    #[error("could not put the file on the shelf")]
    Shelf(#[from] ShelfError),
    /// The file cannot be read.
    #[error("could not read the file")]
    File(#[from] io::Error),
    /// No counter would take it.
    #[error("counters would refuse it: {0}")]
    Refused(#[from] ReleaseRefusal),
    /// Nobody said whose releases are good.
    #[error("no release key is known here; set release_keys to the maker's public key")]
    NoKeys,
    /// The file is not what the statement says.
    #[error("the file is not the one that was signed")]
    OtherFile,
    /// There is one of this version for these machines already.
    #[error("another release of this version is here already")]
    Taken,
    /// There is no such release.
    #[error("there is no such release")]
    Unknown,
    /// It was withdrawn, for ever.
    #[error("this release was withdrawn; publish a higher version instead")]
    Withdrawn,
    /// The file is not on the shelf.
    #[error("the release's file is not on the shelf; add the release again with its file")]
    FileMissing,
    /// No part of all counters.
    #[error("a stage is 0 to 100 percent, and names at most 200 units")]
    NoStage,
    /// There is no such unit.
    #[error("there is no such unit")]
    NoUnit,
}

/// Which release is meant.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// For which machines.
    pub target: &'a str,
    /// Which version.
    pub version: &'a str,
}

impl HqState {
    /// Takes a release in, with its file: nobody gets it yet. A second time puts its file on the shelf again.
    pub async fn add_release(
        &self,
        signed: SignedRelease,
        file: &Path,
        by: &str,
    ) -> Result<Release, ReleaseError> {
        if self.release_keys.is_empty() {
            return Err(ReleaseError::NoKeys);
        }
        let release = signed.read(&self.release_keys)?;
        if sum_of(file).await? != (release.size, release.sha256) {
            return Err(ReleaseError::OtherFile);
        }
        let named = Named { target: &release.target, version: &release.version.to_string() };
        if let Some(known) = self.find_release(named).await?
            && known.signed.statement != signed.statement
        {
            return Err(ReleaseError::Taken);
        }
        // The file first: what is in the list can be fetched.
        self.shelf.put_release(release.sha256, file).await?;
        let now = self.clock.now();
        let kept = KeptRelease {
            signed,
            release: release.clone(),
            stage: Stage { state: ReleaseState::Staged, percent: 0, units: Vec::new() },
            added_at: now,
            added_by: by.to_owned(),
            changed_at: now,
            changed_by: by.to_owned(),
        };
        match self.store.add_release(kept).await {
            // It is the same one.
            Err(StoreError::Taken) => {}
            added => added?,
        }
        tracing::info!(version = %release.version, target = release.target, "a release was added");
        Ok(release)
    }

    /// Gives a release to so many of a hundred counters, and to all of some units. A paused one goes on.
    pub async fn stage_release(
        &self,
        named: Named<'_>,
        percent: u8,
        units: Vec<UnitId>,
        by: &str,
    ) -> Result<KeptRelease, ReleaseError> {
        if percent > 100 || units.len() > MOST_UNITS {
            return Err(ReleaseError::NoStage);
        }
        let network = self.store.network().await?;
        let is_known = |unit: &UnitId| network.as_ref().is_some_and(|it| it.tree().find(*unit).is_some());
        if !units.iter().all(is_known) {
            return Err(ReleaseError::NoUnit);
        }
        let release = self.release(named).await?.release;
        if self.shelf.release_size(release.sha256).await? != Some(release.size) {
            return Err(ReleaseError::FileMissing);
        }
        self.set_stage(named, Stage { state: ReleaseState::Staged, percent, units }, by).await
    }

    /// Gives a release to nobody until it is staged again; how far it had come is kept.
    pub async fn pause_release(&self, named: Named<'_>, by: &str) -> Result<KeptRelease, ReleaseError> {
        let stage = self.release(named).await?.stage;
        self.set_stage(named, Stage { state: ReleaseState::Paused, ..stage }, by).await
    }

    /// Gives a release to nobody ever again. Counters that run it stay there: none goes back.
    pub async fn withdraw_release(&self, named: Named<'_>, by: &str) -> Result<KeptRelease, ReleaseError> {
        let stage = self.release(named).await?.stage;
        self.set_stage(named, Stage { state: ReleaseState::Withdrawn, ..stage }, by).await
    }

    async fn set_stage(&self, named: Named<'_>, stage: Stage, by: &str) -> Result<KeptRelease, ReleaseError> {
        let now: Instant = self.clock.now();
        let Named { target, version } = named;
        tracing::info!(version, target, state = stage.state.as_str(), percent = stage.percent, "a stage");
        if self.store.set_stage(target, version, stage, by, now).await? {
            self.release(named).await
        } else {
            Err(ReleaseError::Withdrawn)
        }
    }

    /// The release that a device's program may go to now: the newest of those whose stage it is in.
    pub async fn release_for(
        &self,
        device: &Device,
        target: &str,
        ours: &AppVersion,
    ) -> Result<Option<SignedRelease>, StoreError> {
        let mut releases = self.store.list_releases().await?;
        releases.sort_by(|a, b| b.release.version.cmp(&a.release.version));
        for kept in releases {
            // Cheap questions first: most counters run the newest.
            if kept.release.takes(target, ours).is_ok()
                && self.is_in_stage(&kept, device).await?
                && kept.signed.read(&self.release_keys).is_ok()
            {
                return Ok(Some(kept.signed));
            }
        }
        Ok(None)
    }

    /// The release with this file, if it is a device's turn to have it.
    pub async fn release_with_file(
        &self,
        device: &Device,
        sha256: Sha256,
    ) -> Result<Option<Release>, StoreError> {
        for kept in self.store.list_releases().await? {
            if kept.release.sha256 == sha256 && self.is_in_stage(&kept, device).await? {
                return Ok(Some(kept.release));
            }
        }
        Ok(None)
    }

    async fn is_in_stage(&self, kept: &KeptRelease, device: &Device) -> Result<bool, StoreError> {
        let KeptRelease { stage, release, .. } = kept;
        if stage.state != ReleaseState::Staged {
            return Ok(false);
        }
        if turn_of(device.id, &release.version) < u32::from(stage.percent) * (TURNS / 100) {
            return Ok(true);
        }
        if stage.units.is_empty() {
            return Ok(false);
        }
        let network = self.store.network().await?;
        let is_within = |unit: &UnitId| {
            network.as_ref().is_some_and(|network| network.within(*unit).contains(&device.branch))
        };
        Ok(stage.units.iter().any(is_within))
    }

    async fn release(&self, named: Named<'_>) -> Result<KeptRelease, ReleaseError> {
        self.find_release(named).await?.ok_or(ReleaseError::Unknown)
    }

    async fn find_release(&self, named: Named<'_>) -> Result<Option<KeptRelease>, StoreError> {
        let is_meant = |kept: &KeptRelease| {
            kept.release.target == named.target && kept.release.version.to_string() == named.version
        };
        Ok(self.store.list_releases().await?.into_iter().find(is_meant))
    }
}

/// Size and hash of a file.
pub async fn sum_of(file: &Path) -> io::Result<(u64, Sha256)> {
    let mut file = File::open(file).await?;
    let (mut hasher, mut size, mut piece) = (Hasher::new(), 0, vec![0; PIECE_BYTES]);
    loop {
        let read = file.read(&mut piece).await?;
        if read == 0 {
            return Ok((size, hasher.finish()));
        }
        hasher.update(&piece[..read]);
        size += read as u64;
    }
}

/// The keys whose releases are handed on: those built in, and those of the configuration.
pub fn all_keys(configured: &ReleaseKeys) -> ReleaseKeys {
    ReleaseKeys::built_in().and(configured.clone())
}
