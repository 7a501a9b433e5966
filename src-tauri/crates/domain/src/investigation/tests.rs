use super::*;
use crate::{
    Act, AnswerBy, AppealForwarded, AppealReported, Bilingual, Channel, DeviceId, Due, EpochId, Fen, Hlc,
    Kind, Origin, PaidTo, Payee, PaymentCorrected, PaymentMade, PaymentMethod, Policy, PolicyVersion,
    Retracted, Role, Sha256, Shipment, TaskAnswered, TaskKind, TaskOutcome, TaskSet, TaskTo, TicketId,
    TicketOpened, Told, Zone, fold, tasks::first_steps,
};

const BRANCH: BranchId = BranchId::from_bytes([1; 16]);

/// A ticket's events, written in turn; each line knows the one before it unless it is told what it had seen.
struct Story(Vec<Event>);

impl Story {
    fn opened(kind: Kind, category: &str, shipment: Shipment) -> Self {
        let mut story = Self(Vec::new());
        story.counter(Fact::TicketOpened(Box::new(TicketOpened {
            number: "WC07-261121-A0012-N".parse().unwrap(),
            kind,
            category: category.into(),
            channel: Channel::COUNTER,
            answer_by: AnswerBy::PHONE,
            role: Role::SENDER,
            demands: Vec::new(),
            claimed_fen: None,
            shipment,
            last_known: None,
            promises: Vec::new(),
            slip_code: Sha256([0; 32]),
            practice: false,
            private: Sealed::Open(Told::default()),
        })));
        story
    }

    fn claim() -> Self {
        Self::opened(Kind::Claim, "damage.contents", Shipment::default())
    }

    fn counter(&mut self, fact: Fact) -> EventId {
        self.write(Origin::Counter, self.0.last().map(|event| event.id), fact)
    }

    fn headquarters(&mut self, fact: Fact) -> EventId {
        self.write(Origin::Headquarters, self.0.last().map(|event| event.id), fact)
    }

    fn write(&mut self, origin: Origin, seen: Option<EventId>, fact: Fact) -> EventId {
        let n = self.0.len() as u8;
        let wall = moment(i64::from(n));
        let id = EventId::from_bytes([n + 1; 16]);
        self.0.push(Event {
            id,
            branch: BRANCH,
            device: DeviceId::from_bytes([2; 16]),
            epoch: EpochId::from_bytes([3; 16]),
            seq: u64::from(n) + 1,
            wall,
            hlc: Hlc::new(wall, 0),
            author: Some(PersonId::from_bytes([4; 16])),
            ticket: Some(TicketId::from_bytes([9; 16])),
            after: seen.into_iter().collect(),
            policy: PolicyVersion::from("1"),
            origin,
            fact,
        });
        id
    }

    fn take_back(&mut self, event: EventId) {
        self.counter(Fact::Retracted(Retracted { event }));
    }

    fn folded(&self) -> Ticket {
        fold(&self.0).unwrap()
    }

    fn applied(&self, event: EventId) -> bool {
        self.folded().story.iter().any(|line| line.event == event && line.applied)
    }
}

/// So many minutes after 2026-11-21 14:35 in Shanghai.
fn moment(minutes: i64) -> Instant {
    Instant::from_unix_ms(1_795_242_900_000 + minutes * 60_000)
}

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

fn words() -> Option<Sealed<String>> {
    Some(Sealed::Open("在三号库".to_owned()))
}

fn task(kind: TaskKind, to: TaskTo, due_minutes: i64) -> TaskSet {
    TaskSet { task: kind, to, due_at: moment(due_minutes), words: words(), branch_name: None, contents: None }
}

fn transport() -> TaskTo {
    TaskTo::Unit("transport".into())
}

fn answer(task: EventId, outcome: TaskOutcome) -> Fact {
    Fact::TaskAnswered(TaskAnswered { task, outcome, words: words() })
}

fn evidence(kind: EvidenceKind, photo: Option<EventId>, overwritten_on: Option<&str>) -> Fact {
    let overwritten_on = overwritten_on.map(|day| day.parse().unwrap());
    Fact::EvidenceNoted(EvidenceNoted { evidence: kind, photo, overwritten_on, words: words() })
}

