//! A headquarters of its own for each test: the real one, in this process, over a temporary folder and a real socket.

use std::{
    fs,
    net::SocketAddr,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Duration,
};

use domain::{BranchId, DeviceId, Sha256, TicketId, UnitId};
use hq::{
    Clock, Config, Database, Demonstration, HqState, Limits, Listening, MasterKey, OpenError, PhotoPlace,
    PostgresPlace, Rates, Replace, StoreError, SystemClock, make_demonstration, restore,
};
use reqwest::{
    Client, Response,
    header::{COOKIE, SET_COOKIE},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::Semaphore;

use crate::{
    cluster::{Cluster, TestDatabase},
    copies::Copy,
    held::Held,
    releases,
    running::free_port,
    s3::S3Server,
    tls,
};

/// Where each headquarters of the tests keeps its photos: `s3` for a photo store of its own, else its folder.
const PHOTOS_VARIABLE: &str = "COUNTERFOIL_TEST_PHOTOS";

/// The password of the demonstration account.
pub const PASSWORD: &str = "a long pass phrase";

/// Everything that a headquarters kept at one moment.
pub struct HqCopy {
    folder: Copy,
    database: Option<TestDatabase>,
}

/// A headquarters with one branch, one account and one person.
pub struct TestHq {
    folder: TempDir,
    /// Where it is over PostgreSQL.
    database: Option<TestDatabase>,
    address: SocketAddr,
    listening: Option<(HqState, Listening)>,
    photos: Option<S3Server>,
    is_patient: bool,
    /// How to get into it.
    pub made: Demonstration,
}

impl TestHq {
    /// Starts it on a free port.
    pub async fn start() -> Self {
        Self::start_at(([127, 0, 0, 1], free_port()).into()).await
    }

    /// Starts it at an address.
    pub async fn start_at(address: SocketAddr) -> Self {
        Self::start_over(address, is_over_s3(), false).await
    }

    /// Starts it on a free port, for whoever asks without a pause: no limit of requests is met.
    pub async fn start_patient() -> Self {
        Self::start_over(([127, 0, 0, 1], free_port()).into(), is_over_s3(), true).await
    }

    /// Starts it on a free port, over a photo store of its own.
    pub async fn start_over_s3() -> Self {
        Self::start_over(([127, 0, 0, 1], free_port()).into(), true, false).await
    }

    async fn start_over(address: SocketAddr, over_s3: bool, is_patient: bool) -> Self {
        let turn = MADE.acquire().await.expect("it is never closed");
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let database = is_over_postgres().then(|| Cluster::shared().database());
        // Its bucket is the very folder that the photos would lie in, so that whoever looks there finds them.
        let photos = over_s3.then(|| S3Server::start(folder.path()));
        let at = Some(address);
        let state = open(folder.path().to_owned(), database.as_ref(), at, photos.as_ref(), is_patient).await;
        let made = make_demonstration(&state, "hq", PASSWORD)
            .await
            .expect("an empty headquarters takes a demonstration");
        drop(turn);
        let mut hq = Self { folder, database, address, listening: None, photos, is_patient, made };
        hq.listen(state).await;
        hq
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where everything is kept.
    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Its state, while it runs.
    pub fn state(&self) -> &HqState {
        &self.listening.as_ref().expect("headquarters runs").0
    }

    /// Its photo store.
    pub fn photo_store(&mut self) -> &mut S3Server {
        self.photos.as_mut().expect("it was started over one")
    }

    /// The demonstration branch.
    pub fn branch(&self) -> BranchId {
        self.made.branch_id
    }

    /// Goes away; whoever asks finds nobody.
    pub async fn stop(&mut self) {
        if let Some((state, listening)) = self.listening.take() {
            listening.stop().await.expect("it finishes what is under way");
            drop(state);
        }
    }

    /// Comes back with the same data at the same address.
    pub async fn start_again(&mut self) {
        let (database, photos) = (self.database.as_ref(), self.photos.as_ref());
        let at = Some(self.address);
        let state = open(self.folder.path().to_owned(), database, at, photos, self.is_patient).await;
        self.listen(state).await;
    }

    /// A copy of everything it keeps, as it stands.
    pub async fn copy(&mut self) -> HqCopy {
        self.stop().await;
        let database = self.database.as_ref().map(TestDatabase::copy);
        let copy = HqCopy { folder: Copy::of(self.folder.path()), database };
        self.start_again().await;
        copy
    }

    /// Becomes what it was, without a word to anyone: a backup that somebody put back by hand.
    pub async fn put_back(&mut self, copy: &HqCopy) {
        self.stop().await;
        copy.folder.put_back(self.folder.path());
        self.database = copy.database.as_ref().map(TestDatabase::copy);
        self.start_again().await;
    }

    /// Everything it holds, past its program: of a database and a photo store by a backup that is restored into a folder.
    pub async fn held(&self) -> Held {
        if self.database.is_none() && self.photos.is_none() {
            return Held::at(self.data());
        }
        let (backup, restored) = (self.data().join("backup"), self.data().join("restored"));
        self.state().backup(&backup).await.expect("a backup can be made while it serves");
        let now = SystemClock.now();
        let there = (&*restored, &PhotoPlace::Folder);
        restore(&backup, there, Replace::Nothing, now).await.expect("a backup can be restored");
        fs::copy(self.data().join("master.key"), restored.join("master.key")).expect("there is room");
        let state = open(restored.clone(), None, None, None, false).await;
        state.rebuild().await.expect("every projection follows from the log");
        drop(state);
        Held::at(&restored)
    }

    /// Whether these bytes stand anywhere in what it keeps, as text where it is over PostgreSQL.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let is_in = |all: &[u8]| all.windows(bytes.len()).any(|window| window == bytes);
        match &self.database {
            Some(database) => is_in(&database.dump()),
            None => ["headquarters.sqlite", "headquarters.sqlite-wal"]
                .into_iter()
                .any(|file| is_in(&fs::read(self.data().join(file)).expect("the database is there"))),
        }
    }

    /// Shuts a device out.
    pub async fn revoke(&self, device: DeviceId) {
        assert!(
            self.state().revoke_device(device).await.expect("the database answers"),
            "the device is known"
        );
    }

    /// Adds someone who works at the branch, and says the name.
    pub async fn add_person(&self, name: &str) -> String {
        self.state().add_person(self.branch(), name, &["clerk"]).await.expect("the branch is known");
        name.to_owned()
    }

    /// A fresh code for a counter of the branch.
    pub async fn code_for(&self, letter: &str) -> String {
        let letter = letter.parse().expect("a letter");
        let offer = self.state().offer_enrolment(self.branch(), letter, "counter", 60_000).await;
        offer.expect("the branch is known").code.to_string()
    }

    /// A fresh code with which another device takes over the work of one that lost its keys.
    pub async fn code_to_recover(&self, device: DeviceId) -> String {
        let offer = self.state().offer_recovery(device, 60_000).await;
        offer.expect("the device is known").code.to_string()
    }

    /// The numbers of every ticket, as its page lists them, oldest first.
    pub async fn ticket_numbers(&self) -> Vec<String> {
        let list = self.asked("tickets").await;
        let tickets = list["tickets"].as_array().expect("the list is a list");
        tickets.iter().rev().map(|ticket| ticket["number"].as_str().expect("a number").to_owned()).collect()
    }

    /// Where a ticket stands, as its page says it.
    pub async fn ticket_status(&self, ticket: TicketId) -> String {
        let view = self.asked(&format!("tickets/{ticket}")).await;
        view["summary"]["status"].as_str().expect("a status").to_owned()
    }

    /// How many lines and photos the page says its first counter still keeps back.
    pub async fn waiting(&self) -> (u64, u64) {
        let branches = self.asked("branches").await;
        let counter = &branches[0]["counters"][0];
        let count = |name: &str| counter[name].as_u64().expect("a count");
        (count("waiting_lines"), count("waiting_photos"))
    }

    /// A ticket's photo, as its page shows it.
    pub async fn photo(&self, ticket: TicketId, sha256: Sha256) -> Vec<u8> {
        let answer = self.page(&format!("photos/{sha256}?ticket={ticket}&size=full")).await;
        answer.bytes().await.expect("the photo comes whole").to_vec()
    }

    /// Somebody at headquarters, signed in to the page with a role of theirs.
    pub async fn official(&self, name: &str, role: &str) -> Official {
        let role = role.parse().expect("a role");
        let unit = UnitId::from_bytes(*self.branch().as_bytes());
        self.state().add_account(name, PASSWORD, unit, vec![role]).await.expect("a new account");
        self.signed_in(name, PASSWORD).await
    }

    /// The account of the demonstration, set over every branch, signed in to the page.
    pub async fn chief(&self) -> Official {
        self.signed_in(&self.made.account, &self.made.password).await
    }

    async fn signed_in(&self, account: &str, password: &str) -> Official {
        let http = client();
        let form = json!({ "account": account, "password": password });
        let signed_in = http.post(format!("{}/api/page/login", self.url())).json(&form).send().await;
        let signed_in = signed_in.expect("headquarters answers");
        let cookie = signed_in.headers()[SET_COOKIE].to_str().expect("a cookie is ASCII");
        let cookie = cookie.split(';').next().expect("a cookie has a value").to_owned();
        let told: Value = json_of(signed_in).await;
        let csrf = told["csrf"].as_str().expect("a page's own word").to_owned();
        Official { http, page: format!("{}/api/page", self.url()), cookie, csrf }
    }

    async fn asked(&self, path: &str) -> Value {
        json_of(self.page(path).await).await
    }

    /// Asks the page as someone who has signed in.
    async fn page(&self, path: &str) -> Response {
        let http = client();
        let form = json!({ "account": self.made.account, "password": self.made.password });
        let signed_in = http.post(format!("{}/api/page/login", self.url())).json(&form).send().await;
        let signed_in = signed_in.expect("headquarters answers");
        assert!(
            signed_in.status().is_success(),
            "the demonstration account signs in: {}",
            signed_in.status()
        );
        let cookie = signed_in.headers()[SET_COOKIE].to_str().expect("a cookie is ASCII");
        let cookie = cookie.split(';').next().expect("a cookie has a value").to_owned();
        let url = format!("{}/api/page/{path}", self.url());
        let answer = http.get(url).header(COOKIE, cookie).send().await.expect("headquarters answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        answer
    }

    async fn listen(&mut self, state: HqState) {
        let listening = Listening::start(state.clone(), self.address).await.expect("the port is still free");
        self.listening = Some((state, listening));
    }
}

/// Somebody who is signed in to headquarters' page.
pub struct Official {
    http: Client,
    page: String,
    /// The header that proves who asks.
    pub cookie: String,
    /// The header that proves that a page of headquarters asks.
    pub csrf: String,
}

impl Official {
    /// What the page answers to a question.
    pub async fn get(&self, path: &str) -> Value {
        let asked = self.http.get(format!("{}/{path}", self.page)).header(COOKIE, &self.cookie);
        json_of(asked.send().await.expect("headquarters answers")).await
    }

    /// What the page answers to something done: its status, and its body.
    pub async fn post(&self, path: &str, form: &Value) -> (u16, Value) {
        let sent = self.http.post(format!("{}/{path}", self.page)).json(form);
        let sent = sent.header(COOKIE, &self.cookie).header("x-csrf", &self.csrf).send().await;
        let sent = sent.expect("headquarters answers");
        (sent.status().as_u16(), json_of(sent).await)
    }
}

async fn json_of(answer: Response) -> Value {
    let text = answer.text().await.expect("the answer comes whole");
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("the page speaks JSON, not {text}"))
}

fn is_over_s3() -> bool {
    std::env::var(PHOTOS_VARIABLE).is_ok_and(|photos| photos == "s3")
}

/// Every headquarters is over a file, and with COUNTERFOIL_TEST_DATABASE=postgres over PostgreSQL.
fn is_over_postgres() -> bool {
    std::env::var("COUNTERFOIL_TEST_DATABASE").is_ok_and(|database| database == "postgres")
}

/// How many are made at once: fifty that all make their tables keep a small PostgreSQL from answering in time.
const MOST_MADE_AT_ONCE: usize = 2;

static MADE: Semaphore = Semaphore::const_new(MOST_MADE_AT_ONCE);

/// How often one is started again.
const MOST_STARTS: usize = 5;

async fn open(
    folder: PathBuf,
    database: Option<&TestDatabase>,
    address: Option<SocketAddr>,
    photos: Option<&S3Server>,
    is_patient: bool,
) -> HqState {
    let (mut tries, patience) = (0, Duration::from_secs(1));
    loop {
        let config = config_of(folder.clone(), database, address, photos, is_patient);
        match HqState::open(config).await {
            // Whoever runs it starts it again where the database does not answer in time.
            Err(OpenError::Store(StoreError::Away(_))) if tries < MOST_STARTS => {
                tokio::time::sleep(patience).await;
            }
            opened => return opened.expect("a headquarters opens over its own folder"),
        }
        tries += 1;
    }
}

fn config_of(
    folder: PathBuf,
    database: Option<&TestDatabase>,
    address: Option<SocketAddr>,
    photos: Option<&S3Server>,
    is_patient: bool,
) -> Config {
    let master = MasterKey::find(&folder, None).expect("a new folder takes a master key");
    let mut config = Config::new(folder, master);
    if let Some(database) = database {
        config.database = Database::Postgres(PostgresPlace::new(&*database.url));
    }
    config.release_keys = releases::maker().verifying_key().into();
    config.public_address = address.map(|address| format!("http://{address}"));
    config.photos = photos.map_or(PhotoPlace::Folder, |photos| PhotoPlace::S3(photos.place("")));
    if is_patient {
        let a_minute = NonZeroU32::MAX;
        let limits = Limits::default();
        config.limits = Limits {
            device_a_minute: a_minute,
            account_a_minute: a_minute,
            service_a_minute: a_minute,
            ..limits
        };
        config.rates = Rates { enrol: a_minute, login: a_minute, password: a_minute };
    }
    config
}

/// A browser without a window.
fn client() -> Client {
    tls::provide();
    Client::new()
}
