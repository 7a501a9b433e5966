//! Who stands at the counter, and the counter's day.

use tests::clerk::A_BROKEN_TEA_POT;
use thirtyfour::Key;

use crate::at_counter::AtCounter;

const PIN: &str = "271828";

#[tokio::test(flavor = "multi_thread")]
async fn the_counter_locks_opens_with_a_pin_where_it_was_and_shows_its_day() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    // Nobody has a PIN yet: F9 offers to choose one.
    window.choose_a_pin(PIN).await;

    window.take_in(&A_BROKEN_TEA_POT).await;
    window.press(Key::F9).await;
    window.see(".lock").await;
    window.wait_for("document.activeElement?.id === 'door-pin'").await;
    window.picture("window-locked").await;
    assert!(
        !window.read(".lock").await.contains(A_BROKEN_TEA_POT.name),
        "nothing of a customer stands there"
    );
    let hidden = "return getComputedStyle(document.querySelector('.desk')).visibility";
    assert_eq!(window.run(hidden).await, "hidden");
    // What a page without a PIN asks for, Rust does not give.
    let refused = window
        .settle("window.__TAURI_INTERNALS__.invoke('search', { text: 'SF' }).then(() => 'given', (error) => error.code)")
        .await;
    assert_eq!(refused, "locked");
    // A scan changes nothing.
    window.scan("JT0123456789012").await;

    window.fill("#door-pin", "999999").await;
    window.press(Key::Enter).await;
    window.see_text("还可以试 9 次").await;
    window.fill("#door-pin", PIN).await;
    window.press(Key::Enter).await;
    window.see_gone(".lock").await;
    assert_eq!(window.value("#waybill").await, A_BROKEN_TEA_POT.waybill, "the form is as it was left");
    window.save_and_print().await;

    window.press(Key::F6).await;
    window.see(".pages .page svg").await;
    window.see_in(".pages", "日结单").await;
    window.see_in(".pages", A_BROKEN_TEA_POT.waybill).await;
    window.picture("window-day").await;
    window.see_text("网点经理可以打印和导出").await;
    window.click_on_text("开班").await;
    window.see_text("开班。").await;

    // Practice stands beside the counter, which waits locked and shows nothing of itself meanwhile.
    window.press(Key::F10).await;
    window.click_on_text("开始练习").await;
    window.see_text("练习中").await;
    window.see_in("header", "练习网点").await;
    window.picture("window-practice").await;
    window.click_on_text("结束练习").await;
    window.see(".lock").await;
    window.wait_for("document.activeElement?.id === 'door-pin'").await;
    window.fill("#door-pin", PIN).await;
    window.press(Key::Enter).await;
    window.see_gone(".lock").await;
    window.see_in("header", "五常网点").await;
    window.see_gone(".practice").await;
}
