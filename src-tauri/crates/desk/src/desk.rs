//! The desk: opened once, then one function a use case, each in a file of its own.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock, atomic::AtomicUsize};

use domain::{Calendar, DeviceId, EpochId, Instant, Zone};
use protocol::BranchKey;
use store::{DatabaseKey, LastNumber, Store};
use sync::Network;
use tokio::{
    sync::{Notify, watch},
    task::AbortHandle,
};

use crate::{
    AppLock, DeskError, Folders, Incident, KeyStore, KeyStoreForm, Place, StartError, Surroundings,
    identity::{
        BRANCH_KEY, DATABASE_KEY, Identity, Incarnation, find_32, keep_device, keys_are_of, secret_of_32,
    },
    key_store,
    outside::Outside,
    people::Session,
    policies::Policies,
    recover, restore,
    rules::rules_in,
    updates::Updates,
};

/// A restored or copied database gives numbers this much higher on its first day, so that no two papers share one.
const NEW_EPOCH_SERIALS: u16 = 500;

/// One counter's desk. Cheap to clone; all clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub folders: Folders,
    pub around: Arc<dyn Surroundings>,
    /// The way to headquarters, made when it is first gone: that reads every certificate this machine trusts.
    pub network: OnceLock<Arc<dyn Network>>,
    pub keys: Arc<dyn KeyStore>,
    pub store: Arc<Store>,
    pub identity: Identity,
    pub place: RwLock<Option<Place>>,
    /// What headquarters published.
    pub policies: Policies,
    /// Wakes the courier.
    pub wake: Arc<Notify>,
    /// The courier at work, to be ended when another takes its place.
    pub courier: Mutex<Option<AbortHandle>>,
    /// How the courier's last round went.
    pub report: watch::Sender<sync::Report>,
    /// New versions of the program.
    pub updates: Updates,
    /// Papers that are on their way to a printer.
    pub printing: AtomicUsize,
    /// Counts what changed, for screens to follow.
    pub changes: watch::Sender<u64>,
    /// Who is here.
    pub session: Mutex<Session>,
    /// Headquarters' clock less ours, as last written down.
    pub clock_offset_ms: Mutex<i64>,
    /// Shut before the lock goes: the next app of this user reads what it writes.
    pub outside: Outside,
    _lock: Arc<AppLock>,
}

impl Desk {
    /// Opens the desk in `folders`: lock, keys, database. Nothing is written to a log yet.
    pub fn open(folders: Folders, around: Arc<dyn Surroundings>) -> Result<Self, StartError> {
        let lock = Arc::new(AppLock::take(&folders.state)?);
        restore::finish_interrupted(&folders).map_err(store::Error::from)?;
        Self::open_locked(lock, folders, around)
    }

    /// The same for who has the lock.
    pub(crate) fn open_locked(
        lock: Arc<AppLock>,
        folders: Folders,
        around: Arc<dyn Surroundings>,
    ) -> Result<Self, StartError> {
        let keys: Arc<dyn KeyStore> = key_store(&folders.state)?.into();
        recover::finish_recovery(&folders, &*keys)?;
        let is_new = !folders.database().exists();
        let key = match find_32(&*keys, DATABASE_KEY)? {
            Some(key) => key,
            None if is_new => secret_of_32(&*keys, DATABASE_KEY, &*around)?,
            None => return Err(StartError::KeyLost),
        };
        let store = Arc::new(Store::open(&folders.database(), &DatabaseKey::from_bytes(*key))?);
        let (device, place) =
            store.read(|now| Ok::<_, store::Error>((now.device()?, now.enrolment::<Place>()?)))?;
        let policies = Policies::kept(&store, place.as_ref())?;
        if let Some(place) = &place {
            let zone = place.branch.zone;
            store.set_rules(rules_in(zone, policies.in_force_on(zone.local(around.now()).date)));
        }
        if store.needs_rebuild()? {
            store.rebuild(|progress| {
                tracing::info!(done = progress.done, of = progress.of, "refolding tickets");
            })?;
        }
        let device = match device {
            Some(device) => device_of(&store, &*keys, device)?,
            None => DeviceId::new(around.now().unix_ms().max(0) as u64, around.random()),
        };
        let identity = Identity::of(device, &*keys, &*around)?;
        if let Some(branch_key) = find_32(&*keys, BRANCH_KEY)? {
            store.with_branch_key(Some(BranchKey::from_bytes(*branch_key)))?;
        }
        let is_placed = place.is_some();
        let outside = Outside::start(store.clone(), keys.clone());
        let desk = Self {
            inner: Arc::new(Inner {
                folders,
                around,
                network: OnceLock::new(),
                keys,
                store,
                identity,
                place: RwLock::new(place),
                policies,
                wake: Arc::default(),
                courier: Mutex::default(),
                report: watch::Sender::default(),
                updates: Updates::default(),
                printing: AtomicUsize::new(0),
                changes: watch::Sender::default(),
                session: Mutex::default(),
                clock_offset_ms: Mutex::default(),
                outside,
                _lock: lock,
            }),
        };
        if is_placed {
            desk.inner.look_for_another_epoch()?;
        }
        desk.inner.find_update();
        desk.sweep()?;
        if let Err(error) = desk.shut_when_revoked() {
            tracing::error!(code = error.code(), "a counter that was shut out is still open");
        }
        if let Err(error) = desk.delete_forgotten_papers() {
            // Tried again when the next lines come, and at the next start.
            tracing::error!(code = error.code(), "the papers of forgotten tickets could not all be deleted");
        }
        Ok(desk)
    }

