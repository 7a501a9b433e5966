//! Delivery, as the status bar says it.

use std::path::Path;

use tauri::State;

use desk::{Desk, DeskError};

use super::{Answer, event_id};
use crate::{
    state::Shell,
    views::{OnStick, Stick, SyncAccount, SyncState},
};

/// What may truthfully be said of delivery.
#[tauri::command]
#[specta::specta]
pub async fn sync_state(shell: State<'_, Shell>) -> Answer<SyncState> {
    shell.at_any_desk(|desk| desk.sync_state().map(SyncState::from)).await
}

/// Delivers now. How it went stands in the state: no network is no error here.
#[tauri::command]
#[specta::specta]
pub async fn sync_now(shell: State<'_, Shell>) -> Answer<SyncState> {
    if let Err(trouble) = shell.desk().await?.sync_now().await {
        tracing::info!(code = trouble.code(), "delivery was asked for, and something was in its way");
    }
    shell.at_any_desk(|desk| desk.sync_state().map(SyncState::from)).await
}

/// How this counter stands with headquarters, in full.
#[tauri::command]
#[specta::specta]
pub async fn sync_account(shell: State<'_, Shell>) -> Answer<SyncAccount> {
    shell.at_desk(account).await
}

/// The USB sticks that are plugged in.
#[tauri::command]
#[specta::specta]
pub async fn list_sticks(shell: State<'_, Shell>) -> Answer<Vec<Stick>> {
    let list = |_: &Desk| Ok::<_, DeskError>(desk::sticks().into_iter().map(Stick::from).collect());
    shell.at_desk(list).await
}

/// Writes what headquarters has not confirmed onto a stick; it goes on waiting here.
#[tauri::command]
#[specta::specta]
pub async fn carry_over(shell: State<'_, Shell>, folder: String) -> Answer<OnStick> {
    shell.at_desk(move |desk| desk.carry_over_on(Path::new(&folder)).map(OnStick::from)).await
}

/// Asks headquarters to count what it holds of today.
#[tauri::command]
#[specta::specta]
pub async fn close_today(shell: State<'_, Shell>) -> Answer<SyncAccount> {
    let desk = shell.unlocked_desk().await?;
    desk.close_day(desk.today()).await?;
    shell.at_desk(account).await
}

/// Someone has looked at what befell this counter's log.
#[tauri::command]
#[specta::specta]
pub async fn see_incidents(shell: State<'_, Shell>) -> Answer<SyncAccount> {
    shell.at_desk(|desk| desk.see_incidents().and_then(|()| account(desk))).await
}

/// Has a line that was set aside judged once more.
#[tauri::command]
#[specta::specta]
pub async fn retry_set_aside(shell: State<'_, Shell>, event: String) -> Answer<SyncAccount> {
    let event = event_id(&event)?;
    shell.unlocked_desk().await?.retry_set_aside(event).await?;
    shell.at_desk(account).await
}

/// Puts a line that was set aside away, or takes it out again.
#[tauri::command]
#[specta::specta]
pub async fn file_set_aside(shell: State<'_, Shell>, event: String, is_filed: bool) -> Answer<SyncAccount> {
    let event = event_id(&event)?;
    shell.at_desk(move |desk| desk.file_set_aside(event, is_filed).and_then(|()| account(desk))).await
}

fn account(desk: &Desk) -> Result<SyncAccount, DeskError> {
    Ok(SyncAccount {
        incidents: desk.incidents()?.into_iter().map(Into::into).collect(),
        today: desk.day_standing(desk.today())?.into(),
        older_to_come: desk.is_older_to_come()?,
        set_aside: desk.list_set_aside()?.into_iter().map(Into::into).collect(),
    })
}
