//! The board, and finding tickets.

use tauri::State;

use super::Answer;
use crate::{
    state::Shell,
    views::{Board, TicketSummary},
};

/// What is late, what is due, and who waits for whom.
#[tauri::command]
#[specta::specta]
pub async fn board(shell: State<'_, Shell>) -> Answer<Board> {
    shell.at_desk(Board::of).await
}

/// Tickets by number, waybill, phone or its end, name, or words of the story.
#[tauri::command]
#[specta::specta]
pub async fn search(shell: State<'_, Shell>, text: String) -> Answer<Vec<TicketSummary>> {
    shell.at_desk(move |desk| TicketSummary::list(desk, desk.search(&text)?)).await
}
