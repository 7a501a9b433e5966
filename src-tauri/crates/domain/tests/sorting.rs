//! Sorting, weighing, kin and stars as the fold takes them: the newest stands, and what was taken back is gone.

#![expect(clippy::unwrap_used, reason = "a story that cannot go on ends there, and the test says where")]

use domain::{
    AnswerBy, Answered, BranchId, Channel, DecisionMade, DeviceId, EpochId, Event, EventId, Fact, Hlc,
    Impact, ImpactDegree, Instant, KinKind, Kind, MatterSorted, MatterWeighed, Origin, PersonId,
    PolicyVersion, Priority, RatingWay, Retracted, Risk, RiskDegree, RiskGrade, Role, SatisfactionRated,
    Sealed, Sha256, Shipment, Stars, Ticket, TicketId, TicketLinked, TicketMerged, TicketNumber,
    TicketOpened, Told, Verdict, fold,
    kinship::{NotMerged, may_merge},
};

const TICKET: u8 = 9;
const OTHER: u8 = 10;

/// What happened to a ticket, written in turn.
struct Story {
    ticket: u8,
    events: Vec<Event>,
}

impl Story {
    fn opened(ticket: u8) -> Self {
        let mut story = Self { ticket, events: Vec::new() };
        story.write(Fact::TicketOpened(Box::new(TicketOpened {
            number: number(),
            kind: Kind::Complaint,
            category: "damage.contents".into(),
            channel: Channel::COUNTER,
            answer_by: AnswerBy::PHONE,
            role: Role::SENDER,
            demands: Vec::new(),
            claimed_fen: None,
            shipment: Shipment::default(),
            last_known: None,
            promises: Vec::new(),
            slip_code: Sha256([0; 32]),
            practice: false,
            private: Sealed::Open(Told::default()),
        })));
        story
    }

    fn write(&mut self, fact: Fact) -> EventId {
        let n = self.events.len() as u8;
        let wall = at(n);
        let id = EventId::from_bytes([n + 1; 16]);
        let headquarters = matches!(fact, Fact::DecisionMade(_) | Fact::TicketForgotten);
        self.events.push(Event {
            id,
            branch: BranchId::from_bytes([1; 16]),
            device: DeviceId::from_bytes([2; 16]),
            epoch: EpochId::from_bytes([3; 16]),
            seq: u64::from(n) + 1,
            wall,
            hlc: Hlc::new(wall, 0),
            author: Some(person()),
            ticket: Some(TicketId::from_bytes([self.ticket; 16])),
            after: self.events.last().map(|event| event.id).into_iter().collect(),
            policy: PolicyVersion::from("1"),
            origin: if headquarters { Origin::Headquarters } else { Origin::Counter },
            fact,
        });
        id
    }

    fn take_back(&mut self, event: EventId) -> EventId {
        self.write(Fact::Retracted(Retracted { event }))
    }

    fn folded(&self) -> Ticket {
        let there = fold(&self.events).unwrap();
        assert_eq!(fold(self.events.iter().rev()).unwrap(), there, "in any order");
        there
    }
}

fn at(n: u8) -> Instant {
    Instant::from_unix_ms(1_795_242_900_000 + i64::from(n) * 1_000)
}

fn person() -> PersonId {
    PersonId::from_bytes([0x11; 16])
}

fn number() -> TicketNumber {
    "WC07-261121-A0012-N".parse().unwrap()
}

fn impact(loss: ImpactDegree) -> Impact {
    let none = ImpactDegree::None;
    Impact { loss, spread: none, urgency: none, repair: none, endangers_people: false }
}

fn risk() -> Risk {
    Risk { probability: RiskDegree::High, impact: RiskDegree::High, controllability: RiskDegree::Low }
}

fn linked(to: u8, kin: KinKind) -> Fact {
    Fact::TicketLinked(TicketLinked { to: TicketId::from_bytes([to; 16]), number: number(), kin })
}

fn merged(into: u8) -> Fact {
    Fact::TicketMerged(TicketMerged { into: TicketId::from_bytes([into; 16]), number: number() })
}

fn sorted(words: &str) -> MatterSorted {
    MatterSorted {
        category: "damage.contents".into(),
        offered: None,
        answered: Answered::Unprompted,
        unit: None,
        playbook: None,
        words: Some(Sealed::Open(vec![words.into()])),
    }
}

fn rated(handling: u8, words: &str) -> Fact {
    Fact::SatisfactionRated(SatisfactionRated {
        timeliness: None,
        attitude: None,
        safety: None,
        handling: Stars::new(handling).ok(),
        way: RatingWay::PHONE,
        words: Some(Sealed::Open(words.into())),
    })
}

#[test]
fn the_newest_impact_and_the_newest_risk_stand_each_by_itself() {
    let mut story = Story::opened(TICKET);
    assert_eq!((story.folded().priority(), story.folded().risk_grade()), (None, None));
    let both = MatterWeighed {
        impact: Some(impact(ImpactDegree::Slight)),
        priority: Some(Priority::Low),
        risk: Some(risk()),
        grade: Some(RiskGrade::Major),
    };
    let first = story.write(Fact::MatterWeighed(both));
    let second = story.write(Fact::MatterWeighed(MatterWeighed {
        impact: Some(impact(ImpactDegree::Severe)),
        priority: Some(Priority::High),
        ..MatterWeighed::default()
    }));
    let empty = story.write(Fact::MatterWeighed(MatterWeighed::default()));

    let ticket = story.folded();
    assert_eq!((ticket.priority(), ticket.risk_grade()), (Some(Priority::High), Some(RiskGrade::Major)));
    let judged = ticket.weighed.impact.unwrap();
    assert_eq!((judged.event, judged.at, judged.by), (second, at(2), Some(person())));
    assert_eq!(judged.factors, Some(impact(ImpactDegree::Severe)));
    assert_eq!(ticket.weighed.risk.unwrap().event, first);
    let said_nothing = ticket.story.iter().find(|line| line.event == empty).unwrap();
    assert!(!said_nothing.applied, "nothing was judged");
}

