//! The input method's keys, and a scanner's.

use thirtyfour::Key;

use crate::at_counter::AtCounter;

/// Sends a key to where the caret stands, as WebKit does around a composition.
const KEY: &str = "const key = (type, values) => document.activeElement.dispatchEvent(
        new KeyboardEvent(type, { bubbles: true, cancelable: true, ...values }));";

#[tokio::test(flavor = "multi_thread")]
async fn an_input_method_keeps_its_keys() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.go_on_to("sender-name").await;

    // While words are composed, no key of theirs is ours.
    let during = format!(
        "{KEY} document.activeElement.dispatchEvent(new CompositionEvent('compositionstart', {{ bubbles: true }}));
         for (const name of ['Enter', 'Escape', 'F2', 'F3']) key('keydown', {{ key: name, code: name, isComposing: true, keyCode: 229 }});
         key('keydown', {{ key: 'Enter', code: 'Enter', ctrlKey: true, isComposing: true }});"
    );
    window.run(&during).await;
    assert_eq!(window.focused().await, "sender-name");

    // WebKit ends the composition first, and sends the Enter that ended it after.
    let committed = format!(
        "{KEY} document.activeElement.dispatchEvent(new CompositionEvent('compositionend', {{ bubbles: true, data: '王' }}));
         key('keydown', {{ key: 'Enter', code: 'Enter', keyCode: 13 }});"
    );
    window.run(&committed).await;
    assert_eq!(window.focused().await, "sender-name", "the Enter that committed words is not ours");
    window.see("form[aria-label]").await;

    // The next one is.
    window.press(Key::Enter).await;
    assert_eq!(window.focused().await, "sender-phone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_heard_anywhere_and_leaves_what_was_typed() {
    let counter = AtCounter::open().await;
    let window = &counter.window;
    window.go_on_to("story").await;
    window.compose("壶嘴断了").await;
    window.run("const at = document.activeElement; at.setSelectionRange(2, 2);").await;

    window.scan("SF1234567890123").await;
    window.wait_for("document.querySelector('#waybill').value === 'SF1234567890123'").await;
    assert_eq!(window.value("#story").await, "壶嘴断了", "the field that it ran through is put back");
    assert_eq!(window.focused().await, "story");
    assert_eq!(window.run("return document.activeElement.selectionStart").await, 2, "so is the caret");

    // A person typing is never a scan.
    window.type_as_a_person("1234567").await;
    assert_eq!(window.value("#story").await, "壶嘴1234567断了");

    // With a Chinese input method on, keys have no letters, only places.
    // The scan comes a moment after the last key, as when a hand has gone from the keyboard to the scanner.
    let hidden = "const begun = performance.now() + 200;
        const places = ['KeyY', 'KeyT', ...[...'1234567890123'].map((digit) => 'Digit' + digit)];
        places.forEach((code, place) => {
            const key = new KeyboardEvent('keydown',
                { bubbles: true, cancelable: true, key: 'Process', code, keyCode: 229, isComposing: true, shiftKey: code.startsWith('Key') });
            Object.defineProperty(key, 'timeStamp', { value: begun + place * 10 });
            document.activeElement.dispatchEvent(key);
        });";
    window.run(hidden).await;
    // Another parcel than the one on the screen is the next customer's; this one stays a draft.
    window.wait_for("document.querySelector('#waybill')?.value === 'YT1234567890123'").await;
    assert_eq!(window.value("#story").await, "");
    window.see_in(".rail", "SF1234567890123").await;

    // From any other screen too.
    window.press(Key::F4).await;
    window.see(".search").await;
    window.scan("JT0123456789012").await;
    window.wait_for("document.querySelector('#waybill')?.value === 'JT0123456789012'").await;
}
