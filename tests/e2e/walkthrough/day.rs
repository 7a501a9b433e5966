//! A counter's day: opened, lived with a signature, an item left behind and a printer that runs out of paper, handed
//! over and closed.

use std::process::Command;
use std::time::Instant;

use tests::driver::Window;
use tests::places;
use tests::programs::HqProgram;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;
use crate::walk_ins;

const PIN: &str = "271828";
const MANAGERS_PIN: &str = "314159";
/// Of the demonstration.
const CLERK: &str = "陈静";
const MANAGER: &str = "李娜";

/// Opens the day, and prints what waits for whom.
pub async fn is_opened(window: &Window, printing: &mut Printing, report: &mut Report) {
    report.chapter("The counter's day is opened");
    window.press(Key::F6).await;
    presses(window, "开班").await;
    window.wait_for("!document.querySelector('.side').innerText.includes('还没有开班')").await;
    report.screen(window, "day-open-zh", "The day is open; the summary as it would print now").await;
    window.click_on_text("打印待办清单").await;
    window.see_text("待办清单已打印").await;
    report.list(&printing.take(), "waiting-list-at-opening", "What waits for whom, in the morning");
}

/// What a day brings beside the receipt, about the ticket with this number.
pub async fn is_lived(window: &Window, number: &str, printing: &mut Printing, report: &mut Report) {
    report.chapter("A signature, an item left behind, papers, a printer without paper");
    walk_ins::signs_at_the_ticket(window, number, report).await;
    leaves_an_item(window, printing, report).await;
    asks_for_papers(window, number, printing, report).await;
    if printing.has_printer() {
        runs_out_of_paper(window, number, printing, report).await;
    }
}

/// The manager takes the counter over, prints the day and closes it.
pub async fn is_closed(window: &Window, hq: &HqProgram, printing: &mut Printing, report: &mut Report) {
    report.chapter("Hand-over to the manager, the daily summary, and the close of the day");
    manager_comes(window, hq, report).await;
    hands_over(window, printing, report).await;

    window.press(Key::F6).await;
    window.click_on_text("打印待办清单").await;
    window.see_text("待办清单已打印").await;
    report.list(&printing.take(), "waiting-list-at-close", "What waits for whom, in the evening");
    prints_the_day(window, printing, report).await;
    // What was paid out is counted with the close.
    window.fill(".side input[inputmode=decimal]", "800").await;
    window.see_in(".side", "和凭证一致").await;
    report.screen(window, "day-counted-zh", "What was paid out is counted and agrees with its voucher").await;
    presses(window, "日结").await;
    window.wait_for("document.querySelector('.side')?.innerText.includes('再结一次')").await;
    report.screen(window, "day-closed-zh", "The day is closed, with what headquarters has confirmed").await;
}

/// Presses the button of the day's own part that says this, whatever its key; other places say it too.
async fn presses(window: &Window, label: &str) {
    let button = format!(
        "[...document.querySelectorAll('.side button')].find((each) => each.innerText.trim().startsWith({label:?}))"
    );
    window.wait_for(&button).await;
    window.run(&format!("{button}.click()")).await;
}

/// The daily summary on every paper, the week of the whole branch, and the rows for a spreadsheet.
async fn prints_the_day(window: &Window, printing: &mut Printing, report: &mut Report) {
    for (size, language, name, caption) in [
        ("A4", "中", "day-a4-zh", "The day, A4, Chinese"),
        ("A5", "中 + EN", "day-a5-both", "The day, A5, both"),
        ("80 毫米", "EN", "day-roll80-en", "The day, 80 mm roll, English"),
    ] {
        window.take_choice(size).await;
        window.take_choice(language).await;
        report.list(&day_printed(window, printing).await, name, caption);
    }
    report.screen(window, "day-printed-zh", "The summary on a roll").await;
    for (label, size) in [("一周", "A4"), ("整个网点", "A4"), ("中", "A4")] {
        window.take_choice(size).await;
        window.take_choice(label).await;
    }
    report.list(&day_printed(window, printing).await, "week-of-branch-a4-zh", "The week of the whole branch");
    report.screen(window, "week-of-branch-zh", "The week of the whole branch").await;
    for (label, ending) in [("存成 Excel", ".xlsx"), ("存成 CSV", ".csv")] {
        window.click_on_text(label).await;
        window.see_in(".side", ending).await;
    }
    report.say("Every row was saved as XLSX and as CSV.");
    window.take_choice("一天").await;
    window.take_choice("本柜台").await;
}

