//! Two thousand devices at once, as after a long outage: each logs in and brings what it wrote.

use std::thread;
use std::time::Instant;

use super::ROUNDS;
use super::asking::Asking;
use super::devices::{Crowd, Devices};
use crate::finding::{Figure, Finding};
use crate::turns::{Times, timed};

/// Each carries the devices of one place after the other.
const CONNECTIONS: u8 = 64;

/// Makes PostgreSQL forget at once what tickets could be found by.
const KEEP_NO_WORDS: &str = "
    CREATE FUNCTION keep_nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    CREATE TRIGGER keep_nothing BEFORE INSERT ON ticket_words FOR EACH ROW EXECUTE FUNCTION keep_nothing()";

/// What a storm came to.
struct Storm {
    lines_a_second: f64,
    p99_ms: f64,
    peak_mib: f64,
}

/// Lets them come; at least so many lines are to be acknowledged a second.
pub async fn measure(devices: &Devices, over: &str, at_least: f64) -> Vec<Finding> {
    let mut storms = Vec::new();
    for _ in 0..ROUNDS {
        storms.push(storm(devices, "").await);
    }
    let median = |of: fn(&Storm) -> f64| Times::of(storms.iter().map(of).collect()).median();
    let finding = |what: &str, ours, at_least, at_most| Finding {
        at_most,
        at_least,
        ..Finding::of(format!("2,000 devices at once{over}: {what}"), ours)
    };
    vec![
        finding("lines", Figure::PerSecond(median(|storm| storm.lines_a_second)), Some(at_least), None),
        finding("a push, p99", Figure::Ms(median(|storm| storm.p99_ms)), None, Some(250.0)),
        finding("memory, peak", Figure::Mib(median(|storm| storm.peak_mib)), None, Some(300.0)),
    ]
}

/// What a push pays for the search: the storm, in turns with one in which PostgreSQL throws the words and their marks away.
pub async fn measure_words(devices: &Devices) -> Finding {
    let (mut kept, mut thrown) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        kept.push(storm(devices, "").await.lines_a_second);
        thrown.push(storm(devices, KEEP_NO_WORDS).await.lines_a_second);
    }
    let median = |rates| Figure::PerSecond(Times::of(rates).median());
    Finding {
        against: "the same, no words kept",
        baseline: Some(median(thrown)),
        ..Finding::of("  lines, with what search needs", median(kept))
    }
}

async fn storm(devices: &Devices, database_first: &str) -> Storm {
    // The first one is measured by the photos: what it brings is more than the others do.
    let storming = &devices.all[1..];
    let round = devices.prepared.round();
    if !database_first.is_empty() {
        devices.prepared.sql(database_first);
    }
    let connections = connections(devices.prepared.port).await;
    let begun = Instant::now();
    let pushes = tokio::task::block_in_place(|| {
        thread::scope(|scope| {
            let all: Vec<_> = connections
                .into_iter()
                .zip(0..)
                .map(|(mut asking, first)| {
                    scope.spawn(move || -> Vec<f64> {
                        let own = storming.iter().skip(first).step_by(usize::from(CONNECTIONS));
                        own.map(|device| {
                            let token = device.log_in(&mut asking);
                            timed(|| device.push(&mut asking, &token))
                        })
                        .collect()
                    })
                })
                .collect();
            all.into_iter().flat_map(|one| one.join().expect("nobody is refused")).collect::<Vec<_>>()
        })
    });
    let seconds = begun.elapsed().as_secs_f64();
    assert_eq!(pushes.len(), storming.len(), "every device was acknowledged");
    Storm {
        lines_a_second: (storming.len() * Crowd::STORM.lines()) as f64 / seconds,
        p99_ms: Times::of(pushes).within(0.99),
        peak_mib: round.peak_mib(),
    }
}

/// From as many branches.
pub async fn connections(port: u16) -> Vec<Asking> {
    let mut all = Vec::new();
    for branch in 1..=CONNECTIONS {
        all.push(Asking::from_branch(branch, port).await);
    }
    all
}
