//! Releases of the counters' program, and how far each has been rolled out.

use async_trait::async_trait;
use domain::{BranchId, Instant, UnitId};
use protocol::{Release, Signature, SignedRelease};
use serde::{Deserialize, Serialize};

use super::StoreError;

/// How a release stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseState {
    /// The counters of its stage get it.
    Staged,
    /// Nobody gets it until it is staged again.
    Paused,
    /// Nobody gets it ever again.
    Withdrawn,
}

impl ReleaseState {
    /// The word in the database and on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staged => "staged",
            Self::Paused => "paused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a word. What a later version may have written gives nobody anything.
    pub fn of(word: &str) -> Self {
        match word {
            "staged" => Self::Staged,
            "withdrawn" => Self::Withdrawn,
            _ => Self::Paused,
        }
    }
}

/// Which counters get a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Whether anybody does.
    pub state: ReleaseState,
    /// How many of a hundred, 0 to 100.
    pub percent: u8,
    /// The units whose counters all get it, whatever the percent.
    pub units: Vec<UnitId>,
}

/// A release as headquarters keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRelease {
    /// As its maker signed it.
    pub signed: SignedRelease,
    /// What was signed.
    pub release: Release,
    /// Who gets it.
    pub stage: Stage,
    /// When it was added.
    pub added_at: Instant,
    /// By which account.
    pub added_by: String,
    /// When it was last said who gets it.
    pub changed_at: Instant,
    /// By which account.
    pub changed_by: String,
}

/// A release as its row has it.
pub struct ReleaseRow {
    pub statement: String,
    pub signature: Signature,
    pub state: String,
    pub percent: i64,
    pub units: String,
    pub added_at: Instant,
    pub added_by: String,
    pub changed_at: Instant,
    pub changed_by: String,
}

impl TryFrom<ReleaseRow> for KeptRelease {
    type Error = StoreError;

    fn try_from(row: ReleaseRow) -> Result<Self, StoreError> {
        let damaged = |_| StoreError::Damaged("release");
        Ok(Self {
            release: serde_json::from_str(&row.statement).map_err(damaged)?,
            signed: SignedRelease { statement: row.statement, signature: row.signature },
            stage: Stage {
                state: ReleaseState::of(&row.state),
                percent: row.percent.clamp(0, 100) as u8,
                units: serde_json::from_str(&row.units).map_err(damaged)?,
            },
            added_at: row.added_at,
            added_by: row.added_by,
            changed_at: row.changed_at,
            changed_by: row.changed_by,
        })
    }
}

impl Stage {
    /// Its units as their column holds them.
    pub fn units_text(&self) -> String {
        serde_json::to_string(&self.units).expect("ids can be written")
    }
}

/// How many counters of a branch run a version, as they last said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionCount {
    /// Which branch.
    pub branch: BranchId,
    /// The version, as they wrote it.
    pub app_version: String,
    /// How many, without those that were revoked.
    pub devices: u64,
}

/// Keeps releases.
#[async_trait]
pub trait Releases: Send + Sync {
    /// Every release, the last to be added first.
    async fn list_releases(&self) -> Result<Vec<KeptRelease>, StoreError>;
    /// Keeps a release; `Taken` when there is one of this version for these machines.
    async fn add_release(&self, release: KeptRelease) -> Result<(), StoreError>;
    /// Says who gets a release from now on; false when there is none, or it was withdrawn.
    async fn set_stage(
        &self,
        target: &str,
        version: &str,
        stage: Stage,
        by: &str,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// Which versions run where.
    async fn count_versions(&self) -> Result<Vec<VersionCount>, StoreError>;
}
