//! Whatever a fact says comes back from its line.

use domain::{
    ActionTaken, Amendment, AppealForwarded, AppealReported, Bilingual, Change, ClockMeasured, Date,
    Document, Due, EpochOpened, EventId, EvidenceNoted, Fact, FaultAdjudicated, Fen, FindingMade, HeldRole,
    ImprovementNoted, Instant, Kind, LastEpoch, LastKnown, NoteAdded, Origin, Parties, Party,
    PaymentCorrected, PersonAdded, PersonChanged, PhotoAdded, PrintEnded, PrintStarted, Promise, PromiseMade,
    QuestionAnswer, Retracted, Sealed, Sha256, Shipment, SlotSkipped, TaskAnswered, TaskSet, TaskTo,
    TicketAction, TicketAmended, TicketNumber, TicketOpened, Told,
};
use proptest::{collection::vec, option, prelude::*};
use protocol::Line;

use crate::samples;

const MOST: u64 = (1 << 53) - 1;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "\\PC{0,12}", Just("\u{0}\"\\\n\u{2028}😀龘".to_owned())]
}

fn instant() -> impl Strategy<Value = Instant> {
    any::<i64>().prop_map(Instant::from_unix_ms)
}

fn date() -> impl Strategy<Value = Date> {
    (1i32..=9999, 1u32..=12, 1u32..=28).prop_map(|(year, month, day)| Date::new(year, month, day).unwrap())
}

fn event() -> impl Strategy<Value = EventId> {
    any::<[u8; 16]>().prop_map(EventId::from_bytes)
}

fn hash() -> impl Strategy<Value = Sha256> {
    any::<[u8; 32]>().prop_map(Sha256)
}

fn fen() -> impl Strategy<Value = Fen> {
    (0..=MOST as i64).prop_map(|fen| Fen::new(fen).unwrap())
}

fn number() -> impl Strategy<Value = TicketNumber> {
    ("[A-HJ-NP-Z0-9]{4}", 2000i32..=2099, 1u32..=12, 1u32..=28, "[A-HJ-NP-Z]", 1u16..=9_999).prop_map(
        |(branch, year, month, day, counter, serial)| {
            let on = Date::new(year, month, day).unwrap();
            TicketNumber::new(branch.parse().unwrap(), on, counter.parse().unwrap(), serial).unwrap()
        },
    )
}

prop_compose! {
    fn party()(name in text(), phone in text(), other_contact in text(), address in text()) -> Party {
        Party { name, phone, other_contact, address }
    }
}

prop_compose! {
    fn told()(
        sender in party(), recipient in party(), agent in party(),
        story in text(), demand_text in text(), items_kept in text(),
    ) -> Told {
        Told { parties: Parties { sender, recipient, agent }, story, demand_text, items_kept }
    }
}

prop_compose! {
    fn shipment()(
        waybill in text(), carrier in option::of(text()), posted_on in option::of(date()),
        promised_on in option::of(date()), freight_fen in option::of(fen()), insured_fen in option::of(fen()),
        declared_fen in option::of(fen()),
    ) -> Shipment {
        Shipment { waybill, carrier, posted_on, promised_on, freight_fen, insured_fen, declared_fen }
    }
}

prop_compose! {
    fn last_known()(status in text(), at in option::of(instant()), from in text()) -> LastKnown {
        LastKnown { status: status.into(), at, from: from.into() }
    }
}

prop_compose! {
    fn promise()(
        step in text(), what in (text(), text()), ground in (text(), text()), rule in text(), due_at in instant(),
        due in prop_oneof![date().prop_map(Due::On), instant().prop_map(Due::By)],
        by_law: bool, provisional: bool,
    ) -> Promise {
        Promise {
            step: step.into(), what: Bilingual::new(what.0, what.1), due, due_at, rule: rule.into(),
            ground: Bilingual::new(ground.0, ground.1), by_law, provisional,
        }
    }
}

fn opened() -> impl Strategy<Value = TicketOpened> {
    let words = (text(), text(), text(), text(), vec(text(), 0..4));
    let parcel = (option::of(fen()), shipment(), option::of(last_known()), vec(promise(), 0..4));
    let kind = proptest::sample::select(Kind::ALL);
    (number(), kind, words, parcel, hash(), any::<bool>(), told()).prop_map(
        |(number, kind, (category, channel, answer_by, role, demands), parcel, slip_code, practice, told)| {
            let (claimed_fen, shipment, last_known, promises) = parcel;
            TicketOpened {
                number,
                kind,
                category: category.into(),
                channel: channel.into(),
                answer_by: answer_by.into(),
                role: role.into(),
                demands: demands.into_iter().map(Into::into).collect(),
                claimed_fen,
                shipment,
                last_known,
                promises,
                slip_code,
                practice,
                private: Sealed::Open(told),
            }
        },
    )
}

