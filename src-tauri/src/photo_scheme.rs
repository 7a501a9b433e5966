//! `photo://localhost/<sha256>?size=thumb|full`: photos for picture elements of our own window.
//!
//! Paths never come from a page: a photo is named by its hash, and the bytes are decrypted on the way.

use domain::Sha256;
use tauri::http::{Request, Response, StatusCode, header};

use crate::state::Shell;

/// The scheme's name.
pub const SCHEME: &str = "photo";

/// Answers with the picture, or 404 for anything else.
pub async fn answer(shell: &Shell, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    match find(shell, request).await {
        Some(jpeg) => response(StatusCode::OK, jpeg),
        None => response(StatusCode::NOT_FOUND, Vec::new()),
    }
}

/// What a window that may see no photos gets.
pub fn nothing() -> Response<Vec<u8>> {
    response(StatusCode::NOT_FOUND, Vec::new())
}

async fn find(shell: &Shell, request: &Request<Vec<u8>>) -> Option<Vec<u8>> {
    let sha256: Sha256 = request.uri().path().strip_prefix('/')?.parse().ok()?;
    let is_thumbnail = match request.uri().query()? {
        "size=thumb" => true,
        "size=full" => false,
        _ => return None,
    };
    // An attachment is no picture, whatever the window asks for: its bytes never come near anything that decodes them.
    let is_photo = shell.at_desk(move |desk| desk.is_photo(sha256)).await;
    if !is_photo.is_ok_and(|is_photo| is_photo) {
        return None;
    }
    let found = read(shell, sha256, is_thumbnail).await;
    if found.is_some() {
        return found;
    }
    // A sibling's, perhaps: it comes when it is looked at, and stays.
    let desk = shell.desk().await.ok()?;
    match desk.fetch_photo(sha256).await {
        Ok(fetched) => fetched.as_ref()?,
        Err(error) => {
            tracing::warn!(code = error.code(), "a photo could not be fetched");
            return None;
        }
    };
    read(shell, sha256, is_thumbnail).await
}

async fn read(shell: &Shell, sha256: Sha256, is_thumbnail: bool) -> Option<Vec<u8>> {
    let found = shell.at_desk(move |desk| desk.find_photo(sha256, is_thumbnail)).await;
    found.unwrap_or_else(|error| {
        tracing::warn!(code = error.code, "a photo could not be read");
        None
    })
}

fn response(status: StatusCode, body: Vec<u8>) -> Response<Vec<u8>> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "image/jpeg")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        // On the disk photos are encrypted; a cache of the window's would not be.
        .header(header::CACHE_CONTROL, "no-store")
        .body(body)
        .expect("the headers are constants")
}
