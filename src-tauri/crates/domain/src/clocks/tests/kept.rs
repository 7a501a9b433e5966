//! What was promised binds: as it was told, until it is kept.

use super::*;
use crate::{StaffRole, Verdict};

fn next(story: &Story) -> String {
    let ticket = story.ticket();
    ticket.next_due().map_or("nothing".into(), |promise| format!("{} {}", promise.step, due(promise.due)))
}

#[test]
fn the_next_promise_is_the_earliest_that_is_not_kept() {
    let story = Story::taken(Kind::Claim, "2026-11-21 14:35");
    assert_eq!(next(&story), "first_feedback by 2026-11-22 14:35");
    let story = story.reach("2026-11-21 17:00", ContactAbout::PROGRESS);
    assert_eq!(next(&story), "reply on 2026-11-25");
    let story = story.act("2026-11-23 10:00", TicketAction::Propose);
    assert_eq!(next(&story), "reply on 2026-11-25", "proposed is not told");
    let story = story.reach("2026-11-24 10:00", ContactAbout::RESULT);
    assert_eq!(next(&story), "settle on 2026-12-04");
    let story =
        story.act("2026-11-24 10:05", TicketAction::Accept).act("2026-11-25 10:00", TicketAction::Settle);
    assert_eq!(next(&story), "nothing");
}

#[test]
fn nothing_is_due_of_a_finished_ticket_but_what_the_law_has_us_tell() {
    let withdrawn =
        Story::taken(Kind::Claim, "2026-11-21 14:35").act("2026-11-22 10:00", TicketAction::Withdraw);
    assert_eq!(next(&withdrawn), "nothing");
    let answered =
        Story::taken(Kind::Enquiry, "2026-11-21 14:35").act("2026-11-21 14:37", TicketAction::Answer);
    assert_eq!(next(&answered), "nothing");
    let complaint = answered.convert_and_promise("2026-11-23 10:00", Kind::Complaint);
    assert_eq!(
        next(&complaint),
        "law_7_days on 2026-11-30",
        "an answer to the question is none to the complaint"
    );
}

#[test]
fn the_earliest_clock_binds_whoever_was_told_of_it() {
    let binds = |story: &Story, now| {
        let clocks = story.clocks(now);
        let clock = binding(&clocks).map(|clock| format!("{} {}", clock.step, said(&clock.standing)));
        clock.unwrap_or("nothing".into())
    };
    let story = Story::taken(Kind::Complaint, "2026-11-21 14:35")
        .print("2026-11-21 14:36", Document::RECEIPT, "printed")
        .reach("2026-11-21 15:00", ContactAbout::PROGRESS);
    assert_eq!(binds(&story, "2026-11-24 00:00"), "forward LATE since 2026-11-24 00:00");
    let story = story.act("2026-11-24 09:00", TicketAction::Investigate);
    assert_eq!(binds(&story, "2026-11-25 10:00"), "reply running, 86.7 % used");
    let story = story.act("2026-11-25 10:00", TicketAction::Decline);
    assert_eq!(binds(&story, "2026-11-26 10:00"), "nothing");
}

#[test]
fn what_an_event_moved_is_told_with_what_it_was() {
    let story = Story::taken(Kind::Complaint, "2026-11-21 14:35");
    let converted = story.convert_and_promise("2026-11-23 09:00", Kind::Claim);
    let told = |(old, new): (Option<Promise>, Promise)| {
        format!("{} {} -> {}", new.step, old.map_or("nothing".into(), |old| due(old.due)), due(new.due))
    };
    let ticket = converted.ticket();
    let moved = |n: usize| moved(&ticket, converted.events[n].id).into_iter().map(told).collect::<Vec<_>>();
    assert_eq!(moved(2), ["settle nothing -> on 2026-12-04"]);
    assert_eq!(moved(1), Vec::<String>::new(), "a conversion alone moves nothing");
    let mut sooner = ticket.promises[1].clone();
    sooner.due = Due::On("2026-11-24".parse().unwrap());
    sooner.due_at = at("2026-11-25 00:00");
    let made = Fact::PromiseMade(PromiseMade { promises: vec![sooner] });
    let earlier = converted.clone().then("2026-11-23 10:00", made);
    let moved = super::moved(&earlier.ticket(), earlier.events[3].id).remove(0);
    assert_eq!(told(moved), "reply on 2026-11-25 -> on 2026-11-24");
}