fn finding(cause: FaultCause) -> Fact {
    let answers = vec![("transit.seal_intact".into(), QuestionAnswer::No)];
    Fact::FindingMade(FindingMade {
        stage: Some(FaultStage::TRANSIT),
        cause: Some(cause),
        answers,
        words: words(),
    })
}

fn adjudication(unit: &str, finding: Option<EventId>) -> Fact {
    Fact::FaultAdjudicated(FaultAdjudicated {
        unit: unit.into(),
        branch: Some(BRANCH),
        stage: Some(FaultStage::TRANSIT),
        cause: Some(FaultCause::STAFF_ERROR),
        finding,
        words: words(),
    })
}

fn improvement() -> Fact {
    let words = Sealed::Open("装车前查封签".to_owned());
    Fact::ImprovementNoted(ImprovementNoted { unit: "transport".into(), words })
}

fn appeal() -> Fact {
    Fact::AppealForwarded(AppealForwarded {
        number: "20261121-0007".to_owned(),
        forwarded_on: "2026-11-21".parse().unwrap(),
        words: words(),
    })
}

fn report(appeal: EventId, on: &str) -> Fact {
    Fact::AppealReported(AppealReported { appeal, reported_on: on.parse().unwrap(), words: words() })
}

fn payment(of: i64) -> Fact {
    Fact::PaymentMade(PaymentMade {
        voucher: "WC07-261121-A0012-N/P1".to_owned(),
        decision: EventId::from_bytes([2; 16]),
        fen: fen(of),
        method: PaymentMethod::CASH,
        payee: Payee::SENDER,
        departure: None,
        private: Sealed::Open(PaidTo::default()),
    })
}

fn correction(payment: EventId, of: i64) -> Fact {
    let words = Sealed::Open("多写了一个零".to_owned());
    Fact::PaymentCorrected(PaymentCorrected { payment, fen: fen(of), words })
}

#[test]
fn a_task_is_open_until_it_is_answered_and_the_last_answer_counts() {
    let mut story = Story::claim();
    let weigh = story.counter(Fact::TaskSet(task(TaskKind::WEIGH, transport(), 600)));
    let search = story.headquarters(Fact::TaskGiven(task(TaskKind::SEARCH, transport(), 300)));
    let ticket = story.folded();
    let open: Vec<_> = ticket.open_tasks().iter().map(|task| (task.event, task.origin)).collect();
    assert_eq!(open, [(search, Origin::Headquarters), (weigh, Origin::Counter)], "the most urgent first");

    story.counter(answer(search, TaskOutcome::NOT_FOUND));
    let found = story.counter(answer(search, TaskOutcome::FOUND));
    let ticket = story.folded();
    assert_eq!(ticket.task(search).unwrap().answer().unwrap().outcome, TaskOutcome::FOUND);
    assert_eq!(ticket.open_tasks().len(), 1);
    assert!(!ticket.task(search).unwrap().is_late(moment(900)), "what was answered in time stays so");
    assert!(ticket.task(weigh).unwrap().is_late(moment(600)));

    story.take_back(found);
    let ticket = story.folded();
    assert_eq!(ticket.task(search).unwrap().answer().unwrap().outcome, TaskOutcome::NOT_FOUND);
    story.take_back(search);
    assert_eq!(story.folded().task(search), None);
}

#[test]
fn only_headquarters_gives_another_branch_something_to_do() {
    let elsewhere = || TaskTo::Branch(BranchId::from_bytes([7; 16]));
    let mut story = Story::claim();
    let set = story.counter(Fact::TaskSet(task(TaskKind::ASK_UNIT, elsewhere(), 600)));
    let forged = story.counter(Fact::TaskGiven(task(TaskKind::ASK_UNIT, elsewhere(), 600)));
    let ticket = story.folded();
    assert!(ticket.tasks.is_empty() && !story.applied(set));
    assert!(ticket.story.iter().all(|line| line.event != forged), "a counter gives nothing");

    let own = story.counter(Fact::TaskSet(task(TaskKind::ASK_UNIT, TaskTo::Branch(BRANCH), 600)));
    let given = story.headquarters(Fact::TaskGiven(task(TaskKind::ASK_UNIT, elsewhere(), 600)));
    let tasks: Vec<_> = story.folded().tasks.iter().map(|task| task.event).collect();
    assert_eq!(tasks, [own, given]);
}

