//! A counter's day: opened, lived with a signature, an item left behind and a printer that runs out of paper, handed over
//! and closed.

use std::process::Command;

use tests::driver::Window;
use tests::places;
use tests::programs::HqProgram;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;

const PIN: &str = "271828";
const NEXT_PIN: &str = "314159";
const NEXT: &str = "李娜";

/// Lives the day at the window, about the ticket with this number.
pub async fn is_lived(
    window: &Window,
    number: &str,
    hq: &HqProgram,
    printing: &mut Printing,
    report: &mut Report,
) {
    report.chapter("A counter's day");
    window.press(Key::F6).await;
    window.click_on_text("开班").await;
    window.wait_for("document.body.innerText.includes('开班。')").await;
    report.screen(window, "day-open-zh", "The day is open; the summary as it would print now").await;
    window.click_on_text("打印待办清单").await;
    window.see_text("待办清单已打印").await;
    report.paper(&printing.take(), "waiting-list", "What waits for whom");

    pages::open_ticket(window, number).await;
    signs(window, report).await;
    leaves_an_item(window, printing, report).await;
    asks_for_papers(window, number, printing, report).await;
    if printing.has_printer() {
        runs_out_of_paper(window, number, printing, report).await;
    }
    hands_over(window, hq, printing, report).await;

    window.press(Key::F6).await;
    window.click_on_text("日结").await;
    window.wait_for("document.querySelector('.side')?.innerText.includes('再日结一次')").await;
    report.screen(window, "day-closed-zh", "The day is closed, with what headquarters has confirmed").await;
}

/// The customer reads the receipt and signs it with the mouse.
async fn signs(window: &Window, report: &mut Report) {
    window.press_with(Key::Alt, 's').await;
    window.see(".paper .page svg").await;
    window.draw_a_signature().await;
    report.screen(window, "signing-zh", "The customer signs what is shown").await;
    window.click_on_text("确认签名").await;
    window.see_gone("dialog").await;
    window.see_text("内容未变").await;
    report.say("The receipt is signed; the signature is bound to the hash of what was shown.");
}

/// The broken pot stays with us: it gets a tag, and the customer a part of it.
async fn leaves_an_item(window: &Window, printing: &mut Printing, report: &mut Report) {
    window.click_on_text("登记留下的物品").await;
    window.fill("[id$=-item]", "碎了的茶壶").await;
    window.fill("[id$=-place]", "货架 3").await;
    window.click_on_text("登记并打印物品牌").await;
    window.see_text("留存物品牌已打印").await;
    report.paper(&printing.take(), "custody-tag", "The tag of an item that was left with us");
    report.screen(window, "ticket-custody-zh", "What lies with us, and where").await;
}

/// The ticket's other papers, each seen before it prints.
async fn asks_for_papers(window: &Window, number: &str, printing: &mut Printing, report: &mut Report) {
    for (name, file) in [
        ("索赔申告单", "claim-form"),
        ("证据材料册", "evidence"),
        ("服务评价表", "satisfaction"),
        ("上门走访单", "visit"),
    ] {
        pages::open_ticket(window, number).await;
        window.click_on_text(name).await;
        window.see("dialog .page svg").await;
        if file == "evidence" {
            report.screen(window, "paper-evidence-zh", "The evidence pack, before it prints").await;
        }
        window.click_on("dialog .foot button").await;
        window.see_text(&format!("{name}已打印")).await;
        report.paper(&printing.take(), &format!("{number}-{file}"), name);
    }
}

/// The printer for receipts has no paper left; the spare one takes over.
async fn runs_out_of_paper(window: &Window, number: &str, printing: &mut Printing, report: &mut Report) {
    printing.add_spare();
    window.press(Key::F10).await;
    window.click_on_text("重新查找").await;
    window.see_text("Spare").await;
    choose(window, "label[for$=-spare]", "Spare").await;
    choose(window, "label[for$=-receipt]", "Counter").await;
    report.screen(window, "printers-zh", "Two printers: one for receipts, one that is spare").await;
    printing.run_out_of_paper();
    pages::open_ticket(window, number).await;
    window.press_with(Key::Control, 'p').await;
    window.see_text("改由 Spare 打印了").await;
    report.screen(window, "spare-printer-zh", "The printer has no paper; the spare one printed").await;
    report.paper(&printing.take(), &format!("{number}-signed-of-the-spare-printer"), "The signed receipt");
    window.press(Key::F10).await;
    window.click_on_text("打印记录").await;
    window.see_in("dialog tbody", "打印机没有纸了").await;
    report.screen(window, "print-journal-zh", "The journal of prints").await;
    window.press(Key::Escape).await;
    window.see_gone("dialog").await;
}

/// Picks a choice of the list that a label stands beside.
async fn choose(window: &Window, label: &str, choice: &str) {
    let script = format!(
        "const label = document.querySelector({label:?}); const list = document.getElementById(label.htmlFor); \
         label.closest('details')?.setAttribute('open', ''); \
         list.value = {choice:?}; list.dispatchEvent(new Event('change', {{ bubbles: true }}));"
    );
    window.run(&script).await;
    window
        .wait_for(&format!(
            "document.getElementById(document.querySelector({label:?}).htmlFor).value === {choice:?}"
        ))
        .await;
}

/// A colleague comes with headquarters' first code, and goes again.
async fn hands_over(window: &Window, hq: &HqProgram, printing: &mut Printing, report: &mut Report) {
    let mut add = Command::new(places::headquarters());
    add.arg("person").arg("add").arg("--data").arg(hq.data());
    let added = add.args(["--branch", "WC07", "--name", NEXT, "--role", "clerk"]).output();
    let added = added.expect("headquarters' command line starts");
    let told = String::from_utf8(added.stdout).expect("our programs print UTF-8");
    let code = told.lines().find_map(|line| line.strip_prefix("first code: "));
    let code = code.expect("a newcomer gets a first code").to_owned();
    report.say(&format!("`counterfoil-hq person add` named {NEXT}, with a first code."));

    window.choose_a_pin(PIN).await;
    window.press(Key::F9).await;
    window.see(".lock").await;
    window.see_in(".lock", NEXT).await;
    report.screen(window, "locked-zh", "The counter is locked").await;
    window.click_on_text(NEXT).await;
    window.wait_for("document.activeElement?.id === 'door-code'").await;
    window.type_as_a_person(&code).await;
    window.fill("#door-fresh", NEXT_PIN).await;
    window.fill("#door-again", NEXT_PIN).await;
    window.press(Key::Enter).await;
    window.see_gone(".lock").await;
    window.see_in("header", NEXT).await;
    report.say(&format!("{NEXT} chose a PIN and is at the counter."));

    window.press(Key::F6).await;
    window.click_on_text("交班").await;
    window.see("#hand-over-pin").await;
    window.fill("#hand-over-pin", PIN).await;
    report.screen(window, "hand-over-zh", "The counter is handed over to who shows a PIN").await;
    window.press(Key::Enter).await;
    window.see_in("header", "陈静").await;
    window.see_text("交接班清单打印好了").await;
    report.paper(&printing.take(), "hand-over-list", "What the next person took over");
}
