//! How a matter is sorted, weighed, kept together with others and rated: every fact, with everything and with nothing said.

use domain::{
    Answered, Fact, Impact, ImpactDegree, KinKind, MatterSorted, MatterWeighed, Origin, Priority, RatingWay,
    Retracted, Risk, RiskDegree, RiskGrade, SatisfactionRated, Sealed, Stars, TicketId, TicketLinked,
    TicketMerged, TicketNumber,
};
use protocol::{Keys, Line, NO_HASH, OpenError};

use crate::samples::{OPENED_MS, epoch_opened, event, head, line, line_with, ticket_key, ticket_opened};

fn other_ticket() -> TicketId {
    TicketId::new(OPENED_MS - 50_000, [0x72; 10])
}

fn other_number() -> TicketNumber {
    let on = "2026-11-20".parse().unwrap();
    TicketNumber::new("WC07".parse().unwrap(), on, "B".parse().unwrap(), 3).unwrap()
}

fn linked(kin: KinKind) -> Fact {
    Fact::TicketLinked(TicketLinked { to: other_ticket(), number: other_number(), kin })
}

fn rated(stars: [u8; 4], way: RatingWay, words: Option<&str>) -> Fact {
    let [timeliness, attitude, safety, handling] = stars.map(|stars| Stars::new(stars).ok());
    let words = words.map(|words| Sealed::Open(words.to_owned()));
    Fact::SatisfactionRated(SatisfactionRated { timeliness, attitude, safety, handling, way, words })
}

fn weighed() -> MatterWeighed {
    MatterWeighed {
        impact: Some(Impact {
            loss: ImpactDegree::Considerable,
            spread: ImpactDegree::None,
            urgency: ImpactDegree::Severe,
            repair: ImpactDegree::Slight,
            endangers_people: true,
        }),
        priority: Some(Priority::Highest),
        risk: Some(Risk {
            probability: RiskDegree::Low,
            impact: RiskDegree::High,
            controllability: RiskDegree::Medium,
        }),
        grade: Some(RiskGrade::Moderate),
    }
}

fn sorted() -> MatterSorted {
    MatterSorted {
        category: "damage.contents".into(),
        offered: Some("damage.packaging".into()),
        answered: Answered::Overridden,
        unit: Some("delivery_outlet".into()),
        playbook: Some("damage".into()),
        words: Some(Sealed::Open(vec!["壶嘴断了".into(), "压扁".into()])),
    }
}

/// What is said of a matter beside what the customer told.
pub fn sorting_facts() -> Vec<Fact> {
    let MatterWeighed { impact, priority, risk, grade } = weighed();
    let plain = MatterSorted {
        offered: None,
        answered: Answered::Unprompted,
        unit: None,
        playbook: None,
        words: None,
        ..sorted()
    };
    let accepted = MatterSorted {
        offered: Some("damage.contents".into()),
        answered: Answered::Accepted,
        ..plain.clone()
    };
    let merged = TicketMerged { into: other_ticket(), number: other_number() };
    vec![
        epoch_opened(),
        Fact::TicketOpened(Box::new(ticket_opened())),
        Fact::MatterSorted(sorted()),
        Fact::MatterSorted(accepted),
        Fact::MatterSorted(plain),
        Fact::MatterWeighed(weighed()),
        Fact::MatterWeighed(MatterWeighed { impact, priority, ..MatterWeighed::default() }),
        Fact::MatterWeighed(MatterWeighed { risk, grade, ..MatterWeighed::default() }),
        Fact::MatterWeighed(MatterWeighed { priority: Some(Priority::Low), ..MatterWeighed::default() }),
        linked(KinKind::SAME_MATTER),
        linked(KinKind::REPEAT),
        linked(KinKind::RELATED),
        linked(KinKind::SPLIT_FROM),
        Fact::Retracted(Retracted { event: event(11) }),
        Fact::TicketMerged(merged),
        rated([5, 4, 3, 1], RatingWay::COUNTER, Some("态度很好,就是慢")),
        rated([0, 0, 0, 2], RatingWay::PHONE, None),
        rated([5, 0, 0, 0], RatingWay::SLIP, None),
    ]
}

/// The counter's log of them, chained.
pub fn sorting_log() -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in sorting_facts().iter().zip(1..) {
        let mut head = head(seq, vec![]);
        head.prev = lines.last().map_or(NO_HASH, Line::hash);
        if matches!(fact, Fact::EpochOpened(_)) {
            head.ticket = None;
        }
        lines.push(line_with(head, fact));
    }
    lines
}

fn changed(fact: &Fact, from: &str, to: &str) -> Result<Fact, OpenError> {
    let line = line(3, fact);
    assert!(line.raw().contains(from), "{from} stands in {}", line.raw());
    let changed = Line::parse(&line.raw().replacen(from, to, 1)).unwrap();
    changed.open(Origin::Counter, Keys::NONE).map(|event| event.fact)
}

#[test]
fn stars_that_there_are_not_are_refused() {
    let fact = rated([5, 4, 3, 1], RatingWay::COUNTER, None);
    for stars in ["0", "6", "256", "-1", "\"5\"", "true"] {
        let read = changed(&fact, "\"timeliness\":5", &format!("\"timeliness\":{stars}"));
        assert_eq!(read, Err(OpenError::Body), "{stars}");
    }
    assert_eq!(changed(&fact, "\"timeliness\":5,", ""), Ok(rated([0, 4, 3, 1], RatingWay::COUNTER, None)));
    assert_eq!(changed(&fact, "\"counter\"", "\"robot\""), Ok(rated([5, 4, 3, 1], "robot".into(), None)));
}

#[test]
fn degrees_and_answers_that_only_a_newer_version_knows_are_an_unknown_fact() {
    let weighed = Fact::MatterWeighed(weighed());
    let sorted = Fact::MatterSorted(MatterSorted { words: None, ..sorted() });
    for (fact, from, to) in [
        (&weighed, "\"loss\":\"considerable\"", "\"loss\":\"total\""),
        (&weighed, "\"controllability\":\"medium\"", "\"controllability\":\"none\""),
        (&weighed, "\"priority\":\"highest\"", "\"priority\":\"yesterday\""),
        (&weighed, "\"grade\":\"moderate\"", "\"grade\":\"national\""),
        (&sorted, "\"overridden\"", "\"ignored\""),
    ] {
        let read = changed(fact, from, to);
        assert!(matches!(read, Ok(Fact::Unknown(unknown)) if unknown.kind == fact.kind()), "{to}");
    }
    assert_eq!(changed(&weighed, "\"loss\":\"considerable\",", ""), Err(OpenError::Body), "half an impact");
    let kin = changed(&linked(KinKind::REPEAT), "\"repeat\"", "\"twin\"");
    assert_eq!(kin, Ok(linked("twin".into())), "an open word is kept");
}

#[test]
fn what_customers_said_is_sealed_and_the_rest_can_be_counted_without_a_key() {
    for fact in sorting_facts() {
        let line = line(3, &fact);
        for word in ["壶嘴", "态度很好"] {
            let told = matches!(&fact, Fact::TicketOpened(_));
            assert!(told || !line.raw().contains(word), "{} shows {word}", line.kind());
        }
    }
    let key = ticket_key();
    let line = line(3, &Fact::MatterSorted(sorted()));
    let opened = |keys| line.open(Origin::Counter, keys).unwrap().fact;
    assert_eq!(opened(Keys::ticket(&key)), Fact::MatterSorted(sorted()));
    let shut = MatterSorted { words: Some(Sealed::Shut), ..sorted() };
    assert_eq!(opened(Keys::NONE), Fact::MatterSorted(shut));
}