fn amendment() -> impl Strategy<Value = Amendment> {
    prop_oneof![
        proptest::sample::select(Kind::ALL).prop_map(Amendment::Kind),
        text().prop_map(|word| Amendment::Category(word.into())),
        text().prop_map(|word| Amendment::Channel(word.into())),
        text().prop_map(|word| Amendment::AnswerBy(word.into())),
        text().prop_map(|word| Amendment::Role(word.into())),
        vec(text(), 0..3).prop_map(|words| Amendment::Demands(words.into_iter().map(Into::into).collect())),
        option::of(fen()).prop_map(Amendment::ClaimedFen),
        shipment().prop_map(Amendment::Shipment),
        option::of(last_known()).prop_map(Amendment::LastKnown),
        told().prop_map(|told| Amendment::Told(Sealed::Open(told))),
    ]
}

fn photo() -> impl Strategy<Value = PhotoAdded> {
    let camera = (option::of(text()), option::of(text()));
    (hash(), 0..=MOST, text(), text(), instant(), hash(), 0..=MOST, camera).prop_map(
        |(
            sha256,
            size,
            media_type,
            slot,
            taken_at,
            source_sha256,
            source_size,
            (camera_time, camera_model),
        )| {
            let slot = slot.into();
            PhotoAdded {
                sha256,
                size,
                media_type,
                slot,
                taken_at,
                source_sha256,
                source_size,
                camera_time,
                camera_model,
            }
        },
    )
}

fn words() -> impl Strategy<Value = Option<Sealed<String>>> {
    option::of(text().prop_map(Sealed::Open))
}

fn task() -> impl Strategy<Value = TaskSet> {
    let to = prop_oneof![
        any::<[u8; 16]>().prop_map(|id| TaskTo::Person(domain::PersonId::from_bytes(id))),
        any::<[u8; 16]>().prop_map(|id| TaskTo::Branch(domain::BranchId::from_bytes(id))),
        text().prop_map(|unit| TaskTo::Unit(unit.into())),
    ];
    let contents = option::of(text().prop_map(Sealed::Open));
    (text(), to, instant(), words(), option::of(text()), contents).prop_map(
        |(task, to, due_at, words, branch_name, contents)| {
            // What was in the parcel stands beside words, be they empty.
            let contents = contents.filter(|_| words.is_some());
            TaskSet { task: task.into(), to, due_at, words, branch_name, contents }
        },
    )
}

fn errand() -> impl Strategy<Value = Fact> {
    let whose = (event(), any::<[u8; 16]>(), text(), any::<[u8; 16]>());
    let extract = (text(), text(), text());
    (whose, number(), text(), instant(), extract).prop_map(
        |((task, from, from_name, of), number, kind, due_at, (waybill, contents, words))| {
            let (from, of) = (domain::BranchId::from_bytes(from), domain::TicketId::from_bytes(of));
            let extract = Sealed::Open(domain::Extract { waybill, contents, words });
            let kind = kind.into();
            let given = domain::ErrandGiven { task, from, from_name, of, number, kind, due_at, extract };
            Fact::ErrandGiven(given)
        },
    )
}

/// What is found out, asked, appealed and corrected.
fn found_out() -> impl Strategy<Value = Fact> {
    let answer = (text(), proptest::sample::select(QuestionAnswer::ALL));
    let answers = vec(answer.prop_map(|(question, answer)| (question.into(), answer)), 0..4);
    let fault = || (option::of(text()), option::of(text()));
    let branch = any::<[u8; 16]>().prop_map(domain::BranchId::from_bytes);
    prop_oneof![
        task().prop_map(Fact::TaskSet),
        task().prop_map(Fact::TaskGiven),
        errand(),
        (event(), text(), words()).prop_map(|(task, outcome, words)| {
            Fact::TaskAnswered(TaskAnswered { task, outcome: outcome.into(), words })
        }),
        (text(), option::of(event()), option::of(date()), words()).prop_map(
            |(evidence, photo, overwritten_on, words)| {
                let evidence = evidence.into();
                Fact::EvidenceNoted(EvidenceNoted { evidence, photo, overwritten_on, words })
            }
        ),
        (fault(), answers, words()).prop_map(|((stage, cause), answers, words)| {
            let (stage, cause) = (stage.map(Into::into), cause.map(Into::into));
            Fact::FindingMade(FindingMade { stage, cause, answers, words })
        }),
        (text(), option::of(branch), fault(), option::of(event()), words()).prop_map(
            |(unit, branch, (stage, cause), finding, words)| {
                let (unit, stage, cause) = (unit.into(), stage.map(Into::into), cause.map(Into::into));
                Fact::FaultAdjudicated(FaultAdjudicated { unit, branch, stage, cause, finding, words })
            }
        ),
        (text(), text()).prop_map(|(unit, words)| {
            let words = Sealed::Open(words);
            Fact::ImprovementNoted(ImprovementNoted { unit: unit.into(), words })
        }),
        (text(), date(), words()).prop_map(|(number, forwarded_on, words)| {
            Fact::AppealForwarded(AppealForwarded { number, forwarded_on, words })
        }),
        (event(), date(), words()).prop_map(|(appeal, reported_on, words)| {
            Fact::AppealReported(AppealReported { appeal, reported_on, words })
        }),
        (event(), fen(), text()).prop_map(|(payment, fen, words)| {
            Fact::PaymentCorrected(PaymentCorrected { payment, fen, words: Sealed::Open(words) })
        }),
    ]
}

