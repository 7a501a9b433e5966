use super::*;
use crate::{DeviceId, EpochId, Hlc, NoteAdded, Origin, PolicyVersion, TaskAnswered, TaskOutcome, fold};

const TASK: EventId = EventId::from_bytes([7; 16]);

fn moment(minutes: i64) -> Instant {
    Instant::from_unix_ms(1_795_242_900_000 + minutes * 60_000)
}

fn event(id: u8, origin: Origin, minutes: i64, fact: Fact) -> Event {
    Event {
        id: if id == 7 { TASK } else { EventId::from_bytes([id; 16]) },
        branch: BranchId::from_bytes([2; 16]),
        device: DeviceId::from_bytes([3; 16]),
        epoch: EpochId::from_bytes([4; 16]),
        seq: id.into(),
        wall: moment(minutes),
        hlc: Hlc::new(moment(minutes), 0),
        author: Some(PersonId::from_bytes([5; 16])),
        ticket: Some(ErrandGiven::id_of(TASK)),
        after: Vec::new(),
        policy: PolicyVersion::from("1"),
        origin,
        fact,
    }
}

fn given() -> Fact {
    let told = |text: &str| text.to_owned();
    let extract = Extract {
        waybill: told("SF1234567890123"),
        contents: told("茶壶"),
        words: told("查 11 月 18 日到件"),
    };
    Fact::ErrandGiven(ErrandGiven {
        task: TASK,
        from: BranchId::from_bytes([1; 16]),
        from_name: told("五常网点"),
        of: TicketId::from_bytes([9; 16]),
        number: "WC07-261121-A0012-N".parse().unwrap(),
        kind: TaskKind::SEARCH,
        due_at: moment(600),
        extract: Sealed::Open(extract),
    })
}

fn answered(task: EventId, outcome: TaskOutcome) -> Fact {
    Fact::TaskAnswered(TaskAnswered { task, outcome, words: Some(Sealed::Open("货架上".to_owned())) })
}

fn story() -> Vec<Event> {
    vec![
        event(7, Origin::Headquarters, 0, given()),
        event(8, Origin::Counter, 60, answered(TASK, TaskOutcome::NOT_FOUND)),
        event(9, Origin::Counter, 700, answered(TASK, TaskOutcome::FOUND)),
    ]
}

#[test]
fn an_errand_is_the_same_in_whatever_order_its_lines_come_and_however_often() {
    let told = Errand::of(&story()).unwrap();
    assert_eq!((told.event, told.id), (TASK, TicketId::from_bytes([7; 16])));
    let outcomes: Vec<_> = told.answers.iter().map(|answer| answer.outcome.as_str()).collect();
    assert_eq!(outcomes, ["not_found", "found"]);
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut lines: Vec<Event> = order.map(|at| story()[at].clone()).into();
        lines.push(story()[order[0]].clone());
        assert_eq!(Errand::of(&lines), Some(told.clone()), "{order:?}");
    }
}

#[test]
fn an_errand_is_no_ticket_and_a_ticket_no_errand() {
    assert_eq!(fold(&story()), None);
    let note = Fact::NoteAdded(NoteAdded { text: Sealed::Open("看过".to_owned()) });
    assert_eq!(Errand::of(&[event(1, Origin::Counter, 0, note)]), None);
}

#[test]
fn only_headquarters_gives_errands() {
    let mut forged = story();
    forged[0].origin = Origin::Counter;
    assert_eq!(Errand::of(&forged), None);
    assert!(!may_write("ErrandGiven", Origin::Counter) && may_write("ErrandGiven", Origin::Headquarters));
}

#[test]
fn an_errand_is_open_until_it_is_answered_and_late_by_its_first_answer() {
    let open = Errand::of(&story()[..1]).unwrap();
    assert!(open.is_open() && !open.is_late(moment(599)) && open.is_late(moment(600)));
    let answered = Errand::of(&story()).unwrap();
    assert!(!answered.is_open() && !answered.is_late(moment(9_000)), "it was answered in time first");
    let elsewhere = [
        story()[0].clone(),
        event(8, Origin::Counter, 1, self::answered(EventId::from_bytes([1; 16]), TaskOutcome::DONE)),
    ];
    assert!(Errand::of(&elsewhere).unwrap().is_open(), "another task's answer is none of this one");
}

#[test]
fn of_a_forgotten_errand_nothing_that_was_told_is_left() {
    let mut lines = story();
    lines.push(event(10, Origin::Headquarters, 800, Fact::TicketForgotten));
    let forgotten = Errand::of(&lines).unwrap();
    assert!(forgotten.forgotten && !forgotten.is_open());
    assert_eq!(forgotten.given.extract, Sealed::Shut);
    assert!(forgotten.answers.iter().all(|answer| answer.words == Some(Sealed::Shut)));
    let open = Errand::of(&[lines[0].clone(), lines[3].clone()]).unwrap();
    assert!(!open.is_open(), "nobody can know any more what was to be done");
}
