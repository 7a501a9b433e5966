//! A signed nonce against a token of fifteen minutes.

use axum::{Json, extract::State, http::StatusCode};
use protocol::{
    hash_of,
    wire::{LoginAnswer, LoginNonce, LoginRequest, NonceAnswer, NonceRequest},
};

use super::{ApiJson, caller::Address};
use crate::{
    HqState,
    clock::{new_token, random},
    error::ApiError,
};

const NONCE_MS: i64 = 2 * 60 * 1_000;
const TOKEN_MS: i64 = 15 * 60 * 1_000;

/// Gives out a nonce; one who is not known gets one too, and learns nothing.
#[utoipa::path(
    post,
    path = "/login/nonce",
    request_body = NonceRequest,
    responses((status = 200, body = NonceAnswer))
)]
pub async fn nonce(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(request): ApiJson<NonceRequest>,
) -> Result<Json<NonceAnswer>, ApiError> {
    state.login_tries.count(from)?;
    let nonce = random();
    if state.store.find_device(request.device).await?.is_some() {
        let expires_at = state.clock.now().plus_ms(NONCE_MS);
        state.store.add_nonce(nonce, request.device, expires_at).await?;
    }
    Ok(Json(NonceAnswer { nonce: LoginNonce::from_bytes(nonce) }))
}

/// Gives out a token for a signature over a nonce.
#[utoipa::path(
    post,
    path = "/login",
    request_body = LoginRequest,
    responses((status = 200, body = LoginAnswer))
)]
pub async fn login(
    State(state): State<HqState>,
    Address(from): Address,
    ApiJson(request): ApiJson<LoginRequest>,
) -> Result<Json<LoginAnswer>, ApiError> {
    state.login_tries.count(from)?;
    let now = state.clock.now();
    let device = state.store.find_device(request.device).await?.ok_or_else(refused)?;
    let branch = state.branch(device.branch).await?;
    let is_fresh = state.store.take_nonce(*request.nonce.as_bytes(), device.id, now).await?;
    if !is_fresh || request.verify(branch.own_device, &device.signing_key).is_err() {
        return Err(refused());
    }
    let token = new_token();
    let expires_at = now.plus_ms(TOKEN_MS);
    let push_only = device.revoked_at.is_some();
    state.store.add_token(hash_of(token.as_bytes()), device.id, push_only, expires_at, now).await?;
    let sealing = Some(state.keys.sealing_certificate);
    Ok(Json(LoginAnswer { token, expires_at, push_only, sealing }))
}

fn refused() -> ApiError {
    ApiError::new(
        StatusCode::UNAUTHORIZED,
        "login_refused",
        "the device is not known here, or did not sign this nonce",
    )
}
