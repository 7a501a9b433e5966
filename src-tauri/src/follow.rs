//! Tasks that follow a desk and its printer, and tell the screens.

use std::time::Duration;

use desk::Desk;
use tauri::async_runtime;

use crate::{SETTLING, news::News, state::Shell};

/// How often the printer is looked at when nobody asks.
const PRINTER_EVERY: Duration = Duration::from_secs(15);

/// Follows a desk until it is closed. The courier works only while somebody follows its reports.
pub(crate) fn desk(shell: Shell, desk: &Desk) {
    let (mut changes, mut reports) = (desk.changes(), desk.reports());
    async_runtime::spawn(async move {
        loop {
            let (still_open, is_about_tickets) = tokio::select! {
                changed = changes.changed() => (changed, true),
                reported = reports.changed() => (reported, false),
            };
            if still_open.is_err() {
                return;
            }
            if is_about_tickets {
                shell.tell(News::Tickets);
            }
            shell.tell_changes().await;
        }
    });
}

/// Follows the printer for as long as the app runs.
pub(crate) fn printer(shell: Shell) {
    async_runtime::spawn(async move {
        tokio::time::sleep(SETTLING).await;
        loop {
            if let Err(error) = shell.look_at_printer().await {
                tracing::debug!(code = error.code, "there is no desk to look at a printer for");
            }
            tokio::select! {
                () = tokio::time::sleep(PRINTER_EVERY) => {}
                () = shell.printer_is_asked_for() => {}
            }
        }
    });
}
