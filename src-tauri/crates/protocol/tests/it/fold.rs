//! The fold: any order of arrival, and any repetition, of the same lines gives the same ticket.
//!
//! Histories are made as counters and headquarters make them: each knows some of the others' lines, has a clock of its
//! own that may be wrong by days, and writes after what it has seen.

use domain::{
    ActionTaken, Amendment, AppealForwarded, AppealReported, DecisionMade, DecisionReleased, Event, EventId,
    EvidenceKind, EvidenceNoted, Fact, FaultAdjudicated, Fen, FindingMade, Hlc, ImprovementNoted, KinKind,
    Kind, MarkShape, Origin, PaidTo, Payee, PaymentCorrected, PaymentMade, PaymentMethod, PhotoAdded,
    PhotoAnnotated, PhotoMark, PrintEnded, PrintStarted, Promise, PromiseMade, RatingWay, Retracted,
    SatisfactionRated, Slot, SlotSkipped, Stars, TaskAnswered, TaskKind, TaskOutcome, TaskSet, TaskTo,
    Ticket, TicketAction, Verdict, fold,
};
use proptest::{collection::vec, prelude::*, sample::Index};
use protocol::{Head, HybridClock, Keys, Line, NewPlace};

use crate::samples;

const AUTHORS: usize = 4;
/// The last of the authors is headquarters.
const HEADQUARTERS: usize = AUTHORS - 1;

/// What one author does next.
#[derive(Clone, Debug)]
struct Step {
    author: usize,
    /// How far its clock jumps, either way.
    jump_ms: i64,
    /// Whose lines it has received by then.
    hears: Option<usize>,
    deed: Deed,
}

#[derive(Clone, Debug)]
enum Deed {
    Note,
    Photo,
    Skip(u8),
    Act(TicketAction),
    Kind(Kind),
    Claim(u32),
    Tell(u8),
    Mark(Index, u8),
    Promise(u8, i64),
    Print,
    EndPrint(Index),
    TakeBack(Index),
    Decide(Verdict, bool),
    Release,
    Pay(u32),
    Link(u8),
    Merge(u8),
    Rate(u8),
    Correct(Index, u32),
    Ask(bool),
    AnswerTask(Index),
    Evidence,
    Find,
    Adjudicate,
    Improve,
    Appeal,
    Report(Index),
    OpenAgain,
    Forget,
}

fn step() -> impl Strategy<Value = Step> {
    let deed = prop_oneof![
        3 => Just(Deed::Note),
        3 => Just(Deed::Photo),
        2 => (0u8..3).prop_map(Deed::Skip),
        6 => proptest::sample::select(TicketAction::ALL).prop_map(Deed::Act),
        4 => proptest::sample::select(Kind::ALL).prop_map(Deed::Kind),
        4 => (0u32..5).prop_map(Deed::Claim),
        3 => (0u8..4).prop_map(Deed::Tell),
        3 => (any::<Index>(), 0u8..3).prop_map(|(photo, marks)| Deed::Mark(photo, marks)),
        3 => (0u8..3, -5i64..5).prop_map(|(step, days)| Deed::Promise(step, days)),
        2 => Just(Deed::Print),
        2 => any::<Index>().prop_map(Deed::EndPrint),
        2 => any::<Index>().prop_map(Deed::TakeBack),
        3 => (proptest::sample::select(Verdict::ALL), any::<bool>()).prop_map(|(verdict, two)| Deed::Decide(verdict, two)),
        2 => Just(Deed::Release),
        2 => (1u32..5).prop_map(Deed::Pay),
        2 => (0u8..3).prop_map(Deed::Link),
        2 => (0u8..3).prop_map(Deed::Merge),
        2 => (1u8..=5).prop_map(Deed::Rate),
        2 => (any::<Index>(), 0u32..5).prop_map(|(payment, yuan)| Deed::Correct(payment, yuan)),
        2 => any::<bool>().prop_map(Deed::Ask),
        2 => any::<Index>().prop_map(Deed::AnswerTask),
        1 => Just(Deed::Evidence),
        1 => Just(Deed::Find),
        1 => Just(Deed::Adjudicate),
        1 => Just(Deed::Improve),
        1 => Just(Deed::Appeal),
        1 => any::<Index>().prop_map(Deed::Report),
        1 => Just(Deed::OpenAgain),
        1 => Just(Deed::Forget),
    ];
    let days = 3 * 86_400_000i64;
    (0..AUTHORS, -days..days, proptest::option::of(0..AUTHORS), deed)
        .prop_map(|(author, jump_ms, hears, deed)| Step { author, jump_ms, hears, deed })
}

/// One place where lines are written and received.
struct Author {
    known: Vec<Event>,
    clock: HybridClock,
    wall: domain::Instant,
}

