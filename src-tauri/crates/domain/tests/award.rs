//! Decisions and payments as the fold takes them: money is never undone by who had not seen it.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

use domain::{
    ActionTaken, AnswerBy, AssessmentMade, AwardLine, Bilingual, BranchId, Channel, DecisionMade,
    DecisionReleased, DeviceId, Document, EpochId, Event, EventId, Fact, Fen, Hlc, Instant, Kind, Origin,
    PaidTo, Payee, PaymentCorrected, PaymentMade, PaymentMethod, PersonId, PolicyVersion, ProofNoted, Role,
    RuleCode, Sealed, Sha256, Shipment, Signature, SignatureGiven, SignaturePurpose, Ticket, TicketAction,
    TicketId, TicketOpened, TicketStatus, Told, Verdict,
    compensation::{
        Area, Claim, Incident, LineKind, Proof, ProofCode, ProofStanding, Rung, ServiceCode, WaiverCode,
    },
    fold,
};

const ADJUSTER: u8 = 0xa1;
const APPROVER: u8 = 0xa2;

/// What happened to a ticket, written in turn; each line knows those before it unless it is told what it had seen.
struct Story {
    events: Vec<Event>,
}

impl Story {
    fn opened() -> Self {
        let mut story = Self { events: Vec::new() };
        story.counter(Fact::TicketOpened(Box::new(TicketOpened {
            number: "WC07-261121-A0012-N".parse().unwrap(),
            kind: Kind::Claim,
            category: "damage.contents".into(),
            channel: Channel::COUNTER,
            answer_by: AnswerBy::PHONE,
            role: Role::SENDER,
            demands: Vec::new(),
            claimed_fen: Some(fen(90_000)),
            shipment: Shipment::default(),
            last_known: None,
            promises: Vec::new(),
            slip_code: Sha256([0; 32]),
            practice: false,
            private: Sealed::Open(Told::default()),
        })));
        story
    }

    fn counter(&mut self, fact: Fact) -> EventId {
        let seen = self.events.last().map(|event| event.id);
        self.write(Origin::Counter, 0x11, seen, fact)
    }

    fn headquarters(&mut self, author: u8, fact: Fact) -> EventId {
        let seen = self.events.last().map(|event| event.id);
        self.write(Origin::Headquarters, author, seen, fact)
    }

    /// Written at the counter by somebody who had seen nothing after `seen`.
    fn counter_after(&mut self, seen: EventId, fact: Fact) -> EventId {
        self.write(Origin::Counter, 0x11, Some(seen), fact)
    }

    fn write(&mut self, origin: Origin, author: u8, seen: Option<EventId>, fact: Fact) -> EventId {
        let n = self.events.len() as u8;
        let wall = Instant::from_unix_ms(1_795_242_900_000 + i64::from(n) * 1_000);
        let id = EventId::from_bytes([n + 1; 16]);
        self.events.push(Event {
            id,
            branch: BranchId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            epoch: EpochId::from_bytes([3; 16]),
            seq: u64::from(n) + 1,
            wall,
            hlc: Hlc::new(wall, 0),
            author: Some(PersonId::from_bytes([author; 16])),
            ticket: Some(TicketId::from_bytes([9; 16])),
            after: seen.into_iter().collect(),
            policy: PolicyVersion::from("1"),
            origin,
            fact,
        });
        id
    }

    fn act(&mut self, action: TicketAction) -> EventId {
        self.counter(Fact::ActionTaken(ActionTaken { action, words: None }))
    }

    fn folded(&self) -> Ticket {
        fold(&self.events).unwrap()
    }
}

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

fn line(amount: i64) -> AwardLine {
    AwardLine {
        kind: LineKind::Loss,
        fen: fen(amount),
        rule: RuleCode::from("law.civil_code_833"),
        ground: Bilingual::new("《民法典》第八百三十三条", "Civil Code, art. 833"),
        reckoned: Vec::new(),
    }
}

