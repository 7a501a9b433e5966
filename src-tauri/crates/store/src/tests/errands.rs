//! What other branches ask to be done here: listed as a task, and as no ticket anywhere.

use domain::{BranchId, ErrandGiven, EventId, Extract, Fact, Sealed, TaskAnswered, TaskOutcome, TicketId};
use protocol::{Line, TicketKey};
use store::Snapshot;
use tempfile::tempdir;

use super::counter::{Counter, HEADQUARTERS, Walk, at, branch_key};

const TASK: EventId = EventId::from_bytes([7; 16]);

/// Headquarters gives an errand, with its key.
fn given(counter: &Counter) -> (TicketId, TicketKey) {
    let id = ErrandGiven::id_of(TASK);
    let key = TicketKey::from_bytes([9; 32]);
    let fact = Fact::ErrandGiven(ErrandGiven {
        task: TASK,
        from: BranchId::from_bytes([8; 16]),
        from_name: "五常网点".to_owned(),
        of: TicketId::from_bytes([6; 16]),
        number: "WC07-261121-A0012-N".parse().unwrap(),
        kind: "search".into(),
        due_at: at(600),
        extract: Sealed::Open(Extract { waybill: "SF9876543210987".to_owned(), ..Extract::default() }),
    });
    let (placed, position) = counter.line_of_headquarters(Some(id), &Fact::TicketForgotten);
    let (epoch, prev) = (placed.head().epoch, placed.head().prev);
    let line: Line = counter.written(HEADQUARTERS, epoch, position, prev, Some(id), &fact, Some(&key));
    counter.write(|tx| {
        tx.put_ticket_key(&branch_key().wrap(id, &key, [1; 24]), Some(at(1)))?;
        tx.append_from_feed(&line, position, None)
    });
    (id, key)
}

fn open(counter: &Counter) -> Vec<TicketId> {
    let open = counter.store.read(Snapshot::open_errands).unwrap();
    open.into_iter().map(|errand| errand.id).collect()
}

fn answered() -> Fact {
    Fact::TaskAnswered(TaskAnswered { task: TASK, outcome: TaskOutcome::DONE, words: None })
}

#[test]
fn an_errand_is_open_until_it_is_answered_and_stands_in_no_list_of_tickets() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let (errand, _) = given(&counter);
    assert_eq!(open(&counter), [errand]);
    let newest = counter.store.read(|now| now.list_newest_tickets(10)).unwrap();
    assert_eq!(newest.iter().map(|row| row.id).collect::<Vec<_>>(), [ticket]);
    assert!(counter.store.read(|now| now.tickets_on_waybill("SF9876543210987")).unwrap().is_empty());
    assert_eq!(counter.store.read(Snapshot::tickets_with_tasks).unwrap(), []);
    assert_eq!(counter.store.read(|now| now.ticket(errand)).unwrap(), None);

    counter.store.rebuild(|_| ()).unwrap();
    assert_eq!(open(&counter), [errand], "a rebuild finds it again");
    assert_eq!(counter.store.read(|now| now.list_newest_tickets(10)).unwrap().len(), 1);
    counter.on_ticket(errand, &answered());
    assert!(open(&counter).is_empty());
    let kept = counter.store.read(|now| now.errand(errand)).unwrap().unwrap();
    assert_eq!(kept.answers.len(), 1);
    counter.store.rebuild(|_| ()).unwrap();
    assert!(open(&counter).is_empty());
    assert!(counter.store.read(|now| now.keys_waiting(10)).unwrap().iter().all(|key| key.ticket != errand));
}

#[test]
fn a_forgotten_errand_is_asked_of_nobody_and_its_key_is_gone() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let (errand, key) = given(&counter);
    counter.feed(Some(errand), &Fact::TicketForgotten);
    assert!(open(&counter).is_empty());
    assert!(counter.store.read(|now| now.ticket_key(errand)).unwrap().is_none());
    let kept = counter.store.read(|now| now.errand(errand)).unwrap().unwrap();
    assert_eq!(kept.given.extract, Sealed::Shut);
    counter.write(|tx| tx.put_ticket_key(&branch_key().wrap(errand, &key, [1; 24]), Some(at(2))));
    assert!(counter.store.read(|now| now.ticket_key(errand)).unwrap().is_none(), "whoever brings it again");
}
