//! What starts, ends and holds up a clock.

use super::*;
use crate::{
    AssessmentMade, DecisionMade, DecisionReleased, Demand, Fen, LastKnown, ParcelStatus, Payee, PaymentMade,
    PaymentMethod, StatusSource, Verdict,
    award::{AwardLine, PaidTo},
    compensation::{Area, Incident, LineKind, ServiceCode},
};

pub(super) fn fen(fen: i64) -> Fen {
    Fen::new(fen).unwrap()
}

pub(super) fn decision(verdict: Verdict) -> Fact {
    let line = AwardLine {
        kind: LineKind::Loss,
        fen: fen(20_000),
        rule: RuleCode::LAW_7_DAYS,
        ground: Bilingual::default(),
        reckoned: Vec::new(),
    };
    Fact::DecisionMade(DecisionMade {
        verdict,
        assessment: None,
        lines: if verdict == Verdict::Decline { Vec::new() } else { vec![line] },
        grounds: Vec::new(),
        departure: None,
        round: 1,
        decided_as: "adjuster".into(),
        second_roles: Vec::new(),
        words: None,
    })
}

pub(super) fn payment(of: i64) -> Fact {
    Fact::PaymentMade(PaymentMade {
        voucher: "WC07-261121-A0012-N/P1".into(),
        decision: EventId::from_bytes([2; 16]),
        fen: fen(of),
        method: PaymentMethod::CASH,
        payee: Payee::SENDER,
        departure: None,
        private: Sealed::Open(PaidTo::default()),
    })
}

fn assessed(service: &str, area: Area) -> Fact {
    let claim = Claim::new(ServiceCode::from(service.to_owned()), Incident::Delay, area, Role::SENDER);
    Fact::AssessmentMade(Box::new(AssessmentMade {
        on: "2026-11-22".parse().unwrap(),
        claim,
        measure: None,
        lines: Vec::new(),
        departure: None,
        words: None,
    }))
}

#[test]
fn a_matter_is_acknowledged_when_its_receipt_came_out() {
    let taken = Story::taken(Kind::Complaint, "2026-11-21 14:35");
    let standing = |story: &Story| story.standing(PromiseStep::ACKNOWLEDGE, "2026-11-21 14:45");
    assert_eq!(standing(&taken), "LATE since 2026-11-21 14:40");
    let jammed = taken.clone().print("2026-11-21 14:36", Document::RECEIPT, "paper_jam");
    assert_eq!(standing(&jammed), "LATE since 2026-11-21 14:40");
    assert_eq!(
        standing(&jammed.print("2026-11-21 14:37", Document::RECEIPT, "saved")),
        "done 2026-11-21 14:37"
    );
    let called = Story::taken_as(Kind::Complaint, "2026-11-21 14:35", |it| it.channel = "phone".into());
    assert_eq!(standing(&called), "done 2026-11-21 14:35", "who calls gets no paper");
}

#[test]
fn nobody_is_told_by_a_call_that_was_not_answered() {
    let made =
        |outcome| ContactMade { way: ContactWay::PHONE, about: ContactAbout::PROGRESS, outcome, words: None };
    let story = Story::taken(Kind::Complaint, "2026-11-21 14:35")
        .then("2026-11-21 16:00", Fact::ContactMade(made(ContactOutcome::NO_ANSWER)));
    let standing = |story: &Story| story.standing(PromiseStep::FIRST_FEEDBACK, "2026-11-22 15:00");
    assert_eq!(standing(&story), "LATE since 2026-11-22 14:35");
    let reached = story.then("2026-11-22 14:30", Fact::ContactMade(made(ContactOutcome::REACHED)));
    assert_eq!(standing(&reached), "done 2026-11-22 14:30");
    assert_eq!(
        reached.standing(PromiseStep::REPLY, "2026-11-22 15:00"),
        "running, 23.1 % used",
        "to hear from us is not to be answered"
    );
}

