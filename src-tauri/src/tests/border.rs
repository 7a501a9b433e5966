//! What may cross the border between screens and desk, and what may not.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};
use tauri::{WebviewUrl, WebviewWindowBuilder, http::HeaderMap, ipc::InvokeBody};

use super::{TestApp, call};
use crate::commands::NAMES;

#[test]
fn a_window_without_a_capability_may_call_nothing() {
    let app = TestApp::new();
    let other = WebviewWindowBuilder::new(&app.app, "other", WebviewUrl::default()).build().unwrap();
    for command in NAMES {
        let refused = call(&other, command, InvokeBody::Json(json!({})), HeaderMap::new()).unwrap_err();
        assert!(refused.to_string().contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn every_command_that_is_named_is_answered() {
    let app = TestApp::new();
    for command in NAMES {
        if let Err(error) = app.call(command, json!({})) {
            let error = error.to_string();
            assert!(!error.contains("not found") && !error.contains("not allowed"), "{command}: {error}");
        }
    }
}

#[test]
fn the_capability_is_our_commands_listening_and_an_orderly_close() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
    let capability: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(capability["windows"], json!(["main"]));
    let permitted: BTreeSet<_> =
        capability["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let commands: Vec<_> = NAMES.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    let expected: BTreeSet<_> =
        ["core:event:allow-listen", "core:event:allow-unlisten", "core:window:allow-destroy"]
            .into_iter()
            .chain(commands.iter().map(String::as_str))
            .collect();
    assert_eq!(permitted, expected);
}

#[test]
fn the_window_loads_nothing_from_elsewhere() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tauri.conf.json");
    let configuration: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let security = &configuration["app"]["security"];
    assert_eq!(security["freezePrototype"], true);
    assert_eq!(configuration["app"]["withGlobalTauri"], false);
    assert_eq!(security["csp"]["default-src"], "'none'");
    assert_eq!(security["csp"]["script-src"], "'self'");
    for (directive, sources) in security["csp"].as_object().unwrap() {
        for source in sources.as_str().unwrap().split(' ') {
            let is_own = matches!(source, "'self'" | "'none'" | "data:" | "blob:" | "photo:" | "ipc:")
                || ["http://photo.localhost", "http://ipc.localhost"].contains(&source)
                || (directive == "style-src-attr" && source == "'unsafe-inline'");
            assert!(is_own, "{directive} {source}");
        }
    }
}
