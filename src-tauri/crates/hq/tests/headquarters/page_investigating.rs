//! What was found out is shown on the page, tasks are given there, and who caused it is said there.

use domain::{
    Fact, FaultCause, FaultStage, FindingMade, Origin, QuestionAnswer, Sealed, TaskAnswered, TaskKind,
    TaskOutcome, TaskTo, Ticket, TicketId,
};
use protocol::{Keys, Line, wire::FeedAnswer};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::a_note,
    page_sign_in::Browser,
    place::{Answer, TestHq, add_branch},
};

const WORDS: &str = "查 11 月 18 日到件的监控";
const DAY_MS: i64 = 86_400_000;

/// A branch with a claim that is to be looked into.
pub struct Matter {
    pub hq: TestHq,
    pub counter: TestCounter,
    pub ticket: TicketId,
}

impl Matter {
    pub async fn new() -> Self {
        let hq = TestHq::new().await;
        let mut counter = TestCounter::enrolled(1, &hq, hq.branch).await;
        let ticket = counter.open_claim(1, "SF1234567890123").await;
        Self { hq, counter, ticket }
    }

    /// Somebody who looks whether it was done well, at headquarters.
    pub async fn quality(&self) -> Browser {
        Browser::named(&self.hq, "lin.yue", self.hq.top, vec!["quality".parse().unwrap()]).await
    }

    pub async fn known(&self, browser: &Browser) -> Value {
        let answer = browser.get(&format!("/api/page/tickets/{}/investigation", self.ticket)).await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()
    }

    /// A task by what stands now, with `more` in its form.
    pub async fn give(&self, browser: &Browser, more: Value) -> Answer {
        let known = self.known(browser).await;
        let form = json!({
            "task": "trace", "due_on": known["choices"]["usual_on"], "words": WORDS, "seen": known["heads"],
        });
        browser.post(&format!("/api/page/tickets/{}/tasks", self.ticket), &with(form, more)).await
    }

    async fn adjudicate(&self, browser: &Browser, more: Value) -> Answer {
        let form = json!({ "unit": "transport", "seen": self.known(browser).await["heads"] });
        browser.post(&format!("/api/page/tickets/{}/adjudication", self.ticket), &with(form, more)).await
    }

    pub async fn folded(&self) -> Ticket {
        self.hq.state.ticket(self.hq.branch, self.ticket).await.unwrap().unwrap()
    }

    /// The counter, which has seen all there is, says something.
    async fn says(&mut self, fact: &Fact) {
        let heads = self.folded().await.heads;
        let line = self.counter.write_after(Some(self.ticket), fact, heads);
        self.counter.push(&[line]).await;
    }
}

fn with(mut form: Value, more: Value) -> Value {
    let more = more.as_object().unwrap().clone();
    form.as_object_mut().unwrap().extend(more);
    form
}

