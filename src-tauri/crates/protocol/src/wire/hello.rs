//! Hello: both sides say where they stand. `POST /hello`.

use domain::{EpochId, Instant, PolicyVersion, Sha256};
use serde::{Deserialize, Serialize};

use crate::binary::fixed_binary;

fixed_binary!(
    /// One telling of a branch's feed; random, so that a restored headquarters cannot give one out twice.
    Generation,
    16
);

/// Where a device stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Hello {
    /// Its present epoch.
    pub epoch: EpochId,
    /// Its last line there; 0 when there is none.
    pub seq: u64,
    /// That line's hash.
    pub head: Option<Sha256>,
    /// Its clock.
    pub wall: Instant,
    /// The feed it reads.
    pub generation: Option<Generation>,
    /// The last position it has read; 0 when none.
    pub cursor: u64,
    /// The app's version.
    pub app_version: String,
    /// How many lines are not acknowledged.
    pub waiting_lines: u64,
    /// How many photos are not acknowledged.
    pub waiting_photos: u64,
    /// Since when the oldest of them waits.
    pub oldest_waiting_at: Option<Instant>,
    /// The line at that position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Told>,
}

/// A line of the feed as a device was told it. A headquarters that was restored without a word tells another there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct Told {
    /// Its position.
    pub position: u64,
    /// Its hash.
    pub hash: Sha256,
}

/// Where headquarters stands with this device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct HelloAnswer {
    /// The epoch that was asked about.
    pub epoch: EpochId,
    /// The last line headquarters holds of it; 0 when none.
    pub seq: u64,
    /// That line's hash.
    pub head: Option<Sha256>,
    /// Headquarters' clock.
    pub received_at: Instant,
    /// The feed's generation.
    pub generation: Generation,
    /// The feed's last position.
    pub feed_head: u64,
    /// The hash of the line there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feed_mark: Option<Sha256>,
    /// Every epoch of the device that headquarters holds.
    pub known_epochs: Vec<EpochHead>,
    /// The policy in force.
    pub policy_version: PolicyVersion,
    /// What was published and holds now or will, the first to hold first; what a counter lacks of it it asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyVersion>,
    /// The region whose rules hold at the branch, by the code that policies name it with. It may be another than before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Within how many milliseconds a device that was away is to come with what waits, at a moment of its own choice.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub spread_ms: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// How far one epoch of a log is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemas", derive(utoipa::ToSchema))]
pub struct EpochHead {
    /// Which.
    pub epoch: EpochId,
    /// Its last line.
    pub seq: u64,
    /// That line's hash.
    pub head: Sha256,
}
