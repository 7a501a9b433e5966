//! Delivery: the courier at work beside the desk, and what the status bar may say of it.

use std::sync::{Arc, PoisonError, Weak};

use domain::{ClockMeasured, Date, EpochId, Fact, Instant, PolicyVersion, Zone};
use protocol::{
    Sha256, SignedRelease,
    wire::{Deposit, SealingCertificate, SignedPolicy},
};
use sync::{Address, Courier, Credentials, Day, Headquarters, Host, Program, Report, Round, Trouble, Wanted};
use tokio::{sync::watch, task::JoinHandle};

use crate::{Desk, DeskError, Incident, Place, desk::Inner, pen::Entry};

/// A measured clock is written down when it has changed by more than this.
const CLOCK_STEP_MS: i64 = 2_000;
/// So many rounds without a move, with headquarters in reach and something waiting, are worth saying.
const STUCK_ROUNDS: u32 = 3;

/// What may truthfully be said of delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncState {
    /// Whether headquarters can be reached, or the code of what is in the way.
    pub headquarters: String,
    /// Lines without headquarters' signature.
    pub unconfirmed_events: u64,
    /// Photos that headquarters has not confirmed by hash.
    pub unconfirmed_photos: u64,
    /// Lines that headquarters could not use.
    pub set_aside: u64,
    /// What befell this counter's log and nobody has looked at yet.
    pub incidents: u64,
    /// When it last confirmed anything.
    pub last_confirmed_at: Option<Instant>,
    /// When it was last heard of.
    pub last_contact_at: Option<Instant>,
    /// Something waits although headquarters can be reached.
    pub stuck: bool,
}

impl Desk {
    /// Starts the courier on the current runtime; it ends with the desk, or when it is started again. None at the practice desk, or before enrolment.
    pub fn start_courier(&self) -> Result<Option<JoinHandle<()>>, DeskError> {
        let Some(courier) = self.courier()? else { return Ok(None) };
        let (wake, report) = (Arc::clone(&self.inner.wake), self.inner.report.clone());
        let at_work = tokio::spawn(sync::run(courier, self.host(), wake, report));
        let mut place = self.inner.courier.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(before) = place.replace(at_work.abort_handle()) {
            before.abort();
        }
        drop(place);
        Ok(Some(at_work))
    }

    /// One round now.
    pub async fn sync_now(&self) -> Result<Round, Trouble> {
        let Some(mut courier) = self.courier().map_err(|_| Trouble::Store)? else {
            return Ok(Round::default());
        };
        let outcome = courier.round().await;
        self.round_over(&outcome);
        outcome
    }

    /// Takes in how a round went.
    pub fn round_over(&self, outcome: &Result<Round, Trouble>) {
        let host = self.host();
        self.inner.report.send_modify(|report| {
            report.has_tried = true;
            report.trouble = outcome.as_ref().err().cloned();
            if outcome.as_ref().map_or_else(Trouble::is_from_headquarters, |_| true) {
                report.last_contact_at = Some(host.now());
            }
        });
        match outcome {
            Ok(round) => host.round_made(round),
            Err(trouble) => host.trouble_met(trouble),
        }
    }

    /// Asks headquarters to count what it holds of a day. Only its own count makes the day complete.
    pub async fn close_day(&self, day: Date) -> Result<DayStanding, DeskError> {
        if let Some(mut courier) = self.courier()? {
            let zone = self.zone();
            let until = zone.start_of(day.plus_days(1));
            let offered = courier.ask_for_day(Day { day, from: zone.start_of(day), until }).await;
            if let Err(trouble) = &offered {
                tracing::info!(
                    code = trouble.code(),
                    "headquarters was asked for a day and could not be heard"
                );
            }
            self.wake_courier();
            offered?;
        }
        self.day_standing(day)
    }

    /// The local day that it is.
    pub fn today(&self) -> Date {
        self.zone().local(self.now()).date
    }

    /// Whether older tickets of the branch are still to come to this counter, which is new.
    pub fn is_older_to_come(&self) -> Result<bool, DeskError> {
        let cursor = self.inner.store.read(store::Snapshot::feed_cursor)?;
        Ok(cursor.is_some_and(|cursor| cursor.older.is_some()))
    }

