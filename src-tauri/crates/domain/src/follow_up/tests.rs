//! Around Spring Festival 2026: the 15th to the 23rd of February are off, the 14th and the 28th are worked.

use super::*;
use crate::{
    ContactMade, ContactOutcome, ContactWay, Fact, TicketAction, TicketMerged,
    clocks::tests::{Story, at, told},
};

fn policy() -> &'static Policy {
    Policy::bundled()
}

fn update(story: &Story, now: &str) -> String {
    let due = update_due(&story.ticket(), at(now), policy().calendar(), policy());
    due.map_or("none".into(), |due| format!("{:?} {}", due.why, told(due.due_at)))
}

fn asked(due: Option<FollowUpDue>) -> String {
    due.map_or("none".into(), |due| format!("{}{}", told(due.due_at), if due.is_late { " late" } else { "" }))
}

fn follow_up(story: &Story, now: &str) -> String {
    asked(follow_up_due(&story.ticket(), at(now), policy().calendar(), policy()))
}

/// The same ticket under another id.
fn return_visit(story: &Story, id: u8, now: &str) -> String {
    let ticket = Ticket { id: TicketId::from_bytes([id; 16]), ..story.ticket() };
    asked(return_visit_due(&ticket, at(now), policy().calendar(), policy()))
}

fn contact(story: Story, local: &str, about: ContactAbout, outcome: ContactOutcome) -> Story {
    story.then(local, Fact::ContactMade(ContactMade { way: ContactWay::PHONE, about, outcome, words: None }))
}

fn settled(local: &str) -> Story {
    Story::taken(Kind::Claim, "2026-02-09 10:00")
        .act("2026-02-10 09:00", TicketAction::Propose)
        .act("2026-02-10 10:00", TicketAction::Accept)
        .act(local, TicketAction::Settle)
}

fn merge(story: Story, local: &str) -> Story {
    let number = story.ticket().number;
    story.then(local, Fact::TicketMerged(TicketMerged { into: TicketId::from_bytes([7; 16]), number }))
}

#[test]
fn an_update_is_due_three_days_after_the_customer_last_heard_and_on_a_day_that_is_worked() {
    let story = Story::taken(Kind::Suggestion, "2026-02-09 10:00");
    assert_eq!(update(&story, "2026-02-09 10:01"), "Regular 2026-02-13 00:00", "in the course of the 12th");
    let story = story.reach("2026-02-10 09:00", ContactAbout::PROGRESS);
    assert_eq!(update(&story, "2026-02-10 10:00"), "Regular 2026-02-14 00:00");
    let tried = contact(story.clone(), "2026-02-11 09:00", ContactAbout::PROGRESS, ContactOutcome::NO_ANSWER);
    assert_eq!(update(&tried, "2026-02-11 10:00"), "Regular 2026-02-14 00:00", "a try is no word");
    // The third day is within the holidays; the first one worked after them is Tuesday the 24th.
    let story = story.reach("2026-02-12 09:00", ContactAbout::RESULT);
    assert_eq!(update(&story, "2026-02-12 10:00"), "Regular 2026-02-25 00:00");
    let worked = Story::taken(Kind::Suggestion, "2026-02-11 10:00");
    assert_eq!(
        update(&worked, "2026-02-11 10:01"),
        "Regular 2026-02-15 00:00",
        "Saturday the 14th is worked"
    );
}

#[test]
fn a_promised_day_that_passed_makes_an_update_due_at_once() {
    // A complaint of the 9th: feedback by the 10th, 10:00, a reply on the 12th.
    let story = Story::taken(Kind::Complaint, "2026-02-09 10:00");
    assert_eq!(update(&story, "2026-02-10 09:59"), "Regular 2026-02-13 00:00");
    assert_eq!(update(&story, "2026-02-10 10:00"), "DateSlipped 2026-02-10 10:00");
    let heard = story.clone().reach("2026-02-10 11:00", ContactAbout::DELAY);
    assert_eq!(update(&heard, "2026-02-12 23:59"), "Regular 2026-02-14 00:00");
    assert_eq!(
        update(&heard, "2026-02-13 00:00"),
        "DateSlipped 2026-02-13 00:00",
        "the reply is late as well"
    );
    let told_again = heard.reach("2026-02-13 09:00", ContactAbout::DELAY);
    assert_eq!(update(&told_again, "2026-02-14 09:00"), "Regular 2026-02-25 00:00");
    let not_reached = contact(story, "2026-02-10 11:00", ContactAbout::DELAY, ContactOutcome::WRONG_NUMBER);
    assert_eq!(update(&not_reached, "2026-02-11 09:00"), "DateSlipped 2026-02-10 10:00");
    assert_eq!(
        update(&not_reached, "2026-02-20 09:00"),
        "DateSlipped 2026-02-10 10:00",
        "due since the first of them"
    );
}

#[test]
fn nobody_is_told_how_far_a_finished_or_merged_ticket_is() {
    let story = Story::taken(Kind::Complaint, "2026-02-09 10:00");
    assert_ne!(update(&story, "2026-02-20 10:00"), "none");
    let withdrawn = story.clone().act("2026-02-09 11:00", TicketAction::Withdraw);
    assert_eq!(update(&withdrawn, "2026-02-20 10:00"), "none");
    let reopened = withdrawn.act("2026-02-24 09:00", TicketAction::Reopen);
    assert_ne!(update(&reopened, "2026-02-24 10:00"), "none");
    assert_eq!(update(&merge(story, "2026-02-09 11:00"), "2026-02-20 10:00"), "none");
}

