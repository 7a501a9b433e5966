//! Carrying: what it costs to bring tickets and photos to headquarters and back, and how many counters it bears at once.
//!
//! Headquarters is the built program, over folders that were prepared before the clock starts; it and its counters share
//! this machine's processors.

mod asking;
mod carrying;
mod devices;
mod photos;
mod place;
mod polls;
mod pouch;
mod sketch;
mod storm;

pub use sketch::{NAME as SKETCH, serve as serve_sketch};

use crate::finding::Finding;

/// Measures are medians of so many rounds.
const ROUNDS: usize = 5;

/// Carries tickets one way and the other, then lets two thousand devices come at once, then sends photos.
pub async fn measure() -> Vec<Finding> {
    let mut findings = carrying::measure().await;
    let devices = devices::prepare().await;
    findings.extend(storm::measure(&devices).await);
    findings.extend(polls::measure(&devices).await);
    findings.extend(photos::measure(&devices).await);
    findings
}
