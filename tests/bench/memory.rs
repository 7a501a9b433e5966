//! How much memory a program has in all its processes.

use std::collections::BTreeMap;
use std::fs;

/// Memory of `process` and of all that it started, in MiB: shared pages count by the part that falls to each (PSS).
pub fn of_all_processes(process: u32) -> f64 {
    let parents = parents();
    let is_of_it = |mut one: u32| loop {
        if one == process {
            return true;
        }
        match parents.get(&one) {
            Some(parent) if *parent != one => one = *parent,
            _ => return false,
        }
    };
    let kib: u64 =
        parents.keys().filter(|one| is_of_it(**one)).filter_map(|one| proportional_kib(*one)).sum();
    kib as f64 / 1024.0
}

/// The most memory that a process of this name, started by `parent`, had in use at once, in MiB.
pub fn peak_of(parent: u32, name: &str) -> f64 {
    let status = status(process_of(parent, name)).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("Linux tells its peak");
    let kib: u64 = line.trim().trim_end_matches(" kB").parse().expect("the peak is a number");
    kib as f64 / 1024.0
}

/// The process of this name that `parent` started.
pub fn process_of(parent: u32, name: &str) -> u32 {
    let named = format!("Name:\t{name}");
    let is_it = |process: &u32| status(*process).is_some_and(|status| status.lines().next() == Some(&*named));
    children(parent).into_iter().find(is_it).unwrap_or_else(|| panic!("{name} runs"))
}

/// Every process that `parent` started and that still runs.
pub fn children(parent: u32) -> Vec<u32> {
    parents().into_iter().filter(|(_, its)| *its == parent).map(|(process, _)| process).collect()
}

fn status(process: u32) -> Option<String> {
    fs::read_to_string(format!("/proc/{process}/status")).ok()
}

/// Every process with the one that started it.
fn parents() -> BTreeMap<u32, u32> {
    let entries = fs::read_dir("/proc").expect("Linux tells about its processes");
    let processes = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    processes.filter_map(|process| Some((process, parent(process)?))).collect()
}

fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name stands in brackets and may hold anything; after it comes the state, then the parent.
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}

fn proportional_kib(process: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}
