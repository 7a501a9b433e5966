//! Papers that customers sign on a screen.

use tauri::State;

use super::{Answer, ticket_id, tickets::seen_after};
use crate::{
    state::Shell,
    views::{Language, ShownPaper, Signing, TicketView},
};

/// The paper that is signed for a purpose, as it stands now, with its hash.
#[tauri::command]
#[specta::specta]
pub async fn show_for_signature(
    shell: State<'_, Shell>,
    id: String,
    purpose: String,
    language: Language,
) -> Answer<ShownPaper> {
    let id = ticket_id(&id)?;
    let show = move |desk: &desk::Desk| desk.show_for_signature(id, &purpose.into(), language.into());
    Ok(shell.at_desk(show).await?.into())
}

/// Writes a signature under the paper that was shown.
#[tauri::command]
#[specta::specta]
pub async fn sign(shell: State<'_, Shell>, id: String, signing: Signing) -> Answer<TicketView> {
    let signing = desk::Signing::try_from(signing)?;
    let sign = move |desk: &desk::Desk, id| desk.sign(id, &signing).map(drop);
    seen_after(&shell, ticket_id(&id)?, sign).await
}
