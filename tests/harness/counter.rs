//! A counter of its own for each test: the real desk, over temporary folders, with a clock that can be set.

use std::{
    fs,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
    time,
};

use desk::{Desk, Folders, PartyForm, StartError, Surroundings, SyncState, TicketForm, TicketRow};
use domain::{Instant, Kind, Slot, TicketId};
use protocol::{
    EnrolmentCode, ReleaseKeys, SigningKey,
    wire::{LoginRequest, NonceAnswer},
};
use sync::Headquarters;
use tempfile::TempDir;

use crate::{copies::Copy, headquarters::TestHq, places, programs::NO_QUEUE};

/// A clock that is set by hand, and this machine's randomness.
pub struct SetClock {
    now_ms: AtomicI64,
    ticks: AtomicU64,
    /// Since when it runs; one that does not stands still between two looks.
    runs_since: Option<time::Instant>,
    /// Where its print queue answers, if a test has given it one.
    queue: OnceLock<String>,
    /// Whose releases it believes, if a test has said so.
    release_keys: OnceLock<ReleaseKeys>,
}

impl SetClock {
    /// Stands at `at`.
    pub fn at(at: &str) -> Arc<Self> {
        let at: Instant = at.parse().expect("a time");
        Arc::new(Self {
            now_ms: AtomicI64::new(at.unix_ms()),
            ticks: AtomicU64::new(0),
            runs_since: None,
            queue: OnceLock::new(),
            release_keys: OnceLock::new(),
        })
    }

    /// Stands at this machine's present, where certificates and tokens are good.
    pub fn at_present() -> Arc<Self> {
        let now = desk::ThisMachine.now();
        Arc::new(Self {
            now_ms: AtomicI64::new(now.unix_ms()),
            ticks: AtomicU64::new(0),
            runs_since: None,
            queue: OnceLock::new(),
            release_keys: OnceLock::new(),
        })
    }

    /// Goes with this machine's, so that headquarters' clock and this one stay together.
    pub fn running() -> Arc<Self> {
        let now_ms = AtomicI64::new(desk::ThisMachine.now().unix_ms());
        Arc::new(Self {
            now_ms,
            ticks: AtomicU64::new(0),
            runs_since: Some(time::Instant::now()),
            queue: OnceLock::new(),
            release_keys: OnceLock::new(),
        })
    }

    /// Gives the counter a print queue.
    pub fn print_at(&self, address: &str) {
        self.queue.set(address.to_owned()).expect("a counter has one queue");
    }

    /// Lets the counter believe the releases of these keys.
    pub fn believe(&self, keys: ReleaseKeys) {
        self.release_keys.set(keys).expect("a counter is built with its keys once");
    }

