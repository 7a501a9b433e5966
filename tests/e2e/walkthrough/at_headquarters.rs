//! At headquarters: what the counter delivered, in a browser.

use tests::driver::Window;
use tests::folders::Folders;
use tests::programs::HqProgram;
use thirtyfour::Key;

use crate::report::Report;

/// Signs in and looks at the tickets with these numbers, in both languages.
pub async fn looks(hq: &HqProgram, numbers: &[&str], report: &mut Report) {
    report.chapter("At headquarters, in a browser");
    let folders = Folders::new();
    let browser = Window::of_browser(&folders).await;
    browser.goto(hq.url()).await.expect("the browser finds headquarters");
    browser.see("#password").await;
    speak(&browser, "zh-CN").await;
    report.screen(&browser, "hq-sign-in-zh", "Signing in").await;
    browser.fill("#account", &hq.account).await;
    browser.fill("#password", &hq.password).await;
    browser.press(Key::Enter).await;
    browser.see("tbody tr").await;
    report.screen(&browser, "hq-list-zh", "Every ticket of the branch").await;

    for number in numbers {
        browser.fill("header input", number).await;
        browser.wait_for("document.querySelectorAll('tbody tr').length === 1").await;
        browser.press(Key::Enter).await;
        browser.see_in("h1", number).await;
        browser
            .wait_for("((all) => all.length > 0 && all.every((image) => image.naturalWidth > 0))([...document.querySelectorAll('.photo img')])")
            .await;
        report.say(&format!("Ticket {number} was found by its number, and its photos are shown."));
        for (language, short) in [("zh-CN", "zh"), ("en", "en")] {
            speak(&browser, language).await;
            report
                .screen(
                    &browser,
                    &format!("hq-{number}-{short}"),
                    &format!("Ticket {number} at headquarters"),
                )
                .await;
        }
        speak(&browser, "zh-CN").await;
        browser.click_on(".photo").await;
        browser.wait_for("document.querySelector('dialog[open] img')?.naturalWidth > 0").await;
        report.screen(&browser, &format!("hq-{number}-photo"), "Its first photo, large").await;
        browser.press(Key::Escape).await;
        browser.see_gone("dialog").await;
        browser.press(Key::Escape).await;
    }
    speak(&browser, "en").await;
    browser.click_on("nav a[href='#/branches']").await;
    browser.see("h1").await;
    report.screen(&browser, "hq-branches-en", "The branches and their counters").await;
    browser.click_on(".who button:not([lang])").await;
    browser.see("#password").await;
    report.say("Signed out.");
}

/// Switches the page's language, unless it is that one.
async fn speak(browser: &Window, language: &str) {
    if browser.run("return document.documentElement.lang").await != language {
        browser.click_on(&format!("button[lang='{language}']")).await;
        browser.wait_for(&format!("document.documentElement.lang === '{language}'")).await;
    }
}
