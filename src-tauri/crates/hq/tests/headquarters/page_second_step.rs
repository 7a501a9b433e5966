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

const OFFER: &str = "/api/page/own/second-step/offer";
const SET: &str = "/api/page/own/second-step";

/// The telephone, which was told a secret.
pub struct Telephone(OneTimeSecret);

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

/// A second step that is offered at the page: the telephone that scanned it, and what is to be brought back.
pub async fn offered(browser: &Browser, code: Option<&str>) -> (Telephone, Value) {
    let offer = browser.post(OFFER, &json!({ "password": PASSWORD, "code": code })).await;
    assert_eq!(offer.status, 200, "{}", offer.text());
    let offer: Value = offer.json();
    assert!(offer["qr"]["path"].as_str().unwrap().starts_with('M'));
    (Telephone::scanning(offer["text"].as_str().unwrap()), offer["sealed"].clone())
}

/// What takes the offer, with the first code.
pub fn step_form(hq: &TestHq, (telephone, sealed): &(Telephone, Value)) -> Value {
    json!({ "sealed": sealed, "code": telephone.code(hq) })
}

/// Sets a second step up at the page; its telephone, and its recovery codes.
pub async fn set_up(hq: &TestHq, browser: &Browser) -> (Telephone, Vec<String>) {
    let offer = offered(browser, None).await;
    let told: Value = browser.post(SET, &step_form(hq, &offer)).await.json();
    let telephone = offer.0;
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
    assert_eq!(browser.post(OFFER, &json!({ "password": "not mine" })).await.code(), "password_wrong");
    assert_eq!(browser.post_with(OFFER, &json!({ "password": PASSWORD }), None).await.code(), "csrf");
    let (telephone, _) = set_up(&hq, &browser).await;
    assert_eq!(browser.post(OFFER, &json!({ "password": PASSWORD })).await.code(), "code_refused");
    hq.clock.move_on(STEP_MS);
    let another = offered(&browser, Some(&telephone.code(&hq))).await;
    assert_eq!(browser.post(SET, &step_form(&hq, &another)).await.status, 200);
    // A secret that was offered to another is none of this account.
    let other = Browser::named(&hq, "zhou.min", hq.top, roles(&["adjuster"])).await;
    let offer = offered(&other, None).await;
    assert_eq!(browser.post(SET, &step_form(&hq, &offer)).await.code(), "offer_over");
    let nonsense = json!({ "sealed": "not hex", "code": "000000" });
    assert_eq!(browser.post(SET, &nonsense).await.code(), "malformed");
}

#[tokio::test]
async fn what_is_offered_is_good_for_ten_minutes_in_its_session_and_in_place_of_what_there_was() {
    let hq = TestHq::new().await;
    let here = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let there = Browser::again(&hq, "wu.lei").await;
    let offer = offered(&here, None).await;
    assert_eq!(there.post(SET, &step_form(&hq, &offer)).await.code(), "offer_over", "in another session");
    hq.clock.move_on(10 * 60_000);
    assert_eq!(here.post(SET, &step_form(&hq, &offer)).await.code(), "offer_over", "too late");
    let (one, another) = (offered(&here, None).await, offered(&here, None).await);
    hq.clock.move_on(10 * 60_000 - 1);
    assert_eq!(here.post(SET, &step_form(&hq, &one)).await.status, 200);
    let form = step_form(&hq, &another);
    assert_eq!(here.post(SET, &form).await.code(), "offer_over", "that there was none needed no code");
}

#[tokio::test]
async fn whoever_sets_it_up_or_loses_it_is_signed_in_nowhere_else() {
    let hq = TestHq::new().await;
    let here = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let there = Browser::again(&hq, "wu.lei").await;
    let (telephone, _) = set_up(&hq, &here).await;
    assert_eq!(there.get("/api/page/me").await.code(), "unauthenticated");
    assert_eq!(here.get("/api/page/me").await.status, 200);
    hq.clock.move_on(STEP_MS);
    let there = sign_in(&hq, "wu.lei", Some(&telephone.code(&hq))).await;
    assert_eq!(there.status, 200);
    hq.clock.move_on(STEP_MS);
    let another = offered(&here, Some(&telephone.code(&hq))).await;
    assert_eq!(here.post(SET, &step_form(&hq, &another)).await.status, 200);
    let own: Value = here.get("/api/page/own").await.json();
    assert_eq!(own["sessions"].as_array().unwrap().len(), 1, "replaced: {own}");
    hq.state.remove_second_step("wu.lei").await.unwrap();
    assert_eq!(here.get("/api/page/me").await.code(), "unauthenticated");
}

#[tokio::test]
async fn codes_guessed_at_ones_own_page_lock_it_and_the_password_forgives_none() {
    let hq = TestHq::new().await;
    let auditor = Browser::named(&hq, "he.li", hq.top, roles(&["auditor"])).await;
    let browser = Browser::named(&hq, "wu.lei", hq.top, roles(&["adjuster"])).await;
    let (telephone, codes) = set_up(&hq, &browser).await;
    hq.clock.move_on(STEP_MS);
    let offer = async |code: &str| {
        let answer = browser.post(OFFER, &json!({ "password": PASSWORD, "code": code })).await;
        if answer.status == 200 { "offered".to_owned() } else { answer.code() }
    };
    for _ in 0..5 {
        assert_eq!(offer("000000").await, "code_refused");
        assert_eq!(offer(" ").await, "code_refused", "nothing typed is no guess");
        let short = json!({ "password": PASSWORD, "new_password": "short" });
        assert_eq!(browser.post("/api/page/own/password", &short).await.code(), "password_short");
    }
    assert_eq!(offer(&telephone.code(&hq)).await, "too_many_tries");
    let noted = async |act: &str| {
        let log: Value = auditor.get(&format!("/api/page/audit?account=wu.lei&act={act}")).await.json();
        let rows = log["rows"].as_array().unwrap().iter();
        rows.map(|row| row["outcome"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(noted("sign_in_failed").await, ["code_refused"], "once in a while");
    assert_eq!(noted("sign_in_locked").await, ["too_many_tries"]);
    hq.clock.move_on(30_000);
    assert_eq!(offer(&codes[0]).await, "offered", "both fit, and what was wrong is forgotten");
    assert_eq!(noted("recovery_code_used").await, ["done"]);
    assert_eq!([offer("000000").await, offer("000000").await], ["code_refused", "code_refused"]);
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
