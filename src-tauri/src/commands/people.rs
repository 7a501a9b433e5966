//! Who is at the desk: coming with a PIN, choosing one, and leaving.

use desk::{Desk, DeskError};
use domain::PersonId;
use tauri::State;

use super::{Answer, parsed};
use crate::{
    state::Shell,
    views::{AppState, PinProof},
};

/// Comes to the desk with a PIN.
#[tauri::command]
#[specta::specta]
pub async fn sign_in(shell: State<'_, Shell>, person: String, pin: String) -> Answer<AppState> {
    let person = person_id(&person)?;
    shell.at_any_desk(move |desk| desk.sign_in(person, &pin)).await?;
    shell.app_state().await
}

/// Chooses a PIN, and comes to the desk with it.
#[tauri::command]
#[specta::specta]
pub async fn choose_pin(
    shell: State<'_, Shell>,
    person: String,
    proof: PinProof,
    pin: String,
) -> Answer<AppState> {
    let person = person_id(&person)?;
    shell.at_any_desk(move |desk| desk.choose_pin(person, proof.as_proof(), &pin)).await?;
    shell.app_state().await
}

/// Lets somebody choose a new PIN.
#[tauri::command]
#[specta::specta]
pub async fn let_choose_pin(shell: State<'_, Shell>, person: String) -> Answer<AppState> {
    let person = person_id(&person)?;
    shell.at_desk(move |desk| desk.let_choose_pin(person)).await?;
    shell.app_state().await
}

/// Leaves the desk.
#[tauri::command]
#[specta::specta]
pub async fn lock(shell: State<'_, Shell>) -> Answer<AppState> {
    let leave = |desk: &Desk| {
        desk.lock();
        Ok::<_, DeskError>(())
    };
    shell.at_any_desk(leave).await?;
    shell.app_state().await
}

/// Whoever is at the desk has done something.
#[tauri::command]
#[specta::specta]
pub async fn still_here(shell: State<'_, Shell>) -> Answer<()> {
    shell.at_any_desk(Desk::still_here).await
}

fn person_id(text: &str) -> Answer<PersonId> {
    parsed(text, "the person's identity")
}
