//! The log: own lines follow one another, lines of the feed are kept whole.

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::{Fact, NoteAdded, PersonAdded, Sealed};
use protocol::{Line, TicketKey};
use store::{Error, Kept, Snapshot};
use tempfile::tempdir;

use super::counter::{
    Counter, DEVICE, EPOCH, HEADQUARTERS, PERSON, SIBLING, Walk, at, branch_key, opening, photo,
};

#[test]
fn own_lines_are_a_chain() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.ticket(&Walk::default());
    counter.ticket(&Walk::default());
    let lines = counter.store.read(|now| now.own_lines(EPOCH, 0, 100)).unwrap();
    assert_eq!(
        lines.iter().map(Line::kind).collect::<Vec<_>>(),
        ["EpochOpened", "TicketOpened", "TicketOpened"]
    );
    for pair in lines.windows(2) {
        assert_eq!(pair[1].head().prev, pair[0].hash());
    }
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    assert_eq!((end.seq, end.hash), (3, lines[2].hash()));
    assert_eq!(counter.store.read(Snapshot::hybrid_last).unwrap(), Some(lines[2].head().hlc));
}

#[test]
fn a_line_out_of_place_stops_the_store() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    let fact = Fact::ClockMeasured(domain::ClockMeasured { offset_ms: 3_000 });
    let astray = counter.line_at(DEVICE, EPOCH, end.seq + 2, end.hash, None, &fact);
    let panicked = catch_unwind(AssertUnwindSafe(|| counter.store.write(|tx| tx.append(&astray))));
    assert!(panicked.is_err(), "a gap is a bug");
    let after: store::Result<()> = counter.store.write(|_| Ok(()));
    assert!(matches!(after, Err(Error::Stopped)), "nothing is written after it");
    assert_eq!(counter.store.read(Snapshot::log_end).unwrap(), Some(end), "and nothing was kept of it");
}

#[test]
fn a_new_epoch_goes_on_from_the_last_line_known() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    let next = domain::EpochId::from_bytes([44; 16]);
    counter.open_epoch(next);
    let opened = counter.store.read(|now| now.own_lines(next, 0, 1)).unwrap().remove(0);
    assert_eq!(opened.head().prev, end.hash);
    counter.on_ticket(ticket, &Fact::NoteAdded(NoteAdded { text: Sealed::Open("补充".into()) }));
    let folded = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert_eq!(folded.story.len(), 2, "a ticket goes on across epochs");
}

#[test]
fn a_line_issued_again_counts_once_and_is_sent_twice() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let line = counter.store.read(|now| now.own_lines(EPOCH, 1, 1)).unwrap().remove(0);
    let next = domain::EpochId::from_bytes([44; 16]);
    counter.open_epoch(next);
    counter.write(|tx| {
        let end = tx.log_end()?.unwrap();
        let hlc = line.head().hlc;
        let place = protocol::NewPlace { device: DEVICE, epoch: next, seq: end.seq + 1, prev: end.hash, hlc };
        tx.append(&line.reissue(&place).unwrap())
    });
    let folded = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert_eq!(folded.story.len(), 1);
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().lines, 4);
}

#[test]
fn lines_of_the_feed_are_kept_once_and_byte_for_byte() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let name = Sealed::Open("李经办".to_owned());
    let fact = Fact::PersonAdded(PersonAdded {
        person: PERSON,
        roles: vec!["clerk".into()],
        name: name.clone(),
        first_code: None,
    });
    let (line, position) = counter.line_of_headquarters(None, &fact);
    assert_eq!(counter.write(|tx| tx.append_from_feed(&line, position, None)), Kept::New);
    assert_eq!(counter.write(|tx| tx.append_from_feed(&line, position, None)), Kept::Known);
    let kept = counter.store.read(|now| now.line(line.head().id)).unwrap().unwrap();
    assert_eq!(kept.raw(), line.raw());
    let end = counter.store.read(|now| now.end_in_feed(HEADQUARTERS, EPOCH)).unwrap().unwrap();
    assert_eq!((end.seq, end.hash), (1, line.hash()));
    let people = counter.store.read(Snapshot::people_events).unwrap();
    let [Fact::PersonAdded(added)] = &people.iter().map(|event| event.fact.clone()).collect::<Vec<_>>()[..]
    else {
        panic!("one person was added")
    };
    assert_eq!(added.name, name, "opened with the branch's key");
    assert_eq!(
        counter.store.read(Snapshot::waiting).unwrap().lines,
        1,
        "the feed's lines are not ours to send"
    );
}

#[test]
fn a_sibling_that_forgets_or_names_people_is_set_aside() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let forged = counter.line_at(SIBLING, EPOCH, 1, protocol::NO_HASH, Some(ticket), &Fact::TicketForgotten);
    assert_eq!(counter.write(|tx| tx.append_from_feed(&forged, 1, None)), Kept::SetAside);
    let folded = counter.store.read(|now| now.ticket(ticket)).unwrap().unwrap();
    assert!(!folded.forgotten && folded.told().is_some());
    let set_aside = counter.store.read(Snapshot::list_set_aside).unwrap();
    assert_eq!((set_aside[0].reason.as_str(), set_aside[0].is_own), ("not_allowed", false));
}

