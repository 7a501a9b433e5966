//! Taking lines in: one durable commit, then a signed acknowledgement.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json,
    extract::{Request, State},
    http::StatusCode,
};
use domain::{DeviceId, EpochId, TicketId};
use protocol::{
    Line, NO_HASH, VerifyingKey,
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
    own_log,
    signers::signers,
    store::{Append, Appended, Branch, Device, Held, LogName, NewLine, TokenHolder},
    take_in,
};

/// Takes a push in, and acknowledges what is durable.
pub async fn push(
    State(state): State<HqState>,
    Pusher(holder): Pusher,
    request: Request,
) -> Result<Json<PushAnswer>, ApiError> {
    let body = bounded(request.into_body(), MOST_PUSH_BODY_BYTES).await?;
    let unpack = move || -> Result<Push, ApiError> {
        decompress(&body, MOST_PUSH_EXPANDED).map_err(|error| match error {
            DecompressError::TooLarge => ApiError::too_large(),
            DecompressError::Damaged | DecompressError::NotJson => ApiError::malformed(),
        })
    };
    Ok(Json(take_push(&state, &holder, unpack).await?.answer))
}

/// What became of a push.
pub struct Taken {
    /// What its device is told.
    pub answer: PushAnswer,
    /// Lines that were not held before.
    pub new: u64,
    /// Lines that were.
    pub known: u64,
}

/// Takes in what `unpack` gives, however it came here, for the device that brought it.
pub async fn take_push(
    state: &HqState,
    holder: &TokenHolder,
    unpack: impl FnOnce() -> Result<Push, ApiError> + Send + 'static,
) -> Result<Taken, ApiError> {
    let branch = state.branch(holder.device.branch).await?;
    let reader = Arc::new(state.reader(&branch)?);
    let push = beside({
        let reader = Arc::clone(&reader);
        move || read(&reader, unpack()?)
    });
    let push = push.await?;
    let author = author(state, &branch, &holder.device, &push).await?;
    take(state, &branch, holder, author, reader, push).await
}

/// What a push says, with its lines read.
fn read(reader: &BranchReader, push: Push) -> Result<Push, ApiError> {
    if push.lines.len() > MOST_PUSH_LINES
        || push.lines.iter().map(String::len).sum::<usize>() > MOST_PUSH_BYTES
    {
        return Err(ApiError::too_large());
    }
    reader.read(push.device, &push.lines, &push.keys);
    Ok(push)
}

/// Whose lines a push brings.
enum Author {
    /// The device's that brings them.
    Caller,
    /// A device's that lost its keys; the one that took over its work signs for it.
    Predecessor,
    /// A device's of the branch, or headquarters' own: what was signed once with one of these keys.
    Other(Vec<VerifyingKey>),
}

/// A push brings the device's own lines, those of a device whose work it took over, or what others of the branch signed.
async fn author(state: &HqState, branch: &Branch, device: &Device, push: &Push) -> Result<Author, ApiError> {
    let not_yours =
        || ApiError::new(StatusCode::FORBIDDEN, "not_your_log", "these lines are of another device's log");
    if push.device == device.id && push.carried_by.is_none() {
        return Ok(Author::Caller);
    }
    if push.carried_by != Some(device.id) {
        return Err(not_yours());
    }
    let author = state.store.find_device(push.device).await?;
    if author.is_some_and(|author| author.replaced_by == Some(device.id)) {
        return Ok(Author::Predecessor);
    }
    let keys = signers(state, branch, push.device).await?;
    if keys.is_empty() { Err(not_yours()) } else { Ok(Author::Other(keys)) }
}

