//! Drafts, and the photos that are taken out of them and put back.

use tauri::State;

use super::{Answer, draft_id, sha256};
use crate::{
    error::CommandError,
    state::Shell,
    views::{Draft, DraftSummary},
};

/// Starts a draft.
#[tauri::command]
#[specta::specta]
pub async fn start_draft(shell: State<'_, Shell>) -> Answer<Draft> {
    shell.at_desk(|desk| desk.start_draft().map(Draft::from)).await
}

/// The drafts in the rail, oldest first.
#[tauri::command]
#[specta::specta]
pub async fn list_drafts(shell: State<'_, Shell>) -> Answer<Vec<DraftSummary>> {
    shell.at_desk(DraftSummary::list).await
}

/// A draft, whole.
#[tauri::command]
#[specta::specta]
pub async fn draft(shell: State<'_, Shell>, id: String) -> Answer<Draft> {
    let id = draft_id(&id)?;
    shell.at_desk(move |desk| desk.draft(id).map(Draft::from)).await
}

/// Throws a draft away; for some seconds it can be had back.
#[tauri::command]
#[specta::specta]
pub async fn discard_draft(shell: State<'_, Shell>, id: String) -> Answer<()> {
    let id = draft_id(&id)?;
    shell.at_desk(move |desk| desk.discard_draft(id)).await
}

/// Has a draft back that was thrown away.
#[tauri::command]
#[specta::specta]
pub async fn restore_draft(shell: State<'_, Shell>, id: String) -> Answer<Draft> {
    let id = draft_id(&id)?;
    shell.at_desk(move |desk| desk.restore_draft(id).map(Draft::from)).await
}

/// Takes a photo out of a draft.
#[tauri::command]
#[specta::specta]
pub async fn remove_draft_photo(shell: State<'_, Shell>, id: String, sha256: String) -> Answer<()> {
    let (id, sha256) = (draft_id(&id)?, self::sha256(&sha256)?);
    let removed = shell.at_desk(move |desk| desk.remove_draft_photo(id, sha256)).await?;
    if let Some(photo) = removed {
        shell.taken_out().remember(id, photo);
    }
    Ok(())
}

/// The waybills that the codes on a draft's photo say; reading a poor photo takes a while, and holds nothing up.
#[tauri::command]
#[specta::specta]
pub async fn read_waybills(shell: State<'_, Shell>, id: String, sha256: String) -> Answer<Vec<String>> {
    let (id, sha256) = (draft_id(&id)?, self::sha256(&sha256)?);
    shell.at_desk(move |desk| desk.read_waybills(id, sha256)).await
}

/// Puts a photo back that was taken out of a draft.
#[tauri::command]
#[specta::specta]
pub async fn restore_draft_photo(shell: State<'_, Shell>, id: String, sha256: String) -> Answer<()> {
    let (id, sha256) = (draft_id(&id)?, self::sha256(&sha256)?);
    let gone = || CommandError::new("photo_not_found", "the photo was taken out too long ago");
    let photo = shell.taken_out().find(id, sha256).ok_or_else(gone)?;
    shell.at_desk(move |desk| desk.restore_draft_photo(id, &photo)).await
}
