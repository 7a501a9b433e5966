//! Printers, and papers that go to them.

use desk::{DeskError, PrintResult as Printed};
use domain::Document;
use tauri::State;

use super::{Answer, event_id, ticket_id};
use crate::{
    state::Shell,
    views::{NotedPrint, PaperLanguage, PaperPages, PaperSize, PrintResult, Printer, PrinterState},
};

/// So many prints a journal shows at most.
const MOST_PRINTS: u32 = 500;
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

/// Prints one of a ticket's papers; where there is no printer it is saved and opened.
#[tauri::command]
#[specta::specta]
pub async fn print_ticket_paper(
    shell: State<'_, Shell>,
    id: String,
    document: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let (id, document) = (ticket_id(&id)?, Document::from(document));
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_ticket_paper(id, document, size.into(), language.into()).await)
}

/// One of a ticket's papers as it would print.
#[tauri::command]
#[specta::specta]
pub async fn show_ticket_paper(
    shell: State<'_, Shell>,
    id: String,
    document: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PaperPages> {
    let (id, document) = (ticket_id(&id)?, Document::from(document));
    let desk = shell.unlocked_desk().await?;
    Ok(desk.show_ticket_paper(id, &document, size.into(), language.into()).await?.into())
}

/// Prints the voucher of one payment; where there is no printer it is saved and opened.
#[tauri::command]
#[specta::specta]
pub async fn print_voucher(
    shell: State<'_, Shell>,
    id: String,
    payment: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let (id, payment) = (ticket_id(&id)?, event_id(&payment)?);
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_voucher(id, payment, size.into(), language.into()).await)
}

/// The voucher of one payment as it would print.
#[tauri::command]
#[specta::specta]
pub async fn show_voucher(
    shell: State<'_, Shell>,
    id: String,
    payment: String,
    size: PaperSize,
    language: PaperLanguage,
) -> Answer<PaperPages> {
    let (id, payment) = (ticket_id(&id)?, event_id(&payment)?);
    let desk = shell.unlocked_desk().await?;
    Ok(desk.show_voucher(id, payment, size.into(), language.into()).await?.into())
}

/// Prints the public notice from the policy in force.
#[tauri::command]
#[specta::specta]
pub async fn print_notice(shell: State<'_, Shell>, language: PaperLanguage) -> Answer<PrintResult> {
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_notice(language.into()).await)
}

/// Prints a test page at one printer.
#[tauri::command]
#[specta::specta]
pub async fn print_test_page(
    shell: State<'_, Shell>,
    printer: String,
    language: PaperLanguage,
) -> Answer<PrintResult> {
    let desk = shell.unlocked_desk().await?;
    told(&shell, desk.print_test_page(&printer, language.into()).await)
}

/// The newest prints of this counter, newest first.
#[tauri::command]
#[specta::specta]
pub async fn list_prints(shell: State<'_, Shell>, limit: u32) -> Answer<Vec<NotedPrint>> {
    let limit = limit.min(MOST_PRINTS) as usize;
    let list = move |desk: &desk::Desk| {
        Ok::<_, DeskError>(desk.list_prints(limit)?.into_iter().map(NotedPrint::from).collect())
    };
    shell.at_desk(list).await
}

/// Saves a copy of a ticket's attachment, says where, and shows the folder with it: a clerk opens it with what is at hand, or
/// takes it along. Nothing here opens it.
#[tauri::command]
#[specta::specta]
pub async fn save_attachment(shell: State<'_, Shell>, id: String, photo: String) -> Answer<String> {
    let (id, photo) = (ticket_id(&id)?, event_id(&photo)?);
    let desk = shell.unlocked_desk().await?;
    let path = desk.save_attachment(id, photo).await?;
    if std::env::var_os(NO_OPEN).is_none()
        && let Err(error) = tauri_plugin_opener::reveal_item_in_dir(&path)
    {
        // It is saved either way, and the screen says where.
        tracing::warn!(%error, "the folder of a saved attachment could not be shown");
    }
    Ok(path.display().to_string())
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
