//! Bodies and queries, read within bounds, and refused in the form of every refusal.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{header, request::Parts},
};
use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use serde::de::DeserializeOwned;

use crate::{
    error::ApiError,
    guard::{MOST_FORM_BYTES, MOST_POLICY_BODY_BYTES},
};

/// How long a refused client has to see that it is.
const LINGER: Duration = Duration::from_millis(500);

/// The body, of at most `most` bytes, however many were declared.
pub async fn bounded(body: Body, most: usize) -> Result<Bytes, ApiError> {
    let mut stream = body.into_data_stream();
    let mut whole = BytesMut::new();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|_| ApiError::malformed())?;
        if whole.len() + piece.len() > most {
            linger(stream);
            return Err(ApiError::too_large());
        }
        whole.extend_from_slice(&piece);
    }
    Ok(whole.freeze())
}

/// Does work that keeps a processor busy, or waits for the disk, beside the threads that answer.
pub async fn beside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        // Whoever asked is told as if it had panicked here.
        Err(stopped) => std::panic::resume_unwind(stopped.into_panic()),
    }
}

/// Leaves the rest of a body unread for a moment. A connection that is closed on a client in the middle of sending
/// takes the answer with it; one that is merely not read on lets the client see the refusal and stop.
pub fn linger<B: Send + 'static>(body: B) {
    tokio::spawn(async move {
        tokio::time::sleep(LINGER).await;
        drop(body);
    });
}

/// A JSON body. Its content type must say so: no form of a foreign site can send one.
pub struct ApiJson<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for ApiJson<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        read(request, MOST_FORM_BYTES).await.map(Self)
    }
}

/// The same with a policy's document in it.
pub struct ApiDocument<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for ApiDocument<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let too_large = ApiError::too_large();
        let read = read(request, MOST_POLICY_BODY_BYTES).await;
        read.map(Self).map_err(|error| if error == too_large { ApiError::policy_too_large() } else { error })
    }
}

async fn read<T: DeserializeOwned>(request: Request, most: usize) -> Result<T, ApiError> {
    let content_type = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !content_type.is_some_and(|value| value.starts_with("application/json")) {
        return Err(ApiError::malformed());
    }
    let body = bounded(request.into_body(), most).await?;
    serde_json::from_slice(&body).map_err(|_| ApiError::malformed())
}

/// A query.
pub struct ApiQuery<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        Query::try_from_uri(&parts.uri).map(|Query(query)| Self(query)).map_err(|_| ApiError::malformed())
    }
}

/// A place that was asked for: none is beyond what the database can count.
pub fn countable(place: u64) -> u64 {
    place.min(i64::MAX as u64)
}

/// The parts of a path that stand for something. What cannot be read names nothing that is there.
pub struct ApiPath<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for ApiPath<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let read = Path::from_request_parts(parts, state).await;
        read.map(|Path(path)| Self(path)).map_err(|_| ApiError::not_found())
    }
}
