//! The input method's keys, and a scanner's.

use tests::dice::Dice;
use tests::keyboard::ScanAmid;
use thirtyfour::Key;

use crate::at_counter::AtCounter;

/// Sends a key to where the caret stands, as WebKit does around a composition.
const KEY: &str = "const key = (type, values) => document.activeElement.dispatchEvent(
        new KeyboardEvent(type, { bubbles: true, cancelable: true, ...values }));";

#[tokio::test(flavor = "multi_thread")]
async fn an_input_method_keeps_its_keys() {
    let counter = AtCounter::open().await;
    let window = &counter.window;

    // A kind that its key took stays when Enter goes on.
    window.press_with(Key::Alt, '4').await;
    window.press(Key::Enter).await;
    window.see_in("#kind [aria-checked=true]", "建议").await;
    window.press_with(Key::Alt, '5').await;
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

#[tokio::test(flavor = "multi_thread")]
async fn scans_come_whole_into_somebodys_work_with_an_input_method_on_and_off() {
    const SEED: u64 = 20_261_122;
    const SCANS: usize = 60;
    let counter = AtCounter::open().await;
    let window = &counter.window;
    // The scanner's test page shows what came; the field in the head is where the clerk types meanwhile.
    window.press(Key::F10).await;
    window.see_text("扫描枪测试").await;
    let mut dice = Dice::of(SEED);
    for count in 0..SCANS {
        let digits: String =
            (0..10 + dice.below(4)).map(|_| char::from(b'0' + dice.below(10) as u8)).collect();
        let code = format!("{}{digits}", ["SF", "YT", "JD", ""][dice.index(4)]);
        let is_composed = dice.below(2) == 0;
        let scan = ScanAmid {
            code: &code,
            hand: if is_composed { "" } else { ["", "k", "ma"][dice.index(3)] },
            waited_ms: [40, 60, 79, 150][dice.index(4)],
            is_composed,
            ending: ["Enter", "Tab", ""][dice.index(3)],
        };
        window
            .run("const at = document.querySelector('header input'); at.focus(); at.value = '王小明'; at.setSelectionRange(1, 1)")
            .await;
        window.scan_amid(&scan).await;
        window
            .wait_for(&format!("document.querySelector('#part-scanner li code')?.textContent === '{code}'"))
            .await;
        let kept = window.value("header input").await;
        assert_eq!(kept, format!("王{}小明", scan.hand), "scan {count}: {code}, input method {is_composed}");
        let caret = window.run("return document.activeElement.selectionStart").await;
        assert_eq!(caret, 1 + scan.hand.len(), "scan {count}: {code}");
        let said = window.read("#part-scanner li small").await;
        let ended = match scan.ending {
            "Enter" => "以回车结尾",
            "Tab" => "以制表符结尾",
            _ => "没有结尾键",
        };
        assert!(said.contains(&format!("{} 个字符", code.len())) && said.contains(ended), "{said}");
        assert_eq!(said.contains("输入法开着"), is_composed, "{said}");
    }
}
