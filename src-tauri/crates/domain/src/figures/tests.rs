use crate::{
    ActionTaken, AnswerBy, BranchId, Channel, ContactAbout, ContactMade, ContactOutcome, ContactWay,
    CustodyReleased, CustodyTaken, DeviceId, Document, Due, EpochId, Event, EventId, Fact, Hlc, Kept, Origin,
    PaperName, PolicyVersion, PrintEnded, PrintStarted, Promise, PromiseStep, RatingWay, ReleasedTo, Role,
    RuleCode, SatisfactionRated, Sealed, Sha256, Shipment, Stars, TicketAction, TicketId, TicketMerged,
    TicketNumber, TicketOpened, Told, fold,
};

use super::*;

const ZONE: Zone = Zone::SHANGHAI;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A local moment of November 2026.
fn at(day_and_clock: &str) -> Instant {
    let (day, clock) = day_and_clock.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    let minutes: i64 = hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap();
    ZONE.start_of(format!("2026-11-{day}").parse().unwrap()).plus_ms(minutes * 60_000)
}

struct Story {
    events: Vec<Event>,
    ticket: TicketId,
}

impl Story {
    fn opened(n: u8, kind: Kind, when: &str) -> Self {
        let wall = at(when);
        let number = TicketNumber::new(
            "WC07".parse().unwrap(),
            ZONE.local(wall).date,
            "A".parse().unwrap(),
            u16::from(n),
        );
        let opened = TicketOpened {
            number: number.unwrap(),
            kind,
            category: CategoryCode::from("damage.contents"),
            channel: Channel::COUNTER,
            answer_by: AnswerBy::PHONE,
            role: Role::SENDER,
            demands: Vec::new(),
            claimed_fen: Some(Fen::new(10_000).unwrap()),
            shipment: Shipment::default(),
            last_known: None,
            promises: vec![promise("21 12:00")],
            slip_code: Sha256([0; 32]),
            practice: false,
            private: Sealed::Open(Told::default()),
        };
        let mut story = Self { events: Vec::new(), ticket: TicketId::from_bytes([n; 16]) };
        story.write(when, Fact::TicketOpened(Box::new(opened)));
        story
    }

    fn write(&mut self, when: &str, fact: Fact) -> EventId {
        let wall = at(when);
        let mut id = *self.ticket.as_bytes();
        id[15] = self.events.len() as u8;
        let id = EventId::from_bytes(id);
        let after = self.events.last().map(|event| event.id).into_iter().collect();
        self.events.push(Event {
            id,
            branch: BranchId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            epoch: EpochId::from_bytes([3; 16]),
            seq: 1,
            wall,
            hlc: Hlc::new(wall, 0),
            author: None,
            ticket: Some(self.ticket),
            after,
            policy: PolicyVersion::from("1"),
            origin: Origin::Counter,
            fact,
        });
        id
    }

    fn act(mut self, when: &str, action: TicketAction) -> Self {
        self.write(when, Fact::ActionTaken(ActionTaken { action, words: None }));
        self
    }

    /// The receipt comes out.
    fn print(&mut self, when: &str) {
        let started = PrintStarted {
            document: Document::RECEIPT,
            paper: PaperName::A5,
            language: "zh".into(),
            copy: 0,
            printer: "file".into(),
            about: None,
        };
        let print = self.write(when, Fact::PrintStarted(started));
        self.write(when, Fact::PrintEnded(PrintEnded { print, outcome: "printed".into() }));
    }

    /// The customer hears how far it is.
    fn reach(&mut self, when: &str) {
        let (way, about) = (ContactWay::PHONE, ContactAbout::PROGRESS);
        let made = ContactMade { way, about, outcome: ContactOutcome::REACHED, words: None };
        self.write(when, Fact::ContactMade(made));
    }

    fn folded(&self) -> Ticket {
        fold(&self.events).unwrap()
    }
}

fn promise(when: &str) -> Promise {
    Promise {
        step: PromiseStep::FIRST_FEEDBACK,
        what: crate::Bilingual { zh: "反馈".into(), en: "feedback".into() },
        due: Due::By(at(when)),
        due_at: at(when),
        rule: RuleCode::from("rule"),
        ground: crate::Bilingual { zh: String::new(), en: String::new() },
        by_law: false,
        provisional: false,
    }
}

