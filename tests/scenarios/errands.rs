//! What one branch finds out for another: given by headquarters, done offline, told back once.

use desk::{AnsweringTask, Whose};
use domain::{BranchId, TaskOutcome, TicketId, Zone};
use hq::{BranchForm, UnitForm};
use serde_json::{Value, json};
use tests::{
    counter::TestCounter,
    headquarters::{Official, TestHq},
};

const CONTENTS: &str = "紫砂茶壶一把";
const ANSWER: &str = "退件区货架第二层";

/// Headquarters, a branch with a ticket, and another branch that can be asked.
struct Story {
    hq: TestHq,
    here: TestCounter,
    there: TestCounter,
    asked: BranchId,
    chief: Official,
    ticket: TicketId,
}

impl Story {
    async fn begin() -> Self {
        let hq = TestHq::start().await;
        let here = TestCounter::enrolled_at(&hq).await;
        let branch = BranchForm {
            code: "PD01".parse().unwrap(),
            address: "上海市浦东新区张杨路 1 号".to_owned(),
            phone: "021-58880101".to_owned(),
            zone: Zone::SHANGHAI,
        };
        let top = hq.state().unit_with_code("WC07").await.unwrap().parent.unwrap();
        let form = UnitForm {
            level: domain::UnitLevel::Branch,
            name: "浦东网点".to_owned(),
            parent: Some(top),
            letter: None,
            branch: Some(branch),
        };
        let asked: BranchId = hq.state().add_unit(form).await.unwrap().into();
        hq.state().add_person(asked, "李娜", &["clerk"]).await.unwrap();
        let code = hq.state().offer_enrolment(asked, "A".parse().unwrap(), "A 柜", 60_000).await.unwrap();
        let there = TestCounter::installed();
        there.desk().enrol(&code.code.to_string()).await.unwrap();
        let ticket = here.open_ticket().id;
        here.sync().await;
        let chief = hq.chief().await;
        Self { hq, here, there, asked, chief, ticket }
    }

    async fn investigation(&self) -> Value {
        self.chief.get(&format!("tickets/{}/investigation", self.ticket)).await
    }

    async fn give(&self) {
        let known = self.investigation().await;
        let form = json!({
            "task": "search", "branch": self.asked.to_string(), "due_on": known["choices"]["usual_on"],
            "words": "查 11 月 18 日到件", "contents": CONTENTS, "seen": known["heads"],
        });
        let (status, done) = self.chief.post(&format!("tickets/{}/tasks", self.ticket), &form).await;
        assert_eq!(status, 200, "{done}");
    }

    /// Answers the only task of the other branch's list.
    fn answer(&self) {
        let [open] = &self.there.desk().tasks().unwrap()[..] else { panic!("one task is open there") };
        let task = open.task.event;
        let answering = AnsweringTask { task, outcome: TaskOutcome::FOUND, words: ANSWER.to_owned() };
        self.there.desk().answer_listed_task(answering.clone()).unwrap();
        let twice = self.there.desk().answer_listed_task(answering).unwrap_err();
        assert_eq!(twice.code(), "task_answered");
    }

    /// What the branch that asked reads of its task.
    fn told(&self) -> Vec<String> {
        let ticket = self.here.desk().ticket(self.ticket).unwrap().ticket;
        let [task] = &ticket.tasks[..] else { panic!("one task was given") };
        assert_eq!(task.branch_name.as_deref(), Some("浦东网点"));
        let words = task.answers.iter().map(|answer| answer.words.as_ref().and_then(|it| it.open()).cloned());
        words.map(Option::unwrap_or_default).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_branch_found_offline_is_told_once_to_the_branch_that_asked() {
    let mut story = Story::begin().await;
    let number = story.here.row(story.ticket).number;
    story.give().await;
    story.there.sync().await;
    story.here.sync().await;

    story.hq.stop().await;
    let tasks = story.there.desk().tasks().unwrap();
    let [open] = &tasks[..] else { panic!("one task is open there") };
    assert_eq!((open.number, open.whose), (number, Whose::Unit));
    let asked = open.asked.as_ref().unwrap();
    assert_eq!((asked.by.as_str(), asked.contents.as_str()), ("五常网点", CONTENTS));
    assert_eq!(asked.waybill, story.here.row(story.ticket).waybill);
    assert!(story.there.ticket_numbers().is_empty(), "it is no ticket there");
    story.answer();
    assert!(story.there.desk().tasks().unwrap().is_empty());
    assert!(story.told().is_empty());

    story.hq.start_again().await;
    story.there.sync().await;
    story.there.sync().await;
    story.here.sync().await;
    assert_eq!(story.told(), [ANSWER]);

    story.hq.stop().await;
    story.hq.start_again().await;
    story.there.sync().await;
    story.here.sync().await;
    assert_eq!(story.told(), [ANSWER], "nor again after a start");
    let known = story.hq.chief().await.get(&format!("tickets/{}/investigation", story.ticket)).await;
    assert_eq!(known["tasks"][0]["answer"]["words"], ANSWER);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_a_restored_headquarters_lost_is_told_once_again() {
    let mut story = Story::begin().await;
    story.give().await;
    story.there.sync().await;
    let before = story.hq.copy().await;
    story.answer();
    story.there.sync().await;
    story.here.sync().await;
    assert_eq!(story.told(), [ANSWER]);

    story.hq.put_back(&before).await;
    for _ in 0..3 {
        story.there.sync().await;
        story.here.sync().await;
    }
    assert_eq!(story.told(), [ANSWER]);
    let there = story.hq.state().ticket(story.hq.branch(), story.ticket).await.unwrap().unwrap();
    assert_eq!(there.tasks[0].answers.len(), 1, "headquarters has it again, and once");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_forgotten_ticket_the_other_branch_knows_nothing_any_more() {
    let story = Story::begin().await;
    story.give().await;
    story.there.sync().await;
    assert_eq!(story.there.desk().tasks().unwrap().len(), 1);
    story.hq.state().forget_ticket(story.hq.branch(), story.ticket).await.unwrap();
    story.there.sync().await;
    assert!(story.there.desk().tasks().unwrap().is_empty());
}
