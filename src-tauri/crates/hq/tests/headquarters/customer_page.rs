//! The customer's page: what whoever holds a slip may see, and nobody else.

use std::time::{Duration, Instant as Stopwatch};

use domain::{
    ActionTaken, Fact, Payee, PaymentMade, PaymentMethod, Sealed, TicketAction, TicketId, TicketOpened,
    compensation::{Proof, ProofCode, ProofStanding},
};
use futures::future::join_all;
use protocol::{Line, SigningKey, Slip, TicketKey, slip_code_hash, slip_code_of};
use serde_json::{Value, json};

use crate::{
    counter::{TestCounter, ticket},
    facts::{ASSESSED, NAME, PHONE, STORY, a_claim, a_note, an_assessment, epoch_opened},
    page_deciding::Case,
    page_sign_in::Browser,
    place::{Answer, TestHq},
};

const WAYBILL: &str = "SF1234567890123";
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A counter with a claim whose slip its customer holds.
pub struct Held {
    pub hq: TestHq,
    counter: TestCounter,
    pub ticket: TicketId,
    slip: Slip,
}

impl Held {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    pub async fn with(change: impl FnOnce(&mut TicketOpened)) -> Self {
        let hq = TestHq::new().await;
        let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
        let (held, lines) = Self::written(hq, counter, 1, change);
        held.counter.push(&lines).await;
        // A counter says hello when it has pushed.
        held.counter.hello().await;
        held
    }

    /// The same, and headquarters has not heard of it.
    fn written(
        hq: TestHq,
        mut counter: TestCounter,
        n: u8,
        change: impl FnOnce(&mut TicketOpened),
    ) -> (Self, [Line; 2]) {
        let (ticket, key) = (ticket(counter.device, n), TicketKey::from_bytes([n; 32]));
        let code = slip_code_of(ticket, &key);
        counter.ticket_keys.insert(ticket, key);
        let Fact::TicketOpened(mut opened) = a_claim(n.into(), WAYBILL, counter.at()) else {
            panic!("a claim is opened")
        };
        opened.slip_code = slip_code_hash(&code);
        change(&mut opened);
        let (number, kind) = (opened.number, opened.kind);
        let first_due = opened.promises.iter().map(|promise| promise.due_at).min();
        let epoch = counter.write(None, &epoch_opened());
        let line = counter.write(Some(ticket), &Fact::TicketOpened(opened));
        let slip = Slip {
            number,
            ticket,
            device: counter.device,
            epoch: counter.epoch,
            seq: counter.seq,
            line_hash: line.hash(),
            kind,
            waybill: WAYBILL.into(),
            opened_at: counter.at(),
            first_due,
            slip_code: code,
        };
        (Self { hq, counter, ticket, slip }, [epoch, line])
    }

    async fn write(&mut self, fact: &Fact) -> Line {
        let heads = match self.hq.state.ticket(self.hq.branch, self.ticket).await.unwrap() {
            Some(ticket) => ticket.heads,
            None => Vec::new(),
        };
        let line = self.counter.write_after(Some(self.ticket), fact, heads);
        self.counter.push(std::slice::from_ref(&line)).await;
        line
    }

    pub async fn act(&mut self, action: TicketAction) {
        self.write(&Fact::ActionTaken(ActionTaken { action, words: None })).await;
    }

    pub fn qr(&self) -> String {
        self.slip.qr_text(Some("hq.example.cn"), &self.counter.key)
    }

    async fn look(&self) -> Answer {
        ask(&self.hq, &json!({ "slip": self.qr() })).await
    }

    /// What is shown, with nothing that is the house's or in full.
    async fn seen(&self) -> Value {
        let answer = self.look().await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        for secret in [NAME, PHONE, STORY, ASSESSED, "zhou.min", "fang.yi", "A 柜", "前台一号"] {
            assert!(!answer.text().contains(secret), "{secret}: {}", answer.text());
        }
        answer.json()
    }

    pub fn typed(&self) -> Value {
        json!({ "number": self.slip.number.to_string(), "code": as_typed(&self.slip.slip_code) })
    }
}

async fn ask(hq: &TestHq, form: &Value) -> Answer {
    hq.post("/api/status", form).await
}

fn as_typed(code: &[u8; 10]) -> String {
    let bits = code.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let symbol =
        |place: u32| b"0123456789abcdefghjkmnpqrstvwxyz"[(bits >> (5 * place) & 31) as usize] as char;
    (0..16).rev().map(symbol).collect()
}

fn standings(seen: &Value) -> Vec<(String, String)> {
    let promises = seen["ticket"]["promises"].as_array().unwrap();
    let of = |promise: &Value, name: &str| promise[name].as_str().unwrap().to_owned();
    promises.iter().map(|promise| (of(promise, "step"), of(promise, "standing"))).collect()
}