fn counted(tickets: &[Ticket]) -> impl Iterator<Item = Counted<'_>> {
    tickets.iter().map(|ticket| Counted { ticket, is_unconfirmed: false })
}

fn by_the_rules<'a>(
    tickets: impl IntoIterator<Item = Counted<'a>>,
    period: Period,
    now: Instant,
) -> Figures<'a> {
    let policy = Policy::bundled();
    figures(tickets, period, now, policy.calendar(), policy)
}

#[test]
fn each_ticket_is_counted_where_it_stood_at_the_end() {
    use TicketAction::*;
    let tickets = [
        // Taken in and answered on the day.
        Story::opened(1, Kind::Enquiry, "21 09:00").act("21 09:02", Answer).folded(),
        // From the day before, closed on the day after: open at both ends.
        Story::opened(2, Kind::Claim, "20 10:00")
            .act("20 11:00", Investigate)
            .act("22 09:00", Decline)
            .folded(),
        // From the day before, finished on the day.
        Story::opened(3, Kind::Complaint, "20 10:00").act("21 10:00", Withdraw).folded(),
        // Finished before, nothing of the day.
        Story::opened(4, Kind::Complaint, "19 10:00").act("20 10:00", Withdraw).folded(),
        // Finished before, taken up again on the day.
        Story::opened(5, Kind::Complaint, "19 10:00")
            .act("20 10:00", Withdraw)
            .act("21 15:00", Reopen)
            .folded(),
        // The day after.
        Story::opened(6, Kind::Claim, "22 08:00").folded(),
        // Taken in, finished and taken up again on the day.
        Story::opened(7, Kind::Claim, "21 08:00").act("21 09:00", Decline).act("21 10:00", Reopen).folded(),
    ];
    let period = Period::around(day("2026-11-21"), Span::Day, ZONE);
    let found = by_the_rules(counted(&tickets), period, at("25 12:00"));
    let Tally { opened, closed, carried_in, open, overdue, .. } = found.all;
    // What was taken up again has three days anew.
    assert_eq!((opened, closed, carried_in, open, overdue), (2, 2, 2, 3, 2));
    assert_eq!(
        found.all.carried_in + found.all.opened + 1,
        found.all.closed + found.all.open,
        "one came back"
    );
    let numbers: Vec<u16> = found.tickets.iter().map(|(counted, _)| counted.ticket.number.serial()).collect();
    assert_eq!(numbers, [5, 2, 3, 7, 1]);
    assert_eq!(found.by_status[&TicketStatus::Investigating], 3);
    assert_eq!(found.all.claimed_fen, Fen::new(20_000).unwrap(), "of those taken in");
    let row = found.by_matter[&(Kind::Enquiry, CategoryCode::from("damage.contents"))];
    assert_eq!((row.opened, row.closed, row.open), (1, 1, 0));
}

#[test]
fn means_are_of_what_was_answered_and_of_what_was_finished() {
    use TicketAction::*;
    let tickets = [
        Story::opened(1, Kind::Enquiry, "21 09:00").act("21 09:02", Answer).folded(),
        Story::opened(2, Kind::Enquiry, "21 10:00").act("21 10:04", Investigate).folded(),
        Story::opened(3, Kind::Enquiry, "21 11:00").folded(),
        Story::opened(4, Kind::Claim, "20 09:00")
            .act("20 10:00", Decline)
            .act("20 11:00", Reopen)
            .act("21 09:00", Decline)
            .folded(),
    ];
    let period = Period::around(day("2026-11-21"), Span::Day, ZONE);
    let found = by_the_rules(counted(&tickets), period, at("25 12:00"));
    assert_eq!(found.first_response, Some(Mean { ms: 3 * 60_000, of: 2 }));
    assert_eq!(found.handling, Some(Mean { ms: (24 * 60 + 2) * 60_000 / 2, of: 2 }));
    let nothing = by_the_rules(counted(&[]), period, at("25 12:00"));
    assert_eq!((nothing.first_response, nothing.handling), (None, None));
}

