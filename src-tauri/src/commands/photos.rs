//! Photos on their way in: the body is the file's bytes, and what they belong to stands in the headers.

use domain::Slot;
use tauri::{
    State,
    ipc::{InvokeBody, Request},
};

use super::{Answer, draft_id, ticket_id};
use crate::{
    error::CommandError,
    state::Shell,
    views::{DraftPhoto, TicketView},
};

/// Prepares a picture, or takes a PDF or a video as it is, and puts it into a draft's slot. Headers: `draft`, `slot`.
#[tauri::command]
pub async fn add_draft_photo(shell: State<'_, Shell>, request: Request<'_>) -> Answer<DraftPhoto> {
    let draft = draft_id(header(&request, "draft")?)?;
    let (slot, source) = (slot(&request)?, bytes(&request)?);
    let act =
        move |desk: &desk::Desk| desk.add_draft_photo(draft, slot, &source).map(|photo| (&photo).into());
    // As with what is typed: a picture that was on its way when the desk locked is kept.
    shell.at_any_desk(act).await
}

/// Prepares a picture, or takes a PDF or a video as it is, and puts it into a ticket's evidence. Headers: `ticket`, `slot`.
#[tauri::command]
pub async fn add_ticket_photo(shell: State<'_, Shell>, request: Request<'_>) -> Answer<TicketView> {
    let ticket = ticket_id(header(&request, "ticket")?)?;
    let (slot, source) = (slot(&request)?, bytes(&request)?);
    let act = move |desk: &desk::Desk| {
        desk.add_ticket_photo(ticket, slot, &source)?;
        Ok::<_, desk::DeskError>(TicketView::of(desk, &desk.ticket(ticket)?))
    };
    shell.at_desk(act).await
}

fn header<'a>(request: &'a Request<'_>, name: &str) -> Answer<&'a str> {
    let value = request.headers().get(name).and_then(|value| value.to_str().ok());
    value.ok_or_else(|| CommandError::malformed(&format!("the header {name}")))
}

fn slot(request: &Request<'_>) -> Answer<Slot> {
    Ok(Slot::from(header(request, "slot")?))
}

fn bytes(request: &Request<'_>) -> Answer<Vec<u8>> {
    match request.body() {
        InvokeBody::Raw(bytes) => Ok(bytes.clone()),
        InvokeBody::Json(_) => Err(CommandError::malformed("the picture's body")),
    }
}
