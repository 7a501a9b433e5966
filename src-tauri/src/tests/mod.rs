//! Commands without a window: the real handler, capability files and desk, on a runtime that draws nothing.

mod border;
mod customer;
mod desk_work;
mod starting;

use std::{
    fs,
    path::Path,
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

use desk::Folders;
use serde_json::{Value, json};
use tauri::{
    App, Manager, WebviewWindow, WebviewWindowBuilder,
    async_runtime::block_on,
    http::HeaderMap,
    ipc::{CallbackFn, InvokeBody},
    test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder},
    webview::InvokeRequest,
};
use tempfile::TempDir;

use crate::{news::News, state::Shell, window::MAIN, with_commands};

/// The app of one test, in folders of its own.
struct TestApp {
    app: App<MockRuntime>,
    window: WebviewWindow<MockRuntime>,
    news: Receiver<News>,
    _folder: TempDir,
}

/// Folders whose keys are kept in files: a test never asks the system's key store.
fn folders(folder: &Path) -> Folders {
    let folders = Folders { data: folder.join("data"), state: folder.join("state") };
    for state in [&folders.state, &folders.for_practice().state] {
        fs::create_dir_all(state).unwrap();
        fs::write(state.join("key-store"), "file\n").unwrap();
    }
    folders
}

impl TestApp {
    fn new() -> Self {
        Self::prepared(None, |_| {})
    }

    /// At the practice desk.
    fn practising() -> Self {
        let app = Self::new();
        app.call("start_practice", json!({})).unwrap();
        app
    }

    fn prepared(code: Option<&str>, prepare: impl FnOnce(&Folders)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let folders = folders(folder.path());
        prepare(&folders);
        let app = with_commands(mock_builder()).build(crate::context()).unwrap();
        let (teller, news) = channel();
        let shell = Shell::new(Ok(folders), code.map(str::to_owned), move |told| drop(teller.send(told)));
        app.manage(shell.clone());
        block_on(shell.open());
        let window = WebviewWindowBuilder::new(&app, MAIN, tauri::WebviewUrl::default()).build().unwrap();
        Self { app, window, news, _folder: folder }
    }

    fn shell(&self) -> Shell {
        self.app.state::<Shell>().inner().clone()
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.window, command, InvokeBody::Json(arguments), HeaderMap::new())
    }

    fn send(&self, command: &str, bytes: Vec<u8>, headers: &[(&'static str, &str)]) -> Result<Value, Value> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        call(&self.window, command, InvokeBody::Raw(bytes), headers.collect())
    }

    /// Calls, and gives the code of the error.
    fn code_of(&self, command: &str, arguments: Value) -> String {
        let error = self.call(command, arguments).unwrap_err();
        error["code"].as_str().unwrap_or_else(|| panic!("{error} has no code")).to_owned()
    }

    /// Waits for news of which `told` makes something.
    fn hears<T>(&self, told: impl Fn(News) -> Option<T>) -> T {
        loop {
            let news = self.news.recv_timeout(Duration::from_secs(10)).expect("the screens are told");
            if let Some(found) = told(news) {
                return found;
            }
        }
    }
}

fn call(
    window: &WebviewWindow<MockRuntime>,
    command: &str,
    body: InvokeBody,
    headers: HeaderMap,
) -> Result<Value, Value> {
    let own_page = if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };
    let request = InvokeRequest {
        cmd: command.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: own_page.parse().unwrap(),
        body,
        headers,
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

/// A picture that customers might bring; see `tests/photos`.
fn photo(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/photos").join(name)).unwrap()
}

/// What a clerk has typed of a damaged parcel.
fn filled(mut form: Value) -> Value {
    let fields = json!({
        "kind": "claim",
        "category": "damage.contents",
        "role": "recipient",
        "recipient": { "name": "张伟", "phone": "138 0013 8000", "otherContact": "", "address": "" },
        "waybill": "sf 1234567890123",
        "claimed": "1,500.00",
        "story": "外箱压扁，内件碎了。",
    });
    for (field, value) in fields.as_object().unwrap() {
        form[field] = value.clone();
    }
    form
}