    /// How a day stands, as far as it is known here. What was written since headquarters counted makes it open again.
    pub fn day_standing(&self, day: Date) -> Result<DayStanding, DeskError> {
        let zone = self.zone();
        let (from, until) = (zone.start_of(day), zone.start_of(day.plus_days(1)));
        let (written, answered) = self
            .inner
            .store
            .read(|now| Ok::<_, store::Error>((now.day_written(from, until)?, now.day_answered(day)?)))?;
        let (events, photos) = (written.events.len() as u64, written.photos.len() as u64);
        let counted = answered.map(|answered| (answered.manifest, answered.is_complete));
        let is_complete = counted.is_some_and(|(manifest, complete)| {
            complete && (manifest.events.count, manifest.photos.count) == (events, photos)
        });
        Ok(DayStanding {
            day,
            events,
            photos,
            is_complete,
            counted_at: counted.map(|(manifest, _)| manifest.at),
            events_held: counted.map_or(0, |(manifest, _)| manifest.events.count),
            photos_held: counted.map_or(0, |(manifest, _)| manifest.photos.count),
        })
    }

    /// Wakes the courier, as after a new line.
    pub fn wake_courier(&self) {
        self.inner.wake.notify_one();
    }

    /// Follows how the courier's rounds go.
    pub fn reports(&self) -> watch::Receiver<Report> {
        self.inner.report.subscribe()
    }

    /// What may truthfully be said now.
    pub fn sync_state(&self) -> Result<SyncState, DeskError> {
        let waiting = self.inner.store.read(store::Snapshot::waiting)?;
        let report = self.inner.report.borrow().clone();
        let headquarters = match (self.place(), &report.trouble) {
            (None, _) => "not_enrolled",
            (Some(place), _) if place.is_practice() => "not_enrolled",
            (Some(place), _) if place.revoked_at.is_some() => "revoked",
            (Some(_), Some(trouble)) => trouble.code(),
            (Some(_), None) if report.has_tried => "reachable",
            (Some(_), None) => "unknown",
        };
        Ok(SyncState {
            headquarters: headquarters.to_owned(),
            unconfirmed_events: waiting.lines,
            unconfirmed_photos: waiting.photos,
            set_aside: waiting.set_aside,
            incidents: self.incidents()?.len() as u64,
            last_confirmed_at: waiting.last_confirmed_at,
            last_contact_at: report.last_contact_at,
            stuck: waiting.lines + waiting.photos > 0 && report.idle_rounds >= STUCK_ROUNDS,
        })
    }

    fn host(&self) -> Arc<dyn Host> {
        Arc::new(DeskHost { inner: Arc::downgrade(&self.inner) })
    }

    /// A courier for this desk, to be led step by step; none at the practice desk, or before enrolment.
    pub fn courier(&self) -> Result<Option<Courier>, DeskError> {
        let Some(place) = self.place().filter(|place| !place.is_practice()) else { return Ok(None) };
        let headquarters = self.headquarters(&place)?;
        let Place { headquarters: hq_device, ack_key, feed_key, .. } = place;
        let credentials = Credentials {
            device: self.inner.identity.device,
            headquarters: hq_device,
            signing_key: self.inner.identity.signing_key.clone(),
            ack_key,
            feed_key,
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        Ok(Some(Courier::new(Arc::clone(&self.inner.store), headquarters, credentials, self.host())))
    }

    pub(crate) fn headquarters(&self, place: &Place) -> Result<Headquarters, DeskError> {
        let address: Address = place.address.as_deref().ok_or(DeskError::NotEnrolled)?.parse()?;
        let network = self.inner.network.get_or_init(|| self.inner.around.network());
        Ok(Headquarters::over(Arc::clone(network), address, Some(place.root_key.fingerprint())))
    }

    fn clock_measured(&self, offset_ms: i64) -> Result<(), DeskError> {
        let mut known = self.inner.clock_offset();
        if (offset_ms - *known).abs() <= CLOCK_STEP_MS {
            return Ok(());
        }
        let place = self.inner.place()?;
        let entry = Entry { ticket: None, author: None, after: Vec::new() };
        let fact = Fact::ClockMeasured(ClockMeasured { offset_ms });
        self.inner.store.write(|tx| self.inner.write_facts(tx, &place, entry, vec![fact]))?;
        *known = offset_ms;
        self.inner.wake.notify_one();
        Ok(())
    }
}

fn day_in(zone: Zone, at: Instant) -> Day {
    let day = zone.local(at).date;
    Day { day, from: zone.start_of(day), until: zone.start_of(day.plus_days(1)) }
}

/// How a day of this counter stands with headquarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayStanding {
    /// The local day.
    pub day: Date,
    /// Events written here that day.
    pub events: u64,
    /// Photos they name.
    pub photos: u64,
    /// Headquarters has counted, and holds all of it.
    pub is_complete: bool,
    /// When headquarters counted, by its own clock; none when it was not asked yet.
    pub counted_at: Option<Instant>,
    /// Events that it held then.
    pub events_held: u64,
    /// Photos that it held then.
    pub photos_held: u64,
}

