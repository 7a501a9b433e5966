//! Taking a matter in: the form that grows, its receipt, and the ticket it becomes.

use desk::{Desk, DeskError};
use tauri::State;

use super::{Answer, draft_id};
use crate::{
    state::Shell,
    views::{FormView, PaperLanguage, PaperPages, PaperSize, SavedTicket, TicketForm},
};

/// Keeps what was typed so far, and says what is noticed about it.
#[tauri::command]
#[specta::specta]
pub async fn save_draft(shell: State<'_, Shell>, id: String, form: TicketForm) -> Answer<FormView> {
    let (id, form) = (draft_id(&id)?, desk::TicketForm::from(form));
    let act = move |desk: &Desk| {
        desk.save_draft(id, &form)?;
        FormView::of(desk, desk.look_at_form(id, &form)?)
    };
    // What was typed is kept although the desk locked meanwhile: the draft is still its person's.
    shell.at_any_desk(act).await
}

/// The receipt as it would print if the draft were saved now.
#[tauri::command]
#[specta::specta]
pub async fn living_receipt(
    shell: State<'_, Shell>,
    id: String,
    form: TicketForm,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PaperPages> {
    let (id, form) = (draft_id(&id)?, desk::TicketForm::from(form));
    let act = move |desk: &Desk| desk.living_receipt(id, &form, size.into(), language.into());
    Ok(shell.at_desk(act).await?.into())
}

/// Saves the ticket that a draft becomes.
#[tauri::command]
#[specta::specta]
pub async fn open_ticket(shell: State<'_, Shell>, id: String, form: TicketForm) -> Answer<SavedTicket> {
    let (id, form) = (draft_id(&id)?, desk::TicketForm::from(form));
    let act = move |desk: &Desk| {
        desk.open_ticket(id, &form)?;
        Ok::<_, DeskError>(SavedTicket::of(desk, &desk.ticket(id)?))
    };
    shell.at_desk(act).await
}
