//! Who may decide what of a claim, alone or as the first of two, and what stands in the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use domain::{
    AssessmentMade, AwardLine, BranchId, CategoryCode, ChangedLine, Channel, DecisionMade, DeviceId, EpochId,
    Event, EventId, Fact, Fen, Hlc, Instant, Kind, NotDecided, Origin, PersonId, Policy, Proposal, Role,
    RuleCode, Sealed, Sha256, Shipment, StaffRole, Ticket, TicketId, TicketNumber, TicketOpened, Verdict,
    compensation::{Approver, Area, Claim, DepartureCode, Incident, LineKind, NotAuthorised, ServiceCode},
    decision, fold, release, round_of,
};

const WU: PersonId = PersonId::from_bytes([1; 16]);
const ZHOU: PersonId = PersonId::from_bytes([2; 16]);
const RULE: &str = "law.civil_833";

fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

fn event(n: u8, author: Option<PersonId>, fact: Fact) -> Event {
    let wall = Instant::from_unix_ms(1_795_242_900_000 + i64::from(n));
    let origin = match fact {
        Fact::DecisionMade(_) | Fact::DecisionReleased(_) => Origin::Headquarters,
        _ => Origin::Counter,
    };
    Event {
        id: EventId::from_bytes([n; 16]),
        branch: BranchId::from_bytes([7; 16]),
        device: DeviceId::from_bytes([8; 16]),
        epoch: EpochId::from_bytes([9; 16]),
        seq: n.into(),
        wall,
        hlc: Hlc::new(wall, 0),
        author,
        ticket: Some(TicketId::from_bytes([6; 16])),
        // Each had seen the one before.
        after: (n > 1).then(|| EventId::from_bytes([n - 1; 16])).into_iter().collect(),
        policy: Policy::bundled().version().clone(),
        origin,
        fact,
    }
}

fn opened(kind: Kind, claimed_fen: Option<i64>, practice: bool) -> Event {
    let number =
        TicketNumber::new("WC07".parse().unwrap(), "2026-11-21".parse().unwrap(), "A".parse().unwrap(), 1);
    let shipment = Shipment { freight_fen: Some(fen(2_000)), ..Shipment::default() };
    let opened = TicketOpened {
        number: number.unwrap(),
        kind,
        category: CategoryCode::from("damage.contents"),
        channel: Channel::COUNTER,
        answer_by: domain::default_answer_by(),
        role: Role::SENDER,
        demands: Vec::new(),
        claimed_fen: claimed_fen.map(fen),
        shipment,
        last_known: None,
        promises: Vec::new(),
        slip_code: Sha256([7; 32]),
        practice,
        private: Sealed::Shut,
    };
    event(1, None, Fact::TicketOpened(Box::new(opened)))
}

fn assessed(n: u8, at: i64) -> Event {
    let line = AwardLine {
        kind: LineKind::Loss,
        fen: fen(at),
        rule: RuleCode::from(RULE.to_owned()),
        ground: domain::Bilingual::untranslated("ground"),
        reckoned: vec![domain::Bilingual::untranslated("step")],
    };
    let mut claim = Claim::new(ServiceCode::EXPRESS, Incident::WholeLoss, Area::OtherCity, Role::SENDER);
    claim.values.proven_fen = Some(fen(at));
    let made = AssessmentMade {
        on: "2026-11-21".parse().unwrap(),
        claim,
        measure: None,
        lines: vec![line],
        departure: None,
        words: None,
    };
    event(n, None, Fact::AssessmentMade(Box::new(made)))
}

/// A claim of 1,000.00 with freight of 20.00, assessed at so much.
fn claim_assessed_at(at: i64) -> Ticket {
    fold(&[opened(Kind::Claim, Some(100_000), false), assessed(2, at)]).unwrap()
}

fn proposal(ticket: &Ticket, verdict: Verdict, total: i64, departure: Option<DepartureCode>) -> Proposal {
    let line = ChangedLine { kind: LineKind::Loss, fen: fen(total), rule: RuleCode::from(RULE.to_owned()) };
    Proposal {
        verdict,
        assessment: ticket.assessment().map(|assessed| assessed.event),
        lines: vec![line],
        departure,
        grounds: vec![RuleCode::from(RULE.to_owned())],
        words: "why".to_owned(),
    }
}