    /// Goes on, or back.
    pub fn move_by(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Surroundings for SetClock {
    /// On one that stands still each look is a millisecond after the last, as on a real machine.
    fn now(&self) -> Instant {
        let gone = match self.runs_since {
            Some(since) => since.elapsed().as_millis() as i64,
            None => self.ticks.fetch_add(1, Ordering::SeqCst) as i64,
        };
        Instant::from_unix_ms(self.now_ms.load(Ordering::SeqCst) + gone)
    }

    fn fill(&self, bytes: &mut [u8]) {
        desk::ThisMachine.fill(bytes);
    }

    fn release_keys(&self) -> ReleaseKeys {
        self.release_keys.get().cloned().unwrap_or_default()
    }

    /// The queue of whoever runs the tests is none of their business.
    fn print_server(&self) -> Option<String> {
        Some(self.queue.get().map_or(NO_QUEUE, String::as_str).to_owned())
    }
}

/// A counter.
pub struct TestCounter {
    home: TempDir,
    /// Its clock.
    pub clock: Arc<SetClock>,
    desk: Option<Desk>,
}

impl TestCounter {
    /// A counter that has just been installed.
    pub fn installed() -> Self {
        Self::installed_at(SetClock::at_present())
    }

    /// A counter that has just been installed, with its own idea of the time.
    pub fn installed_at(clock: Arc<SetClock>) -> Self {
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        // Tests keep their keys in files: the key store of who runs them is none of their business.
        let folders = folders_in(&home);
        fs::create_dir_all(&folders.state).expect("a new folder has room");
        fs::write(folders.state.join("key-store"), "file\n").expect("a new folder has room");
        let mut counter = Self { home, clock, desk: None };
        counter.start();
        counter
    }

    /// A counter of the branch of `hq`.
    pub async fn enrolled_at(hq: &TestHq) -> Self {
        Self::enrolled_with(&hq.made.code).await
    }

    /// Another counter of the branch of `hq`.
    pub async fn another_at(hq: &TestHq, letter: &str) -> Self {
        Self::enrolled_with(&hq.code_for(letter).await).await
    }

    async fn enrolled_with(code: &str) -> Self {
        let counter = Self::installed();
        counter.desk().enrol(code).await.expect("a fresh code enrols");
        counter
    }

    /// A counter of the branch of `hq` that reaches it at `url`, with a clock that goes as headquarters' does.
    pub async fn enrolled_through(url: &str, hq: &TestHq) -> Self {
        let counter = Self::installed_at(SetClock::running());
        counter.desk().enrol(&code_through(url, &hq.made.code)).await.expect("a fresh code enrols");
        counter
    }

    /// The desk, while the app runs.
    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the app runs")
    }

    /// A token of this counter's, for a client that is no counter.
    pub async fn token(&self, hq: &TestHq) -> String {
        let place = self.desk().place().expect("the counter is enrolled");
        let key = fs::read(self.folders().state.join("keys/signing")).expect("keys are in files");
        let key = SigningKey::from_bytes(&key.try_into().expect("a key has 32 bytes"));
        let device = self.desk().device();
        let address = hq.url().parse().expect("headquarters has an address");
        let headquarters = Headquarters::at(address, Some(place.root_key.fingerprint()));
        let signed =
            |answer: NonceAnswer| LoginRequest::signed(device, answer.nonce, place.headquarters, &key);
        headquarters.login(device, signed).await.expect("an enrolled counter logs in").token
    }

    /// Where everything is.
    pub fn folders(&self) -> Folders {
        folders_in(&self.home)
    }

    /// Ends the app.
    pub fn stop(&mut self) {
        self.desk = None;
    }

    /// Starts the app again.
    pub fn start(&mut self) {
        let mut started = self.try_start();
        // A program that another test starts has our files, and with them the lock, between its fork and its exec.
        let begun = time::Instant::now();
        while matches!(started, Err(StartError::Lock(_))) && begun.elapsed() < time::Duration::from_secs(2) {
            std::thread::sleep(time::Duration::from_millis(10));
            started = self.try_start();
        }
        self.desk = Some(started.expect("the app starts over its own folders"));
    }

    /// A copy of its data as it stands, without what stands outside it; the app must not run.
    pub fn copy_of_data(&self) -> Copy {
        assert!(self.desk.is_none(), "a database that is being written is not copied like this");
        Copy::of(&self.folders().data)
    }

    /// Another PC that is the very image of this one, data and keys; the app must not run.
    pub fn cloned(&self) -> Self {
        assert!(self.desk.is_none(), "a disk that is being written is not cloned like this");
        let home = tempfile::tempdir().expect("a temporary folder can be made");
        Copy::of(self.home.path()).put_back(home.path());
        let mut clone = Self { home, clock: self.clock.clone(), desk: None };
        clone.start();
        clone
    }

    /// A copy of everything, data and keys; the app must not run.
    pub fn image(&self) -> Copy {
        assert!(self.desk.is_none(), "a disk that is being written is not copied like this");
        Copy::of(self.home.path())
    }

    /// Makes the whole disk what it was.
    pub fn put_image_back(&mut self, image: &Copy) {
        self.stop();
        image.put_back(self.home.path());
        self.start();
    }

    /// Makes the data what it was, and leaves what stands outside it.
    pub fn put_data_back(&mut self, copy: &Copy) {
        self.stop();
        copy.put_back(&self.folders().data);
        self.start();
    }

    /// The numbers of every ticket that is here, oldest first.
    pub fn ticket_numbers(&self) -> Vec<String> {
        let rows = self.desk().newest_tickets(1_000).expect("the database answers");
        rows.iter().rev().map(|row| row.number.to_string()).collect()
    }

    /// Who works here.
    pub fn people(&self) -> Vec<String> {
        let people = self.desk().people().expect("the database answers");
        people.into_iter().filter_map(|person| person.name).collect()
    }

    /// What befell it, as the screen says it.
    pub fn incidents(&self) -> Vec<&'static str> {
        let incidents = self.desk().incidents().expect("the database answers");
        incidents.iter().map(|told| told.incident.code()).collect()
    }