    /// Where this counter stands; none until enrolled.
    pub fn place(&self) -> Option<Place> {
        self.inner.place.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Which device this is.
    pub fn device(&self) -> DeviceId {
        self.inner.identity.device
    }

    /// The branch's calendar.
    pub fn calendar(&self) -> Calendar {
        self.policy().calendar().clone().with_zone(self.zone())
    }

    /// The zone this counter's days begin and end in.
    pub fn zone(&self) -> Zone {
        self.place().map_or_else(|| self.policy().calendar().zone(), |place| place.branch.zone)
    }

    /// The wall clock.
    pub fn now(&self) -> Instant {
        self.inner.around.now()
    }

    /// Where the keys are kept.
    pub fn key_store_form(&self) -> KeyStoreForm {
        self.inner.keys.form()
    }

    /// The folders this desk works in.
    pub fn folders(&self) -> &Folders {
        &self.inner.folders
    }

    /// Follows changes: a count that grows with each.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.inner.changes.subscribe()
    }

    /// Refolds every ticket from the log.
    pub fn rebuild(&self, progress: impl FnMut(store::RebuildProgress)) -> Result<(), DeskError> {
        Ok(self.inner.store.rebuild(progress)?)
    }

    /// Drops what its time is over: drafts thrown away, drafts of last week, photos nobody names.
    fn sweep(&self) -> Result<(), store::Error> {
        let now = self.now();
        self.inner
            .store
            .write(|tx| tx.delete_discarded_drafts(now.plus_ms(-crate::drafts::UNDO_MS)).map(drop))?;
        self.inner.store.sweep_photos(now).map(drop)
    }
}

/// The device this is: a backup from before this machine lost its keys names the one it was then.
fn device_of(store: &Store, keys: &dyn KeyStore, named: DeviceId) -> Result<DeviceId, StartError> {
    match keys_are_of(keys)? {
        Some(device) if device != named => store.write(|tx| tx.take_over(device)).map(|()| Ok(device))?,
        Some(_) => Ok(named),
        None => {
            keep_device(keys, named)?;
            Ok(named)
        }
    }
}

impl Inner {
    pub(crate) fn place(&self) -> Result<Place, DeskError> {
        self.place.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(DeskError::NotEnrolled)
    }

    pub(crate) fn set_place(&self, place: Place) {
        let before = self.place().ok().map(|place| place.of_policies());
        if before.as_ref() != Some(&place.of_policies())
            && let Err(error) = self.store.read(|now| self.policies.stand_at(now, &place))
        {
            // Those of the place before hold until the next start.
            tracing::error!(%error, "the policies could not be read as they hold here");
        }
        let policy = self.policies.in_force_on(place.branch.zone.local(self.around.now()).date);
        self.store.set_rules(rules_in(place.branch.zone, policy));
        *self.place.write().unwrap_or_else(PoisonError::into_inner) = Some(place);
    }

