//! The customer's window: what the clerk has it show, and the three things that it may say itself.

use tauri::{State, ipc::Channel};

use super::{Answer, draft_id, ticket_id};
use crate::{
    customer::Asked,
    state::Shell,
    views::{CustomerPage, CustomerState, Language, ReadBack, TicketForm},
};

/// How the customer's window stands.
#[tauri::command]
#[specta::specta]
pub async fn customer_state(shell: State<'_, Shell>) -> Answer<CustomerState> {
    Ok(shell.customer_state())
}

/// Opens the customer's window, on the second display where there is one, or closes it.
#[tauri::command]
#[specta::specta]
pub async fn open_customer_window(shell: State<'_, Shell>, open: bool) -> Answer<CustomerState> {
    shell.at_desk(|_| Ok::<_, crate::error::CommandError>(())).await?;
    shell.open_customer_window(open);
    Ok(shell.customer_state())
}

/// A draft as it would be read back to the customer.
#[tauri::command]
#[specta::specta]
pub async fn read_back(shell: State<'_, Shell>, id: String, form: TicketForm) -> Answer<ReadBack> {
    let (id, form) = (draft_id(&id)?, desk::TicketForm::from(form));
    Ok(shell.at_desk(move |desk| desk.read_back_draft(id, &form)).await?.into())
}

/// Reads a draft back on the customer's window.
#[tauri::command]
#[specta::specta]
pub async fn show_draft_to_customer(
    shell: State<'_, Shell>,
    id: String,
    form: TicketForm,
    language: Language,
) -> Answer<CustomerState> {
    let (id, form) = (draft_id(&id)?, desk::TicketForm::from(form));
    let matter = shell.at_desk(move |desk| desk.read_back_draft(id, &form)).await?;
    Ok(shell.show_to_customer(Asked::to_read(id, language), matter.into()).await)
}

/// Reads a ticket back on the customer's window, and has its receipt signed there when they find it right.
#[tauri::command]
#[specta::specta]
pub async fn show_ticket_to_customer(
    shell: State<'_, Shell>,
    id: String,
    purpose: String,
    language: Language,
    role: String,
    name: String,
) -> Answer<CustomerState> {
    let id = ticket_id(&id)?;
    let matter = shell.at_desk(move |desk| desk.read_back_ticket(id)).await?;
    let asked = Asked::to_sign(id, language, purpose.into(), role.into(), name);
    Ok(shell.show_to_customer(asked, matter.into()).await)
}

/// Takes everything of this customer's off their window.
#[tauri::command]
#[specta::specta]
pub async fn end_customer(shell: State<'_, Shell>) -> Answer<CustomerState> {
    shell.end_customer().await;
    Ok(shell.customer_state())
}

/// The customer's window is there, and shows what comes.
#[tauri::command]
#[specta::specta]
pub async fn follow_counter(shell: State<'_, Shell>, pages: Channel<CustomerPage>) -> Answer<()> {
    shell.follow_counter(pages).await;
    Ok(())
}

/// The customer finds what they read right, or not.
#[tauri::command]
#[specta::specta]
pub async fn customer_answers(shell: State<'_, Shell>, right: bool) -> Answer<()> {
    shell.customer_answers(right).await
}

/// The customer has drawn their signature under the paper that they were shown.
#[tauri::command]
#[specta::specta]
pub async fn customer_signs(shell: State<'_, Shell>, strokes: Vec<Vec<(u16, u16)>>) -> Answer<()> {
    shell.customer_signs(strokes).await
}
