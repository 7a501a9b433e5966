//! Backups, restores and carry-overs that are killed at any moment: all of it is there, or nothing, and the counter goes on.

use std::{fs, path::Path, process::Command, time::Duration};

use fastrand::Rng;
use tests::{
    folders::Folders,
    held::Held,
    places,
    programs::{HqProgram, desk, desk_command, enrolled_at},
    seeds,
};
use tokio::task::block_in_place;

use crate::kills::{killed_after, write_walk_ins};

/// Kills of each kind in one seed.
const KILLS: usize = 2;
const AT_ONCE: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn what_keeps_a_counter_safe_may_be_killed_at_any_moment() {
    seeds::live_through(seeds::seeds(3, 100), AT_ONCE, safekeeping_killed).await;
}

async fn safekeeping_killed(seed: u64) {
    let mut chance = Rng::with_seed(seed);
    let mut hq = block_in_place(HqProgram::start);
    let folders = block_in_place(|| enrolled_at(&hq));
    block_in_place(|| takes_in(&folders, &mut chance));
    block_in_place(|| desk(&folders, &["sync"]));

    let backup = folders.top().join("backup");
    for _ in 0..KILLS {
        killed(desk_command(&folders, &["backup", &text(&backup)]), &mut chance).await;
        if backup.exists() {
            break;
        }
    }
    // What is there is whole, whether the last one came to its end or has to be made again.
    if !backup.exists() {
        block_in_place(|| desk(&folders, &["backup", &text(&backup)]));
    }
    block_in_place(|| takes_in(&folders, &mut chance));
    block_in_place(|| desk(&folders, &["sync"]));
    for _ in 0..KILLS {
        killed(desk_command(&folders, &["restore", &text(&backup)]), &mut chance).await;
        block_in_place(|| desk(&folders, &["status"]));
        // What was cut off once it had a new epoch leaves that to what was there, which opens it and waits to tell of it.
        block_in_place(|| desk(&folders, &["sync"]));
    }
    block_in_place(|| desk(&folders, &["restore", &text(&backup)]));

    block_in_place(|| takes_in(&folders, &mut chance));
    let stick = folders.top().join("stick");
    for _ in 0..KILLS {
        killed(desk_command(&folders, &["carry-over", &text(&stick)]), &mut chance).await;
        if stick.exists() {
            // One that is there is whole: headquarters says so below.
            break;
        }
    }
    if !stick.exists() {
        block_in_place(|| desk(&folders, &["carry-over", &text(&stick)]));
    }
    block_in_place(|| hq.kill());
    for _ in 0..KILLS {
        killed(take_in(&hq, &stick), &mut chance).await;
    }
    let taken = take_in(&hq, &stick).status().unwrap();
    assert!(taken.success(), "seed {seed}: what was cut off is taken in again");
    block_in_place(|| hq.start_again());

    let said = block_in_place(|| desk(&folders, &["sync"]));
    assert!(said.contains("waiting for headquarters: 0 lines, 0 photos; set aside there: 0"), "{said}");
    block_in_place(|| desk(&folders, &["verify"]));
    let here = block_in_place(|| desk(&folders, &["rebuild"]));
    block_in_place(|| hq.kill());
    let held = Held::at(hq.data());
    held.is_whole();
    assert_eq!(held.ticket_numbers().len(), 6, "seed {seed}: each ticket is at headquarters once");
    assert_eq!(here.lines().last(), Some("6 of 6 tickets"), "seed {seed}");
}

/// Two walk-ins.
fn takes_in(folders: &Folders, chance: &mut Rng) {
    let walk_ins = write_walk_ins(folders, chance);
    desk(folders, &["samples", &walk_ins, "--photos", &text(folders.top())]);
}

async fn killed(command: Command, chance: &mut Rng) {
    killed_after(command, Duration::from_millis(chance.u64(10..700))).await;
}

fn take_in(hq: &HqProgram, stick: &Path) -> Command {
    assert!(fs::metadata(stick).is_ok_and(|file| file.len() > 0), "a stick has something on it");
    let mut command = Command::new(places::headquarters());
    command.args(["take-in", "--data", &text(hq.data()), &text(stick)]);
    command
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
