//! Lines that are set aside: someone looks at them, has them judged again, or files them.

use std::sync::Arc;

use axum::{Extension, Json, extract::State};
use domain::{Act, BranchId, DeviceId, EpochId, EventId, Instant, TicketId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    noting::About,
    session::{Mover, Viewer},
};
use crate::{
    HqState,
    api::{ApiJson, ApiPath, countable},
    error::ApiError,
    store::{Append, Appended, AsideLine, LogName},
    take_in,
};

const MOST_LINES: u32 = 500;

/// A line that takes no effect.
#[derive(Serialize, ToSchema)]
pub struct AsideView {
    branch: BranchId,
    device: DeviceId,
    epoch: EpochId,
    seq: u64,
    reason: String,
    event: Option<EventId>,
    ticket: Option<TicketId>,
    number: Option<String>,
    received_at: Instant,
    filed_at: Option<Instant>,
}

/// What is to be done with a line.
#[derive(Deserialize, ToSchema)]
pub struct AsideForm {
    action: AsideAction,
}

#[derive(Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum AsideAction {
    /// Judge it again.
    Retry,
    /// Put it away.
    File,
}

/// How a line stands now.
#[derive(Serialize, ToSchema)]
pub struct AsideOutcome {
    /// Why it still takes no effect; none when it does.
    set_aside: Option<String>,
}

impl From<AsideLine> for AsideView {
    fn from(aside: AsideLine) -> Self {
        Self {
            branch: aside.log.branch,
            device: aside.log.device,
            epoch: aside.log.epoch,
            seq: aside.seq,
            reason: aside.reason,
            event: aside.event,
            ticket: aside.ticket,
            number: aside.number,
            received_at: aside.received_at,
            filed_at: aside.filed_at,
        }
    }
}

/// The lines of the viewer's branches that are set aside.
#[utoipa::path(get, path = "/set-aside", responses((status = 200, body = Vec<AsideView>)))]
pub async fn list(State(state): State<HqState>, viewer: Viewer) -> Result<Json<Vec<AsideView>>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let asides = state.store.list_set_aside(viewer.branches, MOST_LINES).await?;
    Ok(Json(asides.into_iter().map(AsideView::from).collect()))
}

/// Has a line judged again, or files it.
#[utoipa::path(
    post,
    path = "/set-aside/{branch}/{device}/{epoch}/{seq}",
    request_body = AsideForm,
    responses((status = 200, body = AsideOutcome))
)]
pub async fn act(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath((branch, device, epoch, seq)): ApiPath<(String, String, String, u64)>,
    ApiJson(form): ApiJson<AsideForm>,
) -> Result<(Extension<About>, Json<AsideOutcome>), ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let seq = countable(seq);
    let log = LogName {
        branch: branch.parse().map_err(|_| ApiError::not_found())?,
        device: device.parse().map_err(|_| ApiError::not_found())?,
        epoch: epoch.parse().map_err(|_| ApiError::not_found())?,
    };
    if !viewer.branches.contains(&log.branch) {
        return Err(ApiError::not_found());
    }
    let held = state.store.find_line(log, seq).await?.ok_or_else(ApiError::not_found)?;
    let (said, set_aside) = match (held.set_aside, form.action) {
        (None, _) => ("not set aside", None),
        (Some(reason), AsideAction::File) => {
            state.store.file_line(log, seq, state.clock.now()).await?;
            ("filed", Some(reason))
        }
        (Some(reason), AsideAction::Retry) => {
            let still = judge_again(&state, log, seq, (held.line, held.before)).await?;
            ("judged again", still.unwrap_or(Some(reason)))
        }
    };
    let about = About(format!("{} {} {seq} {said}", log.device, log.epoch));
    Ok((Extension(about), Json(AsideOutcome { set_aside })))
}

/// Judges a line as if it came once more. Nothing where its place itself is wrong: no key and no version mends that.
async fn judge_again(
    state: &HqState,
    log: LogName,
    seq: u64,
    (line, before): (String, Option<domain::Sha256>),
) -> Result<Option<Option<String>>, ApiError> {
    let branch = state.branch(log.branch).await?;
    let reader = Arc::new(state.reader(&branch)?);
    let lines = take_in::placed(&reader, log.device, log.epoch, vec![line], seq - 1);
    let stands = lines.iter().all(|line| {
        let follows = line.seq == 1 || line.prev.is_none() || line.prev == before;
        line.seq == seq && line.set_aside.is_none() && follows
    });
    if !stands {
        return Ok(None);
    }
    let now = state.clock.now();
    let append = Append { log, lines, keys: Vec::new(), heads: Vec::new(), now, reader, only_next: false };
    match state.store.append(append).await? {
        Appended::Held(held) => Ok(Some(held.set_aside.into_iter().next().map(|aside| aside.reason.into()))),
        Appended::Fork(_) | Appended::Gap(_) => Ok(None),
    }
}