    /// Tries to start the app.
    pub fn try_start(&self) -> Result<Desk, StartError> {
        Desk::open(self.folders(), self.clock.clone())
    }

    /// Takes a damaged parcel in, with one photo, and saves it.
    pub fn open_ticket(&self) -> TicketRow {
        self.open_ticket_with(a_damaged_parcel(), &[("label", "webcam-640.jpg")])
    }

    /// Takes a matter in as `form` says, with photos in their slots, and saves it.
    pub fn open_ticket_with(&self, form: TicketForm, photos: &[(&'static str, &str)]) -> TicketRow {
        let read = |file: &str| fs::read(places::photo(file)).expect("the picture is among the samples");
        let pictures: Vec<_> = photos.iter().map(|(slot, file)| (*slot, read(file))).collect();
        self.open_ticket_with_pictures(form, &pictures)
    }

    /// The same with pictures that are no samples.
    pub fn open_ticket_with_pictures(
        &self,
        form: TicketForm,
        pictures: &[(&'static str, Vec<u8>)],
    ) -> TicketRow {
        let draft = self.desk().start_draft().expect("an enrolled counter starts drafts");
        for (slot, picture) in pictures {
            self.desk()
                .add_draft_photo(draft.id, Slot::from(*slot), picture)
                .expect("a good picture is taken");
        }
        self.desk().open_ticket(draft.id, &form).expect("a whole form is saved");
        self.row(draft.id)
    }

    /// A ticket's row.
    pub fn row(&self, id: TicketId) -> TicketRow {
        self.desk().ticket_row(id).expect("the ticket is here").0
    }

    /// Delivers what waits.
    pub async fn sync(&self) {
        self.desk().sync_now().await.expect("headquarters answers");
    }

    /// What the status bar says.
    pub fn status(&self) -> SyncState {
        self.desk().sync_state().expect("the database answers")
    }
}

/// A code that leads to its headquarters by `url`.
pub fn code_through(url: &str, code: &str) -> String {
    let mut code: EnrolmentCode = code.parse().expect("headquarters' codes are good");
    code.address = url.to_owned();
    code.to_string()
}

/// A claim that says all that is needed.
pub fn a_damaged_parcel() -> TicketForm {
    TicketForm {
        kind: Kind::Claim,
        category: Some("damage.contents".to_owned()),
        sender: PartyForm {
            name: "王小明".to_owned(),
            phone: "13800138000".to_owned(),
            ..PartyForm::default()
        },
        waybill: "SF1234567890123".to_owned(),
        freight: "23.00".to_owned(),
        insured: "1,500.00".to_owned(),
        claimed: "1500".to_owned(),
        demands: vec!["compensation".to_owned()],
        story: "上周六寄的一套紫砂茶具,今天收件人打开发现壶嘴断了。".to_owned(),
        ..TicketForm::default()
    }
}

fn folders_in(home: &TempDir) -> Folders {
    Folders { data: home.path().join("data"), state: home.path().join("state") }
}
