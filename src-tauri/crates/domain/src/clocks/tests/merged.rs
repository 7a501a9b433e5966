//! A ticket that goes on in another: its own clocks are over, and the law's runs until its customer was told.

use super::*;
use crate::{Retracted, TicketMerged};

fn merge(story: Story, local: &str) -> Story {
    let into = TicketId::from_bytes([205; 16]);
    let number = "WC07-261121-A0012-N".parse().unwrap();
    story.then(local, Fact::TicketMerged(TicketMerged { into, number }))
}

fn next(story: &Story) -> String {
    let ticket = story.ticket();
    ticket.next_due().map_or("nothing".into(), |promise| format!("{} {}", promise.step, due(promise.due)))
}

#[test]
fn only_the_laws_clock_binds_a_merged_ticket() {
    let claim = Story::taken(Kind::Claim, "2026-11-21 14:35");
    assert_eq!(next(&claim), "first_feedback by 2026-11-22 14:35");
    let merged = merge(claim, "2026-11-21 16:00");
    assert_eq!(next(&merged), "law_7_days on 2026-11-28");
    assert_eq!(merged.standing(PromiseStep::REPLY, "2026-12-24 10:00"), "done 2026-11-21 16:00");
    assert_eq!(merged.standing(PromiseStep::SETTLE, "2026-12-24 10:00"), "done 2026-11-21 16:00");
    assert_eq!(merged.standing(PromiseStep::LAW_7_DAYS, "2026-11-30 10:00"), "LATE since 2026-11-29 00:00");
    let open = merged.clocks("2026-11-30 10:00").into_iter().filter(|clock| clock.standing.is_open());
    assert!(open.into_iter().all(|clock| clock.by_law && clock.effect == ClockEffect::Breach));
}

#[test]
fn the_law_is_kept_when_the_customer_of_the_merged_ticket_hears_the_result() {
    let merged = merge(Story::taken(Kind::Complaint, "2026-11-21 14:35"), "2026-11-22 09:00");
    let progress = merged.clone().reach("2026-11-23 10:00", ContactAbout::PROGRESS);
    assert_eq!(next(&progress), "law_7_days on 2026-11-28", "that it goes on elsewhere is no result");
    let told = merged.reach("2026-11-25 10:00", ContactAbout::RESULT);
    assert_eq!(next(&told), "nothing");
    assert_eq!(told.standing(PromiseStep::LAW_7_DAYS, "2026-11-30 10:00"), "done 2026-11-25 10:00");
}

#[test]
fn what_was_late_or_done_before_the_merging_stays_so() {
    let story =
        Story::taken(Kind::Complaint, "2026-11-21 14:35").reach("2026-11-21 15:00", ContactAbout::PROGRESS);
    let merged = merge(story, "2026-11-27 09:00");
    assert_eq!(merged.standing(PromiseStep::FIRST_FEEDBACK, "2026-11-30 10:00"), "done 2026-11-21 15:00");
    assert_eq!(merged.standing(PromiseStep::REPLY, "2026-11-30 10:00"), "done late 2026-11-27 09:00");
}

#[test]
fn a_merging_that_is_taken_back_lets_every_clock_run_on() {
    let story = Story::taken(Kind::Claim, "2026-11-21 14:35");
    let merged = merge(story, "2026-11-21 16:00");
    let event = merged.events.last().unwrap().id;
    let back = merged.then("2026-11-21 17:00", Fact::Retracted(Retracted { event }));
    assert_eq!(next(&back), "first_feedback by 2026-11-22 14:35");
    assert_eq!(back.standing(PromiseStep::REPLY, "2026-11-26 10:00"), "LATE since 2026-11-26 00:00");
}
