//! The camera: the engine's own test picture, taken by key into one slot after another.

use std::time::Instant;

use tests::clerk::A_BROKEN_TEA_POT;
use tests::display::Display;
use tests::programs::{self, HqProgram, NO_QUEUE};
use thirtyfour::Key;

use crate::at_counter::AtCounter;

/// The slot that the camera is aimed at.
const AIM: &str = "document.querySelector('.aim h3')?.textContent";

/// Whether the camera shows a picture.
const SEEN: &str = "document.querySelector('.viewfinder video:not([hidden])')?.videoWidth > 0";

#[tokio::test(flavor = "multi_thread")]
async fn a_camera_fills_the_slots_by_key_and_its_photos_are_kept() {
    let hq = HqProgram::start();
    let folders = programs::enrolled_at(&hq);
    let display = Display::start();
    let environment = [("COUNTERFOIL_PRINT_SERVER", NO_QUEUE), ("COUNTERFOIL_MOCK_CAMERA", "1")];
    let window = &programs::app_with(&display, &folders, &environment).await;
    window.take_in(&A_BROKEN_TEA_POT).await;

    window.click_on(".head .open").await;
    window.wait_for(SEEN).await;
    window.run("document.querySelector('#story').focus()").await;
    for (aimed_at, next) in [
        ("面单特写", "外箱 上面和两侧"),
        ("外箱 上面和两侧", "外箱 底面和另两侧"),
        ("外箱 底面和另两侧", "箱内原状"),
    ] {
        window.wait_for(&format!("{AIM} === '{aimed_at}'")).await;
        window.press_with(Key::Alt, 'c').await;
        window.wait_for(&format!("{AIM} === '{next}'")).await;
    }
    window.see_photos(3).await;
    assert_eq!(window.focused().await, "story", "the caret stays where the clerk types");

    // A slot that cannot be filled is skipped for a reason.
    let skip = "const list = document.querySelector('.panel .ways select');
        list.value = list.options[1].value;
        list.dispatchEvent(new Event('change', { bubbles: true }));";
    window.run(skip).await;
    window.wait_for(&format!("{AIM} === '物品全貌'")).await;
    window.see_in_slot("箱内原状", "不拍").await;
    window.resize(1366, 768).await;
    window.picture("window-camera").await;

    // The light goes out with the panel, and the photos stay with the ticket.
    window.run("window.seen = document.querySelector('.viewfinder video').srcObject").await;
    let number = window.save_and_print().await;
    assert_eq!(window.run("return window.seen.getVideoTracks()[0].readyState").await, "ended");
    let photos = format!(
        "window.__TAURI_INTERNALS__.invoke('search', {{ text: '{number}' }})
            .then(([found]) => window.__TAURI_INTERNALS__.invoke('ticket', {{ id: found.id }}))
            .then((ticket) => [ticket.photos.map((photo) => photo.slot), ticket.photos.every((photo) => photo.present)])"
    );
    let kept = window.settle(&photos).await;
    assert_eq!(kept, serde_json::json!([["label", "outer_top", "outer_bottom"], true]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_without_a_camera_says_so_and_takes_a_file() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.take_in(&A_BROKEN_TEA_POT).await;
    let asked_at = Instant::now();
    window.click_on(".head .open").await;
    window.see_in(".viewfinder", "没有找到摄像头").await;
    assert!(asked_at.elapsed().as_secs() < 5, "that there is none was told after {:?}", asked_at.elapsed());
    window.picture("window-no-camera").await;
    window.click_on_text("选文件").await;
    window.give_file(tests::clerk::PICKER, &tests::places::photo("webcam-640.jpg")).await;
    window.see_photos(1).await;
    window.see_in_slot("面单特写", "已拍").await;
}
