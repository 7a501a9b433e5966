//! What may cross the border between screens and desk, and what may not.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Value, json};
use tauri::{WebviewUrl, WebviewWindowBuilder, http::HeaderMap, ipc::InvokeBody};

use super::{TestApp, call};
use crate::{commands::NAMES, customer_window::CUSTOMER};

/// What the customer's window may say.
const OF_CUSTOMER: [&str; 3] = ["customer_answers", "customer_signs", "follow_counter"];

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
    let customer = WebviewWindowBuilder::new(&app.app, CUSTOMER, WebviewUrl::default()).build().unwrap();
    for command in NAMES {
        let window = if OF_CUSTOMER.contains(command) { &customer } else { &app.window };
        if let Err(error) = call(window, command, InvokeBody::Json(json!({})), HeaderMap::new()) {
            let error = error.to_string();
            assert!(!error.contains("not found") && !error.contains("not allowed"), "{command}: {error}");
        }
    }
}

#[test]
fn the_customers_window_may_follow_answer_and_sign_and_the_clerks_may_not() {
    let app = TestApp::new();
    let customer = WebviewWindowBuilder::new(&app.app, CUSTOMER, WebviewUrl::default()).build().unwrap();
    for command in NAMES {
        let window = if OF_CUSTOMER.contains(command) { &app.window } else { &customer };
        let refused = call(window, command, InvokeBody::Json(json!({})), HeaderMap::new()).unwrap_err();
        assert!(refused.to_string().contains("not allowed"), "{command}: {refused}");
    }
    for command in ["plugin:event|listen", "plugin:event|emit", "plugin:window|destroy"] {
        let refused = call(&customer, command, InvokeBody::Json(json!({})), HeaderMap::new()).unwrap_err();
        assert!(refused.to_string().contains("not allowed"), "{command}: {refused}");
    }
}

#[test]
fn the_capability_is_our_commands_listening_and_an_orderly_close() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("capabilities/main.json");
    let capability: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    assert_eq!(capability["windows"], json!(["main"]));
    let permitted: BTreeSet<_> =
        capability["permissions"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
    let of_clerk = NAMES.iter().filter(|name| !OF_CUSTOMER.contains(name));
    let commands: Vec<_> = of_clerk.map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
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