async fn day_printed(window: &Window, printing: &mut Printing) -> Vec<u8> {
    window.wait_for("document.querySelector('.day .pages[aria-busy=false] .page svg')").await;
    window.press_with(Key::Control, 'p').await;
    window.wait_for("[...document.querySelectorAll('.side p[role=status]')].some((each) => each.innerText.includes('已打印'))").await;
    printing.take()
}

/// The broken pot stays with us: it gets a tag, and the customer a part of it.
async fn leaves_an_item(window: &Window, printing: &mut Printing, report: &mut Report) {
    window.click_on_text("登记留下的物品").await;
    for (field, words) in [("item", "碎了的茶壶"), ("place", "货架 3")] {
        window.click_on(&format!("[id$=-{field}]")).await;
        window.compose(words).await;
    }
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
        // What was told last may stand over it for a while; the keys reach it all the same.
        let button = format!(
            "[...document.querySelectorAll('.others button')].find((each) => each.innerText.includes({name:?}))"
        );
        window.run(&format!("{button}.focus()")).await;
        window.press(Key::Enter).await;
        window.see("dialog .page svg").await;
        if file == "evidence" {
            report.screen(window, "paper-evidence-zh", "The evidence pack, before it prints").await;
        }
        window.run("document.querySelector('dialog .foot button').click()").await;
        window.see_text(&format!("{name}已打印")).await;
        report.list(&printing.take(), &format!("{number}-{file}"), name);
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
    report.paper(
        &printing.take_of_spare(),
        &format!("{number}-signed-of-the-spare-printer"),
        "The signed receipt",
    );
    window.press(Key::F10).await;
    window.click_on_text("打印记录").await;
    window.see_in("dialog tbody", "打印机没有纸了").await;
    report.screen(window, "print-journal-zh", "The journal of prints").await;
    window.press(Key::Escape).await;
    window.see_gone("dialog").await;
    printing.load_paper();
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

/// The branch manager comes with headquarters' first code, chooses a PIN, and leaves the counter to who was there.
async fn manager_comes(window: &Window, hq: &HqProgram, report: &mut Report) {
    let mut add = Command::new(places::headquarters());
    add.arg("person").arg("add").arg("--data").arg(hq.data());
    let added = add.args(["--branch", "WC07", "--name", MANAGER, "--role", "manager"]).output();
    let added = added.expect("headquarters' command line starts");
    let told = String::from_utf8(added.stdout).expect("our programs print UTF-8");
    let code = told.lines().find_map(|line| line.strip_prefix("first code: "));
    let code = code.expect("a newcomer gets a first code").to_owned();
    report.say(&format!("`counterfoil-hq person add` named {MANAGER}, the manager, with a first code."));

    window.press(Key::F3).await;
    window.see(".board").await;
    window.choose_a_pin(PIN).await;
    locks(window, MANAGER).await;
    report.screen(window, "locked-zh", "The counter is locked").await;
    window.wait_for("document.activeElement?.id === 'door-code'").await;
    window.type_as_a_person(&code).await;
    window.fill("#door-fresh", MANAGERS_PIN).await;
    window.fill("#door-again", MANAGERS_PIN).await;
    window.press(Key::Enter).await;
    window.see_gone(".lock").await;
    window.see_in("header", MANAGER).await;
    report.say(&format!("{MANAGER} chose a PIN and was at the counter."));

    locks(window, CLERK).await;
    let begun = Instant::now();
    window.fill("#door-pin", PIN).await;
    window.press(Key::Enter).await;
    window.see_gone(".lock").await;
    window.see_in("header", CLERK).await;
    report.say(&format!("{CLERK} took the counter back by PIN in {:.1} s.", begun.elapsed().as_secs_f64()));
}

/// Leaves the counter, and shows the door to somebody.
async fn locks(window: &Window, person: &str) {
    window.press(Key::F9).await;
    window.see(".lock").await;
    window.see_in(".lock", person).await;
    let name = format!(
        "[...document.querySelectorAll('.people button')].find((each) => each.innerText.includes({person:?}))"
    );
    window.run(&format!("{name}.click()")).await;
    window.wait_for(&format!("{name}.getAttribute('aria-pressed') === 'true'")).await;
}

async fn hands_over(window: &Window, printing: &mut Printing, report: &mut Report) {
    window.press(Key::F6).await;
    window.click_on_text("交班").await;
    window.see("#hand-over-pin").await;
    window.fill("#hand-over-pin", MANAGERS_PIN).await;
    report.screen(window, "hand-over-zh", "The counter is handed over to who shows a PIN").await;
    window.press(Key::Enter).await;
    window.see_in("header", MANAGER).await;
    window.see_text("交接班清单打印好了").await;
    report.list(&printing.take(), "hand-over-list", "What the manager took over");
}
