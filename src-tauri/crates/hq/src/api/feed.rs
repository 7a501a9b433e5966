//! A branch's feed, with waiting, and a device's own log.

use std::{collections::BTreeSet, time::Duration};

use axum::{Json, extract::State, http::StatusCode};
use domain::{DeviceId, EpochId};
use protocol::wire::{
    DeviceCertificate, FeedAnswer, FeedEntry, Generation, HeadSignature, LogAnswer, MOST_PUSH_LINES,
};
use serde::Deserialize;

use super::{ApiPath, ApiQuery, caller::Counter, countable, hello::renew_feed};
use crate::{
    HqState,
    error::ApiError,
    signers::signers,
    store::{Branch, Device, FeedLine, FeedPage, LogName},
};

/// A whole push, however short its lines: its signature stands at its end, and without it nothing of it is believed.
const MOST_LINES: u32 = MOST_PUSH_LINES as u32;
/// How long a counter may wait for something to come.
pub const MOST_FEED_WAIT: Duration = Duration::from_secs(60);

/// From where a feed is read on.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    generation: Generation,
    #[serde(default)]
    after: u64,
    #[serde(default)]
    wait: u64,
}

/// From where a feed is read back.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OlderQuery {
    generation: Generation,
    before: u64,
}

/// Which telling of a feed.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GenerationQuery {
    generation: Generation,
}

/// From where a log is read on.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    #[serde(default)]
    after: u64,
}

/// The feed after a position; waits for something to come when there is nothing.
#[utoipa::path(get, path = "/feed", params(FeedQuery), responses((status = 200, body = FeedAnswer)))]
pub async fn feed(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiQuery(query): ApiQuery<FeedQuery>,
) -> Result<Json<FeedAnswer>, ApiError> {
    let branch = state.branch_at(device.branch, query.after).await?;
    if query.generation != branch.generation {
        return Err(generation_gone());
    }
    if query.after > branch.feed_head {
        renew_feed(&state, &branch).await?;
        return Err(generation_gone());
    }
    let page = page(&state, &device, &query).await?;
    // What lies between are the asker's own lines; the last of them marks how far it has come.
    let passed_by = page.lines.is_empty() && page.head > query.after;
    let mark = if passed_by { state.store.told_at(branch.id, page.head).await? } else { None };
    let Json(answer) = told(&state, &branch, page).await?;
    Ok(Json(FeedAnswer { mark, ..answer }))
}

/// What stands in the feed before a position, the newest first: for a counter that is new.
#[utoipa::path(get, path = "/feed/older", params(OlderQuery), responses((status = 200, body = FeedAnswer)))]
pub async fn older(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiQuery(query): ApiQuery<OlderQuery>,
) -> Result<Json<FeedAnswer>, ApiError> {
    let branch = state.branch(device.branch).await?;
    if query.generation != branch.generation {
        return Err(generation_gone());
    }
    let page = state.store.older(device.branch, device.id, countable(query.before), MOST_LINES).await?;
    told(&state, &branch, page).await
}

/// What headquarters has written about the branch and no ticket: who works there, above all.
#[utoipa::path(
    get,
    path = "/feed/branch",
    params(GenerationQuery),
    responses((status = 200, body = FeedAnswer))
)]
pub async fn branch(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiQuery(query): ApiQuery<GenerationQuery>,
) -> Result<Json<FeedAnswer>, ApiError> {
    let branch = state.branch(device.branch).await?;
    if query.generation != branch.generation {
        return Err(generation_gone());
    }
    let page = state.store.branch_lines(branch.id, branch.own_device).await?;
    told(&state, &branch, page).await
}

async fn told(state: &HqState, branch: &Branch, page: FeedPage) -> Result<Json<FeedAnswer>, ApiError> {
    Ok(Json(FeedAnswer {
        generation: branch.generation,
        head: page.head,
        mark: None,
        devices: certificates(state, branch, &page).await?,
        entries: page.lines.into_iter().map(entry).collect(),
        keys: page.keys,
    }))
}

async fn page(state: &HqState, device: &Device, query: &FeedQuery) -> Result<FeedPage, ApiError> {
    // Watched before it is read: what comes in between is not missed.
    let mut moves = state.wakes.watch(device.branch);
    moves.mark_unchanged();
    let deadline = tokio::time::Instant::now() + Duration::from_secs(query.wait).min(MOST_FEED_WAIT);
    let _waiter = (query.wait > 0).then(|| state.metrics.feed_waiter());
    loop {
        let page = state.store.feed(device.branch, device.id, query.after, MOST_LINES).await?;
        if !page.lines.is_empty() || query.wait == 0 {
            return Ok(page);
        }
        tokio::select! {
            _ = moves.changed() => {}
            () = tokio::time::sleep_until(deadline) => return Ok(page),
            () = state.stopped() => return Ok(page),
        }
    }
}

/// Headquarters vouches for the counters whose lines it tells, and for those who took the work of one over.
async fn certificates(
    state: &HqState,
    branch: &Branch,
    page: &FeedPage,
) -> Result<Vec<DeviceCertificate>, ApiError> {
    let devices: BTreeSet<DeviceId> = page.lines.iter().map(|line| line.device).collect();
    let mut certificates = Vec::new();
    for id in devices.into_iter().filter(|id| *id != branch.own_device) {
        let keys = signers(state, branch, id).await?;
        let issue = |key| DeviceCertificate::issue(branch.id, id, key, &state.keys.feed);
        certificates.extend(keys.into_iter().map(issue));
    }
    Ok(certificates)
}

fn entry(line: FeedLine) -> FeedEntry {
    let (seq, head) = (line.seq, line.hash);
    let signature = line.signature.map(|signature| HeadSignature { seq, head, signature });
    FeedEntry { position: line.position, line: line.line, signature }
}

fn generation_gone() -> ApiError {
    ApiError::new(StatusCode::GONE, "generation_gone", "the feed is told anew; read it from its beginning")
}

/// The device's own lines, for one that was restored.
#[utoipa::path(
    get,
    path = "/logs/{device}/{epoch}",
    params(LogQuery),
    responses((status = 200, body = LogAnswer))
)]
pub async fn log(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiPath((owner, epoch)): ApiPath<(String, String)>,
    ApiQuery(query): ApiQuery<LogQuery>,
) -> Result<Json<LogAnswer>, ApiError> {
    let owner: DeviceId = owner.parse().map_err(|_| ApiError::not_found())?;
    let epoch: EpochId = epoch.parse().map_err(|_| ApiError::not_found())?;
    if owner != device.id {
        return Err(ApiError::new(StatusCode::FORBIDDEN, "not_your_log", "this log is another device's"));
    }
    let name = LogName { branch: device.branch, device: owner, epoch };
    let (lines, keys) = state.store.list_lines(name, countable(query.after), MOST_LINES).await?;
    Ok(Json(LogAnswer { lines, keys }))
}
