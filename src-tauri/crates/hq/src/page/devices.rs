//! The viewer's counters: how each stands with headquarters, as it last told.

use axum::{Json, extract::State};
use domain::{BranchId, DeviceId, EpochId, Instant};
use serde::Serialize;
use utoipa::ToSchema;

use super::{session::Viewer, tickets::branches_by_id};
use crate::{
    HqState,
    error::ApiError,
    store::{Branch, Device, ForkSeen, LogName},
};

const HOUR_MS: i64 = 60 * 60 * 1_000;
/// A counter with nothing to send is silent after so long: a night is no silence.
const SILENT_MS: i64 = 24 * HOUR_MS;
/// One that last told that something waits should have come sooner.
const SILENT_WITH_WAITING_MS: i64 = 2 * HOUR_MS;

/// A clock that is off by more is one to set.
const CLOCK_OFF_MS: u64 = 5 * 60 * 1_000;

/// A counter and how it stands.
#[derive(Serialize, ToSchema)]
pub struct DeviceView {
    id: DeviceId,
    branch: BranchId,
    branch_code: String,
    branch_name: String,
    zone: String,
    letter: String,
    counter_name: String,
    pc_name: String,
    app_version: String,
    enrolled_at: Instant,
    contact_at: Option<Instant>,
    waiting_lines: u64,
    waiting_photos: u64,
    oldest_waiting_at: Option<Instant>,
    /// Headquarters' clock less the counter's.
    clock_offset_ms: Option<i64>,
    is_clock_off: bool,
    epoch: Option<EpochId>,
    /// When the first line of that epoch came.
    epoch_since: Option<Instant>,
    forks: Vec<ForkView>,
    is_silent: bool,
    revoked_at: Option<Instant>,
    replaced_by: Option<DeviceId>,
}

/// Lines that took places already held.
#[derive(Serialize, ToSchema)]
pub struct ForkView {
    epoch: EpochId,
    /// The first place that was taken twice.
    seq: u64,
    lines: u64,
}

impl From<ForkSeen> for ForkView {
    fn from(fork: ForkSeen) -> Self {
        Self { epoch: fork.epoch, seq: fork.seq, lines: fork.lines }
    }
}

/// The counters of the viewer's branches, by branch code.
#[utoipa::path(get, path = "/devices", responses((status = 200, body = Vec<DeviceView>)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<Vec<DeviceView>>, ApiError> {
    let branches = branches_by_id(&state).await?;
    let mut seen: Vec<&Branch> = viewer.branches.iter().filter_map(|id| branches.get(id)).collect();
    seen.sort_by_key(|branch| branch.code.to_string());
    let mut views = Vec::new();
    for branch in seen {
        for device in state.store.list_devices(branch.id).await? {
            views.push(view(&state, branch, device).await?);
        }
    }
    Ok(Json(views))
}

async fn view(state: &HqState, branch: &Branch, device: Device) -> Result<DeviceView, ApiError> {
    let epoch_since = match device.epoch {
        Some(epoch) => state.store.log_since(LogName { branch: branch.id, device: device.id, epoch }).await?,
        None => None,
    };
    let forks = state.store.list_forks(branch.id, device.id).await?;
    Ok(DeviceView {
        id: device.id,
        branch: branch.id,
        branch_code: branch.code.to_string(),
        branch_name: branch.name.clone(),
        zone: branch.zone.to_string(),
        letter: device.counter_letter.to_string(),
        is_silent: is_silent(&device, state.clock.now()),
        counter_name: device.counter_name,
        pc_name: device.pc_name,
        app_version: device.app_version,
        enrolled_at: device.enrolled_at,
        contact_at: device.contact_at,
        waiting_lines: device.waiting_lines,
        waiting_photos: device.waiting_photos,
        oldest_waiting_at: device.oldest_waiting_at,
        clock_offset_ms: device.clock_offset_ms,
        is_clock_off: device.clock_offset_ms.is_some_and(|offset| offset.unsigned_abs() > CLOCK_OFF_MS),
        epoch: device.epoch,
        epoch_since,
        forks: forks.into_iter().map(ForkView::from).collect(),
        revoked_at: device.revoked_at,
        replaced_by: device.replaced_by,
    })
}

/// Whether a counter that should be heard of is not.
pub fn is_silent(device: &Device, now: Instant) -> bool {
    let waits = device.waiting_lines > 0 || device.waiting_photos > 0;
    let allowed_ms = if waits { SILENT_WITH_WAITING_MS } else { SILENT_MS };
    let heard_at = device.contact_at.unwrap_or(device.enrolled_at);
    device.revoked_at.is_none() && now.unix_ms() - heard_at.unix_ms() > allowed_ms
}
