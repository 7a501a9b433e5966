//! What is held of a device's day.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EventId, Instant, Sha256};

use super::StoreError;

/// What is held of what a device wrote within some time, by its own clock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayHeld {
    /// The events, each once.
    pub events: Vec<EventId>,
    /// How many of their lines are set aside.
    pub set_aside: u64,
    /// The photos they name that are held.
    pub photos: Vec<Sha256>,
}

/// Answers for days.
#[async_trait]
pub trait Days: Send + Sync {
    /// What is held of what a device wrote from one moment until before another.
    async fn day_held(
        &self,
        branch: BranchId,
        device: DeviceId,
        from: Instant,
        until: Instant,
    ) -> Result<DayHeld, StoreError>;
}