#[test]
fn an_answer_to_nothing_has_no_effect() {
    let mut story = Story::claim();
    let (nothing, opening) = (EventId::from_bytes([77; 16]), story.0[0].id);
    for fact in [answer(nothing, TaskOutcome::DONE), report(opening, "2026-11-22"), correction(opening, 0)] {
        let event = story.counter(fact);
        assert!(!story.applied(event));
    }
}

#[test]
fn evidence_is_a_set_of_which_some_will_be_gone() {
    let mut story = Story::claim();
    let scale = story.counter(evidence(EvidenceKind::SCALE, None, None));
    story.counter(evidence(EvidenceKind::VIDEO, None, Some("2026-12-05")));
    let sooner = story.counter(evidence(EvidenceKind::VIDEO, None, Some("2026-11-28")));
    story.counter(evidence(EvidenceKind::VIDEO, Some(scale), Some("2026-11-23")));
    let ticket = story.folded();
    assert_eq!(ticket.evidence.len(), 4);
    let days: Vec<_> = ticket.videos_to_keep().iter().map(|(day, _)| day.to_string()).collect();
    assert_eq!(days, ["2026-11-28", "2026-12-05"], "a copy of the third is here");

    story.take_back(sooner);
    assert_eq!(story.folded().videos_to_keep().len(), 1);
}

#[test]
fn the_newest_finding_and_adjudication_stand() {
    let mut story = Story::claim();
    story.counter(finding(FaultCause::WEATHER));
    let found = story.counter(finding(FaultCause::STAFF_ERROR));
    story.counter(adjudication("outlet", None));
    let adjudicated = story.headquarters(adjudication("transport", Some(found)));
    story.counter(improvement());
    let ticket = story.folded();
    assert_eq!(ticket.finding().unwrap().event, found);
    assert_eq!(ticket.finding().unwrap().made.answers[0].1, QuestionAnswer::No);
    assert_eq!(ticket.adjudicated().unwrap().event, adjudicated);
    assert_eq!((ticket.findings.len(), ticket.adjudications.len(), ticket.improvements.len()), (2, 2, 1));
}

#[test]
fn an_appeal_waits_for_its_own_report() {
    let mut story = Story::claim();
    let (first, second) = (story.counter(appeal()), story.counter(appeal()));
    story.counter(report(first, "2026-11-25"));
    let ticket = story.folded();
    let open: Vec<_> = ticket.appeals_to_report().map(|appeal| appeal.event).collect();
    assert_eq!(open, [second]);
    let told = ticket.appeals[0].report().unwrap().made.reported_on;
    assert_eq!(told.to_string(), "2026-11-25");
}

#[test]
fn a_corrected_payment_counts_as_what_it_truly_was() {
    let mut story = Story::claim();
    let paid = story.counter(payment(50_000));
    story.counter(payment(7_000));
    story.counter(correction(paid, 5_000));
    let ticket = story.folded();
    assert_eq!((ticket.paid_fen(), ticket.payments[0].fen()), (fen(12_000), fen(5_000)));
    assert_eq!(ticket.payments[0].made.fen, fen(50_000), "what was written at first stays to be seen");
    assert_eq!(ticket.ladder().fen(crate::compensation::Rung::Paid), Some(fen(12_000)));

    story.counter(correction(paid, 0));
    let ticket = story.folded();
    assert_eq!((ticket.paid_fen(), ticket.payments[0].corrected.len()), (fen(7_000), 2));
    assert!(ticket.payments[0].never_was() && !ticket.payments[1].never_was());
}

#[test]
fn a_correction_counts_though_its_author_had_seen_nothing_else() {
    let mut story = Story::claim();
    story.counter(finding(FaultCause::WEATHER));
    let paid = story.counter(payment(50_000));
    // By its clock it was written before the payment, and it names nothing that it comes after.
    let corrected = story.write(Origin::Counter, None, correction(paid, 5_000));
    story.0.last_mut().unwrap().hlc = Hlc::new(moment(-60), 0);
    let ticket = story.folded();
    assert_eq!(ticket.story[0].event, corrected);
    assert!(ticket.story[0].applied);
    assert_eq!(ticket.paid_fen(), fen(5_000));
}