async fn take(
    state: &HqState,
    branch: &Branch,
    holder: &TokenHolder,
    author: Author,
    reader: Arc<BranchReader>,
    push: Push,
) -> Result<Taken, ApiError> {
    let device = &holder.device;
    let heads = state.store.list_heads(branch.id, push.device).await?;
    let held =
        heads.iter().find(|head| head.epoch == push.epoch).map_or((0, NO_HASH), |head| (head.seq, head.head));
    let mut lines = take_in::placed(&reader, push.device, push.epoch, push.lines, held.0);
    let known = lines.iter().filter(|line| line.seq <= held.0).count() as u64;
    let new = lines.len() as u64 - known;
    let (seq, head) = take_in::head(&lines).unwrap_or(held);
    let brought = HeadSignature { seq, head, signature: push.signature };
    brought.verify(push.device, push.epoch, &device.signing_key).map_err(|_| unsigned())?;
    let signed = match &author {
        Author::Caller | Author::Predecessor => vec![brought],
        Author::Other(keys) => {
            refuse_unvouched(&push.heads, (push.device, push.epoch), keys, &lines)?;
            push.heads
        }
    };
    if holder.push_only {
        // Kept, so that nothing is lost, and believed by nobody.
        lines.iter_mut().for_each(|line| line.set_aside = Some("device_revoked".into()));
    }
    let errands: BTreeSet<TicketId> = lines
        .iter()
        .filter(|line| concerns_errands(&reader, &line.line))
        .filter_map(|line| line.ticket)
        .collect();
    let append = Append {
        log: LogName { branch: branch.id, device: push.device, epoch: push.epoch },
        heads: if lines.is_empty() { Vec::new() } else { signed },
        lines,
        keys: push.keys,
        now: state.clock.now(),
        reader,
        only_next: false,
    };
    let lines = (push.device == branch.own_device).then(|| append.lines.clone());
    let keys = if lines.is_some() { append.keys.clone() } else { Vec::new() };
    let held = match (state.store.append(append).await?, lines) {
        (Appended::Held(held), own_lines) => {
            if own_lines.is_some()
                && let Err(error) = state.finish_forgetting().await
            {
                // The lines are held and told; the next start does the rest.
                tracing::error!(error = &error as &dyn std::error::Error, "forgetting was not finished");
            }
            held
        }
        // Headquarters wrote on after it was restored, before it knew. What it had written before is issued again.
        (Appended::Fork(at), Some(lines)) => {
            own_log::issue_again(state, branch.id, &lines, keys).await?;
            return Err(ApiError::fork(at.seq, at.head));
        }
        (Appended::Fork(at), None) => return Err(ApiError::fork(at.seq, at.head)),
        (Appended::Gap(seq), _) => return Err(ApiError::gap(seq)),
    };
    if !errands.is_empty() {
        state.settle_errands_of(branch.id, errands.into_iter().collect()).await;
    }
    state.metrics.lines(new, held.set_aside.iter().map(|aside| aside.reason.as_ref()));
    let ack = Ack::signed(push.device, push.epoch, seq, head, held.at, &state.keys.ack);
    Ok(Taken { answer: PushAnswer { ack, set_aside: set_aside(&held), keys: held.keys }, new, known })
}

/// Whether a line may leave something to tell another branch.
fn concerns_errands(reader: &BranchReader, line: &str) -> bool {
    let concerns = ["TaskAnswered", "TaskGiven", "ErrandGiven", "TicketForgotten"];
    reader.line(line).is_ok_and(|line| concerns.contains(&line.kind()))
}

/// Refuses lines that their author has not signed up to the last, or that do not follow one another.
fn refuse_unvouched(
    heads: &[HeadSignature],
    (device, epoch): (DeviceId, EpochId),
    keys: &[VerifyingKey],
    lines: &[NewLine],
) -> Result<(), ApiError> {
    let is_last = |head: &HeadSignature| take_in::head(lines) == Some((head.seq, head.head));
    let is_signed = |head: &HeadSignature| keys.iter().any(|key| head.verify(device, epoch, key).is_ok());
    let all_signed = heads.iter().all(is_signed);
    let a_chain = lines.iter().all(|line| line.set_aside.is_none());
    if all_signed && a_chain && heads.last().is_some_and(is_last) { Ok(()) } else { Err(unsigned()) }
}

fn unsigned() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "signature", "the device did not sign these lines")
}

fn set_aside(held: &Held) -> Vec<SetAside> {
    let told = held.set_aside.iter().map(|aside| SetAside {
        seq: aside.seq,
        id: Line::parse(&aside.line).ok().map(|line| line.head().id),
        reason: aside.reason.to_string(),
    });
    told.collect()
}
