//! What one branch is to do for another's ticket is told to it, and what came of it is told back, once.

use std::{
    future::Future,
    pin::pin,
    task::{Context, Waker},
    time::Duration,
};

use domain::{BranchId, ErrandGiven, EventId, Fact, Origin, Sealed, TaskAnswered, TaskOutcome, TicketId};
use protocol::{Keys, Line, wire::FeedAnswer};
use serde_json::{Value, json};

use crate::{
    counter::TestCounter,
    facts::{NAME, PHONE, STORY, epoch_opened},
    page_investigating::Matter,
    page_sign_in::Browser,
    place::add_branch,
};

const WAYBILL: &str = "SF1234567890123";
const CONTENTS: &str = "紫砂茶壶一把";
const ANSWER: &str = "退件区货架第二层";
const MINUTE_MS: i64 = 60_000;
const PATIENCE: Duration = Duration::from_secs(20);
/// Nobody's.
const HIDDEN: TicketId = TicketId::from_bytes([0xee; 16]);

/// A matter of one branch, and another branch with its counter that is asked.
struct Story {
    matter: Matter,
    quality: Browser,
    asked: BranchId,
    there: TestCounter,
}

impl Story {
    async fn new() -> Self {
        let matter = Matter::new().await;
        let asked = add_branch(&matter.hq.state, "PD01", "浦东网点", matter.hq.top).await;
        let mut there = TestCounter::enrolled(2, &matter.hq, asked).await;
        let line = there.write(None, &epoch_opened());
        there.push(&[line]).await;
        let quality = matter.quality().await;
        Self { matter, quality, asked, there }
    }

    /// Gives the task, and answers what stands for a ticket where it is to be done.
    async fn given(&mut self) -> TicketId {
        let form = json!({ "branch": self.asked.to_string(), "contents": CONTENTS });
        let given = self.matter.give(&self.quality, form).await;
        assert_eq!(given.status, 200, "{}", given.text());
        let feed = feed(&self.there).await;
        let is_new = |key: &&protocol::WrappedKey| !self.there.ticket_keys.contains_key(&key.ticket);
        let key = feed.keys.iter().find(is_new).expect("the errand's key is told");
        self.there.ticket_keys.insert(key.ticket, self.there.branch_key.unwrap(key).unwrap());
        key.ticket
    }

    fn answer(&mut self, errand: TicketId) -> Line {
        let task = EventId::from_bytes(*errand.as_bytes());
        let words = Some(Sealed::Open(ANSWER.to_owned()));
        let answered = TaskAnswered { task, outcome: TaskOutcome::FOUND, words };
        self.there.write_after(Some(errand), &Fact::TaskAnswered(answered), vec![task])
    }

    /// Goes on with another matter of the branch that asks. Answers the one before.
    async fn another(&mut self) -> TicketId {
        self.matter.hq.clock.move_on(MINUTE_MS);
        let next = self.matter.counter.open_claim(2, "SF2345678901234").await;
        std::mem::replace(&mut self.matter.ticket, next)
    }

    /// Takes a ticket's key away as a restore may, or puts it back: it stands under another id.
    fn rename_key(&self, from: TicketId, to: TicketId) {
        let renamed = |from: String, to: String| {
            format!("UPDATE ticket_keys SET ticket_id = {to} WHERE ticket_id = {from}")
        };
        let of_file = |id| format!("x'{}'", hex(id));
        let of_postgres = |id| format!("'{}'", hex(id));
        let (file, postgres) =
            (renamed(of_file(from), of_file(to)), renamed(of_postgres(from), of_postgres(to)));
        self.matter.hq.tamper(&file, &postgres).unwrap();
    }

