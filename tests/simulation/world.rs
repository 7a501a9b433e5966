//! Who takes part: one headquarters and some counters, each over a folder of its own, and the disks they can be put back
//! to.

use std::{
    num::NonZeroU32,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use axum::Router;
use desk::{Desk, Folders, Network, Surroundings};
use domain::{BranchId, DeviceId, EventId, Instant, Ticket, TicketId};
use hq::{Clock, Config, HqState, LogName, MasterKey, Rates, app, make_demonstration};
use protocol::Line;
use sync::{Courier, Round, Trouble};
use tempfile::TempDir;
use tests::copies::Copy;

use crate::network::Cable;

/// When every day begins.
const MORNING_MS: i64 = 1_795_219_200_000;

/// The time of the whole world. Each look is a millisecond after the last.
#[derive(Default)]
pub struct WorldClock(AtomicI64);

impl WorldClock {
    pub fn go_on(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for WorldClock {
    fn now(&self) -> Instant {
        Instant::from_unix_ms(MORNING_MS + self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// One counter's surroundings: the world's time with its own error, randomness of the seed, a cable.
pub struct Here {
    world: Arc<WorldClock>,
    error_ms: AtomicI64,
    random: Mutex<fastrand::Rng>,
    cable: Arc<Cable>,
}

impl Surroundings for Here {
    fn now(&self) -> Instant {
        self.world.now().plus_ms(self.error_ms.load(Ordering::SeqCst))
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.random.lock().unwrap().fill(bytes);
    }

    fn network(&self) -> Arc<dyn Network> {
        Arc::clone(&self.cable) as Arc<dyn Network>
    }
}

/// A counter.
pub struct Counter {
    home: TempDir,
    pub here: Arc<Here>,
    desk: Option<Desk>,
    courier: Option<Courier>,
    /// Disks it can be put back to: data alone, or all of it.
    pub backups: Vec<(bool, Copy)>,
}

impl Counter {
    fn over(home: TempDir, here: Arc<Here>) -> Self {
        let mut counter = Self { home, here, desk: None, courier: None, backups: Vec::new() };
        counter.start();
        counter
    }

    fn folders(&self) -> Folders {
        folders_in(self.home.path())
    }

    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the app runs")
    }

    pub fn stop(&mut self) {
        self.courier = None;
        self.desk = None;
    }

    pub fn start(&mut self) {
        self.desk =
            Some(Desk::open(self.folders(), self.here.clone()).expect("a counter opens over its own disk"));
    }

    pub fn restart(&mut self) {
        self.stop();
        self.start();
    }

    pub fn cable(&self) -> &Cable {
        &self.here.cable
    }

    /// Its clock is wrong by so much from now on.
    pub fn jump(&self, ms: i64) {
        self.here.error_ms.store(ms, Ordering::SeqCst);
    }

    /// One step of the courier's round; how the round went when it is over.
    pub async fn step(&mut self) -> Option<Result<Round, Trouble>> {
        if self.courier.is_none() {
            self.courier = self.desk().courier().unwrap();
        }
        let courier = self.courier.as_mut().expect("this counter is enrolled");
        let over = match courier.step().await {
            Ok(over) => over?,
            Err(trouble) => Err(trouble),
        };
        self.desk().round_over(&over);
        Some(over)
    }

    pub fn back_up(&mut self, whole_disk: bool) {
        self.stop();
        let copy = if whole_disk { Copy::of(self.home.path()) } else { Copy::of(&self.folders().data) };
        self.backups.push((whole_disk, copy));
        self.start();
    }

    pub fn put_back(&mut self, which: usize) {
        self.stop();
        let (whole_disk, copy) = &self.backups[which];
        copy.put_back(if *whole_disk { self.home.path().to_owned() } else { self.folders().data }.as_path());
        self.start();
    }

    pub fn holds(&self, event: EventId) -> bool {
        self.desk().knows_event(event).unwrap()
    }

    pub fn ticket(&self, id: TicketId) -> Option<Ticket> {
        self.desk().ticket(id).ok().map(|sheet| sheet.ticket)
    }
}

/// Headquarters, over a folder.
pub struct Headquarters {
    home: TempDir,
    clock: Arc<WorldClock>,
    state: Option<HqState>,
    pub branch: BranchId,
    pub backups: Vec<Copy>,
}

impl Headquarters {
    pub fn state(&self) -> &HqState {
        self.state.as_ref().expect("headquarters runs")
    }

    pub fn stop(&mut self) {
        self.state = None;
    }

    pub async fn start(&mut self) {
        self.state = Some(open(self.home.path(), self.clock.clone()).await);
    }

    pub fn router(&self) -> Option<Router> {
        self.state.clone().map(app)
    }

    pub async fn back_up(&mut self) {
        self.stop();
        self.backups.push(Copy::of(self.home.path()));
        self.start().await;
    }

    /// Becomes what it was. Nobody is told.
    pub async fn put_back(&mut self, which: usize) {
        self.stop();
        self.backups[which].put_back(self.home.path());
        self.start().await;
    }

    pub async fn holds(&self, event: EventId) -> bool {
        !self.state().store.known_events(self.branch, vec![event]).await.unwrap().is_empty()
    }

    /// Every line that it holds of a device.
    pub async fn lines_of(&self, device: DeviceId) -> Vec<Line> {
        let store = &self.state().store;
        let mut lines = Vec::new();
        for head in store.list_heads(self.branch, device).await.unwrap() {
            let log = LogName { branch: self.branch, device, epoch: head.epoch };
            let (of_epoch, _) = store.list_lines(log, 0, u32::MAX).await.unwrap();
            lines.extend(of_epoch.iter().map(|line| Line::parse(line).unwrap()));
        }
        lines
    }

    pub async fn ticket(&self, id: TicketId) -> Option<Ticket> {
        self.state().ticket(self.branch, id).await.unwrap()
    }
}

/// What every day begins with; made once.
pub struct Beginning {
    headquarters: Copy,
    counters: Vec<Copy>,
    branch: BranchId,
    /// Codes that nobody has used yet.
    pub codes: Vec<String>,
}

impl Beginning {
    pub fn of_a_branch_with_two_counters() -> Self {
        let runtime = runtime();
        runtime.block_on(async {
            let clock = Arc::new(WorldClock::default());
            let home = folder();
            let state = open(home.path(), clock.clone()).await;
            let made = make_demonstration(&state, "hq", "a long pass phrase").await.unwrap();
            let letter = |letter: &str| letter.parse().unwrap();
            let mut codes = vec![made.code.clone()];
            for name in ["B", "C", "D"] {
                let offer =
                    state.offer_enrolment(made.branch_id, letter(name), name, 1_000_000_000_000).await;
                codes.push(offer.unwrap().code.to_string());
            }
            let mut counters = Vec::new();
            for (place, code) in codes.drain(..2).enumerate() {
                let cable = Cable::new(0);
                cable.lead_to(Some(app(state.clone())));
                let mut counter = installed(clock.clone(), cable, 1_000 + place as u64);
                counter.desk().enrol(&code).await.unwrap();
                counter.stop();
                counters.push(Copy::of(counter.home.path()));
            }
            drop(state);
            Self { headquarters: Copy::of(home.path()), counters, branch: made.branch_id, codes }
        })
    }

    /// The branch on the morning of the day of that seed.
    pub async fn world(&self, seed: u64) -> World {
        let clock = Arc::new(WorldClock::default());
        clock.go_on(3_600_000);
        let home = folder();
        self.headquarters.put_back(home.path());
        let state = Some(open(home.path(), clock.clone()).await);
        let headquarters =
            Headquarters { home, clock: clock.clone(), state, branch: self.branch, backups: Vec::new() };
        let mut world = World { clock, headquarters, counters: Vec::new(), codes: self.codes.clone(), seed };
        for disk in &self.counters {
            let home = folder();
            disk.put_back(home.path());
            world.join(home);
        }
        world
    }
}

/// Everybody.
pub struct World {
    pub clock: Arc<WorldClock>,
    pub headquarters: Headquarters,
    pub counters: Vec<Counter>,
    pub codes: Vec<String>,
    seed: u64,
}

impl World {
    fn join(&mut self, home: TempDir) {
        let seed = self.seed.wrapping_mul(31).wrapping_add(self.counters.len() as u64);
        let cable = Cable::new(seed);
        cable.lead_to(self.headquarters.router());
        self.counters.push(Counter::over(home, here(self.clock.clone(), cable, seed)));
    }

    /// Another PC is made from a counter's disk.
    pub fn clone_counter(&mut self, which: usize) {
        let counter = &mut self.counters[which];
        counter.stop();
        let home = folder();
        Copy::of(counter.home.path()).put_back(home.path());
        counter.start();
        self.join(home);
    }

    /// A new counter comes to the branch, over a network that is well for as long as that takes.
    pub async fn enrol(&mut self) {
        let Some(code) = self.codes.pop() else { return };
        let seed = self.seed.wrapping_mul(37).wrapping_add(self.counters.len() as u64);
        let cable = Cable::new(seed);
        cable.lead_to(self.headquarters.router());
        let counter = installed(self.clock.clone(), cable, seed);
        // A headquarters that was put back may have lost what it gave out since; then nobody comes.
        if counter.desk().enrol(&code).await.is_ok() {
            self.counters.push(counter);
            // One that never heard of this counter would have to be asked for another code.
            self.headquarters.backups.clear();
        }
    }

    /// After headquarters came or went.
    pub fn plug_in(&self) {
        for counter in &self.counters {
            counter.cable().lead_to(self.headquarters.router());
        }
    }

    pub async fn is_anywhere(&self, event: EventId) -> bool {
        self.counters.iter().any(|counter| counter.holds(event)) || self.headquarters.holds(event).await
    }
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

fn here(world: Arc<WorldClock>, cable: Arc<Cable>, seed: u64) -> Arc<Here> {
    let random = Mutex::new(fastrand::Rng::with_seed(seed ^ 0x5eed));
    Arc::new(Here { world, error_ms: AtomicI64::new(0), random, cable })
}

fn installed(world: Arc<WorldClock>, cable: Arc<Cable>, seed: u64) -> Counter {
    let home = folder();
    let state = folders_in(home.path()).state;
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("key-store"), "file\n").unwrap();
    Counter::over(home, here(world, cable, seed))
}

async fn open(folder: &Path, clock: Arc<WorldClock>) -> HqState {
    let master = MasterKey::find(folder, None).unwrap();
    let often = NonZeroU32::new(1_000_000).unwrap();
    let config = Config {
        public_address: Some("http://127.0.0.1:9".to_owned()),
        rates: Rates { enrol: often, login: often, password: often },
        clock,
        ..Config::new(folder.to_owned(), master)
    };
    HqState::open(config).await.expect("headquarters opens over its own disk")
}

fn folders_in(home: &Path) -> Folders {
    Folders { data: home.join("data"), state: home.join("state") }
}

/// In memory where there is such a place: what a disk forgets is another test's matter.
fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { TempDir::new_in(memory) } else { TempDir::new() }.unwrap()
}
