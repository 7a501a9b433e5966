//! The built programs as their users have them: headquarters serving, a counter made by its command line, the app.

use std::fs;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::counter::code_through;
use crate::display::Display;
use crate::driver::Window;
use crate::folders::Folders;
use crate::places;
use crate::running::{Running, free_port};

/// How long headquarters may take to answer.
const START_LIMIT: Duration = Duration::from_secs(30);

/// A print queue where nobody listens: what the app finds where there is no printer.
pub const NO_QUEUE: &str = "http://127.0.0.1:1";

/// Headquarters as a program of its own, with the demonstration's branch, account and code.
pub struct HqProgram {
    folder: TempDir,
    port: u16,
    running: Option<Running>,
    /// Signs in to the page.
    pub account: String,
    /// With this password.
    pub password: String,
    /// Enrols one counter, once.
    pub code: String,
}

impl HqProgram {
    /// Makes the demonstration and starts to serve it.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("headquarters-").tempdir();
        let folder = folder.expect("a temporary folder can be made");
        let port = free_port();
        let mut demo = Command::new(places::headquarters());
        demo.arg("demo").arg("--data").arg(folder.path()).args(["--public-address", &url(port), "--json"]);
        let made: Value = serde_json::from_str(&output_of(&mut demo)).expect("headquarters prints JSON");
        let field =
            |name: &str| made[name].as_str().expect("the demonstration says how to get in").to_owned();
        let (account, password, code) = (field("account"), field("password"), field("code"));
        let mut hq = Self { folder, port, running: None, account, password, code };
        hq.start_again();
        hq
    }

    /// Where counters and browsers reach it.
    pub fn url(&self) -> String {
        url(self.port)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        (Ipv4Addr::LOCALHOST, self.port).into()
    }

    /// Where everything is kept.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Ends it at once and without warning.
    pub fn kill(&mut self) {
        if let Some(running) = self.running.take() {
            running.kill();
        }
    }

    /// Serves the same data at the same address.
    pub fn start_again(&mut self) {
        let mut serve = Command::new(places::headquarters());
        serve.arg("serve").arg("--data").arg(self.folder.path());
        serve.args(["--listen", &format!("127.0.0.1:{}", self.port), "--public-address", &self.url()]);
        // What goes well is no news to who reads a test's output.
        if std::env::var_os("RUST_LOG").is_none() {
            serve.env("RUST_LOG", "warn");
        }
        let mut running = Running::start(&serve);
        running.wait_until_it_listens(self.port, START_LIMIT);
        self.running = Some(running);
    }
}

/// The folders of a counter that was enrolled by its command line.
pub fn enrolled_at(hq: &HqProgram) -> Folders {
    let folders = Folders::new();
    desk(&folders, &["enrol", &hq.code]);
    folders
}

/// A counter of the branch of `hq` that reaches it at `url`.
pub fn enrolled_through(url: &str, hq: &HqProgram) -> Folders {
    let folders = Folders::new();
    desk(&folders, &["enrol", &code_through(url, &hq.code)]);
    folders
}

/// Opens the sample tickets at the counter of `folders`; what it prints is a number and a kind a line.
pub fn open_samples(folders: &Folders) -> String {
    let (samples, photos) = (places::samples(), places::root().join("tests/photos"));
    desk(folders, &["samples", &samples.to_string_lossy(), "--photos", &photos.to_string_lossy()])
}

/// What the counter's command line prints. The app must not run.
pub fn desk(folders: &Folders, arguments: &[&str]) -> String {
    output_of(&mut desk_command(folders, arguments))
}

/// The counter's command line, to be run.
pub fn desk_command(folders: &Folders, arguments: &[&str]) -> Command {
    let mut command = Command::new(places::desk());
    folders.told_to(&mut command).args(arguments);
    // Tests keep their keys in files: the key store of who runs them is none of their business.
    command.env_remove("DBUS_SESSION_BUS_ADDRESS");
    command
}

/// The app on a machine without printers; a saved paper is not opened in a viewer.
pub async fn app(display: &Display, folders: &Folders) -> Window {
    app_with(display, folders, &[("COUNTERFOIL_PRINT_SERVER", NO_QUEUE)]).await
}

/// The app with `environment` added to its own.
pub async fn app_with(display: &Display, folders: &Folders, environment: &[(&str, &str)]) -> Window {
    let environment = [environment, &[("COUNTERFOIL_NO_OPEN", "1")]].concat();
    Window::of_app(&places::app(), display, folders, &environment).await
}

/// The papers that the counter of `folders` saved because no printer took them, by name.
pub fn papers(folders: &Folders) -> Vec<PathBuf> {
    let Ok(files) = fs::read_dir(folders.data().join("counterfoil/papers")) else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.expect("the folder can be read").path()).collect();
    files.sort();
    files
}

fn url(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

/// What a program prints; the test stops where it fails.
pub fn output_of(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("could not start {command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("our programs print UTF-8")
}
