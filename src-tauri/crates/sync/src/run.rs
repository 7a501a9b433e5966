//! The courier's day: a round, a wait, a round; woken by every new line.

use std::{sync::Arc, time::Duration};

use planted::Bug;
use protocol::{
    EpochId, Instant, PolicyVersion, Sha256, SignedRelease,
    wire::{Deposit, SealingCertificate, SignedPolicy},
};
use tokio::{
    sync::{Notify, watch},
    time::{Instant as Moment, sleep},
};

use crate::{Courier, Day, Program, Round, Trouble, Wanted, quiet_ms, wait_ms};

/// The longest that headquarters is asked to hold an answer back: less than a proxy's patience.
const LONGEST_WAIT: Duration = Duration::from_secs(50);

/// What the courier needs of the counter it serves.
pub trait Host: Send + Sync {
    /// The counter's clock.
    fn now(&self) -> Instant;

    /// Any number.
    fn random(&self) -> u64;

    /// The local day of a moment.
    fn day_of(&self, at: Instant) -> Day;

    /// A round was made: the clock was measured, and lines may have come.
    fn round_made(&self, round: &Round);

    /// A round ended in trouble: where headquarters has shut this device out that is remembered.
    fn trouble_met(&self, trouble: &Trouble);

    /// Headquarters has another history of the present epoch: another is opened, before anything else is written.
    fn open_epoch(&self) -> Result<(), Trouble>;

    /// Other lines stand in an epoch from `at` on: those here are issued again in the present one.
    fn settle_fork(&self, epoch: EpochId, at: u64) -> Result<(), Trouble>;

    /// Headquarters was restored and tells its feed anew.
    fn feed_anew(&self) -> Result<(), Trouble>;

    /// Headquarters opens what is sealed to this key, if its root says so.
    fn headquarters_seals(&self, sealing: &SealingCertificate) -> Result<(), Trouble>;

    /// In which region the branch is, as far as policies tell regions apart; none: in none that they name.
    fn region_told(&self, region: Option<String>) -> Result<(), Trouble>;

    /// Headquarters published a policy. Whatever is wrong with it, the one in force stays, and it is not asked for again.
    fn policy_came(&self, version: &PolicyVersion, signed: SignedPolicy) -> Result<(), Trouble>;

    /// The program that runs here; none where it believes no release, and asks for none.
    fn program(&self) -> Option<Program>;

    /// Headquarters has this release for it, or none. Answers what is to be fetched.
    fn update_told(&self, release: Option<SignedRelease>) -> Result<Option<Wanted>, Trouble>;

    /// A part of a release's file, from a byte on. Answers what is still to be fetched.
    fn update_came(&self, sha256: Sha256, from: u64, part: &[u8]) -> Result<Option<Wanted>, Trouble>;

    /// Headquarters does not give the file out, with its code.
    fn update_not_given(&self, code: &str) -> Result<(), Trouble>;

    /// The key of the database, sealed to headquarters; none while there is nothing to seal it to.
    fn deposit(&self) -> Result<Option<Deposit>, Trouble>;

    /// Headquarters has shut this device out, and holds all that it wrote.
    fn tail_held(&self) -> Result<(), Trouble>;
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
    let (mut failures, mut quiet_rounds, mut broken_waits) = (0, 0, 0);
    while !report.is_closed() {
        let outcome = courier.round().await;
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
                let wait = Duration::from_millis(quiet_ms(quiet_rounds)).min(LONGEST_WAIT);
                match wait_quietly(&mut courier, &wake, &report, wait).await {
                    Waited::Through => broken_waits = 0,
                    // Headquarters may be gone. The next round says so, at once; only where waits break again and again
                    // although rounds go through (a proxy without patience) is the next one put off.
                    Waited::Broken => {
                        if broken_waits > 0 {
                            pause(wait_ms(broken_waits, false, host.random()), &wake, &report).await;
                        }
                        broken_waits += 1;
                    }
                }
            }
            Err(trouble) => {
                host.trouble_met(&trouble);
                failures += 1;
                let wait = wait_ms(failures, courier.something_waits().await, host.random());
                pause(wait, &wake, &report).await;
            }
        }
    }
}

/// How a wait on the feed ended.
enum Waited {
    /// In time, by news, or by a new line here.
    Through,
    /// Before its time, with nothing to tell.
    Broken,
}

/// Waits for a new line here, a new line there, or the time to be up.
async fn wait_quietly(
    courier: &mut Courier,
    wake: &Notify,
    report: &watch::Sender<Report>,
    wait: Duration,
) -> Waited {
    let began = Moment::now();
    let told = tokio::select! {
        () = wake.notified() => return Waited::Through,
        () = report.closed() => return Waited::Through,
        told = courier.wait_for_feed(wait) => told,
    };
    match told {
        Ok(true) => Waited::Through,
        // Headquarters keeps whole seconds.
        Ok(false) if began.elapsed() + Duration::from_secs(1) >= wait => Waited::Through,
        Ok(false) | Err(_) => Waited::Broken,
    }
}

/// Waits out `ms`, or for a new line here.
async fn pause(ms: u64, wake: &Notify, report: &watch::Sender<Report>) {
    let ms = if planted::is(Bug::RetryOnlyOnNextWrite) { u64::MAX } else { ms };
    tokio::select! {
        () = sleep(Duration::from_millis(ms)) => {}
        () = wake.notified() => {}
        () = report.closed() => {}
    }
}
