//! A display that nobody sees.

use std::process::Command;

use crate::running::Running;

/// A virtual display, gone when it is dropped.
pub struct Display {
    name: String,
    _server: Running,
}

impl Display {
    /// Starts one that is large enough for both programs, and waits until it can be drawn on.
    pub fn start() -> Self {
        let mut server = Command::new("Xvfb");
        // It chooses a free number by itself and tells it once it is ready. Without -noreset GTK sometimes fails to start.
        server.args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-screen", "0", "1920x1080x24"]);
        let (running, mut lines) = Running::start_listened(&server);
        let number =
            lines.next().and_then(Result::ok).expect("the virtual display starts: is Xvfb installed?");
        Self { name: format!(":{}", number.trim()), _server: running }
    }

    /// Its name, as the variable DISPLAY has it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Tells `command` to draw here.
    pub fn told_to<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.env("DISPLAY", &self.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY")
    }
}