#[test]
fn when_the_key_is_gone_the_words_go_and_causes_and_amounts_stay() {
    let mut story = Story::claim();
    let set = story.counter(Fact::TaskSet(task(TaskKind::WEIGH, transport(), 600)));
    story.headquarters(Fact::TaskGiven(task(TaskKind::SEARCH, transport(), 600)));
    story.counter(answer(set, TaskOutcome::DONE));
    story.counter(evidence(EvidenceKind::VIDEO, None, Some("2026-11-28")));
    story.counter(finding(FaultCause::WEATHER));
    story.counter(adjudication("transport", None));
    story.counter(improvement());
    let forwarded = story.counter(appeal());
    story.counter(report(forwarded, "2026-11-25"));
    let paid = story.counter(payment(50_000));
    story.counter(correction(paid, 5_000));
    story.headquarters(Fact::TicketForgotten);

    let ticket = story.folded();
    let told = format!("{ticket:?}");
    assert!(!told.contains("在三号库") && !told.contains("装车前查封签") && !told.contains("多写了一个零"));
    assert_eq!(ticket.tasks[0].answers[0].words, Some(Sealed::Shut), "that there were words stays known");
    assert_eq!(ticket.finding().unwrap().made.cause, Some(FaultCause::WEATHER));
    assert_eq!(ticket.adjudicated().unwrap().made.unit.as_str(), "transport");
    assert_eq!(ticket.paid_fen(), fen(5_000));
}

