//! What is done with a ticket between the counter and its end, by the names that a clerk reads there.

use thirtyfour::Key;

use crate::driver::Window;

/// A complaint, as its sender tells it at the counter.
pub struct Complaint {
    /// Scanned.
    pub waybill: &'static str,
    /// Typed as month and day.
    pub posted_on: &'static str,
    /// Through the input method.
    pub name: &'static str,
    /// Typed.
    pub phone: &'static str,
    /// Through the input method; its words suggest how to sort it.
    pub story: &'static str,
}

/// Whose parcel stands still.
pub const A_LATE_PARCEL: Complaint = Complaint {
    waybill: "YT7712345678901",
    posted_on: "11-15",
    name: "周雨桐",
    phone: "13612345678",
    story: "快件五天没有更新物流,一直停在中转站,收件人等着用,打客服电话也没有人接。",
};

impl Window {
    /// Tells a complaint up to its story, and waits for what its words suggest.
    pub async fn complain(&self, complaint: &Complaint) {
        self.see_fresh_form().await;
        self.press_with(Key::Alt, '3').await;
        self.see_in("#kind [aria-checked=true]", "投诉").await;
        self.scan(complaint.waybill).await;
        self.wait_for(&format!("document.querySelector('#waybill').value === '{}'", complaint.waybill)).await;
        self.go_on_to("posted-on").await;
        self.type_as_a_person(complaint.posted_on).await;
        self.go_on_to("sender-name").await;
        self.compose(complaint.name).await;
        self.go_on_to("sender-phone").await;
        self.type_as_a_person(complaint.phone).await;
        self.click_on("#story").await;
        self.compose(complaint.story).await;
        self.see("[role=group] mark").await;
    }

    /// Takes the suggested category by its key.
    pub async fn take_suggestion(&self) {
        self.press_with(Key::Alt, 'a').await;
        self.wait_for("!document.querySelector('[role=group] mark')").await;
        self.see("#category [aria-checked=true]").await;
    }

    /// Weighs the matter by the digits of its factors.
    pub async fn weigh(&self, degrees: &[char]) {
        self.press_with(Key::Alt, 'j').await;
        self.see("dialog[open] [role=radiogroup]").await;
        for (place, digit) in degrees.iter().enumerate() {
            let radio = format!(
                "document.querySelectorAll('dialog[open] [role=radiogroup]')[{place}].querySelector('[role=radio][tabindex=\"0\"]')"
            );
            self.wait_for(&radio).await;
            self.run(&format!("{radio}.focus()")).await;
            self.type_as_a_person(&digit.to_string()).await;
            self.wait_for(&format!("document.querySelectorAll('dialog[open] [role=radiogroup]')[{place}].querySelectorAll('[role=radio]')[{digit} - 1].ariaChecked === 'true'")).await;
        }
    }

    /// Writes down what a form or a dialog says, and waits until it is gone.
    pub async fn write_down(&self, css: &str) {
        self.press_with(Key::Control, Key::Enter).await;
        self.see_gone(css).await;
    }

    /// Opens the form of a task for a unit, due on a day that is typed.
    pub async fn set_task(&self, unit: &str, due: &str, words: &str) {
        self.press_with(Key::Alt, 'i').await;
        self.see("#investigation form").await;
        self.pick("#investigation form [id$=-to]", &format!("unit:{unit}")).await;
        self.click_on("#investigation form [id$=-due]").await;
        // Digits with what follows at once would be as quick as a scanner.
        self.compose(due).await;
        self.click_on("#investigation form [id$=-words]").await;
        self.compose(words).await;
    }

    /// Takes a choice of a list by its value.
    pub async fn pick(&self, css: &str, value: &str) {
        let script = format!(
            "const list = document.querySelector({}); list.value = {}; list.dispatchEvent(new Event('change', {{ bubbles: true }})); return list.value;",
            serde_json::json!(css),
            serde_json::json!(value)
        );
        self.see(css).await;
        let picked = self.run(&script).await;
        let taken = if picked == value { Ok(()) } else { Err(picked) };
        self.must(taken, &format!("{value} is among the choices of {css}")).await;
    }

    /// Answers the first task of the list by the digit of an outcome.
    pub async fn answer_first_task(&self, outcome: char, words: &str) {
        self.press(Key::F7).await;
        self.see(".tasks [data-row]").await;
        self.run("document.querySelector('.tasks [data-row]').focus()").await;
        self.press(Key::Enter).await;
        self.see(".tasks form [role=radio]").await;
        self.run("document.querySelector('.tasks form [role=radio][tabindex=\"0\"]').focus()").await;
        self.type_as_a_person(&outcome.to_string()).await;
        // A digit may be a scan's first until a moment has passed.
        self.wait_for(&format!(
            "document.querySelectorAll('.tasks form [role=radio]')[{outcome} - 1].ariaChecked === 'true'"
        ))
        .await;
        self.click_on(".tasks form [id$=-words]").await;
        self.compose(words).await;
    }

    /// Opens a form of the investigation by its button.
    pub async fn open_block(&self, block: &str) {
        self.run(&format!("document.querySelector('#investigation-{block}-open').click()")).await;
        self.see("#investigation form").await;
    }

    /// Takes a chip or a choice within what `css` finds.
    pub async fn take_in_form(&self, css: &str, label: &str) {
        let (css, label) = (serde_json::json!(css), serde_json::json!(label));
        let choice = format!(
            "[...document.querySelectorAll({css} + ' [role=radio]')].find((each) => each.innerText.trim().endsWith({label}))"
        );
        self.wait_for(&choice).await;
        self.run(&format!("{choice}.click()")).await;
        self.wait_for(&format!("{choice}.ariaChecked === 'true'")).await;
    }

    /// Does what the status allows, with words.
    pub async fn act(&self, action: &str, words: &str) {
        let name = serde_json::json!(action);
        let button = format!(
            "[...document.querySelectorAll('.actions button')].find((each) => each.innerText.trim() === {name} && !each.disabled)"
        );
        self.wait_for(&button).await;
        self.run(&format!("{button}.click()")).await;
        self.click_on("#action-words").await;
        self.compose(words).await;
        self.write_down("#action-words").await;
    }

    /// The regulator passed an appeal on.
    pub async fn take_appeal(&self, number: &str, words: &str) {
        self.press_with(Key::Alt, 'g').await;
        self.click_on("#appeals form [id$=-number]").await;
        self.compose(number).await;
        self.click_on("#appeals form [id$=-words]").await;
        self.compose(words).await;
    }

    /// The customer rates by the digits of the rows.
    pub async fn rate(&self, stars: &[char]) {
        self.see("dialog[open] [role=radiogroup]").await;
        for (place, star) in stars.iter().enumerate() {
            let row = format!("document.querySelectorAll('dialog[open] [role=radiogroup]')[{place}]");
            self.run(&format!("{row}.querySelector('[role=radio][tabindex=\"0\"]').focus()")).await;
            self.type_as_a_person(&star.to_string()).await;
            self.wait_for(&format!(
                "{row}.querySelectorAll('[role=radio]')[{star} - 1].ariaChecked === 'true'"
            ))
            .await;
        }
    }
}
