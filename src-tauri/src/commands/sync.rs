//! Delivery, as the status bar says it.

use tauri::State;

use super::Answer;
use crate::{state::Shell, views::SyncState};

/// What may truthfully be said of delivery.
#[tauri::command]
#[specta::specta]
pub async fn sync_state(shell: State<'_, Shell>) -> Answer<SyncState> {
    shell.at_desk(|desk| desk.sync_state().map(SyncState::from)).await
}

/// Delivers now. How it went stands in the state: no network is no error here.
#[tauri::command]
#[specta::specta]
pub async fn sync_now(shell: State<'_, Shell>) -> Answer<SyncState> {
    if let Err(trouble) = shell.desk().await?.sync_now().await {
        tracing::info!(code = trouble.code(), "delivery was asked for, and something was in its way");
    }
    shell.at_desk(|desk| desk.sync_state().map(SyncState::from)).await
}
