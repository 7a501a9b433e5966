//! A claim comes to money: assessed at the counter, decided at headquarters, accepted, signed and paid.

use tests::driver::Window;
use tests::folders::Folders;
use tests::programs::HqProgram;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;

/// Takes the claim with this number from its assessment to the signed voucher.
pub async fn is_made(
    window: &Window,
    hq: &HqProgram,
    number: &str,
    printing: &mut Printing,
    report: &mut Report,
) {
    report.chapter("A claim, to headquarters and back to a signed voucher");
    pages::open_ticket(window, number).await;
    window.assess_claim("800").await;
    report.screen(window, "assess-zh", "What each rule would give, side by side").await;
    window.save_assessment().await;
    report.screen(window, "assessed-zh", "The claim is assessed; proofs are still owed").await;
    window.see_in("footer", "全部已确认").await;

    let folders = Folders::new();
    let browser = Window::of_browser(&folders).await;
    browser.goto(hq.url()).await.expect("the browser finds headquarters");
    browser.fill("#account", &hq.account).await;
    browser.fill("#password", &hq.password).await;
    browser.press(Key::Enter).await;
    browser.see("tbody tr").await;
    browser.open_first_case().await;
    browser.see_in("h1", number).await;
    report
        .screen(&browser, "hq-case", "The case at headquarters: evidence, assessment, what to look at")
        .await;
    browser.approve_case().await;
    report.screen(&browser, "hq-approve", "The amount in figures and capitals, before it is confirmed").await;
    browser.confirm_decision().await;

    window.see_in("#claim-decision", "人民币").await;
    report.screen(window, "decided-zh", "The decision came by the feed; the customer is to be told").await;
    window.customer_accepts().await;
    signs(window, "处理决定书").await;
    report.say("The customer accepted, and signed the decision as it was shown.");
    prints(window, number, "处理决定书", "decision", printing, report).await;
    window.pay_in_cash().await;
    signs(window, "赔付单").await;
    report.screen(window, "paid-zh", "Paid, and the ticket is settled").await;
    prints(window, number, "赔付单", "voucher", printing, report).await;
}

/// The customer signs the paper that is asked for now.
async fn signs(window: &Window, paper: &str) {
    window.press_with(Key::Alt, 's').await;
    window.see(".paper .page svg").await;
    window.take_choice("中文").await;
    window.see_in(".paper", paper).await;
    window.draw_a_signature().await;
    window.click_on_text("确认签名").await;
    window.see_gone("dialog").await;
}

/// Prints a paper of the ticket on the screen.
async fn prints(
    window: &Window,
    number: &str,
    name: &str,
    file: &str,
    printing: &mut Printing,
    report: &mut Report,
) {
    let button = format!(
        "[...document.querySelectorAll('.others button')].find((each) => each.innerText.includes({name:?}))"
    );
    window.wait_for(&button).await;
    window.run(&format!("{button}.focus()")).await;
    window.press(Key::Enter).await;
    window.see("dialog .page svg").await;
    window.run("document.querySelector('dialog .foot button').click()").await;
    window.see_text(name).await;
    window.see_gone("dialog").await;
    report.list(&printing.take(), &format!("{number}-{file}"), name);
}
