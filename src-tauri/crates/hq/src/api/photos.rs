//! A photo, for a device of its branch.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use domain::Sha256;

use super::caller::Counter;
use crate::{HqState, error::ApiError};

/// The photo of this name.
pub async fn photo(
    State(state): State<HqState>,
    Counter(device): Counter,
    Path(name): Path<String>,
) -> Result<Response, ApiError> {
    let sha256: Sha256 = name.parse().map_err(|_| ApiError::not_found())?;
    if state.store.find_photo(device.branch, sha256).await?.is_none() {
        return Err(ApiError::not_found());
    }
    let photo = state.shelf.find(device.branch, sha256).await?.ok_or_else(ApiError::not_found)?;
    Ok(shown(photo))
}

/// A photo as it is answered. What is no JPEG is handed over, never shown; a photo's name is its content.
pub fn shown(photo: Bytes) -> Response {
    let is_jpeg = photo.starts_with(&[0xff, 0xd8, 0xff]);
    let mut response = photo.into_response();
    let headers = response.headers_mut();
    if is_jpeg {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    } else {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    response
}
