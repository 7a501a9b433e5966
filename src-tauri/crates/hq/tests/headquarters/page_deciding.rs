//! A claim is decided on the page, released where two must, and reaches the counter.

use domain::{
    ActionTaken, Fact, MOST_ROUNDS, Origin, PersonId, Sealed, Ticket, TicketAction, TicketId, TicketStatus,
    Verdict,
};
use protocol::{Keys, Line, wire::FeedAnswer};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{ASSESSED, NAME, PHONE, a_note, an_assessment},
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch},
};

const GROUND: &str = "law.postal_48";
const REASON: &str = "外箱完好,按一半赔付";

/// A branch with a claim of 1,500.00 that its counter has assessed.
pub struct Case {
    pub hq: TestHq,
    pub counter: TestCounter,
    pub ticket: TicketId,
}

impl Case {
    pub async fn assessed_at(fen: i64) -> Self {
        let hq = TestHq::new().await;
        let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
        let ticket = counter.open_claim(1, "SF1234567890123").await;
        let case = Self { hq, counter, ticket };
        case.assess(fen).await
    }

    async fn assess(mut self, fen: i64) -> Self {
        let line = self.counter.write(Some(self.ticket), &an_assessment(self.today(), 150_000, fen));
        self.counter.push(&[line]).await;
        self
    }

    fn today(&self) -> domain::Date {
        domain::Policy::bundled().calendar().zone().local(self.counter.at()).date
    }

    pub async fn adjuster(&self, name: &str) -> Browser {
        Browser::named(&self.hq, name, self.hq.top, vec!["adjuster".parse().unwrap()]).await
    }

    pub async fn approver(&self, name: &str) -> Browser {
        Browser::named(&self.hq, name, self.hq.top, vec!["approver".parse().unwrap()]).await
    }

