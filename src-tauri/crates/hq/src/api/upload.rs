//! Photos by tus 1.0: core, creation, checksum.
//!
//! A photo may be sent only when a stored line of the branch names it. Chunks are kept as they come; the whole is
//! verified and durable before it is acknowledged by its hash. An attachment comes in the same way, and is never opened.

use std::time::Duration;

use axum::{
    body::Body,
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures::StreamExt;
use protocol::{
    Sha256, hash_of,
    wire::{MOST_ATTACHMENT_BYTES, MOST_PART_BYTES, PHOTO_HEADER, UploadMetadata, checksum_is},
};

use super::{ApiPath, beside, caller::Counter, linger};
use crate::{
    HqState,
    clock::random,
    error::ApiError,
    published::Binary,
    store::{Device, Upload},
};

const TUS_VERSION: &str = "1.0.0";
const TUS_RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const UPLOAD_OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// Between two pieces of a chunk.
const PIECE_LIMIT: Duration = Duration::from_secs(30);

/// A client that speaks this version of tus.
pub struct Tus;

impl FromRequestParts<HqState> for Tus {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &HqState) -> Result<Self, ApiError> {
        let speaks = parts.headers.get(TUS_RESUMABLE).is_some_and(|version| version == TUS_VERSION);
        if speaks {
            Ok(Self)
        } else {
            Err(ApiError::new(StatusCode::PRECONDITION_FAILED, "tus_version", "uploads speak tus 1.0.0 here"))
        }
    }
}

/// What this server speaks.
#[utoipa::path(options, path = "/photos", responses((status = 204)), security(()))]
pub async fn offer() -> Response {
    let most = MOST_ATTACHMENT_BYTES.to_string();
    let headers = [
        ("tus-resumable", TUS_VERSION),
        ("tus-version", TUS_VERSION),
        ("tus-extension", "creation,checksum"),
        ("tus-checksum-algorithm", "sha256"),
        ("tus-max-size", most.as_str()),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Starts an upload, or finds the one under way, or says that the photo is here.
#[utoipa::path(
    post,
    path = "/photos",
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0."),
        ("Upload-Length" = u64, Header, description = "The photo's size, in bytes."),
        ("Upload-Metadata" = String, Header, description = "`sha256`, as tus encodes it."),
    ),
    responses((status = 201, description = "Location and Upload-Offset say where it goes on."))
)]
pub async fn create(
    State(state): State<HqState>,
    Counter(device): Counter,
    _: Tus,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let size: u64 =
        number(&headers, &UPLOAD_LENGTH).filter(|size| *size > 0).ok_or_else(ApiError::malformed)?;
    if size > MOST_ATTACHMENT_BYTES {
        return Err(ApiError::too_large());
    }
    let metadata = text(&headers, "upload-metadata").ok_or_else(ApiError::malformed)?;
    let metadata = UploadMetadata::from_header(metadata).map_err(|_| ApiError::malformed())?;
    if !state.store.is_photo_named(device.branch, metadata.sha256, size).await? {
        return Err(not_named());
    }
    let is_held = state.store.find_photo(device.branch, metadata.sha256).await?.is_some();
    let new = Upload {
        id: random(),
        branch: device.branch,
        device: device.id,
        sha256: metadata.sha256,
        size,
        held: if is_held { size } else { 0 },
    };
    let upload = state.store.start_upload(new, state.clock.now()).await?;
    let mut response = standing(&state, StatusCode::CREATED, &upload).await?;
    let location = format!("/api/v1/photos/{}", hex(&upload.id));
    let location = HeaderValue::from_str(&location).expect("a path of hex digits is a header");
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Where an upload stands.
#[utoipa::path(
    head,
    path = "/photos/{name}",
    params(("Tus-Resumable" = String, Header, description = "1.0.0.")),
    responses((status = 200, description = "Upload-Offset says how much of it is here."))
)]
pub async fn head(
    State(state): State<HqState>,
    Counter(device): Counter,
    _: Tus,
    ApiPath(name): ApiPath<String>,
) -> Result<Response, ApiError> {
    let upload = find(&state, &device, &name).await?;
    standing(&state, StatusCode::OK, &upload).await
}

