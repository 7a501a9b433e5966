//! The board and the reminders: each ticket by the clock that binds, under the rules in force.

use std::borrow::Cow;

use domain::{
    ActionTaken, Channel, ContactAbout, ContactMade, ContactOutcome, ContactWay, DecisionMade, Fact, Kind,
    Policy, TicketAction, TicketId, Verdict,
};
use serde_json::{Value, json};
use store::{BoardList, RebuildProgress, Rules};
use tempfile::tempdir;

use super::counter::{Counter, Walk, at, promise};

const DAY_S: i64 = 86_400;

/// A ticket taken by phone, so that no receipt is awaited.
fn take(counter: &Counter, kind: Kind, due: i64, actions: &[TicketAction]) -> TicketId {
    let channel = Channel::from("phone");
    let ticket = counter.ticket(&Walk { kind, channel, promises: vec![promise(due)], ..Walk::default() });
    for action in actions {
        counter.on_ticket(ticket, &Fact::ActionTaken(ActionTaken { action: *action, words: None }));
    }
    ticket
}

fn tell_result(counter: &Counter, ticket: TicketId) {
    let (way, about) = (ContactWay::PHONE, ContactAbout::RESULT);
    let made = ContactMade { way, about, outcome: ContactOutcome::REACHED, words: None };
    counter.on_ticket(ticket, &Fact::ContactMade(made));
}

/// The lists at ten in the morning of a day, in order, without those that are empty.
fn lists(counter: &Counter) -> Vec<(BoardList, u64, Vec<TicketId>)> {
    let board = counter.store.read(|now| now.board(at(1_000), at(DAY_S), 10)).unwrap();
    let shown = board.sections.iter().filter(|section| section.count > 0);
    let ids = |section: &store::BoardSection| section.tickets.iter().map(|row| row.id).collect();
    shown.map(|section| (section.list, section.count, ids(section))).collect()
}

/// The bundled rules, changed.
fn changed(change: impl FnOnce(&mut Value)) -> Rules {
    let mut document: Value = serde_json::from_str(domain::policy::BUNDLED_DOCUMENT).unwrap();
    change(&mut document);
    let policy = Policy::parse(&document.to_string()).unwrap();
    let calendar = policy.calendar().clone();
    Rules::of(Cow::Owned(policy), calendar)
}

/// Rules by which a trace is first heard of within so many hours.
fn heard_within(hours: u64) -> Rules {
    changed(|document| {
        let clocks = document["clocks"].as_array_mut().unwrap();
        let is_forward = |clock: &&mut Value| clock["step"] == "forward";
        let forward = clocks.iter_mut().find(is_forward).unwrap();
        forward.as_object_mut().unwrap().remove("limit");
        forward["term"] = json!({ "hours": hours });
        forward["rule"] = json!("promise.reply");
    })
}

#[test]
fn the_board_puts_each_ticket_where_somebody_looks_for_it() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    use TicketAction::*;
    let take = |kind, due, actions: &[TicketAction]| take(&counter, kind, due, actions);
    let late = take(Kind::Complaint, 1_000, &[AskCustomer]);
    let later_late = take(Kind::Complaint, 999, &[]);
    let today = take(Kind::Complaint, DAY_S, &[]);
    let asked = take(Kind::Complaint, DAY_S + 1, &[AskCustomer]);
    let claim = take(Kind::Claim, DAY_S + 1, &[Investigate]);
    let proposed = take(Kind::Claim, DAY_S + 1, &[Propose]);
    let told = take(Kind::Claim, DAY_S + 1, &[Propose]);
    tell_result(&counter, told);
    let other = take(Kind::Suggestion, DAY_S + 1, &[]);
    take(Kind::Enquiry, 0, &[Answer]); // Nothing is owed any more.
    assert_eq!(
        lists(&counter),
        [
            (BoardList::Overdue, 2, vec![later_late, late]),
            (BoardList::DueToday, 1, vec![today]),
            // What was proposed and told waits for them; it is due much later than what was asked.
            (BoardList::WaitingForCustomer, 2, vec![asked, told]),
            (BoardList::WaitingForHeadquarters, 1, vec![claim]),
            (BoardList::ToBeTold, 1, vec![proposed]),
            (BoardList::Later, 1, vec![other]),
        ]
    );
    let short = counter.store.read(|now| now.board(at(1_000), at(DAY_S), 1)).unwrap();
    assert_eq!((short.sections[0].count, short.sections[0].tickets.len()), (2, 1), "counts are of all");
}

