//! Headquarters' disk has no room, or fails, at every single write.

use std::{path::Path, process::Command};

use axum::http::StatusCode;
use hq::{KeysError, OpenError, RegisterError, StoreError};
use protocol::hash_of;
use tests::{
    dice::Dice,
    disk::{Fault, TestDisk, temporary_folder},
    seeds,
};

use crate::headquarters::{Database, Device, Headquarters, Refused};

#[tokio::test]
async fn a_full_disk_at_any_write_of_headquarters_is_told_and_loses_nothing() {
    at_every_request(Fault::Full).await;
}

#[tokio::test]
async fn a_write_that_fails_at_headquarters_is_told_and_loses_nothing() {
    at_every_request(Fault::Write).await;
}

async fn at_every_request(fault: Fault) {
    for nth in 1.. {
        // Once, or from then on: at night each, otherwise in turns.
        let ways = if seeds::is_nightly() { vec![false, true] } else { vec![nth % 2 == 0] };
        let mut has_failed = false;
        for stays in ways {
            has_failed |= day_has_failed(fault, nth, stays).await;
        }
        if !has_failed {
            assert!(nth > 20, "the fault strikes while work is done");
            return;
        }
    }
}

/// A day on which the disk fails once, or from then on until it is mended. Whether it came to that.
async fn day_has_failed(fault: Fault, nth: u64, stays: bool) -> bool {
    let folder = temporary_folder();
    let mut dice = Dice::of(nth);
    let disk = TestDisk::under(folder.path());
    disk.fail(fault, nth, stays);
    let (mut hq, mut device) = set_up(folder.path(), &disk, fault, &mut dice).await;
    for hour in 0..4 {
        if hour == 2 {
            drop(hq);
            hq = start(folder.path(), &disk, fault).await;
        }
        if hour % 2 == 0 {
            device.take_in(true, &mut dice);
        } else {
            device.note(2, &mut dice);
        }
        let tried = work(&hq, &mut device).await;
        if let Err(refused) = tried {
            let clear = match fault {
                Fault::Full => (StatusCode::INSUFFICIENT_STORAGE, "disk_full"),
                Fault::Write | Fault::Sync => (StatusCode::INTERNAL_SERVER_ERROR, "trouble"),
            };
            assert_eq!((refused.status, refused.code.as_str()), clear, "{fault:?} at {nth}");
            let held = Database::of(folder.path()).log(&device);
            assert_eq!(held, device.pen.lines[..device.acknowledged], "what failed left nothing");
            disk.mend();
            work(&hq, &mut device).await.expect("the disk works");
        }
    }
    drop(hq);
    disk.mend();
    holds_everything(folder.path(), &mut device).await;
    disk.has_failed()
}

/// A first start, which fails clearly and is then gone on with.
async fn set_up(folder: &Path, disk: &TestDisk, fault: Fault, dice: &mut Dice) -> (Headquarters, Device) {
    let hq = start(folder, disk, fault).await;
    let branch = match hq.branch().await {
        Ok(branch) => branch,
        Err(error) => {
            let is_full = matches!(error, RegisterError::Store(StoreError::Full));
            assert_eq!(is_full, fault == Fault::Full, "{fault:?} is told as {error:?}");
            disk.mend();
            hq.branch().await.expect("the disk works")
        }
    };
    let device = match hq.enrol(branch, dice).await {
        Ok(device) => device,
        Err(refused) => {
            assert_eq!(refused.code == "disk_full", fault == Fault::Full, "{fault:?} is told as {refused:?}");
            disk.mend();
            hq.enrol(branch, dice).await.expect("the disk works")
        }
    };
    (hq, device)
}

/// Headquarters that says clearly why it does not start, and starts when the disk works.
async fn start(folder: &Path, disk: &TestDisk, fault: Fault) -> Headquarters {
    match Headquarters::start(folder).await {
        Ok(hq) => hq,
        Err(error) => {
            let is_full = matches!(
                error,
                OpenError::Store(StoreError::Full) | OpenError::Keys(KeysError::Store(StoreError::Full))
            );
            assert_eq!(is_full, fault == Fault::Full, "{fault:?} at the start is told as {error:?}");
            disk.mend();
            Headquarters::start(folder).await.expect("headquarters starts on a disk that works")
        }
    }
}