#[tokio::test]
async fn a_task_reaches_the_counter_and_its_answer_the_page() {
    let mut matter = Matter::new().await;
    let person = matter.hq.state.add_person(matter.hq.branch, "陈静", &["clerk"]).await.unwrap().person;
    let lin = matter.quality().await;
    let known = matter.known(&lin).await;
    assert_eq!(known["tasks"], json!([]));
    assert_eq!(known["may"], json!({ "give": null, "adjudicate": null }));
    assert_eq!(known["choices"]["people"], json!([{ "id": person.to_string(), "name": "陈静" }]));
    let given = matter.give(&lin, json!({ "unit": "transport" })).await;
    assert_eq!(given.status, 200, "{}", given.text());
    let task = given.json::<Value>()["investigation"]["tasks"][0].clone();
    assert_eq!((&task["standing"], &task["by"]), (&"open".into(), &"lin.yue".into()));
    assert_eq!((&task["is_headquarters"], &task["words"]), (&true.into(), &WORDS.into()));

    let path = format!("/api/v1/feed?generation={}&after=0", matter.counter.generation);
    let feed: FeedAnswer = matter.counter.get(&path).await.json();
    let lines: Vec<Line> = feed.entries.iter().map(|entry| Line::parse(&entry.line).unwrap()).collect();
    let line = lines.iter().find(|line| line.kind() == "TaskGiven").unwrap();
    assert!(!line.raw().contains(WORDS), "what was said is sealed");
    let key = Keys::ticket(&matter.counter.ticket_keys[&matter.ticket]);
    let Fact::TaskGiven(told) = line.open(Origin::Headquarters, key).unwrap().fact else { panic!("a task") };
    assert_eq!((told.task, told.to), (TaskKind::TRACE, TaskTo::Unit("transport".into())));
    assert_eq!(told.words, Some(Sealed::Open(WORDS.into())));

    matter.hq.clock.move_on(10 * DAY_MS);
    matter.counter.log_in().await;
    let lin = Browser::named(&matter.hq, "li.na", matter.hq.top, vec!["quality".parse().unwrap()]).await;
    assert_eq!(matter.known(&lin).await["tasks"][0]["standing"], "late");
    let answer = TaskAnswered {
        task: line.head().id,
        outcome: TaskOutcome::NOT_FOUND,
        words: Some(Sealed::Open("监控已被覆盖".into())),
    };
    matter.says(&Fact::TaskAnswered(answer)).await;
    let task = &matter.known(&lin).await["tasks"][0];
    assert_eq!(
        (&task["standing"], &task["answer"]["words"]),
        (&"answered_late".into(), &"监控已被覆盖".into())
    );
}

#[tokio::test]
async fn who_caused_it_is_said_upon_what_the_counter_found() {
    let mut matter = Matter::new().await;
    let found = FindingMade {
        stage: Some(FaultStage::TRANSIT),
        cause: Some(FaultCause::STAFF_ERROR),
        answers: vec![("transit.scans_complete".into(), QuestionAnswer::No)],
        words: Some(Sealed::Open("传送带口没有护栏".into())),
    };
    matter.says(&Fact::FindingMade(found)).await;
    let lin = matter.quality().await;
    let known = matter.known(&lin).await;
    let finding = &known["findings"][0];
    assert_eq!(
        (&finding["stage"]["code"], &finding["answers"][0]["answer"]),
        (&"transit".into(), &"no".into())
    );
    assert_ne!(finding["answers"][0]["question"]["en"], "transit.scans_complete", "it is asked in words");

    let unknown = matter.adjudicate(&lin, json!({ "unit": "moon" })).await;
    assert_eq!((unknown.status.as_u16(), unknown.code().as_str()), (422, "no_such_unit"));
    assert_eq!(matter.adjudicate(&lin, json!({ "stage": "moon" })).await.code(), "unknown_word");
    let elsewhere = json!({ "finding": finding["event"].as_str().unwrap().replace('0', "1") });
    assert_eq!(matter.adjudicate(&lin, elsewhere).await.code(), "no_such_finding");
    assert!(matter.folded().await.adjudications.is_empty(), "a refusal writes nothing");

    let more = json!({
        "branch": matter.hq.branch.to_string(), "stage": "transit", "cause": known["choices"]["causes"][0]["code"],
        "finding": finding["event"], "words": " 交接时未查封签 ",
    });
    let done = matter.adjudicate(&lin, more).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let told = done.json::<Value>()["investigation"]["adjudications"][0].clone();
    assert_eq!((&told["by"], &told["words"]), (&"lin.yue".into(), &"交接时未查封签".into()));
    let folded = matter.folded().await;
    let made = &folded.adjudicated().unwrap().made;
    assert_eq!((made.unit.as_str(), made.finding), ("transport", Some(folded.findings[0].event)));
    assert_eq!(folded.heads, [folded.adjudicated().unwrap().event], "it comes after all that was seen");
}

