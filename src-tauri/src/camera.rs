//! The camera: the one device of this computer that the window's page may use.
//!
//! The window shows no page but ours (`window::open` denies every other, and the content security policy every frame),
//! so what asks for the camera is always our own screen. Each system still asks its user in its own way: macOS once, in
//! the words of `Info.plist`; Windows by its privacy settings; Linux by the rights of the device's file.

use tauri::{Runtime, WebviewWindow, webview::PermissionKind, webview::PermissionResponse};

/// Gives the engine's moving test picture in place of a camera. Only where the program was built for development.
#[cfg(all(target_os = "linux", debug_assertions))]
const MOCK_VARIABLE: &str = "COUNTERFOIL_MOCK_CAMERA";

/// The answer to a page that asks for something beyond its own: the camera, and nothing else.
pub fn permission(kind: PermissionKind) -> PermissionResponse {
    match kind {
        PermissionKind::Camera => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

/// Turns on what WebKitGTK leaves off by itself: pages there have no `mediaDevices` until they are given them.
#[cfg(target_os = "linux")]
pub fn turn_on<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt, WebViewExt};

    window.with_webview(|webview| {
        let Some(settings) = webview.inner().settings() else { return };
        settings.set_enable_media_stream(true);
        #[cfg(debug_assertions)]
        settings.set_enable_mock_capture_devices(std::env::var_os(MOCK_VARIABLE).is_some());
    })
}

/// WebView2 and WKWebView have it on.
#[cfg(not(target_os = "linux"))]
pub fn turn_on<R: Runtime>(_window: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_the_camera_and_nothing_else() {
        assert_eq!(permission(PermissionKind::Camera), PermissionResponse::Allow);
        for other in [
            PermissionKind::Microphone,
            PermissionKind::DisplayCapture,
            PermissionKind::Geolocation,
            PermissionKind::Notifications,
            PermissionKind::ClipboardRead,
            PermissionKind::Other,
        ] {
            assert_eq!(permission(other), PermissionResponse::Deny, "{other:?}");
        }
    }
}
