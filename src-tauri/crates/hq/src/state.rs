//! What every request works with.

use std::{
    num::NonZeroU32,
    path::PathBuf,
    sync::{Arc, OnceLock, Weak},
    time::Duration,
};

use axum::http::HeaderValue;
use domain::{BranchId, DeviceId, Policy, ServiceId, Ticket, TicketId, TicketNumber};
use protocol::{ReleaseKeys, hash_password};
use tokio::sync::{Mutex, Notify, Semaphore, broadcast, broadcast::error::RecvError, watch};

use crate::{
    DoorRules, HqStore, KeysError, Limits, MasterKey, Postgres, PostgresPlace, Rates, ShelfError, Sqlite,
    StoreError, TrustedProxies,
    audited::Looks,
    clock::{Clock, SystemClock, random},
    error::ApiError,
    hellos::Hellos,
    keys::HqKeys,
    line_reader::BranchReader,
    metrics::Metrics,
    policies::InForce,
    rates::Tries,
    releases::all_keys,
    remembered::Remembered,
    shelf::{PhotoPlace, Shelf},
    store::{Branch, LineReader, Move, Scope},
    wakes::Wakes,
};

/// Passwords hashed at once; each takes 19 MiB.
const MOST_HASHES: usize = 4;

/// Passwords that are tried or wait to be, which is a second's work. Whoever comes when there are so many is asked to come
/// again, so that whoever floods the door takes no more than that second from all others.
const MOST_TRIED: usize = 64;
const TRIED_WAIT: Duration = Duration::from_secs(2);

/// Carry-overs taken in at once through the page; each is a file on the disk meanwhile.
const MOST_CARRY_OVERS: usize = 2;

/// Uploads put together at once from their chunks; each is in memory as a whole, with up to 50 MiB.
const MOST_WHOLES: usize = 4;

/// Photos put on the shelf at once. The others wait, in memory, so that lines and questions do not wait for them.
const MOST_SHELVED: usize = 8;

/// Looks with a signed slip, a minute and ticket: its holder may be impatient.
const SLIPS_A_MINUTE: NonZeroU32 = NonZeroU32::new(30).expect("not zero");

/// Typed codes and slips that nobody signed, a minute and address.
const GUESSES_A_MINUTE: NonZeroU32 = NonZeroU32::new(60).expect("not zero");

/// Typed codes, a minute and ticket number.
const CODES_A_MINUTE: NonZeroU32 = NonZeroU32::new(10).expect("not zero");

/// How headquarters is opened.
pub struct Config {
    /// Where everything is kept, or all that is not in the database.
    pub data: PathBuf,
    /// Where the database is.
    pub database: Database,
    /// Where counters and browsers reach it: `https://hq.example.cn`.
    pub public_address: Option<String>,
    /// Where photos lie.
    pub photos: PhotoPlace,
    /// Opens the keys.
    pub master: MasterKey,
    /// How often what can be guessed may be tried.
    pub rates: Rates,
    /// What one caller may take.
    pub limits: Limits,
    /// Whose word on addresses counts.
    pub proxies: TrustedProxies,
    /// How the page's door is kept.
    pub door: DoorRules,
    /// Keys that sign releases, beside those that were built in.
    pub release_keys: ReleaseKeys,
    /// Tells the present.
    pub clock: Arc<dyn Clock>,
}

/// Where headquarters' database is.
#[derive(Clone)]
pub enum Database {
    /// A file in the data folder: one process serves.
    File,
    /// PostgreSQL: as many nodes as are wanted.
    Postgres(PostgresPlace),
}

impl Config {
    /// The usual one over a data folder.
    pub fn new(data: PathBuf, master: MasterKey) -> Self {
        Self {
            data,
            database: Database::File,
            public_address: None,
            photos: PhotoPlace::default(),
            master,
            rates: Rates::default(),
            limits: Limits::default(),
            proxies: TrustedProxies::default(),
            door: DoorRules::open(),
            release_keys: ReleaseKeys::default(),
            clock: Arc::new(SystemClock),
        }
    }
}

