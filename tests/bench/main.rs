//! The measures: each figure of ours beside a baseline of the same run, taken in turns with it, so that both met the
//! machine in the same moods.
//!
//! `cargo xtask bench [name …]` builds what is measured and runs this. The exit code is 1 where a limit is missed.

mod country;
mod finding;
mod memory;
mod photo;
mod queue;
mod receipt;
mod save;
mod search;
mod start;
mod summary;
mod sync;
mod turns;

use std::env;
use std::fs;
use std::process::ExitCode;

use finding::Finding;
use tests::{cluster, places};

/// What may be asked for by name; nothing asked for means all.
const NAMES: [&str; 9] = ["save", "search", "receipt", "queue", "summary", "photo", "start", "sync", "hq"];

#[tokio::main]
async fn main() -> ExitCode {
    let asked: Vec<String> = env::args().skip(1).collect();
    if let Some((sync::SKETCH, its)) = asked.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        sync::serve_sketch(its).await;
        return ExitCode::SUCCESS;
    }
    if let Some(unknown) = asked.iter().find(|name| !NAMES.contains(&name.as_str())) {
        eprintln!("there is no measure '{unknown}'; there are: {}", NAMES.join(", "));
        return ExitCode::from(2);
    }
    let asks_for = |name: &str| asked.is_empty() || asked.iter().any(|one| one == name);
    if asks_for("hq") && cluster::version().is_none() {
        eprintln!(
            "headquarters is measured over PostgreSQL, which is not here; cargo xtask setup installs it"
        );
        return ExitCode::from(2);
    }
    stay_on_the_disk();
    let mut findings = Vec::new();
    for name in NAMES.into_iter().filter(|name| asks_for(name)) {
        println!("measuring: {name}");
        findings.extend(match name {
            "save" => save::measure(),
            "search" => search::measure(),
            "receipt" => receipt::measure(),
            "queue" => queue::measure().await,
            "summary" => summary::measure().await,
            "photo" => photo::measure(),
            "start" => start::measure().await,
            "hq" => measure_headquarters().await,
            _ => sync::measure().await,
        });
    }
    println!("\n{}", finding::table(&findings));
    if findings.iter().all(Finding::is_met) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Headquarters that outgrew one machine.
async fn measure_headquarters() -> Vec<Finding> {
    let mut findings = sync::measure_over_postgres().await;
    // Told as soon as it is known: the tickets take long to write.
    println!("{}", finding::table(&findings));
    findings.extend(tokio::task::block_in_place(country::measure));
    findings
}

/// Puts temporary folders beside what cargo builds: elsewhere they are often in memory, where nothing is durable.
fn stay_on_the_disk() {
    let folder = places::root().join("target/bench");
    fs::create_dir_all(&folder).expect("there is room beside what was built");
    tempfile::env::override_temp_dir(&folder).expect("nobody has chosen a folder before");
}