    /// Starts, which settles what is left, and stops when so many answers are told.
    async fn settled_by_a_start(&self, answers: usize) {
        let state = self.matter.hq.state.clone();
        let listening = hq::Listening::start(state, ([127, 0, 0, 1], 0).into()).await.unwrap();
        let begun = std::time::Instant::now();
        while self.told().await.len() < answers {
            assert!(begun.elapsed() < PATIENCE, "not told");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        listening.stop().await.unwrap();
    }

    /// The answers that were told to the branch that asked.
    async fn told(&self) -> Vec<Line> {
        let lines = lines(&feed(&self.matter.counter).await);
        lines.into_iter().filter(|line| line.kind() == "TaskAnswered").collect()
    }
}

fn hex(id: TicketId) -> String {
    id.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn feed(counter: &TestCounter) -> FeedAnswer {
    counter.get(&format!("/api/v1/feed?generation={}&after=0", counter.generation)).await.json()
}

fn lines(feed: &FeedAnswer) -> Vec<Line> {
    feed.entries.iter().map(|entry| Line::parse(&entry.line).unwrap()).collect()
}

#[tokio::test]
async fn another_branch_is_told_an_extract_and_lists_no_ticket() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    let told = lines(&feed(&story.there).await);
    let [line] = told.iter().filter(|line| line.kind() == "ErrandGiven").collect::<Vec<_>>()[..] else {
        panic!("one errand")
    };
    let key = story.there.ticket_keys[&errand].clone();
    let event = line.open(Origin::Headquarters, Keys::ticket(&key)).unwrap();
    let Fact::ErrandGiven(given) = event.fact else { panic!("an errand") };
    let number = story.matter.folded().await.number;
    assert_eq!((given.of, given.number, given.from), (story.matter.ticket, number, story.matter.hq.branch));
    assert_eq!((event.id, given.from_name.as_str()), (given.task, "五常网点"));
    assert_eq!(ErrandGiven::id_of(given.task), errand);
    let extract = given.extract.open().unwrap();
    assert_eq!((extract.waybill.as_str(), extract.contents.as_str()), (WAYBILL, CONTENTS));
    let everything = format!("{} {extract:?}", line.raw());
    assert!([NAME, PHONE, STORY].iter().all(|private| !everything.contains(private)));
    assert!(!line.raw().contains(WAYBILL) && !line.raw().contains(CONTENTS), "what is told is sealed");
    let owners = &story.matter.counter.ticket_keys[&story.matter.ticket];
    assert!(line.open(Origin::Headquarters, Keys::ticket(owners)).is_err(), "it has a key of its own");
    assert!(told.iter().all(|line| line.kind() != "TaskGiven"), "the ticket's own story stays where it is");

    let there = Browser::signed_in(&story.matter.hq, story.asked.into()).await;
    assert_eq!(there.get("/api/page/tickets").await.json::<Value>()["tickets"], json!([]));
    assert_eq!(there.get(&format!("/api/page/tickets/{errand}")).await.code(), "not_found");
    let state = &story.matter.hq.state;
    assert_eq!(state.verify().await.unwrap().tickets, 1);
    state.rebuild().await.unwrap();
    assert_eq!(state.verify().await.unwrap().tickets, 1, "no rebuild makes one");
}

#[tokio::test]
async fn an_answer_is_told_to_the_branch_that_asked_once_however_often_it_comes() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    story.matter.hq.clock.move_on(MINUTE_MS);
    let line = story.answer(errand);
    let answered_at = line.head().wall;
    story.matter.hq.clock.move_on(MINUTE_MS);
    story.there.push(std::slice::from_ref(&line)).await;
    story.there.push(std::slice::from_ref(&line)).await;

    let [told] = &story.told().await[..] else { panic!("it is told once") };
    assert_eq!((told.head().id, told.head().wall), (line.head().id, answered_at));
    assert!(!told.raw().contains(ANSWER));
    let key = Keys::ticket(&story.matter.counter.ticket_keys[&story.matter.ticket]);
    let event = told.open(Origin::Headquarters, key).unwrap();
    let Fact::TaskAnswered(answered) = event.fact else { panic!("an answer") };
    assert_eq!(answered.words, Some(Sealed::Open(ANSWER.to_owned())));
    let known = story.matter.known(&story.quality).await;
    let task = &known["tasks"][0];
    assert_eq!((&task["standing"], &task["answer"]["words"]), (&"answered".into(), &ANSWER.into()));
    assert_eq!((&task["to"]["zh"], &task["contents"]), (&"浦东网点".into(), &CONTENTS.into()));
    let folded = story.matter.folded().await;
    assert_eq!(folded.heads, [line.head().id], "it comes after all that was there");

    let mut story =
        Story { matter: Matter { hq: story.matter.hq.reopened().await, ..story.matter }, ..story };
    story.there.router = story.matter.hq.router.clone();
    story.matter.counter.router = story.matter.hq.router.clone();
    story.there.push(&[line]).await;
    story.matter.hq.state.rebuild().await.unwrap();
    assert_eq!(story.told().await.len(), 1, "nor after a start, nor after a rebuild");
}

