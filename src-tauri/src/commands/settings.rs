//! The choices of this counter, and the lists that choices are made from.

use desk::DeskError;
use tauri::State;

use super::Answer;
use crate::{
    state::Shell,
    views::{Lists, Settings},
};

/// Keeps the choices of this counter.
#[tauri::command]
#[specta::specta]
pub async fn change_settings(shell: State<'_, Shell>, settings: Settings) -> Answer<Settings> {
    shell.at_desk(move |desk| desk.change_settings(settings.into()).map(Settings::from)).await
}

/// The lists of the policy in force.
#[tauri::command]
#[specta::specta]
pub async fn lists(shell: State<'_, Shell>) -> Answer<Lists> {
    shell.at_any_desk(|desk| Ok::<_, DeskError>(desk.policy().into())).await
}
