//! Every screen in both languages: what fits, what can be read by everyone, and a picture of each.

use std::fs;

use serde_json::Value;
use tests::driver::Window;
use tests::places;
use tests::programs;
use thirtyfour::Key;

use crate::at_counter::AtCounter;

/// What is wider than its place and would show a scroll bar for it.
const TOO_WIDE: &str = "return [document.documentElement, ...document.querySelectorAll('body, body *')]
    .filter((at) => at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0)
    .filter((at) => at === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(at).overflowX))
    .map((at) => `${at.tagName}.${at.className} ${at.scrollWidth} > ${at.clientWidth}`)";

/// What someone who cannot see, or cannot use a mouse, would stumble over.
const STUMBLING: &str = "axe.run(document, { resultTypes: ['violations'] }).then((found) =>
    found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).join(' | ')}`))";

#[tokio::test(flavor = "multi_thread")]
async fn every_screen_fits_and_can_be_used_by_everyone_in_both_languages() {
    let counter = AtCounter::open_after(|folders| {
        programs::open_samples(folders);
    })
    .await;
    let window = &counter.window;
    window.resize(1366, 768).await;
    let axe = fs::read_to_string(places::root().join("ui/node_modules/axe-core/axe.min.js")).unwrap();
    window.run(&axe).await;
    let mut wrong = Vec::new();

    for (language, switch) in [("zh", None), ("en", Some("English"))] {
        if let Some(label) = switch {
            window.press(Key::F10).await;
            window.see(".settings").await;
            window.click_on_text(label).await;
            window.wait_for("document.documentElement.lang === 'en'").await;
        }
        for (scale, label) in [("100", "100 %"), ("200", "200 %")] {
            window.press(Key::F10).await;
            window.see(".settings").await;
            window.click_on_text(label).await;
            window.wait_for(&format!("getComputedStyle(document.documentElement).getPropertyValue('--text-scale').trim() === '{}'", scale.trim_end_matches("00"))).await;
            for screen in ["intake", "board", "search", "settings", "ticket", "keys"] {
                show(window, screen).await;
                let name = format!("{screen}, {language}, {scale} %");
                window.picture(&format!("looks-{screen}-{language}-{scale}")).await;
                complain(&mut wrong, &name, &window.run(TOO_WIDE).await);
                complain(&mut wrong, &name, &window.settle(STUMBLING).await);
                if screen == "keys" {
                    window.press(Key::Escape).await;
                    window.see_gone("dialog").await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

async fn show(window: &Window, screen: &str) {
    match screen {
        "intake" => {
            window.press(Key::F2).await;
            window.see_fresh_form().await;
            window.see("aside svg").await;
        }
        "board" => {
            window.press(Key::F3).await;
            window.see(".board .ticket").await;
        }
        "search" => {
            window.press(Key::F4).await;
            window.see(".search input").await;
            window.compose("SF12345").await;
            window.see(".search .ticket").await;
        }
        "settings" => {
            window.press(Key::F10).await;
            window.see(".settings fieldset").await;
        }
        "ticket" => {
            window.press(Key::F3).await;
            window.click_on(".board .ticket").await;
            window.see(".columns").await;
        }
        _ => {
            window.press(Key::F1).await;
            window.see("dialog[open]").await;
        }
    }
}

fn complain(wrong: &mut Vec<String>, screen: &str, found: &Value) {
    let lines = found.as_array().unwrap_or_else(|| panic!("{screen}: {found}"));
    wrong.extend(lines.iter().map(|line| format!("{screen}: {}", line.as_str().unwrap_or_default())));
}
