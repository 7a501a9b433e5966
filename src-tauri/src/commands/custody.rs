//! Items that customers leave with us.

use domain::ReleasedTo;
use tauri::State;

use super::{Answer, event_id, printing::told, ticket_id, tickets::seen_after};
use crate::{
    state::Shell,
    views::{PaperLanguage, PaperSize, PrintResult, TicketView},
};

/// Takes an item in.
#[tauri::command]
#[specta::specta]
pub async fn take_into_custody(
    shell: State<'_, Shell>,
    id: String,
    item: String,
    place: String,
) -> Answer<TicketView> {
    let take = move |desk: &desk::Desk, id| desk.take_into_custody(id, &item, &place).map(drop);
    seen_after(&shell, ticket_id(&id)?, take).await
}

/// Gives an item back, or on.
#[tauri::command]
#[specta::specta]
pub async fn release_from_custody(
    shell: State<'_, Shell>,
    id: String,
    custody: String,
    to: String,
    words: String,
) -> Answer<TicketView> {
    let (custody, to) = (event_id(&custody)?, ReleasedTo::from(to));
    let release = move |desk: &desk::Desk, id| desk.release_from_custody(id, custody, to, &words);
    seen_after(&shell, ticket_id(&id)?, release).await
}

/// Prints an item's tag; where there is no printer it is saved.
#[tauri::command]
#[specta::specta]
pub async fn print_custody_tag(
    shell: State<'_, Shell>,
    id: String,
    custody: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let (id, custody) = (ticket_id(&id)?, event_id(&custody)?);
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_custody_tag(id, custody, size.into(), language.into()).await)
}
