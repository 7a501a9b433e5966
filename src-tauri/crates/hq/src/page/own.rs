//! What everybody sees to for themselves: their password, their second step, and where they are signed in.

use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use domain::{AuditAct, Instant};
use fast_qr::{ECL, QRBuilder};
use protocol::{Sha256, hash_of};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    accounts::refusal,
    session::{Holder, Owner, Viewer},
    sign_in::{begin_session, blocked_until},
};
use crate::{
    HqState, RegisterError,
    accounts::refuse_short,
    api::ApiJson,
    audited::outcome,
    error::ApiError,
    second_step::{Proof, SecondStepError},
    store::SecondStep,
};

/// How one's own account stands.
#[derive(Serialize, ToSchema)]
pub struct OwnView {
    /// When the second step was set up.
    second_step_since: Option<Instant>,
    recovery_codes: u32,
    is_second_step_needed: bool,
    sessions: Vec<SessionView>,
}

/// Where one is signed in.
#[derive(Serialize, ToSchema)]
pub struct SessionView {
    /// Names it, and opens nothing.
    id: Sha256,
    started_at: Instant,
    used_at: Instant,
    address: String,
    is_this: bool,
}

/// One's password, and another.
#[derive(Deserialize, ToSchema)]
pub struct PasswordForm {
    password: String,
    new_password: String,
}

/// What proves that it is oneself who sits there.
#[derive(Deserialize, ToSchema)]
pub struct ProofForm {
    password: String,
    /// A code of the second step that is to be replaced.
    #[serde(default)]
    code: Option<String>,
}

/// A second step to be set up.
#[derive(Serialize, ToSchema)]
pub struct OfferView {
    /// As it is typed.
    text: String,
    /// As it is scanned.
    qr: QrView,
    /// To be brought back.
    sealed: String,
}

/// A QR code: so many modules wide and high, and its dark ones as the path of an SVG.
#[derive(Serialize, ToSchema)]
pub struct QrView {
    size: usize,
    path: String,
}

/// The first code of a second step.
#[derive(Deserialize, ToSchema)]
pub struct FirstCodeForm {
    sealed: String,
    code: String,
}

/// Codes for the day on which the telephone is lost, told once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryView {
    codes: Vec<String>,
}

/// A session to be ended.
#[derive(Deserialize, ToSchema)]
pub struct EndForm {
    id: Sha256,
}

/// How one's own account stands.
#[utoipa::path(get, path = "/own", responses((status = 200, body = OwnView)))]
pub async fn own(State(state): State<HqState>, Holder(viewer): Holder) -> Result<Json<OwnView>, ApiError> {
    Ok(Json(view(&state, &viewer).await?))
}

/// Chooses another password; every other session ends, and this one goes on under another cookie.
#[utoipa::path(
    post,
    path = "/own/password",
    request_body = PasswordForm,
    responses((status = 200, body = super::sign_in::SignedIn))
)]
pub async fn change_password(
    State(state): State<HqState>,
    Owner(viewer): Owner,
    ApiJson(form): ApiJson<PasswordForm>,
) -> Result<Response, ApiError> {
    must_be_themselves(&state, &viewer, &form.password).await?;
    refuse_short(&form.new_password).map_err(refusal)?;
    if form.new_password == form.password {
        return Err(refusal(RegisterError::SamePassword));
    }
    let now = state.clock.now();
    let entry = viewer.by().did(AuditAct::PasswordChanged, viewer.account(), outcome::DONE, now);
    state
        .audited(entry, state.change_password(viewer.account(), &form.new_password))
        .await
        .map_err(refusal)?;
    begin_session(&state, viewer.account(), viewer.by().address, now).await
}

/// Offers a second step; it counts once its first code is brought.
#[utoipa::path(
    post,
    path = "/own/second-step/offer",
    request_body = ProofForm,
    responses((status = 200, body = OfferView))
)]
pub async fn offer_second_step(
    State(state): State<HqState>,
    Owner(viewer): Owner,
    ApiJson(form): ApiJson<ProofForm>,
) -> Result<Json<OfferView>, ApiError> {
    must_be_themselves(&state, &viewer, &form.password).await?;
    must_hold_second_step(&state, &viewer, form.code.as_deref()).await?;
    let offered = state.offer_second_step(viewer.own());
    let sealed = offered.sealed.iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Json(OfferView { qr: qr(&offered.uri)?, text: offered.text, sealed }))
}