#[test]
fn what_pays_nothing_names_its_rules_and_what_pays_names_that_of_its_measure() {
    let ticket = claim_assessed_at(60_000);
    let adjuster = &[StaffRole::Adjuster];
    let declined = proposal(&ticket, Verdict::Decline, 0, None);
    let ground = |made: DecisionMade| -> Vec<String> {
        made.grounds.iter().map(|ground| ground.rule.to_string()).collect()
    };
    assert_eq!(ground(decided(&ticket, &declined, adjuster).unwrap()), [RULE]);
    let with = |rules: &[&str]| Proposal {
        grounds: rules.iter().map(|rule| RuleCode::from((*rule).to_owned())).collect(),
        ..declined.clone()
    };
    let twice = decided(&ticket, &with(&["law.postal_48", RULE, "law.postal_48"]), adjuster).unwrap();
    assert!(twice.grounds.iter().all(|ground| !ground.citation.in_chinese().is_empty()));
    assert_eq!(ground(twice), ["law.postal_48", RULE]);
    assert_eq!(decided(&ticket, &with(&[]), adjuster).unwrap_err(), NotDecided::Ground);
    assert_eq!(decided(&ticket, &with(&["law.none"]), adjuster).unwrap_err(), NotDecided::UnknownWord);
    let approve = proposal(&ticket, Verdict::Approve, 0, None);
    assert_eq!(
        ground(decided(&ticket, &approve, adjuster).unwrap()),
        [] as [&str; 0],
        "no measure was taken"
    );
}

fn decided(ticket: &Ticket, proposal: &Proposal, roles: &[StaffRole]) -> Result<DecisionMade, NotDecided> {
    decision(ticket, proposal, Approver { person: WU, roles }, Policy::bundled())
}

#[test]
fn what_is_awarded_needs_the_role_of_its_band_and_above_the_demand_two_people() {
    use StaffRole::{Adjuster, Approver, Clerk};
    const GOODWILL: Option<DepartureCode> = Some(DepartureCode::GOODWILL);
    // (changed to, departure, role, second roles or refusal)
    type Expected = Result<&'static [&'static str], &'static str>;
    let cases: [(i64, Option<DepartureCode>, StaffRole, Expected); 9] = [
        (60_000, None, Adjuster, Ok(&[])),
        (60_000, None, Clerk, Err("it is for others to decide")),
        (60_001, None, Adjuster, Err("above what was assessed or asked for, without a reason from the list")),
        (60_001, GOODWILL, Adjuster, Ok(&[])),
        (100_001, GOODWILL, Adjuster, Err("it is for others to decide")),
        (102_000, GOODWILL, Approver, Ok(&[])),
        (102_001, GOODWILL, Approver, Ok(&["approver"])),
        (600_000, GOODWILL, Adjuster, Ok(&["approver"])),
        (0, None, Adjuster, Err("nothing is awarded")),
    ];
    let ticket = claim_assessed_at(60_000);
    for (total, departure, role, expected) in cases {
        let made = decided(&ticket, &proposal(&ticket, Verdict::Change, total, departure), &[role]);
        let told = made.map(|made| made.second_roles).map_err(|error| error.to_string());
        let expected = expected.map(|roles| roles.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>());
        assert_eq!(told, expected.map_err(str::to_owned), "{total} by {role}");
    }
}

#[test]
fn what_was_assessed_above_the_demand_without_a_reason_needs_one_to_be_approved() {
    let ticket = claim_assessed_at(100_001);
    let approve = proposal(&ticket, Verdict::Approve, 0, None);
    let most = fen(100_000);
    assert_eq!(decided(&ticket, &approve, &[StaffRole::Approver]), Err(NotDecided::Departure { most }));
    let unknown = Proposal { departure: Some(DepartureCode::from("because")), ..approve };
    assert_eq!(decided(&ticket, &unknown, &[StaffRole::Approver]), Err(NotDecided::UnknownWord));
}