#[test]
fn what_is_late_is_late_by_now() {
    let of = |on: &str| Period::around(day(on), Span::Day, ZONE);
    let late = |ticket: &Ticket, on, now| {
        let all = by_the_rules(counted(std::slice::from_ref(ticket)), of(on), at(now)).all;
        (all.due_today, all.overdue)
    };
    // Nobody was told of the receipt's five minutes; late is late.
    let mut story = Story::opened(1, Kind::Claim, "21 09:00");
    let unprinted = story.folded();
    assert_eq!(late(&unprinted, "2026-11-21", "21 09:04"), (1, 0));
    assert_eq!(late(&unprinted, "2026-11-21", "21 09:05"), (0, 1));
    story.print("21 09:03");
    let printed = story.folded();
    assert_eq!(late(&printed, "2026-11-21", "21 11:59"), (1, 0));
    assert_eq!(late(&printed, "2026-11-21", "21 12:00"), (0, 1));
    // What was kept in time is not late, and what was kept too late was late until then.
    story.reach("21 11:00");
    assert_eq!(late(&story.folded(), "2026-11-21", "21 12:00"), (0, 0));
    let mut story = Story::opened(1, Kind::Claim, "21 09:00");
    story.print("21 09:03");
    story.reach("22 08:00");
    let reached = story.folded();
    assert_eq!(late(&reached, "2026-11-21", "23 08:00"), (0, 1));
    assert_eq!(late(&reached, "2026-11-22", "22 09:00"), (0, 0));
}

#[test]
fn items_lie_until_they_went() {
    let mut story = Story::opened(1, Kind::Claim, "21 09:00");
    let taken = CustodyTaken { tag: "1".into(), private: Sealed::Open(Kept::default()) };
    let custody = story.write("21 09:10", Fact::CustodyTaken(taken));
    let released = CustodyReleased { custody, to: ReleasedTo::CUSTOMER, words: None };
    story.write("22 14:00", Fact::CustodyReleased(released));
    let tickets = [story.folded()];
    let of = |on: &str| Period::around(day(on), Span::Day, ZONE);
    let lies = |on| by_the_rules(counted(&tickets), of(on), at("25 12:00")).in_custody.len();
    assert_eq!((lies("2026-11-20"), lies("2026-11-21"), lies("2026-11-22")), (0, 1, 0));
}

#[test]
fn weeks_begin_on_monday_and_months_on_the_first() {
    let around = |span| {
        let period = Period::around(day("2026-11-22"), span, ZONE);
        (period.first.to_string(), period.last.to_string(), period.until)
    };
    assert_eq!(around(Span::Day), ("2026-11-22".into(), "2026-11-22".into(), at("23 00:00")));
    assert_eq!(around(Span::Week), ("2026-11-16".into(), "2026-11-22".into(), at("23 00:00")));
    let (first, last, until) = around(Span::Month);
    assert_eq!((first.as_str(), last.as_str()), ("2026-11-01", "2026-11-30"));
    assert_eq!(until, ZONE.start_of(day("2026-12-01")));
}

#[test]
fn what_was_decided_paid_and_is_still_to_pay_is_counted() {
    let mut story = Story::opened(1, Kind::Claim, "20 09:00");
    let line = |fen: i64| crate::AwardLine {
        kind: crate::compensation::LineKind::Loss,
        fen: Fen::new(fen).unwrap(),
        rule: RuleCode::from("rule"),
        ground: crate::Bilingual::default(),
        reckoned: Vec::new(),
    };
    let decision = story.write(
        "20 10:00",
        Fact::DecisionMade(crate::DecisionMade {
            verdict: crate::Verdict::Approve,
            assessment: None,
            lines: vec![line(50_000)],
            grounds: Vec::new(),
            departure: None,
            round: 1,
            decided_as: "adjuster".into(),
            second_roles: Vec::new(),
            words: None,
        }),
    );
    story.events.last_mut().unwrap().origin = Origin::Headquarters;
    let mut story = story.act("21 09:00", TicketAction::Accept);
    let pay = |story: &mut Story, when: &str, fen: i64| {
        story.write(
            when,
            Fact::PaymentMade(crate::PaymentMade {
                voucher: "P1".into(),
                decision,
                fen: Fen::new(fen).unwrap(),
                method: PaymentMethod::CASH,
                payee: crate::Payee::SENDER,
                departure: None,
                private: Sealed::Shut,
            }),
        )
    };
    pay(&mut story, "21 10:00", 30_000);
    pay(&mut story, "22 10:00", 20_000);
    let tickets = [story.act("22 10:00", TicketAction::Settle).folded()];
    let of = |text: &str| {
        let figures =
            by_the_rules(counted(&tickets), Period::around(day(text), Span::Day, ZONE), at("23 00:00"));
        let paid = figures.paid.get(&PaymentMethod::CASH).map(|paid| (paid.count, paid.fen.get()));
        (figures.offered.fen.get(), paid, figures.to_pay.len())
    };
    assert_eq!(of("2026-11-20"), (50_000, None, 0));
    assert_eq!(of("2026-11-21"), (0, Some((1, 30_000)), 1));
    assert_eq!(of("2026-11-22"), (0, Some((1, 20_000)), 0));
}