impl Author {
    fn learn(&mut self, events: Vec<Event>) {
        for event in events {
            if !self.known.iter().any(|known| known.id == event.id) {
                self.clock.adopt(event.hlc, self.wall);
                self.known.push(event);
            }
        }
    }
}

/// The lines that the steps make, each with its origin, in the order in which they were written.
fn history(steps: &[Step]) -> Vec<(Line, Origin)> {
    let mut lines = vec![(samples::counter_log()[1].clone(), Origin::Counter)];
    let opening = opened(&lines[0]);
    let mut authors: Vec<Author> = (0..AUTHORS)
        .map(|_| Author {
            known: vec![opening.clone()],
            clock: HybridClock::new(opening.hlc),
            wall: samples::at(3_000),
        })
        .collect();
    for (n, step) in steps.iter().enumerate() {
        if let Some(other) = step.hears {
            let heard = authors[other].known.clone();
            authors[step.author].learn(heard);
        }
        let author = &mut authors[step.author];
        author.wall = author.wall.plus_ms(step.jump_ms);
        let seen = fold(&author.known).expect("everyone knows the opening");
        let Some(fact) = fact(&step.deed, &seen, n) else { continue };
        let origin = if step.author == HEADQUARTERS { Origin::Headquarters } else { Origin::Counter };
        let head = Head {
            // Ids are made from the wall clock, so that a wrong one shows in them too.
            id: EventId::new(author.wall.unix_ms() as u64, [n as u8; 10]),
            device: domain::DeviceId::from_bytes([step.author as u8; 16]),
            seq: n as u64 + 3,
            wall: author.wall,
            hlc: author.clock.tick(author.wall),
            ..samples::head(2, seen.heads)
        };
        let line = (samples::line_with(head, &fact), origin);
        author.known.push(opened(&line));
        lines.push(line);
    }
    lines
}

fn fact(deed: &Deed, seen: &Ticket, n: usize) -> Option<Fact> {
    let amended = |set_by: Vec<EventId>, to| samples::amended(vec![(set_by, to)]);
    Some(match deed {
        Deed::Note => samples::note(&format!("note {n}")),
        Deed::Photo => {
            Fact::PhotoAdded(PhotoAdded { sha256: protocol::hash_of(&[n as u8]), ..samples::photo_added() })
        }
        Deed::Skip(slot) => {
            let reason = format!("reason {n}");
            Fact::SlotSkipped(SlotSkipped { slot: Slot::from(format!("slot {slot}")), reason: reason.into() })
        }
        Deed::Act(action) => Fact::ActionTaken(ActionTaken { action: *action, words: None }),
        Deed::Kind(kind) => amended(seen.kind.set_by().collect(), Amendment::Kind(*kind)),
        Deed::Claim(yuan) => {
            let claimed = Fen::new(i64::from(*yuan) * 100).ok();
            amended(seen.claimed_fen.set_by().collect(), Amendment::ClaimedFen(claimed))
        }
        Deed::Tell(version) => {
            let told = domain::Told { story: format!("story {version}"), ..samples::told() };
            amended(seen.told.set_by().collect(), Amendment::Told(domain::Sealed::Open(told)))
        }
        Deed::Mark(photo, marks) => {
            let photo = seen.photos.get(photo.index(seen.photos.len().max(1)))?.event;
            let mark = PhotoMark { shape: MarkShape::RING, from: (0, 0), to: (n as u16 + 1, 9) };
            Fact::PhotoAnnotated(PhotoAnnotated { photo, marks: vec![mark; usize::from(*marks)] })
        }
        Deed::Promise(step, days) => {
            let promise = Promise {
                step: format!("step {step}").into(),
                due_at: samples::at(days * 86_400_000),
                ..samples::promises()[0].clone()
            };
            Fact::PromiseMade(PromiseMade { promises: vec![promise] })
        }
        Deed::Print => Fact::PrintStarted(PrintStarted {
            document: "receipt".into(),
            paper: "a5".into(),
            language: "zh".into(),
            copy: n as u32,
            printer: "file".into(),
            about: None,
        }),
        Deed::EndPrint(which) => {
            let print = &seen.prints.get(which.index(seen.prints.len().max(1)))?.event;
            Fact::PrintEnded(PrintEnded { print: *print, outcome: format!("outcome {n}") })
        }
        Deed::TakeBack(which) => {
            let event = seen.story.get(which.index(seen.story.len()))?.event;
            Fact::Retracted(Retracted { event })
        }
        Deed::Decide(verdict, two) => Fact::DecisionMade(DecisionMade {
            verdict: *verdict,
            assessment: None,
            lines: Vec::new(),
            grounds: Vec::new(),
            departure: None,
            round: 1,
            decided_as: "adjuster".into(),
            second_roles: two.then(|| "approver".to_owned()).into_iter().collect(),
            words: None,
        }),
        Deed::Release => Fact::DecisionReleased(DecisionReleased {
            decision: seen.decision_to_release()?.event,
            released_as: "approver".into(),
        }),
        Deed::Pay(yuan) => Fact::PaymentMade(PaymentMade {
            voucher: format!("P{n}"),
            decision: seen.decision()?.event,
            fen: Fen::new(i64::from(*yuan) * 100).ok()?,
            method: PaymentMethod::CASH,
            payee: Payee::SENDER,
            departure: None,
            private: domain::Sealed::Open(PaidTo::default()),
        }),
        Deed::Link(other) => {
            let to = domain::TicketId::from_bytes([*other; 16]);
            Fact::TicketLinked(domain::TicketLinked { to, number: seen.number, kin: KinKind::RELATED })
        }
        Deed::Merge(other) => {
            let into = domain::TicketId::from_bytes([*other; 16]);
            Fact::TicketMerged(domain::TicketMerged { into, number: seen.number })
        }
        Deed::Rate(stars) => Fact::SatisfactionRated(SatisfactionRated {
            timeliness: Stars::new(*stars).ok(),
            attitude: None,
            safety: None,
            handling: None,
            way: RatingWay::PHONE,
            words: None,
        }),
        Deed::Correct(..)
        | Deed::Ask(_)
        | Deed::AnswerTask(_)
        | Deed::Evidence
        | Deed::Find
        | Deed::Adjudicate
        | Deed::Improve
        | Deed::Appeal
        | Deed::Report(_) => return found_out(deed, seen, n),
        Deed::OpenAgain => Fact::TicketOpened(Box::new(samples::ticket_opened())),
        Deed::Forget => Fact::TicketForgotten,
    })
}

