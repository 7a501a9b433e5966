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
    sign_in::{begin_session, count_failure, must_not_be_locked, unwritten},
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
    must_know_password(&state, &viewer, &form.password).await?;
    state.store.clear_failures(Tried::Password.by(&viewer)).await?;
    refuse_short(&form.new_password).map_err(refusal)?;
    if form.new_password == form.password {
        return Err(refusal(RegisterError::SamePassword));
    }
    let now = state.clock.now();
    let entry = viewer.by().did(AuditAct::PasswordChanged, viewer.account(), outcome::DONE, now);
    let chosen = state.audited(entry, state.choose_password(viewer.own(), &form.new_password)).await;
    let account = chosen.map_err(refusal)?;
    let begun = begin_session(&state, &account, viewer.by().address, now).await?;
    begun.ok_or_else(|| refusal(RegisterError::AccountChanged))
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
    must_know_password(&state, &viewer, &form.password).await?;
    must_hold_second_step(&state, &viewer, form.code.as_deref()).await?;
    for tried in [Tried::Password, Tried::Code] {
        state.store.clear_failures(tried.by(&viewer)).await?;
    }
    let offered = state.offer_second_step(viewer.own(), viewer.session().1);
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
    let set = state.set_second_step(viewer.own(), viewer.session().1, &sealed, &form.code);
    Ok(Json(RecoveryView { codes: state.audited(entry, set).await? }))
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

/// What is tried at one's own page. Each is counted by itself: a password that fits forgives no code that was guessed.
#[derive(Clone, Copy)]
enum Tried {
    Password,
    Code,
}

impl Tried {
    /// What failures of the viewer are counted under.
    fn by(self, viewer: &Viewer) -> Sha256 {
        let tried = match self {
            Self::Password => "own",
            Self::Code => "own code",
        };
        hash_of(format!("{tried} {}", viewer.person()).as_bytes())
    }
}

/// Refuses whoever sits at a page that another left open. Failures count as at the door.
async fn must_know_password(state: &HqState, viewer: &Viewer, password: &str) -> Result<(), ApiError> {
    let (by, who) = (viewer.by(), Tried::Password.by(viewer));
    must_not_be_locked(state, &by, who).await?;
    let fits = state.password_fits(password.to_owned(), Some(viewer.own().password.clone())).await?;
    // Of many that came at once the first may have locked it meanwhile; whether this one fitted is not told then.
    must_not_be_locked(state, &by, who).await?;
    if fits {
        return Ok(());
    }
    count_failure(state, &by, who, "password_wrong").await?;
    Err(ApiError::new(StatusCode::FORBIDDEN, "password_wrong", "this is not the password of the account"))
}

/// A second step is replaced by whoever has it. Failures count here too; nothing typed is none.
async fn must_hold_second_step(state: &HqState, viewer: &Viewer, code: Option<&str>) -> Result<(), ApiError> {
    if viewer.own().second_step.is_none() {
        return Ok(());
    }
    let code = code.map(str::trim).filter(|code| !code.is_empty()).ok_or_else(code_refused)?;
    let (by, who) = (viewer.by(), Tried::Code.by(viewer));
    must_not_be_locked(state, &by, who).await?;
    match state.prove_second_step(viewer.own(), code).await? {
        Proof::Code => {}
        Proof::Recovery => {
            let used = by.did(AuditAct::RecoveryCodeUsed, "", outcome::DONE, state.clock.now());
            state.audit(used).await.map_err(unwritten)?;
        }
        Proof::Wrong => {
            count_failure(state, &by, who, "code_refused").await?;
            return Err(code_refused());
        }
    }
    must_not_be_locked(state, &by, who).await
}

impl From<SecondStepError> for ApiError {
    fn from(error: SecondStepError) -> Self {
        match error {
            SecondStepError::Store(error) => error.into(),
            SecondStepError::Seal(error) => error.into(),
            SecondStepError::Code => code_refused(),
            SecondStepError::NotOffered => Self::new(
                StatusCode::CONFLICT,
                "offer_over",
                "it is no longer offered, or not here; begin again",
            ),
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