/// Takes a chunk from where the upload stands.
#[utoipa::path(
    patch,
    path = "/photos/{name}",
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0."),
        ("Upload-Offset" = u64, Header, description = "Where the chunk begins, in bytes."),
        ("Upload-Checksum" = Option<String>, Header, description = "Of the chunk: `sha256 <base64>`."),
    ),
    request_body(content = Binary, content_type = "application/offset+octet-stream"),
    responses((status = 204, description = "Upload-Offset says how much of it is here."))
)]
pub async fn patch(
    State(state): State<HqState>,
    Counter(device): Counter,
    _: Tus,
    ApiPath(name): ApiPath<String>,
    request: Request,
) -> Result<Response, ApiError> {
    let headers = request.headers();
    if text(headers, "content-type") != Some("application/offset+octet-stream") {
        let message = "chunks come as application/offset+octet-stream";
        return Err(ApiError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", message));
    }
    let offset: u64 = number(headers, &UPLOAD_OFFSET).ok_or_else(ApiError::malformed)?;
    let checksum = text(headers, "upload-checksum").map(str::to_owned);
    let mut upload = find(&state, &device, &name).await?;
    if offset != upload.held {
        return Err(wrong_offset());
    }
    let room = (upload.size - upload.held).min(MOST_PART_BYTES) as usize;
    let (chunk, is_whole) = chunk(request.into_body(), room).await?;
    let (chunk, hash) = hashed(chunk).await;
    match checksum {
        Some(checksum) => match checksum_is(&checksum, hash) {
            Some(true) => {}
            Some(false) => return Err(mismatch("checksum", "the chunk is not what its checksum says")),
            None => return Err(ApiError::malformed()),
        },
        None if is_whole => {}
        // Without a checksum, what came of a broken chunk is a beginning: it is kept, and judged with the whole.
        None => tracing::debug!("a chunk broke off; what came is kept"),
    }
    if offset == 0 && chunk.len() as u64 == upload.size {
        // The whole photo at once: what is durable on the shelf needs not to be durable in the database before.
        keep(&state, &upload, chunk, hash).await?;
        upload.held = upload.size;
        return Ok(stands(StatusCode::NO_CONTENT, &upload, true));
    }
    let held = upload.held + chunk.len() as u64;
    if !state.store.append_chunk(upload.branch, upload.id, upload.held, chunk).await? {
        return Err(wrong_offset());
    }
    upload.held = held;
    standing(&state, StatusCode::NO_CONTENT, &upload).await
}

/// What comes of a chunk, and whether all of it came.
async fn chunk(body: Body, room: usize) -> Result<(Vec<u8>, bool), ApiError> {
    let mut stream = body.into_data_stream();
    let mut chunk = Vec::with_capacity(room);
    loop {
        match tokio::time::timeout(PIECE_LIMIT, stream.next()).await {
            Ok(None) => return Ok((chunk, true)),
            Ok(Some(Ok(piece))) if chunk.len() + piece.len() > room => {
                linger(stream);
                return Err(ApiError::too_large());
            }
            Ok(Some(Ok(piece))) => chunk.extend_from_slice(&piece),
            Ok(Some(Err(_))) | Err(_) => return Ok((chunk, false)),
        }
    }
}

/// The upload's place, and the photo's hash once it is whole, verified and durable.
async fn standing(state: &HqState, status: StatusCode, upload: &Upload) -> Result<Response, ApiError> {
    let is_held = upload.held == upload.size && finish(state, upload).await?;
    Ok(stands(status, upload, is_held))
}

fn stands(status: StatusCode, upload: &Upload, is_held: bool) -> Response {
    let mut response = status.into_response();
    let headers = response.headers_mut();
    headers.insert(TUS_RESUMABLE, HeaderValue::from_static(TUS_VERSION));
    headers.insert(UPLOAD_OFFSET, HeaderValue::from(upload.held));
    headers.insert(UPLOAD_LENGTH, HeaderValue::from(upload.size));
    if is_held {
        let sha256 = HeaderValue::from_str(&upload.sha256.to_string()).expect("a hash is hex");
        headers.insert(PHOTO_HEADER, sha256);
    }
    response
}

/// Puts a photo together from its chunks and keeps it; nothing is left to do when that was done before.
async fn finish(state: &HqState, upload: &Upload) -> Result<bool, ApiError> {
    if state.store.find_photo(upload.branch, upload.sha256).await?.is_some() {
        return Ok(true);
    }
    // Whole ones stand in memory, and an attachment is long: no more than a few at once.
    let _permit = state.wholes.acquire().await;
    let photo = state.store.upload_bytes(upload.branch, upload.id).await?;
    let (photo, hash) = hashed(photo).await;
    if photo.is_empty() {
        // Its chunks are gone: another request has found it whole, or it is not awaited any more.
        return match state.store.find_photo(upload.branch, upload.sha256).await? {
            Some(_) => Ok(true),
            None => {
                state.store.drop_upload(upload.branch, upload.id).await?;
                Err(not_awaited(state, upload).await?)
            }
        };
    }
    keep(state, upload, photo, hash).await?;
    Ok(true)
}

/// Puts a whole photo on the shelf, if it is what it was announced to be, and notes that it is held.
async fn keep(state: &HqState, upload: &Upload, photo: Vec<u8>, hash: Sha256) -> Result<(), ApiError> {
    if photo.len() as u64 != upload.size || hash != upload.sha256 {
        state.store.drop_upload(upload.branch, upload.id).await?;
        return Err(mismatch("photo_damaged", "the photo is not what its name says; send it again"));
    }
    let _permit = state.shelved.acquire().await;
    state.shelf.put(upload.branch, upload.sha256, photo).await?;
    if !state.store.photo_is_held(upload.clone(), state.clock.now()).await? {
        return Err(not_awaited(state, upload).await?);
    }
    state.metrics.photo(upload.size);
    Ok(())
}

async fn hashed(bytes: Vec<u8>) -> (Vec<u8>, Sha256) {
    beside(move || {
        let hash = hash_of(&bytes);
        (bytes, hash)
    })
    .await
}

async fn find(state: &HqState, device: &Device, name: &str) -> Result<Upload, ApiError> {
    let id = from_hex(name).ok_or_else(ApiError::not_found)?;
    state.store.find_upload(device.branch, id, state.clock.now()).await?.ok_or_else(ApiError::not_found)
}

fn not_named() -> ApiError {
    let message = "no line that is held names this photo; push the text first";
    ApiError::new(StatusCode::CONFLICT, "photo_not_named", message)
}

/// Why an upload that was under way is not any more: its ticket was forgotten meanwhile, or it is to be begun anew.
async fn not_awaited(state: &HqState, upload: &Upload) -> Result<ApiError, ApiError> {
    let is_named = state.store.is_photo_named(upload.branch, upload.sha256, upload.size).await?;
    Ok(if is_named { ApiError::not_found() } else { not_named() })
}

fn wrong_offset() -> ApiError {
    ApiError::new(StatusCode::CONFLICT, "offset", "the upload stands elsewhere; ask where")
}

/// 460 is the status that tus gives to a checksum that does not fit.
fn mismatch(code: &str, message: &str) -> ApiError {
    ApiError::new(StatusCode::from_u16(460).expect("460 is a status"), code, message)
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

fn hex(id: &[u8; 16]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(name: &str) -> Option<[u8; 16]> {
    let is_hex = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hex.then(|| u128::from_str_radix(name, 16).ok()).flatten().map(u128::to_be_bytes)
}