fn decision(verdict: Verdict, amount: i64, second: bool) -> Fact {
    let awards = matches!(verdict, Verdict::Approve | Verdict::Change);
    Fact::DecisionMade(DecisionMade {
        verdict,
        assessment: None,
        lines: awards.then(|| line(amount)).into_iter().collect(),
        grounds: Vec::new(),
        departure: None,
        round: 1,
        decided_as: "adjuster".to_owned(),
        second_roles: second.then(|| "approver".to_owned()).into_iter().collect(),
        words: Some(Sealed::Open("理由".to_owned())),
    })
}

fn released(decision: EventId) -> Fact {
    Fact::DecisionReleased(DecisionReleased { decision, released_as: "approver".to_owned() })
}

fn payment(decision: EventId, amount: i64) -> Fact {
    Fact::PaymentMade(PaymentMade {
        voucher: "WC07-261121-A0012-N/P1".to_owned(),
        decision,
        fen: fen(amount),
        method: PaymentMethod::WECHAT,
        payee: Payee::SENDER,
        departure: None,
        private: Sealed::Open(PaidTo { name: "王小明".to_owned(), account: "wxid".to_owned() }),
    })
}

#[test]
fn a_claim_goes_from_assessment_to_payment() {
    let mut story = Story::opened();
    let proof =
        |standing| Fact::ProofNoted(ProofNoted { proof: Proof { code: ProofCode::INVOICE, standing } });
    story.counter(proof(ProofStanding::Owed { by: "2026-11-28".parse().unwrap() }));
    story.counter(proof(ProofStanding::Waived { why: WaiverCode::OWN_RECORD }));
    let claim = Claim::new(ServiceCode::EXPRESS, Incident::PartDamage, Area::OtherCity, Role::SENDER);
    story.counter(Fact::AssessmentMade(Box::new(AssessmentMade {
        on: "2026-11-21".parse().unwrap(),
        claim,
        measure: Some("express_uninsured".into()),
        lines: vec![line(60_000), line(2_300)],
        departure: None,
        words: None,
    })));
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Change, 50_000, false));
    assert_eq!(story.folded().status, TicketStatus::Proposed);
    story.act(TicketAction::Accept);
    story.counter(payment(decided, 30_000));
    let ticket = story.folded();
    assert_eq!((ticket.paid_fen(), ticket.to_pay_fen()), (fen(30_000), Some(fen(20_000))));
    story.counter(payment(decided, 20_000));
    story.act(TicketAction::Settle);

    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::Settled);
    let rungs = [Rung::Claimed, Rung::Proven, Rung::Assessed, Rung::Approved, Rung::Paid];
    let ladder = rungs.map(|rung| ticket.ladder().fen(rung).map(Fen::get));
    assert_eq!(ladder, [Some(90_000), None, Some(62_300), Some(50_000), Some(50_000)]);
    assert_eq!(ticket.to_pay_fen(), Some(Fen::ZERO));
    let [proof] = ticket.proofs.as_slice() else {
        panic!("the later word on a proof takes the earlier's place")
    };
    assert_eq!(proof.standing.word(), "waived");
    let stood: Vec<_> = ticket.statuses.iter().map(|(_, status)| status.as_str()).collect();
    assert_eq!(stood, ["registered", "proposed", "agreed", "settled"]);
}

#[test]
fn a_decision_that_needs_a_second_person_waits_for_one() {
    let mut story = Story::opened();
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Approve, 600_000, true));
    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::Registered);
    assert!(ticket.decision().is_none() && ticket.decision_to_release().is_some());

    story.headquarters(ADJUSTER, released(decided));
    assert_eq!(story.folded().status, TicketStatus::Registered, "nobody releases their own decision");
    let release = story.headquarters(APPROVER, released(decided));
    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::Proposed);
    assert_eq!(ticket.decision().and_then(|decided| decided.effect), Some(release));
    assert!(ticket.decision_to_release().is_none());
    story.headquarters(APPROVER, released(decided));
    assert_eq!(story.folded().decision().unwrap().effect, Some(release), "a decision is released once");
}

