//! The counter's disk has no room, or fails, at every single write.

use std::path::Path;

use protocol::{Chain, Line};
use store::{Error, OpenError};
use tests::{
    dice::Dice,
    disk::{Fault, TestDisk, temporary_folder},
    seeds,
};

use crate::counter::{Act, Counter, Holdings, projections};

/// A day in which everything happens that is written.
const DAY: [Act; 11] = [
    Act::TakeIn { photos: 2 },
    Act::Photograph { thumbnail: 9_000 },
    Act::Note { ticket: 0, lines: 3 },
    Act::StartAgain,
    Act::Acknowledge,
    Act::ConfirmPhoto { photo: 0 },
    Act::TakeIn { photos: 1 },
    Act::Forget { ticket: 0 },
    Act::Note { ticket: 0, lines: 1 },
    Act::StartAgain,
    Act::TakeIn { photos: 0 },
];

#[test]
fn a_full_disk_at_any_write_of_the_counter_is_told_and_loses_nothing() {
    at_every_request(Fault::Full);
}

#[test]
fn a_write_that_fails_at_the_counter_is_told_and_loses_nothing() {
    at_every_request(Fault::Write);
}

#[test]
fn a_sync_that_fails_at_the_counter_stops_the_store_and_loses_nothing() {
    at_every_request(Fault::Sync);
}

fn at_every_request(fault: Fault) {
    for nth in 1.. {
        // Once, or from then on: at night each, otherwise in turns.
        let ways = if seeds::is_nightly() { vec![false, true] } else { vec![nth % 2 == 0] };
        let mut has_failed = false;
        for stays in ways {
            has_failed |= day_has_failed(fault, nth, stays);
        }
        if !has_failed {
            assert!(nth > 20, "the fault strikes while work is done");
            return;
        }
    }
}

/// A day on which the disk fails once, or from then on until it is mended. Whether it came to that.
fn day_has_failed(fault: Fault, nth: u64, stays: bool) -> bool {
    let folder = temporary_folder();
    let disk = TestDisk::under(folder.path());
    let mut dice = Dice::of(nth);
    disk.fail(fault, nth, stays);
    let mut counter = start(folder.path(), &disk, fault);
    let mut told = Holdings::default();
    for act in &DAY {
        if matches!(act, Act::StartAgain) {
            drop(counter);
            counter = start(folder.path(), &disk, fault);
        }
        let (after, done) = counter.carry_out(act, &told, &mut dice);
        let Err(error) = done else {
            told = after;
            continue;
        };
        assert!(says_what_it_is(&error, fault), "{fault:?} at {nth} is told as {error:?}");
        if matches!(error, Error::Stopped) {
            // Whether it was kept nobody knows; nothing more is written until the program starts again.
            let refused = counter.carry_out(&Act::TakeIn { photos: 0 }, &told, &mut dice).1;
            assert!(matches!(refused, Err(Error::Stopped)), "{refused:?}");
            drop(counter);
            disk.mend();
            counter = Counter::start(folder.path()).expect("the counter starts on a disk that works");
            let found = counter.holdings(&after).expect("what is there can be read");
            told = if found == after { after } else { told };
        } else {
            disk.mend();
        }
        assert_eq!(counter.holdings(&told).expect("what is there can be read"), told, "{fault:?} at {nth}");
    }
    drop(counter);
    disk.mend();
    end_of_day(folder.path(), &told);
    disk.has_failed()
}

/// A counter that says clearly why it does not start, and starts when the disk works.
fn start(folder: &Path, disk: &TestDisk, fault: Fault) -> Counter {
    Counter::start(folder).unwrap_or_else(|error| {
        let is_clear = match fault {
            Fault::Full => matches!(error, OpenError::DiskFull),
            Fault::Write | Fault::Sync => matches!(error, OpenError::Io(_)),
        };
        assert!(is_clear, "{fault:?} at the start is told as {error:?}");
        disk.mend();
        Counter::start(folder).expect("the counter starts on a disk that works")
    })
}

fn says_what_it_is(error: &Error, fault: Fault) -> bool {
    match fault {
        Fault::Full => matches!(error, Error::DiskFull),
        Fault::Write => matches!(error, Error::Sqlite(_)),
        Fault::Sync => matches!(error, Error::Stopped),
    }
}

fn end_of_day(folder: &Path, told: &Holdings) {
    let counter = Counter::start(folder).expect("the counter starts on a disk that works");
    assert_eq!(&counter.holdings(told).expect("what is there can be read"), told);
    let lines: Vec<Line> = told.lines.iter().map(|line| Line::parse(line).expect("a line")).collect();
    Chain::check(&lines).expect("each line follows the one before it");
    let before = counter.store.read(projections).expect("the list can be read");
    counter.store.rebuild(|_| {}).expect("the log can be refolded");
    assert_eq!(before, counter.store.read(projections).expect("the list can be read"));
}
