//! Who calls: a device with its token, or anybody at an address.

use std::net::IpAddr;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
};
use protocol::hash_of;

use crate::{
    HqState,
    error::ApiError,
    guard::{Note, address_of},
    store::{Device, TokenHolder},
};

/// A device that may do everything a device may.
pub struct Counter(pub Device);

/// A device that may at least push and say hello.
pub struct Pusher(pub TokenHolder);

/// The address a request comes from.
pub struct Address(pub IpAddr);

impl FromRequestParts<HqState> for Pusher {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = authorization
            .and_then(|value| value.strip_prefix("Bearer "))
            .ok_or_else(ApiError::unauthenticated)?;
        let found = state.store.find_token(hash_of(token.as_bytes()), state.clock.now()).await?;
        let holder = found.ok_or_else(ApiError::unauthenticated)?;
        if let Some(note) = parts.extensions.get::<Note>() {
            note.device(holder.device.id);
        }
        state.device_requests.count_or_wait(holder.device.id).map_err(ApiError::too_many)?;
        Ok(Self(holder))
    }
}

impl FromRequestParts<HqState> for Counter {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &HqState) -> Result<Self, ApiError> {
        let Pusher(holder) = Pusher::from_request_parts(parts, state).await?;
        if holder.push_only {
            return Err(ApiError::new(
                StatusCode::GONE,
                "device_revoked",
                "this device was revoked; it may push alone",
            ));
        }
        Ok(Self(holder.device))
    }
}

impl FromRequestParts<HqState> for Address {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &HqState) -> Result<Self, Self::Rejection> {
        Ok(Self(address_of(parts)))
    }
}