    pub async fn claim(&self, browser: &Browser) -> Value {
        let answer = browser.get(&format!("/api/page/tickets/{}/claim", self.ticket)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// The form of a verdict on what stands now.
    pub async fn form(&self, browser: &Browser, verdict: &str) -> Value {
        let claim = self.claim(browser).await;
        json!({
            "verdict": verdict, "seen": claim["heads"], "assessment": claim["assessed"]["event"],
            "words": if verdict == "approve" { "" } else { REASON },
            "grounds": if verdict == "decline" { vec![GROUND] } else { Vec::new() },
        })
    }

    pub async fn send(&self, browser: &Browser, form: &Value) -> Answer {
        browser.post(&format!("/api/page/tickets/{}/decision", self.ticket), form).await
    }

    async fn decide(&self, browser: &Browser, verdict: &str) -> Value {
        let done = self.send(browser, &self.form(browser, verdict).await).await;
        assert_eq!(done.status, 200, "{}", done.text());
        done.json()
    }

    async fn release(&self, browser: &Browser) -> Answer {
        let claim = self.claim(browser).await;
        let form = json!({ "decision": claim["may"]["release"]["decision"], "seen": claim["heads"] });
        browser.post(&format!("/api/page/tickets/{}/release", self.ticket), &form).await
    }

    pub async fn folded(&self) -> Ticket {
        self.hq.state.ticket(self.hq.branch, self.ticket).await.unwrap().unwrap()
    }

    /// The customer did something at the counter, which had seen all there is.
    async fn customer(&mut self, action: TicketAction) {
        let heads = self.folded().await.heads;
        let taken = Fact::ActionTaken(ActionTaken { action, words: None });
        let line = self.counter.write_after(Some(self.ticket), &taken, heads);
        self.counter.push(&[line]).await;
    }
}

fn changed(form: &Value, fen: i64) -> Value {
    let mut form = form.clone();
    form["lines"] = json!([{ "kind": "loss", "fen": fen, "rule": "law.civil_833" }]);
    form
}

#[tokio::test]
async fn a_claim_is_decided_alone_and_the_counter_can_read_it() {
    let case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    let seen = case.claim(&wu).await;
    assert_eq!(seen["assessed"]["total_fen"], 60_000);
    assert_eq!(seen["assessed"]["capitals"], "人民币陆佰元整");
    assert_eq!(
        (&seen["assessed"]["words"], &seen["assessed"]["is_policy_in_force"]),
        (&ASSESSED.into(), &true.into())
    );
    assert_eq!(seen["ladder"][0], json!({ "rung": "claimed", "fen": 150_000, "departure": null }));
    assert_eq!(seen["today"]["proposed_fen"], 60_000, "the same claim by today's rules");
    assert_eq!((&seen["round"], &seen["rounds_left"]), (&1.into(), &3.into()));
    assert_eq!(seen["may"]["alone_up_to_fen"], 100_000);

    let done = case.decide(&wu, "approve").await;
    assert_eq!(done["claim"]["decisions"][0]["standing"], "in_effect");
    assert_eq!(done["claim"]["decisions"][0]["by"], "wu.lei");
    assert_eq!(done["claim"]["status"], "proposed");

    let path = format!("/api/v1/feed?generation={}&after=0", case.counter.generation);
    let feed: FeedAnswer = case.counter.get(&path).await.json();
    let lines: Vec<Line> = feed.entries.iter().map(|entry| Line::parse(&entry.line).unwrap()).collect();
    let line = lines.iter().find(|line| line.kind() == "DecisionMade").unwrap();
    let key = &case.counter.ticket_keys[&case.ticket];
    let event = line.open(Origin::Headquarters, Keys::ticket(key)).unwrap();
    assert_eq!(event.ticket, Some(case.ticket));
    let heads: Vec<String> = event.after.iter().map(ToString::to_string).collect();
    assert_eq!(json!(heads), seen["heads"], "it comes after all that was seen");
    assert!(event.author.is_some());
    let Fact::DecisionMade(made) = event.fact else { panic!("it is a decision") };
    assert_eq!((made.total().get(), made.round, made.decided_as.as_str()), (60_000, 1, "adjuster"));
    assert!(made.second_roles.is_empty() && !made.lines[0].reckoned.is_empty());
}

#[tokio::test]
async fn the_reason_is_sealed_and_opens_with_the_tickets_key_alone() {
    let case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    let form = changed(&case.form(&wu, "change").await, 30_000);
    assert_eq!(case.send(&wu, &form).await.status, 200);
    let path = format!("/api/v1/feed?generation={}&after=0", case.counter.generation);
    let feed: FeedAnswer = case.counter.get(&path).await.json();
    let lines: Vec<Line> = feed.entries.iter().map(|entry| Line::parse(&entry.line).unwrap()).collect();
    let line = lines.iter().find(|line| line.kind() == "DecisionMade").unwrap();
    assert!(!line.raw().contains(REASON));
    let words = |keys| match line.open(Origin::Headquarters, keys).unwrap().fact {
        Fact::DecisionMade(made) => made.words,
        _ => None,
    };
    let key = &case.counter.ticket_keys[&case.ticket];
    assert_eq!(words(Keys::ticket(key)), Some(Sealed::Open(REASON.into())));
    assert_eq!(words(Keys::NONE), Some(Sealed::Shut));
}

#[tokio::test]
async fn a_large_amount_waits_until_another_person_releases_it() {
    let case = Case::assessed_at(600_000).await;
    let claimed = Fact::TicketAmended(domain::TicketAmended {
        changes: vec![domain::Change {
            replaces: case.folded().await.claimed_fen.set_by().collect(),
            to: domain::Amendment::ClaimedFen(Some(domain::Fen::new(600_000).unwrap())),
        }],
    });
    let mut case = case;
    let line = case.counter.write(Some(case.ticket), &claimed);
    case.counter.push(&[line]).await;
    let wu = case.adjuster("wu.lei").await;
    let both = vec!["adjuster".parse().unwrap(), "approver".parse().unwrap()];
    let fang = Browser::named(&case.hq, "fang.yi", case.hq.top, both).await;

    let done = case.decide(&fang, "approve").await;
    assert_eq!(done["claim"]["decisions"][0]["standing"], "waiting");
    assert_eq!(done["claim"]["may"]["release"]["refusal"]["code"], "same_person");
    assert_eq!(case.folded().await.status, TicketStatus::Registered, "nothing has moved yet");
    assert_eq!(case.release(&fang).await.code(), "same_person");
    let refused = case.release(&wu).await;
    assert_eq!(refused.code(), "amount_for_others");
    assert_eq!(refused.json::<Value>()["allowed"]["roles"], json!(["approver"]));

    let zhou = case.approver("zhou.min").await;
    let released = case.release(&zhou).await;
    assert_eq!(released.status, 200, "{}", released.text());
    let folded = case.folded().await;
    assert_eq!(folded.status, TicketStatus::Proposed);
    let decided = folded.decision().unwrap();
    let people: Vec<Option<PersonId>> = vec![decided.by, decided.released.as_ref().unwrap().by];
    assert!(people.iter().all(Option::is_some) && people[0] != people[1]);
    assert_eq!(released.json::<Value>()["claim"]["decisions"][0]["released_by"], "zhou.min");
    assert_eq!(case.release(&zhou).await.status, 400, "nothing waits any more");
}

#[tokio::test]
async fn an_amount_above_the_band_is_refused_with_what_would_be_allowed() {
    let case = Case::assessed_at(120_000).await;
    let wu = case.adjuster("wu.lei").await;
    let refused = case.send(&wu, &case.form(&wu, "approve").await).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (403, "amount_for_others"));
    assert_eq!(refused.json::<Value>()["allowed"], json!({ "roles": ["approver"], "up_to_fen": 100_000 }));
    let claim = case.claim(&wu).await;
    assert_eq!(claim["may"]["verdicts"][0]["refusal"]["code"], "amount_for_others", "it is told beforehand");
    let clerk = Browser::named(&case.hq, "li.na", case.hq.top, vec!["clerk".parse().unwrap()]).await;
    let refused = case.send(&clerk, &case.form(&clerk, "decline").await).await;
    assert_eq!(refused.code(), "amount_for_others", "nor may anybody else decline");
    assert!(case.folded().await.decisions.is_empty());
}

#[tokio::test]
async fn more_than_was_asked_for_needs_a_reason_from_the_list_and_a_second_person() {
    let case = Case::assessed_at(60_000).await;
    let zhou = case.approver("zhou.min").await;
    let form = changed(&case.form(&zhou, "change").await, 150_001);
    let refused = case.send(&zhou, &form).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "departure_wanted"));
    assert_eq!(refused.json::<Value>()["allowed"]["up_to_fen"], 60_000);
    let mut form = form;
    form["departure"] = "goodwill".into();
    let path = format!("/api/page/tickets/{}/decision", case.ticket);
    let would: Value = zhou.post(&format!("{path}/preview"), &form).await.json();
    assert_eq!(
        would["second_roles"],
        json!(["approver"]),
        "an approver decides so much alone, but not above the demand"
    );
    assert_eq!(would["capitals"], "人民币壹仟伍佰元零壹分");
    assert!(case.folded().await.decisions.is_empty(), "a preview writes nothing");
    let mut unknown = form.clone();
    unknown["departure"] = "because".into();
    assert_eq!(case.send(&zhou, &unknown).await.code(), "unknown_word");
    let within = changed(&form, 150_000);
    let would: Value = zhou.post(&format!("{path}/preview"), &within).await.json();
    assert_eq!(would["second_roles"], json!([]));
}

