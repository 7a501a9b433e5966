//! A counter of its own for each test: the real desk, over temporary folders, with a clock that can be set.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use desk::{Desk, Folders, PartyForm, StartError, Surroundings, SyncState, TicketForm, TicketRow};
use domain::{Instant, Kind, Slot, TicketId};
use tempfile::TempDir;

use crate::{headquarters::TestHq, places};

/// A clock that is set by hand, and this machine's randomness.
pub struct SetClock {
    now_ms: AtomicI64,
    ticks: AtomicU64,
}

impl SetClock {
    /// Stands at `at`.
    pub fn at(at: &str) -> Arc<Self> {
        let at: Instant = at.parse().expect("a time");
        Arc::new(Self { now_ms: AtomicI64::new(at.unix_ms()), ticks: AtomicU64::new(0) })
    }

    /// Stands at this machine's present, where certificates and tokens are good.
    pub fn at_present() -> Arc<Self> {
        let now = desk::ThisMachine.now();
        Arc::new(Self { now_ms: AtomicI64::new(now.unix_ms()), ticks: AtomicU64::new(0) })
    }

    /// Goes on, or back.
    pub fn move_by(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Surroundings for SetClock {
    /// Each look is a millisecond after the last, as on a real machine.
    fn now(&self) -> Instant {
        let tick = self.ticks.fetch_add(1, Ordering::SeqCst) as i64;
        Instant::from_unix_ms(self.now_ms.load(Ordering::SeqCst) + tick)
    }

    fn fill(&self, bytes: &mut [u8]) {
        desk::ThisMachine.fill(bytes);
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
        let counter = Self::installed();
        counter.desk().enrol(&hq.made.code).await.expect("a fresh code enrols");
        counter
    }

    /// The desk, while the app runs.
    pub fn desk(&self) -> &Desk {
        self.desk.as_ref().expect("the app runs")
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
        self.desk = Some(self.try_start().expect("the app starts over its own folders"));
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
        let draft = self.desk().start_draft().expect("an enrolled counter starts drafts");
        for (slot, file) in photos {
            let source = fs::read(places::photo(file)).expect("the picture is among the samples");
            self.desk()
                .add_draft_photo(draft.id, Slot::from(*slot), &source)
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
