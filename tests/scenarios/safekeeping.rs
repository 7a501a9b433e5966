//! Copies kept for a bad day: checked, put back, and never showing what was to be forgotten.

use std::{fs, sync::Arc};

use desk::{Desk, Record, ThisMachine, key_store};
use tests::{counter::TestCounter, headquarters::TestHq};

fn back_up(counter: &TestCounter, folder: &std::path::Path) {
    let keys = key_store(&counter.folders().state).expect("the keys are in files");
    let record = Record::open(&counter.folders()).expect("the database is there");
    record.back_up(folder, &*keys, &ThisMachine, |_| {}).expect("a new folder has room");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_delivered_and_read_holds_when_it_is_checked() {
    let hq = TestHq::start().await;
    let first = TestCounter::enrolled_at(&hq).await;
    first.open_ticket();
    first.sync().await;
    let second = TestCounter::another_at(&hq, "B").await;
    second.open_ticket();
    second.sync().await;

    let verified = Record::open(&second.folders()).unwrap().verify().unwrap().unwrap();

    assert_eq!((verified.tickets, verified.photos), (2, 1));
    assert!(verified.signatures > 1, "acknowledgements and heads: {verified:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_counter_has_what_was_taken_in_since_its_backup() {
    let hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    let before = counter.open_ticket();
    counter.sync().await;
    let home = tempfile::tempdir().unwrap();
    let backup = home.path().join("backup");
    back_up(&counter, &backup);
    let since = counter.open_ticket();
    counter.sync().await;
    counter.stop();

    Desk::restore(&counter.folders(), counter.clock.clone(), &backup, |_| {}).await.unwrap();

    counter.start();
    assert_eq!(counter.ticket_numbers(), [before.number.to_string(), since.number.to_string()]);
    assert_eq!(counter.incidents(), ["restored"]);
    let next = counter.open_ticket();
    counter.sync().await;
    assert!(!counter.row(next.id).is_number_shared);
    assert_eq!(counter.status().unconfirmed_events, 0);
    assert_eq!(hq.ticket_numbers().await.len(), 3);
    Record::open(&counter.folders()).unwrap().verify().unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_without_headquarters_changes_nothing() {
    let mut hq = TestHq::start().await;
    let mut counter = TestCounter::enrolled_at(&hq).await;
    counter.open_ticket();
    counter.sync().await;
    let home = tempfile::tempdir().unwrap();
    let backup = home.path().join("backup");
    back_up(&counter, &backup);
    let since = counter.open_ticket();
    let restore = |counter: &TestCounter| {
        let (folders, clock, backup) = (counter.folders(), Arc::clone(&counter.clock), backup.clone());
        async move { Desk::restore(&folders, clock, &backup, |_| {}).await.unwrap_err().code() }
    };
    assert_eq!(restore(&counter).await, "second_instance");
    counter.stop();
    assert_eq!(restore(&counter).await, "something_waits", "it would be lost");
    counter.start();
    counter.sync().await;
    counter.stop();
    hq.stop().await;

    assert_eq!(restore(&counter).await, "headquarters_needed");

    counter.start();
    assert_eq!(counter.row(since.id).number, since.number);
    assert!(counter.incidents().is_empty(), "{:?}", counter.incidents());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stick_brings_headquarters_what_no_line_could() {
    let hq = TestHq::start().await;
    let counter = TestCounter::enrolled_at(&hq).await;
    counter.sync().await;
    let ticket = counter.open_ticket();
    let waiting = counter.status();
    let home = tempfile::tempdir().unwrap();
    let stick = home.path().join("stick");
    let carried = counter.desk().write_carry_over(&stick).unwrap();
    assert_eq!((carried.lines, carried.photos), (waiting.unconfirmed_events, waiting.unconfirmed_photos));
    assert_eq!(
        counter.status().unconfirmed_events,
        waiting.unconfirmed_events,
        "it waits until it is signed for"
    );

    let came = hq.state().take_in(&fs::read(&stick).unwrap()[..]).await.unwrap();

    assert_eq!((came.new_lines, came.new_photos), (carried.lines, 1));
    assert_eq!(hq.ticket_numbers().await, [ticket.number.to_string()]);
    // Once there is a line again, headquarters signs for what it holds already.
    counter.sync().await;
    let status = counter.status();
    assert_eq!((status.unconfirmed_events, status.unconfirmed_photos), (0, 0));
    let again = hq.state().take_in(&fs::read(&stick).unwrap()[..]).await.unwrap();
    assert_eq!((again.new_lines, again.new_photos), (0, 0), "twice is once");
}
