//! The power fails at a counter, at any moment and again.

use protocol::{Chain, Line};
use tests::{
    dice::Dice,
    disk::{TestDisk, temporary_folder},
    seeds,
};

use crate::counter::{Act, Counter, Holdings, projections};

/// So often the power fails in one life of a counter.
const CUTS: u64 = 5;

/// With so many acts at most between two cuts.
const MOST_ACTS: usize = 40;

#[test]
fn a_power_cut_at_the_counter_loses_nothing_that_was_saved() {
    seeds::each_of(seeds::seeds(1_000 / CUTS, 10_000 / CUTS), life);
}

/// A counter from its first start on, through several power cuts.
fn life(seed: u64) {
    let mut dice = Dice::of(seed);
    let home = temporary_folder();
    let mut told = Holdings::default();
    let mut folder = home.path().join("0");
    std::fs::create_dir(&folder).expect("a temporary folder has room");
    for cut in 1..=CUTS {
        let disk = TestDisk::under(&folder);
        // The first of them often strikes while the database is being made.
        let most = [40, 150, 500, 1_500][dice.index(4)];
        disk.cut_power_at(1 + dice.below(most), dice.other());
        let under_way = work_until_dark(&folder, &disk, &mut told, &mut dice);
        let fresh = home.path().join(cut.to_string());
        disk.boot_into(&fresh);
        told = look_after(&fresh, told, under_way);
        folder = fresh;
    }
}

/// Works until the power fails; what was under way then may or may not have been kept.
fn work_until_dark(
    folder: &std::path::Path,
    disk: &TestDisk,
    told: &mut Holdings,
    dice: &mut Dice,
) -> Option<Holdings> {
    let mut counter = Counter::start(folder).expect("a counter starts");
    for _ in 0..MOST_ACTS {
        let act = Act::any(dice);
        if matches!(act, Act::StartAgain) {
            drop(counter);
            counter = Counter::start(folder).expect("a counter starts again");
        }
        let (after, done) = counter.carry_out(&act, told, dice);
        done.expect("the disk is well");
        if disk.is_off() {
            return Some(after);
        }
        *told = after;
    }
    // An idle counter: the power fails with the next thing it asks of its disk.
    disk.cut_power_at(1, dice.other());
    let act = Act::TakeIn { photos: 0 };
    Some(counter.carry_out(&act, told, dice).0)
}

/// Starts the counter on what is left, and finds everything that somebody was told is safe.
fn look_after(folder: &std::path::Path, told: Holdings, under_way: Option<Holdings>) -> Holdings {
    let counter = Counter::start(folder).unwrap_or_else(|error| panic!("it does not start: {error:?}"));
    let expected = under_way.as_ref().unwrap_or(&told);
    let mut found = counter.holdings(expected).expect("what is there can be read");
    let was_kept = under_way.as_ref() == Some(&found);
    if !was_kept {
        found = counter.holdings(&told).expect("what is there can be read");
        assert!(
            found.lines.len() >= told.lines.len(),
            "acknowledged lines were lost: {} of {} are there",
            found.lines.len(),
            told.lines.len()
        );
        assert_eq!(found, told, "what was kept is neither what was there before nor what is there after");
    }
    chain_holds(&found.lines);
    assert!(!counter.store.needs_rebuild().expect("the database answers"), "projections are complete");
    let before = counter.store.read(projections).expect("the list can be read");
    counter.store.rebuild(|_| {}).expect("the log can be refolded");
    assert_eq!(before, counter.store.read(projections).expect("the list can be read"));
    found
}

fn chain_holds(lines: &[String]) {
    let lines: Vec<Line> = lines.iter().map(|line| Line::parse(line).expect("a line is a line")).collect();
    Chain::check(&lines).expect("each line follows the one before it");
}
