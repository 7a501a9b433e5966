//! Printers, and papers that go to them.

use desk::{DeskError, PrintResult as Printed};
use tauri::State;

use super::{Answer, ticket_id};
use crate::{
    state::Shell,
    views::{PaperLanguage, PaperSize, PrintResult, Printer, PrinterState},
};

/// With this variable a saved paper is not opened.
const NO_OPEN: &str = "COUNTERFOIL_NO_OPEN";

/// Whether papers can be printed now.
#[tauri::command]
#[specta::specta]
pub async fn printer_state(shell: State<'_, Shell>) -> Answer<PrinterState> {
    shell.look_at_printer().await
}

/// The printers of the system's queue.
#[tauri::command]
#[specta::specta]
pub async fn list_printers(shell: State<'_, Shell>) -> Answer<Vec<Printer>> {
    let printers = shell.unlocked_desk().await?.list_printers().await?;
    Ok(printers.into_iter().map(Printer::from).collect())
}

/// Prints a ticket's receipt; where there is no printer it is saved and opened.
#[tauri::command]
#[specta::specta]
pub async fn print_receipt(
    shell: State<'_, Shell>,
    id: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let id = ticket_id(&id)?;
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_receipt(id, size.into(), language.into()).await)
}

/// What became of a print. One that was saved because there is no printer is opened.
pub(super) fn told(shell: &Shell, result: Result<Printed, DeskError>) -> Answer<PrintResult> {
    shell.look_at_printer_soon();
    let result = result?;
    if let Printed::Saved { path, .. } = &result
        && std::env::var_os(NO_OPEN).is_none()
    {
        // It is saved either way, and the screen says where.
        if let Err(error) = tauri_plugin_opener::open_path(path, None::<&str>) {
            tracing::warn!(%error, "a saved paper could not be opened");
        }
    }
    Ok(result.into())
}
