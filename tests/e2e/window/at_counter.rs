//! A clerk's place: a display, folders, a headquarters, and the app open at its intake.

use tests::display::Display;
use tests::driver::Window;
use tests::folders::Folders;
use tests::programs::{self, HqProgram};

/// An enrolled counter with its app open. Fields are dropped in order: the window first.
pub struct AtCounter {
    pub window: Window,
    pub folders: Folders,
    pub display: Display,
    pub hq: HqProgram,
}

impl AtCounter {
    /// Enrols a counter and opens its app at an empty form.
    pub async fn open() -> Self {
        Self::open_after(|_| {}).await
    }

    /// As above, after `prepare` has been at the counter with its command line.
    pub async fn open_after(prepare: impl FnOnce(&Folders)) -> Self {
        let hq = HqProgram::start();
        let folders = programs::enrolled_at(&hq);
        prepare(&folders);
        let display = Display::start();
        let window = programs::app(&display, &folders).await;
        window.see_fresh_form().await;
        Self { window, folders, display, hq }
    }

    /// Cuts the power, and starts the app again.
    pub async fn after_a_power_cut(self) -> Self {
        let Self { window, folders, display, hq } = self;
        window.kill();
        let window = programs::app(&display, &folders).await;
        Self { window, folders, display, hq }
    }
}
