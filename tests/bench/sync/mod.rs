//! Carrying: what it costs to bring tickets and photos to headquarters and back, and how many counters it bears at once.
//!
//! Headquarters is the built program, over folders that were prepared before the clock starts; it and its counters share
//! this machine's processors.

mod asking;
mod carrying;
mod devices;
mod morning;
mod photos;
mod place;
mod polls;
mod pouch;
mod sketch;
mod spent;
mod storm;

pub use sketch::{NAME as SKETCH, serve as serve_sketch};

use crate::finding::{Figure, Finding};
use devices::Crowd;

/// Measures are medians of so many rounds.
const ROUNDS: usize = 5;

/// Carries tickets one way and the other, then lets two thousand devices come at once, then sends photos.
pub async fn measure() -> Vec<Finding> {
    let mut findings = carrying::measure().await;
    let devices = devices::prepare(place::Prepared::new(), Crowd::STORM).await;
    findings.push(on_the_wire(&devices));
    findings.extend(storm::measure(&devices, "", 5_000.0).await);
    findings.extend(polls::measure(&devices).await);
    findings.extend(photos::measure(&devices).await);
    findings
}

/// The same storm over PostgreSQL, and a country's morning.
pub async fn measure_over_postgres() -> Vec<Finding> {
    let devices = devices::prepare(place::Prepared::over_postgres(), Crowd::STORM).await;
    let mut findings = storm::measure(&devices, " over PostgreSQL", 4_000.0).await;
    findings.push(storm::measure_words(&devices).await);
    drop(devices);
    findings.extend(morning::measure().await);
    findings
}

/// How long a line is on the wire: a hundred of a log with a photo and a note to each ticket, with the tickets' keys.
fn on_the_wire(devices: &devices::Devices) -> Finding {
    Finding {
        what: "a line on the wire, in hundreds".into(),
        against: "",
        ours: Figure::Bytes(devices.hundred_lines.len() as f64 / 100.0),
        baseline: None,
        at_most: Some(400.0),
        at_least: None,
        at_most_times: None,
    }
}