#[tokio::test]
async fn an_answer_is_told_once_at_whatever_moment_headquarters_was_stopped() {
    for steps in 0..12 {
        let mut story = Story::new().await;
        let errand = story.given().await;
        let line = story.answer(errand);
        let lines_before = story.matter.hq.state.verify().await.unwrap().lines;
        let (seq, raw) = (line.head().seq, line.raw().to_owned());
        let push = story.there.push_of(seq, vec![raw], vec![story.there.wrapped(errand)]);
        {
            let mut sending = pin!(story.there.send_push(&push));
            for _ in 0..steps {
                if sending.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        }
        let hq = story.matter.hq.reopened().await;
        let is_held = hq.state.verify().await.unwrap().lines > lines_before;
        let listening = hq::Listening::start(hq.state.clone(), ([127, 0, 0, 1], 0).into()).await.unwrap();
        story.there.router = hq.router.clone();
        story.matter.counter.router = hq.router.clone();
        story.matter.hq = hq;
        for _ in 0..1_000 {
            if !is_held || !story.told().await.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(!is_held || story.told().await.len() == 1, "what is held is told by a start");
        // The counter was not answered, so it sends again.
        assert_eq!(story.there.send_push(&push).await.status, 200);
        listening.stop().await.unwrap();
        assert_eq!(story.told().await.len(), 1, "stopped after {steps} steps");
        assert_eq!(story.matter.folded().await.tasks[0].answers.len(), 1);
    }
}

#[tokio::test]
async fn whoever_forgets_the_ticket_forgets_the_errand() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    let line = story.answer(errand);
    story.matter.hq.state.forget_ticket(story.matter.hq.branch, story.matter.ticket).await.unwrap();

    let feed = feed(&story.there).await;
    let forgotten: Vec<_> =
        lines(&feed).into_iter().filter(|line| line.kind() == "TicketForgotten").collect();
    assert_eq!(forgotten.iter().map(|line| line.head().ticket).collect::<Vec<_>>(), [Some(errand)]);
    assert!(feed.keys.is_empty(), "its key is gone");
    let answer = story.there.push(&[line]).await;
    assert_eq!(answer.set_aside[0].reason, "key_missing", "whoever brings the key again");
    assert!(story.told().await.is_empty());
    let state = &story.matter.hq.state;
    state.forget_ticket(story.matter.hq.branch, story.matter.ticket).await.unwrap();
    let again = lines(&self::feed(&story.there).await);
    assert_eq!(again.iter().filter(|line| line.kind() == "TicketForgotten").count(), 1, "and that once");
    state.verify().await.unwrap();
}

#[tokio::test]
async fn an_answer_whose_tickets_key_is_not_here_is_told_when_it_comes_and_holds_up_nothing() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    let ticket = story.another().await;
    let other = story.given().await;
    story.rename_key(ticket, HIDDEN);
    let line = story.answer(errand);
    story.there.push(&[line]).await;
    assert!(story.told().await.is_empty(), "there is nothing to seal it with");

    let state = story.matter.hq.state.clone();
    state.forget_ticket(story.matter.hq.branch, story.matter.ticket).await.unwrap();
    let there = lines(&feed(&story.there).await);
    let forgotten = there.iter().filter(|line| line.kind() == "TicketForgotten");
    assert_eq!(forgotten.map(|line| line.head().ticket).collect::<Vec<_>>(), [Some(other)]);
    story.rename_key(HIDDEN, ticket);
    story.settled_by_a_start(1).await;
    assert_eq!(story.told().await[0].head().ticket, Some(ticket));
}

#[tokio::test]
async fn a_task_for_a_branch_that_is_not_here_holds_up_no_other() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    // As after a restore to a day on which the branch was not made yet.
    let nowhere = hex(HIDDEN);
    let elsewhere = |branch| format!("UPDATE tasks_elsewhere SET to_branch_id = {branch}");
    let (file, postgres) = (elsewhere(format!("x'{nowhere}'")), elsewhere(format!("'{nowhere}'")));
    story.matter.hq.tamper(&file, &postgres).unwrap();
    story.another().await;
    assert_ne!(story.given().await, errand, "the other is told");
}

#[tokio::test]
async fn a_push_tells_what_it_brings_and_what_is_left_elsewhere_is_settled_beside() {
    let mut story = Story::new().await;
    let errand = story.given().await;
    let ticket = story.another().await;
    let other = story.given().await;
    // What was not told in its time, and could be now.
    story.rename_key(ticket, HIDDEN);
    let line = story.answer(errand);
    story.there.push(&[line]).await;
    story.rename_key(HIDDEN, ticket);

    let line = story.answer(other);
    story.there.push(&[line]).await;
    let told: Vec<_> = story.told().await.iter().map(|line| line.head().ticket).collect();
    assert_eq!(told, [Some(story.matter.ticket)], "before it is acknowledged, whatever else there is");
    story.settled_by_a_start(2).await;
}

#[tokio::test]
async fn a_task_for_the_tickets_own_branch_is_no_errand_and_no_counter_gives_one() {
    let mut story = Story::new().await;
    let own = story.matter.hq.branch.to_string();
    let given = story.matter.give(&story.quality, json!({ "branch": own, "contents": CONTENTS })).await;
    assert_eq!(given.status, 200, "{}", given.text());
    assert_eq!(given.json::<Value>()["investigation"]["tasks"][0]["contents"], Value::Null);
    assert!(feed(&story.there).await.keys.is_empty());

    let errand = story.given().await;
    let given = ErrandGiven {
        task: EventId::from_bytes([7; 16]),
        from: story.asked,
        from_name: "浦东网点".into(),
        of: story.matter.ticket,
        number: story.matter.folded().await.number,
        kind: "search".into(),
        due_at: story.there.at(),
        extract: Sealed::Open(domain::Extract::default()),
    };
    let forged = story.there.write(Some(errand), &Fact::ErrandGiven(given));
    let answer = story.there.push(&[forged]).await;
    assert_eq!(answer.set_aside[0].reason, "line_not_allowed");
}
