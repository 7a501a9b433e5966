//! Photos, good and bad, and a draft that nothing takes away.

use std::time::{Duration, Instant};

use tests::clerk::PICKER;
use tests::places;
use thirtyfour::Key;

use crate::at_counter::AtCounter;

const STORY: &str = "壶嘴断了,箱角压扁。";

/// How many milliseconds it takes until the last field is in the draft.
const SAVED: &str = "(async () => {
    const begun = performance.now();
    while (!(await window.__TAURI_INTERNALS__.invoke('list_drafts')).some((draft) => draft.waybill === '龘'));
    return performance.now() - begun;
})()";

#[tokio::test(flavor = "multi_thread")]
async fn a_bad_picture_says_so_at_its_slot_and_a_power_cut_loses_nothing() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.see_fresh_form().await;
    window.go_on_to("sender-name").await;
    window.compose("王小明").await;
    window.go_on_to("category-group").await;
    window.choose("损毁").await;
    window.go_on_to("story").await;
    window.compose(STORY).await;

    window.add_photo("面单特写", "webcam-640.jpg").await;
    window.see_photos(1).await;
    for (slot, file, said) in [
        ("外箱 上面和两侧", "truncated.jpg", "照片不完整"),
        ("外箱 底面和另两侧", "empty.jpg", "文件是空的"),
        ("箱内原状", "not-an-image.jpg", "这不是照片"),
        ("物品全貌", "bomb-30000x30000.png", "照片尺寸太大"),
    ] {
        window.choose_slot(slot).await;
        let given_at = Instant::now();
        window.give_file(PICKER, &places::photo(file)).await;
        window.see_in_slot(slot, said).await;
        let took = given_at.elapsed();
        assert!(took < Duration::from_secs(1), "{file} was told after {took:?}");
    }
    window.picture("window-bad-photos").await;
    window.see_photos(1).await;
    assert_eq!(window.value("#story").await, STORY);

    // A big one from a phone, turned upright.
    window.add_photo("物品破损特写", "phone-12mp-rotated-gps.jpg").await;
    window.see_photos(2).await;
    let shape = window.run("const all = [...document.querySelectorAll('.slot img')]; const last = all.at(-1); return last.naturalHeight > last.naturalWidth").await;
    assert_eq!(shape, true, "a picture taken upright stands upright");

    window.press_with(Key::Alt, 'w').await;
    window.compose("龘").await;
    let saved_after = window.settle(SAVED).await;
    assert!(saved_after.as_f64().is_some_and(|ms| ms < 500.0), "the draft was saved after {saved_after} ms");

    let counter = counter.after_a_power_cut().await;
    let window = &counter.window;
    window.click_on(".rail button").await;
    window.wait_for("document.querySelector('#story')?.value").await;
    assert_eq!(window.value("#story").await, STORY);
    assert_eq!(window.value("#sender-name").await, "王小明");
    assert_eq!(window.value("#waybill").await, "龘");
    window.see_photos(2).await;
    window.picture("window-after-power-cut").await;
}
