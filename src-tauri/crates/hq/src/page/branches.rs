//! The viewer's branches with their counters, and when each was last heard of.

use axum::{Json, extract::State};
use domain::Instant;
use serde::Serialize;

use super::{devices::is_silent, session::Viewer, tickets::branches_by_id};
use crate::{HqState, error::ApiError};

/// A branch with its counters.
#[derive(Serialize)]
pub struct BranchView {
    id: String,
    code: String,
    name: String,
    zone: String,
    counters: Vec<CounterView>,
}

/// A counter, and when it was last heard of.
#[derive(Serialize)]
pub struct CounterView {
    letter: String,
    name: String,
    pc_name: String,
    app_version: String,
    contact_at: Option<Instant>,
    waiting_lines: u64,
    waiting_photos: u64,
    is_silent: bool,
    is_revoked: bool,
}

/// The viewer's branches.
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<Vec<BranchView>>, ApiError> {
    let branches = branches_by_id(&state).await?;
    let (mut views, now) = (Vec::new(), state.clock.now());
    for id in viewer.branches {
        let Some(branch) = branches.get(&id) else { continue };
        let devices = state.store.list_devices(id).await?;
        let counters = devices.into_iter().map(|device| CounterView {
            is_silent: is_silent(&device, now),
            letter: device.counter_letter.to_string(),
            name: device.counter_name,
            pc_name: device.pc_name,
            app_version: device.app_version,
            contact_at: device.contact_at,
            waiting_lines: device.waiting_lines,
            waiting_photos: device.waiting_photos,
            is_revoked: device.revoked_at.is_some(),
        });
        views.push(BranchView {
            id: id.to_string(),
            code: branch.code.to_string(),
            name: branch.name.clone(),
            zone: branch.zone.to_string(),
            counters: counters.collect(),
        });
    }
    views.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Json(views))
}
