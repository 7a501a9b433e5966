//! Headquarters out of reach, and back.

use std::time::{Duration, Instant};

use tests::clerk::A_BROKEN_TEA_POT;
use tests::driver::Window;
use thirtyfour::Key;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn work_goes_on_without_headquarters_and_what_waited_is_confirmed_after() {
    let mut counter = AtCounter::open().await;
    counter.window.see_in("footer", "总部已连接").await;

    counter.hq.kill();
    let window = &counter.window;
    window.take_in(&A_BROKEN_TEA_POT).await;
    window.add_photo("面单特写", "webcam-640.jpg").await;
    window.see_photos(1).await;
    let number = window.save_and_print().await;
    window.see_in("footer", "总部暂时连不上,照常受理").await;
    window.see_in("footer", "1 张照片").await;
    window.picture("window-offline").await;
    assert!(!window.read("footer").await.contains("全部已确认"), "nothing is called confirmed that is not");

    counter.hq.start_again();
    let back_at = Instant::now();
    let window = &counter.window;
    try_now(window).await;
    window.see_in("footer", "全部已确认").await;
    window.see_in("footer", "总部已连接").await;
    assert!(back_at.elapsed() < Duration::from_secs(20));
    window.press(Key::F3).await;
    window.see_text(&number).await;
    window.see_text("总部已确认").await;
}

/// Opens what the status bar knows of headquarters, and tries now.
async fn try_now(window: &Window) {
    window.click_on("footer button").await;
    window.see_text("与总部的联系").await;
    window.picture("window-sync-sheet").await;
    window.click_on("dialog .foot button").await;
    window.see_in("dialog", "总部已连接").await;
    window.press(Key::Escape).await;
    window.see_gone("dialog").await;
}
