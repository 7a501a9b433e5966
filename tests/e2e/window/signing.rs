//! The customer's signature, and the customer's own window.

use std::{fs, time::Duration};

use tests::clerk::A_BROKEN_TEA_POT;
use tests::{driver::Window, paper, programs, running::wait_until};
use thirtyfour::Key;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_signed_with_the_mouse_and_the_customers_window_follows_the_desk() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.take_in(&A_BROKEN_TEA_POT).await;
    window.press_with(Key::Control, 's').await;
    let number = window.read(".done .number").await;

    window.click_on_text("客户签名").await;
    window.see(".paper .page svg").await;
    window.see_in(".paper", &number).await;
    window.draw_a_signature().await;
    window.picture("window-signing").await;
    window.click_on_text("确认签名").await;
    window.see_gone("dialog").await;

    window.click_on(".done .buttons button:last-child").await;
    window.see_in(".done", "存成文件").await;
    let words = paper::words(&programs::papers(&counter.folders)[0]);
    assert!(words.contains("签名时所示内容的校验值"), "the paper has the signature: {words}");

    // The customer's window comes up, asks for what it is to show, and the clerk is told that it is read there.
    window.click_on_text("看这张工单").await;
    window.see_text("内容未变").await;
    window.press_with(Key::Alt, 's').await;
    window.see(".paper .page svg").await;
    window.click_on_text("请客户在客户屏上签").await;
    window.see_text("客户正在核对").await;
    window.picture("window-with-customer").await;
    customer_is(window, "true reading").await;
    let refused = "window.__TAURI_INTERNALS__.invoke('customer_answers', { right: true }).then(() => 'given', (error) => `${error}`)";
    let refused = window.settle(refused).await.to_string();
    assert!(refused.contains("not allowed"), "a clerk does not answer in the customer's name: {refused}");

    // What was shown goes with the dialog, and the window with its key.
    window.press(Key::Escape).await;
    window.see_gone("dialog").await;
    customer_is(window, "true idle").await;
    window.press(Key::F8).await;
    customer_is(window, "false idle").await;

    // The clerk's window takes the customer's with it, and the app ends: after it has answered, for who asks is in it.
    window.press(Key::F8).await;
    customer_is(window, "true idle").await;
    let closes = "setTimeout(() => window.__TAURI_INTERNALS__.invoke('plugin:window|destroy', { label: 'main' }), 200)";
    window.run(closes).await;
    let group = window.group();
    assert!(wait_until(Duration::from_secs(20), || !app_runs_in(group)), "the app is still there");
    counter.window.kill();
}

/// Whether the app is among the processes of a group.
fn app_runs_in(group: u32) -> bool {
    fs::read_dir("/proc").expect("processes are listed").flatten().any(|process| {
        let stat = fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        let Some((name, rest)) = stat.rsplit_once(')') else { return false };
        let mut rest = rest.split_whitespace();
        let (state, group_of) = (rest.next(), rest.nth(1));
        name.ends_with("(counterfoil") && state != Some("Z") && group_of == Some(&group.to_string())
    })
}

/// Waits until Rust says so of the customer's window: whether it is there, and how far its customer is.
async fn customer_is(window: &Window, state: &str) {
    let comes = format!(
        "new Promise((done) => {{
             const look = () => window.__TAURI_INTERNALS__.invoke('customer_state').then((state) =>
                 `${{state.open}} ${{state.stage}}` === '{state}' ? done('{state}') : setTimeout(look, 40));
             look();
         }})"
    );
    assert_eq!(window.settle(&comes).await, state);
}
