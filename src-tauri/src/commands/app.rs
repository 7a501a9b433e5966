//! Where this installation stands, and how it becomes a counter.

use tauri::State;

use super::Answer;
use crate::{error::CommandError, state::Shell, views::AppState};

/// Everything the frame of the screens needs.
#[tauri::command]
#[specta::specta]
pub async fn app_state(shell: State<'_, Shell>) -> Answer<AppState> {
    shell.app_state().await
}

/// Why the desk did not open, or nothing. Asking again tries to open it again.
#[tauri::command]
#[specta::specta]
pub async fn start_failure(shell: State<'_, Shell>) -> Answer<Option<CommandError>> {
    Ok(shell.failure().await)
}

/// Makes this installation a counter of a branch, with headquarters' code.
#[tauri::command]
#[specta::specta]
pub async fn enrol(shell: State<'_, Shell>, code: String) -> Answer<AppState> {
    shell.enrol(&code).await?;
    shell.app_state().await
}

/// Goes on with this installation's data although its keys are lost, with headquarters' code for that.
#[tauri::command]
#[specta::specta]
pub async fn recover(shell: State<'_, Shell>, code: String) -> Answer<()> {
    shell.recover(&code).await
}

/// Puts the new version that is ready in place of this one, and starts it. Whatever was typed has been saved before.
#[tauri::command]
#[specta::specta]
pub async fn install_update(shell: State<'_, Shell>) -> Answer<()> {
    shell.install_update().await
}

/// Opens the practice desk, whose tickets never leave this machine.
#[tauri::command]
#[specta::specta]
pub async fn start_practice(shell: State<'_, Shell>) -> Answer<AppState> {
    shell.start_practice().await?;
    shell.app_state().await
}

/// Goes back from practice to the counter itself, which waited locked.
#[tauri::command]
#[specta::specta]
pub async fn end_practice(shell: State<'_, Shell>) -> Answer<AppState> {
    shell.end_practice().await?;
    shell.app_state().await
}