#[test]
fn the_law_wants_an_outcome_and_that_it_was_told() {
    let law = |story: &Story| story.standing(PromiseStep::LAW_7_DAYS, "2026-11-30 09:00");
    let late = "LATE since 2026-11-29 00:00";
    let taken = Story::taken(Kind::Claim, "2026-11-21 14:35");
    let spoken = taken.clone().reach("2026-11-22 10:00", ContactAbout::RESULT);
    assert_eq!(law(&spoken), late, "there was nothing to tell yet");
    let proposed = taken.clone().act("2026-11-22 10:00", TicketAction::Propose);
    assert_eq!(law(&proposed), late, "a proposal that nobody told");
    let called = proposed.clone().reach("2026-11-23 10:00", ContactAbout::PROGRESS);
    assert_eq!(law(&called), late, "a call about something else");
    assert_eq!(
        law(&proposed.clone().reach("2026-11-23 10:00", ContactAbout::RESULT)),
        "done 2026-11-23 10:00"
    );
    assert_eq!(law(&proposed.act("2026-11-29 10:00", TicketAction::Refuse)), "done late 2026-11-29 10:00");
    let declined = taken.clone().then("2026-11-22 10:00", decision(Verdict::Decline));
    assert_eq!(law(&declined), late, "headquarters declined; the customer is still to be told");
    assert_eq!(
        law(&declined.clone().act("2026-11-23 09:00", TicketAction::Close)),
        late,
        "closing tells nobody"
    );
    let explained = declined.clone().print("2026-11-23 11:00", Document::SCREENING, "printed");
    assert_eq!(law(&explained), "done 2026-11-23 11:00");
    assert_eq!(law(&taken.clone().act("2026-11-24 10:00", TicketAction::Decline)), "done 2026-11-24 10:00");
    assert_eq!(law(&taken.act("2026-11-24 10:00", TicketAction::Withdraw)), "done 2026-11-24 10:00");
}

#[test]
fn a_complaint_runs_from_its_conversion_and_a_claim_from_the_complaint() {
    let law = |story: &Story| {
        let law = story.clock(PromiseStep::LAW_7_DAYS, "2026-11-25 09:00");
        format!("from {} {}", told(law.started_at), due(law.due))
    };
    let enquiry = Story::taken(Kind::Enquiry, "2026-11-21 14:35");
    assert!(enquiry.clocks("2026-11-25 09:00").iter().all(|clock| clock.step != PromiseStep::LAW_7_DAYS));
    let complaint = enquiry.convert("2026-11-23 10:00", Kind::Complaint);
    assert_eq!(law(&complaint), "from 2026-11-23 10:00 on 2026-11-30");
    let claim = complaint.convert("2026-11-24 10:00", Kind::Claim);
    assert_eq!(law(&claim), "from 2026-11-23 10:00 on 2026-11-30");
    let back = claim.convert("2026-11-24 11:00", Kind::Suggestion);
    assert_eq!(law(&back), "from 2026-11-23 10:00 on 2026-11-30", "nobody converts the law away");
    let again = back.convert("2026-11-24 12:00", Kind::Complaint);
    assert_eq!(law(&again), "from 2026-11-23 10:00 on 2026-11-30");
}

#[test]
fn what_is_taken_up_again_in_time_runs_on_and_what_was_told_in_time_stays_so() {
    let declined =
        Story::taken(Kind::Complaint, "2026-11-21 14:35").act("2026-11-22 10:00", TicketAction::Decline);
    let law = |story: &Story, now| story.standing(PromiseStep::LAW_7_DAYS, now);
    assert_eq!(law(&declined, "2026-11-23 09:00"), "done 2026-11-22 10:00");
    let soon = declined.clone().act("2026-11-24 10:00", TicketAction::Reopen);
    assert_eq!(law(&soon, "2026-11-25 02:17"), "running, 47.1 % used");
    assert_eq!(law(&soon, "2026-11-29 00:00"), "LATE since 2026-11-29 00:00", "the old date binds");
    let later = declined.act("2026-12-10 10:00", TicketAction::Reopen);
    assert_eq!(law(&later, "2026-12-11 10:00"), "done 2026-11-22 10:00");
    let again = later.clock(PromiseStep::ANSWER_REOPENED, "2026-12-11 10:00");
    assert_eq!(due(again.due), "on 2026-12-15", "and it is not forgotten");
    let answered = later.act("2026-12-12 10:00", TicketAction::Decline);
    assert_eq!(answered.standing(PromiseStep::ANSWER_REOPENED, "2026-12-13 10:00"), "done 2026-12-12 10:00");
}

