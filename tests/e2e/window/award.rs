//! A claim goes from the counter's window to headquarters' page and back to a voucher.

use tests::clerk::A_BROKEN_TEA_POT;
use tests::driver::Window;
use tests::folders::Folders;
use tests::{paper, programs};
use thirtyfour::Key;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_assessed_decided_at_headquarters_accepted_signed_and_paid() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.take_in(&A_BROKEN_TEA_POT).await;
    window.press_with(Key::Control, 's').await;
    let number = window.read(".done .number").await;
    window.click_on_text("看这张工单").await;
    window.see_in(".ticket h1", &number).await;

    window.assess_claim("800").await;
    window.picture("window-assess").await;
    window.save_assessment().await;
    window.picture("window-assessed").await;
    window.see_in("footer", "全部已确认").await;

    let folders = Folders::new();
    let browser = Window::of_browser(&folders).await;
    browser.goto(counter.hq.url()).await.unwrap();
    browser.fill("#account", &counter.hq.account).await;
    browser.fill("#password", &counter.hq.password).await;
    browser.press(Key::Enter).await;
    browser.see("tbody tr").await;
    browser.open_first_case().await;
    browser.see_in("h1", &number).await;
    browser.picture("page-case").await;
    browser.approve_case().await;
    browser.picture("page-approve").await;
    browser.confirm_decision().await;

    // It comes by the feed, without a key pressed here.
    window.see_in("#claim-decision", "人民币").await;
    window.picture("window-decided").await;
    window.customer_accepts().await;
    window.press_with(Key::Alt, 's').await;
    window.see_in(".paper", "处理决定书").await;
    window.draw_a_signature().await;
    window.picture("window-signing-decision").await;
    window.click_on_text("确认签名").await;
    window.see_gone("dialog").await;
    window.pay_in_cash().await;
    window.picture("window-paid").await;

    window.run("[...document.querySelectorAll('.others button')].find((each) => each.innerText.includes('赔付单')).click()").await;
    window.see("dialog .page svg").await;
    window.picture("window-voucher").await;
    window.run("document.querySelector('dialog .foot button').click()").await;
    window.see_text("赔付单已存成 PDF").await;
    let papers = programs::papers(&counter.folders);
    let voucher = papers.iter().find(|path| path.to_string_lossy().contains("voucher"));
    let words = paper::words(voucher.expect("a voucher was saved"));
    for said in [number.as_str(), "人民币", "现金", "王"] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
