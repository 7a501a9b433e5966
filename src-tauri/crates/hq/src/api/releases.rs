//! The release that a counter may go to, and its file.

use std::ops::Range;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::Sha256;
use protocol::{AppVersion, wire::UpdateAnswer};
use serde::Deserialize;

use super::{ApiPath, ApiQuery, caller::Counter};
use crate::{HqState, error::ApiError, published::Binary};

/// Which program asks.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UpdateQuery {
    /// On which machine it runs.
    target: String,
    /// Its version.
    #[param(inline)]
    version: AppVersion,
}

/// What the counter's program may go to now; mostly nothing.
#[utoipa::path(get, path = "/update", params(UpdateQuery), responses((status = 200, body = UpdateAnswer)))]
pub async fn update(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiQuery(asked): ApiQuery<UpdateQuery>,
) -> Result<Json<UpdateAnswer>, ApiError> {
    let release = state.release_for(&device, &asked.target, &asked.version).await?;
    Ok(Json(UpdateAnswer { release }))
}

/// The file of a release whose stage the device is in, whole or the part that it asks for.
#[utoipa::path(
    get,
    path = "/releases/{sha256}",
    params(("Range" = Option<String>, Header, description = "One part: `bytes=from-` or `bytes=from-to`.")),
    responses(
        (status = 200, content((Binary = "application/octet-stream"))),
        (status = 206, description = "The part that was asked for.", content((Binary = "application/octet-stream")))
    )
)]
pub async fn file(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiPath(name): ApiPath<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let sha256: Sha256 = name.parse().map_err(|_| ApiError::not_found())?;
    let release =
        state.release_with_file(&device, sha256).await?.ok_or_else(ApiError::release_not_offered)?;
    let wanted = headers.get(header::RANGE).map(|wanted| range(wanted, release.size));
    let (status, part) = match wanted {
        None => (StatusCode::OK, 0..release.size),
        Some(Some(part)) => (StatusCode::PARTIAL_CONTENT, part),
        Some(None) => return Ok(no_such_part(release.size)),
    };
    let opened = state.shelf.open_release(sha256, part.clone()).await?;
    let bytes = opened.ok_or_else(ApiError::release_file_missing)?;
    let mut response = (status, Body::from_stream(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(part.end - part.start));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if status == StatusCode::PARTIAL_CONTENT {
        let told = format!("bytes {}-{}/{}", part.start, part.end - 1, release.size);
        headers.insert(header::CONTENT_RANGE, ascii(&told));
    }
    Ok(response)
}

/// One part, as `bytes=from-` or `bytes=from-to` asks for it; counters ask for no others.
fn range(wanted: &HeaderValue, size: u64) -> Option<Range<u64>> {
    let (from, to) = wanted.to_str().ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let from: u64 = from.parse().ok()?;
    let end = if to.is_empty() { size } else { to.parse::<u64>().ok()?.checked_add(1)?.min(size) };
    (from < end).then_some(from..end)
}

fn no_such_part(size: u64) -> Response {
    let refusal =
        ApiError::new(StatusCode::RANGE_NOT_SATISFIABLE, "no_such_part", "the file has no such part");
    let mut response = refusal.into_response();
    response.headers_mut().insert(header::CONTENT_RANGE, ascii(&format!("bytes */{size}")));
    response
}

fn ascii(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("digits and signs are a header")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_within_the_file_or_none() {
        for (wanted, part) in [
            ("bytes=0-", Some(0..100)),
            ("bytes=40-", Some(40..100)),
            ("bytes=40-49", Some(40..50)),
            ("bytes=99-99", Some(99..100)),
            ("bytes=40-4000", Some(40..100)),
            ("bytes=100-", None),
            ("bytes=50-49", None),
            ("bytes=-10", None),
            ("bytes=0-9,20-29", None),
            ("bytes=0-18446744073709551615", None),
            ("lines=0-9", None),
            ("bytes=", None),
        ] {
            assert_eq!(range(&ascii(wanted), 100), part, "{wanted}");
        }
    }
}
