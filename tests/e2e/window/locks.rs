//! What a page cannot do, even if someone got a script into it.

use serde_json::Value;
use tests::driver::Window;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn a_script_in_the_page_gets_nowhere() {
    let counter = AtCounter::open().await;
    let (window, hq) = (&counter.window, counter.hq.url());
    let home = window.run("return location.href").await;

    // It can neither leave nor open another window.
    for elsewhere in [hq.as_str(), "https://example.com/", "file:///etc/hostname", "data:text/html,hello"] {
        // Were it allowed, the page and with it the promise would be gone before it is kept.
        let tried = format!(
            "new Promise((done) => {{ location.href = '{elsewhere}'; setTimeout(() => done(location.href), 400); }})"
        );
        assert_eq!(window.settle(&tried).await, home, "{elsewhere}");
    }
    window.see("#kind").await;
    assert_eq!(window.run(&format!("return window.open('{hq}') === null")).await, true);

    // It has no way to Rust but the commands that the window's capability names.
    assert_eq!(window.run("return typeof window.__TAURI__").await, "undefined");
    for command in [
        "plugin:window|close",
        "plugin:event|emit",
        "plugin:opener|open_path",
        "plugin:app|version",
        "nothing_of_ours",
    ] {
        let answer = window.settle(&format!("window.__TAURI_INTERNALS__.invoke('{command}', {{}})")).await;
        let refused =
            answer["refused"].as_str().unwrap_or_else(|| panic!("{command} was answered: {answer}"));
        assert!(refused.contains("not allowed") || refused.contains("not found"), "{command}: {refused}");
    }
    let allowed = window.settle("window.__TAURI_INTERNALS__.invoke('app_state', {})").await;
    assert_eq!(allowed["enrolment"], "enrolled");

    // It cannot change what every object inherits.
    assert_eq!(window.run("return Object.isFrozen(Object.prototype)").await, true);

    // It cannot bring more script along, nor send anything out.
    assert_eq!(added(window, "script.textContent = 'window.stranger = 1'").await, Value::Null);
    assert_eq!(added(window, "script.src = 'data:text/javascript,window.stranger = 1'").await, Value::Null);
    assert_eq!(added(window, &format!("script.src = '{hq}/stranger.js'")).await, Value::Null);
    let sent = window.settle(&format!("fetch('{hq}/', {{ mode: 'no-cors' }})")).await;
    assert!(sent["refused"].is_string(), "{sent}");
    let picture = format!(
        "new Promise((yes, no) => {{ const image = new Image(); image.onload = () => yes('loaded'); image.onerror = () => no('stopped'); image.src = '{hq}/favicon.ico'; }})"
    );
    assert_eq!(window.settle(&picture).await["refused"], "stopped");

    // A photo is named by its hash alone, and nothing else has a name.
    for address in
        ["photo://localhost/../counterfoil.db?size=full", "photo://localhost/etc/hostname?size=full"]
    {
        let picture = format!(
            "new Promise((yes, no) => {{ const image = new Image(); image.onload = () => yes('loaded'); image.onerror = () => no('nothing'); image.src = '{address}'; }})"
        );
        assert_eq!(window.settle(&picture).await["refused"], "nothing", "{address}");
    }
}

/// What a script element that `set` prepares has left behind.
async fn added(window: &Window, set: &str) -> Value {
    let tried = format!(
        "new Promise((done) => {{
            const script = document.createElement('script');
            document.addEventListener('securitypolicyviolation', () => done(window.stranger ?? null), {{ once: true }});
            script.onload = () => done('it ran');
            {set};
            document.head.append(script);
        }})"
    );
    window.settle(&tried).await
}
