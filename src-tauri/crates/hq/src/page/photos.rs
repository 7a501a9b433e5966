//! A ticket's photo for the page, whole or as a thumbnail; an attachment as a file to be saved.

use axum::{extract::State, response::Response};
use domain::{Attachment, BranchId, Sha256, TicketId};
use imaging::{Limits, prepare};
use protocol::wire::MOST_PHOTO_BYTES;
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::Viewer;
use crate::{
    HqState,
    api::{ApiPath, ApiQuery, Begun, jpeg},
    error::ApiError,
    published::Binary,
};

/// Of which ticket, and how large.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhotoQuery {
    ticket: TicketId,
    #[serde(default)]
    #[param(inline)]
    size: Size,
}

/// How large a photo is wanted.
#[derive(Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Size {
    Thumb,
    #[default]
    Full,
}

/// A photo that a ticket of the viewer's branches names.
#[utoipa::path(
    get,
    path = "/photos/{sha256}",
    params(PhotoQuery),
    responses((status = 200, content((Binary = "image/jpeg"), (Binary = "application/octet-stream"))))
)]
pub async fn photo(
    State(state): State<HqState>,
    viewer: Viewer,
    ApiPath(name): ApiPath<String>,
    ApiQuery(query): ApiQuery<PhotoQuery>,
) -> Result<Response, ApiError> {
    let sha256: Sha256 = name.parse().map_err(|_| ApiError::not_found())?;
    let branch = state
        .store
        .branch_of_ticket(viewer.branches.clone(), query.ticket)
        .await?
        .ok_or_else(ApiError::not_found)?;
    if !state.store.is_photo_of(branch, sha256, query.ticket).await?
        || state.store.find_photo(branch, sha256).await?.is_none()
    {
        return Err(ApiError::not_found());
    }
    if matches!(query.size, Size::Thumb)
        && let Some(made) = state.shelf.find_thumbnail(branch, sha256).await?
    {
        return Ok(jpeg(made));
    }
    let lying = state.shelf.open(branch, sha256).await?.ok_or_else(ApiError::photo_missing)?;
    let size = lying.size;
    let photo = Begun::reading(lying).await?;
    match query.size {
        Size::Full if photo.is_jpeg() => Ok(photo.shown()),
        Size::Thumb if photo.is_jpeg() && size <= MOST_PHOTO_BYTES => thumbnail(&state, branch, sha256).await,
        // What is no photo is drawn neither large nor small: it is handed over, and nothing here opens it.
        Size::Full => {
            let (kept, file) = named(&state, &viewer, sha256, query.ticket).await?;
            photo.handed_over(kept.media_type, Some(&file))
        }
        Size::Thumb => Err(ApiError::not_found()),
    }
}

/// What a line says of an attachment, and the name of its file: that of the ticket, and its place in the evidence.
async fn named(
    state: &HqState,
    viewer: &Viewer,
    sha256: Sha256,
    ticket: TicketId,
) -> Result<(Attachment, String), ApiError> {
    let log =
        state.store.find_ticket(viewer.branches.clone(), ticket).await?.ok_or_else(ApiError::not_found)?;
    let branch = state.branch(log.row.branch).await?;
    let reader = state.reader(&branch)?;
    let ticket = reader.ticket_of(&log).ok_or_else(ApiError::not_found)?;
    let at = ticket.photos.iter().position(|photo| photo.added.sha256 == sha256);
    // One that was taken back has no place any more.
    let added = at.map(|at| &ticket.photos[at].added);
    let kept = added.and_then(domain::PhotoAdded::attachment).unwrap_or(Attachment::UNKNOWN);
    let place = at.map_or_else(|| sha256.to_string(), |at| format!("{:02}", at + 1));
    Ok((kept, format!("{}-{place}.{}", ticket.number, kept.extension)))
}

/// The thumbnail, made at the first look and kept.
async fn thumbnail(state: &HqState, branch: BranchId, sha256: Sha256) -> Result<Response, ApiError> {
    let photo = state.shelf.find(branch, sha256).await?.ok_or_else(ApiError::photo_missing)?;
    let made = tokio::task::spawn_blocking(move || (prepare(&photo, &Limits::default()), photo)).await;
    let (made, photo) = made.map_err(std::io::Error::from)?;
    // What cannot be drawn small is shown as it is.
    let Ok(prepared) = made else { return Ok(jpeg(photo)) };
    state.shelf.put_thumbnail(branch, sha256, prepared.thumbnail.clone()).await?;
    // Whoever forgets takes the thumbnail along; one that was kept behind that would stay for ever.
    if state.store.find_photo(branch, sha256).await?.is_none() {
        state.shelf.delete_thumbnail(branch, sha256).await?;
        return Err(ApiError::not_found());
    }
    Ok(jpeg(prepared.thumbnail))
}