#[test]
fn where_nothing_was_asked_for_two_people_look_at_what_is_above_the_freight() {
    let ticket = fold(&[opened(Kind::Claim, None, false), assessed(2, 60_000)]).unwrap();
    let made = decided(&ticket, &proposal(&ticket, Verdict::Approve, 0, None), &[StaffRole::Adjuster]);
    assert_eq!(made.unwrap().second_roles, ["approver"]);
    let ticket = fold(&[opened(Kind::Claim, None, false), assessed(2, 2_000)]).unwrap();
    let made = decided(&ticket, &proposal(&ticket, Verdict::Approve, 0, None), &[StaffRole::Adjuster]);
    assert!(made.unwrap().second_roles.is_empty());
}

#[test]
fn an_approval_is_of_what_was_assessed_whatever_was_typed() {
    let ticket = claim_assessed_at(60_000);
    let approve = proposal(&ticket, Verdict::Approve, 99_999, None);
    let made = decided(&ticket, &approve, &[StaffRole::Adjuster]).unwrap();
    assert_eq!(made.total(), fen(60_000));
    assert_eq!(made.lines, ticket.assessment().unwrap().made.lines, "with how it was reckoned");
    let older = Proposal { assessment: None, ..approve };
    assert_eq!(decided(&ticket, &older, &[StaffRole::Adjuster]), Err(NotDecided::Changed));
}

#[test]
fn only_claims_are_decided_and_nothing_is_awarded_unassessed() {
    use Verdict::{Approve, Decline};
    let refused = |event: Event, verdict| {
        let ticket = fold(&[event]).unwrap();
        decided(&ticket, &proposal(&ticket, verdict, 0, None), &[StaffRole::Adjuster]).unwrap_err()
    };
    assert_eq!(refused(opened(Kind::Complaint, None, false), Decline), NotDecided::NoClaim);
    assert_eq!(refused(opened(Kind::Claim, None, true), Decline), NotDecided::Practice);
    assert_eq!(refused(opened(Kind::Claim, None, false), Approve), NotDecided::NotAssessed);
    let ticket = fold(&[opened(Kind::Complaint, None, false), assessed(2, 60_000)]).unwrap();
    let approve = proposal(&ticket, Approve, 0, None);
    let made = decided(&ticket, &approve, &[StaffRole::Approver]);
    assert_eq!(made.map(|made| made.total()), Ok(fen(60_000)), "what was assessed is a claim");
}

#[test]
fn a_decision_is_released_once_by_another_person_of_the_right_role() {
    let ticket = claim_assessed_at(60_000);
    let change = proposal(&ticket, Verdict::Change, 600_000, Some(DepartureCode::GOODWILL));
    let made = decided(&ticket, &change, &[StaffRole::Adjuster]).unwrap();
    let mut events = vec![
        opened(Kind::Claim, Some(100_000), false),
        assessed(2, 60_000),
        event(3, Some(WU), Fact::DecisionMade(made)),
    ];
    let (waiting, what) = (fold(&events).unwrap(), EventId::from_bytes([3; 16]));
    let by = |person, role| release(&waiting, what, Approver { person, roles: &[role] });
    let same = NotDecided::Authority(NotAuthorised::SamePerson);
    assert_eq!(by(WU, StaffRole::Approver), Err(same));
    let roles = vec![StaffRole::Approver];
    let others = NotDecided::Authority(NotAuthorised::Role { roles });
    assert_eq!(by(ZHOU, StaffRole::Adjuster), Err(others));
    let released = by(ZHOU, StaffRole::Approver).unwrap();
    assert_eq!((released.decision, released.released_as.as_str()), (what, "approver"));
    assert_eq!(round_of(&waiting), 1, "what waits is no round yet");
    events.push(event(4, Some(ZHOU), Fact::DecisionReleased(released)));
    let released = fold(&events).unwrap();
    assert_eq!((released.status, round_of(&released)), (domain::TicketStatus::Proposed, 2));
    let again = release(&released, what, Approver { person: ZHOU, roles: &[StaffRole::Approver] });
    assert_eq!(again, Err(NotDecided::NothingToRelease));
}
