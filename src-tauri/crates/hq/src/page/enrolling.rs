//! Counters at the page: codes that enrol one, codes for one whose keys were lost, and revoking.

use axum::{Json, extract::State, http::StatusCode};
use domain::{Act, AuditAct, BranchId, CounterLetter, DeviceId, Instant};
use protocol::Sha256;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    accounts::refusal,
    session::{Mover, Viewer},
};
use crate::{
    AuditEntry, HqState, Offer,
    api::{ApiJson, ApiPath},
    audited::outcome,
    error::ApiError,
    store::{Device, letters},
};

const VALID_MS: i64 = 24 * 60 * 60 * 1_000;
const MOST_NAME_CHARS: usize = 40;
const MOST_REASON_CHARS: usize = 200;

/// The letters of a branch's counters.
#[derive(Serialize, ToSchema)]
pub struct LettersView {
    free: Vec<String>,
    used: Vec<String>,
}

/// For which counter a code is wanted.
#[derive(Deserialize, ToSchema)]
pub struct CodeForm {
    branch: BranchId,
    letter: CounterLetter,
    /// As people call it.
    name: String,
}

/// A code that was given out and not used yet. Itself it was told once.
#[derive(Serialize, ToSchema)]
pub struct OpenCodeView {
    /// Names it here: the hash of its secret.
    mark: Sha256,
    /// For which branch.
    branch: BranchId,
    /// That branch's four characters.
    branch_code: String,
    /// As people call it.
    branch_name: String,
    /// For which counter.
    letter: String,
    /// As people call it.
    counter_name: String,
    /// When it ends.
    expires_at: Instant,
    /// The device whose counter and work are taken over with it.
    recovers: Option<DeviceId>,
}

/// Why a device may only push from now on.
#[derive(Deserialize, ToSchema)]
pub struct RevokeForm {
    reason: String,
}

/// A code, told once.
#[derive(Serialize, ToSchema)]
pub struct CodeView {
    code: String,
    expires_at: Instant,
}

impl From<Offer> for CodeView {
    fn from(offer: Offer) -> Self {
        Self { code: offer.code.to_string(), expires_at: offer.expires_at }
    }
}

/// Which letters of a branch a counter has, or will by an open code, and which are free.
#[utoipa::path(get, path = "/devices/letters/{branch}", responses((status = 200, body = LettersView)))]
pub async fn letters_of(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(branch): ApiPath<String>,
) -> Result<Json<LettersView>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let branch = branch.parse().map_err(|_| ApiError::not_found())?;
    must_see(&viewer, branch)?;
    let free = state.free_letters(branch).await.map_err(refusal)?;
    let mut letters = letters();
    // The last is headquarters' own.
    letters.next_back();
    let (free, used) = letters.partition::<Vec<_>, _>(|letter| free.contains(letter));
    let shown = |letters: Vec<CounterLetter>| letters.iter().map(ToString::to_string).collect();
    Ok(Json(LettersView { free: shown(free), used: shown(used) }))
}

/// Gives out a code for a counter, good for a day. A letter that a counter or an open code has is refused.
#[utoipa::path(
    post,
    path = "/devices/codes",
    request_body = CodeForm,
    responses((status = 200, body = CodeView))
)]
pub async fn offer(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiJson(form): ApiJson<CodeForm>,
) -> Result<Json<CodeView>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    must_see(&viewer, form.branch)?;
    if !state.free_letters(form.branch).await.map_err(refusal)?.contains(&form.letter) {
        let message = "a counter of this branch has this letter, or a code for it is open; end that first, or take another";
        return Err(ApiError::new(StatusCode::CONFLICT, "letter_taken", message));
    }
    let name: String = form.name.trim().chars().take(MOST_NAME_CHARS).collect();
    let name = if name.is_empty() { format!("{} 柜", form.letter) } else { name };
    let code = state.branch(form.branch).await?.code;
    let offered = state.offer_enrolment(form.branch, form.letter, &name, VALID_MS);
    let entry =
        noted(&state, &viewer, form.branch, AuditAct::CodeOffered, &format!("{code} {}", form.letter));
    Ok(Json(state.audited(entry, offered).await.map_err(refusal)?.into()))
}