#[tokio::test]
async fn whoever_looked_at_something_old_is_shown_what_is_new() {
    let mut case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    let form = case.form(&wu, "approve").await;
    let note = case.counter.write(Some(case.ticket), &a_note("客户补交了发票"));
    case.counter.push(&[note]).await;
    let refused = case.send(&wu, &form).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "ticket_changed"));
    let now = &refused.json::<Value>()["claim"];
    assert_ne!(now["heads"], form["seen"]);
    assert!(case.folded().await.decisions.is_empty());
    let mut again = form.clone();
    again["seen"] = now["heads"].clone();
    assert_eq!(case.send(&wu, &again).await.status, 200);
}

#[tokio::test]
async fn of_two_who_decide_at_once_one_is_shown_what_the_other_did() {
    let case = Case::assessed_at(60_000).await;
    let (wu, li) = (case.adjuster("wu.lei").await, case.adjuster("li.na").await);
    let (approve, decline) = (case.form(&wu, "approve").await, case.form(&li, "decline").await);
    let (one, other) = tokio::join!(case.send(&wu, &approve), case.send(&li, &decline));
    let mut statuses = [one.status.as_u16(), other.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    let refused = if one.status == 409 { one } else { other };
    assert_eq!(refused.code(), "ticket_changed");
    assert_eq!(refused.json::<Value>()["claim"]["decisions"].as_array().unwrap().len(), 1);
    assert_eq!(case.folded().await.decisions.len(), 1);
}

#[tokio::test]
async fn nothing_is_changed_declined_or_asked_without_a_reason() {
    let case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    for verdict in ["change", "decline", "ask_back"] {
        let mut form = changed(&case.form(&wu, verdict).await, 30_000);
        form["words"] = "  ".into();
        assert_eq!(case.send(&wu, &form).await.code(), "reason_wanted", "{verdict}");
    }
    assert!(case.folded().await.decisions.is_empty());
    let mut form = case.form(&wu, "decline").await;
    form["grounds"] = json!([]);
    let refused = case.send(&wu, &form).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, "ground_wanted"));
    form["grounds"] = json!(["law.none"]);
    assert_eq!(case.send(&wu, &form).await.code(), "unknown_word");
    let offered = case.claim(&wu).await["grounds"].as_array().unwrap().clone();
    let bears = |ground: &Value| !ground["name"].is_null();
    let first_other = offered.iter().position(|ground| !bears(ground)).unwrap();
    assert!(offered[first_other..].iter().all(|ground| !bears(ground)), "what bears on the claim is first");
    assert!(offered.iter().any(|ground| ground["rule"] == GROUND), "{offered:?}");
    case.decide(&wu, "decline").await;
    let folded = case.folded().await;
    let grounds = &folded.decisions[0].made.grounds;
    assert_eq!(grounds.iter().map(|ground| ground.rule.to_string()).collect::<Vec<_>>(), [GROUND]);
    assert_eq!((folded.status, folded.decisions[0].made.verdict), (TicketStatus::Declined, Verdict::Decline));
}

