//! The first start: practice, a wrong code, the right one; and a second start beside the first.

use tests::display::Display;
use tests::folders::Folders;
use tests::programs::{self, HqProgram};
use thirtyfour::Key;

#[tokio::test(flavor = "multi_thread")]
async fn a_counter_practises_and_is_then_enrolled_in_its_window() {
    let hq = HqProgram::start();
    let (display, folders) = (Display::start(), Folders::new());
    let window = programs::app(&display, &folders).await;
    window.see_text("启用这个柜台").await;
    window.picture("window-first-start").await;

    // What is no code is told at the field.
    window.click_on("#enrol-code").await;
    window.type_as_a_person("nope").await;
    window.press(Key::Enter).await;
    window.see_in("#enrol-code-note", "这不是启用码").await;

    // Practice needs none.
    window.click_on(".practice button").await;
    window.see_fresh_form().await;
    window.see_in(".practice", "练习中").await;
    window.see_in("footer", "练习,不送总部").await;
    window.picture("window-practice").await;

    // A code comes from a scanner, from the clipboard, or from patient fingers.
    window.press(Key::F10).await;
    window.click_on("#enrol-code").await;
    window.compose(&hq.code).await;
    window.press(Key::Enter).await;
    window.see_gone(".practice").await;
    window.see_in("header", "五常网点").await;
    window.see_in("header", "陈静").await;
    window.see_in("footer", "总部已连接").await;
    window.picture("window-enrolled").await;

    // A second app on the same folders says that the first is open, and how to get to it.
    let second = programs::app(&display, &folders).await;
    second.see_text("存根已经在运行").await;
    second.see_text("请切换到已经打开的窗口").await;
    second.picture("window-second-instance").await;
    window.see_in("footer", "总部已连接").await;
}
