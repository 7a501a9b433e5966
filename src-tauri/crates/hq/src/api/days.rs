//! What is held of a device's day: 'complete' is headquarters' word.

use axum::{Json, extract::State, http::StatusCode};
use domain::{Date, DeviceId};
use protocol::{
    hash_of,
    wire::{DayCount, DayManifest, Tally},
};

use super::{ApiPath, caller::Counter};
use crate::{HqState, error::ApiError};

/// Counts what is held, and signs it.
#[utoipa::path(get, path = "/days/{device}/{day}", responses((status = 200, body = DayManifest)))]
pub async fn day(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiPath((owner, day)): ApiPath<(String, String)>,
) -> Result<Json<DayManifest>, ApiError> {
    let owner: DeviceId = owner.parse().map_err(|_| ApiError::not_found())?;
    let day: Date = day.parse().map_err(|_| ApiError::not_found())?;
    if owner != device.id {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "not_your_log", "this day is another device's"));
    }
    let branch = state.branch(device.branch).await?;
    let (from, until) = (branch.zone.start_of(day), branch.zone.start_of(day.plus_days(1)));
    let held = state.store.day_held(branch.id, owner, from, until).await?;
    let count = DayCount {
        events: Tally::of(held.events.iter().map(|event| hash_of(event.as_bytes()))),
        set_aside: held.set_aside,
        photos: Tally::of(held.photos),
    };
    Ok(Json(DayManifest::signed(owner, day, count, state.clock.now(), &state.keys.ack)))
}
