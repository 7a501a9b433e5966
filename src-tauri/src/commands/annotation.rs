//! Marks over photos.

use tauri::State;

use super::{Answer, event_id, ticket_id, tickets::seen_after};
use crate::{
    state::Shell,
    views::{PhotoMark, TicketView},
};

/// Lays marks over a photo, in the place of those that lay there.
#[tauri::command]
#[specta::specta]
pub async fn annotate_photo(
    shell: State<'_, Shell>,
    id: String,
    photo: String,
    marks: Vec<PhotoMark>,
) -> Answer<TicketView> {
    let photo = event_id(&photo)?;
    let marks = marks.into_iter().map(Into::into).collect();
    let annotate = move |desk: &desk::Desk, id| desk.annotate_photo(id, photo, marks);
    seen_after(&shell, ticket_id(&id)?, annotate).await
}