#[test]
fn a_decision_that_waits_for_a_second_person_is_none_yet() {
    let Fact::DecisionMade(made) = decision(Verdict::Approve) else { panic!("a decision was made") };
    let waiting = DecisionMade { second_roles: vec!["approver".into()], ..made };
    let story = Story::taken(Kind::Claim, "2026-11-21 14:35")
        .then("2026-11-22 10:00", Fact::DecisionMade(waiting))
        .reach("2026-11-22 11:00", ContactAbout::RESULT);
    let standing = |story: &Story, step| story.standing(step, "2026-12-22 09:00");
    assert_eq!(standing(&story, PromiseStep::CLAIM_PROPOSAL), "LATE since 2026-12-22 00:00");
    assert_eq!(standing(&story, PromiseStep::LAW_7_DAYS), "LATE since 2026-11-29 00:00");
    let released_as = "approver".into();
    let released = DecisionReleased { decision: EventId::from_bytes([2; 16]), released_as };
    let story = story
        .then("2026-11-24 10:00", Fact::DecisionReleased(released))
        .reach("2026-11-24 11:00", ContactAbout::RESULT);
    assert_eq!(standing(&story, PromiseStep::CLAIM_PROPOSAL), "done 2026-11-24 10:00");
    assert_eq!(standing(&story, PromiseStep::LAW_7_DAYS), "done 2026-11-24 11:00");
}

#[test]
fn an_agreed_sum_is_paid_within_seven_days_and_a_part_of_it_is_not_the_sum() {
    let agreed = Story::taken(Kind::Claim, "2026-11-21 14:35")
        .then("2026-11-23 10:00", decision(Verdict::Approve))
        .act("2026-11-24 10:00", TicketAction::Accept);
    let pay = |story: &Story, now| story.standing(PromiseStep::PAY, now);
    assert_eq!(due(agreed.clock(PromiseStep::PAY, "2026-11-24 10:01").due), "on 2026-12-01");
    let part = agreed.then("2026-11-25 10:00", payment(15_000));
    assert_eq!(pay(&part, "2026-12-02 00:00"), "LATE since 2026-12-02 00:00");
    let whole = part.then("2026-12-02 10:00", payment(5_000));
    assert_eq!(pay(&whole, "2026-12-03 00:00"), "done late 2026-12-02 10:00");
    assert_eq!(whole.standing(PromiseStep::SETTLE, "2026-12-03 00:00"), "done 2026-12-02 10:00");
}

#[test]
fn a_return_stands_still_while_the_customer_is_awaited() {
    let asked = |opened: &mut TicketOpened| opened.demands = vec![Demand::RETURN_OR_EXCHANGE];
    let asked = Story::taken_as(Kind::Complaint, "2026-11-21 10:00", asked)
        .act("2026-11-22 10:00", TicketAction::AskCustomer);
    let clock = |story: &Story, now| {
        let clock = story.clock(PromiseStep::RETURN, now);
        format!("{}, {}", due(clock.due), said(&clock.standing))
    };
    assert_eq!(clock(&asked, "2026-11-30 10:00"), "by 2026-12-01 10:00, stands still since 2026-11-22 10:00");
    let replied = asked.act("2026-12-01 10:00", TicketAction::CustomerReplied);
    assert_eq!(clock(&replied, "2026-12-01 22:00"), "by 2026-12-02 10:00, running, 75.0 % used");
    assert_eq!(clock(&replied, "2026-12-02 10:00"), "by 2026-12-02 10:00, LATE since 2026-12-02 10:00");
    let later_asked = Story::taken(Kind::Complaint, "2026-11-21 10:00")
        .amend("2026-11-23 10:00", Amendment::Demands(vec![Demand::RETURN_OR_EXCHANGE]));
    assert_eq!(clock(&later_asked, "2026-11-24 10:00"), "by 2026-11-25 10:00, running, 50.0 % used");
}