#[test]
fn a_siblings_ticket_opens_when_its_key_comes() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = domain::TicketId::from_bytes([77; 16]);
    let key = TicketKey::from_bytes([78; 32]);
    let number = "WC07-261121-A0001-T".parse().unwrap();
    let fact = opening(&Walk::default(), number);
    let line = counter.written(SIBLING, EPOCH, 1, protocol::NO_HASH, Some(ticket), &fact, Some(&key));
    counter.write(|tx| tx.append_from_feed(&line, 1, None));
    let row = |now: &Snapshot| now.find_ticket_row(ticket);
    assert_eq!(counter.store.read(row).unwrap().unwrap().person_name, None);
    let wrapped = branch_key().wrap(ticket, &key, [1; 24]);
    counter.write(|tx| tx.put_ticket_key(&wrapped, Some(at(0))));
    assert_eq!(counter.store.read(row).unwrap().unwrap().person_name.as_deref(), Some("王小明"));
    assert!(!counter.store.read(row).unwrap().unwrap().is_number_shared);
    counter.ticket(&Walk::default());
    assert!(
        counter.store.read(row).unwrap().unwrap().is_number_shared,
        "both are kept and shown as a conflict"
    );
}

#[test]
fn own_lines_are_taken_back_once_and_another_copys_stand_beside() {
    let (one, other) = (tempdir().unwrap(), tempdir().unwrap());
    let before = Counter::in_folder(one.path());
    let ticket = before.ticket(&Walk::default());
    let lines = before.store.read(|now| now.own_lines(EPOCH, 0, 10)).unwrap();
    let key = before.store.read(|now| now.wrapped_key(ticket)).unwrap().unwrap();

    let restored =
        store::Store::open(&super::counter::path_in(other.path()), &super::counter::database_key()).unwrap();
    restored.with_branch_key(Some(branch_key())).unwrap();
    restored
        .write(|tx| {
            tx.set_device(DEVICE)?;
            tx.put_ticket_key(&key, Some(at(9)))?;
            for line in &lines {
                assert_eq!(tx.take_back(line)?, Kept::New);
                assert_eq!(tx.take_back(line)?, Kept::Known);
            }
            Ok::<_, Error>(())
        })
        .unwrap();
    let row = restored.read(|now| now.find_ticket_row(ticket)).unwrap().unwrap();
    assert_eq!(row.person_name.as_deref(), Some("王小明"));
    assert_eq!(restored.read(Snapshot::waiting).unwrap().lines, 0);
    let fork =
        before.line_at(DEVICE, EPOCH, 2, lines[0].hash(), Some(ticket), &photo(domain::Sha256([0; 32]), 1));
    let after_it = before.line_at(
        DEVICE,
        EPOCH,
        3,
        fork.hash(),
        None,
        &Fact::ClockMeasured(domain::ClockMeasured { offset_ms: 1 }),
    );
    restored
        .write(|tx| {
            assert_eq!([tx.take_back(&fork)?, tx.take_back(&after_it)?], [Kept::New, Kept::New]);
            assert_eq!([tx.take_back(&fork)?, tx.take_back(&after_it)?], [Kept::Known, Kept::Known]);
            Ok::<_, Error>(())
        })
        .unwrap();
    let log = restored.read(Snapshot::own_logs).unwrap()[0];
    assert_eq!((log.seq, log.hash, log.other_at), (2, lines[1].hash(), Some(2)), "our own line stays ours");
    restored.write(|tx| tx.set_forked(EPOCH, 2)).unwrap();
    let log = restored.read(Snapshot::own_logs).unwrap()[0];
    assert_eq!((log.other_at, log.last_standing(), log.held), (None, 1, 1), "and is issued again elsewhere");
}

#[test]
fn what_headquarters_tells_no_more_is_known() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let fact = |offset_ms| Fact::ClockMeasured(domain::ClockMeasured { offset_ms });
    let first = counter.line_at(SIBLING, EPOCH, 1, protocol::NO_HASH, None, &fact(1));
    let second = counter.line_at(SIBLING, EPOCH, 2, first.hash(), None, &fact(2));
    counter.write(|tx| {
        tx.append_from_feed(&first, 4, None)?;
        tx.append_from_feed(&second, 5, None)
    });
    assert_eq!(counter.store.read(Snapshot::untold).unwrap(), []);

    let again = protocol::wire::Generation::from_bytes([2; 16]);
    counter.write(|tx| tx.read_feed_anew(again));
    counter.write(|tx| tx.append_from_feed(&first, 1, None));
    let untold = counter.store.read(Snapshot::untold).unwrap();
    assert_eq!(untold, [store::Untold { device: SIBLING, epoch: EPOCH, after: 1, seq: 2 }]);
    let outgoing = counter.store.read(|now| now.lines_to_send_back(&untold[0], (9, 9_999))).unwrap().unwrap();
    assert_eq!(outgoing.lines, [second.raw()]);
    assert_eq!(counter.store.read(Snapshot::feed_cursor).unwrap().unwrap().generation, again);
}

#[test]
fn a_line_set_aside_is_put_away_and_judged_again() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = domain::TicketId::from_bytes([77; 16]);
    let (key, other) = (TicketKey::from_bytes([78; 32]), TicketKey::from_bytes([79; 32]));
    let fact = opening(&Walk::default(), "WC07-261121-A0001-T".parse().unwrap());
    let line = counter.written(SIBLING, EPOCH, 1, protocol::NO_HASH, Some(ticket), &fact, Some(&key));
    counter.write(|tx| {
        tx.put_ticket_key(&branch_key().wrap(ticket, &other, [1; 24]), None)?;
        tx.append_from_feed(&line, 1, None)
    });
    let aside = || counter.store.read(Snapshot::list_set_aside).unwrap();
    assert_eq!((aside().len(), aside()[0].filed_at), (1, None));
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().set_aside, 1);
    assert!(counter.write(|tx| tx.file_set_aside(line.head().id, Some(at(9)))));
    assert_eq!(aside()[0].filed_at, Some(at(9)));
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().set_aside, 0, "someone has looked at it");
    assert_eq!(counter.write(store::Tx::judge_again), 0, "its key is still another");
}