#[test]
fn the_newest_sorting_stands_and_leaves_the_category_to_amendments() {
    let mut story = Story::opened(TICKET);
    story.write(Fact::MatterSorted(sorted("压扁")));
    let second = story.write(Fact::MatterSorted(MatterSorted {
        category: "delay.transit".into(),
        offered: Some("damage.contents".into()),
        answered: Answered::Overridden,
        ..sorted("晚了")
    }));
    let ticket = story.folded();
    assert_eq!(ticket.category.value().as_str(), "damage.contents");
    let sorted = ticket.sorted.unwrap();
    assert_eq!((sorted.event, sorted.made.answered), (second, Answered::Overridden));
}

#[test]
fn links_stay_until_they_are_taken_back() {
    let mut story = Story::opened(TICKET);
    let first = story.write(linked(OTHER, KinKind::REPEAT));
    let second = story.write(linked(OTHER + 1, KinKind::SPLIT_FROM));
    let itself = story.write(linked(TICKET, KinKind::RELATED));
    let links = |story: &Story| story.folded().links.iter().map(|link| link.event).collect::<Vec<_>>();
    assert_eq!(links(&story), [first, second], "a ticket is not its own kin");
    assert!(!story.folded().story.iter().find(|line| line.event == itself).unwrap().applied);
    story.take_back(first);
    assert_eq!(links(&story), [second]);
}

#[test]
fn a_ticket_goes_on_where_it_was_merged_last_until_that_is_taken_back() {
    let mut story = Story::opened(TICKET);
    let into = |story: &Story| story.folded().merged_into.map(|merged| merged.made.into);
    story.write(merged(TICKET));
    assert_eq!(into(&story), None, "not in itself");
    let first = story.write(merged(OTHER));
    let second = story.write(merged(OTHER + 1));
    assert_eq!(into(&story), Some(TicketId::from_bytes([OTHER + 1; 16])));
    story.take_back(second);
    assert_eq!(into(&story), Some(TicketId::from_bytes([OTHER; 16])));
    story.take_back(first);
    assert_eq!(into(&story), None);
}

#[test]
fn what_may_be_merged_can_be_checked_by_a_clerk() {
    let here = || Story::opened(TICKET);
    let there = || Story::opened(OTHER);
    let with = |mut story: Story, fact| {
        story.write(fact);
        story.folded()
    };
    let decided = Fact::DecisionMade(DecisionMade {
        verdict: Verdict::Approve,
        assessment: None,
        lines: Vec::new(),
        grounds: Vec::new(),
        departure: None,
        round: 1,
        decided_as: "adjuster".into(),
        second_roles: Vec::new(),
        words: None,
    });
    let practised = Ticket { practice: true, ..there().folded() };
    assert_eq!(may_merge(&here().folded(), &there().folded()), Ok(()));
    assert_eq!(
        may_merge(&here().folded(), &with(there(), decided.clone())),
        Ok(()),
        "money stays where it is"
    );
    for (ticket, into, why) in [
        (here().folded(), here().folded(), NotMerged::Itself),
        (with(here(), merged(OTHER)), there().folded(), NotMerged::Already),
        (here().folded(), with(there(), merged(TICKET)), NotMerged::OtherIsMerged),
        (here().folded(), with(there(), Fact::TicketForgotten), NotMerged::Forgotten),
        (here().folded(), practised, NotMerged::Practice),
        (with(here(), decided), there().folded(), NotMerged::Money),
    ] {
        assert_eq!(may_merge(&ticket, &into), Err(why));
    }
}

#[test]
fn the_newest_rating_stands_and_one_without_stars_is_none() {
    let mut story = Story::opened(TICKET);
    story.write(rated(2, "慢"));
    assert_eq!(story.folded().rating().unwrap().made.handling, Stars::new(2).ok());
    let second = story.write(rated(5, "好"));
    let empty = story.write(rated(0, "没说"));
    let ticket = story.folded();
    assert_eq!(ticket.rating().map(|rated| rated.event), Some(second));
    assert_eq!(ticket.ratings.len(), 2);
    assert!(!ticket.story.iter().find(|line| line.event == empty).unwrap().applied);
}

#[test]
fn a_forgotten_ticket_keeps_stars_and_codes_and_nobodys_words() {
    let mut story = Story::opened(TICKET);
    story.write(Fact::MatterSorted(sorted("王小明的壶")));
    story.write(rated(4, "王小明说好"));
    story.write(linked(OTHER, KinKind::SAME_MATTER));
    assert!(format!("{:?}", story.folded()).contains("王小明"));
    story.write(Fact::TicketForgotten);

    let ticket = story.folded();
    assert!(!format!("{ticket:?}").contains("王小明"));
    assert_eq!(
        ticket.sorted.as_ref().unwrap().made.words,
        Some(Sealed::Shut),
        "that there were words is kept"
    );
    assert_eq!(ticket.rating().unwrap().made.words, Some(Sealed::Shut));
    assert_eq!(ticket.rating().unwrap().made.handling, Stars::new(4).ok());
    assert_eq!(ticket.links.len(), 1);
}
