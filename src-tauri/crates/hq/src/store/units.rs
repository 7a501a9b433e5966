//! The tree of units, and what a branch is to the counters that belong to it.

use async_trait::async_trait;
use domain::{BranchCode, BranchId, DeviceId, EpochId, PolicyPlace, Unit, UnitId, Zone};

use protocol::wire::Generation;

use super::StoreError;

/// A branch or outlet: its place in the tree, and what it has beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its identity; its unit has the same bytes.
    pub id: BranchId,
    /// First in every number it gives.
    pub code: BranchCode,
    /// As people call it.
    pub name: String,
    /// As printed.
    pub address: String,
    /// As printed.
    pub phone: String,
    /// Where its days begin.
    pub zone: Zone,
    /// The region whose rules hold there: its own, or that of the nearest unit above it.
    pub region: Option<String>,
    /// Its key under the master key.
    pub sealed_key: Vec<u8>,
    /// Headquarters' own hand in it.
    pub own_device: DeviceId,
    /// The epoch of headquarters' own log in it.
    pub own_epoch: EpochId,
    /// Names its feed.
    pub generation: Generation,
    /// The feed's last position.
    pub feed_head: u64,
}

impl Branch {
    /// Where policies hold otherwise than in the whole country.
    pub fn of_policies(&self) -> PolicyPlace {
        PolicyPlace { region: self.region.clone(), branch: Some(self.code) }
    }
}

/// What a unit has when it is a branch or outlet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBranch {
    /// Where its days begin.
    pub zone: Zone,
    /// Its key under the master key.
    pub sealed_key: Vec<u8>,
    /// Headquarters' own hand in it.
    pub own_device: DeviceId,
    /// The epoch of headquarters' own log in it.
    pub own_epoch: EpochId,
    /// Names its feed.
    pub generation: Generation,
}

/// Keeps the tree of units.
#[async_trait]
pub trait Units: Send + Sync {
    /// Adds a unit, with what it has when it is a branch or outlet.
    async fn add_unit(&self, unit: Unit, branch: Option<NewBranch>) -> Result<(), StoreError>;
    /// Says which region's rules hold at a unit and below it.
    async fn set_region(&self, unit: UnitId, region: Option<String>) -> Result<(), StoreError>;
    /// Every unit, in the order in which they were added.
    async fn list_units(&self) -> Result<Vec<Unit>, StoreError>;
    /// Every branch and outlet, by code.
    async fn list_branches(&self) -> Result<Vec<Branch>, StoreError>;
    /// The branch with this identity.
    async fn find_branch(&self, id: BranchId) -> Result<Option<Branch>, StoreError>;
    /// The branch whose numbers begin so.
    async fn find_branch_coded(&self, code: BranchCode) -> Result<Option<Branch>, StoreError>;
}