/// Sets the second step up. The recovery codes are told once.
#[utoipa::path(
    post,
    path = "/own/second-step",
    request_body = FirstCodeForm,
    responses((status = 200, body = RecoveryView))
)]
pub async fn set_second_step(
    State(state): State<HqState>,
    Owner(viewer): Owner,
    ApiJson(form): ApiJson<FirstCodeForm>,
) -> Result<Json<RecoveryView>, ApiError> {
    let sealed = unhex(&form.sealed).ok_or_else(ApiError::malformed)?;
    let entry = viewer.by().did(AuditAct::SecondStepSet, viewer.account(), outcome::BEGUN, state.clock.now());
    let set = state.audited(entry, state.set_second_step(viewer.own(), sealed, &form.code)).await;
    let codes = set.map_err(|error| match error {
        SecondStepError::Seal(_) => ApiError::malformed(),
        error => error.into(),
    })?;
    Ok(Json(RecoveryView { codes }))
}

/// Ends one of one's own sessions.
#[utoipa::path(
    post,
    path = "/own/sessions/end",
    request_body = EndForm,
    responses((status = 200, body = OwnView))
)]
pub async fn end_session(
    State(state): State<HqState>,
    Owner(viewer): Owner,
    ApiJson(form): ApiJson<EndForm>,
) -> Result<Response, ApiError> {
    let now = state.clock.now();
    let own = state.store.list_page_sessions(viewer.account(), now).await?;
    if !own.iter().any(|(token, _)| *token == form.id) {
        return Err(ApiError::not_found());
    }
    let entry = viewer.by().did(AuditAct::SessionEnded, viewer.account(), outcome::DONE, now);
    state.audited(entry, state.store.end_page_session(form.id)).await?;
    Ok(Json(view(&state, &viewer).await?).into_response())
}

async fn view(state: &HqState, viewer: &Viewer) -> Result<OwnView, ApiError> {
    let own = viewer.own();
    let sessions = state.store.list_page_sessions(&own.name, state.clock.now()).await?;
    let shown = sessions.into_iter().map(|(token, session)| SessionView {
        is_this: token == viewer.session().1,
        id: token,
        started_at: session.started_at,
        used_at: session.used_at,
        address: session.address,
    });
    Ok(OwnView {
        second_step_since: own.second_step.as_ref().map(|step: &SecondStep| step.since),
        recovery_codes: state.store.count_recovery_codes(&own.name).await?,
        is_second_step_needed: state.door.need_second_step(&own.roles, viewer.today()),
        sessions: shown.collect(),
    })
}

/// Refuses whoever sits at a page that another left open. Failures count as at the door.
async fn must_be_themselves(state: &HqState, viewer: &Viewer, password: &str) -> Result<(), ApiError> {
    let (now, who) = (state.clock.now(), hash_of(format!("own {}", viewer.person()).as_bytes()));
    if let Some(until) = state.store.blocked_until(who).await?.filter(|until| *until > now) {
        let wait = u64::try_from(until.unix_ms() - now.unix_ms()).unwrap_or(0);
        return Err(ApiError::too_many(std::time::Duration::from_millis(wait)));
    }
    if state.password_fits(password.to_owned(), Some(viewer.own().password.clone())).await? {
        return Ok(state.store.clear_failures(who).await?);
    }
    state.store.count_failure(who, blocked_until, now).await?;
    Err(ApiError::new(StatusCode::FORBIDDEN, "password_wrong", "this is not the password of the account"))
}

/// A second step is replaced by whoever has it.
async fn must_hold_second_step(state: &HqState, viewer: &Viewer, code: Option<&str>) -> Result<(), ApiError> {
    if viewer.own().second_step.is_none() {
        return Ok(());
    }
    match state.prove_second_step(viewer.own(), code.unwrap_or_default()).await? {
        Proof::Wrong => Err(code_refused()),
        Proof::Code | Proof::Recovery => Ok(()),
    }
}

impl From<SecondStepError> for ApiError {
    fn from(error: SecondStepError) -> Self {
        match error {
            SecondStepError::Store(error) => error.into(),
            SecondStepError::Seal(error) => error.into(),
            SecondStepError::Code => code_refused(),
        }
    }
}

fn code_refused() -> ApiError {
    ApiError::new(StatusCode::FORBIDDEN, "code_refused", "the code is wrong, or was used before")
}

fn qr(text: &str) -> Result<QrView, ApiError> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| ApiError::internal())?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in (0..code.size).filter(|x| code[y][*x].value()) {
            path += &format!("M{x} {y}h1v1h-1z");
        }
    }
    Ok(QrView { size: code.size, path })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    const MOST_DIGITS: usize = 512;
    if text.len() > MOST_DIGITS || !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}
