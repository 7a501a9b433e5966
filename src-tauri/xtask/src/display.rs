//! Whether there is a display to show a window on.

use std::env;

/// What stands in the way of showing a window here; none when nothing does.
pub fn obstacle() -> Option<&'static str> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let has_display = !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    (!has_display).then_some("there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set)")
}
