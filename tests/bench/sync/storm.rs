//! Two thousand devices at once, as after a long outage: each logs in and brings what it wrote.

use std::thread;
use std::time::Instant;

use super::ROUNDS;
use super::asking::Asking;
use super::devices::{Devices, LINES};
use crate::finding::{Figure, Finding};
use crate::turns::{Times, timed};

/// Each carries the devices of one place after the other.
const CONNECTIONS: u8 = 64;

/// Lets them come; at least so many lines are to be acknowledged a second.
pub async fn measure(devices: &Devices, over: &str, at_least: f64) -> Vec<Finding> {
    let (mut rates, mut slowest, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    // The first one is measured by the photos: what it brings is more than the others do.
    let storming = &devices.all[1..];
    for _ in 0..ROUNDS {
        let round = devices.prepared.round();
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
        rates.push((storming.len() * LINES) as f64 / seconds);
        slowest.push(Times::of(pushes).within(0.99));
        memory.push(round.peak_mib());
    }
    let finding = |what: &str, ours, at_least, at_most| Finding {
        what: format!("2,000 devices at once{over}: {what}"),
        against: "",
        ours,
        baseline: None,
        at_most,
        at_least,
        at_most_times: None,
    };
    let median = |figures: Vec<f64>| Times::of(figures).median();
    vec![
        finding("lines", Figure::PerSecond(median(rates)), Some(at_least), None),
        finding("a push, p99", Figure::Ms(median(slowest)), None, Some(250.0)),
        finding("memory, peak", Figure::Mib(median(memory)), None, Some(300.0)),
    ]
}

/// From as many branches.
pub async fn connections(port: u16) -> Vec<Asking> {
    let mut all = Vec::new();
    for branch in 1..=CONNECTIONS {
        all.push(Asking::from_branch(branch, port).await);
    }
    all
}
