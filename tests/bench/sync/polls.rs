//! Counters that ask whether there is news when there is none.

use std::thread;
use std::time::{Duration, Instant};

use super::ROUNDS;
use super::devices::Devices;
use super::storm::connections;
use crate::finding::{Figure, Finding};
use crate::turns::Times;

const SECONDS: u64 = 2;

/// Lets them ask, each again as soon as it was answered.
pub async fn measure(devices: &Devices) -> Vec<Finding> {
    let round = devices.prepared.round();
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let connections = connections(devices.prepared.port).await;
        let asked = tokio::task::block_in_place(|| {
            let begun = Instant::now();
            let asked: u64 = thread::scope(|scope| {
                let all: Vec<_> = connections
                    .into_iter()
                    .zip(&devices.all)
                    .map(|(mut asking, device)| {
                        scope.spawn(move || {
                            let token = device.log_in(&mut asking);
                            let what =
                                format!("GET /api/v1/feed?generation={}&after=0&wait=0", device.generation);
                            let headers = format!("authorization: Bearer {token}\r\n");
                            let begun = Instant::now();
                            let mut asked = 0;
                            while begun.elapsed() < Duration::from_secs(SECONDS) {
                                let answer = asking.ask(&what, &headers, &[]);
                                assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
                                asked += 1;
                            }
                            asked
                        })
                    })
                    .collect();
                all.into_iter().map(|one| one.join().expect("nobody is refused")).sum()
            });
            asked as f64 / begun.elapsed().as_secs_f64()
        });
        rates.push(asked);
    }
    drop(round);
    vec![Finding {
        what: "polls of a feed without news".into(),
        against: "",
        ours: Figure::PerSecond(Times::of(rates).median()),
        baseline: None,
        at_most: None,
        at_least: Some(20_000.0),
        at_most_times: None,
    }]
}
