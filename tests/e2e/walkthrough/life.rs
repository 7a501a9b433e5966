//! A complaint from the customer's words to the stars: sorted, weighed, looked into, appealed, settled, rated.

use tests::driver::Window;
use tests::life::A_LATE_PARCEL;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;

/// Takes the complaint in, and goes with it to its end.
pub async fn is_followed(window: &Window, printing: &mut Printing, report: &mut Report) {
    report.chapter("A complaint, from the customer's words to the stars");
    window.press(Key::F2).await;
    window.complain(&A_LATE_PARCEL).await;
    report.screen(window, "suggested-zh", "What the words suggest, and which words those are").await;
    window.take_suggestion().await;
    let number = window.save_and_print().await;
    report.paper(&printing.take(), &format!("{number}-complaint"), "The receipt of a complaint");

    pages::open_ticket(window, &number).await;
    window.weigh(&['2', '1', '2', '1']).await;
    report.screen(window, "weighing-zh", "Priority, factor by factor").await;
    window.write_down("dialog[open]").await;
    is_looked_into(window, &number, report).await;
    is_appealed(window, &number, printing, report).await;

    window.act("开始核查", "").await;
    window.act("答复", "今晚装车,明天到,已向客户道歉。").await;
    window.act("关闭", "客户没有其他要求。").await;
    window.rate(&['3', '5', '5', '4']).await;
    report
        .screen(window, "rating-zh", "The customer is asked at closing; nothing is filled in for them")
        .await;
    window.write_down("dialog[open]").await;
    window.see_in("#rating", "满意").await;
    report.screen(window, "complaint-closed-zh", "The complaint is closed, and rated").await;
    report.say(&format!("Complaint **{number}** went from its first word to the stars."));
}

/// A task, its answer, and what was found.
async fn is_looked_into(window: &Window, number: &str, report: &mut Report) {
    window.set_task("transport", "23:50", "查中转站扫描记录").await;
    report.screen(window, "task-zh", "A task for the unit that has it").await;
    window.write_down("#investigation form").await;
    window.see_in("#investigation", "查中转站扫描记录").await;
    window.answer_first_task('2', "件在中转站,今晚装车").await;
    report.screen(window, "tasks-zh", "Every task (F7), and the answer to one").await;
    window.write_down(".tasks form").await;
    pages::open_ticket(window, number).await;
    window.see_in("#investigation", "今晚装车").await;
    window.open_block("finding").await;
    window.take_in_form("#investigation form", "运输中转").await;
    window.pick("#investigation form [id$=-cause]", "congestion").await;
    report.screen(window, "finding-zh", "Where it went wrong, the questions of that stage, and why").await;
    window.write_down("#investigation form").await;
    window.see_in("#investigation", "爆仓").await;
}

/// The regulator passes an appeal on, and its answer pack comes in one click.
async fn is_appealed(window: &Window, number: &str, printing: &mut Printing, report: &mut Report) {
    window.take_appeal("440300202611230018", "申诉人称快件延误,客服不理。").await;
    window.write_down("#appeals form").await;
    report.screen(window, "appeal-zh", "An appeal that the regulator passed on, with its clock").await;
    window.click_on_text("打印答复材料").await;
    window.see_text("申诉答复材料已打印").await;
    report.list(&printing.take(), &format!("{number}-appeal"), "The answer pack for the regulator");
}
