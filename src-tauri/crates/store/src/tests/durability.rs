//! All of a write is kept, or none.

use store::{Error, Snapshot};
use tempfile::tempdir;

use super::counter::{Counter, Walk};

#[test]
fn a_write_that_fails_leaves_nothing_half_done() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let before = counter.store.read(Snapshot::log_end).unwrap();
    let refused: store::Result<()> = counter.store.write(|tx| {
        counter.take_in(tx, &Walk::default())?;
        Err(Error::NoBranchKey)
    });
    assert!(matches!(refused, Err(Error::NoBranchKey)));
    assert_eq!(counter.store.read(Snapshot::log_end).unwrap(), before);
    assert!(counter.store.read(|now| now.list_newest_tickets(10)).unwrap().is_empty());
}

#[test]
fn a_full_disk_is_said_and_the_next_write_goes_on_when_there_is_room() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let limit = |pages: u32| {
        counter.write(|tx| Ok(tx.connection.execute_batch(&format!("PRAGMA max_page_count = {pages}"))?));
    };
    limit(1); // SQLite raises it to the present size: not one page more.
    let long = Walk { story: "很长的故事。".repeat(1_500), ..Walk::default() };
    let refused = (0..50).find_map(|_| counter.store.write(|tx| counter.take_in(tx, &long)).err());
    assert!(matches!(refused, Some(Error::DiskFull)), "{refused:?}");

    let tickets = counter.store.read(|now| now.list_newest_tickets(100)).unwrap().len();
    let end = counter.store.read(Snapshot::log_end).unwrap().unwrap();
    assert_eq!(end.seq as usize, tickets + 1, "every line has its row, and nothing else is there");
    limit(1_000_000);
    counter.ticket(&long);
    drop(counter);
    Counter::in_folder(folder.path());
}

#[test]
fn a_caller_that_passes_over_a_full_disk_is_refused_all_the_same() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let before = counter.store.read(Snapshot::log_end).unwrap();
    counter.write(|tx| Ok(tx.connection.execute_batch("PRAGMA max_page_count = 1")?));
    let answer = counter.store.write(|tx| {
        let long = Walk { story: "很长的故事。".repeat(9_000), ..Walk::default() };
        let _passed_over = counter.take_in(tx, &long);
        tx.project_touched()
    });
    assert!(answer.is_err());
    assert_eq!(counter.store.read(Snapshot::log_end).unwrap(), before);
}

#[test]
fn a_program_that_is_killed_in_a_transaction_keeps_what_was_committed() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    let kept = counter.ticket(&Walk::default());
    // The files as they stand on the disk in the middle of a transaction: what a power cut leaves.
    let copy = tempdir().unwrap();
    counter.write(|tx| {
        counter.take_in(tx, &Walk::default())?;
        for file in std::fs::read_dir(folder.path())? {
            let file = file?.path();
            if file.is_file() {
                std::fs::copy(&file, copy.path().join(file.file_name().expect("it was listed")))?;
            }
        }
        Ok(())
    });
    let after = Counter::in_folder(copy.path());
    let tickets = after.store.read(|now| now.list_newest_tickets(10)).unwrap();
    assert_eq!(tickets.iter().map(|row| row.id).collect::<Vec<_>>(), [kept]);
    assert_eq!(after.store.read(Snapshot::log_end).unwrap().unwrap().seq, 2);
}

#[test]
fn readers_do_not_wait_for_a_writer_and_see_one_moment() {
    let folder = tempdir().unwrap();
    let counter = Counter::in_folder(folder.path());
    counter.write(|tx| {
        counter.take_in(tx, &Walk::default())?;
        let seen = counter.store.read(Snapshot::log_end)?.expect("the epoch is open");
        assert_eq!(seen.seq, 1, "what is not committed is not seen");
        Ok(())
    });
    assert_eq!(counter.store.read(Snapshot::log_end).unwrap().unwrap().seq, 2);
}