#[test]
fn a_conversion_promises_from_the_complaint_and_takes_nothing_back() {
    let lines = |story: &Story| {
        let line = |promise: &Promise| format!("{} {}", promise.step, due(promise.due));
        story.ticket().promises.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let enquiry = Story::taken(Kind::Enquiry, "2026-02-10 14:35");
    let complaint = enquiry.convert_and_promise("2026-02-14 09:00", Kind::Complaint);
    insta::assert_snapshot!(lines(&complaint), @r"
    answer_enquiry by 2026-02-10 14:40
    first_feedback by 2026-02-15 09:00
    reply on 2026-02-21
    law_7_days on 2026-02-21
    ");
    // Once a claim it is settled ten days after the complaint, and an enquiry again it keeps all it was promised.
    let claim = complaint.convert_and_promise("2026-02-16 09:00", Kind::Claim);
    assert!(lines(&claim).ends_with("law_7_days on 2026-02-21\nsettle on 2026-03-06"), "{}", lines(&claim));
    let back = claim.clone().convert_and_promise("2026-02-17 09:00", Kind::Enquiry);
    assert_eq!(lines(&back), lines(&claim));
    let steps = |story: &Story| -> Vec<String> {
        let promised = story.clocks("2026-02-18 09:00").into_iter().filter(|clock| clock.is_promised);
        promised.map(|clock| format!("{} {}", clock.step, due(clock.due))).collect()
    };
    let mut kept = steps(&back);
    kept.sort();
    let mut all: Vec<String> = lines(&back).lines().map(str::to_owned).collect();
    all.sort();
    assert_eq!(kept, all);
}

#[test]
fn compensation_for_a_delay_counts_from_the_claim_and_any_other_from_the_complaint() {
    let settle = |category: &str| {
        let complaint =
            Story::taken_as(Kind::Complaint, "2026-11-21 14:35", |it| it.category = category.into());
        let claim = complaint.convert_and_promise("2026-11-30 10:00", Kind::Claim);
        due(claim.clock(PromiseStep::SETTLE, "2026-12-01 10:00").due)
    };
    assert_eq!(settle("damage.contents"), "on 2026-12-04");
    assert_eq!(settle("delay.transit"), "on 2026-12-14");
}

#[test]
fn nobody_is_promised_a_day_that_is_over() {
    let story = Story::taken(Kind::Complaint, "2026-11-21 14:35");
    let claim = story.convert_and_promise("2026-12-07 10:00", Kind::Claim);
    assert!(claim.ticket().promises.iter().all(|promise| promise.step != PromiseStep::SETTLE));
    let settle = claim.clock(PromiseStep::SETTLE, "2026-12-07 10:01");
    assert_eq!(said(&settle.standing), "LATE since 2026-12-05 00:00", "late it is all the same");
    let question = claim.convert_and_promise("2026-12-08 10:00", Kind::Enquiry);
    let answer = question.clock(PromiseStep::ANSWER_ENQUIRY, "2026-12-08 10:01");
    assert_eq!(due(answer.due), "by 2026-12-08 10:05", "a question counts from when it is one");
}

#[test]
fn what_was_heard_of_a_trace_was_heard_of_the_complaint_it_became() {
    let heard =
        Story::taken(Kind::Trace, "2026-11-21 14:35").reach("2026-11-22 09:00", ContactAbout::PROGRESS);
    let complaint = heard.convert_and_promise("2026-11-24 10:00", Kind::Complaint);
    assert_eq!(complaint.standing(PromiseStep::FIRST_FEEDBACK, "2026-11-25 09:00"), "done 2026-11-22 09:00");
}

#[test]
fn no_promise_outlasts_the_law() {
    let mut late = opened(Kind::Complaint);
    late.promises = promises(Kind::Complaint, &late.category, at("2026-11-30 10:00"), calendar(), policy());
    let story = Story::unpromised(late, "2026-11-21 14:35");
    let clock = |step| story.clock(step, "2026-11-22 09:00");
    assert_eq!(clock(PromiseStep::LAW_7_DAYS).due, Due::On("2026-11-28".parse().unwrap()));
    assert!(!clock(PromiseStep::LAW_7_DAYS).is_promised, "this date nobody was told");
    assert_eq!(
        clock(PromiseStep::REPLY).due,
        Due::On("2026-12-03".parse().unwrap()),
        "a promise of ours stands"
    );
    let law = recomputed(&story.ticket(), calendar(), policy());
    assert!(law.iter().any(|(_, new)| new.step == PromiseStep::LAW_7_DAYS), "and is to be told");
}

#[test]
fn a_promise_that_no_policy_here_knows_binds_all_the_same() {
    let mut newer = opened(Kind::Suggestion);
    newer.promises =
        promises(Kind::Suggestion, &newer.category, at("2026-11-21 14:35"), calendar(), policy());
    newer.promises[0].step = PromiseStep::from("send_flowers");
    let story = Story::unpromised(newer, "2026-11-21 14:35");
    let flowers = story.clock("send_flowers".into(), "2026-11-26 00:00");
    assert_eq!(said(&flowers.standing), "LATE since 2026-11-26 00:00");
    assert_eq!(flowers.escalates_to, [StaffRole::Manager, StaffRole::Quality]);
    let answered = story.act("2026-11-24 10:00", TicketAction::Answer);
    assert_eq!(answered.standing("send_flowers".into(), "2026-11-26 00:00"), "done 2026-11-24 10:00");
}

#[test]
fn how_it_ended_is_to_be_told_until_it_was() {
    let outlook = |story: &Story| {
        let found = Outlook::of(&story.ticket(), calendar(), policy());
        let due = found.next_due.map_or("nothing".into(), |line| format!("{} {}", line.step, due(line.due)));
        (found.is_open, found.is_to_be_told, due)
    };
    let taken = Story::taken(Kind::Claim, "2026-11-21 14:35")
        .print("2026-11-21 14:36", Document::RECEIPT, "printed")
        .reach("2026-11-21 15:00", ContactAbout::PROGRESS);
    let forward = "forward on 2026-11-23";
    assert_eq!(outlook(&taken), (true, false, forward.into()));
    let proposed = taken.clone().act("2026-11-22 10:00", TicketAction::Propose);
    assert_eq!(outlook(&proposed), (true, true, "reply on 2026-11-25".into()));
    let told = proposed.clone().reach("2026-11-22 11:00", ContactAbout::RESULT);
    assert_eq!(outlook(&told), (true, false, "settle on 2026-12-04".into()), "they have yet to accept");
    let refused = told.act("2026-11-22 12:00", TicketAction::Refuse);
    assert!(!outlook(&refused).1, "who refuses was told");
    // Headquarters' refusal has finished the ticket; the customer knows nothing of it.
    let declined = taken.clone().then("2026-11-22 10:00", standing::decision(Verdict::Decline));
    assert_eq!(outlook(&declined), (true, true, "reply on 2026-11-25".into()));
    let letter = declined.clone().reach("2026-11-23 10:00", ContactAbout::RESULT);
    assert_eq!(outlook(&letter), (false, false, "nothing".into()));
    assert!(!outlook(&declined.act("2026-11-23 10:00", TicketAction::Reopen)).1, "nothing stands to be told");
    let at_the_counter = taken.act("2026-11-22 10:00", TicketAction::Decline);
    assert_eq!(outlook(&at_the_counter), (false, false, "nothing".into()));
}
