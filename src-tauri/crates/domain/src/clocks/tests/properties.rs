//! What holds for every ticket, whatever happens to it.

use proptest::prelude::*;

use super::*;
use crate::{CalendarYear, TicketMerged};

const HOUR_MS: i64 = 3_600_000;

#[derive(Clone, Debug)]
enum Turn {
    Convert(Kind),
    Act(TicketAction),
    Call(ContactAbout),
    Merge,
}

fn turn() -> impl Strategy<Value = (i64, Turn)> {
    let about = [ContactAbout::PROGRESS, ContactAbout::RESULT, ContactAbout::QUESTION].to_vec();
    let turn = prop_oneof![
        2 => proptest::sample::select(Kind::ALL).prop_map(Turn::Convert),
        4 => proptest::sample::select(TicketAction::ALL).prop_map(Turn::Act),
        1 => proptest::sample::select(about).prop_map(Turn::Call),
        1 => Just(Turn::Merge),
    ];
    (1..72_i64, turn)
}

/// A ticket to which things happen a few hours or days apart; also such as the desk would not let through.
fn story(with_promises: bool) -> impl Strategy<Value = Story> {
    let kind = proptest::sample::select(Kind::ALL);
    let opened_ms = 1_735_000_000_000_i64..1_830_000_000_000;
    (kind, opened_ms, proptest::collection::vec(turn(), 0..12)).prop_map(move |(kind, ms, turns)| {
        let mut wall = Instant::from_unix_ms(ms);
        let mut taken = opened(kind);
        if with_promises {
            taken.promises = promises(kind, &taken.category, wall, calendar(), policy());
        }
        let empty = Story { events: Vec::new() };
        let mut story = empty.then_at(wall, Fact::TicketOpened(Box::new(taken)));
        for (hours, turn) in turns {
            wall = wall.plus_ms(hours * HOUR_MS);
            story = match turn {
                Turn::Convert(kind) => {
                    let further = promised_on_converting(&story.ticket(), kind, wall, calendar(), policy());
                    assert!(further.iter().all(|promise| promise.due_at > wall), "{further:?}");
                    let story = story.then_at(wall, amended(Amendment::Kind(kind)));
                    if with_promises && !further.is_empty() {
                        story.then_at(wall, Fact::PromiseMade(PromiseMade { promises: further }))
                    } else {
                        story
                    }
                }
                Turn::Act(action) => {
                    story.then_at(wall, Fact::ActionTaken(ActionTaken { action, words: None }))
                }
                Turn::Merge => {
                    let (into, number) = (TicketId::from_bytes([205; 16]), story.ticket().number);
                    story.then_at(wall, Fact::TicketMerged(TicketMerged { into, number }))
                }
                Turn::Call(about) => {
                    let (way, outcome) = (ContactWay::PHONE, ContactOutcome::REACHED);
                    story.then_at(wall, Fact::ContactMade(ContactMade { way, about, outcome, words: None }))
                }
            };
        }
        story
    })
}

fn any_story() -> impl Strategy<Value = Story> {
    prop_oneof![story(true), story(false)]
}

/// The first moment the ticket was a complaint or a claim, told by its events alone.
fn complained_at(story: &Story) -> Option<Instant> {
    let is_complaint = |kind: &Kind| matches!(kind, Kind::Complaint | Kind::Claim);
    let complains = |event: &&Event| match &event.fact {
        Fact::TicketOpened(opened) => is_complaint(&opened.kind),
        Fact::TicketAmended(amended) => {
            amended.changes.iter().any(|it| matches!(&it.to, Amendment::Kind(kind) if is_complaint(kind)))
        }
        _ => false,
    };
    story.events.iter().find(complains).map(|event| event.wall)
}

