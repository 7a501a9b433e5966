//! Hello: both sides say where they stand.

use axum::{Json, extract::State};
use domain::EpochId;
use protocol::wire::{EpochHead, Generation, Hello, HelloAnswer};

use super::{ApiJson, caller::Pusher};
use crate::{
    HqState,
    clock::{id_time, random},
    error::ApiError,
    store::{Branch, Contact},
};

/// Says what headquarters holds of the device's log.
pub async fn hello(
    State(state): State<HqState>,
    Pusher(holder): Pusher,
    ApiJson(hello): ApiJson<Hello>,
) -> Result<Json<HelloAnswer>, ApiError> {
    let now = state.clock.now();
    let device = holder.device;
    let contact = Contact {
        app_version: hello.app_version.chars().take(80).collect(),
        waiting_lines: hello.waiting_lines.min(u64::from(u32::MAX)),
        waiting_photos: hello.waiting_photos.min(u64::from(u32::MAX)),
    };
    state.store.note_contact(device.id, contact, now).await?;
    let mut branch = state.branch_at(device.branch, hello.cursor).await?;
    if hello.generation == Some(branch.generation) && !holder.push_only && hello.cursor > branch.feed_head {
        branch = renew_feed(&state, &branch).await?;
    }
    let heads = state.store.list_heads(branch.id, device.id).await?;
    let present = heads.iter().find(|head| head.epoch == hello.epoch);
    let known_epochs =
        heads.iter().map(|head| EpochHead { epoch: head.epoch, seq: head.seq, head: head.head }).collect();
    Ok(Json(HelloAnswer {
        epoch: hello.epoch,
        seq: present.map_or(0, |head| head.seq),
        head: present.map(|head| head.head),
        received_at: now,
        generation: branch.generation,
        feed_head: branch.feed_head,
        known_epochs,
        policy_version: state.policy().version().clone(),
    }))
}

/// A reader that is beyond the feed's end knows lines that headquarters lost: the feed is told anew.
pub async fn renew_feed(state: &HqState, branch: &Branch) -> Result<Branch, ApiError> {
    let epoch = EpochId::new(id_time(state.clock.now()), random());
    state.store.renew_feed(branch.id, Generation::from_bytes(random()), epoch).await?;
    tracing::warn!("a reader was beyond the feed's end; the feed is told anew");
    state.branch(branch.id).await
}
