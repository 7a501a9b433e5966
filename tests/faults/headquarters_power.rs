//! The power fails at headquarters, at any moment and again.

use std::path::Path;

use protocol::hash_of;
use tests::{
    dice::Dice,
    disk::{TestDisk, temporary_folder},
    seeds,
};

use crate::headquarters::{Database, Device, Headquarters};

/// So often the power fails in one life of headquarters.
const CUTS: u64 = 5;

/// With so many acts at most between two cuts.
const MOST_ACTS: usize = 40;

#[test]
fn a_power_cut_at_headquarters_loses_nothing_that_was_acknowledged() {
    seeds::each_of(seeds::seeds(1_000 / CUTS, 10_000 / CUTS), life);
}

fn life(seed: u64) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime can be made");
    let mut dice = Dice::of(seed);
    let home = temporary_folder();
    let mut folder = home.path().join("0");
    std::fs::create_dir(&folder).expect("a temporary folder has room");
    let mut device = None;
    for cut in 1..=CUTS {
        let disk = TestDisk::under(&folder);
        // The first of them often strikes while the database is being made.
        let most = [40, 150, 400, 1_200][dice.index(4)];
        disk.cut_power_at(1 + dice.below(most), dice.other());
        let fresh = home.path().join(cut.to_string());
        runtime.block_on(work_until_dark(&folder, &disk, &mut device, &mut dice));
        disk.boot_into(&fresh);
        runtime.block_on(look_after(&fresh, device.as_mut()));
        folder = fresh;
    }
}

/// Works until the power fails. What the device was told until then stands in it; so does what it had under way.
async fn work_until_dark(folder: &Path, disk: &TestDisk, enrolled: &mut Option<Device>, dice: &mut Dice) {
    let mut hq = Headquarters::start(folder).await.expect("headquarters starts");
    let branch = hq.branch().await.expect("a branch is made");
    if enrolled.is_none() {
        let device = hq.enrol(branch, dice).await.expect("a device is enrolled");
        if !disk.is_off() {
            *enrolled = Some(device);
        }
    }
    let Some(device) = enrolled.as_mut() else { return };
    for _ in 0..MOST_ACTS {
        if disk.is_off() {
            return;
        }
        let before = device.clone();
        act(folder, &mut hq, device, dice).await;
        if disk.is_off() {
            // Nobody heard what was answered in the dark; what the device wrote itself it has.
            (device.acknowledged, device.held_photos) = (before.acknowledged, before.held_photos);
        }
    }
    disk.cut_power_at(1, dice.other());
    let acknowledged = device.acknowledged;
    device.note(1, dice);
    device.push(&hq, acknowledged).await.expect("the disk is well");
    assert!(disk.is_off(), "a push is written to the disk");
    device.acknowledged = acknowledged;
}

async fn act(folder: &Path, hq: &mut Headquarters, device: &mut Device, dice: &mut Dice) {
    device.log_in(hq).await.expect("a device that is known logs in");
    match dice.below(12) {
        0..=3 => device.take_in(dice.below(2) == 0, dice),
        4..=6 => device.note(1 + dice.index(20), dice),
        7..=8 => {
            let is_whole = dice.below(3) > 0;
            if device.acknowledged == device.pen.lines.len() {
                device.send_photo(hq, is_whole).await.expect("a photo that is named is taken");
            }
        }
        9 => {
            let person = hq.state.add_person(device.pen.branch, "李雷", &["clerk"]).await;
            person.expect("headquarters writes its own log");
        }
        _ => *hq = Headquarters::start(folder).await.expect("headquarters starts again"),
    }
    // Now and then lines are sent again that are held, as after a lost answer.
    let again = dice.index(device.acknowledged + 1);
    let from = if dice.below(4) == 0 { again } else { device.acknowledged };
    device.push(hq, from).await.expect("good lines are taken");
}

/// Starts headquarters on what is left, and finds everything that somebody was told it holds.
async fn look_after(folder: &Path, device: Option<&mut Device>) {
    let hq = Headquarters::start(folder).await.unwrap_or_else(|error| panic!("it does not start: {error:?}"));
    let database = Database::of(folder);
    database.feed_is_whole();
    let before = database.projections();
    hq.state.rebuild().await.expect("the log can be refolded");
    assert_eq!(before, database.projections(), "what is shown is what the log says");
    let Some(device) = device else { return };
    let held = database.log(device);
    assert!(
        held.len() >= device.acknowledged,
        "acknowledged lines were lost: {} of {} are there",
        held.len(),
        device.acknowledged
    );
    let whole = held.len() == device.acknowledged || held.len() == device.pen.lines.len();
    assert!(whole, "half of a push is there");
    assert_eq!(held, device.pen.lines[..held.len()], "lines are held as they were written");
    // Headquarters tells a device what it holds, and then holds it.
    device.acknowledged = held.len();
    device.log_in(&hq).await.expect("a device that is known logs in");
    for photo in &device.held_photos {
        let found = device.photo(&hq, hash_of(photo)).await.expect("a photo that was confirmed is there");
        assert_eq!(&found, photo);
    }
}