/// The codes for counters of the viewer's branches that may still be used, the first to end first.
#[utoipa::path(get, path = "/devices/codes", responses((status = 200, body = Vec<OpenCodeView>)))]
pub async fn codes(
    State(state): State<HqState>,
    viewer: Viewer,
) -> Result<Json<Vec<OpenCodeView>>, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let mut views = Vec::new();
    for offer in state.store.list_enrolment_offers(state.clock.now()).await? {
        if !viewer.branches.contains(&offer.branch) {
            continue;
        }
        let Some(branch) = state.store.find_branch(offer.branch).await? else { continue };
        views.push(OpenCodeView {
            mark: offer.secret,
            branch: offer.branch,
            branch_code: branch.code.to_string(),
            branch_name: branch.name,
            letter: offer.counter_letter.to_string(),
            counter_name: offer.counter_name,
            expires_at: offer.expires_at,
            recovers: offer.recovers,
        });
    }
    Ok(Json(views))
}

/// Ends a code that nobody has used.
#[utoipa::path(post, path = "/devices/codes/{mark}/withdraw", responses((status = 204)))]
pub async fn withdraw(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(mark): ApiPath<String>,
) -> Result<StatusCode, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let mark: Sha256 = mark.parse().map_err(|_| ApiError::not_found())?;
    let now = state.clock.now();
    let offers = state.store.list_enrolment_offers(now).await?;
    let offer = offers.into_iter().find(|offer| offer.secret == mark).ok_or_else(ApiError::not_found)?;
    must_see(&viewer, offer.branch)?;
    let code = state.branch(offer.branch).await?.code;
    let about = format!("{code} {}", offer.counter_letter);
    let entry = noted(&state, &viewer, offer.branch, AuditAct::CodeWithdrawn, &about);
    // One that was used in this very moment is a device now, and is revoked as one.
    if state.audited(entry, state.store.withdraw_enrolment_offer(mark, now)).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}

/// Gives out a code with which another device takes over the work of one whose keys were lost.
#[utoipa::path(post, path = "/devices/{device}/recover", responses((status = 200, body = CodeView)))]
pub async fn recover(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(device): ApiPath<String>,
) -> Result<Json<CodeView>, ApiError> {
    let device = seen(&state, &viewer, &device).await?;
    if device.replaced_by.is_some() {
        let message = "another device took over its work already";
        return Err(ApiError::new(StatusCode::CONFLICT, "device_replaced", message));
    }
    let entry = noted(&state, &viewer, device.branch, AuditAct::RecoveryOffered, &device.id.to_string());
    let offered = state.audited(entry, state.offer_recovery(device.id, VALID_MS)).await;
    Ok(Json(offered.map_err(refusal)?.into()))
}

/// Lets a device push and nothing else from now on. Why stands in the audit log.
#[utoipa::path(
    post,
    path = "/devices/{device}/revoke",
    request_body = RevokeForm,
    responses((status = 204))
)]
pub async fn revoke(
    State(state): State<HqState>,
    Mover(viewer): Mover,
    ApiPath(device): ApiPath<String>,
    ApiJson(form): ApiJson<RevokeForm>,
) -> Result<StatusCode, ApiError> {
    let device = seen(&state, &viewer, &device).await?;
    let is_plain = |letter: &char| !letter.is_control();
    let reason: String = form.reason.trim().chars().filter(is_plain).take(MOST_REASON_CHARS).collect();
    if reason.is_empty() {
        let message = "say why the device is revoked";
        return Err(ApiError::new(StatusCode::UNPROCESSABLE_ENTITY, "reason_wanted", message));
    }
    let about = format!("{} {reason}", device.id);
    let entry = noted(&state, &viewer, device.branch, AuditAct::DeviceRevoked, &about);
    state.audited(entry, state.revoke_device(device.id)).await.map_err(refusal)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A device of the viewer's branches, for who runs headquarters; any other is not there.
async fn seen(state: &HqState, viewer: &Viewer, device: &str) -> Result<Device, ApiError> {
    viewer.must(Act::RunHeadquarters)?;
    let id: DeviceId = device.parse().map_err(|_| ApiError::not_found())?;
    let device = state.store.find_device(id).await?.ok_or_else(ApiError::not_found)?;
    must_see(viewer, device.branch)?;
    Ok(device)
}

fn must_see(viewer: &Viewer, branch: BranchId) -> Result<(), ApiError> {
    if viewer.branches.contains(&branch) { Ok(()) } else { Err(ApiError::not_found()) }
}

fn noted(state: &HqState, viewer: &Viewer, branch: BranchId, act: AuditAct, about: &str) -> AuditEntry {
    let entry = viewer.by().did(act, about, outcome::DONE, state.clock.now());
    AuditEntry { unit: Some(branch.into()), ..entry }
}
