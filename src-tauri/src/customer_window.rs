//! The customer's window: over the whole of a second display, or an ordinary window where there is none.

use tauri::{
    AppHandle, Manager, PhysicalPosition, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent, webview::NewWindowResponse,
};

use crate::{
    state::Shell,
    window::{self, MAIN},
};

/// The window's label, which its capability file names.
pub const CUSTOMER: &str = "customer";

/// Opens the window, or closes it.
pub fn set<R: Runtime>(app: &AppHandle<R>, is_wanted: bool) -> tauri::Result<()> {
    match (app.get_webview_window(CUSTOMER), is_wanted) {
        (None, true) => open(app),
        (Some(there), true) => there.show(),
        (Some(there), false) => there.destroy(),
        (None, false) => Ok(()),
    }
}

fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, CUSTOMER, WebviewUrl::App("customer.html".into()))
        .title("存根 Counterfoil")
        .inner_size(1024.0, 768.0)
        .min_inner_size(640.0, 480.0)
        .disable_drag_drop_handler()
        // The clerk goes on typing.
        .focused(false)
        .on_navigation(window::ours(app))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .devtools(tauri::is_dev())
        .build()?;
    let shell = app.state::<Shell>().inner().clone();
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed) {
            shell.customer_window_is_gone();
        }
    });
    if let Some(at) = second_display(app)? {
        window.set_position(at)?;
        window.set_fullscreen(true)?;
    }
    Ok(())
}

/// Where the display begins on which the clerk does not work.
fn second_display<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Option<PhysicalPosition<i32>>> {
    if !windows_can_be_placed() {
        return Ok(None);
    }
    let main = app.get_webview_window(MAIN);
    let clerks = main.as_ref().map(WebviewWindow::current_monitor).transpose()?.flatten();
    let clerks = clerks.map(|display| *display.position());
    let displays: Vec<_> = app.available_monitors()?.iter().map(|display| *display.position()).collect();
    Ok(another(&displays, clerks))
}

/// Under Wayland no program places its windows: one over a whole display could come up over the clerk's.
fn windows_can_be_placed() -> bool {
    let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some();
    !cfg!(target_os = "linux")
        || !is_wayland
        || std::env::var_os("GDK_BACKEND").is_some_and(|own| own == "x11")
}

/// The first display that is not the clerk's. Two that show the same stand at the same place and are one.
fn another(
    displays: &[PhysicalPosition<i32>],
    clerks: Option<PhysicalPosition<i32>>,
) -> Option<PhysicalPosition<i32>> {
    let clerks = clerks.or_else(|| displays.first().copied());
    displays.iter().copied().find(|display| Some(*display) != clerks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_customer_looks_at_the_display_that_is_not_the_clerks() {
        let at = |x: i32| PhysicalPosition::new(x, 0);
        assert_eq!(another(&[at(0)], Some(at(0))), None);
        assert_eq!(another(&[], None), None);
        assert_eq!(another(&[at(0), at(1920)], Some(at(0))), Some(at(1920)));
        assert_eq!(another(&[at(0), at(1920)], Some(at(1920))), Some(at(0)));
        assert_eq!(another(&[at(0), at(0)], Some(at(0))), None, "one is the mirror of the other");
        assert_eq!(another(&[at(0), at(1920)], None), Some(at(1920)));
    }
}