/// Delivers what waits, and a photo.
async fn work(hq: &Headquarters, device: &mut Device) -> Result<(), Refused> {
    device.log_in(hq).await?;
    device.push(hq, device.acknowledged).await?;
    device.send_photo(hq, false).await?;
    device.send_photo(hq, true).await
}

async fn holds_everything(folder: &Path, device: &mut Device) {
    let hq = Headquarters::start(folder).await.expect("headquarters starts on a disk that works");
    let database = Database::of(folder);
    database.feed_is_whole();
    assert_eq!(database.log(device), device.pen.lines);
    let before = database.projections();
    hq.state.rebuild().await.expect("the log can be refolded");
    assert_eq!(before, database.projections());
    device.log_in(&hq).await.expect("it logs in");
    assert_eq!(device.held_photos.len(), device.photos.len(), "every photo came through in the end");
    for photo in &device.held_photos {
        assert_eq!(
            &device.photo(&hq, hash_of(photo)).await.expect("a photo that was confirmed is there"),
            photo
        );
    }
}

/// Names the folder of a headquarters whose disk fails to sync, in the process that is to stop.
const FOLDER: &str = "COUNTERFOIL_TEST_FOLDER";
/// Which sync fails.
const NTH: &str = "COUNTERFOIL_TEST_NTH";

#[test]
fn a_sync_that_fails_stops_headquarters_before_it_acknowledges() {
    let program = std::env::current_exe().expect("a test knows its own program");
    let mut stopped = 0;
    for nth in 1.. {
        let folder = temporary_folder();
        let child = Command::new(&program)
            .args(["headquarters_disk::headquarters_whose_disk_does_not_sync", "--exact", "--nocapture"])
            .env(FOLDER, folder.path())
            .env(NTH, nth.to_string())
            .output()
            .expect("the test's own program can be started");
        let said = String::from_utf8_lossy(&child.stdout);
        let acknowledged: Vec<(usize, &str)> = said.lines().filter_map(acknowledgement).collect();
        check_acknowledged(folder.path(), &acknowledged);
        if said.contains("nothing failed") {
            break;
        }
        let has_aborted = std::os::unix::process::ExitStatusExt::signal(&child.status) == Some(6);
        let did_not_start = said.contains("did not start");
        let went_on = said.contains("only a checkpoint failed");
        assert!(
            has_aborted || did_not_start || went_on,
            "sync {nth}: {:?}\n{said}{}",
            child.status,
            String::from_utf8_lossy(&child.stderr)
        );
        stopped += usize::from(has_aborted);
    }
    assert!(stopped > 5, "headquarters was stopped in commits: {stopped}");
}

/// What the test above starts; by itself it has nothing to do.
#[tokio::test]
async fn headquarters_whose_disk_does_not_sync() {
    let (Some(folder), Ok(nth)) = (std::env::var_os(FOLDER), std::env::var(NTH)) else { return };
    let folder = Path::new(&folder);
    let disk = TestDisk::under(folder);
    disk.fail(Fault::Sync, nth.parse().expect("a number"), true);
    let mut dice = Dice::of(1);
    let Ok(hq) = Headquarters::start(folder).await else { return println!("did not start") };
    let branch = hq.branch().await.expect("a commit that is not durable ends the process");
    let mut device = hq.enrol(branch, &mut dice).await.expect("as above");
    device.log_in(&hq).await.expect("as above");
    for _ in 0..4 {
        let failed_before = disk.has_failed();
        device.take_in(false, &mut dice);
        device.push(&hq, device.acknowledged).await.expect("as above");
        println!("acknowledged {} {}", device.acknowledged, device.pen.head());
        assert!(!failed_before, "after a commit that was not durable nothing more is acknowledged");
    }
    println!("{}", if disk.has_failed() { "only a checkpoint failed" } else { "nothing failed" });
}

fn acknowledgement(line: &str) -> Option<(usize, &str)> {
    let (seq, head) = line.strip_prefix("acknowledged ")?.split_once(' ')?;
    Some((seq.parse().ok()?, head))
}

/// What a process that stopped had acknowledged is there when the next one starts.
fn check_acknowledged(folder: &Path, acknowledged: &[(usize, &str)]) {
    if acknowledged.is_empty() {
        return;
    }
    let held = Database::of(folder).only_log();
    for (seq, head) in acknowledged {
        assert_eq!(
            held.get(seq - 1).map(|line| hash_of(line.as_bytes()).to_string()).as_deref(),
            Some(*head)
        );
    }
}
