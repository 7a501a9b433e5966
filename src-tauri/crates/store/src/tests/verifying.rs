//! What is checked, beside a program that writes; and that nothing can be changed unseen.

use std::fs;

use protocol::SigningKey;
use rusqlite::Connection;
use store::{DatabaseKey, Flaw, OpenError, Reading, Store, Vouching};
use tempfile::tempdir;

use super::counter::{Counter, HEADQUARTERS, Walk, branch_key, database_key, path_in, photo};

fn reading(folder: &std::path::Path) -> Reading {
    Store::open_to_read(&path_in(folder), &database_key(), Some(branch_key())).unwrap()
}

fn vouching() -> Vouching {
    let key = SigningKey::from_bytes(&[6; 32]).verifying_key();
    Vouching { headquarters: HEADQUARTERS, ack_key: key, feed_key: key }
}

/// Changes the database behind the store's back, with its key.
fn meddle(folder: &std::path::Path, sql: &str) {
    let connection: Connection = crate::connection::keyed(&path_in(folder), Some(&database_key())).unwrap();
    assert!(connection.execute(sql, []).unwrap() > 0, "something was changed");
}

#[test]
fn all_that_is_here_is_checked_while_it_is_written() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let before = reading(folder.path());
    counter.ticket(&Walk::default());
    let verified = before.verify(Some(&vouching())).unwrap().unwrap();
    assert_eq!((verified.lines, verified.tickets), (2, 1), "as it stood when it was opened");
    let verified = reading(folder.path()).verify(Some(&vouching())).unwrap().unwrap();
    assert_eq!((verified.lines, verified.tickets), (3, 2));
    assert!(before.now().ticket(ticket).unwrap().is_some());
    assert!(matches!(
        Store::open_to_read(&path_in(folder.path()), &DatabaseKey::from_bytes([1; 32]), None).map(drop),
        Err(OpenError::WrongKey)
    ));
}

#[test]
fn the_first_line_that_does_not_hold_is_named() {
    for (sql, seq) in [
        // A word within a line, the place of a line, a line that is gone: each is found where it stands.
        (
            "UPDATE lines SET raw = CAST(replace(CAST(raw AS TEXT), 'damage.contents', 'damage.c0ntents') AS BLOB) WHERE seq = 3",
            3,
        ),
        ("UPDATE lines SET hash = zeroblob(32) WHERE seq = 2", 2),
        ("DELETE FROM lines WHERE seq = 2", 3),
    ] {
        let folder = tempdir().unwrap();
        let counter = Counter::in_folder(folder.path());
        for _ in 0..3 {
            counter.ticket(&Walk::default());
        }
        meddle(folder.path(), sql);
        let flaw = reading(folder.path()).verify(None).unwrap().unwrap_err();
        let (Flaw::Line(place) | Flaw::Chain(place)) = flaw else { panic!("{flaw}") };
        assert_eq!(place.seq, seq, "{sql}");
    }
}

#[test]
fn what_lists_show_is_compared_with_the_log() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    meddle(folder.path(), "UPDATE tickets SET person_name = '另一个人'");
    assert_eq!(reading(folder.path()).verify(None).unwrap().unwrap_err(), Flaw::Ticket(ticket));
}

#[test]
fn a_copy_is_whole_and_is_checked_like_the_original() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let ticket = counter.ticket(&Walk::default());
    let bytes = b"the prepared picture".repeat(100);
    let sha256 = super::photos::put(&counter, &bytes);
    counter.on_ticket(ticket, &photo(sha256, bytes.len() as u64));
    let copied = tempdir().unwrap();
    let from = reading(folder.path());
    // What is written meanwhile is not in the copy, and does not disturb it.
    counter.ticket(&Walk::default());
    from.copy_database(&path_in(copied.path()), &database_key(), |_, _| {}).unwrap();
    assert_eq!(from.copy_photos(&copied.path().join("photos"), |_, _| {}).unwrap(), 1);

    let copy = reading(copied.path());
    copy.quick_check().unwrap();
    let verified = copy.verify(None).unwrap().unwrap();
    assert_eq!((verified.lines, verified.photos, verified.tickets), (3, 1, 1));
    let name = sha256.to_string();
    let file = copied.path().join("photos").join(&name[..2]).join(&name);
    let mut damaged = fs::read(&file).unwrap();
    damaged[50] ^= 1;
    fs::write(&file, damaged).unwrap();
    assert_eq!(copy.verify(None).unwrap().unwrap_err(), Flaw::Photo(sha256));
}
