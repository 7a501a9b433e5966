//! A ticket's page, and what may be done there.

use desk::{Desk, DeskError};
use domain::{TicketId, compensation::Area};
use tauri::State;

use super::{Answer, event_id, ticket_id};
use crate::{
    state::Shell,
    views::{Kind, TicketForm, TicketView},
};

/// A ticket, whole.
#[tauri::command]
#[specta::specta]
pub async fn ticket(shell: State<'_, Shell>, id: String) -> Answer<TicketView> {
    seen_after(&shell, ticket_id(&id)?, |_, _| Ok(())).await
}

/// Moves a ticket on, if its status allows it.
#[tauri::command]
#[specta::specta]
pub async fn take_action(
    shell: State<'_, Shell>,
    id: String,
    action: String,
    words: String,
) -> Answer<TicketView> {
    let action = action.parse().map_err(|_| DeskError::NoAction)?;
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.take_action(id, action, &words)).await
}

/// Writes something down.
#[tauri::command]
#[specta::specta]
pub async fn add_note(shell: State<'_, Shell>, id: String, text: String) -> Answer<TicketView> {
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.add_note(id, &text)).await
}

/// Puts right what a ticket says. `seen` is the last line of its story that was on the screen.
#[tauri::command]
#[specta::specta]
pub async fn amend(
    shell: State<'_, Shell>,
    id: String,
    form: TicketForm,
    seen: String,
) -> Answer<TicketView> {
    let (form, seen) = (form.into(), event_id(&seen)?);
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.amend(id, &form, seen)).await
}

/// Makes a ticket another kind; its number stays.
#[tauri::command]
#[specta::specta]
pub async fn convert(shell: State<'_, Shell>, id: String, kind: Kind) -> Answer<TicketView> {
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.convert(id, kind.into())).await
}

/// Turns a delay into a loss, and sets the search for the parcel. `area` is how far it went, where the ticket does not say.
#[tauri::command]
#[specta::specta]
pub async fn turn_into_loss(
    shell: State<'_, Shell>,
    id: String,
    area: Option<String>,
    becomes_claim: bool,
) -> Answer<TicketView> {
    let area: Option<Area> = area.map(|area| area.parse().map_err(|_| DeskError::AreaUnsaid)).transpose()?;
    let turn = move |desk: &Desk, id| desk.turn_into_loss(id, area, becomes_claim, desk.now());
    seen_after(&shell, ticket_id(&id)?, turn).await
}

/// Takes back a photo, note or skipped slot.
#[tauri::command]
#[specta::specta]
pub async fn retract(shell: State<'_, Shell>, id: String, event: String) -> Answer<TicketView> {
    let event = event_id(&event)?;
    seen_after(&shell, ticket_id(&id)?, move |desk, id| desk.retract(id, event)).await
}

/// Settles a field that two people set: the value that `event` set stands. Without a field it takes note of an action
/// that came too late.
#[tauri::command]
#[specta::specta]
pub async fn settle(
    shell: State<'_, Shell>,
    id: String,
    field: Option<String>,
    event: String,
) -> Answer<TicketView> {
    let event = event_id(&event)?;
    let settled = move |desk: &Desk, id| match &field {
        Some(field) => desk.settle_conflict(id, field, event),
        None => desk.retract(id, event),
    };
    seen_after(&shell, ticket_id(&id)?, settled).await
}

/// The ticket as it is after `act`.
pub(super) async fn seen_after(
    shell: &Shell,
    id: TicketId,
    act: impl FnOnce(&Desk, TicketId) -> Result<(), DeskError> + Send + 'static,
) -> Answer<TicketView> {
    let seen = move |desk: &Desk| {
        act(desk, id)?;
        Ok::<_, DeskError>(TicketView::of(desk, &desk.ticket(id)?))
    };
    shell.at_desk(seen).await
}
