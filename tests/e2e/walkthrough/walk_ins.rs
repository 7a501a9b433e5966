//! A dozen people come to the counter, of every kind: their waybills are scanned, their parcels stand before the camera,
//! who complains or claims signs.

use std::fs;

use serde::Deserialize;
use serde_json::Value;
use tests::clerk::PICKER;
use tests::driver::Window;
use tests::places;
use thirtyfour::Key;

use crate::pages;
use crate::printing::Printing;
use crate::report::Report;

/// Whether the camera shows a picture.
const SEEN: &str = "document.querySelector('.viewfinder video:not([hidden])')?.videoWidth > 0";

/// How many slots must still be filled, and how many are.
const OWED: &str = "document.querySelectorAll('.slot:is(.owed, .busy, .failed)').length";
const TAKEN: &str = "document.querySelectorAll('.slot.taken').length";

/// The kinds in the order of their keys.
const KINDS: [&str; 5] = ["enquiry", "trace", "complaint", "suggestion", "claim"];

/// What no camera can take at the counter.
const OF_THE_CUSTOMERS: [&str; 2] = ["proof_of_value", "delivery_proof"];

/// One of `tests/samples/walk-ins.json`.
#[derive(Deserialize)]
struct WalkIn {
    said: String,
    kind: String,
    category: String,
    spoke: String,
    sender: Option<Person>,
    recipient: Option<Person>,
    waybill: Option<String>,
    posted_on: Option<String>,
    freight_yuan: Option<String>,
    insured_yuan: Option<String>,
    claimed_yuan: Option<String>,
    photos: Vec<Photo>,
}

#[derive(Deserialize)]
struct Person {
    name: String,
    phone: String,
}

#[derive(Deserialize)]
struct Photo {
    slot: String,
    file: String,
}

/// The lists as the screen names them.
struct Names(Value);

impl Names {
    fn bundled() -> Self {
        let policy = places::root().join("src-tauri/crates/domain/policy/default.json");
        let policy = fs::read(policy).expect("the bundled policy is there");
        Self(serde_json::from_slice(&policy).expect("the bundled policy is JSON"))
    }

    fn of(&self, list: &str, code: &str) -> &str {
        let rows = self.0[list].as_array().expect("the policy has this list");
        let row = rows.iter().find(|row| row["code"] == code);
        row.and_then(|row| row["name"]["zh"].as_str()).expect("what a walk-in says is on a list")
    }
}

/// Takes all of them in.
pub async fn come(window: &Window, printing: &mut Printing, report: &mut Report) {
    report.chapter("A dozen people at the counter");
    let walk_ins = fs::read(places::samples()).expect("the walk-ins are there");
    let walk_ins: Vec<WalkIn> = serde_json::from_slice(&walk_ins).expect("the walk-ins are JSON");
    let names = Names::bundled();
    let mut is_camera_shown = false;
    for walk_in in &walk_ins {
        window.press(Key::F2).await;
        tells(window, walk_in, &names).await;
        let photos = window.run("return document.querySelectorAll('.slot').length").await != 0
            && !walk_in.photos.is_empty();
        if photos {
            shows_papers(window, walk_in, &names).await;
            shows_parcel(window, (!is_camera_shown).then_some(&mut *report)).await;
            is_camera_shown = true;
        }
        let number = window.save_and_print().await;
        let kind = names.of("kinds", &walk_in.kind);
        report.list(&printing.take(), &format!("{number}-of-the-day"), &format!("{kind} {number}"));
        if matches!(walk_in.kind.as_str(), "complaint" | "claim") {
            window.click_on_text("客户签名").await;
            signs(window).await;
        }
    }
    report.say(&format!(
        "{} people came: scanned, photographed by the camera's key, printed, signed.",
        walk_ins.len()
    ));
    window.press(Key::F3).await;
    window.click_on_text("最近").await;
    window.wait_for("document.querySelectorAll('.board .ticket').length > 6").await;
    report.screen(window, "board-full-zh", "The board with all of them").await;
}

/// The customer signs with the mouse what is shown, in Chinese.
pub async fn signs(window: &Window) {
    window.see(".paper .page svg").await;
    window.take_choice("中文").await;
    window.see_text("请看清受理回执").await;
    window.see(".paper .page svg").await;
    window.draw_a_signature().await;
    window.click_on_text("确认签名").await;
    window.see_gone("dialog").await;
}