#[tokio::test]
async fn whoever_holds_the_slip_sees_what_was_promised_and_how_far_it_is() {
    let mut held = Held::new().await;
    held.act(TicketAction::Investigate).await;
    let seen = held.seen().await;
    assert_eq!(seen["is"], "here");
    assert_eq!(seen["number"], held.slip.number.to_string());
    assert_eq!(seen["kind"], json!({ "zh": "理赔", "en": "Claim" }));
    assert_eq!(
        (&seen["branch"]["name"], &seen["branch"]["phone"]),
        (&"五常网点".into(), &"0571-88880707".into())
    );
    assert!(seen["heard_at"].is_string() && seen["rights_line"]["zh"].as_str().unwrap().contains("12305"));
    let ticket = &seen["ticket"];
    assert_eq!((&ticket["who"], &ticket["phone"]), (&"王**".into(), &"138******78".into()));
    assert_eq!((&ticket["waybill"], &ticket["claimed_fen"]), (&WAYBILL.into(), &150_000.into()));
    assert_eq!(ticket["status"], "investigating");
    let steps: Vec<_> = ticket["steps"].as_array().unwrap().iter().map(|step| &step["status"]).collect();
    assert_eq!(steps, ["registered", "investigating"]);
    assert_eq!(ticket["promises"].as_array().unwrap().len(), 4);
    let law = ticket["promises"].as_array().unwrap().iter().find(|it| it["step"] == "law_7_days").unwrap();
    assert_eq!((&law["due_on"], &law["is_by_law"]), (&"2026-11-28".into(), &true.into()));
    assert!(law["ground"]["zh"].as_str().unwrap().contains("第二十九条"));
    assert_eq!((&ticket["is_late"], &ticket["is_practice"]), (&false.into(), &false.into()));
    assert_eq!((&ticket["decision"], &ticket["to_pay_fen"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn number_and_code_as_typed_open_the_same() {
    let held = Held::new().await;
    let answer = ask(&held.hq, &held.typed()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.json::<Value>(), held.seen().await);
    // What follows `#` is enough, and so is the form without a public address.
    for text in [held.qr().split_once('#').unwrap().1.to_owned(), held.slip.qr_text(None, &held.counter.key)]
    {
        assert_eq!(ask(&held.hq, &json!({ "slip": text })).await.status, 200);
    }
}

#[tokio::test]
async fn a_wrong_code_a_wrong_number_and_a_forged_slip_are_told_alike() {
    let held = Held::new().await;
    let mut wrong_code = held.typed();
    wrong_code["code"] = "0000-0000-0000-0000".into();
    let mut wrong_number = held.typed();
    let other = domain::TicketNumber::new(
        held.slip.number.branch(),
        held.slip.number.on(),
        held.slip.number.counter(),
        77,
    );
    wrong_number["number"] = other.unwrap().to_string().into();
    let mut no_branch = held.typed();
    no_branch["number"] = a_number_of("ZZ99").into();
    let slip = |slip: Slip, key: &SigningKey| json!({ "slip": slip.qr_text(None, key) });
    let stranger = SigningKey::from_bytes(&[9; 32]);
    let forms = [
        wrong_code,
        wrong_number,
        no_branch,
        // Signed by another, of a device that nobody knows, and by the right one with another ticket's code or number.
        slip(held.slip.clone(), &stranger),
        slip(Slip { device: domain::DeviceId::from_bytes([9; 16]), ..held.slip.clone() }, &stranger),
        slip(Slip { slip_code: [0; 10], ..held.slip.clone() }, &held.counter.key),
        slip(Slip { number: other.unwrap(), ..held.slip.clone() }, &held.counter.key),
    ];
    let refused = join_all(forms.iter().map(async |form| {
        let started = Stopwatch::now();
        (ask(&held.hq, form).await, started.elapsed())
    }))
    .await;
    for (place, (answer, took)) in refused.iter().enumerate() {
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (404, "slip_refused"), "{place}");
        assert_eq!(answer.body, refused[0].0.body, "{place}");
        assert!(*took >= Duration::from_millis(400), "{place}: {took:?}");
    }
}

fn a_number_of(branch: &str) -> String {
    let on = "2026-11-21".parse().unwrap();
    domain::TicketNumber::new(branch.parse().unwrap(), on, "A".parse().unwrap(), 1).unwrap().to_string()
}

#[tokio::test]
async fn what_is_no_slip_at_all_is_told_as_such() {
    let hq = TestHq::new().await;
    for form in [
        json!({}),
        json!({ "slip": "1.AAAA" }),
        json!({ "slip": "2.AAAA" }),
        json!({ "number": "WC07-261121-A0001-X", "code": "0" }),
        json!({ "number": a_number_of("WC07") }),
    ] {
        let answer = ask(&hq, &form).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "slip_unreadable"), "{form}");
    }
    assert_eq!(hq.get("/api/status").await.status, 404);
    assert_eq!(hq.get("/api/status/1").await.status, 404);
}

#[tokio::test]
async fn guessing_the_code_of_a_number_is_slowed_down_and_its_slip_still_opens() {
    let held = Held::new().await;
    let mut guess = held.typed();
    guess["code"] = "0000000000000000".into();
    let answers = join_all((0..20).map(async |_| ask(&held.hq, &guess).await)).await;
    let refused = answers.iter().filter(|answer| answer.status == 404).count();
    let slowed: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!((10..15).contains(&refused), "{refused}");
    assert_eq!(slowed[0].code(), "too_many_tries");
    let wait: u64 = slowed[0].header("retry-after").unwrap().parse().unwrap();
    assert!((1..=7).contains(&wait), "{wait}");
    let right = tries_until_slowed(&held.hq, &held.typed()).await;
    assert!(right < 10, "the right one is not told from the others: {right}");
    assert_eq!(held.look().await.status, 200, "what a counter signed is no guess");
}

/// How often this is answered until it is slowed down; a slow machine is given more meanwhile.
async fn tries_until_slowed(hq: &TestHq, form: &Value) -> u32 {
    for tries in 0..300 {
        if ask(hq, form).await.status == 429 {
            return tries;
        }
    }
    panic!("never slowed down: {form}")
}

#[tokio::test]
async fn an_address_may_guess_only_so_often_and_keeps_nobody_out_who_has_a_slip() {
    let held = Held::new().await;
    assert!(tries_until_slowed(&held.hq, &json!({})).await >= 60);
    let forged = held.slip.qr_text(None, &SigningKey::from_bytes(&[9; 32]));
    assert!(tries_until_slowed(&held.hq, &json!({ "slip": forged })).await < 60);
    assert!(tries_until_slowed(&held.hq, &held.typed()).await < 10);
    assert_eq!(held.look().await.status, 200);
}

#[tokio::test]
async fn one_slip_is_looked_up_only_so_often() {
    let held = Held::new().await;
    assert!(tries_until_slowed(&held.hq, &json!({ "slip": held.qr() })).await >= 30);
}

#[tokio::test]
async fn a_slip_whose_ticket_has_not_come_yet_is_known_by_its_signature() {
    let hq = TestHq::new().await;
    let counter = TestCounter::enrolled(1, &hq, hq.branch).await;
    let (held, lines) = Held::written(hq, counter, 1, |_| {});
    let seen = held.seen().await;
    assert_eq!((&seen["is"], &seen["number"]), (&"on_its_way".into(), &held.slip.number.to_string().into()));
    assert_eq!(seen["first_due_at"], held.slip.first_due.unwrap().to_string());
    assert!(seen["heard_at"].is_null() && seen["ticket"].is_null());
    assert_eq!(
        ask(&held.hq, &held.typed()).await.code(),
        "slip_refused",
        "a number alone proves nothing yet"
    );
    held.counter.push(&lines).await;
    assert_eq!(held.seen().await["is"], "here");
}

#[tokio::test]
async fn what_is_late_is_shown_as_late() {
    let held = Held::new().await;
    held.hq.clock.move_on(9 * DAY_MS);
    let seen = held.seen().await;
    assert_eq!(seen["ticket"]["is_late"], true);
    let late = |step: &str, standing: &str| (step.to_owned(), standing.to_owned());
    assert_eq!(
        standings(&seen),
        [
            late("first_feedback", "late"),
            late("reply", "late"),
            late("law_7_days", "late"),
            late("settle", "running")
        ]
    );
    assert_eq!(seen["ticket"]["promises"][2]["standing_at"], "2026-11-28T16:00:00.000Z");
}

#[tokio::test]
async fn a_forgotten_ticket_shows_that_it_was_and_nothing_else() {
    let held = Held::new().await;
    held.hq.state.forget_ticket(held.hq.branch, held.ticket).await.unwrap();
    for answer in [held.look().await, ask(&held.hq, &held.typed()).await] {
        let seen: Value = answer.json();
        assert_eq!((&seen["is"], seen.get("ticket")), (&"forgotten".into(), None));
        assert!(!answer.text().contains(WAYBILL) && !answer.text().contains("王"));
    }
}

#[tokio::test]
async fn practice_says_that_it_is_practice() {
    let held = Held::with(|opened| opened.practice = true).await;
    assert_eq!(held.seen().await["ticket"]["is_practice"], true);
}

#[tokio::test]
async fn papers_that_are_owed_are_named_with_their_day_until_they_came() {
    let mut held = Held::new().await;
    let noted = |code, standing| Fact::ProofNoted(domain::ProofNoted { proof: Proof { code, standing } });
    let by = "2026-11-24".parse().unwrap();
    held.write(&noted(ProofCode::INVOICE, ProofStanding::Owed { by })).await;
    let policy = domain::Policy::bundled();
    let owed = |is_late: bool| json!([{ "name": policy.name_of_proof(&ProofCode::INVOICE), "by": "2026-11-24", "is_late": is_late }]);
    assert_eq!(held.seen().await["ticket"]["proofs_owed"], owed(false));
    held.hq.clock.move_on(4 * DAY_MS);
    assert_eq!(held.seen().await["ticket"]["proofs_owed"], owed(true));
    // Its token has ended meanwhile.
    held.counter.log_in().await;
    held.write(&noted(ProofCode::INVOICE, ProofStanding::Given { on: by })).await;
    assert_eq!(held.seen().await["ticket"]["proofs_owed"], json!([]));
}

#[tokio::test]
async fn a_decision_is_shown_once_it_took_effect_and_then_what_is_paid() {
    let mut held = Held::with(|opened| opened.claimed_fen = domain::Fen::new(600_000).ok()).await;
    let today = domain::Policy::bundled().calendar().zone().local(held.counter.at()).date;
    held.write(&an_assessment(today, 600_000, 600_000)).await;
    held.write(&a_note("对客户不说的话")).await;
    assert!(!held.look().await.text().contains("对客户不说的话"));
    let Held { hq, counter, ticket, slip } = held;
    let case = Case { hq, counter, ticket };
    let both = vec!["adjuster".parse().unwrap(), "approver".parse().unwrap()];
    let fang = Browser::named(&case.hq, "fang.yi", case.hq.top, both).await;
    let zhou = case.approver("zhou.min").await;
    let decided = case.send(&fang, &case.form(&fang, "approve").await).await;
    assert_eq!(decided.status, 200, "{}", decided.text());
    let claim = case.claim(&zhou).await;
    let Case { hq, counter, ticket } = case;
    let mut held = Held { hq, counter, ticket, slip };
    assert_eq!(held.seen().await["ticket"]["decision"], Value::Null, "one person's word is nobody's to know");

    let release = json!({ "decision": claim["may"]["release"]["decision"], "seen": claim["heads"] });
    let released = zhou.post(&format!("/api/page/tickets/{ticket}/release"), &release).await;
    assert_eq!(released.status, 200, "{}", released.text());
    let seen = held.seen().await;
    let decision = &seen["ticket"]["decision"];
    assert_eq!((&decision["verdict"], &decision["total_fen"]), (&"approve".into(), &600_000.into()));
    assert_eq!(decision["capitals"], "人民币陆仟元整");
    assert!(!decision["lines"][0]["ground"]["zh"].as_str().unwrap().is_empty());
    assert_eq!(
        (&seen["ticket"]["status"], &seen["ticket"]["to_pay_fen"]),
        (&"proposed".into(), &Value::Null)
    );

    held.act(TicketAction::Accept).await;
    let agreed = held.seen().await;
    assert_eq!(agreed["ticket"]["to_pay_fen"], 600_000);
    assert!(standings(&agreed).contains(&("pay".to_owned(), "running".to_owned())));
    let folded = held.hq.state.ticket(held.hq.branch, ticket).await.unwrap().unwrap();
    held.write(&Fact::PaymentMade(PaymentMade {
        voucher: format!("{}/P1", held.slip.number),
        decision: folded.decision().unwrap().event,
        fen: domain::Fen::new(600_000).unwrap(),
        method: PaymentMethod::TRANSFER,
        payee: Payee::SENDER,
        departure: None,
        private: Sealed::Open(domain::PaidTo { name: NAME.into(), account: "6217001180088995521".into() }),
    }))
    .await;
    let paid = held.seen().await;
    assert_eq!((&paid["ticket"]["paid_fen"], &paid["ticket"]["to_pay_fen"]), (&600_000.into(), &0.into()));
    assert_eq!(paid["ticket"]["payments"].as_array().unwrap().len(), 1);
    assert!(!paid.to_string().contains("5521"), "no account, not even masked");
}

#[tokio::test]
async fn the_page_is_served_to_anybody_and_keeps_what_it_is_told_to_itself() {
    let hq = TestHq::new().await;
    let page = hq.get("/t").await;
    assert_eq!(page.status, 200);
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'"), "{policy}");
    assert!(policy.contains("connect-src 'self'"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(ask(&hq, &json!({})).await.header("cache-control"), Some("no-store"));
}