    pub(crate) fn changed(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    pub(crate) fn clock_offset(&self) -> MutexGuard<'_, i64> {
        self.clock_offset_ms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Compares what the database says with what stands outside it; where it is another or an older one a new epoch opens
    /// before the first write.
    fn look_for_another_epoch(&self) -> Result<(), StartError> {
        let (inside, logs, last_number) = self
            .store
            .read(|now| Ok::<_, store::Error>((now.epoch()?, now.own_logs()?, now.last_number()?)))?;
        let outside = Incarnation::outside(&*self.keys)?;
        // What stands outside follows what is inside: a number that was given out and is not known here was forgotten.
        let is_older = outside.and_then(|outside| outside.last_number) > last_number;
        let written_by = logs.iter().find(|log| Some(log.epoch) == inside).map(|log| log.device);
        let is_ours = written_by.is_none_or(|device| device == self.identity.device);
        if is_ours && !is_older && inside.is_some() && inside == outside.map(|outside| outside.epoch) {
            return Ok(());
        }
        let incident = if is_ours { Incident::Restored } else { Incident::Recovered };
        tracing::warn!(code = incident.code(), "the database does not go on where it was: a new epoch opens");
        self.open_epoch_of(inside.map(|_| incident)).map_err(|error| match error {
            DeskError::Store(error) => StartError::Store(error),
            DeskError::Keys(error) => StartError::Keys(error),
            other => unreachable!("opening an epoch fails only at the database or the keys: {other}"),
        })
    }

    /// Opens a new epoch because of a copy of this log.
    pub(crate) fn open_epoch(&self) -> Result<(), DeskError> {
        self.open_epoch_of(Some(Incident::Restored))
    }

    /// Opens a new epoch of this device's log, and says why on the screen.
    pub(crate) fn open_epoch_of(&self, incident: Option<Incident>) -> Result<(), DeskError> {
        let epoch = EpochId::new(self.around.now().unix_ms().max(0) as u64, self.around.random());
        let outside = Incarnation::outside(&*self.keys)?.and_then(|outside| outside.last_number);
        let place = self.place()?;
        let today = place.branch.zone.local(self.around.now()).date;
        self.store.write(|tx| {
            let is_first = tx.epoch()?.is_none();
            let inside = tx.last_number()?;
            let highest = [inside, outside].into_iter().flatten().filter(|last| last.on == today);
            let highest = highest.map(|last| last.serial).max().unwrap_or(0);
            let serial = if is_first { highest } else { highest.saturating_add(NEW_EPOCH_SERIALS) };
            let last_number = LastNumber { on: today, serial };
            tx.set_last_number(last_number)?;
            if let Some(incident) = incident {
                self.note_incident(tx, incident)?;
            }
            self.begin_epoch(tx, &place, epoch)
        })?;
        self.outside.follow_now()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::{fs, path::Path};

    use domain::{Kind, TicketId};

    use crate::{PartyForm, ThisMachine, TicketForm};

    use super::*;

    /// A practice desk in `folders`, its keys in files.
    pub(crate) fn practice_desk(folders: &Folders) -> Desk {
        practice_desk_around(folders, Arc::new(ThisMachine))
    }

    pub(crate) fn practice_desk_around(folders: &Folders, around: Arc<dyn Surroundings>) -> Desk {
        fs::create_dir_all(&folders.state).unwrap();
        fs::write(folders.state.join("key-store"), "file\n").unwrap();
        let desk = Desk::open(folders.clone(), around).unwrap();
        desk.start_practice().unwrap();
        desk
    }

    /// A clock that stands still.
    struct Standing(Instant);

    impl Surroundings for Standing {
        fn now(&self) -> Instant {
            self.0
        }

        fn fill(&self, bytes: &mut [u8]) {
            ThisMachine.fill(bytes);
        }
    }

    /// A practice desk below `home`, where it is always `now`.
    pub(crate) fn desk_at(home: &Path, now: &str) -> Desk {
        let folders = Folders { data: home.join("data"), state: home.join("state") };
        practice_desk_around(&folders, Arc::new(Standing(now.parse().unwrap())))
    }

    /// A saved ticket about a parcel that came late, taken by phone, so that no receipt is awaited.
    pub(crate) fn ticket_of(desk: &Desk, kind: Kind) -> TicketId {
        let form = TicketForm {
            kind,
            category: Some("delay.transit".to_owned()),
            channel: "phone".to_owned(),
            sender: PartyForm {
                name: "王小明".to_owned(),
                phone: "13800138000".to_owned(),
                ..PartyForm::default()
            },
            waybill: "SF1234567890123".to_owned(),
            promised_on: Some("2026-11-20".to_owned()),
            story: "说好上周到的".to_owned(),
            ..TicketForm::default()
        };
        taken_in(desk, form)
    }

    /// A ticket, taken in as `form` says; who came has a name and can be called where the form leaves that out.
    pub(crate) fn taken_in(desk: &Desk, form: TicketForm) -> TicketId {
        let mut form = form;
        let who = if form.role == "recipient" { &mut form.recipient } else { &mut form.sender };
        for (field, usual) in [(&mut who.name, "王小明"), (&mut who.other_contact, "WeChat wang")] {
            if field.is_empty() {
                *field = usual.to_owned();
            }
        }
        form.category.get_or_insert_with(|| "delay.transit".to_owned());
        let draft = desk.start_draft().unwrap();
        desk.open_ticket(draft.id, &form).unwrap();
        draft.id
    }
}