/// What is found out, asked, appealed and corrected.
fn found_out(deed: &Deed, seen: &Ticket, n: usize) -> Option<Fact> {
    let words = || Some(domain::Sealed::Open(format!("words {n}")));
    let day = || "2026-11-21".parse().unwrap();
    Some(match deed {
        Deed::Correct(which, yuan) => Fact::PaymentCorrected(PaymentCorrected {
            payment: seen.payments.get(which.index(seen.payments.len().max(1)))?.event,
            fen: Fen::new(i64::from(*yuan) * 100).ok()?,
            words: words()?,
        }),
        Deed::Ask(gives) => {
            let to = TaskTo::Unit("transport".into());
            let set = TaskSet {
                task: TaskKind::SEARCH,
                to,
                due_at: samples::at(n as i64),
                words: words(),
                branch_name: None,
                contents: None,
            };
            if *gives { Fact::TaskGiven(set) } else { Fact::TaskSet(set) }
        }
        Deed::AnswerTask(which) => Fact::TaskAnswered(TaskAnswered {
            task: seen.tasks.get(which.index(seen.tasks.len().max(1)))?.event,
            outcome: TaskOutcome::DONE,
            words: words(),
        }),
        Deed::Evidence => {
            let (evidence, words) = (EvidenceKind::SCALE, words());
            Fact::EvidenceNoted(EvidenceNoted { evidence, photo: None, overwritten_on: None, words })
        }
        Deed::Find => {
            let (cause, words) = (Some(format!("cause {n}").into()), words());
            Fact::FindingMade(FindingMade { stage: None, cause, answers: Vec::new(), words })
        }
        Deed::Adjudicate => Fact::FaultAdjudicated(FaultAdjudicated {
            unit: format!("unit {n}").into(),
            branch: None,
            stage: None,
            cause: None,
            finding: seen.finding().map(|found| found.event),
            words: words(),
        }),
        Deed::Improve => {
            Fact::ImprovementNoted(ImprovementNoted { unit: "transport".into(), words: words()? })
        }
        Deed::Appeal => Fact::AppealForwarded(AppealForwarded {
            number: n.to_string(),
            forwarded_on: day(),
            words: words(),
        }),
        Deed::Report(which) => Fact::AppealReported(AppealReported {
            appeal: seen.appeals.get(which.index(seen.appeals.len().max(1)))?.event,
            reported_on: day(),
            words: words(),
        }),
        _ => return None,
    })
}

fn opened((line, origin): &(Line, Origin)) -> Event {
    line.open(*origin, Keys::ticket(&samples::ticket_key())).unwrap()
}

fn folded(lines: &[(Line, Origin)]) -> Option<Ticket> {
    let events: Vec<Event> = lines.iter().map(opened).collect();
    fold(&events)
}

