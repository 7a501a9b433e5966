//! Names the commands, so that none is open to a window whose capability file does not list it.

include!("src/commands/names.rs");

fn main() {
    let commands = tauri_build::AppManifest::new().commands(NAMES);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))
        .expect("the configuration and the capability files fit each other");
}
