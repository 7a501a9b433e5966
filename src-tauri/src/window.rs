//! The clerk's window, and what windows may show: our own pages.

use tauri::{
    AppHandle, Manager, Runtime, Url, WebviewWindow, WebviewWindowBuilder, WindowEvent,
    webview::NewWindowResponse,
};

use crate::{camera, customer_window::CUSTOMER};

/// The window's label, which its capability file names.
pub const MAIN: &str = "main";

/// Asks for what the first picture needs before the page itself is read; `ui/src/backend/tauri.ts` takes the answers up.
const ASKED_AT_ONCE: &str = r#"Object.defineProperty(window, "askedAtOnce", { value: new Map(
    ["start_failure", "app_state", "lists"].map((command) => [command, window.__TAURI_INTERNALS__.invoke(command)]),
) });"#;

/// Opens the window as the configuration describes it.
pub fn open<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<WebviewWindow<R>> {
    let config = app.config();
    let described = config.app.windows.iter().find(|window| window.label == MAIN);
    let described = described.expect("the configuration describes the window");
    let window = WebviewWindowBuilder::from_config(app, described)?
        .on_navigation(ours(app))
        .initialization_script(ASKED_AT_ONCE)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_permission_request(|_, kind| camera::permission(kind))
        .devtools(tauri::is_dev())
        .build()?;
    camera::turn_on(&window)?;
    let handle = app.clone();
    // Nothing of a customer's stays on the other display, and the app ends with its clerk's window.
    window.on_window_event(move |event| {
        if matches!(event, WindowEvent::Destroyed)
            && let Some(customer) = handle.get_webview_window(CUSTOMER)
            && let Err(error) = customer.destroy()
        {
            tracing::warn!(%error, "the customer's window could not be closed");
        }
    });
    Ok(window)
}

/// Which pages a window may go to.
pub fn ours<R: Runtime>(app: &AppHandle<R>) -> impl Fn(&Url) -> bool + Send + use<R> {
    let dev_url = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    move |url| is_ours(url, dev_url.as_ref())
}

/// Brings the window to the front, as when someone starts the app again.
pub fn bring_to_front<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window could not be brought to the front");
    }
}

/// Whether a page is one of ours: served by the app itself, or by the development server where there is one.
fn is_ours(url: &Url, dev_url: Option<&Url>) -> bool {
    let is_served = match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // On Windows custom schemes are hosts.
        "http" => cfg!(windows) && url.host_str() == Some("tauri.localhost") && url.port().is_none(),
        _ => false,
    };
    is_served || dev_url.is_some_and(|dev| dev.origin() == url.origin())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_shown() {
        let url = |text: &str| text.parse::<Url>().unwrap();
        assert!(is_ours(&url("tauri://localhost/index.html"), None));
        let dev = url("http://localhost:5173");
        assert!(is_ours(&url("http://localhost:5173/src/desk/main.ts"), Some(&dev)));
        for other in [
            "http://localhost:5173/",
            "https://example.com/",
            "tauri://elsewhere/",
            "file:///etc/hosts",
            "data:text/html,hello",
            "about:blank",
            "http://tauri.localhost.example.com/",
        ] {
            assert!(!is_ours(&url(other), None), "{other}");
        }
        assert!(!is_ours(&url("http://localhost:5174/"), Some(&dev)));
    }
}