fn fact() -> impl Strategy<Value = Fact> {
    let last = (any::<[u8; 16]>(), 0..=MOST, hash()).prop_map(|(epoch, seq, hash)| {
        let epoch = domain::EpochId::from_bytes(epoch);
        LastEpoch { epoch, seq, hash }
    });
    let change = (vec(event(), 0..3), amendment()).prop_map(|(replaces, to)| Change { replaces, to });
    let action = (proptest::sample::select(TicketAction::ALL), option::of(text()));
    let started = (text(), text(), text(), any::<u32>(), text());
    prop_oneof![
        option::of(last).prop_map(|last| Fact::EpochOpened(EpochOpened { last })),
        opened().prop_map(|opened| Fact::TicketOpened(Box::new(opened))),
        vec(change, 0..5).prop_map(|changes| Fact::TicketAmended(TicketAmended { changes })),
        vec(promise(), 0..4).prop_map(|promises| Fact::PromiseMade(PromiseMade { promises })),
        photo().prop_map(Fact::PhotoAdded),
        (text(), text()).prop_map(|(slot, reason)| {
            Fact::SlotSkipped(SlotSkipped { slot: slot.into(), reason: reason.into() })
        }),
        text().prop_map(|text| Fact::NoteAdded(NoteAdded { text: Sealed::Open(text) })),
        action.prop_map(|(action, words)| {
            Fact::ActionTaken(ActionTaken { action, words: words.map(Sealed::Open) })
        }),
        event().prop_map(|event| Fact::Retracted(Retracted { event })),
        (started, option::of(event())).prop_map(|((document, paper, language, copy, printer), about)| {
            let (document, paper) = (Document::from(document), paper.into());
            Fact::PrintStarted(PrintStarted { document, paper, language, copy, printer, about })
        }),
        (event(), text()).prop_map(|(print, outcome)| Fact::PrintEnded(PrintEnded { print, outcome })),
        (-(MOST as i64)..=MOST as i64).prop_map(|offset_ms| Fact::ClockMeasured(ClockMeasured { offset_ms })),
        (any::<[u8; 16]>(), vec(text(), 0..3), text(), option::of(text())).prop_map(
            |(person, roles, name, first_code)| {
                let person = domain::PersonId::from_bytes(person);
                Fact::PersonAdded(PersonAdded { person, roles, name: Sealed::Open(name), first_code })
            }
        ),
        (any::<[u8; 16]>(), vec((text(), option::of(date()), option::of(date())), 0..3), option::of(text()))
            .prop_map(|(person, roles, name)| {
                let person = domain::PersonId::from_bytes(person);
                let held = |(role, from, until)| HeldRole { role, from, until };
                let roles = roles.into_iter().map(held).collect();
                let name = name.map(Sealed::Open);
                Fact::PersonChanged(PersonChanged { person, roles, name, first_code: None })
            }),
        Just(Fact::TicketForgotten),
        found_out(),
    ]
}

proptest! {
    #[test]
    fn every_fact_comes_back_from_its_line(fact in fact()) {
        let line = samples::line(2, &fact);
        let read = Line::from_bytes(line.raw().as_bytes()).unwrap();
        prop_assert_eq!(&read, &line);
        let (ticket, branch) = (samples::ticket_key(), samples::branch_key());
        let event = read.open(Origin::Counter, samples::keys(&ticket, &branch)).unwrap();
        prop_assert_eq!(&event.fact, &fact);
        prop_assert_eq!(samples::line(2, &event.fact), line, "written again, the bytes are the same");
    }

    #[test]
    fn no_bytes_make_the_reader_stumble(
        place in 0usize..2_000,
        byte: u8,
        kind in 0usize..14,
    ) {
        let line = samples::line(2, &samples::counter_facts()[kind]);
        let mut bytes = line.raw().as_bytes().to_vec();
        let place = place % bytes.len();
        bytes[place] = byte;
        if let Ok(read) = Line::from_bytes(&bytes) {
            prop_assert_eq!(read.raw().as_bytes(), &bytes[..]);
            let (ticket, branch) = (samples::ticket_key(), samples::branch_key());
            // What still opens was not changed where it is sealed; what it says is then for the fold to judge.
            let _ = read.open(Origin::Counter, samples::keys(&ticket, &branch));
        }
    }
}