#[test]
fn who_was_settled_with_is_asked_within_two_days() {
    assert_eq!(follow_up(&settled("2026-02-11 15:00"), "2026-02-12 09:00"), "2026-02-14 00:00");
    assert_eq!(follow_up(&settled("2026-02-11 15:00"), "2026-02-14 00:00"), "2026-02-14 00:00 late");
    let story = settled("2026-02-13 15:00");
    assert_eq!(follow_up(&story, "2026-02-14 09:00"), "2026-02-25 00:00", "after the holidays");
    let closed = story.clone().act("2026-02-14 09:00", TicketAction::Close);
    assert_eq!(follow_up(&closed, "2026-02-14 10:00"), "2026-02-25 00:00", "closing asks nobody");
    for (outcome, due) in [
        (ContactOutcome::ARRIVED_SATISFIED, "none"),
        (ContactOutcome::ARRIVED_DISSATISFIED, "none"),
        (ContactOutcome::NOT_ARRIVED, "none"),
        (ContactOutcome::REOPEN_WANTED, "none"),
        (ContactOutcome::REACHED, "none"),
        (ContactOutcome::NOT_REACHED, "2026-02-25 00:00"),
        (ContactOutcome::REFUSED, "2026-02-25 00:00"),
    ] {
        let tried = contact(story.clone(), "2026-02-14 11:00", ContactAbout::FOLLOW_UP, outcome.clone());
        assert_eq!(follow_up(&tried, "2026-02-14 12:00"), due, "{outcome}");
    }
    let paid = story.reach("2026-02-14 11:00", ContactAbout::RESULT);
    assert_eq!(follow_up(&paid, "2026-02-14 12:00"), "2026-02-25 00:00", "told is not asked");
}

#[test]
fn nobody_is_asked_before_settling_nor_after_taking_up_again() {
    let open = Story::taken(Kind::Claim, "2026-02-09 10:00").act("2026-02-10 09:00", TicketAction::Propose);
    assert_eq!(follow_up(&open, "2026-02-24 10:00"), "none");
    let closed = settled("2026-02-10 11:00").act("2026-02-10 12:00", TicketAction::Close);
    let again = closed.act("2026-02-11 09:00", TicketAction::Reopen);
    assert_eq!(follow_up(&again, "2026-02-24 10:00"), "none");
    let answered =
        Story::taken(Kind::Enquiry, "2026-02-09 10:00").act("2026-02-09 10:01", TicketAction::Answer);
    assert_eq!(follow_up(&answered, "2026-02-24 10:00"), "none");
    assert_eq!(
        follow_up(&merge(settled("2026-02-10 11:00"), "2026-02-10 12:00"), "2026-02-24 10:00"),
        "none"
    );
}

#[test]
fn some_of_the_other_finished_tickets_are_visited_and_always_the_same() {
    let percent = policy().follow_up().return_visit_percent;
    let picked = (0..=u8::MAX).find(|id| is_picked(TicketId::from_bytes([*id; 16]), percent)).unwrap();
    let passed = (0..=u8::MAX).find(|id| !is_picked(TicketId::from_bytes([*id; 16]), percent)).unwrap();
    let open = Story::taken(Kind::Complaint, "2026-02-09 10:00");
    let declined = open.clone().act("2026-02-12 10:00", TicketAction::Decline);
    // Seven days after the 12th are within the holidays.
    assert_eq!(return_visit(&declined, picked, "2026-02-13 10:00"), "2026-02-25 00:00");
    assert_eq!(return_visit(&declined, picked, "2026-02-25 10:00"), "2026-02-25 00:00 late");
    assert_eq!(return_visit(&declined, passed, "2026-02-25 10:00"), "none");
    assert_eq!(return_visit(&open, picked, "2026-02-25 10:00"), "none");
    assert_eq!(
        return_visit(&settled("2026-02-12 10:00"), picked, "2026-02-13 10:00"),
        "none",
        "asked anyway"
    );
    let asked =
        contact(declined, "2026-02-13 11:00", ContactAbout::FOLLOW_UP, ContactOutcome::ARRIVED_SATISFIED);
    assert_eq!(return_visit(&asked, picked, "2026-02-13 12:00"), "none");
}

#[test]
fn about_as_many_are_picked_as_the_policy_says() {
    // Ids of one hour, as one counter makes them: only the random half differs.
    let ids: Vec<TicketId> = (0..5_000_u64)
        .map(|n| {
            let mut random = [0x5a; 10];
            random[2..].copy_from_slice(&n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes());
            TicketId::new(1_795_242_900_000 + n * 700, random)
        })
        .collect();
    for percent in [0_u32, 1, 10, 50, 100] {
        let picked = ids.iter().filter(|id| is_picked(**id, percent)).count();
        let expected = ids.len() * percent as usize / 100;
        let most_off = if percent.is_multiple_of(100) { 0 } else { ids.len() / 50 };
        assert!(picked.abs_diff(expected) <= most_off, "{picked} of {} at {percent} %", ids.len());
    }
}
