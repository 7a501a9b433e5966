//! The real window and the real browser, driven by WebDriver.

use std::ops::Deref;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use thirtyfour::Capabilities;
use thirtyfour::extensions::query::ElementPollerWithTimeout;
use thirtyfour::prelude::*;

use crate::display::Display;
use crate::folders::Folders;
use crate::running::{Running, free_port};
use crate::tls;

/// How long a driver may take to answer, and an app to show its window: the driver itself never says that an app died.
const START_LIMIT: Duration = Duration::from_secs(60);

/// How long what a test waits for may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// How often a test looks whether it has.
const LOOK_EVERY: Duration = Duration::from_millis(40);

/// A window that a test drives. It and its driver end when it is dropped.
pub struct Window {
    driver: WebDriver,
    process: Running,
}

impl Window {
    /// Starts the app on `display` for the user of `folders`, with `environment` added to its own.
    pub async fn of_app(
        binary: &Path,
        display: &Display,
        folders: &Folders,
        environment: &[(&str, &str)],
    ) -> Self {
        let port = free_port();
        let mut driver = Command::new("WebKitWebDriver");
        driver.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        display.told_to(folders.told_to(&mut driver));
        driver
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("NO_AT_BRIDGE", "1")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .envs(environment.iter().copied());
        let mut wanted = Capabilities::new();
        let options = serde_json::json!({ "binary": binary, "args": [] });
        wanted.set("webkitgtk:browserOptions", options).expect("options are plain JSON");
        Self::start(driver, port, wanted).await
    }

    /// Starts a browser for the user of `folders`; it shows nothing until it is sent somewhere.
    pub async fn of_browser(folders: &Folders) -> Self {
        let port = free_port();
        let mut driver = Command::new("chromedriver");
        driver.arg(format!("--port={port}")).arg("--log-level=SEVERE");
        folders.told_to(&mut driver);
        let mut wanted = DesiredCapabilities::chrome();
        for argument in [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Containers often have a tiny /dev/shm.
            "--disable-dev-shm-usage",
            "--window-size=1440,900",
        ] {
            wanted.add_arg(argument).expect("an argument is plain JSON");
        }
        Self::start(driver, port, wanted.into()).await
    }

    /// Ends it at once and without warning, as a power cut would.
    pub fn kill(self) {
        // The session's own end would be a polite one, and its driver is gone by then.
        let Self { driver, process } = self;
        driver.leak().expect("a window that is still here has not quit");
        process.kill();
    }

    /// The process group of the driver and of all that it started, to measure its memory.
    pub fn group(&self) -> u32 {
        self.process.group()
    }

    async fn start(command: Command, port: u16, wanted: Capabilities) -> Self {
        tls::provide();
        let mut process = Running::start(&command);
        process.wait_until_it_listens(port, START_LIMIT);
        let session = WebDriver::builder(format!("http://127.0.0.1:{port}"), wanted)
            .poller(Arc::new(ElementPollerWithTimeout::new(PATIENCE, LOOK_EVERY)))
            .request_timeout(START_LIMIT)
            .connect();
        let driver = tokio::time::timeout(START_LIMIT, session).await;
        let driver = driver.expect("the window opens in time: see what the app wrote above");
        Self { driver: driver.unwrap_or_else(|error| panic!("the driver opens a window: {error}")), process }
    }
}

impl Deref for Window {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.driver
    }
}
