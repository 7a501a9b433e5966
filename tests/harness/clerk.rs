//! What a clerk does at the intake screen, by the names that a clerk reads there.

use thirtyfour::prelude::*;

use crate::{driver::Window, places};

/// A damaged parcel, as its sender tells it at the counter.
pub struct WalkIn {
    /// Scanned.
    pub waybill: &'static str,
    /// Typed as month and day.
    pub posted_on: &'static str,
    /// Through the input method.
    pub name: &'static str,
    /// Typed.
    pub phone: &'static str,
    /// The recipient's, through the input method.
    pub recipient: &'static str,
    /// What went wrong, as the screen calls it: the group and within it the matter.
    pub matter: [&'static str; 2],
    /// Through the input method.
    pub story: &'static str,
    /// What is asked for, as the screen calls it.
    pub demand: &'static str,
    /// Yuan, as typed.
    pub freight: &'static str,
    /// Yuan, as typed.
    pub insured: &'static str,
    /// Yuan, as typed.
    pub claimed: &'static str,
}

/// Who comes in with a broken tea pot.
pub const A_BROKEN_TEA_POT: WalkIn = WalkIn {
    waybill: "SF1234567890123",
    posted_on: "11-14",
    name: "王小明",
    phone: "13800138000",
    recipient: "欧阳娜娜",
    matter: ["损毁", "内件破损"],
    story: "上周六寄的一套紫砂茶具,今天收件人打开发现壶嘴断了,纸箱一个角也压扁了。要求按保价赔。",
    demand: "赔偿",
    freight: "23",
    insured: "1500",
    claimed: "1500",
};

/// The chooser behind the slots.
pub const PICKER: &str = "input[type=file]";

/// How often the mouse may miss a slot that moves.
const MOST_MISSES: usize = 3;

impl Window {
    /// Waits for a form that is ready for the first key.
    pub async fn see_fresh_form(&self) {
        self.wait_for(
            "document.activeElement?.closest('#kind') && document.querySelector('#waybill')?.value === ''",
        )
        .await;
    }

    /// Fills the form from the first key to the last question, with the keyboard and the scanner alone.
    pub async fn take_in(&self, walk_in: &WalkIn) {
        self.see_fresh_form().await;
        self.scan(walk_in.waybill).await;
        self.wait_for(&format!("document.querySelector('#waybill').value === '{}'", walk_in.waybill)).await;
        self.go_on_to("posted-on").await;
        self.type_as_a_person(walk_in.posted_on).await;
        self.go_on_to("sender-name").await;
        self.compose(walk_in.name).await;
        self.go_on_to("sender-phone").await;
        self.type_as_a_person(walk_in.phone).await;
        self.go_on_to("recipient-name").await;
        self.compose(walk_in.recipient).await;
        self.go_on_to("category-group").await;
        self.choose(walk_in.matter[0]).await;
        self.go_on_to("category").await;
        self.choose(walk_in.matter[1]).await;
        self.go_on_to("story").await;
        self.compose(walk_in.story).await;
        self.go_on_to("demands").await;
        self.choose(walk_in.demand).await;
        self.press(Key::Space).await;
        self.go_on_to("freight").await;
        self.type_as_a_person(walk_in.freight).await;
        self.go_on_to("insured").await;
        self.type_as_a_person(walk_in.insured).await;
        self.go_on_to("claimed").await;
        self.type_as_a_person(walk_in.claimed).await;
    }

    /// Gives the slot that is called `slot` a picture through the file chooser.
    pub async fn add_photo(&self, slot: &str, file: &str) {
        self.choose_slot(slot).await;
        self.give_file(PICKER, &places::photo(file)).await;
    }

    /// Presses on the slot that is called `slot`; the chooser then fills it.
    pub async fn choose_slot(&self, slot: &str) {
        let card = format!("{}//button[contains(@class, 'slot-main')]", slot_called(slot));
        let card =
            self.must(self.query(By::XPath(card)).first().await, &format!("there is a slot {slot}")).await;
        // What the story suggests comes a moment after its last word and moves the slots: who misses one presses again.
        for _ in 0..MOST_MISSES {
            // WebDriver scrolls no further than it must, which may be under the bar at the bottom.
            self.of_element("arguments[0].scrollIntoView({ block: 'center' })", &card).await;
            self.must(card.click().await, &format!("the slot {slot} can be chosen")).await;
            if self.of_element("return document.activeElement === arguments[0]", &card).await == true {
                return;
            }
        }
        self.must(Err::<(), _>("the mouse met something else"), &format!("the slot {slot} can be chosen"))
            .await;
    }

    /// What `script` returns of `element`, which it has as its first argument.
    async fn of_element(&self, script: &str, element: &WebElement) -> serde_json::Value {
        let element = element.to_json().expect("an element has a name");
        let answer = self.execute(script, vec![element]).await;
        self.must(answer, "the page runs a script").await.json().clone()
    }

    /// Waits until the slot that is called `slot` says `text`.
    pub async fn see_in_slot(&self, slot: &str, text: &str) {
        let says = format!("{}[contains(normalize-space(.), '{text}')]", slot_called(slot));
        self.must(self.query(By::XPath(says)).first().await, &format!("the slot {slot} says {text}")).await;
    }

    /// Waits until so many slots show their picture.
    pub async fn see_photos(&self, count: usize) {
        let shown =
            "[...document.querySelectorAll('.slot img')].filter((image) => image.naturalWidth > 0).length";
        self.wait_for(&format!("{shown} === {count}")).await;
    }

    /// Takes the choice that is called exactly `label`, with the mouse.
    pub async fn take_choice(&self, label: &str) {
        let choice = format!("//button[@role='radio'][normalize-space(.)='{label}']");
        let choice = self.query(By::XPath(choice)).and_displayed().first().await;
        let choice = self.must(choice, &format!("there is a choice {label}")).await;
        self.must(choice.click().await, &format!("the choice {label} can be taken")).await;
    }

    /// Saves and prints, and waits for the ticket's number.
    pub async fn save_and_print(&self) -> String {
        self.press_with(Key::Control, Key::Enter).await;
        let number = self.read(".done .number").await;
        self.wait_for("document.querySelectorAll('.done .banner').length === 1 && !document.querySelector('.done [aria-busy]')")
            .await;
        number
    }

    /// Chooses the first PIN of whoever is here; from then on the counter locks.
    pub async fn choose_a_pin(&self, pin: &str) {
        self.press(Key::F9).await;
        self.see_text("谁在柜台").await;
        self.click_on_text("设一个 PIN").await;
        self.fill("#door-fresh", pin).await;
        self.fill("#door-again", pin).await;
        self.press(Key::Enter).await;
        self.see_gone("dialog").await;
    }

    /// Draws on the pad that the customer signs on.
    pub async fn draw_a_signature(&self) {
        let pad = self.see(".pad svg").await;
        let strokes = self
            .action_chain()
            .move_to_element_center(&pad)
            .click_and_hold()
            .move_by_offset(-120, 30)
            .move_by_offset(60, -70)
            .move_by_offset(150, 50)
            .release();
        self.must(strokes.perform().await, "a mouse draws").await;
        self.wait_for("document.querySelectorAll('.pad .stroke').length === 1").await;
    }
}

fn slot_called(slot: &str) -> String {
    format!("//li[.//b[normalize-space(.)='{slot}']]")
}