#[tokio::test]
async fn a_claim_is_decided_three_times_and_a_question_is_not_counted() {
    let mut case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    case.decide(&wu, "ask_back").await;
    let waiting = case.send(&wu, &case.form(&wu, "approve").await).await;
    assert_eq!(waiting.code(), "status_not_open");
    assert_eq!(waiting.json::<Value>()["allowed"]["status"], "waiting_for_customer");
    case.customer(TicketAction::CustomerReplied).await;
    for round in 1..=MOST_ROUNDS {
        let done = case.decide(&wu, "approve").await;
        let decisions = done["claim"]["decisions"].as_array().unwrap();
        assert_eq!(decisions.last().unwrap()["round"], round);
        case.customer(TicketAction::Refuse).await;
    }
    let fourth = case.send(&wu, &case.form(&wu, "approve").await).await;
    assert_eq!((fourth.status.as_u16(), fourth.code().as_str()), (409, "rounds_over"));
    assert_eq!(fourth.json::<Value>()["allowed"]["rounds"], MOST_ROUNDS);
}

#[tokio::test]
async fn another_subtrees_claim_is_not_there() {
    let case = Case::assessed_at(60_000).await;
    let far = add_branch(&case.hq.state, "GZ01", "天河网点", case.hq.top).await;
    let stranger = Browser::named(&case.hq, "far", far.into(), vec!["adjuster".parse().unwrap()]).await;
    let wu = case.adjuster("wu.lei").await;
    let form = case.form(&wu, "approve").await;
    assert_eq!(case.send(&stranger, &form).await.code(), "not_found");
    let path = format!("/api/page/tickets/{}/claim", case.ticket);
    assert_eq!(stranger.get(&path).await.code(), "not_found");
    let sent = wu.post_with(&format!("/api/page/tickets/{}/decision", case.ticket), &form, None).await;
    assert_eq!(sent.code(), "csrf");
    assert!(case.folded().await.decisions.is_empty());
}

#[tokio::test]
async fn a_forgotten_claim_is_not_decided() {
    let case = Case::assessed_at(60_000).await;
    let wu = case.adjuster("wu.lei").await;
    case.hq.state.forget_ticket(case.hq.branch, case.ticket).await.unwrap();
    let refused = case.send(&wu, &case.form(&wu, "decline").await).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "ticket_forgotten"));
}

#[tokio::test]
async fn what_else_is_known_of_the_customer_is_shown_masked() {
    let mut case = Case::assessed_at(60_000).await;
    case.hq.clock.move_on(60_000);
    let earlier = case.counter.open_claim(2, "SF1234567890123").await;
    let wu = case.adjuster("wu.lei").await;
    let answer = wu.get(&format!("/api/page/tickets/{}/claim", case.ticket)).await;
    let claim: Value = answer.json();
    for group in ["of_customer", "of_waybill"] {
        assert_eq!(claim[group].as_array().unwrap().len(), 1, "{group}");
        assert_eq!(claim[group][0]["id"], earlier.to_string(), "{group}");
        assert_eq!(claim[group][0]["who"], "王**");
    }
    assert!(!answer.text().contains(PHONE) && !answer.text().contains(NAME));
    case.hq.state.forget_ticket(case.hq.branch, earlier).await.unwrap();
    let claim = case.claim(&wu).await;
    assert_eq!(claim["of_customer"], json!([]), "a phone that was forgotten is found no more");
}