/// Why headquarters does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The database does not open.
    #[error("could not open the database")]
    Store(#[from] StoreError),
    /// The keys do not open.
    #[error("could not open headquarters' keys")]
    Keys(#[from] KeysError),
    /// The photo shelf does not open.
    #[error("could not open the photo shelf")]
    Shelf(#[from] ShelfError),
    /// What is to be forgotten could not be.
    #[error("could not forget what is to be forgotten")]
    Forget(#[from] crate::ForgetError),
    /// A branch's key is sealed with another master key.
    #[error("the master key is not the one this data was made with")]
    OtherMaster(#[from] protocol::SealError),
}

/// Headquarters, opened. Clones are the same one.
#[derive(Clone)]
pub struct HqState {
    inner: Arc<Inner>,
}

/// What every request works with.
pub struct Inner {
    /// The database.
    pub store: Remembered,
    /// The photos.
    pub shelf: Shelf,
    /// Where everything is kept.
    pub data: PathBuf,
    /// Headquarters' own keys.
    pub keys: HqKeys,
    /// What was published.
    pub policies: InForce,
    /// The root's fingerprint, as every answer shows it.
    pub fingerprint: HeaderValue,
    /// Tells the present.
    pub clock: Arc<dyn Clock>,
    /// Where headquarters is reached.
    pub public_address: Option<String>,
    /// How the page's door is kept.
    pub door: DoorRules,
    /// The keys whose releases are handed on.
    pub release_keys: ReleaseKeys,
    /// Looks of the last minutes that have a row in the audit log.
    pub looks: Looks,
    /// Who waits for feeds.
    pub wakes: Arc<Wakes>,
    /// How many come at once.
    pub hellos: Hellos,
    /// What happened since the start.
    pub metrics: Metrics,
    /// What one caller may take.
    pub limits: Limits,
    /// Whose word on addresses counts.
    pub proxies: TrustedProxies,
    /// Requests by device.
    pub device_requests: Tries<DeviceId>,
    /// Requests by account.
    pub account_requests: Tries<String>,
    /// Requests by service.
    pub service_requests: Tries<ServiceId>,
    /// Enrolments by address.
    pub enrol_tries: Tries,
    /// Logins by address.
    pub login_tries: Tries,
    /// Passwords by address.
    pub password_tries: Tries,
    /// Looks with a signed slip, by its ticket's number.
    pub slip_tries: Tries<TicketNumber>,
    /// Typed codes and slips that nobody signed, by address.
    pub guess_tries: Tries,
    /// Typed codes by the ticket's number, whatever address they come from.
    pub number_tries: Tries<TicketNumber>,
    /// Lets so many passwords be hashed at once.
    pub hashes: Semaphore,
    /// Lets so many passwords be tried or wait to be.
    pub tried: Semaphore,
    /// Lets so many carry-overs be taken in at once.
    pub carry_overs: Semaphore,
    /// Lets so many uploads be put together at once.
    pub wholes: Semaphore,
    /// Lets so many photos be put on the shelf at once.
    pub shelved: Semaphore,
    /// One writer of headquarters' own logs.
    pub own_log: Mutex<()>,
    /// One who changes accounts: whether it is the last administrator's is a matter of all of them.
    pub accounts: Mutex<()>,
    /// One who says what belongs together: it is a matter of two tickets, and each is written by itself.
    pub kin: Mutex<()>,
    /// Wakes whoever tells other systems: there is something to be told now.
    pub telling: Notify,
    stopping: watch::Sender<bool>,
}

impl std::ops::Deref for HqState {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl HqState {
    /// Opens headquarters over a data folder, making whatever a first start needs.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        let store: Arc<dyn HqStore> = match &config.database {
            Database::File => {
                let folder = config.data.clone();
                let opened = tokio::task::spawn_blocking(move || Sqlite::open(&folder)).await;
                Arc::new(opened.map_err(|stopped| StoreError::Database(Box::new(stopped)))??)
            }
            Database::Postgres(place) => Arc::new(Postgres::open(place, config.clock.now()).await?),
        };
        Self::over(store, config).await
    }

    /// The same over a store that is open.
    pub async fn over(store: Arc<dyn HqStore>, config: Config) -> Result<Self, OpenError> {
        let shelf = Shelf::at(&config.photos, &config.data)?;
        let keys = HqKeys::open(&*store, config.master).await?;
        let public_address = match config.public_address {
            Some(address) => {
                let address = address.trim_end_matches('/').to_owned();
                store.keep_address(&address).await?;
                Some(address)
            }
            None => store.address().await?,
        };
        let policies = InForce::default();
        policies.read(&*store).await?;
        let wakes = Arc::new(Wakes::default());
        let (others_wrote, others_moved) = (store.others_wrote(), store.others_moved());
        let state = Self {
            inner: Arc::new(Inner {
                store: Remembered::over(store, Arc::clone(&wakes), Arc::clone(&config.clock)),
                shelf,
                policies,
                data: config.data,
                fingerprint: HeaderValue::from_str(&keys.root.fingerprint().to_string())
                    .expect("a fingerprint is hex"),
                keys,
                clock: config.clock,
                public_address,
                door: config.door,
                release_keys: all_keys(&config.release_keys),
                looks: Looks::default(),
                wakes,
                hellos: Hellos::default(),
                metrics: Metrics::default(),
                device_requests: Tries::a_minute(config.limits.device_a_minute),
                account_requests: Tries::a_minute(config.limits.account_a_minute),
                service_requests: Tries::a_minute(config.limits.service_a_minute),
                limits: config.limits,
                proxies: config.proxies,
                enrol_tries: Tries::a_minute(config.rates.enrol),
                login_tries: Tries::a_minute(config.rates.login),
                password_tries: Tries::a_minute(config.rates.password),
                slip_tries: Tries::a_minute(SLIPS_A_MINUTE),
                guess_tries: Tries::a_minute(GUESSES_A_MINUTE),
                number_tries: Tries::a_minute(CODES_A_MINUTE),
                hashes: Semaphore::new(MOST_HASHES),
                tried: Semaphore::new(MOST_TRIED),
                carry_overs: Semaphore::new(MOST_CARRY_OVERS),
                wholes: Semaphore::new(MOST_WHOLES),
                shelved: Semaphore::new(MOST_SHELVED),
                own_log: Mutex::default(),
                accounts: Mutex::default(),
                kin: Mutex::default(),
                telling: Notify::new(),
                stopping: watch::Sender::new(false),
            }),
        };
        if !state.store.projections_stand().await? {
            state.rebuild().await?;
        }
        match state.finish_forgetting().await {
            // Nobody is shown these photos any more; they can go when the store is back.
            Err(crate::ForgetError::Shelf(error)) => {
                tracing::error!(error = &error as &dyn std::error::Error, "photos could not be taken away");
            }
            done => done?,
        }
        tokio::spawn(notice_others(Arc::downgrade(&state.inner), others_wrote));
        tokio::spawn(notice_moves(Arc::downgrade(&state.inner), others_moved));
        Ok(state)
    }

    /// Makes every projection again from the log; answers how many tickets there are.
    pub async fn rebuild(&self) -> Result<u64, OpenError> {
        let mut readers = std::collections::HashMap::new();
        for branch in self.store.list_branches().await? {
            let reader: Arc<dyn LineReader> = Arc::new(self.reader(&branch)?);
            readers.insert(branch.id, reader);
        }
        Ok(self.store.refold(readers).await?)
    }

    /// What reads the lines of a branch.
    pub fn reader(&self, branch: &Branch) -> Result<BranchReader, protocol::SealError> {
        let key = self.keys.branch_key(branch.id, &branch.sealed_key)?;
        Ok(BranchReader::new(
            branch.id,
            branch.own_device,
            key,
            self.keys.phone_lookup.clone(),
            self.keys.words.clone(),
        ))
    }

    /// A ticket of a branch as all its lines here make it; none when it is not here.
    pub async fn ticket(&self, branch: BranchId, id: TicketId) -> Result<Option<Ticket>, OpenError> {
        let Some(log) = self.store.find_ticket(Scope::of_branch(branch), id).await? else { return Ok(None) };
        let Some(branch) = self.store.find_branch(branch).await? else { return Ok(None) };
        Ok(self.reader(&branch)?.ticket_of(&log))
    }

    /// The branch that is known to be there.
    pub async fn branch(&self, id: BranchId) -> Result<Branch, ApiError> {
        self.store.find_branch(id).await?.ok_or_else(ApiError::not_found)
    }

    /// The same for a reader of its feed who stands at `position`: whether it is beyond the end is not told from memory.
    pub async fn branch_at(&self, id: BranchId, position: u64) -> Result<Branch, ApiError> {
        self.store.find_branch_at(id, position).await?.ok_or_else(ApiError::not_found)
    }

    /// Whether headquarters is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.public_address.as_ref().is_some_and(|address| address.starts_with("https://"))
    }

    /// The policy in force.
    pub fn policy(&self) -> &'static Policy {
        self.policies.on(self.today())
    }

    /// Tells whoever waits that headquarters stops.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Whether headquarters stops.
    pub fn is_stopping(&self) -> bool {
        *self.stopping.borrow()
    }

    /// Ends when headquarters stops.
    pub async fn stopped(&self) {
        let mut stopping = self.stopping.subscribe();
        // The sender lives as long as this state does.
        let _ = stopping.wait_for(|is_stopping| *is_stopping).await;
    }

    /// Hashes a password beside the requests, a few at once.
    pub async fn hash(&self, password: String) -> String {
        let _permit = self.hashes.acquire().await;
        let hashed = tokio::task::spawn_blocking(move || hash_password(&password, random())).await;
        hashed.expect("hashing does not panic")
    }

    /// Whether a password fits. Where there is no account the same work is done for nothing, so that time tells nothing.
    /// Refuses to try it while too many others wait (`too_many_tries`).
    pub async fn password_fits(&self, password: String, hash: Option<String>) -> Result<bool, ApiError> {
        static NOBODY: OnceLock<String> = OnceLock::new();
        let _place = self.tried.try_acquire().map_err(|_| ApiError::too_many(TRIED_WAIT))?;
        let _permit = self.hashes.acquire().await;
        let verified = tokio::task::spawn_blocking(move || {
            let nobody = || NOBODY.get_or_init(|| hash_password("", [0; 16])).clone();
            let is_known = hash.is_some();
            protocol::verify_password(&password, &hash.unwrap_or_else(nobody)) && is_known
        });
        Ok(verified.await.expect("verifying does not panic"))
    }
}

/// What another process writes is neither remembered otherwise nor waited for in vain.
async fn notice_others(state: Weak<Inner>, mut others_wrote: watch::Receiver<u64>) {
    while others_wrote.changed().await.is_ok() {
        let Some(state) = state.upgrade() else { return };
        state.store.forget();
        if let Err(error) = state.policies.read(&*state.store).await {
            tracing::error!(%error, "what another process published cannot be read");
        }
        state.wakes.all();
    }
}

/// Feeds that another node moved.
async fn notice_moves(state: Weak<Inner>, mut others_moved: broadcast::Receiver<Move>) {
    loop {
        let moved = others_moved.recv().await;
        let Some(state) = state.upgrade() else { return };
        match moved {
            Ok((branch, head)) => state.store.moved(branch, head),
            Err(RecvError::Lagged(_)) => {
                state.store.forget();
                state.wakes.all();
            }
            Err(RecvError::Closed) => return,
        }
    }
}