/// The desk as the courier sees it; the desk may end before the courier does.
struct DeskHost {
    inner: Weak<Inner>,
}

impl DeskHost {
    fn with(&self, act: impl FnOnce(&Desk) -> Result<(), DeskError>) {
        // What went wrong is in the log; the next round finds the same to be done.
        let _ = self.try_with(act);
    }

    fn try_with(&self, act: impl FnOnce(&Desk) -> Result<(), DeskError>) -> Result<(), Trouble> {
        let inner = self.inner.upgrade().ok_or(Trouble::Store)?;
        act(&Desk { inner }).map_err(|error| {
            tracing::error!(code = error.code(), "the desk could not take in what the courier brought");
            Trouble::Store
        })
    }
}

impl Host for DeskHost {
    fn now(&self) -> Instant {
        self.inner.upgrade().map_or(Instant::from_unix_ms(0), |inner| inner.around.now())
    }

    fn random(&self) -> u64 {
        self.inner.upgrade().map_or(0, |inner| u64::from_le_bytes(inner.around.random()))
    }

    fn day_of(&self, at: Instant) -> Day {
        let zone = self.inner.upgrade().and_then(|inner| Some(inner.place().ok()?.branch.zone));
        day_in(zone.unwrap_or(Zone::SHANGHAI), at)
    }

    fn round_made(&self, round: &Round) {
        self.with(|desk| {
            desk.clock_measured(round.offset_ms)?;
            if round.moved() {
                desk.inner.changed();
            }
            if round.lines_read > 0 {
                desk.delete_forgotten_papers()?;
            }
            desk.follow_policy()?;
            Ok(())
        });
    }

    fn trouble_met(&self, trouble: &Trouble) {
        if *trouble == Trouble::Revoked {
            self.with(Desk::mark_revoked);
        }
        // A policy's day comes without headquarters, too.
        self.with(Desk::follow_policy);
    }

    fn open_epoch(&self) -> Result<(), Trouble> {
        self.try_with(|desk| desk.inner.open_epoch())
    }

    fn settle_fork(&self, epoch: EpochId, at: u64) -> Result<(), Trouble> {
        self.try_with(|desk| desk.inner.settle_fork(epoch, at))
    }

    fn feed_anew(&self) -> Result<(), Trouble> {
        self.try_with(|desk| {
            let inner = &desk.inner;
            inner.store.write(|tx| inner.note_incident(tx, Incident::HeadquartersRestored))
        })
    }

    fn headquarters_seals(&self, sealing: &SealingCertificate) -> Result<(), Trouble> {
        self.try_with(|desk| desk.inner.headquarters_seals(sealing))
    }

    fn region_told(&self, region: Option<String>) -> Result<(), Trouble> {
        self.try_with(|desk| desk.inner.region_told(region))
    }

    fn policy_came(&self, version: &PolicyVersion, signed: SignedPolicy) -> Result<(), Trouble> {
        self.try_with(|desk| desk.inner.policy_came(version, signed))
    }

    fn program(&self) -> Option<Program> {
        self.inner.upgrade()?.program()
    }

    fn update_told(&self, release: Option<SignedRelease>) -> Result<Option<Wanted>, Trouble> {
        Ok(self.inner.upgrade().ok_or(Trouble::Store)?.update_told(release))
    }

    fn update_came(&self, sha256: Sha256, from: u64, part: &[u8]) -> Result<Option<Wanted>, Trouble> {
        Ok(self.inner.upgrade().ok_or(Trouble::Store)?.update_came(sha256, from, part))
    }

    fn update_not_given(&self, code: &str) -> Result<(), Trouble> {
        self.inner.upgrade().ok_or(Trouble::Store)?.update_not_given(code);
        Ok(())
    }

    fn deposit(&self) -> Result<Option<Deposit>, Trouble> {
        let inner = self.inner.upgrade().ok_or(Trouble::Store)?;
        inner.deposit().map_err(|error| {
            tracing::error!(code = error.code(), "the key of the database cannot be sealed");
            Trouble::Store
        })
    }

    fn tail_held(&self) -> Result<(), Trouble> {
        self.try_with(Desk::shut_when_revoked)
    }
}
