//! The desktop shell: its commands parse, call one use case of `desk`, and convert. It decides nothing.

mod bindings;
mod camera;
mod commands;
mod customer;
mod customer_window;
mod error;
mod follow;
mod install;
mod log;
mod news;
mod photo_scheme;
mod state;
mod taken_out;
#[cfg(test)]
mod tests;
mod views;
mod window;

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    time::Duration,
};

use desk::Folders;
use tauri::{Builder, Context, Manager, Runtime, async_runtime};
use tauri_plugin_window_state::StateFlags;

use crate::state::Shell;

/// A code that enrols this counter at its first start.
const ENROL_VARIABLE: &str = "COUNTERFOIL_ENROL";

/// What can wait waits so long at the start: until the window stands every processor is needed for it.
const SETTLING: Duration = Duration::from_millis(800);

/// Runs the app until its window is closed.
pub fn run() {
    let folders = Folders::of_this_user();
    let state = folders.as_ref().ok().map(|folders| folders.state.clone());
    log::start(state.as_deref());
    let code = std::env::var(ENROL_VARIABLE).ok().filter(|code| !code.trim().is_empty());
    let flags = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let app = with_commands(Builder::default())
        .plugin(single_instance(state.as_deref()))
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_state_flags(flags)
                // It goes where the second display is now, not where it was.
                .with_denylist(&[customer_window::CUSTOMER])
                .build(),
        )
        .setup(move |app| {
            let handle = app.handle().clone();
            let shell = Shell::new(folders, code, move |news| news.tell(&handle));
            app.manage(shell.clone());
            bindings::builder().mount_events(app);
            // The window comes up while the desk opens; the first command waits for it.
            async_runtime::spawn({
                let shell = shell.clone();
                async move {
                    desk::outlive_file_limits();
                    shell.open().await;
                }
            });
            window::open(app.handle())?;
            follow::printer(shell);
            async_runtime::spawn(async {
                tokio::time::sleep(SETTLING).await;
                async_runtime::spawn_blocking(desk::warm_up).await
            });
            Ok(())
        })
        .run(context());
    if let Err(error) = app {
        tracing::error!(%error, "the window could not be opened");
        std::process::exit(1);
    }
}

/// What the app and its tests have in common: the commands, and the scheme for photos.
fn with_commands<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.invoke_handler(commands::handler()).register_asynchronous_uri_scheme_protocol(
        photo_scheme::SCHEME,
        |context, request, responder| {
            if context.webview_label() != window::MAIN {
                return responder.respond(photo_scheme::nothing());
            }
            let shell = context.app_handle().state::<Shell>().inner().clone();
            async_runtime::spawn(async move {
                responder.respond(photo_scheme::answer(&shell, &request).await);
            });
        },
    )
}

/// The configuration and the capability files.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// Brings the first app to the front when a second is started. Where no session bus runs it is silent, and the desk's
/// lock alone keeps the second away.
fn single_instance<R: Runtime>(state: Option<&Path>) -> tauri::plugin::TauriPlugin<R> {
    // Two users of one session, or two folders of one user, are two apps.
    let mut hasher = DefaultHasher::new();
    state.hash(&mut hasher);
    tauri_plugin_single_instance::Builder::new()
        .callback(|app, _, _| window::bring_to_front(app))
        .dbus_id(format!("com.counterfoil.desk.at{:016x}", hasher.finish()))
        .build()
}
