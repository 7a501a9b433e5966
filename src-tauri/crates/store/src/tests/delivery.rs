//! Delivery: 'confirmed' is only what headquarters has said.

use domain::{EpochId, Sha256};
use protocol::{SigningKey, wire::Ack};
use store::{Error, NewPhoto, Snapshot, Upload};
use tempfile::tempdir;

use super::counter::{Counter, DEVICE, EPOCH, Walk, at, photo};

fn ack(epoch: EpochId, seq: u64, head: Sha256, seconds: i64) -> Ack {
    Ack::signed(DEVICE, epoch, seq, head, at(seconds), &SigningKey::from_bytes(&[1; 32]))
}

/// The next lines to push.
fn next_of(counter: &Counter, most_lines: usize, most_bytes: usize) -> store::Outgoing {
    let next = |now: &Snapshot| {
        let logs = now.own_logs()?;
        let log = logs.iter().find(|log| log.is_waiting()).expect("something waits");
        now.lines_to_push(log, (log.held, log.last_standing()), (most_lines, most_bytes))
    };
    counter.store.read(next).unwrap().expect("what waits is here")
}

#[test]
fn lines_wait_until_they_are_acknowledged() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    counter.ticket(&Walk::default());
    let outgoing = next_of(&counter, 2, 1 << 20);
    assert_eq!((outgoing.epoch, outgoing.first, outgoing.seq, outgoing.lines.len()), (EPOCH, 1, 2, 2));
    assert_eq!(
        outgoing.keys.iter().map(|key| key.ticket).collect::<Vec<_>>(),
        [ticket],
        "with the keys they need"
    );
    let one = next_of(&counter, 100, 1);
    assert_eq!(one.lines.len(), 1, "a line goes alone when it alone is beyond the limit");

    let waiting = counter.store.read(Snapshot::waiting).unwrap();
    assert_eq!((waiting.lines, waiting.last_confirmed_at), (3, None));
    assert!(waiting.oldest_at.is_some());
    counter.write(|tx| tx.acknowledge(&ack(EPOCH, 2, outgoing.head, 60)));
    let waiting = counter.store.read(Snapshot::waiting).unwrap();
    assert_eq!(waiting.lines, 2, "the first ticket's key is not acknowledged");
    assert!(!counter.store.read(|now| now.delivery(ticket)).unwrap().is_complete());
    counter.write(|tx| tx.acknowledge_keys(&[ticket], at(60)));
    let waiting = counter.store.read(Snapshot::waiting).unwrap();
    assert_eq!((waiting.lines, waiting.last_confirmed_at), (1, Some(at(60))));
    assert!(counter.store.read(|now| now.delivery(ticket)).unwrap().is_complete());
    assert_eq!(
        counter.store.read(|now| now.last_ack(EPOCH)).unwrap(),
        Some(ack(EPOCH, 2, outgoing.head, 60))
    );
    let next = next_of(&counter, 100, 1 << 20);
    assert_eq!((next.first, next.seq), (3, 3));
}

#[test]
fn an_acknowledgement_of_other_lines_changes_nothing() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.ticket(&Walk::default());
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    for wrong in [
        ack(EPOCH, 2, Sha256([0; 32]), 1),
        ack(EPOCH, 3, end.hash, 1),
        ack(EpochId::from_bytes([0; 16]), 2, end.hash, 1),
    ] {
        let refused = counter.store.write(|tx| tx.acknowledge(&wrong));
        assert!(matches!(refused, Err(Error::AckMismatch)));
    }
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().lines, 2);
}

#[test]
fn an_old_epochs_lines_go_before_the_new_ones() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.ticket(&Walk::default());
    let next = EpochId::from_bytes([44; 16]);
    counter.open_epoch(next);
    let first = next_of(&counter, 100, 1 << 20);
    assert_eq!((first.epoch, first.lines.len()), (EPOCH, 2), "one epoch at a time");
    counter.write(|tx| tx.acknowledge(&ack(EPOCH, 2, first.head, 1)));
    let second = next_of(&counter, 100, 1 << 20);
    assert_eq!((second.epoch, second.lines.len()), (next, 1));
}

#[test]
fn photos_wait_for_their_line_and_then_for_their_own_confirmation() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let new = NewPhoto {
        bytes: b"picture",
        media_type: "image/jpeg",
        thumbnail: Some(b"t"),
        added_at: at(0),
        confirmed_at: None,
        key: [1; 32],
        nonce: [2; 24],
    };
    let sha256 = counter.store.put_photo(&new).unwrap();
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().photos, 0, "a draft's photo never travels");
    let ticket = counter.ticket(&Walk::default());
    counter.on_ticket(ticket, &photo(sha256, 7));
    let waiting = || counter.store.read(|now| now.photos_waiting(9)).unwrap();
    assert!(!waiting()[0].is_named, "text goes before photos");
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    counter.write(|tx| {
        tx.acknowledge(&ack(EPOCH, end.seq, end.hash, 5)).and_then(|()| tx.acknowledge_keys(&[ticket], at(5)))
    });
    assert!(waiting()[0].is_named);
    let upload = Upload { url: "/photos/1".into(), offset: 3 };
    counter.write(|tx| tx.set_upload(sha256, Some(&upload)));
    assert_eq!(waiting()[0].upload, Some(upload));
    let delivery = counter.store.read(|now| now.delivery(ticket)).unwrap();
    assert_eq!((delivery.photos, delivery.photos_confirmed, delivery.is_complete()), (1, 0, false));
    counter.write(|tx| tx.set_photo_acknowledged(sha256, at(6)));
    assert_eq!(waiting(), []);
    assert!(counter.store.read(|now| now.delivery(ticket)).unwrap().is_complete());

    // Headquarters was restored to before all of it.
    counter.write(|tx| tx.take_back_acknowledgement(EPOCH, 1));
    assert_eq!(waiting().len(), 1);
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().lines, 2);
    assert_eq!(counter.store.read(|now| now.keys_waiting(9)).unwrap().len(), 1);
}

#[test]
fn a_line_that_headquarters_set_aside_still_counts_here_and_is_shown() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    counter.write(|tx| tx.set_aside(EPOCH, 2, "line_body"));
    assert!(counter.store.read(|now| now.ticket(ticket)).unwrap().is_some());
    assert_eq!(counter.store.read(Snapshot::waiting).unwrap().set_aside, 1);
    assert_eq!(counter.store.read(|now| now.delivery(ticket)).unwrap().set_aside, 1);
    assert!(counter.store.read(Snapshot::list_set_aside).unwrap()[0].is_own);
}