#[tokio::test]
async fn what_cannot_be_asked_of_anybody_is_refused() {
    let matter = Matter::new().await;
    let lin = matter.quality().await;
    let nobody = "019a0000-0000-7000-8000-000000000001";
    for (more, code) in [
        (json!({ "unit": "moon" }), "no_such_unit"),
        (json!({ "person": nobody }), "no_such_person"),
        (json!({ "branch": nobody }), "no_such_branch"),
        (json!({ "unit": "transport", "task": "fly" }), "unknown_word"),
        (json!({ "unit": "transport", "due_on": "2020-01-01" }), "day_passed"),
    ] {
        let refused = matter.give(&lin, more.clone()).await;
        assert_eq!((refused.status.as_u16(), refused.code().as_str()), (422, code), "{more}");
    }
    assert_eq!(matter.give(&lin, json!({})).await.code(), "malformed", "for nobody");
    let both = json!({ "unit": "transport", "person": nobody });
    assert_eq!(matter.give(&lin, both).await.code(), "malformed");
    let long = json!({ "unit": "transport", "words": "长".repeat(2_001) });
    assert_eq!(matter.give(&lin, long).await.code(), "malformed");
    assert!(matter.folded().await.tasks.is_empty());
}

#[tokio::test]
async fn only_who_may_gives_tasks_and_says_who_caused_it() {
    let matter = Matter::new().await;
    let zhou = Browser::named(&matter.hq, "zhou.min", matter.hq.top, vec!["approver".parse().unwrap()]).await;
    let refused = json!({ "give": "not_permitted", "adjudicate": "not_permitted" });
    assert_eq!(matter.known(&zhou).await["may"], refused, "it is told beforehand");
    assert_eq!(matter.give(&zhou, json!({ "unit": "transport" })).await.code(), "not_permitted");
    assert_eq!(matter.adjudicate(&zhou, json!({})).await.code(), "not_permitted");
    let far = add_branch(&matter.hq.state, "GZ01", "天河网点", matter.hq.top).await;
    let stranger = Browser::named(&matter.hq, "far", far.into(), vec!["quality".parse().unwrap()]).await;
    let path = format!("/api/page/tickets/{}", matter.ticket);
    assert_eq!(stranger.get(&format!("{path}/investigation")).await.code(), "not_found");
    let form = json!({ "task": "trace", "unit": "transport", "due_on": "2030-01-01", "seen": [] });
    assert_eq!(stranger.post(&format!("{path}/tasks"), &form).await.code(), "not_found");
    let lin = matter.quality().await;
    assert_eq!(lin.post_with(&format!("{path}/tasks"), &form, None).await.code(), "csrf");
    assert!(matter.folded().await.tasks.is_empty());
}

#[tokio::test]
async fn whoever_looked_at_something_old_is_shown_what_is_new() {
    let mut matter = Matter::new().await;
    let lin = matter.quality().await;
    let seen = matter.known(&lin).await["heads"].clone();
    matter.says(&a_note("客户补交了发票")).await;
    let old = json!({ "unit": "transport", "seen": seen });
    let refused = matter.give(&lin, old.clone()).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "ticket_changed"));
    assert_ne!(refused.json::<Value>()["investigation"]["heads"], seen);
    assert_eq!(matter.adjudicate(&lin, old).await.code(), "ticket_changed");
    let folded = matter.folded().await;
    assert!(folded.tasks.is_empty() && folded.adjudications.is_empty());
}

#[tokio::test]
async fn nobody_is_sent_after_what_is_forgotten() {
    let matter = Matter::new().await;
    let lin = matter.quality().await;
    let given = matter.give(&lin, json!({ "unit": "transport" })).await;
    assert_eq!(given.status, 200, "{}", given.text());
    matter.hq.state.forget_ticket(matter.hq.branch, matter.ticket).await.unwrap();
    let refused = matter.give(&lin, json!({ "unit": "transport" })).await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (409, "ticket_forgotten"));
    let known = matter.known(&lin).await;
    assert_eq!(known["may"]["adjudicate"], "ticket_forgotten");
    assert_eq!(known["tasks"][0]["words"], Value::Null);
    assert!(known["tasks"][0]["due_at"].is_string(), "that there was a task stays");
}
