//! The counter's screens, and how a clerk gets to each.

use tests::driver::Window;
use thirtyfour::Key;

/// A screen of the counter.
pub struct Page {
    pub name: &'static str,
    pub caption: &'static str,
    way: Way,
}

enum Way {
    Ticket,
    Board,
    Tasks,
    Suggestions,
    Search,
    Settings,
    Keys,
    Palette,
    Photo,
}

/// Every screen but the intake, which the claim shows.
pub const ALL: [Page; 9] = [
    Page {
        name: "ticket",
        caption: "The ticket: what was said, evidence, story, promises, papers",
        way: Way::Ticket,
    },
    Page { name: "photo", caption: "A photo, large", way: Way::Photo },
    Page { name: "board", caption: "The board (F3)", way: Way::Board },
    Page { name: "tasks", caption: "The tasks (F7)", way: Way::Tasks },
    Page { name: "suggestions", caption: "The register of suggestions", way: Way::Suggestions },
    Page { name: "search", caption: "The search (F4), by the end of a waybill", way: Way::Search },
    Page { name: "settings", caption: "The settings (F10)", way: Way::Settings },
    Page { name: "keys", caption: "The key sheet (F1)", way: Way::Keys },
    Page { name: "palette", caption: "Everything (Ctrl+K)", way: Way::Palette },
];

impl Page {
    /// Gets there.
    pub async fn show(&self, window: &Window, number: &str) {
        match self.way {
            Way::Ticket => open_ticket(window, number).await,
            Way::Photo => {
                open_ticket(window, number).await;
                window.click_on(".photos button").await;
                window.wait_for("document.querySelector('dialog[open] img')?.naturalWidth > 0").await;
            }
            Way::Board => {
                window.press(Key::F3).await;
                window.see(".board .ticket").await;
            }
            Way::Tasks => {
                window.press(Key::F7).await;
                window
                    .wait_for(
                        "document.querySelector('.tasks') && !document.querySelector('.tasks .loading')",
                    )
                    .await;
            }
            Way::Suggestions => {
                window.press(Key::F6).await;
                let to_register = "[...document.querySelectorAll('.side button')].find((each) => /登记簿|register/.test(each.innerText))";
                window.wait_for(to_register).await;
                window.run(&format!("{to_register}.click()")).await;
                window.see(".register").await;
            }
            Way::Search => {
                window.press(Key::F4).await;
                window.see(".search input").await;
                window.compose("SF1").await;
                window.see(".search .ticket").await;
            }
            Way::Settings => {
                window.press(Key::F10).await;
                window.see(".settings fieldset").await;
            }
            Way::Keys => {
                window.press(Key::F1).await;
                window.see("dialog[open]").await;
            }
            Way::Palette => {
                window.press_with(Key::Control, 'k').await;
                window.see("dialog[open]").await;
            }
        }
    }

    /// Closes what stands over the screen.
    pub async fn leave(&self, window: &Window) {
        if matches!(self.way, Way::Keys | Way::Palette | Way::Photo) {
            window.press(Key::Escape).await;
            window.see_gone("dialog").await;
        }
    }
}

/// Opens a ticket by its number, as a scan of its slip would.
pub async fn open_ticket(window: &Window, number: &str) {
    // In the settings a scan is a test of the scanner.
    window.press(Key::F3).await;
    window.see(".board").await;
    window.scan(number).await;
    window.see_in(".ticket h1", number).await;
    window
        .wait_for("[...document.querySelectorAll('.photos img')].every((image) => image.naturalWidth > 0)")
        .await;
}
