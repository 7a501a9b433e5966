//! What was found out, appeals and corrected payments: every fact, with everything and with nothing said.

use domain::{
    AppealForwarded, AppealReported, BranchId, EpochId, EvidenceKind, EvidenceNoted, Fact, FaultAdjudicated,
    FaultCause, FaultStage, Fen, FindingMade, ImprovementNoted, PaymentCorrected, QuestionAnswer, Sealed,
    TaskAnswered, TaskKind, TaskOutcome, TaskSet, TaskTo,
};
use protocol::{Head, Line, NO_HASH};

use crate::samples::{
    OPENED_MS, at, epoch_opened, event, head, headquarters, line_with, person, ticket, ticket_opened,
};

fn words(words: &str) -> Option<Sealed<String>> {
    Some(Sealed::Open(words.to_owned()))
}

fn other_branch() -> BranchId {
    BranchId::new(OPENED_MS - 8_900_000, [0xb2; 10])
}

fn task(task: TaskKind, to: TaskTo, said: Option<Sealed<String>>) -> TaskSet {
    TaskSet { task, to, due_at: at(172_800_000), words: said, branch_name: None, contents: None }
}

/// Written at the counter.
pub fn investigation_facts() -> Vec<Fact> {
    vec![
        epoch_opened(),
        Fact::TicketOpened(Box::new(ticket_opened())),
        Fact::TaskSet(task(TaskKind::FIND_VIDEO, TaskTo::Unit("transport".into()), words("三号库东门"))),
        Fact::TaskSet(task(TaskKind::WEIGH, TaskTo::Person(person()), None)),
        Fact::TaskAnswered(TaskAnswered {
            task: event(3),
            outcome: TaskOutcome::FOUND,
            words: words("14:02 掉在传送带下"),
        }),
        Fact::TaskAnswered(TaskAnswered { task: event(4), outcome: TaskOutcome::NOT_POSSIBLE, words: None }),
        Fact::EvidenceNoted(EvidenceNoted {
            evidence: EvidenceKind::VIDEO,
            photo: Some(event(3)),
            overwritten_on: Some("2026-12-05".parse().unwrap()),
            words: words("东门 2 号机"),
        }),
        Fact::EvidenceNoted(EvidenceNoted {
            evidence: EvidenceKind::SCALE,
            photo: None,
            overwritten_on: None,
            words: None,
        }),
        Fact::FindingMade(FindingMade {
            stage: Some(FaultStage::TRANSIT),
            cause: Some("rough_handling".into()),
            answers: vec![
                ("transit.seal_intact".into(), QuestionAnswer::No),
                ("transit.weight_same".into(), QuestionAnswer::Yes),
                ("transit.backlog".into(), QuestionAnswer::Unknown),
            ],
            words: words("传送带口没有护栏"),
        }),
        Fact::FindingMade(FindingMade { stage: None, cause: None, answers: vec![], words: None }),
        Fact::FaultAdjudicated(FaultAdjudicated {
            unit: "transport".into(),
            branch: Some(other_branch()),
            stage: Some(FaultStage::TRANSIT),
            cause: Some(FaultCause::STAFF_ERROR),
            finding: Some(event(9)),
            words: words("交接时未查封签"),
        }),
        Fact::ImprovementNoted(ImprovementNoted {
            unit: "transport".into(),
            words: Sealed::Open("传送带口加护栏".to_owned()),
        }),
        Fact::AppealForwarded(AppealForwarded {
            number: "SH-2026-1121-0007".to_owned(),
            forwarded_on: "2026-11-23".parse().unwrap(),
            words: words("要求全额赔偿"),
        }),
        Fact::AppealForwarded(AppealForwarded {
            number: String::new(),
            forwarded_on: "2026-11-24".parse().unwrap(),
            words: None,
        }),
        Fact::AppealReported(AppealReported {
            appeal: event(13),
            reported_on: "2026-11-30".parse().unwrap(),
            words: words("已达成一致"),
        }),
        Fact::AppealReported(AppealReported {
            appeal: event(14),
            reported_on: "2026-12-01".parse().unwrap(),
            words: None,
        }),
        Fact::PaymentCorrected(PaymentCorrected {
            payment: event(10),
            fen: Fen::new(8_230).unwrap(),
            words: Sealed::Open("多写了一个零".to_owned()),
        }),
    ]
}

/// What headquarters says of it.
pub fn given_facts() -> Vec<Fact> {
    vec![
        epoch_opened(),
        Fact::TaskGiven(task(TaskKind::SEARCH, TaskTo::Branch(other_branch()), words("查 11 月 18 日到件"))),
        Fact::TaskGiven(task(TaskKind::ASK_UNIT, TaskTo::Unit("courier_team".into()), None)),
        Fact::FaultAdjudicated(FaultAdjudicated {
            unit: "courier_team".into(),
            branch: None,
            stage: None,
            cause: None,
            finding: None,
            words: None,
        }),
    ]
}

/// The counter's log, chained, and after it headquarters' own.
pub fn investigation_log() -> Vec<Line> {
    let counter = chained(&investigation_facts(), 1, |head| head);
    let given = chained(&given_facts(), 101, |head| Head {
        device: headquarters(),
        epoch: EpochId::new(OPENED_MS - 9_100_000, [0xe2; 10]),
        seq: head.seq - 100,
        ..head
    });
    counter.into_iter().chain(given).collect()
}

fn chained(facts: &[Fact], first: u8, place: impl Fn(Head) -> Head) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, seq) in facts.iter().zip(first..) {
        let prev = lines.last().map_or(NO_HASH, Line::hash);
        let about = (!matches!(fact, Fact::EpochOpened(_))).then(ticket);
        lines.push(line_with(place(Head { prev, ticket: about, ..head(seq, vec![]) }), fact));
    }
    lines
}
