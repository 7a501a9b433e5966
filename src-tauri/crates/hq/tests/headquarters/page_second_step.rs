//! The second step of signing in: set up, asked for, lost, and needed.

use domain::HeldRole;
use hq::{Clock, Config, DoorRules};
use protocol::{OneTimeSecret, STEP_MS};
use serde_json::{Value, json};

use crate::{
    page_audit::{auditor, log},
    page_sign_in::Browser,
    place::{Answer, PASSWORD, TestHq},
};

/// The telephone, which was told a secret.
struct Telephone(OneTimeSecret);

impl Telephone {
    fn scanning(text: &str) -> Self {
        let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let (mut bits, mut held, mut bytes) = (0_u32, 0, Vec::new());
        for letter in text.bytes() {
            let value = alphabet.iter().position(|known| *known == letter).unwrap();
            (bits, held) = (bits << 5 | u32::try_from(value).unwrap(), held + 5);
            if held >= 8 {
                held -= 8;
                bytes.push(u8::try_from(bits >> held & 0xff).unwrap());
            }
        }
        Self(OneTimeSecret::from_bytes(bytes.try_into().unwrap()))
    }

    fn code(&self, hq: &TestHq) -> String {
        self.0.code(u64::try_from(hq.clock.now().unix_ms() / STEP_MS).unwrap())
    }
}

fn strict(config: Config) -> Config {
    Config { door: DoorRules::usual(), ..config }
}

fn roles(texts: &[&str]) -> Vec<HeldRole> {
    texts.iter().map(|text| text.parse().unwrap()).collect()
}

async fn sign_in(hq: &TestHq, account: &str, code: Option<&str>) -> Answer {
    hq.post("/api/page/login", &json!({ "account": account, "password": PASSWORD, "code": code })).await
}

/// Sets a second step up at the page; its telephone, and its recovery codes.
async fn set_up(hq: &TestHq, browser: &Browser) -> (Telephone, Vec<String>) {
    let offer = browser.post("/api/page/own/second-step/offer", &json!({ "password": PASSWORD })).await;
    assert_eq!(offer.status, 200, "{}", offer.text());
    let offer: Value = offer.json();
    assert!(offer["qr"]["path"].as_str().unwrap().starts_with('M'));
    let telephone = Telephone::scanning(offer["text"].as_str().unwrap());
    let form = json!({ "sealed": offer["sealed"], "code": telephone.code(hq) });
    let told: Value = browser.post("/api/page/own/second-step", &form).await.json();
    let codes: Vec<String> = serde_json::from_value(told["codes"].clone()).unwrap();
    assert_eq!(codes.len(), 10);
    (telephone, codes)
}

#[tokio::test]
async fn a_code_is_asked_for_once_it_is_set_up_and_is_good_once() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let (telephone, _) = set_up(&hq, &browser).await;
    assert_eq!(browser.get("/api/page/me").await.json::<Value>()["has_second_step"], true);
    assert_eq!(sign_in(&hq, "wu.lei", None).await.code(), "code_wanted");
    let used = telephone.code(&hq);
    assert_eq!(sign_in(&hq, "wu.lei", Some(&used)).await.code(), "code_refused", "it set the step up");
    hq.clock.move_on(STEP_MS);
    let code = telephone.code(&hq);
    assert_eq!(sign_in(&hq, "wu.lei", Some(&code)).await.status, 200);
    assert_eq!(sign_in(&hq, "wu.lei", Some(&code)).await.code(), "code_refused", "once");
    let wrong =
        hq.post("/api/page/login", &json!({ "account": "wu.lei", "password": "guess", "code": "1" })).await;
    assert_eq!(wrong.code(), "sign_in_refused", "a code tells nothing without the password");
}

#[tokio::test]
async fn a_right_password_without_a_code_is_noted() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    set_up(&hq, &browser).await;
    let auditor = auditor(&hq).await;
    for _ in 0..2 {
        assert_eq!(sign_in(&hq, "wu.lei", None).await.code(), "code_wanted");
    }
    assert_eq!(log(&auditor, "act=password_fitted").await, ["wu.lei password_fitted code_wanted"]);
}

#[tokio::test]
async fn guessed_codes_lock_the_account_as_guessed_passwords_do() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let (telephone, _) = set_up(&hq, &browser).await;
    hq.clock.move_on(STEP_MS);
    for _ in 0..5 {
        assert_eq!(sign_in(&hq, "wu.lei", Some("000000")).await.code(), "code_refused");
    }
    assert_eq!(sign_in(&hq, "wu.lei", Some(&telephone.code(&hq))).await.code(), "too_many_tries");
}

#[tokio::test]
async fn a_recovery_code_stands_for_a_lost_telephone_once() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let (_, codes) = set_up(&hq, &browser).await;
    let typed = codes[3].to_lowercase().replace('-', " ");
    assert_eq!(sign_in(&hq, "wu.lei", Some(&typed)).await.status, 200);
    assert_eq!(sign_in(&hq, "wu.lei", Some(&codes[3])).await.code(), "code_refused");
    assert_eq!(browser.get("/api/page/own").await.json::<Value>()["recovery_codes"], 9);
    // Another account's codes are another's.
    let other = Browser::named(&hq, "zhou.min", hq.top, roles(&["adjuster"])).await;
    set_up(&hq, &other).await;
    assert_eq!(sign_in(&hq, "zhou.min", Some(&codes[4])).await.code(), "code_refused");
}

