//! Taking lines in: one durable commit, then a signed acknowledgement.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use protocol::{
    Line, NO_HASH,
    wire::{
        Ack, DecompressError, HeadSignature, MOST_PUSH_BYTES, MOST_PUSH_EXPANDED, MOST_PUSH_LINES, Push,
        PushAnswer, SetAside, decompress,
    },
};

use super::{beside, bounded, caller::Pusher};
use crate::{
    HqState,
    error::ApiError,
    guard::MOST_PUSH_BODY_BYTES,
    line_reader::BranchReader,
    store::{Append, Appended, Device, Held, LogName},
    take_in,
};

/// Takes a push in, and acknowledges what is durable.
pub async fn push(
    State(state): State<HqState>,
    Pusher(holder): Pusher,
    request: Request,
) -> Result<Json<PushAnswer>, ApiError> {
    let body = bounded(request.into_body(), MOST_PUSH_BODY_BYTES).await?;
    let device = holder.device;
    let branch = state.branch(device.branch).await?;
    let reader = Arc::new(state.reader(&branch)?);
    let push = beside({
        let reader = Arc::clone(&reader);
        move || read(&reader, &body)
    });
    let push = push.await?;
    refuse_others_log(&state, &device, &push).await?;
    take(&state, &device, holder.push_only, reader, push).await
}

/// What a push says, with its lines read.
fn read(reader: &BranchReader, body: &[u8]) -> Result<Push, ApiError> {
    let push: Push = decompress(body, MOST_PUSH_EXPANDED).map_err(|error| match error {
        DecompressError::TooLarge => ApiError::too_large(),
        DecompressError::Damaged | DecompressError::NotJson => ApiError::malformed(),
    })?;
    if push.lines.len() > MOST_PUSH_LINES
        || push.lines.iter().map(String::len).sum::<usize>() > MOST_PUSH_BYTES
    {
        return Err(ApiError::too_large());
    }
    reader.read(push.device, &push.lines, &push.keys);
    Ok(push)
}

/// A push brings the device's own lines, or carries over those of a device of its branch that lost its key.
async fn refuse_others_log(state: &HqState, device: &Device, push: &Push) -> Result<(), ApiError> {
    let not_yours =
        || ApiError::new(StatusCode::FORBIDDEN, "not_your_log", "these lines are of another device's log");
    if push.device == device.id && push.carried_by.is_none() {
        return Ok(());
    }
    if push.carried_by != Some(device.id) {
        return Err(not_yours());
    }
    let author = state.store.find_device(push.device).await?;
    if author.is_some_and(|author| author.branch == device.branch) { Ok(()) } else { Err(not_yours()) }
}

async fn take(
    state: &HqState,
    device: &Device,
    is_revoked: bool,
    reader: Arc<BranchReader>,
    push: Push,
) -> Result<Json<PushAnswer>, ApiError> {
    let heads = state.store.list_heads(device.branch, push.device).await?;
    let held =
        heads.iter().find(|head| head.epoch == push.epoch).map_or((0, NO_HASH), |head| (head.seq, head.head));
    let mut lines = take_in::placed(&reader, push.device, push.epoch, push.lines, held.0);
    let (seq, head) = take_in::head(&lines).unwrap_or(held);
    HeadSignature { seq, head, signature: push.signature }
        .verify(push.device, push.epoch, &device.signing_key)
        .map_err(|_| {
            ApiError::new(StatusCode::FORBIDDEN, "signature", "the device did not sign these lines")
        })?;
    if is_revoked {
        // Kept, so that nothing is lost, and believed by nobody.
        lines.iter_mut().for_each(|line| line.set_aside = Some("device_revoked".into()));
    }
    let append = Append {
        log: LogName { branch: device.branch, device: push.device, epoch: push.epoch },
        signature: (!lines.is_empty()).then_some(push.signature),
        lines,
        keys: push.keys,
        now: state.clock.now(),
        reader,
    };
    let held = match state.store.append(append).await? {
        Appended::Held(held) => held,
        Appended::Fork(at) => return Err(ApiError::fork(at.seq, at.head)),
        Appended::Gap(seq) => return Err(ApiError::gap(seq)),
    };
    let ack = Ack::signed(push.device, push.epoch, seq, head, held.at, &state.keys.ack);
    Ok(Json(PushAnswer { ack, set_aside: set_aside(&held), keys: held.keys }))
}

fn set_aside(held: &Held) -> Vec<SetAside> {
    let told = held.set_aside.iter().map(|aside| SetAside {
        seq: aside.seq,
        id: Line::parse(&aside.line).ok().map(|line| line.head().id),
        reason: aside.reason.to_string(),
    });
    told.collect()
}
