//! A complaint is sorted, weighed, looked into, answered, appealed, closed and rated.

use tests::life::A_LATE_PARCEL;
use tests::{paper, programs};
use thirtyfour::Key;

use crate::at_counter::AtCounter;

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_looked_into_answered_and_rated() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.complain(&A_LATE_PARCEL).await;
    window.picture("window-suggested").await;
    window.take_suggestion().await;
    window.press_with(Key::Control, 's').await;
    let number = window.read(".done .number").await;
    window.click_on_text("看这张工单").await;
    window.see_in(".ticket h1", &number).await;

    window.weigh(&['2', '1', '2', '1']).await;
    window.picture("window-weighing").await;
    window.write_down("dialog[open]").await;

    window.set_task("transport", "23:50", "查中转站扫描记录").await;
    window.picture("window-task").await;
    window.write_down("#investigation form").await;
    window.see_in("#investigation", "查中转站扫描记录").await;
    window.answer_first_task('2', "件在中转站,今晚装车").await;
    window.picture("window-tasks").await;
    window.write_down(".tasks form").await;

    window.press(Key::F3).await;
    window.see(".board").await;
    window.scan(&number).await;
    window.see_in(".ticket h1", &number).await;
    window.see_in("#investigation", "今晚装车").await;
    window.open_block("finding").await;
    window.take_in_form("#investigation form", "运输中转").await;
    window.pick("#investigation form [id$=-cause]", "congestion").await;
    window.picture("window-finding").await;
    window.write_down("#investigation form").await;
    window.see_in("#investigation", "爆仓").await;

    window.take_appeal("440300202611230018", "申诉人称快件延误,客服不理。").await;
    window.write_down("#appeals form").await;
    window.click_on_text("打印答复材料").await;
    window.see_text("申诉答复材料已存成 PDF").await;
    let papers = programs::papers(&counter.folders);
    let pack = papers.iter().find(|path| path.to_string_lossy().contains("appeal"));
    let words = paper::words(pack.expect("an answer pack was saved"));
    for said in [number.as_str(), "440300202611230018", "爆仓积压"] {
        assert!(words.contains(said), "{said}: {words}");
    }

    window.act("开始核查", "").await;
    window.act("答复", "今晚装车,明天到,已向客户道歉。").await;
    window.act("关闭", "客户没有其他要求。").await;
    window.rate(&['3', '5', '5', '4']).await;
    window.picture("window-rating").await;
    window.write_down("dialog[open]").await;
    window.see_in("#rating", "满意").await;
    window.picture("window-life").await;
}
