//! Hands at a keyboard, an input method under them, and a scanner beside them.

use std::time::Duration;

use thirtyfour::prelude::*;
use tokio::time::sleep;

use crate::driver::Window;

/// Between two keys of a person. The app takes anything at a median of 30 ms for a scanner.
const OF_A_PERSON: Duration = Duration::from_millis(60);

/// Where the caret is: the name of the focused element, or of the group of choices that it belongs to.
const FOCUSED: &str = "const at = document.activeElement;
     const stop = at?.closest('[data-stop]');
     return at?.id || stop?.id || stop?.dataset.field || '';";

/// Puts text where the caret stands, as an input method does: a composition, its keys hidden, the words, its end.
const COMPOSE: &str = "const [text] = arguments;
     const at = document.activeElement;
     const tell = (type, data) => at.dispatchEvent(new CompositionEvent(type, { bubbles: true, data }));
     const key = new KeyboardEvent('keydown', { bubbles: true, key: 'Process', code: 'KeyA', keyCode: 229, isComposing: true });
     // People think while they compose: the first key is a second old when the words come.
     Object.defineProperty(key, 'timeStamp', { value: performance.now() - 1000 });
     tell('compositionstart', '');
     at.dispatchEvent(key);
     tell('compositionupdate', text);
     document.execCommand('insertText', false, text);
     tell('compositionend', text);";

/// Sends a code's keys as a scanner does, 10 ms apart and Enter after them, each doing in the field what it does by itself.
///
/// A key carries the time at which it was pressed, however busy the page is when it comes to it. Those of WebDriver carry
/// the time at which the page was done with the one before, which on a slow day makes a slow scanner.
const SCAN: &str = "const [code, done] = arguments;
     const begun = performance.now();
     const press = (at, key, place) => {
         const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key, code: place });
         Object.defineProperty(event, 'timeStamp', { value: begun + at * 10 });
         return document.activeElement.dispatchEvent(event);
     };
     [...code].forEach((key, at) => press(at, key, '') && document.execCommand('insertText', false, key));
     press(code.length, 'Enter', 'Enter');
     done();";

/// Sends a code's keys as above, behind what a hand had just typed and through an input method where one is on. It has
/// each key before the page does, so the page cannot keep it out of the field.
const SCAN_AMID: &str = "const [code, hand, waited, isComposed, ending, done] = arguments;
     const field = document.activeElement;
     const tell = (type, data) => field.dispatchEvent(new CompositionEvent(type, { bubbles: true, data }));
     // Nothing of an earlier scan is near.
     let at = performance.now() + 500;
     const press = (key, place) => {
         const hidden = isComposed && place ? { key: 'Process', keyCode: 229, isComposing: true } : {};
         const shiftKey = /^[A-Z]$/.test(key);
         const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, key, code: place, shiftKey, ...hidden });
         Object.defineProperty(event, 'timeStamp', { value: at });
         return field.dispatchEvent(event);
     };
     for (const key of hand) {
         if (press(key, '')) document.execCommand('insertText', false, key);
         at += waited;
     }
     [...code].forEach((key, place) => {
         if (place) at += 8 + (place * 7) % 9;
         const isKept = !press(key, /[A-Z]/.test(key) ? 'Key' + key : 'Digit' + key);
         if (isComposed && place === 0) {
             tell('compositionstart', '');
             field.addEventListener('blur', () => tell('compositionend', ''), { once: true });
         }
         if (isComposed || !isKept) document.execCommand('insertText', false, key.toLowerCase());
         if (isComposed) tell('compositionupdate', key);
     });
     at += 10;
     if (ending) press(ending, '');
     done();";

/// A code as a scanner sends it into somebody's work.
pub struct ScanAmid<'a> {
    /// What is sent: capital letters and digits.
    pub code: &'a str,
    /// What a hand had just typed.
    pub hand: &'a str,
    /// So many milliseconds before it.
    pub waited_ms: u64,
    /// Whether an input method is on.
    pub is_composed: bool,
    /// `Enter`, `Tab`, or nothing.
    pub ending: &'a str,
}

impl Window {
    /// Scans a code into somebody's work.
    pub async fn scan_amid(&self, scan: &ScanAmid<'_>) {
        let arguments = vec![
            scan.code.into(),
            scan.hand.into(),
            scan.waited_ms.into(),
            scan.is_composed.into(),
            scan.ending.into(),
        ];
        let scanned = self.execute_async(SCAN_AMID, arguments).await;
        self.must(scanned, "a scanner can be heard").await;
    }

    /// Types letters and digits at the pace of a person.
    pub async fn type_as_a_person(&self, text: &str) {
        for key in text.chars() {
            let typed = self.action_chain().send_keys(key.to_string()).perform().await;
            self.must(typed, "keys can be typed").await;
            // The page has heard this one: on a busy machine keys that come behind each other are a scanner's.
            self.focused().await;
            sleep(OF_A_PERSON).await;
        }
    }

    /// Writes what no key says, such as Chinese, through an input method.
    pub async fn compose(&self, text: &str) {
        let composed = self.execute(COMPOSE, vec![text.into()]).await;
        self.must(composed, "an input method can write").await;
    }

    /// Scans a code: its keys at a scanner's pace, and Enter.
    pub async fn scan(&self, code: &str) {
        let scanned = self.execute_async(SCAN, vec![code.into()]).await;
        self.must(scanned, "a scanner can be heard").await;
    }

    /// Where the caret is: the name of a field, or of the group of choices around it.
    pub async fn focused(&self) -> String {
        let answer = self.must(self.execute(FOCUSED, Vec::new()).await, "the page answers").await;
        answer.json().as_str().unwrap_or_default().to_owned()
    }

    /// Goes on with Enter, question by question, until the caret is at `stop`.
    pub async fn go_on_to(&self, stop: &str) {
        let mut passed = Vec::new();
        while passed.len() < 40 {
            let at = self.focused().await;
            if at == stop {
                return;
            }
            passed.push(at);
            self.press(Key::Enter).await;
        }
        self.must(Err::<(), _>(format!("passed {passed:?}")), &format!("Enter goes on to {stop}")).await;
    }

    /// Takes the choice that shows `label` in the group where the caret stands, with the arrow keys.
    pub async fn choose(&self, label: &str) {
        let mut seen = Vec::new();
        while seen.len() < 30 {
            let text = self.active_element().await;
            let text = self.must(text, "something has the caret").await.text().await.unwrap_or_default();
            if text.trim() == label {
                return;
            }
            seen.push(text);
            self.press(Key::Right).await;
        }
        self.must(Err::<(), _>(format!("saw {seen:?}")), &format!("'{label}' is among the choices")).await;
    }
}
