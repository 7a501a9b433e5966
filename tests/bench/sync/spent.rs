//! What a process and PostgreSQL spent: processors' time as Linux counts it, the disk as PostgreSQL does.
//!
//! Linux is not asked what was written: for a few bytes it counts the whole piece of memory that they lie in, up to 2 MiB.

use std::fs;
use std::ops::Sub;
use std::thread;
use std::time::Duration;

use super::place::Prepared;
use crate::memory;

/// Linux counts processors' time in hundredths of a second.
const TICKS_A_SECOND: f64 = 100.0;
/// What PostgreSQL writes at once, of tables and of WAL.
const BLOCK_BYTES: f64 = 8192.0;
/// A connection that nobody asks anything says after so long what it did.
const SAID_WITHIN: Duration = Duration::from_secs(11);

/// What PostgreSQL did so far, in the database that is measured.
#[derive(Clone, Copy, Debug)]
pub struct Worked {
    /// Commits.
    pub commits: f64,
    /// How often it waited for the disk.
    pub flushes: f64,
    /// Million bytes of WAL.
    pub wal_mb: f64,
    /// Million bytes that went to the disk: WAL with the rest of its last block at every wait, and blocks of tables.
    pub written_mb: f64,
}

impl Worked {
    /// Once it has written what it keeps in memory, and every connection has said what it did.
    pub fn until_now(prepared: &Prepared) -> Self {
        let number =
            |sql: &str| -> f64 { prepared.sql(sql).parse().expect("PostgreSQL answers with a number") };
        prepared.sql("CHECKPOINT");
        thread::sleep(SAID_WITHIN);
        let version = number("SHOW server_version_num");
        // Where it counts them changed with its sixteenth version, and with its eighteenth.
        let flushes = number(if version < 180_000.0 {
            "SELECT wal_sync FROM pg_stat_wal"
        } else {
            "SELECT sum(fsyncs) FROM pg_stat_io WHERE object = 'wal'"
        });
        let blocks = number(if version < 160_000.0 {
            "SELECT buffers_checkpoint + buffers_clean + buffers_backend FROM pg_stat_bgwriter"
        } else if version < 180_000.0 {
            "SELECT sum(writes) FROM pg_stat_io WHERE object = 'relation'"
        } else {
            "SELECT sum(write_bytes) / 8192 FROM pg_stat_io WHERE object = 'relation'"
        });
        let wal_bytes = number("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
        Self {
            commits: number("SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()"),
            flushes,
            wal_mb: wal_bytes / 1e6,
            written_mb: (wal_bytes + (flushes + blocks) * BLOCK_BYTES) / 1e6,
        }
    }
}

impl Sub for Worked {
    type Output = Self;

    fn sub(self, before: Self) -> Self {
        Self {
            commits: self.commits - before.commits,
            flushes: self.flushes - before.flushes,
            wal_mb: self.wal_mb - before.wal_mb,
            written_mb: self.written_mb - before.written_mb,
        }
    }
}

/// Processors' seconds of `process`, of those that it started and that still run, and of those that ended.
pub fn processors(process: u32) -> f64 {
    let all = memory::children(process).into_iter().chain([process]);
    all.filter_map(|one| {
        let (running, ended) = seconds(one)?;
        // Whoever ended is counted at who started it; of a child's own children nothing is known here.
        Some(if one == process { running + ended } else { running })
    })
    .sum()
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
