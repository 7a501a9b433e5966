//! Releases as an administrator is told of them, and which versions run.

use std::collections::BTreeMap;

use domain::{Bilingual, BranchId, Instant, Sha256, UnitId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    HqState,
    store::{KeptRelease, ReleaseState, StoreError},
};

/// A release, and how far it has been rolled out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ReleaseTold {
    /// Its version.
    pub version: String,
    /// For which machines: `windows-x86_64`, `linux-x86_64`.
    pub target: String,
    /// Its file's name.
    pub file: String,
    /// In bytes.
    pub size: u64,
    /// The file's hash.
    pub sha256: Sha256,
    /// The oldest version that may go to it.
    pub least_version: String,
    /// What is new, for clerks.
    pub notes: Bilingual,
    /// When its maker signed it.
    pub released_at: Instant,
    /// Whether anybody gets it.
    pub state: ReleaseState,
    /// How many of a hundred counters.
    pub percent: u8,
    /// The units whose counters all get it.
    pub units: Vec<UnitId>,
    /// Their names, in the same order; empty for one that is not there any more.
    pub unit_names: Vec<String>,
    /// Whether its file lies on the shelf; nothing where the shelf does not answer.
    pub has_file: Option<bool>,
    /// Whether a key that is known here signed it.
    pub is_signed: bool,
    /// When it was added.
    pub added_at: Instant,
    /// By whom.
    pub added_by: String,
    /// When its stage was last changed.
    pub changed_at: Instant,
    /// By whom.
    pub changed_by: String,
}

/// How many counters run a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionTold {
    /// As they say it.
    pub version: String,
    /// How many, without those that were revoked.
    pub counters: u64,
}

impl HqState {
    /// Every release, the newest version first.
    pub async fn list_releases(&self) -> Result<Vec<ReleaseTold>, StoreError> {
        let mut kept = self.store.list_releases().await?;
        kept.sort_by(|a, b| {
            let order = b.release.version.cmp(&a.release.version);
            order.then_with(|| a.release.target.cmp(&b.release.target))
        });
        let mut told = Vec::with_capacity(kept.len());
        for release in kept {
            told.push(self.release_told(release).await?);
        }
        Ok(told)
    }

    /// One release as it is told.
    pub async fn release_told(&self, kept: KeptRelease) -> Result<ReleaseTold, StoreError> {
        let KeptRelease { signed, release, stage, added_at, added_by, changed_at, changed_by } = kept;
        let network = self.store.network().await?;
        let name = |unit: &UnitId| {
            let found = network.as_ref().and_then(|network| network.tree().find(*unit));
            found.map(|unit| unit.name.clone()).unwrap_or_default()
        };
        let has_file = match self.shelf.release_size(release.sha256).await {
            Ok(size) => Some(size == Some(release.size)),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the shelf cannot be asked");
                None
            }
        };
        Ok(ReleaseTold {
            version: release.version.to_string(),
            target: release.target,
            file: release.file,
            size: release.size,
            sha256: release.sha256,
            least_version: release.least_version.to_string(),
            notes: release.notes,
            released_at: release.released_at,
            state: stage.state,
            percent: stage.percent,
            unit_names: stage.units.iter().map(name).collect(),
            units: stage.units,
            has_file,
            is_signed: signed.read(&self.release_keys).is_ok(),
            added_at,
            added_by,
            changed_at,
            changed_by,
        })
    }

    /// Which versions run at the counters of some branches, the most counters first.
    pub async fn versions_told(
        &self,
        is_meant: impl Fn(&BranchId) -> bool,
    ) -> Result<Vec<VersionTold>, StoreError> {
        let mut counters: BTreeMap<String, u64> = BTreeMap::new();
        for count in self.store.count_versions().await? {
            if is_meant(&count.branch) {
                *counters.entry(count.app_version).or_default() += count.devices;
            }
        }
        let mut versions: Vec<_> =
            counters.into_iter().map(|(version, counters)| VersionTold { version, counters }).collect();
        versions.sort_by_key(|told| std::cmp::Reverse(told.counters));
        Ok(versions)
    }
}
