//! An errand in another branch's feed: with everything and with nothing told, and its answer there.

use domain::{
    BranchId, DeviceId, EpochId, EpochOpened, ErrandGiven, Extract, Fact, Origin, Sealed, TaskAnswered,
    TaskGiven, TaskKind, TaskOutcome, TaskTo,
};
use protocol::{Head, Keys, Line, NO_HASH, TicketKey};

use crate::samples::{OPENED_MS, at, branch, event, head, headquarters, ticket, ticket_key};

/// The branch that is asked.
pub fn asked() -> BranchId {
    BranchId::new(OPENED_MS - 8_900_000, [0xb2; 10])
}

fn counter() -> DeviceId {
    DeviceId::new(OPENED_MS - 8_700_000, [0xd2; 10])
}

/// The errand's own key.
pub fn errand_key() -> TicketKey {
    ticket_key().of_errand(event(2))
}

fn errand(n: u8, extract: Extract) -> Fact {
    Fact::ErrandGiven(ErrandGiven {
        task: event(n),
        from: branch(),
        from_name: "五常网点".into(),
        of: ticket(),
        number: "WC07-261121-A0012-N".parse().unwrap(),
        kind: TaskKind::SEARCH,
        due_at: at(172_800_000),
        extract: Sealed::Open(extract),
    })
}

/// What headquarters writes: errands, and a task as it names the branch that is asked.
pub fn facts() -> Vec<Fact> {
    let extract = Extract {
        waybill: "SF1234567890123".into(),
        contents: "紫砂茶壶一把".into(),
        words: "查 11 月 18 日到件".into(),
    };
    vec![
        Fact::EpochOpened(EpochOpened { last: None }),
        errand(2, extract),
        errand(3, Extract::default()),
        Fact::TaskGiven(TaskGiven {
            task: TaskKind::SEARCH,
            to: TaskTo::Branch(asked()),
            due_at: at(172_800_000),
            words: Some(Sealed::Open("查 11 月 18 日到件".into())),
            branch_name: Some("浦东网点".into()),
            contents: Some(Sealed::Open("紫砂茶壶一把".into())),
        }),
    ]
}

/// What the counter that is asked writes.
pub fn answers() -> Vec<Fact> {
    vec![
        Fact::EpochOpened(EpochOpened { last: None }),
        Fact::TaskAnswered(TaskAnswered {
            task: event(2),
            outcome: TaskOutcome::FOUND,
            words: Some(Sealed::Open("退件区货架".into())),
        }),
    ]
}

/// Headquarters' log in the branch that is asked, and after it the counter's there.
pub fn log() -> Vec<Line> {
    let headquarters = chained(&facts(), 1, headquarters());
    let counter = chained(&answers(), 101, counter());
    headquarters.into_iter().chain(counter).collect()
}

/// Where a line of the log comes from.
pub fn origin(line: &Line) -> Origin {
    if line.head().device == headquarters() { Origin::Headquarters } else { Origin::Counter }
}

fn chained(facts: &[Fact], first: u8, device: DeviceId) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for (fact, n) in facts.iter().zip(first..) {
        let prev = lines.last().map_or(NO_HASH, Line::hash);
        let of = match fact {
            Fact::ErrandGiven(given) => Some(ErrandGiven::id_of(given.task)),
            Fact::TaskAnswered(answered) => Some(ErrandGiven::id_of(answered.task)),
            Fact::TaskGiven(_) => Some(ticket()),
            _ => None,
        };
        let epoch = EpochId::new(OPENED_MS - 9_100_000, [first; 10]);
        let seq = u64::from(n - first) + 1;
        let head = Head { prev, ticket: of, branch: asked(), device, epoch, seq, ..head(n, vec![]) };
        lines.push(Line::write(head, fact, Keys::ticket(&errand_key()), [n; 24]).unwrap());
    }
    lines
}