fn rated(stars: [u8; 4]) -> Fact {
    let [timeliness, attitude, safety, handling] = stars.map(|stars| Stars::new(stars).ok());
    let way = RatingWay::PHONE;
    Fact::SatisfactionRated(SatisfactionRated { timeliness, attitude, safety, handling, way, words: None })
}

#[test]
fn ratings_count_where_they_were_given_and_only_the_last_of_a_ticket() {
    use TicketAction::*;
    let with = |mut story: Story, ratings: &[(&str, [u8; 4])]| {
        for (when, stars) in ratings {
            story.write(when, rated(*stars));
        }
        story.folded()
    };
    let finished = |n| Story::opened(n, Kind::Complaint, "18 09:00").act("18 10:00", Withdraw);
    let tickets = [
        // Finished days before, asked on the day.
        with(finished(1), &[("21 09:00", [5, 4, 0, 4])]),
        // Thought otherwise later on the day.
        with(finished(2), &[("21 09:00", [5, 5, 5, 5]), ("21 15:00", [1, 0, 0, 2])]),
        // Of the day before, and of the day after.
        with(finished(3), &[("20 09:00", [5, 5, 5, 5])]),
        with(finished(4), &[("21 09:00", [3, 0, 0, 0]), ("22 09:00", [5, 5, 5, 5])]),
        with(finished(5), &[]),
    ];
    let of = |on: &str| {
        by_the_rules(counted(&tickets), Period::around(day(on), Span::Day, ZONE), at("25 12:00")).satisfied
    };
    let found = of("2026-11-21");
    assert_eq!((found.rated, found.satisfied, found.of_10_000()), (3, 1, Some(3_333)));
    let tenths = |aspect| found.by_aspect.get(&aspect).and_then(StarsTold::mean_tenths);
    assert_eq!(tenths(RatingAspect::Timeliness), Some(30), "5, 1 and 3");
    assert_eq!(tenths(RatingAspect::Attitude), Some(40));
    assert_eq!(tenths(RatingAspect::Safety), None, "nobody said anything of it");
    assert_eq!(tenths(RatingAspect::Handling), Some(30));
    assert_eq!(of("2026-11-22").of_10_000(), Some(10_000));
    assert_eq!(of("2026-11-23").of_10_000(), None, "nobody was asked");
}

#[test]
fn a_merged_ticket_is_open_in_the_other_one_alone() {
    let mut story = Story::opened(1, Kind::Claim, "20 09:00");
    let number = story.folded().number;
    story.write("21 10:00", Fact::TicketMerged(TicketMerged { into: TicketId::from_bytes([9; 16]), number }));
    let tickets = [story.folded()];
    let of =
        |on: &str| by_the_rules(counted(&tickets), Period::around(day(on), Span::Day, ZONE), at("25 12:00"));
    let count = |on: &str| {
        let Tally { opened, closed, carried_in, open, overdue, .. } = of(on).all;
        (opened, closed, carried_in, open, overdue)
    };
    assert_eq!(count("2026-11-20"), (1, 0, 0, 1, 1), "no receipt was given");
    assert_eq!(count("2026-11-21"), (0, 1, 1, 0, 0), "it was late at noon, and not here any more");
    assert_eq!(count("2026-11-22"), (0, 0, 0, 0, 0));
    assert_eq!(of("2026-11-21").handling, None, "nobody finished it");
}