#[test]
fn every_fact_of_finding_out_is_an_act() {
    let nothing = EventId::from_bytes([77; 16]);
    let facts = [
        Fact::TaskSet(task(TaskKind::WEIGH, transport(), 600)),
        Fact::TaskGiven(task(TaskKind::WEIGH, transport(), 600)),
        answer(nothing, TaskOutcome::DONE),
        evidence(EvidenceKind::SCALE, None, None),
        finding(FaultCause::WEATHER),
        adjudication("transport", None),
        improvement(),
        appeal(),
        report(nothing, "2026-11-25"),
        correction(nothing, 0),
    ];
    let mut table = String::new();
    for fact in &facts {
        table += &format!("{}: {}\n", fact.kind(), fact.act().unwrap());
    }
    insta::assert_snapshot!(table, @r"
    TaskSet: investigate
    TaskGiven: investigate
    TaskAnswered: investigate
    EvidenceNoted: investigate
    FindingMade: investigate
    FaultAdjudicated: adjudicate
    ImprovementNoted: adjudicate
    AppealForwarded: work_on
    AppealReported: work_on
    PaymentCorrected: correct_payment
    ");
    assert_eq!(payment(1).act(), None);
    assert!(
        crate::StaffRole::Manager.may(Act::CorrectPayment)
            && !crate::StaffRole::Clerk.may(Act::CorrectPayment)
    );
}

/// What is proposed, a line each, for a matter taken in on Saturday 2026-11-21.
fn proposed(kind: Kind, category: &str, shipment: Shipment) -> String {
    let policy = Policy::bundled();
    let ticket = Story::opened(kind, category, shipment).folded();
    let steps = first_steps(&ticket, moment(0), policy.calendar(), policy);
    let line = |step: &crate::ProposedTask| {
        assert_eq!(step.due_at, step.due.due_at(policy.calendar()));
        let due = match step.due {
            Due::On(day) => day.to_string(),
            Due::By(moment) => {
                let local = Zone::SHANGHAI.local(moment);
                format!("{} {:02}:{:02}", local.date, local.hour, local.minute)
            }
        };
        let TaskTo::Unit(unit) = &step.to else { panic!("a playbook asks units") };
        let rule = step.rule.as_ref().map_or("-", |rule| rule.as_str());
        format!("{} to {unit} by {due} ({rule}): {}", step.what, step.words.in_english())
    };
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn arriving(day: &str) -> Shipment {
    Shipment { promised_on: Some(day.parse().unwrap()), ..Shipment::default() }
}

#[test]
fn a_parcel_that_may_be_lost_is_looked_for_first() {
    insta::assert_snapshot!(proposed(Kind::Claim, "loss.whole", arriving("2026-11-20")), @r"
    search to transport by 2026-11-23 (standard.express_service): Have every stage that handled the parcel look for it and answer
    find_video to transport by 2026-11-23 (-): Check proof of delivery, weights, hand-overs and recordings
    ");
    let first =
        |kind, category, shipment| proposed(kind, category, shipment).lines().next().unwrap().to_owned();
    insta::assert_snapshot!(first(Kind::Trace, "loss.shortage", Shipment::default()), @"search to transport by 2026-11-24 (standard.express_service): Have every stage that handled the parcel look for it and answer");
    insta::assert_snapshot!(first(Kind::Claim, "loss", arriving("2026-10-01")), @"search to transport by 2026-11-24 (standard.express_service): Have every stage that handled the parcel look for it and answer");
    let post = Shipment { carrier: Some("china_post".to_owned()), ..arriving("2026-11-20") };
    insta::assert_snapshot!(first(Kind::Claim, "loss.whole", post), @"search to transport by 2026-12-20 (law.postal_49): Have every stage that handled the parcel look for it and answer");
}

#[test]
fn every_playbook_says_whom_to_ask_for_what() {
    insta::assert_snapshot!(proposed(Kind::Claim, "damage.contents", Shipment::default()), @"ask_unit to transport by 2026-11-24 (-): Find where it was damaged and who answers for it");
    insta::assert_snapshot!(proposed(Kind::Complaint, "delivery.attitude", Shipment::default()), @r"
    ask_unit to courier_team by 2026-11-24 (-): Check calls, records and both accounts
    retrain to courier_team by 2026-11-27 (-): First time: retrain; again: sanction by the rules
    ");
    insta::assert_snapshot!(proposed(Kind::Claim, "loss.compensation", Shipment::default()), @"other to claims by 2026-11-24 (-): Have an adjuster review it and give reasons");
    assert_eq!(proposed(Kind::Claim, "unheard.of", Shipment::default()), "");
}

#[test]
fn words_of_finding_out_have_names_and_causes_their_measures() {
    let policy = Policy::bundled();
    let rules = policy.investigation();
    for cause in
        [FaultCause::CONGESTION, FaultCause::WEATHER, FaultCause::STAFF_ERROR, FaultCause::DELIVERY_LEG]
    {
        let measure = rules.usual_measure(&"delay.transit".into(), &cause);
        assert!(measure.is_some(), "{cause}");
        assert_ne!(policy.name_of_fault_cause(&cause).zh, cause.as_str());
    }
    use FaultStage as S;
    for stage in [S::ORDER, S::PICKUP, S::TRANSIT, S::DELIVERY, S::AFTER_SALES] {
        assert!((2..=5).contains(&rules.questions_of(&stage).len()), "{stage}");
        assert_ne!(policy.name_of_fault_stage(&stage).zh, stage.as_str());
    }
    use EvidenceKind as E;
    for kind in [E::TRACE, E::SCAN_RECORD, E::SCALE, E::VIDEO, E::STATEMENT, E::DOCUMENT] {
        assert_ne!(policy.name_of_evidence_kind(&kind).zh, kind.as_str());
    }
    use TaskKind as T;
    let first = [T::SEARCH, T::TRACE, T::WEIGH, T::ASK_SENDER, T::ASK_RECIPIENT, T::ASK_UNIT];
    for kind in first.into_iter().chain([T::FIND_VIDEO, T::CORRECT_DATA, T::RETRAIN, T::SANCTION, T::OTHER]) {
        assert_ne!(policy.name_of_task_kind(&kind).zh, kind.as_str());
    }
    use TaskOutcome as O;
    for outcome in [O::DONE, O::FOUND, O::NOT_FOUND, O::NOT_POSSIBLE] {
        assert_ne!(policy.name_of_task_outcome(&outcome).zh, outcome.as_str());
    }
    assert_eq!(
        policy.name_of_question(&"pickup.weighed".into()).in_english(),
        "Was it weighed and written down?"
    );
    let newer: FaultCause = "aliens".into();
    assert_eq!(policy.name_of_fault_cause(&newer), Bilingual::untranslated("aliens"));
    assert_eq!(rules.usual_measure(&"delay".into(), &newer), None);
    assert!(rules.causes_of(&"unheard.of".into()).is_empty());
}
