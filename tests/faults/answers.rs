//! What headquarters answers is so.

use axum::http::StatusCode;
use tests::{
    dice::Dice,
    disk::{Fault, TestDisk, temporary_folder},
};

use crate::headquarters::{Database, Headquarters};

#[tokio::test]
async fn a_restored_devices_new_lines_are_held_or_refused() {
    // The restored device has written less than headquarters holds, as much, and more.
    for written_after in [1, 3, 5] {
        let mut dice = Dice::of(written_after);
        let folder = temporary_folder();
        let hq = Headquarters::start(folder.path()).await.expect("headquarters starts");
        let branch = hq.branch().await.expect("a branch is made");
        let mut device = hq.enrol(branch, &mut dice).await.expect("a device is enrolled");
        device.log_in(&hq).await.expect("it logs in");
        device.take_in(false, &mut dice);
        device.push(&hq, 0).await.expect("good lines are taken");
        let mut restored = device.clone();
        device.note(3, &mut dice);
        device.push(&hq, 2).await.expect("good lines are taken");

        restored.note(written_after as usize, &mut dice);
        let answer = restored.push(&hq, 2).await;
        let database = Database::of(folder.path());
        match answer {
            Ok(()) => assert_eq!(
                database.log(&restored),
                restored.pen.lines,
                "what was acknowledged is held as it was written"
            ),
            Err(refused) => {
                assert_eq!((refused.status, refused.code.as_str()), (StatusCode::CONFLICT, "fork"));
            }
        }
        assert_eq!(database.log(&device), device.pen.lines, "what was there before is as it was");
    }
}

#[tokio::test]
async fn a_push_that_fails_leaves_no_gap_in_the_feed() {
    let mut dice = Dice::of(1);
    let folder = temporary_folder();
    let disk = TestDisk::under(folder.path());
    let hq = Headquarters::start(folder.path()).await.expect("headquarters starts");
    let branch = hq.branch().await.expect("a branch is made");
    let mut device = hq.enrol(branch, &mut dice).await.expect("a device is enrolled");
    device.log_in(&hq).await.expect("it logs in");
    device.take_in(false, &mut dice);
    device.push(&hq, 0).await.expect("good lines are taken");
    device.note(3, &mut dice);
    disk.fail(Fault::Full, 1, true);
    device.push(&hq, 2).await.expect_err("there is no room");
    disk.mend();
    device.push(&hq, 2).await.expect("there is room again");
    Database::of(folder.path()).feed_is_whole();
}
