//! Where deadlines fall around the holidays, as a clerk would check them with a calendar on the wall.

use super::*;
use crate::{CalendarYear, Demand};

/// A claim's dates for every day on which it could be taken in.
fn dates(first: &str, days: i64) -> String {
    let first: Date = first.parse().unwrap();
    let steps = [
        PromiseStep::FORWARD,
        PromiseStep::REPLY,
        PromiseStep::LAW_7_DAYS,
        PromiseStep::SETTLE,
        PromiseStep::CLAIM_PROPOSAL,
    ];
    let mut table =
        "taken in    with unit    reply        law          settled      proposal     (law, shifted)"
            .to_owned();
    for day in (0..days).map(|n| first.plus_days(n)) {
        let story = Story::taken(Kind::Claim, &format!("{day} 14:35"));
        let clocks = steps.clone().map(|step| story.clock(step, &format!("{day} 14:36")));
        let told = clocks.iter().map(|clock| {
            let Due::On(day) = clock.due else { panic!("{} is no day", clock.step) };
            let mark = match () {
                () if clock.step == PromiseStep::REPLY && clock.by_law => '*',
                () if clock.provisional => '?',
                () => ' ',
            };
            format!("{day}{mark}")
        });
        let shifted = clocks[2].after_holiday_on.map_or("-".to_owned(), |day| day.to_string());
        table += &format!("\n{day}  {}  {shifted}", told.collect::<Vec<_>>().join("  "));
    }
    table + "\n* the law's date, because ours would be later   ? provisional"
}

#[test]
fn spring_festival_2026() {
    insta::assert_snapshot!(dates("2026-02-10", 16));
}

#[test]
fn national_day_2026() {
    insta::assert_snapshot!(dates("2026-09-24", 16));
}

#[test]
fn spring_festival_2025() {
    insta::assert_snapshot!(dates("2025-01-22", 16));
}

#[test]
fn a_year_whose_holidays_are_not_published() {
    insta::assert_snapshot!(dates("2027-01-28", 14));
}

#[test]
fn a_year_of_which_nothing_is_known() {
    insta::assert_snapshot!(dates("2029-09-26", 6));
}

#[derive(serde::Deserialize)]
struct Vectors {
    sla: Vec<Sla>,
}

#[derive(serde::Deserialize)]
struct Sla {
    received: Date,
    forward_1wd: Date,
    reply_3wd: Date,
    settle_10wd: Date,
    legal_7d_strict: Date,
    legal_7d_rolled: Date,
    effective_reply_due: Date,
    claim_30d_strict: Date,
    claim_30d_rolled: Date,
}

#[test]
fn the_researched_dates_are_those_of_the_clocks() {
    let vectors = include_str!("../../../../../../tests/vectors/vectors.json");
    let vectors: Vectors = serde_json::from_str(vectors).unwrap();
    for sla in vectors.sla {
        let received = sla.received;
        let (taken, now) = (format!("{received} 14:35"), format!("{received} 14:40"));
        let claim = Story::taken(Kind::Claim, &taken);
        let clock = |step| {
            let clock = claim.clock(step, &now);
            let Due::On(day) = clock.due else { panic!("{} is no day", clock.step) };
            (day, clock.after_holiday_on.unwrap_or(day))
        };
        assert_eq!(clock(PromiseStep::FORWARD).0, sla.forward_1wd, "{received}");
        assert_eq!(clock(PromiseStep::REPLY).0, sla.effective_reply_due, "{received}");
        assert_eq!(sla.effective_reply_due, sla.reply_3wd.min(sla.legal_7d_strict), "{received}");
        assert_eq!(clock(PromiseStep::SETTLE).0, sla.settle_10wd, "{received}");
        assert_eq!(clock(PromiseStep::LAW_7_DAYS), (sla.legal_7d_strict, sla.legal_7d_rolled), "{received}");
        assert_eq!(
            clock(PromiseStep::CLAIM_PROPOSAL),
            (sla.claim_30d_strict, sla.claim_30d_rolled),
            "{received}"
        );
        let heard =
            claim.clone().reach(&taken, ContactAbout::PROGRESS).act(&taken, TicketAction::Investigate);
        let heard = heard.print(&taken, Document::RECEIPT, "printed");
        let clocks = heard.clocks(&now);
        let binding = binding(&clocks).unwrap();
        assert_eq!(binding.due, Due::On(sla.effective_reply_due), "{received}");
    }
}