/// Years as some notice could bring them.
fn notice() -> impl Strategy<Value = Calendar> {
    let days = || proptest::collection::btree_set(0..365_i64, 0..30);
    (2025..2029_i32, days(), days()).prop_map(|(year, off, work)| {
        let first = Date::new(year, 1, 1).unwrap();
        let off: std::collections::BTreeSet<Date> = off.into_iter().map(|n| first.plus_days(n)).collect();
        let work = work.into_iter().map(|n| first.plus_days(n)).filter(|day| !off.contains(day)).collect();
        calendar().clone().with_year(year, CalendarYear { off, work, ..CalendarYear::default() })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_laws_clock_never_pauses_and_never_moves(story in any_story(), after_h in 0..3000_i64, calendar in notice()) {
        let now = story.events[0].wall.plus_ms(after_h * HOUR_MS);
        let clocks = of(&story.ticket(), now, &calendar, policy());
        let law: Vec<_> = clocks.iter().filter(|clock| clock.step == PromiseStep::LAW_7_DAYS).collect();
        let Some(complained_at) = complained_at(&story) else {
            prop_assert!(law.is_empty());
            return Ok(());
        };
        let [law] = law.as_slice() else { panic!("the law runs once: {law:?}") };
        let last_day = Zone::SHANGHAI.local(complained_at).date.plus_days(7);
        prop_assert_eq!(law.due, Due::On(last_day));
        prop_assert_eq!(law.due_at, Zone::SHANGHAI.start_of(last_day.plus_days(1)));
        prop_assert!(law.by_law && !law.provisional);
        let stands_still = matches!(law.standing, Standing::Paused { .. } | Standing::Reached { .. });
        prop_assert!(!stands_still, "{:?}", law.standing);
        // Whoever was told nothing is told late, also where the matter goes on in another ticket.
        let is_merged = story.events.iter().any(|event| matches!(event.fact, Fact::TicketMerged(_)));
        let may_be_told = story.events.iter().any(|event| match &event.fact {
            Fact::ActionTaken(taken) => {
                use TicketAction::{Accept, Answer, Decline, Propose, Refuse, Withdraw};
                matches!(taken.action, Answer | Decline | Propose | Accept | Refuse | Withdraw)
            }
            Fact::ContactMade(made) => is_merged && made.about == ContactAbout::RESULT,
            _ => false,
        });
        if !may_be_told && now >= law.due_at {
            prop_assert_eq!(law.standing, Standing::Late { since: law.due_at });
        }
    }

    #[test]
    fn no_clock_is_due_later_than_it_was_promised(story in any_story(), after_h in 0..3000_i64) {
        let ticket = story.ticket();
        let now = story.events[0].wall.plus_ms(after_h * HOUR_MS);
        let clocks = of(&ticket, now, calendar(), policy());
        for promise in &ticket.promises {
            let clock = clocks.iter().find(|clock| clock.step == promise.step);
            prop_assert!(clock.is_some_and(|clock| clock.due_at <= promise.due_at), "{:?}", promise);
        }
        let binding = binding(&clocks).map(|clock| clock.due_at);
        let running = |clock: &&TicketClock| {
            clock.standing.is_open()
                && clock.effect == ClockEffect::Breach
                && !matches!(clock.standing, Standing::Paused { .. })
        };
        prop_assert_eq!(binding, clocks.iter().filter(running).map(|clock| clock.due_at).min());
        // The next promise is one whose clock is open.
        if let Some(next) = ticket.next_due() {
            prop_assert!(ticket.promises.contains(next));
            let clock = clocks.iter().find(|clock| clock.step == next.step).unwrap();
            prop_assert!(clock.standing.is_open(), "{:?}", clock);
        }
    }

    #[test]
    fn what_lists_go_by_is_what_binds_at_any_later_moment(story in any_story(), after_h in 0..1500_i64) {
        let ticket = story.ticket();
        let now = story.events.last().unwrap().wall.plus_ms(after_h * HOUR_MS);
        let outlook = Outlook::of(&ticket, calendar(), policy());
        let owed = owed(&ticket, now, calendar(), policy());
        prop_assert_eq!(outlook.next_due, binding(&owed).map(TicketClock::line));
        if !ticket.status.is_finished() {
            let all = of(&ticket, now, calendar(), policy());
            prop_assert_eq!(binding(&owed), binding(&all), "all of it is owed");
        }
        // Nobody is reminded of anything before lists know of it.
        if owed.iter().any(|clock| clock.reminder_percent.is_some()) {
            prop_assert!(outlook.reminds_from.is_some_and(|from| from <= now));
        }
    }

    #[test]
    fn who_is_late_stays_late(story in any_story(), first_h in 0..1500_i64, more_h in 1..1500_i64) {
        let ticket = story.ticket();
        let last = story.events.last().unwrap().wall;
        let (first, second) = (last.plus_ms(first_h * HOUR_MS), last.plus_ms((first_h + more_h) * HOUR_MS));
        let (before, after) =
            (of(&ticket, first, calendar(), policy()), of(&ticket, second, calendar(), policy()));
        prop_assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            prop_assert_eq!(&before.step, &after.step);
            prop_assert!(before.due_at <= after.due_at, "only a pause moves a date, and only later");
            prop_assert!(!before.standing.is_late() || before.standing == after.standing);
            prop_assert!(before.standing.is_open() || before.standing == after.standing);
            prop_assert!(before.reminder_percent <= after.reminder_percent);
        }
    }

    #[test]
    fn a_recomputed_promise_is_earlier_and_recomputed_once(story in story(true), calendar in notice()) {
        let ticket = story.ticket();
        let pairs = recomputed(&ticket, &calendar, policy());
        for (old, new) in &pairs {
            prop_assert!(ticket.promises.contains(old));
            prop_assert_eq!(&old.step, &new.step);
            prop_assert!(new.due_at < old.due_at);
            prop_assert!(new.step != PromiseStep::LAW_7_DAYS, "the law's date hangs on no calendar");
        }
        let promises = pairs.into_iter().map(|(_, new)| new).collect();
        let wall = story.events.last().unwrap().wall;
        let logged = story.then_at(wall, Fact::PromiseMade(PromiseMade { promises }));
        prop_assert_eq!(recomputed(&logged.ticket(), &calendar, policy()), []);
    }
}