#[test]
fn a_decision_that_another_has_replaced_is_not_released() {
    let mut story = Story::opened();
    let first = story.headquarters(ADJUSTER, decision(Verdict::Approve, 600_000, true));
    story.headquarters(ADJUSTER, decision(Verdict::AskBack, 0, false));
    story.headquarters(APPROVER, released(first));
    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::WaitingForCustomer);
    assert!(ticket.to_pay_fen().is_none());
}

#[test]
fn a_decision_that_comes_too_late_is_shown_beside_what_changed() {
    let mut story = Story::opened();
    story.act(TicketAction::Withdraw);
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Approve, 50_000, false));
    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::Withdrawn);
    assert_eq!((ticket.decisions.len(), ticket.decision()), (1, None));
    assert_eq!(ticket.conflicts(), [domain::Conflict::NotApplied(decided)]);
}

#[test]
fn what_was_written_without_knowing_of_a_decision_does_not_undo_it() {
    let mut story = Story::opened();
    let opening = story.events[0].id;
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Approve, 50_000, false));
    let withdrawn = story.counter_after(
        opening,
        Fact::ActionTaken(ActionTaken { action: TicketAction::Withdraw, words: None }),
    );
    let ticket = story.folded();
    assert_eq!(ticket.status, TicketStatus::Proposed);
    assert_eq!(ticket.conflicts(), [domain::Conflict::NotApplied(withdrawn)]);
    // Whoever has seen it may.
    story.counter_after(
        decided,
        Fact::ActionTaken(ActionTaken { action: TicketAction::Withdraw, words: None }),
    );
    assert_eq!(story.folded().status, TicketStatus::Withdrawn);
}

#[test]
fn a_decision_from_a_counter_decides_nothing() {
    let mut story = Story::opened();
    let decided = story.counter(decision(Verdict::Approve, 50_000, true));
    story.counter(released(decided));
    let ticket = story.folded();
    assert_eq!((ticket.status, ticket.decisions.len()), (TicketStatus::Registered, 0));
}

#[test]
fn when_the_key_is_gone_amounts_stay_and_words_and_names_go() {
    let mut story = Story::opened();
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Approve, 50_000, false));
    story.act(TicketAction::Accept);
    story.counter(payment(decided, 50_000));
    story.headquarters(ADJUSTER, Fact::TicketForgotten);
    let ticket = story.folded();
    assert_eq!(ticket.paid_fen(), fen(50_000));
    assert_eq!(ticket.payments[0].made.private, Sealed::Shut);
    assert_eq!(ticket.decisions[0].made.words, Some(Sealed::Shut));
}

#[test]
fn a_signature_stands_under_the_voucher_that_was_signed_until_its_payment_is_corrected() {
    let mut story = Story::opened();
    story.act(TicketAction::Investigate);
    let decided = story.headquarters(ADJUSTER, decision(Verdict::Approve, 60_000, false));
    story.act(TicketAction::Accept);
    let first = story.counter(payment(decided, 20_000));
    let signed = |story: &mut Story| {
        story.counter(Fact::SignatureGiven(SignatureGiven {
            purpose: SignaturePurpose::PAYMENT,
            document: Document::VOUCHER,
            shown: Sha256([1; 32]),
            language: "zh".to_owned(),
            role: Role::SENDER,
            private: Sealed::Open(Signature::default()),
        }))
    };
    let for_first = signed(&mut story);
    let second = story.counter(payment(decided, 40_000));
    let under = |story: &Story, payment| story.folded().payment_signature(payment).map(|it| it.event);
    assert_eq!((under(&story, first), under(&story, second)), (Some(for_first), None));
    let for_second = signed(&mut story);
    assert_eq!((under(&story, first), under(&story, second)), (Some(for_first), Some(for_second)));

    let words = Sealed::Open("多写了".to_owned());
    let corrected = PaymentCorrected { payment: first, fen: fen(19_000), words };
    story.counter(Fact::PaymentCorrected(corrected));
    assert_eq!((under(&story, first), under(&story, second)), (None, Some(for_second)));
    let folded = story.folded();
    let outdated = folded.payments.iter().map(|paid| folded.has_outdated_signature(paid));
    assert_eq!(outdated.collect::<Vec<_>>(), [true, false]);
}
