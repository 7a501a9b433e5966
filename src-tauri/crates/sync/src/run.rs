//! The courier's day: a round, a wait, a round; woken by every new line.

use std::{sync::Arc, time::Duration};

use protocol::Instant;
use tokio::{
    sync::{Notify, watch},
    time::{sleep, sleep_until},
};

use crate::{Courier, Round, Trouble, quiet_ms, wait_ms};

/// What the courier needs of the counter it serves.
pub trait Host: Send + Sync {
    /// The counter's clock.
    fn now(&self) -> Instant;

    /// Any number.
    fn random(&self) -> u64;

    /// A round was made: the clock was measured, and lines may have come.
    fn round_made(&self, round: &Round);

    /// A round ended in trouble: where headquarters holds another history of this log a new epoch is opened, where it
    /// has shut this device out that is remembered.
    fn trouble_met(&self, trouble: &Trouble);
}

/// How the last round went, for the status bar.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was in the way; none when the round went through.
    pub trouble: Option<Trouble>,
    /// Whether any round has ended yet.
    pub has_tried: bool,
    /// When headquarters was last heard, by this counter's clock.
    pub last_contact_at: Option<Instant>,
    /// Rounds so far in which something waited, headquarters answered, and nothing moved.
    pub idle_rounds: u32,
}

/// Carries until the sender's receivers are gone. Waking it starts a round at once.
pub async fn run(
    mut courier: Courier,
    host: Arc<dyn Host>,
    wake: Arc<Notify>,
    report: watch::Sender<Report>,
) {
    let clock = {
        let host = Arc::clone(&host);
        move || host.now()
    };
    let (mut failures, mut quiet_rounds) = (0, 0);
    while !report.is_closed() {
        let outcome = courier.round(&clock).await;
        let now = host.now();
        report.send_modify(|report| {
            report.has_tried = true;
            report.trouble = outcome.as_ref().err().cloned();
            if outcome.as_ref().map_or_else(Trouble::is_from_headquarters, |_| true) {
                report.last_contact_at = Some(now);
            }
            report.idle_rounds = match &outcome {
                Ok(round) if !round.moved() && round.photos_failed > 0 => report.idle_rounds + 1,
                Ok(_) => 0,
                Err(_) => report.idle_rounds,
            };
        });
        match outcome {
            Ok(round) => {
                host.round_made(&round);
                failures = 0;
                quiet_rounds = if round.moved() { 0 } else { quiet_rounds + 1 };
                wait_quietly(&mut courier, &clock, &wake, &report, quiet_ms(quiet_rounds)).await;
            }
            Err(trouble) => {
                host.trouble_met(&trouble);
                failures += 1;
                let pause = Duration::from_millis(wait_ms(failures, host.random()));
                tokio::select! {
                    () = sleep(pause) => {}
                    () = wake.notified() => {}
                    () = report.closed() => {}
                }
            }
        }
    }
}

/// Waits for a new line here, a new line there, or the time to be up.
async fn wait_quietly(
    courier: &mut Courier,
    clock: &(dyn Fn() -> Instant + Send + Sync),
    wake: &Notify,
    report: &watch::Sender<Report>,
    pause_ms: u64,
) {
    // Headquarters is asked to hold the answer back for less than a proxy's patience.
    let wait = Duration::from_secs((pause_ms / 1_000).clamp(1, 50));
    let until = tokio::time::Instant::now() + wait;
    let told = tokio::select! {
        () = wake.notified() => return,
        () = report.closed() => return,
        told = courier.wait_for_feed(clock, wait.as_secs()) => told,
    };
    // One that answers at once with nothing, or not at all, is not asked in a circle.
    if !matches!(told, Ok(true)) {
        tokio::select! {
            () = wake.notified() => {}
            () = report.closed() => {}
            () = sleep_until(until) => {}
        }
    }
}
