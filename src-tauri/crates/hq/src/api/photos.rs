//! A photo or an attachment, for a device of its branch.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use domain::Sha256;
use futures::{StreamExt, TryStreamExt, stream};

use super::{ApiPath, caller::Counter};
use crate::{HqState, Lying, error::ApiError, published::Binary};

const JPEG: &[u8] = &[0xff, 0xd8, 0xff];

/// The photo of this name.
#[utoipa::path(
    get,
    path = "/photos/{name}",
    responses((status = 200, content((Binary = "image/jpeg"), (Binary = "application/octet-stream"))))
)]
pub async fn photo(
    State(state): State<HqState>,
    Counter(device): Counter,
    ApiPath(name): ApiPath<String>,
) -> Result<Response, ApiError> {
    let sha256: Sha256 = name.parse().map_err(|_| ApiError::not_found())?;
    if state.store.find_photo(device.branch, sha256).await?.is_none() {
        return Err(ApiError::not_found());
    }
    let photo = state.shelf.open(device.branch, sha256).await?.ok_or_else(ApiError::photo_missing)?;
    let photo = Begun::reading(photo).await?;
    if photo.is_jpeg() { Ok(photo.shown()) } else { photo.handed_over("application/octet-stream", None) }
}

/// A photo or an attachment whose first bytes are here; the rest comes as it is asked for.
pub struct Begun {
    first: Bytes,
    rest: Lying,
}

impl Begun {
    /// Reads what comes first.
    pub async fn reading(mut lying: Lying) -> Result<Self, ApiError> {
        let mut first = Bytes::new();
        while first.len() < JPEG.len() {
            let Some(piece) = lying.bytes.try_next().await? else { break };
            first = if first.is_empty() { piece } else { [first, piece].concat().into() };
        }
        Ok(Self { first, rest: lying })
    }

    /// Whether it is what a photo is. Whatever a line calls it, nothing else is ever shown.
    pub fn is_jpeg(&self) -> bool {
        self.first.starts_with(JPEG)
    }

    /// A photo as a page shows it.
    pub fn shown(self) -> Response {
        jpeg(self.whole())
    }

    /// What a browser saves under `file` and never opens in this page's name.
    pub fn handed_over(self, media_type: &'static str, file: Option<&str>) -> Result<Response, ApiError> {
        let mut response = self.whole();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        let disposition = match file {
            Some(file) => HeaderValue::try_from(format!("attachment; filename=\"{file}\"")),
            None => Ok(HeaderValue::from_static("attachment")),
        };
        let disposition = disposition.unwrap_or(HeaderValue::from_static("attachment"));
        headers.insert(header::CONTENT_DISPOSITION, disposition);
        Ok(response)
    }

    /// All of it; a photo's name is its content, so it may be kept.
    fn whole(self) -> Response {
        let size = self.rest.size;
        let pieces = stream::iter([Ok(self.first)]).chain(self.rest.bytes);
        let mut response = kept(Body::from_stream(pieces));
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
        response
    }
}

/// A JPEG that was made here, or that was looked at.
pub fn jpeg(body: impl IntoResponse) -> Response {
    let mut response = kept(body);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    response
}

/// Its name is its content, so a browser may keep it.
fn kept(body: impl IntoResponse) -> Response {
    let mut response = body.into_response();
    let for_a_year = HeaderValue::from_static("private, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, for_a_year);
    response
}
