//! A bad picture costs neither time nor memory. Alone in its file: the memory of a process is measured.

use std::fs;
use std::time::{Duration, Instant};

use imaging::{Limits, prepare};

mod support;
use support::photo;

#[test]
fn a_bad_picture_is_refused_within_a_second_and_without_being_decoded() {
    let names = ["empty.jpg", "not-an-image.jpg", "truncated.jpg", "bomb-30000x30000.png"];
    let sources = names.map(photo);
    let before = peak_memory_kib();
    for (name, source) in names.iter().zip(&sources) {
        let started = Instant::now();
        assert!(prepare(source, &Limits::default()).is_err(), "{name}");
        assert!(started.elapsed() < Duration::from_secs(1), "{name} took {:?}", started.elapsed());
    }
    // Elsewhere than on Linux the peak is not told by a file; the time alone is checked there.
    if let (Some(before), Some(after)) = (before, peak_memory_kib()) {
        let grown = after - before;
        assert!(grown < 8 * 1024, "refusing took {grown} KiB");
    }
}

/// The most memory this process has held so far.
fn peak_memory_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse().ok()
}