#[test]
fn days_in_which_the_customer_was_awaited_do_not_count() {
    let asked = |opened: &mut TicketOpened| opened.demands = vec![Demand::COMPENSATION];
    let story = Story::taken_as(Kind::Complaint, "2026-11-20 10:00", asked);
    let settle = |story: &Story, now| due(story.clock(PromiseStep::SETTLE, now).due);
    assert_eq!(settle(&story, "2026-11-20 10:01"), "on 2026-12-04");
    // From Monday noon to Wednesday noon: Monday and Tuesday ended waiting.
    let asked = story.act("2026-11-23 12:00", TicketAction::AskCustomer);
    assert_eq!(settle(&asked, "2026-11-23 13:00"), "on 2026-12-04");
    assert_eq!(settle(&asked, "2026-11-24 13:00"), "on 2026-12-07");
    let replied = asked.act("2026-11-25 12:00", TicketAction::CustomerReplied);
    assert_eq!(settle(&replied, "2026-11-30 12:00"), "on 2026-12-08");
}

#[test]
fn a_claim_form_is_answered_in_a_day_and_a_proposal_follows_in_thirty_or_sixty() {
    let claim = Story::taken(Kind::Claim, "2026-11-21 14:35");
    assert!(claim.clocks("2026-11-22 10:00").iter().all(|clock| clock.step != PromiseStep::CLAIM_ANSWER));
    let given = claim.print("2026-11-21 15:00", Document::CLAIM_FORM, "printed");
    assert_eq!(due(given.clock(PromiseStep::CLAIM_ANSWER, "2026-11-22 10:00").due), "by 2026-11-22 15:00");
    let proposal = |story: &Story| due(story.clock(PromiseStep::CLAIM_PROPOSAL, "2026-11-22 10:00").due);
    assert_eq!(proposal(&given), "on 2026-12-21", "while nobody knows how far it went");
    let abroad = given.clone().then("2026-11-22 09:00", assessed("express", Area::International));
    assert_eq!(proposal(&abroad), "on 2027-01-20");
    assert_eq!(
        proposal(&given.then("2026-11-22 09:00", assessed("express", Area::SameCity))),
        "on 2026-12-21"
    );
}

#[test]
fn mail_is_inquired_about_for_thirty_or_sixty_days_and_parcels_are_not() {
    let trace = |carrier: &str| {
        let change = |opened: &mut TicketOpened| opened.shipment.carrier = Some(carrier.into());
        Story::taken_as(Kind::Trace, "2026-03-02 14:35", change)
    };
    let inquiry = |story: &Story| {
        let clocks = story.clocks("2026-03-03 09:00");
        let clock = clocks.iter().find(|clock| clock.step == PromiseStep::INQUIRY_ANSWER);
        clock.map_or("none".into(), |clock| due(clock.due))
    };
    assert_eq!(inquiry(&trace("sf")), "none");
    assert_eq!(inquiry(&trace("china_post")), "on 2026-04-01");
    let abroad = trace("china_post").then("2026-03-02 15:00", assessed("recorded_mail", Area::International));
    assert_eq!(inquiry(&abroad), "on 2026-05-01");
    let express = trace("china_post").then("2026-03-02 15:00", assessed("express", Area::OtherCity));
    assert_eq!(inquiry(&express), "none", "what it is carried as counts, not by whom");
}

#[test]
fn an_appeal_is_reported_on_within_ten_days_and_until_it_is_closed() {
    let appeal = Story::taken_as(Kind::Complaint, "2026-11-21 14:35", |it| it.channel = Channel::REGULATOR);
    let report = |story: &Story| story.standing(PromiseStep::APPEAL_REPORT, "2026-12-02 00:00");
    assert_eq!(report(&appeal), "LATE since 2026-12-02 00:00");
    let answered = appeal.act("2026-11-25 09:00", TicketAction::Decline);
    assert_eq!(
        report(&answered),
        "LATE since 2026-12-02 00:00",
        "the customer knows, the regulator does not"
    );
    assert_eq!(report(&answered.act("2026-11-26 09:00", TicketAction::Close)), "done 2026-11-26 09:00");
}