#[tokio::test]
async fn nothing_of_it_is_in_the_database_in_clear() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let (telephone, codes) = set_up(&hq, &browser).await;
    let written = hq.all_bytes();
    let holds = |bytes: &[u8]| written.windows(bytes.len()).any(|window| window == bytes);
    assert!(holds(b"wu.lei"), "the account is there");
    assert!(!holds(telephone.0.as_bytes()) && !holds(telephone.0.text().as_bytes()));
    for code in codes {
        assert!(!holds(code.as_bytes()) && !holds(code.replace('-', "").as_bytes()));
    }
}

#[tokio::test]
async fn setting_it_up_needs_the_password_and_replacing_it_the_code() {
    let hq = TestHq::new().await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let offer = "/api/page/own/second-step/offer";
    assert_eq!(browser.post(offer, &json!({ "password": "not mine" })).await.code(), "password_wrong");
    assert_eq!(browser.post_with(offer, &json!({ "password": PASSWORD }), None).await.code(), "csrf");
    let (telephone, _) = set_up(&hq, &browser).await;
    assert_eq!(browser.post(offer, &json!({ "password": PASSWORD })).await.code(), "code_refused");
    hq.clock.move_on(STEP_MS);
    let form = json!({ "password": PASSWORD, "code": telephone.code(&hq) });
    assert_eq!(browser.post(offer, &form).await.status, 200);
    // A secret that was offered to another is none of this account.
    let other = Browser::named(&hq, "zhou.min", hq.top, roles(&["adjuster"])).await;
    let offered: Value = other.post(offer, &json!({ "password": PASSWORD })).await.json();
    let code = Telephone::scanning(offered["text"].as_str().unwrap()).code(&hq);
    let form = json!({ "sealed": offered["sealed"], "code": code });
    assert_eq!(browser.post("/api/page/own/second-step", &form).await.code(), "malformed");
}

#[tokio::test]
async fn whoever_needs_it_has_two_weeks_and_then_does_nothing_else_first() {
    let hq = TestHq::with(strict).await;
    let two_weeks = 14 * 24 * 3_600_000;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["administrator"])).await;
    let me: Value = browser.get("/api/page/me").await.json();
    assert_eq!(me["second_step_due_at"], hq.clock.now().plus_ms(two_weeks).to_string());
    assert_eq!(me["unsettled"], Value::Null);
    assert_eq!(browser.get("/api/page/tickets").await.status, 200);
    let clerk = Browser::named(&hq, "he.li", hq.top, roles(&["quality"])).await;
    assert_eq!(clerk.get("/api/page/me").await.json::<Value>()["second_step_due_at"], Value::Null);

    hq.clock.move_on(two_weeks);
    let browser = Browser::again(&hq, "wu.lei").await;
    let me: Value = browser.get("/api/page/me").await.json();
    assert_eq!((&me["unsettled"], &me["acts"]), (&json!("second_step"), &json!([])));
    for path in ["/api/page/tickets", "/api/page/accounts", "/api/page/audit"] {
        assert_eq!(browser.get(path).await.code(), "second_step_wanted", "{path}");
    }
    set_up(&hq, &browser).await;
    assert_eq!(browser.get("/api/page/tickets").await.status, 200);
    let clerk = Browser::again(&hq, "he.li").await;
    assert_eq!(clerk.get("/api/page/tickets").await.status, 200, "no role of theirs needs it");
}

#[tokio::test]
async fn a_lost_telephone_is_taken_off_and_another_set_up_at_once() {
    let hq = TestHq::with(strict).await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    set_up(&hq, &browser).await;
    hq.state.remove_second_step("wu.lei").await.unwrap();
    let browser = Browser::again(&hq, "wu.lei").await;
    assert_eq!(browser.get("/api/page/me").await.json::<Value>()["unsettled"], "second_step");
    set_up(&hq, &browser).await;
    assert_eq!(browser.get("/api/page/me").await.json::<Value>()["unsettled"], Value::Null);
    assert!(hq.state.remove_second_step("nobody").await.is_err());
}

#[tokio::test]
async fn a_session_that_nobody_uses_ends_and_the_page_by_itself_is_nobody() {
    let hq = TestHq::with(strict).await;
    let browser = Browser::named(&hq, "he.li", hq.top, roles(&["quality"])).await;
    for _ in 0..3 {
        hq.clock.move_on(40 * 60_000);
        assert_eq!(browser.get("/api/page/tickets").await.status, 200);
    }
    for _ in 0..2 {
        hq.clock.move_on(40 * 60_000);
        let polled = browser.get_by_itself("/api/page/tickets").await;
        if polled.status == 200 {
            continue;
        }
        assert_eq!(polled.code(), "unauthenticated");
        assert_eq!(browser.get("/api/page/tickets").await.code(), "unauthenticated", "it has ended for ever");
        return;
    }
    panic!("asking by itself kept the session open");
}