#[test]
fn a_clock_that_nobody_was_told_of_puts_a_ticket_among_the_late() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    // The receipt's five minutes are over, and no receipt came out.
    let walk = Walk { kind: Kind::Complaint, promises: vec![promise(2 * DAY_S)], ..Walk::default() };
    let unprinted = counter.ticket(&walk);
    let called = take(&counter, Kind::Complaint, DAY_S + 1, &[]);
    assert_eq!(
        lists(&counter),
        [(BoardList::Overdue, 1, vec![unprinted]), (BoardList::Later, 1, vec![called])]
    );
    let row = counter.store.read(|now| now.find_ticket_row(unprinted)).unwrap().unwrap();
    assert_eq!(row.next_due.unwrap().step.as_str(), "acknowledge");
}

#[test]
fn what_headquarters_declined_is_on_the_board_until_it_was_told() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = take(&counter, Kind::Claim, DAY_S + 1, &[TicketAction::Investigate]);
    let declined = Fact::DecisionMade(DecisionMade {
        verdict: Verdict::Decline,
        assessment: None,
        lines: Vec::new(),
        grounds: Vec::new(),
        departure: None,
        round: 1,
        decided_as: "adjuster".into(),
        second_roles: Vec::new(),
        words: None,
    });
    counter.feed(Some(ticket), &declined);
    let row = counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert!(row.is_to_be_told && row.status.is_finished());
    assert_eq!(lists(&counter), [(BoardList::ToBeTold, 1, vec![ticket])]);
    tell_result(&counter, ticket);
    assert_eq!(lists(&counter), []);
}

#[test]
fn other_rules_are_taken_up_by_open_tickets_newest_first() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let due = |ticket| {
        let row = counter.store.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
        let due = row.next_due.unwrap();
        (due.step.as_str().to_owned(), due.due_at)
    };
    let older: Vec<_> = (0..130).map(|_| take(&counter, Kind::Trace, 9 * DAY_S, &[])).collect();
    let finished = take(&counter, Kind::Trace, 9 * DAY_S, &[TicketAction::Withdraw]);
    let newest = take(&counter, Kind::Trace, 9 * DAY_S, &[]);
    let before = due(newest);
    let rebuilt =
        |steps: &mut Vec<RebuildProgress>| counter.store.reckon_due(|step| steps.push(step)).unwrap();
    let mut steps = Vec::new();
    rebuilt(&mut steps);
    assert_eq!(steps, [], "the rules are those by which all was reckoned");

    counter.store.set_rules(heard_within(2));
    assert_eq!(due(newest), before, "lists follow in the background");
    let oldest_before = due(older[0]);
    counter
        .store
        .reckon_due(|step| {
            if step.done == 100 {
                assert_ne!(due(newest), before, "the newest come first");
                assert_eq!(due(older[0]), oldest_before);
            }
            steps.push(step);
        })
        .unwrap();
    assert_eq!(steps, [RebuildProgress { done: 100, of: 131 }, RebuildProgress { done: 131, of: 131 }]);
    assert_eq!(due(older[0]).0, "forward");
    let sooner = due(newest);
    assert!(sooner.1 < before.1, "{sooner:?} {before:?}");
    let finished = counter.store.read(|now| now.find_ticket_row(finished)).unwrap().unwrap();
    assert_eq!(finished.next_due, None);

    // What is written meanwhile is reckoned by the new rules at once, and a rebuild comes to the same.
    let fresh = take(&counter, Kind::Trace, 9 * DAY_S, &[]);
    assert!(due(fresh).1 < at(3 * 3_600 + 3_000));
    steps.clear();
    rebuilt(&mut steps);
    assert_eq!(steps, [], "once");
    counter.store.rebuild(|_| ()).unwrap();
    assert_eq!(due(newest), sooner);
}

#[test]
fn rules_are_told_apart_by_what_dates_come_from() {
    let bundled = Rules::bundled();
    assert_eq!(bundled, changed(|_| ()));
    assert_eq!(
        bundled,
        changed(|document| document["targets"]["handling_s"] = json!(1)),
        "no date hangs on it"
    );
    assert_ne!(bundled, heard_within(2), "of one version, and another term");
    let holiday = |document: &mut Value| {
        document["calendars"][0]["years"]["2026"]["off"].as_array_mut().unwrap().push(json!("2026-11-24"));
    };
    assert_ne!(bundled, changed(holiday));
}

#[test]
fn somebody_is_reminded_of_what_is_half_over() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let later = take(&counter, Kind::Suggestion, 2 * DAY_S, &[]);
    let sooner = take(&counter, Kind::Suggestion, DAY_S, &[]);
    let reminded = |moment| {
        let rows = counter.store.read(|now| now.tickets_to_remind_of(at(moment), 10)).unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(reminded(DAY_S / 2 - 60), []);
    assert_eq!(reminded(DAY_S / 2 + 60), [sooner]);
    assert_eq!(reminded(DAY_S + 60), [sooner, later]);
    counter.on_ticket(sooner, &Fact::ActionTaken(ActionTaken { action: TicketAction::Answer, words: None }));
    assert_eq!(reminded(DAY_S + 60), [later]);
}
