//! Who stands at the counter, and what they may do there.

use desk::{DeskError, PinProof, Standing};
use domain::{Act, HeldRole, PersonId, TicketAction};
use hq::{Newcomer, PersonChange};
use tests::{
    counter::{TestCounter, a_damaged_parcel},
    headquarters::TestHq,
};

const CHEN_PIN: &str = "271828";
const ZHOU_PIN: &str = "314159";
const MINUTE_MS: i64 = 60_000;

/// A counter with its first clerk, who has a PIN, and a manager, who has none yet.
struct Story {
    hq: TestHq,
    counter: TestCounter,
    chen: PersonId,
    zhou: Newcomer,
}

impl Story {
    async fn begin() -> Self {
        let hq = TestHq::start().await;
        let zhou = hq.state().add_person(hq.branch(), "周敏", &["manager"]).await.unwrap();
        let counter = TestCounter::enrolled_at(&hq).await;
        let chen = counter.desk().person().unwrap().unwrap().id;
        counter.desk().choose_pin(chen, PinProof::Let, CHEN_PIN).unwrap();
        Self { hq, counter, chen, zhou }
    }

    fn here(&self) -> Option<PersonId> {
        self.counter.desk().person().unwrap().map(|person| person.id)
    }

    fn bring_zhou(&self) {
        let code = self.zhou.first_code.shown();
        self.counter.desk().choose_pin(self.zhou.person, PinProof::FirstCode(&code), ZHOU_PIN).unwrap();
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, DeskError>) -> &'static str {
    result.unwrap_err().code()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_says_how_its_clerk_chooses_a_pin_and_says_it_anew_when_asked_again() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    let again = hq::make_demonstration(hq.state(), "hq", "another pass phrase").await.unwrap();
    counter.sync().await;

