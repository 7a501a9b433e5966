//! What a process and those that it started spent, as Linux counts it.

use std::fs;
use std::ops::Sub;

use crate::memory;

/// Linux counts processors' time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;

/// What was spent so far.
#[derive(Clone, Copy, Debug, Default)]
pub struct Spent {
    /// Processors' time, in seconds.
    pub seconds: f64,
    /// What was written to disks, in million bytes.
    pub written_mb: f64,
}

impl Spent {
    /// By `process`, by those that it started and that still run, and by those that ended.
    pub fn by(process: u32) -> Self {
        let all = memory::children(process).into_iter().chain([process]).filter_map(|one| {
            let (running, ended) = seconds(one)?;
            // Whoever ended is counted at who started it; of a child's own children nothing is known here.
            let seconds = if one == process { running + ended } else { running };
            Some(Self { seconds, written_mb: written_mb(one)? })
        });
        all.fold(Self::default(), |sum, one| Self {
            seconds: sum.seconds + one.seconds,
            written_mb: sum.written_mb + one.written_mb,
        })
    }
}

impl Sub for Spent {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self { seconds: self.seconds - before.seconds, written_mb: self.written_mb - before.written_mb }
    }
}

/// A process's own time, and that of those that it started and that ended.
fn seconds(process: u32) -> Option<(f64, f64)> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Its name stands in brackets and may hold anything; the times stand twelfth to fifteenth behind it.
    let (_, after_name) = stat.rsplit_once(')')?;
    let ticks: Vec<f64> =
        after_name.split_whitespace().skip(11).take(4).filter_map(|ticks| ticks.parse().ok()).collect();
    let [user, system, ended_user, ended_system] = ticks[..] else { return None };
    Some(((user + system) / TICKS_A_SECOND, (ended_user + ended_system) / TICKS_A_SECOND))
}

fn written_mb(process: u32) -> Option<f64> {
    let io = fs::read_to_string(format!("/proc/{process}/io")).ok()?;
    let bytes: u64 = io.lines().find_map(|line| line.strip_prefix("write_bytes: "))?.parse().ok()?;
    Some(bytes as f64 / 1e6)
}