async fn tells(window: &Window, walk_in: &WalkIn, names: &Names) {
    window.see_fresh_form().await;
    let key = KINDS.iter().position(|kind| *kind == walk_in.kind).expect("a walk-in has a known kind");
    let digit = char::from_digit(key as u32 + 1, 10).expect("there are five kinds");
    window.press_with(Key::Alt, digit).await;
    window.see_in("#kind [aria-checked=true]", names.of("kinds", &walk_in.kind)).await;
    if let Some(waybill) = walk_in.waybill.as_deref().filter(|waybill| !waybill.is_empty()) {
        window.scan(waybill).await;
        window.wait_for(&format!("document.querySelector('#waybill').value === {waybill:?}")).await;
    }
    if let Some(posted_on) = &walk_in.posted_on {
        window.go_on_to("posted-on").await;
        window.type_as_a_person(&posted_on[5..]).await;
    }
    if walk_in.spoke != "sender" {
        window.go_on_to("role").await;
        window.choose(names.of("roles", &walk_in.spoke)).await;
    }
    let (sender, recipient) = (("sender", &walk_in.sender), ("recipient", &walk_in.recipient));
    let parties = if walk_in.spoke == "recipient" { [recipient, sender] } else { [sender, recipient] };
    for (party, person) in parties {
        let Some(person) = person else { continue };
        window.go_on_to(&format!("{party}-name")).await;
        window.compose(&person.name).await;
        window.go_on_to(&format!("{party}-phone")).await;
        window.compose(&person.phone).await;
    }
    window.go_on_to("category-group").await;
    let group = walk_in.category.split('.').next().unwrap_or_default();
    window.choose(names.of("categories", group)).await;
    window.go_on_to("category").await;
    window.choose(names.of("categories", &walk_in.category)).await;
    window.go_on_to("story").await;
    window.compose(&walk_in.said).await;
    if walk_in.kind == "claim" {
        window.go_on_to("demands").await;
        window.choose(names.of("demands", "compensation")).await;
        window.press(Key::Space).await;
    }
    let asked = [
        ("freight", &walk_in.freight_yuan),
        ("insured", &walk_in.insured_yuan),
        ("claimed", &walk_in.claimed_yuan),
    ];
    for (field, yuan) in asked {
        let Some(yuan) = yuan else { continue };
        window.go_on_to(field).await;
        window.type_as_a_person(yuan.trim_end_matches(".00")).await;
    }
}

/// What the customer has on their telephone comes as a file.
async fn shows_papers(window: &Window, walk_in: &WalkIn, names: &Names) {
    let theirs = walk_in.photos.iter().filter(|photo| OF_THE_CUSTOMERS.contains(&photo.slot.as_str()));
    for photo in theirs {
        let slot = names.of("slots", &photo.slot);
        window.choose_slot(slot).await;
        window.give_file(PICKER, &places::photo(&photo.file)).await;
        window.see_in_slot(slot, "已拍").await;
    }
}

/// What stands on the counter goes before the camera, a slot at a time, by its key.
async fn shows_parcel(window: &Window, report: Option<&mut Report>) {
    window.click_on(".head .open").await;
    window.wait_for(SEEN).await;
    let mut report = report;
    for _ in 0..8 {
        if window.run(&format!("return {OWED}")).await == 0 {
            break;
        }
        let taken = window.run(&format!("return {TAKEN}")).await;
        if let Some(report) = report.take() {
            report.screen(window, "camera-zh", "The camera beside the slots").await;
        }
        window.press_with(Key::Alt, 'c').await;
        window.wait_for(&format!("{TAKEN} > {taken}")).await;
    }
    assert_eq!(window.run(&format!("return {OWED}")).await, 0, "every slot that is owed is filled");
}

/// Opens a ticket and signs it there.
pub async fn signs_at_the_ticket(window: &Window, number: &str, report: &mut Report) {
    pages::open_ticket(window, number).await;
    window.press_with(Key::Alt, 's').await;
    window.see(".paper .page svg").await;
    report.screen(window, "signing-zh", "The customer signs what is shown").await;
    signs(window).await;
    window.see_text("内容未变").await;
    report.say("The receipt is signed; the signature is bound to the hash of what was shown.");
}