/// The same events once more, as a device issues them after a fork: elsewhere, at another hybrid time.
fn issued_again(lines: &[(Line, Origin)], which: &[Index]) -> Vec<(Line, Origin)> {
    which
        .iter()
        .map(|index| {
            let (line, origin) = index.get(lines);
            let place = NewPlace {
                device: line.head().device,
                epoch: domain::EpochId::from_bytes([0xfe; 16]),
                seq: 500 + line.head().seq,
                prev: line.hash(),
                hlc: Hlc::new(samples::at(99_000_000), 1),
            };
            (line.reissue(&place).unwrap(), *origin)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_order_of_arrival_and_any_repetition_gives_the_same_ticket(
        (lines, arrived) in (vec(step(), 0..24), vec(any::<Index>(), 0..4), vec(any::<Index>(), 0..8)).prop_flat_map(
            |(steps, again, repeated)| {
                let mut lines = history(&steps);
                lines.extend(issued_again(&lines, &again));
                let mut arrived = lines.clone();
                arrived.extend(repeated.iter().map(|index| index.get(&lines).clone()));
                (Just(lines), Just(arrived).prop_shuffle())
            },
        ),
    ) {
        prop_assert_eq!(folded(&arrived), folded(&lines));
    }

    #[test]
    fn what_headquarters_alone_may_write_has_no_effect_from_a_counter(steps in vec(step(), 0..24)) {
        let lines = history(&steps);
        let forged = |(line, origin): &(Line, Origin)| !domain::may_write(line.kind(), *origin);
        let honest: Vec<_> = lines.iter().filter(|line| !forged(line)).cloned().collect();
        prop_assert_eq!(folded(&lines).unwrap(), folded(&honest).unwrap());
    }

    #[test]
    fn nothing_that_was_written_is_missing_from_the_story(steps in vec(step(), 0..24)) {
        let lines = history(&steps);
        let ticket = folded(&lines).unwrap();
        let mut told: Vec<EventId> = ticket.story.iter().map(|happening| happening.event).collect();
        let mut written: Vec<EventId> = lines
            .iter()
            .filter(|(line, origin)| domain::may_write(line.kind(), *origin))
            .map(|(line, _)| line.head().id)
            .collect();
        told.sort();
        written.sort();
        prop_assert_eq!(told, written);
    }

    #[test]
    fn what_was_written_without_knowing_of_a_decision_never_undoes_it(steps in vec(step(), 0..24)) {
        let lines = history(&steps);
        let events: Vec<Event> = lines.iter().map(opened).collect();
        let ticket = fold(&events).unwrap();
        let after = |event: EventId| events.iter().find(|one| one.id == event).map(|one| one.after.clone());
        let sees = |event: EventId, other: EventId| {
            let mut before = vec![event];
            let mut seen = std::collections::HashSet::new();
            while let Some(id) = before.pop() {
                if seen.insert(id) {
                    before.extend(after(id).unwrap_or_default());
                }
            }
            seen.contains(&other)
        };
        let mut money: Vec<EventId> = Vec::new();
        for happening in &ticket.story {
            let decided = ticket.decisions.iter().any(|decided| decided.effect == Some(happening.event));
            if decided || matches!(happening.fact, Fact::PaymentMade(_)) && happening.applied {
                money.push(happening.event);
            }
            if matches!(happening.fact, Fact::ActionTaken(_)) && happening.applied {
                prop_assert!(money.last().is_none_or(|money| sees(happening.event, *money)));
            }
        }
    }

    #[test]
    fn the_last_correction_of_a_payment_is_what_was_paid(steps in vec(step(), 0..24)) {
        let ticket = folded(&history(&steps)).unwrap();
        let said = |payment: EventId| {
            let lines = ticket.story.iter().rev();
            lines.filter_map(move |line| match &line.fact {
                Fact::PaymentCorrected(made) if made.payment == payment => Some(made.fen),
                Fact::PaymentMade(made) if line.event == payment => Some(made.fen),
                _ => None,
            })
        };
        for paid in &ticket.payments {
            prop_assert_eq!(Some(paid.fen()), said(paid.event).next());
        }
    }

    #[test]
    fn a_promise_never_moves_later_as_more_is_heard(steps in vec(step(), 0..24)) {
        let events: Vec<Event> = history(&steps).iter().map(opened).collect();
        let mut last = None::<Ticket>;
        for heard in 1..=events.len() {
            let ticket = fold(&events[..heard]).unwrap();
            for promised in last.iter().flat_map(|last| &last.promises) {
                let now = ticket.promises.iter().find(|promise| promise.step == promised.step);
                prop_assert!(now.is_some_and(|now| now.due_at <= promised.due_at));
            }
            last = Some(ticket);
        }
    }
}
