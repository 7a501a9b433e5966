//! What stands on the customer's window, and what comes of what they press there.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tauri::{
    WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    async_runtime::block_on,
    http::HeaderMap,
    ipc::{Channel, InvokeBody, InvokeResponseBody},
    test::MockRuntime,
};

use super::{TestApp, call, filled};
use crate::{customer_window::CUSTOMER, news::News, views::CustomerStage};

/// The customer's window of an app, and every page it was sent.
struct Display {
    window: WebviewWindow<MockRuntime>,
    pages: Arc<Mutex<Vec<Value>>>,
}

impl Display {
    fn of(app: &TestApp) -> Self {
        let window = WebviewWindowBuilder::new(&app.app, CUSTOMER, WebviewUrl::default()).build().unwrap();
        let pages = Arc::new(Mutex::new(Vec::new()));
        let channel = Channel::new({
            let pages = pages.clone();
            move |body| {
                let InvokeResponseBody::Json(page) = body else { panic!("pages are JSON") };
                pages.lock().unwrap().push(serde_json::from_str(&page).unwrap());
                Ok(())
            }
        });
        block_on(app.shell().follow_counter(channel));
        Self { window, pages }
    }

    fn page(&self) -> Value {
        self.pages.lock().unwrap().last().unwrap().clone()
    }

    fn call(&self, command: &str, arguments: Value) -> Result<Value, Value> {
        call(&self.window, command, InvokeBody::Json(arguments), HeaderMap::new())
    }
}

/// A saved ticket's identity.
fn a_ticket(app: &TestApp) -> String {
    let draft = app.call("start_draft", json!({})).unwrap();
    app.call("open_ticket", json!({ "id": draft["id"], "form": filled(draft["form"].clone()) })).unwrap();
    draft["id"].as_str().unwrap().to_owned()
}

fn show(app: &TestApp, id: &str) -> Value {
    let asked =
        json!({ "id": id, "purpose": "intake", "language": "en", "role": "recipient", "name": "张伟" });
    app.call("show_ticket_to_customer", asked).unwrap()
}

/// Waits until the clerk hears that the customer has come so far.
fn hears(app: &TestApp, stage: CustomerStage) {
    app.hears(|news| match news {
        News::Customer(state) => (state.stage == stage).then_some(()),
        _ => None,
    });
}

#[test]
fn a_ticket_is_read_found_right_and_signed_in_the_customers_window() {
    let app = TestApp::practising();
    let display = Display::of(&app);
    assert_eq!(display.page()["page"], "idle");
    let id = a_ticket(&app);

    let state = show(&app, &id);
    assert_eq!((&state["open"], &state["stage"]), (&json!(true), &json!("reading")));
    let page = display.page();
    assert_eq!((&page["page"], &page["language"]), (&json!("read_back"), &json!("en")));
    assert_eq!(page["matter"]["who"], json!(["张*", "138******00"]), "masked");
    assert_eq!(page["matter"]["waybill"], "SF1234567890123");
    assert_eq!(page["matter"]["promises"].as_array().unwrap().len(), 4);

    let early = display.call("customer_signs", json!({ "strokes": [[[0, 0], [900, 900]]] })).unwrap_err();
    assert_eq!(early["code"], "nothing_asked", "a paper that was not shown is not signed");
    display.call("customer_answers", json!({ "right": true })).unwrap();
    hears(&app, CustomerStage::Signing);
    let page = display.page();
    assert_eq!((&page["page"], &page["name"]), (&json!("sign"), &json!("张伟")));
    assert!(page["pages"][0].as_str().unwrap().contains("SF1234567890123"));

    let dot = display.call("customer_signs", json!({ "strokes": [[[5, 5]]] })).unwrap_err();
    assert_eq!((&dot["code"], &display.page()["page"]), (&json!("signature_empty"), &json!("sign")));
    display.call("customer_signs", json!({ "strokes": [[[0, 0], [900, 900]]] })).unwrap();
    hears(&app, CustomerStage::Signed);
    assert_eq!(display.page()["page"], "signed");
    let view = app.call("ticket", json!({ "id": id })).unwrap();
    let signed = &view["signatures"][0];
    assert_eq!((&signed["name"], &signed["role"]), (&json!("张伟"), &json!("recipient")));
    assert_eq!((&signed["language"], &signed["stands"]), (&json!("en"), &json!(true)));
    let told = view["story"].as_array().unwrap().last().unwrap();
    assert_eq!((&told["kind"], &told["details"]["name"]), (&json!("SignatureGiven"), &json!("张伟")));

    let again = display.call("customer_signs", json!({ "strokes": [[[0, 0], [900, 900]]] })).unwrap_err();
    assert_eq!(again["code"], "nothing_asked");
    app.call("end_customer", json!({})).unwrap();
    assert_eq!(display.page()["page"], "idle");
}

