//! At the counter: a claim, its papers, a look around, and a day on which headquarters is out of reach.

use tests::clerk::{A_BROKEN_TEA_POT, PICKER, WalkIn};
use tests::driver::Window;
use tests::places;
use tests::programs::HqProgram;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;

const CLAIM: WalkIn = WalkIn { waybill: "SF1098765432101", ..A_BROKEN_TEA_POT };

/// Who says what printers fear.
const STRANGE_WORDS: WalkIn = WalkIn {
    waybill: "JT5301234567890",
    posted_on: "11-18",
    name: "Sarah O'Neill-张𠮷",
    phone: "13912345678",
    recipient: "龘龘",
    matter: ["Damage", "Contents damaged"],
    story: "The camera came <b>broken</b> 😢 & wet; =SUM(1,2) \"quoted\" 镜头碎了,𠮷先生当场拍了照。",
    demand: "Compensation",
    freight: "18.5",
    insured: "",
    claimed: "2,399.99",
};

/// Takes a claim from the first key to the paper; its number.
pub async fn takes_a_claim(window: &Window, printing: &mut Printing, report: &mut Report) -> String {
    report.chapter("A claim, from the first key to the paper");
    report.screen(window, "intake-empty-zh", "An empty form; the slip beside it shows what is missing").await;
    window.press(Key::F2).await;
    window.take_in(&CLAIM).await;
    report.say(
        "The waybill was scanned; everything else came from the keyboard, question by question, with Enter.",
    );
    report.screen(window, "intake-filled-zh", "All is said; the photos are still owed").await;

    window.choose_slot("箱内原状").await;
    window.give_file(PICKER, &places::photo("truncated.jpg")).await;
    window.see_in_slot("箱内原状", "照片不完整").await;
    report.screen(window, "intake-bad-photo-zh", "A picture that was cut off says so at its slot").await;
    for (slot, file) in [
        ("箱内原状", "chat-app.webp"),
        ("面单特写", "document-camera.jpg"),
        ("外箱 上面和两侧", "phone-12mp-rotated-gps.jpg"),
        ("物品破损特写", "webcam-640.jpg"),
    ] {
        window.add_photo(slot, file).await;
        window.see_in_slot(slot, "已拍").await;
    }
    window.see_photos(4).await;
    report.say(
        "Four photos of `tests/photos` went into their slots, one where the bad picture was; another carried a place.",
    );
    report.screen(window, "intake-photos-zh", "Photos in their slots, the slip complete").await;

    let number = window.save_and_print().await;
    report.say(&format!("Ctrl+Enter: ticket **{number}**."));
    if printing.has_printer() {
        window.see_in(".done", "回执已打印").await;
    } else {
        window.see_in(".done", "没有打印机").await;
    }
    report.screen(window, "saved-zh", "Saved and printed; what was promised").await;
    report.paper(&printing.take(), &format!("{number}-a5-both"), "The receipt, A5, Chinese and English");

    window.see_in("footer", "全部已确认").await;
    report.say("The status bar: headquarters has confirmed every line and photo.");
    number
}

/// Walks through every screen.
pub async fn looks_around(window: &Window, language: &str, number: &str, report: &mut Report) {
    report.chapter(&format!("Every screen, {}", if language == "zh" { "in Chinese" } else { "in English" }));
    for page in pages::ALL {
        page.show(window, number).await;
        report.screen(window, &format!("{}-{language}", page.name), page.caption).await;
        page.leave(window).await;
    }
}

/// Prints the same receipt again in every other form, each a Copy.
pub async fn reprints(window: &Window, number: &str, printing: &mut Printing, report: &mut Report) {
    report.chapter("The same receipt again, each a Copy");
    let forms = [
        ("80 毫米", "中", "roll80-zh", "80 mm roll, Chinese"),
        ("80 毫米", "EN", "roll80-en", "80 mm roll, English"),
        ("80 毫米", "中 + EN", "roll80-both", "80 mm roll, both"),
        ("A5", "中", "a5-zh", "A5, Chinese"),
        ("A4", "中 + EN", "a4-both", "A4, both"),
        ("A5", "EN", "a5-en", "A5, English"),
    ];
    for (copy, (size, language, name, caption)) in (1..).zip(forms) {
        window.press(Key::F10).await;
        window.see(".settings").await;
        window.take_choice(size).await;
        window.take_choice(language).await;
        pages::open_ticket(window, number).await;
        window.press_with(Key::Control, 'p').await;
        let came_out = format!("/副本 {copy}[^0-9].*(已打印|存为文件)/s.test(paper.innerText)");
        window
            .wait_for(&format!("[...document.querySelectorAll('.narrow li')].some((paper) => {came_out})"))
            .await;
        report.paper(
            &printing.take(),
            &format!("{number}-copy{copy}-{name}"),
            &format!("Copy {copy}: {caption}"),
        );
    }
    report.screen(window, "ticket-printed-zh", "The ticket lists every paper").await;
}

/// Switches the screens to English, and paper back to what it was.
pub async fn changes_language(window: &Window, report: &mut Report) {
    report.chapter("The screens in English");
    window.press(Key::F10).await;
    window.see(".settings").await;
    window.take_choice("中 + EN").await;
    window.take_choice("English").await;
    window.wait_for("document.documentElement.lang === 'en'").await;
    report.say("F10, English: the screens changed at once; the paper's language is a choice of its own.");
}

/// Takes a claim while headquarters is gone, and sees it confirmed when it is back; the claim's number.
pub async fn works_without_headquarters(
    window: &Window,
    hq: &mut HqProgram,
    printing: &mut Printing,
    report: &mut Report,
) -> String {
    report.chapter("Headquarters out of reach, and back");
    hq.kill();
    report.say("Headquarters was ended without warning.");
    window.press(Key::F2).await;
    window.take_in(&STRANGE_WORDS).await;
    window.add_photo("Label, close up", "screenshot.png").await;
    window.see_photos(1).await;
    report
        .screen(window, "intake-strange-words-en", "Words that printers fear: markup, emoji, rare characters")
        .await;
    let number = window.save_and_print().await;
    window.see_in("footer", "cannot be reached").await;
    report.say(&format!(
        "Ticket **{number}**. The status bar: `{}`.",
        window.read("footer").await.replace('\n', " · ")
    ));
    report.screen(window, "saved-offline-en", "Saved and printed while headquarters cannot be reached").await;
    report.paper(&printing.take(), &format!("{number}-a5-both"), "The receipt that was taken offline");

    hq.start_again();
    report.say("Headquarters serves again.");
    window.click_on("footer button").await;
    window.see("dialog[open]").await;
    window.click_on("dialog .foot button").await;
    window.wait_for("!document.querySelector('dialog [aria-busy]')").await;
    report.screen(window, "sync-sheet-en", "What stands between the counter and headquarters").await;
    window.press(Key::Escape).await;
    window.see_gone("dialog").await;
    window.see_in("footer", "Everything is confirmed").await;
    report.say(&format!("The status bar: `{}`.", window.read("footer").await.replace('\n', " · ")));
    pages::open_ticket(window, &number).await;
    report.screen(window, "ticket-confirmed-en", "Confirmed by headquarters, photo by photo").await;
    number
}