    let chen = counter.desk().person().unwrap().unwrap();
    let [(first, told_first)] = &hq.made.people[..] else { panic!("one person works there") };
    assert_eq!([Some(first), Some(&again.people[0].0)], [chen.name.as_ref(); 2]);
    let choose = |code: &str| counter.desk().choose_pin(chen.id, PinProof::FirstCode(code), CHEN_PIN);
    assert!(choose(told_first).is_err(), "the code that was told last counts");
    choose(&again.people[0].1).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn without_pins_the_desk_is_open_for_whom_headquarters_named_first() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.stop();
    counter.start();
    counter.clock.move_by(90 * MINUTE_MS);
    assert!(matches!(counter.desk().standing().unwrap(), Standing::Here(_)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_with_pins_is_locked_at_the_start_and_when_nobody_was_there() {
    let mut story = Story::begin().await;
    assert_eq!(story.here(), Some(story.chen), "who chooses a PIN is here");

    story.counter.stop();
    story.counter.start();
    let desk = story.counter.desk();
    assert_eq!(desk.standing().unwrap(), Standing::Locked(None));
    assert_eq!(code(desk.start_draft()), "locked");
    desk.sign_in(story.chen, CHEN_PIN).unwrap();

    story.counter.clock.move_by(4 * MINUTE_MS);
    desk.still_here().unwrap();
    story.counter.clock.move_by(4 * MINUTE_MS);
    let draft = desk.start_draft().unwrap();
    story.counter.clock.move_by(5 * MINUTE_MS);
    assert!(matches!(desk.standing().unwrap(), Standing::Locked(Some(_))));
    assert_eq!(code(desk.open_ticket(draft.id, &a_damaged_parcel())), "locked");
    desk.save_draft(draft.id, &a_damaged_parcel()).expect("what was typed is kept");

    desk.sign_in(story.chen, CHEN_PIN).unwrap();
    assert_eq!(desk.draft(draft.id).unwrap().form, a_damaged_parcel());
    desk.open_ticket(draft.id, &a_damaged_parcel()).unwrap();
    story.counter.clock.move_by(-3 * 60 * MINUTE_MS);
    assert!(
        matches!(desk.standing().unwrap(), Standing::Locked(_)),
        "a clock that was put back proves nothing"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_that_is_wrong_ten_times_shuts_out_until_a_manager_helps() {
    let story = Story::begin().await;
    let desk = story.counter.desk();
    desk.lock();
    for tried in 1..=10 {
        let refused = code(desk.sign_in(story.chen, "999999"));
        assert_eq!(refused, if tried < 10 { "pin_wrong" } else { "pin_shut_out" }, "{tried}");
        if tried >= 3 {
            assert_ne!(
                code(desk.sign_in(story.chen, CHEN_PIN)),
                "pin_wrong",
                "nobody tries at once after the third"
            );
        }
        story.counter.clock.move_by(MINUTE_MS);
    }
    assert_eq!(code(desk.sign_in(story.chen, CHEN_PIN)), "pin_shut_out", "not even with the right one");
    assert_eq!(code(desk.choose_pin(story.chen, PinProof::Let, "161803")), "pin_none");

    story.bring_zhou();
    desk.let_choose_pin(story.chen).unwrap();
    desk.choose_pin(story.chen, PinProof::Let, "161803").unwrap();
    assert_eq!(story.here(), Some(story.chen));
    assert_eq!(code(desk.let_choose_pin(story.zhou.person)), "not_permitted", "a clerk lets nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_code_works_once_and_another_helps_who_forgot_the_pin() {
    let story = Story::begin().await;
    let desk = story.counter.desk();
    let zhou = story.zhou.person;
    assert_eq!(code(desk.sign_in(zhou, ZHOU_PIN)), "pin_none");
    assert_eq!(code(desk.choose_pin(zhou, PinProof::Let, ZHOU_PIN)), "pin_none");
    assert_eq!(code(desk.choose_pin(zhou, PinProof::FirstCode("22222-22222"), ZHOU_PIN)), "pin_first_code");
    let is_let = || desk.colleagues().unwrap().iter().any(|them| them.person.id == zhou && them.may_choose);
    assert!(!is_let());
    assert_eq!(
        code(desk.choose_pin(zhou, PinProof::Let, ZHOU_PIN)),
        "pin_none",
        "who tried a code is not let"
    );
    story.bring_zhou();
    let used = story.zhou.first_code.shown();
    assert_eq!(code(desk.choose_pin(zhou, PinProof::FirstCode(&used), "161803")), "pin_first_code");

    let change = PersonChange { new_code: true, ..PersonChange::default() };
    let fresh = story.hq.state().change_person(story.hq.branch(), zhou, change).await.unwrap().unwrap();
    story.counter.sync().await;
    desk.choose_pin(zhou, PinProof::FirstCode(&fresh.shown()), "161803").unwrap();
    assert_eq!(story.here(), Some(zhou));

    desk.let_choose_pin(zhou).unwrap();
    assert!(is_let());
    assert_eq!(code(desk.choose_pin(zhou, PinProof::FirstCode(&fresh.shown()), "271801")), "pin_first_code");
    desk.choose_pin(zhou, PinProof::Let, "271801").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn weak_pins_are_refused() {
    let story = Story::begin().await;
    let choose = |pin| story.counter.desk().choose_pin(story.chen, PinProof::Pin(CHEN_PIN), pin);
    for pin in ["", "123", "12 34", "一二三四", "1234567890123"] {
        assert_eq!(code(choose(pin)), "pin_shape", "{pin}");
    }
    for pin in ["0000", "1234", "987654"] {
        assert_eq!(code(choose(pin)), "pin_too_simple", "{pin}");
    }
    choose("2718").unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_belongs_to_its_person_and_a_ticket_names_who_took_it() {
    let story = Story::begin().await;
    let desk = story.counter.desk();
    let lin = story.hq.state().add_person(story.hq.branch(), "林一", &["clerk"]).await.unwrap();
    story.counter.sync().await;
    let draft = desk.start_draft().unwrap();
    desk.save_draft(draft.id, &a_damaged_parcel()).unwrap();

    desk.choose_pin(lin.person, PinProof::FirstCode(&lin.first_code.shown()), "808017").unwrap();
    assert!(desk.list_drafts().unwrap().is_empty());
    assert_eq!(code(desk.draft(draft.id)), "draft_of_another");
    assert_eq!(code(desk.save_draft(draft.id, &a_damaged_parcel())), "draft_of_another");
    assert_eq!(code(desk.discard_draft(draft.id)), "draft_of_another");
    assert_eq!(code(desk.open_ticket(draft.id, &a_damaged_parcel())), "draft_of_another");

    story.bring_zhou();
    assert_eq!(desk.list_drafts().unwrap().len(), 1, "a manager has everybody's");
    desk.sign_in(story.chen, CHEN_PIN).unwrap();
    desk.open_ticket(draft.id, &a_damaged_parcel()).unwrap();
    assert_eq!(desk.ticket(draft.id).unwrap().ticket.opened_by, Some(story.chen));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_held_on_its_days_and_decides_what_may_be_done() {
    let story = Story::begin().await;
    let desk = story.counter.desk();
    let ticket = story.counter.open_ticket();
    assert_eq!(code(desk.take_action(ticket.id, TicketAction::Propose, "")), "not_permitted");
    desk.take_action(ticket.id, TicketAction::Investigate, "").unwrap();

    let today = desk.today();
    let held = |role: &str, until| HeldRole { role: role.to_owned(), from: Some(today), until };
    let roles = vec![held("clerk", None), held("manager", Some(today))];
    let change = PersonChange { roles: Some(roles), ..PersonChange::default() };
    story.hq.state().change_person(story.hq.branch(), story.chen, change).await.unwrap();
    story.counter.sync().await;
    desk.take_action(ticket.id, TicketAction::Propose, "").unwrap();

    story.counter.clock.move_by(24 * 60 * MINUTE_MS);
    desk.sign_in(story.chen, CHEN_PIN).unwrap();
    let chen = desk.person().unwrap().unwrap();
    assert!(!desk.may(&chen, Act::Propose), "yesterday's deputy");

    let left = PersonChange { roles: Some(vec![held("clerk", Some(today))]), ..PersonChange::default() };
    story.hq.state().change_person(story.hq.branch(), story.chen, left).await.unwrap();
    story.counter.sync().await;
    assert_eq!(code(desk.sign_in(story.chen, CHEN_PIN)), "no_such_person", "who has left comes in no more");
}
