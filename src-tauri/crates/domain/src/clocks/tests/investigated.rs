//! What tasks, appeals and corrected payments do to clocks.

use super::standing::{decision, fen, payment};
use super::*;
use crate::{
    AppealForwarded, AppealReported, PaymentCorrected, Retracted, TaskKind, TaskSet, TaskTo, Verdict,
};

fn forwarded(on: &str) -> Fact {
    let forwarded_on = on.parse().unwrap();
    Fact::AppealForwarded(AppealForwarded { number: "7".into(), forwarded_on, words: None })
}

fn reported(appeal: u8, on: &str) -> Fact {
    let (appeal, reported_on) = (EventId::from_bytes([appeal; 16]), on.parse().unwrap());
    Fact::AppealReported(AppealReported { appeal, reported_on, words: None })
}

fn report(story: &Story, now: &str) -> String {
    let clock = story.clocks(now).into_iter().find(|clock| clock.step == PromiseStep::APPEAL_REPORT);
    clock.map_or("none".into(), |clock| format!("{}, {}", due(clock.due), said(&clock.standing)))
}

#[test]
fn an_appeal_about_a_ticket_that_is_here_is_reported_on_within_ten_days_of_its_day() {
    let now = "2026-12-10 09:00";
    let closed = Story::taken(Kind::Complaint, "2026-11-02 14:35")
        .act("2026-11-03 09:00", TicketAction::Decline)
        .act("2026-11-04 09:00", TicketAction::Close);
    assert_eq!(report(&closed, now), "none");
    // It was passed on on Friday and written down on Monday.
    let appealed = closed.then("2026-11-23 09:00", forwarded("2026-11-20"));
    assert_eq!(report(&appealed, now), "on 2026-11-30, LATE since 2026-12-01 00:00");
    // The report went out in time, and was written down too late; taking the ticket up again undoes no report.
    let told = appealed.then("2026-12-02 09:00", reported(4, "2026-11-27"));
    assert_eq!(report(&told, now), "on 2026-11-30, done 2026-11-27 00:00");
    let again = told.act("2026-11-28 09:00", TicketAction::Reopen);
    assert_eq!(report(&again, now), "on 2026-11-30, done 2026-11-27 00:00");
}

#[test]
fn a_report_that_came_too_late_is_late_and_saying_it_twice_changes_nothing() {
    let late = Story::taken(Kind::Complaint, "2026-11-02 14:35")
        .then("2026-11-02 15:00", forwarded("2026-11-02"))
        .then("2026-11-13 10:00", reported(2, "2026-11-13"));
    assert_eq!(report(&late, "2026-12-01 09:00"), "on 2026-11-12, done late 2026-11-13 10:00");
    let in_time = Story::taken(Kind::Complaint, "2026-11-02 14:35")
        .then("2026-11-02 15:00", forwarded("2026-11-02"))
        .then("2026-11-12 10:00", reported(2, "2026-11-12"))
        .then("2026-11-20 10:00", reported(2, "2026-11-20"));
    assert_eq!(report(&in_time, "2026-12-01 09:00"), "on 2026-11-12, done 2026-11-12 10:00");
}

#[test]
fn of_several_appeals_the_first_without_a_report_counts() {
    let now = "2026-11-30 09:00";
    let two = Story::taken(Kind::Complaint, "2026-11-02 14:35")
        .then("2026-11-10 09:00", forwarded("2026-11-10"))
        .then("2026-11-16 09:00", forwarded("2026-11-16"));
    assert_eq!(report(&two, now), "on 2026-11-20, LATE since 2026-11-21 00:00");
    let one = two.then("2026-11-17 09:00", reported(2, "2026-11-17"));
    assert_eq!(report(&one, now), "on 2026-11-26, LATE since 2026-11-27 00:00");
    let none = one.then("2026-11-18 09:00", reported(3, "2026-11-18"));
    assert_eq!(report(&none, now), "on 2026-11-26, done 2026-11-18 09:00");
}

#[test]
fn what_came_by_way_of_the_regulator_is_the_appeal_that_is_written_down_later() {
    let now = "2026-11-30 09:00";
    let came = Story::taken_as(Kind::Complaint, "2026-11-10 09:00", |it| it.channel = Channel::REGULATOR);
    let written = came.then("2026-11-11 09:00", forwarded("2026-11-08"));
    assert_eq!(report(&written, now), "on 2026-11-18, LATE since 2026-11-19 00:00");
    let told = written.then("2026-11-12 09:00", reported(2, "2026-11-12"));
    assert_eq!(report(&told, now), "on 2026-11-18, done 2026-11-12 09:00");
}

fn asked(to: TaskTo) -> Fact {
    let due_at = at("2026-11-06 09:00");
    Fact::TaskSet(TaskSet {
        task: TaskKind::ASK_UNIT,
        to,
        due_at,
        words: None,
        branch_name: None,
        contents: None,
    })
}

#[test]
fn a_matter_is_handed_over_when_a_unit_or_a_branch_is_given_a_task() {
    let now = "2026-11-05 09:00";
    let taken = || Story::taken(Kind::Claim, "2026-11-02 14:35");
    let forward = |story: &Story| story.standing(PromiseStep::FORWARD, now);
    let late = "LATE since 2026-11-04 00:00";
    assert_eq!(forward(&taken()), late);
    let to_person = TaskTo::Person(crate::PersonId::from_bytes([1; 16]));
    assert_eq!(forward(&taken().then("2026-11-03 09:00", asked(to_person))), late);

    let to_unit = taken().then("2026-11-03 09:00", asked(TaskTo::Unit("transport".into())));
    assert_eq!(forward(&to_unit), "done 2026-11-03 09:00");
    let taken_back = Fact::Retracted(Retracted { event: EventId::from_bytes([2; 16]) });
    assert_eq!(forward(&to_unit.then("2026-11-03 10:00", taken_back)), late);

    let Fact::TaskSet(given) = asked(TaskTo::Branch(BranchId::from_bytes([9; 16]))) else { unreachable!() };
    let elsewhere = taken().then("2026-11-03 11:00", Fact::TaskGiven(given.clone()));
    assert_eq!(forward(&elsewhere), "done 2026-11-03 11:00");
    let not_ours_to_set = taken().then("2026-11-03 11:00", Fact::TaskSet(given));
    assert_eq!(forward(&not_ours_to_set), late);
}

#[test]
fn what_was_not_truly_paid_ends_no_clock() {
    let now = "2026-11-20 09:00";
    let paid = Story::taken(Kind::Claim, "2026-11-02 14:35")
        .then("2026-11-03 09:00", decision(Verdict::Approve))
        .act("2026-11-04 09:00", TicketAction::Accept)
        .then("2026-11-05 09:00", payment(20_000));
    assert_eq!(paid.standing(PromiseStep::PAY, now), "done 2026-11-05 09:00");
    let corrected = |of: i64| {
        let words = Sealed::Open("写错了".into());
        let payment = EventId::from_bytes([4; 16]);
        Fact::PaymentCorrected(PaymentCorrected { payment, fen: fen(of), words })
    };
    let less = paid.then("2026-11-06 09:00", corrected(2_000));
    assert_eq!(less.standing(PromiseStep::PAY, now), "LATE since 2026-11-12 00:00");
    assert_eq!(less.ticket().to_pay_fen(), Some(fen(18_000)));
    let rest = less.then("2026-11-07 09:00", payment(18_000));
    assert_eq!(rest.standing(PromiseStep::PAY, now), "done 2026-11-07 09:00");
}
