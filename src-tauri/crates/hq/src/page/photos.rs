//! A ticket's photo for the page, whole or as a thumbnail.

use axum::{
    extract::{Path, State},
    response::Response,
};
use bytes::Bytes;
use domain::{BranchId, Sha256, TicketId};
use imaging::{Limits, prepare};
use serde::Deserialize;

use super::session::Viewer;
use crate::{
    HqState,
    api::{ApiQuery, shown},
    error::ApiError,
};

/// Of which ticket, and how large.
#[derive(Deserialize)]
pub struct PhotoQuery {
    ticket: TicketId,
    #[serde(default)]
    size: Size,
}

/// How large a photo is wanted.
#[derive(Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Size {
    Thumb,
    #[default]
    Full,
}

/// A photo that a ticket of the viewer's branches names.
pub async fn photo(
    State(state): State<HqState>,
    viewer: Viewer,
    Path(name): Path<String>,
    ApiQuery(query): ApiQuery<PhotoQuery>,
) -> Result<Response, ApiError> {
    let sha256: Sha256 = name.parse().map_err(|_| ApiError::not_found())?;
    let branch =
        state.store.branch_of_ticket(viewer.branches, query.ticket).await?.ok_or_else(ApiError::not_found)?;
    if !state.store.is_photo_of(branch, sha256, query.ticket).await?
        || state.store.find_photo(branch, sha256).await?.is_none()
    {
        return Err(ApiError::not_found());
    }
    let bytes = match query.size {
        Size::Full => state.shelf.find(branch, sha256).await?,
        Size::Thumb => thumbnail(&state, branch, sha256).await?,
    };
    Ok(shown(bytes.ok_or_else(ApiError::not_found)?))
}

/// The thumbnail, made at the first look and kept. What cannot be drawn small is handed over as it is.
async fn thumbnail(state: &HqState, branch: BranchId, sha256: Sha256) -> Result<Option<Bytes>, ApiError> {
    if let Some(made) = state.shelf.find_thumbnail(branch, sha256).await? {
        return Ok(Some(made));
    }
    let Some(photo) = state.shelf.find(branch, sha256).await? else { return Ok(None) };
    let source = photo.clone();
    let made = tokio::task::spawn_blocking(move || prepare(&source, &Limits::default())).await;
    let Ok(Ok(prepared)) = made else { return Ok(Some(photo)) };
    state.shelf.put_thumbnail(branch, sha256, prepared.thumbnail.clone()).await?;
    Ok(Some(prepared.thumbnail.into()))
}