#[test]
fn a_parcel_that_is_late_enough_may_count_as_lost() {
    let late = Story::taken_as(Kind::Trace, "2026-03-02 14:35", |opened| {
        opened.category = "delay.transit".into();
        opened.shipment.promised_on = Some("2026-03-01".parse().unwrap());
    });
    let offer = |story: &Story, now| {
        let offer = offers_loss(&story.ticket(), at(now), calendar(), policy());
        offer.map_or("no offer".to_owned(), |offer| {
            let areas: Vec<&str> = offer.only_for.iter().map(|area| area.as_str()).collect();
            format!("{} {}, {}", said(&offer.clock.standing), areas.join(" "), offer.clock.rule)
        })
    };
    assert_eq!(offer(&late, "2026-03-04 23:59"), "no offer");
    assert_eq!(
        offer(&late, "2026-03-05 00:00"),
        "over since 2026-03-05 00:00 same_city, standard.express_service"
    );
    let whatever = "over since 2026-03-09 00:00 same_city other_city, standard.express_service";
    assert_eq!(offer(&late, "2026-03-09 00:00"), whatever);
    let far = late.clone().then("2026-03-03 09:00", assessed("express", Area::OtherCity));
    assert_eq!(offer(&far, "2026-03-08 23:59"), "no offer");
    assert_eq!(offer(&far, "2026-03-09 00:00"), "over since 2026-03-09 00:00 , standard.express_service");
    assert!(far.clock(PromiseStep::TOTAL_DELAY, "2026-03-09 00:00").standing.is_open());
    let binding_step = |story: &Story| binding(&story.clocks("2026-03-20 00:00")).unwrap().step.clone();
    assert_ne!(binding_step(&far), PromiseStep::TOTAL_DELAY, "an offer is no breach of ours");
    let signed = LastKnown { status: ParcelStatus::SIGNED, at: None, from: StatusSource::OWN_SYSTEM };
    let arrived = far.amend("2026-03-10 09:00", Amendment::LastKnown(Some(signed)));
    assert_eq!(offer(&arrived, "2026-03-11 09:00"), "no offer");
    let lost = late.clone().amend("2026-03-03 09:00", Amendment::Category("damage.contents".into()));
    assert_eq!(offer(&lost, "2026-03-20 09:00"), "no offer", "only a delay turns into a loss");
    let near = offers_loss(&late.ticket(), at("2026-03-05 00:00"), calendar(), policy()).unwrap();
    let holds = [None, Some(Area::SameCity), Some(Area::OtherCity)].map(|area| near.holds_for(area));
    assert_eq!(holds, [false, true, false], "somebody has to say how far it went");
    assert_eq!(lost_category(policy()), Some("loss.whole".into()));
}

#[test]
fn reminders_climb_with_the_time_that_is_used() {
    let story = Story::taken(Kind::Complaint, "2026-11-21 00:00");
    let law = |now| {
        let law = story.clock(PromiseStep::LAW_7_DAYS, now);
        let roles: Vec<&str> = law.escalates_to.iter().map(|role| role.as_str()).collect();
        (law.reminder_percent, roles.join(" "))
    };
    // Eight days from the first minute of the 21st to the end of the 28th.
    for (now, percent, roles) in [
        ("2026-11-24 23:59", None, ""),
        ("2026-11-25 00:00", Some(50), "clerk manager"),
        ("2026-11-27 09:35", Some(50), "clerk manager"),
        ("2026-11-27 09:36", Some(80), "manager quality"),
        ("2026-11-28 23:59", Some(80), "manager quality"),
        ("2026-11-29 00:00", Some(100), "manager quality administrator"),
        ("2027-11-29 00:00", Some(100), "manager quality administrator"),
    ] {
        assert_eq!(law(now), (percent, roles.to_owned()), "{now}");
    }
    let told = story.act("2026-11-24 00:00", TicketAction::Decline);
    assert_eq!(told.clock(PromiseStep::LAW_7_DAYS, "2026-11-29 00:00").reminder_percent, None);
}
