//! The viewer's branches with their counters, and when each was last heard of.

use axum::{Json, extract::State};
use domain::{BranchCode, BranchId, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{devices::is_silent, session::Viewer, tickets::branches_of};
use crate::{HqState, api::ApiQuery, error::ApiError};

const MOST_BRANCHES: usize = 500;
const USUAL_BRANCHES: usize = 100;

/// A branch with its counters.
#[derive(Serialize, ToSchema)]
pub struct BranchView {
    id: String,
    code: String,
    name: String,
    zone: String,
    counters: Vec<CounterView>,
}

/// A counter, and when it was last heard of.
#[derive(Serialize, ToSchema)]
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

/// What is asked for.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct BoardQuery {
    /// Those after the branch with this code.
    #[serde(default)]
    after: String,
    #[serde(default)]
    limit: Option<usize>,
}

/// The viewer's branches by code, at most so many.
#[utoipa::path(
    get,
    path = "/branches",
    params(BoardQuery),
    responses((status = 200, body = Vec<BranchView>))
)]
pub async fn list(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiQuery(query): ApiQuery<BoardQuery>,
) -> Result<Json<Vec<BranchView>>, ApiError> {
    let limit = query.limit.unwrap_or(USUAL_BRANCHES).clamp(1, MOST_BRANCHES);
    let network = state.store.network().await?.ok_or_else(ApiError::not_found)?;
    let after: Option<BranchCode> = match query.after.as_str() {
        "" => None,
        code => Some(code.parse().map_err(|_| ApiError::malformed())?),
    };
    let code_of = |id: &BranchId| network.tree().find((*id).into())?.code.map(|code| (code, *id));
    let mut seen: Vec<_> = viewer.branches.iter().filter_map(code_of).collect();
    seen.retain(|(code, _)| Some(*code) > after);
    if seen.len() > limit {
        // Those that are not shown need no order.
        seen.select_nth_unstable(limit);
        seen.truncate(limit);
    }
    seen.sort_unstable();
    let branches = branches_of(&state, seen.iter().map(|(_, id)| *id).collect()).await?;
    let (mut views, now) = (Vec::new(), state.clock.now());
    for (code, id) in seen {
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
            code: code.to_string(),
            name: branch.name.clone(),
            zone: branch.zone.to_string(),
            counters: counters.collect(),
        });
    }
    Ok(Json(views))
}