#[test]
fn a_draft_is_read_and_what_is_wrong_is_told_to_the_clerk() {
    let app = TestApp::practising();
    let display = Display::of(&app);
    let draft = app.call("start_draft", json!({})).unwrap();
    let asked = json!({ "id": draft["id"], "form": filled(draft["form"].clone()), "language": "zh" });
    app.call("show_draft_to_customer", asked).unwrap();
    assert_eq!(display.page()["matter"]["number"], Value::Null);
    display.call("customer_answers", json!({ "right": false })).unwrap();
    hears(&app, CustomerStage::Wrong);
    assert_eq!(display.page(), json!({ "page": "answered", "language": "zh", "right": false }));
    let late = display.call("customer_answers", json!({ "right": true })).unwrap_err();
    assert_eq!(late["code"], "nothing_asked", "an answer is given once");
}

#[test]
fn a_ticket_that_changed_under_the_pen_is_not_signed_and_the_clerk_is_told() {
    let app = TestApp::practising();
    let display = Display::of(&app);
    let id = a_ticket(&app);
    show(&app, &id);
    display.call("customer_answers", json!({ "right": true })).unwrap();
    app.call("convert", json!({ "id": id, "kind": "complaint" })).unwrap();
    let refused = display.call("customer_signs", json!({ "strokes": [[[0, 0], [900, 900]]] })).unwrap_err();
    assert_eq!(refused["code"], "paper_changed");
    let state = app.call("customer_state", json!({})).unwrap();
    assert_eq!((&state["stage"], &state["trouble"]["code"]), (&json!("wrong"), &json!("paper_changed")));
    assert_eq!(app.call("ticket", json!({ "id": id })).unwrap()["signatures"], json!([]));
}

#[test]
fn nothing_of_a_customers_stays_when_the_desk_is_locked_or_the_window_goes() {
    let app = TestApp::practising();
    let display = Display::of(&app);
    let id = a_ticket(&app);
    show(&app, &id);
    hears(&app, CustomerStage::Reading);
    let person = app.call("app_state", json!({})).unwrap()["person"]["id"].clone();
    let pin = json!({ "person": person, "proof": { "by": "let" }, "pin": "271828" });
    app.call("choose_pin", pin).unwrap_or_else(|error| panic!("{error}"));
    app.call("lock", json!({})).unwrap();
    hears(&app, CustomerStage::Idle);
    assert_eq!(display.page()["page"], "idle");
    let refused = app.call(
        "show_ticket_to_customer",
        json!({ "id": id, "purpose": "intake", "language": "zh", "role": "sender", "name": "张伟" }),
    );
    assert_eq!(refused.unwrap_err()["code"], "locked");
    assert_eq!(display.page()["page"], "idle");

    app.shell().customer_window_is_gone();
    let state = app.call("customer_state", json!({})).unwrap();
    assert_eq!((&state["open"], &state["about"]), (&json!(false), &Value::Null));
}
