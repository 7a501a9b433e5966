//! Hello: both sides say where they stand.

use axum::{Json, extract::State};
use domain::EpochId;
use protocol::wire::{EpochHead, Generation, Hello, HelloAnswer, Told};

use super::{ApiJson, caller::Pusher};
use crate::{
    HqState,
    clock::{id_time, random},
    error::ApiError,
    store::{Branch, Contact},
};

/// Says what headquarters holds of the device's log.
#[utoipa::path(post, path = "/hello", request_body = Hello, responses((status = 200, body = HelloAnswer)))]
pub async fn hello(
    State(state): State<HqState>,
    Pusher(holder): Pusher,
    ApiJson(hello): ApiJson<Hello>,
) -> Result<Json<HelloAnswer>, ApiError> {
    let now = state.clock.now();
    let device = holder.device;
    let contact = Contact {
        app_version: hello.app_version.chars().filter(|letter| !letter.is_control()).take(80).collect(),
        waiting_lines: hello.waiting_lines.min(u64::from(u32::MAX)),
        waiting_photos: hello.waiting_photos.min(u64::from(u32::MAX)),
        oldest_waiting_at: hello.oldest_waiting_at,
        epoch: hello.epoch,
        clock_offset_ms: now.unix_ms() - hello.wall.unix_ms(),
    };
    state.store.note_contact(device.id, contact, now).await?;
    let mut branch = state.branch_at(device.branch, hello.cursor).await?;
    if hello.generation == Some(branch.generation) && !holder.push_only {
        let is_beyond = hello.cursor > branch.feed_head;
        if is_beyond || tells_another(&state, &branch, hello.told).await? {
            branch = renew_feed(&state, &branch).await?;
        }
    }
    let heads = state.store.list_heads(branch.id, device.id).await?;
    let present = heads.iter().find(|head| head.epoch == hello.epoch);
    let known_epochs =
        heads.iter().map(|head| EpochHead { epoch: head.epoch, seq: head.seq, head: head.head }).collect();
    let spread_ms = state.hellos.spread_ms(now);
    if spread_ms > 0 {
        state.metrics.hello_held_back();
    }
    Ok(Json(HelloAnswer {
        epoch: hello.epoch,
        seq: present.map_or(0, |head| head.seq),
        head: present.map(|head| head.head),
        received_at: now,
        generation: branch.generation,
        feed_head: branch.feed_head,
        feed_mark: state.store.told_at(branch.id, branch.feed_head).await?,
        known_epochs,
        policy_version: state.policy().version().clone(),
        policies: state.policies.from(state.today()),
        region: branch.region,
        spread_ms,
    }))
}

/// Whether the feed has another line where the device was told one: it was restored, and has been written on since.
async fn tells_another(state: &HqState, branch: &Branch, told: Option<Told>) -> Result<bool, ApiError> {
    let Some(told) = told else { return Ok(false) };
    Ok(state.store.told_at(branch.id, told.position).await? != Some(told.hash))
}

/// A reader that is beyond the feed's end, or was told another line, knows lines that headquarters lost: the feed is told anew.
pub async fn renew_feed(state: &HqState, branch: &Branch) -> Result<Branch, ApiError> {
    let epoch = EpochId::new(id_time(state.clock.now()), random());
    state.store.renew_feed(branch.id, Generation::from_bytes(random()), epoch).await?;
    tracing::warn!("a reader knows lines that are not here any more; the feed is told anew");
    state.branch(branch.id).await
}
