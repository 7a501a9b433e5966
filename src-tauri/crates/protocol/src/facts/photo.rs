//! Photos in evidence, and slots left empty.

use domain::{Instant, Sha256, SkipReason, Slot};
use serde::{Deserialize, Serialize};

use super::{FactError, from_json};

#[derive(Serialize, Deserialize)]
pub(super) struct PhotoAdded {
    sha256: Sha256,
    size: u64,
    media_type: String,
    slot: Slot,
    taken_at: Instant,
    source_sha256: Sha256,
    source_size: u64,
    camera_time: Option<String>,
    camera_model: Option<String>,
}

impl From<&domain::PhotoAdded> for PhotoAdded {
    fn from(fact: &domain::PhotoAdded) -> Self {
        let fact = fact.clone();
        Self {
            sha256: fact.sha256,
            size: fact.size,
            media_type: fact.media_type,
            slot: fact.slot,
            taken_at: fact.taken_at,
            source_sha256: fact.source_sha256,
            source_size: fact.source_size,
            camera_time: fact.camera_time,
            camera_model: fact.camera_model,
        }
    }
}

pub(super) fn read_photo(body: &str) -> Result<domain::PhotoAdded, FactError> {
    let read: PhotoAdded = from_json(body)?;
    Ok(domain::PhotoAdded {
        sha256: read.sha256,
        size: read.size,
        media_type: read.media_type,
        slot: read.slot,
        taken_at: read.taken_at,
        source_sha256: read.source_sha256,
        source_size: read.source_size,
        camera_time: read.camera_time,
        camera_model: read.camera_model,
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct SlotSkipped {
    slot: Slot,
    reason: SkipReason,
}

impl From<&domain::SlotSkipped> for SlotSkipped {
    fn from(fact: &domain::SlotSkipped) -> Self {
        Self { slot: fact.slot.clone(), reason: fact.reason.clone() }
    }
}

pub(super) fn read_skipped(body: &str) -> Result<domain::SlotSkipped, FactError> {
    let SlotSkipped { slot, reason } = from_json(body)?;
    Ok(domain::SlotSkipped { slot, reason })
}