#[test]
fn all_clocks_of_a_claim_for_a_late_parcel_that_wants_its_goods_back() {
    let story = Story::taken_as(Kind::Claim, "2026-02-14 14:35", |opened| {
        opened.category = "delay.transit".into();
        opened.demands = vec![Demand::COMPENSATION, Demand::RETURN_OR_EXCHANGE];
        opened.shipment.promised_on = Some("2026-02-09".parse().unwrap());
    });
    let story = story
        .print("2026-02-14 14:37", Document::RECEIPT, "printed")
        .print("2026-02-14 14:40", Document::CLAIM_FORM, "printed")
        .act("2026-02-14 16:00", TicketAction::Investigate)
        .reach("2026-02-15 09:00", ContactAbout::PROGRESS);
    insta::assert_snapshot!(story.table("2026-02-18 12:00"));
}

#[test]
fn all_clocks_of_a_complaint_from_the_taking_in_to_the_end() {
    let asked = |opened: &mut TicketOpened| opened.demands = vec![Demand::COMPENSATION];
    let story = Story::taken_as(Kind::Complaint, "2026-11-21 14:35", asked)
        .print("2026-11-21 14:36", Document::RECEIPT, "printed")
        .act("2026-11-21 15:00", TicketAction::Investigate)
        .act("2026-11-22 10:00", TicketAction::AskCustomer);
    let mut table = format!("Awaiting the customer, the 24th:\n{}\n", story.table("2026-11-24 10:00"));
    let story = story
        .act("2026-11-25 09:00", TicketAction::CustomerReplied)
        .act("2026-11-27 09:00", TicketAction::Propose);
    table += &format!("Proposed and not told, the 28th:\n{}\n", story.table("2026-11-28 09:00"));
    let story = story.act("2026-11-28 17:00", TicketAction::Accept);
    table += &format!("Accepted, the 29th:\n{}\n", story.table("2026-11-29 09:00"));
    let story = story.act("2026-12-02 09:00", TicketAction::Settle);
    table += &format!("Settled:\n{}", story.table("2026-12-03 09:00"));
    insta::assert_snapshot!(table);
}

/// A notice that takes a workday away moves our dates; what was told stays.
fn published() -> Calendar {
    let year = CalendarYear {
        off: ["2027-01-01", "2027-01-02", "2027-01-03"].map(|day| day.parse().unwrap()).into(),
        work: ["2027-01-09", "2027-01-10"].map(|day| day.parse().unwrap()).into(),
        ..CalendarYear::default()
    };
    calendar().clone().with_year(2027, year)
}

#[test]
fn a_calendar_that_arrives_later_brings_only_earlier_dates() {
    let taken = |kind| Story::taken(kind, "2026-12-28 14:35");
    let claim = taken(Kind::Claim);
    let told =
        |(old, new): &(Promise, Promise)| format!("{}: {} -> {}", old.step, due(old.due), due(new.due));
    let earlier = |story: &Story, calendar: &Calendar| -> Vec<String> {
        recomputed(&story.ticket(), calendar, policy()).iter().map(told).collect()
    };
    assert_eq!(earlier(&claim, calendar()), [""; 0], "nothing has changed");
    assert_eq!(earlier(&claim, &published()), ["settle: on 2027-01-12 -> on 2027-01-10"]);

    // As it then stands in the log the new date binds, and is provisional no more.
    let new = recomputed(&claim.ticket(), &published(), policy()).remove(0).1;
    assert!(!new.provisional);
    let logged =
        claim.clone().then("2026-12-29 09:00", Fact::PromiseMade(PromiseMade { promises: vec![new] }));
    assert_eq!(
        logged.clock(PromiseStep::SETTLE, "2026-12-30 09:00").due,
        Due::On("2027-01-10".parse().unwrap())
    );
    assert_eq!(earlier(&logged, &published()), [""; 0], "it is logged once");

    // Another notice that would give us more time gives none.
    let off = ["2027-01-01", "2027-01-04", "2027-01-05", "2027-01-06"].map(|day| day.parse().unwrap());
    let longer =
        calendar().clone().with_year(2027, CalendarYear { off: off.into(), ..CalendarYear::default() });
    assert_eq!(earlier(&claim, &longer), [""; 0]);
    let settle = of(&claim.ticket(), at("2026-12-30 09:00"), &longer, policy());
    let settle = settle.iter().find(|clock| clock.step == PromiseStep::SETTLE).unwrap();
    assert_eq!(settle.due, Due::On("2027-01-12".parse().unwrap()), "as it was told");
    assert!(!settle.provisional, "no notice can move it any more");

    // What is done is done.
    let settled = ["2026-12-29 09:00", "2026-12-29 10:00", "2026-12-29 11:00"];
    let actions = [TicketAction::Propose, TicketAction::Accept, TicketAction::Settle];
    let done = settled.into_iter().zip(actions).fold(claim, |story, (when, action)| story.act(when, action));
    assert_eq!(earlier(&done, &published()), [""; 0]);
}
