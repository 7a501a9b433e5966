//! Headquarters over its real store, and a device that speaks to its router line by line.

use std::{num::NonZeroU32, path::Path, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, request::Builder},
};
use domain::{BranchId, DeviceId, EpochId, Sha256, TicketId, UnitLevel, Zone};
use hq::{
    BranchForm, Config, HqState, MasterKey, OpenError, Rates, RegisterError, StoreError, UnitForm, admin, app,
};
use protocol::{
    BranchKey, SealingKey, SigningKey, TicketKey, WrappedKey, hash_of,
    wire::{
        EnrolRequest, EnrolResponse, EnrolmentSecret, HeadSignature, KeyPurpose, LoginAnswer, LoginRequest,
        NonceAnswer, NonceRequest, PHOTO_HEADER, Push, PushAnswer, UploadMetadata, compress,
    },
};
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;
use tests::dice::Dice;
use tower::ServiceExt;

use crate::pen::{Pen, a_claim, a_note, a_photo};

const CODE: &str = "WC07";

/// Headquarters, while its program runs.
pub struct Headquarters {
    pub state: HqState,
    router: Router,
}

/// What headquarters answered.
pub struct Answer {
    pub status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A device with its log, which it pushes itself.
#[derive(Clone)]
pub struct Device {
    pub pen: Pen,
    /// So many of its lines were acknowledged.
    pub acknowledged: usize,
    /// Photos that its lines name.
    pub photos: Vec<(TicketId, Vec<u8>)>,
    /// Photos that headquarters said it holds.
    pub held_photos: Vec<Vec<u8>>,
    key: SigningKey,
    branch_key: Arc<BranchKey>,
    joined: Arc<EnrolResponse>,
    tickets: Vec<(TicketId, TicketKey)>,
    token: String,
}

/// Why headquarters did not do what it was asked.
#[derive(Debug)]
pub struct Refused {
    pub status: StatusCode,
    pub code: String,
}

impl Refused {
    fn with(code: &str) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: code.to_owned() }
    }
}

impl Headquarters {
    /// Opens headquarters in `folder`.
    pub async fn start(folder: &Path) -> Result<Self, OpenError> {
        Self::over(folder, hq::Database::File).await
    }

    /// Opens headquarters over a database; its photos lie in `folder`.
    pub async fn over(folder: &Path, database: hq::Database) -> Result<Self, OpenError> {
        let master = MasterKey::find(folder, Some(&"5a".repeat(32))).expect("64 hex digits are a key");
        let many = NonZeroU32::new(1_000_000).expect("not zero");
        let config = Config {
            public_address: Some("http://127.0.0.1:8443".to_owned()),
            rates: Rates { enrol: many, login: many, password: many },
            database,
            ..Config::new(folder.to_owned(), master)
        };
        let state = HqState::open(config).await?;
        Ok(Self { router: app(state.clone()), state })
    }

    /// The branch, made where it is not there yet.
    pub async fn branch(&self) -> Result<BranchId, RegisterError> {
        if let Ok(unit) = self.state.unit_with_code(CODE).await {
            return Ok(unit.id.into());
        }
        let branch = BranchForm {
            code: CODE.parse().expect("a branch's code"),
            address: "荆大路 15 号".to_owned(),
            phone: "0571-88880707".to_owned(),
            zone: Zone::SHANGHAI,
        };
        let form = |level, name: &str, parent, branch| UnitForm {
            level,
            name: name.to_owned(),
            parent,
            letter: None,
            branch,
        };
        let top = match self.state.unit_named("总部").await {
            Ok(unit) => unit.id,
            Err(_) => self.state.add_unit(form(UnitLevel::Headquarters, "总部", None, None)).await?,
        };
        Ok(self.state.add_unit(form(UnitLevel::Branch, "五常网点", Some(top), Some(branch))).await?.into())
    }

    /// A new device of the branch.
    pub async fn enrol(&self, branch: BranchId, dice: &mut Dice) -> Result<Device, Refused> {
        let refused = |error| match error {
            RegisterError::Store(StoreError::Full) => Refused::with("disk_full"),
            _ => Refused::with("trouble"),
        };
        let letter = self.state.free_letters(branch).await.map_err(refused)?[0];
        let offer = self.state.offer_enrolment(branch, letter, "柜", 3_600_000).await.map_err(refused)?;
        let (id, key) = (DeviceId::from_bytes(dice.bytes()), SigningKey::from_bytes(&dice.bytes()));
        let sealing = SealingKey::from_bytes(dice.bytes());
        let secret = EnrolmentSecret::from_bytes(offer.code.secret);
        let request =
            EnrolRequest::signed(secret, id, "前台一号".into(), "0.1.0".into(), sealing.public(), &key);
        let joined: EnrolResponse = self.post("/api/v1/enrol", &request).await?.json();
        let branch_key = sealing
            .open_branch_key(&joined.branch_key_sealed, branch, id)
            .expect("headquarters sealed the branch's key for this device");
        let pen = Pen { branch, device: id, epoch: EpochId::from_bytes(dice.bytes()), lines: Vec::new() };
        Ok(Device {
            pen,
            acknowledged: 0,
            photos: Vec::new(),
            held_photos: Vec::new(),
            key,
            branch_key: Arc::new(branch_key),
            joined: Arc::new(joined),
            tickets: Vec::new(),
            token: String::new(),
        })
    }

    /// What whoever watches it is told.
    pub async fn watched(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let response = admin(self.state.clone()).oneshot(request).await.expect("a router answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("an answer comes whole");
        (parts.status, String::from_utf8_lossy(&body).into_owned())
    }

    async fn post<T: serde::Serialize>(&self, path: &str, body: &T) -> Result<Answer, Refused> {
        let body = serde_json::to_vec(body).expect("the wire's types can be written");
        self.send(Request::post(path).header("content-type", "application/json"), body).await
    }

    async fn send(&self, request: Builder, body: Vec<u8>) -> Result<Answer, Refused> {
        let request = request.body(Body::from(body)).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a router answers");
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, usize::MAX).await.expect("an answer comes whole").to_vec();
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        if answer.status.is_success() { Ok(answer) } else { Err(answer.refusal()) }
    }
}

impl Answer {
    fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).expect("headquarters speaks its own wire")
    }

    fn refusal(&self) -> Refused {
        let body: Value = serde_json::from_slice(&self.body).unwrap_or_default();
        Refused { status: self.status, code: body["code"].as_str().unwrap_or_default().to_owned() }
    }
}

impl Device {
    /// Gets a token.
    pub async fn log_in(&mut self, hq: &Headquarters) -> Result<(), Refused> {
        let device = self.pen.device;
        let nonce: NonceAnswer = hq.post("/api/v1/login/nonce", &NonceRequest { device }).await?.json();
        let login = LoginRequest::signed(device, nonce.nonce, self.joined.headquarters, &self.key);
        let answer: LoginAnswer = hq.post("/api/v1/login", &login).await?.json();
        self.token = answer.token;
        Ok(())
    }

    /// Takes a customer in, with a photo or without.
    pub fn take_in(&mut self, has_photo: bool, dice: &mut Dice) {
        self.pen.opening(dice);
        let (ticket, key) = (TicketId::from_bytes(dice.bytes()), TicketKey::from_bytes(dice.bytes()));
        let serial = self.tickets.len() as u16 + 1;
        self.pen.write(Some((ticket, &key)), &a_claim(serial), dice);
        if has_photo {
            let photo: Vec<u8> = (0..500 + dice.below(3_000)).map(|_| dice.any() as u8).collect();
            self.pen.write(Some((ticket, &key)), &a_photo(hash_of(&photo), photo.len() as u64), dice);
            self.photos.push((ticket, photo));
        }
        self.tickets.push((ticket, key));
    }

    /// Writes so many notes on one of the tickets.
    pub fn note(&mut self, count: usize, dice: &mut Dice) {
        if self.tickets.is_empty() {
            return self.take_in(false, dice);
        }
        let (ticket, key) = self.tickets[dice.index(self.tickets.len())].clone();
        for time in 0..count {
            self.pen.write(Some((ticket, &key)), &a_note(time), dice);
        }
    }

    /// How many customers it has taken in.
    pub fn tickets(&self) -> u64 {
        self.tickets.len() as u64
    }

    /// Pushes the log from `from` on, and remembers what was acknowledged with headquarters' signature.
    pub async fn push(&mut self, hq: &Headquarters, from: usize) -> Result<(), Refused> {
        let (seq, head) = (self.pen.lines.len() as u64, self.pen.head());
        let push = Push {
            device: self.pen.device,
            epoch: self.pen.epoch,
            lines: self.pen.lines[from..].to_vec(),
            keys: self.keys(),
            signature: HeadSignature::sign(self.pen.device, self.pen.epoch, seq, head, &self.key).signature,
            carried_by: None,
            heads: Vec::new(),
        };
        let request = Request::post("/api/v1/push")
            .header("authorization", format!("Bearer {}", self.token))
            .header("content-type", "application/zstd");
        let answer: PushAnswer = hq.send(request, compress(&push)).await?.json();
        let key = self.joined.working_key(KeyPurpose::Ack).expect("headquarters has a key for this");
        answer.ack.verify(&key).expect("headquarters signs what it holds");
        assert_eq!((answer.ack.seq, answer.ack.head), (seq, head), "all that was sent is acknowledged");
        assert!(answer.set_aside.is_empty(), "nothing is wrong with these lines");
        self.acknowledged = self.pen.lines.len();
        Ok(())
    }

    /// Sends one of the photos that are not confirmed yet, up to its middle or whole.
    pub async fn send_photo(&mut self, hq: &Headquarters, is_whole: bool) -> Result<(), Refused> {
        let waiting = |(_, photo): &&(TicketId, Vec<u8>)| !self.held_photos.contains(photo);
        let Some((ticket, photo)) = self.photos.iter().find(waiting).cloned() else { return Ok(()) };
        let metadata = UploadMetadata { sha256: hash_of(&photo), ticket };
        let begin = self
            .request("POST", "/api/v1/photos")
            .header("upload-length", photo.len())
            .header("upload-metadata", metadata.to_header());
        let begun = hq.send(begin, Vec::new()).await?;
        let place = header(&begun, "location").expect("an upload has an address");
        let offset: usize =
            header(&begun, "upload-offset").and_then(|at| at.parse().ok()).expect("an offset");
        let end = if is_whole { photo.len() } else { (photo.len() / 2).max(offset) };
        let chunk = self
            .request("PATCH", &place)
            .header("content-type", "application/offset+octet-stream")
            .header("upload-offset", offset);
        let answer = hq.send(chunk, photo[offset..end].to_vec()).await?;
        if header(&answer, PHOTO_HEADER).is_some() {
            self.held_photos.push(photo);
        }
        Ok(())
    }

    /// A photo as headquarters gives it back.
    pub async fn photo(&self, hq: &Headquarters, sha256: Sha256) -> Result<Vec<u8>, Refused> {
        let answer = hq.send(self.request("GET", &format!("/api/v1/photos/{sha256}")), Vec::new()).await?;
        Ok(answer.body)
    }

    fn keys(&self) -> Vec<WrappedKey> {
        let wrapped = self.tickets.iter().map(|(ticket, key)| self.branch_key.wrap(*ticket, key, [1; 24]));
        wrapped.collect()
    }

    fn request(&self, method: &str, path: &str) -> Builder {
        Request::builder()
            .method(method)
            .uri(path)
            .header("authorization", format!("Bearer {}", self.token))
            .header("tus-resumable", "1.0.0")
    }
}

fn header(answer: &Answer, name: &str) -> Option<String> {
    answer.headers.get(name).map(|value| value.to_str().expect("ASCII").to_owned())
}

/// Headquarters' database, read past its program.
pub struct Database(Connection);

impl Database {
    /// The one in `folder`.
    pub fn of(folder: &Path) -> Self {
        let path = folder.join("headquarters.sqlite");
        Self(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the database opens"))
    }

    /// A device's log.
    pub fn log(&self, device: &Device) -> Vec<String> {
        let (id, epoch) = (device.pen.device, device.pen.epoch);
        let mut list = self
            .0
            .prepare("SELECT line FROM lines WHERE device_id = :device AND epoch_id = :epoch ORDER BY seq")
            .expect("headquarters keeps lines");
        let of: [(&str, &dyn rusqlite::ToSql); 2] =
            [(":device", id.as_bytes()), (":epoch", epoch.as_bytes())];
        let lines = list.query_map(&of[..], |row| row.get(0)).expect("lines can be read");
        lines.collect::<Result<_, _>>().expect("lines are text")
    }

    /// The log of the only device there is.
    pub fn only_log(&self) -> Vec<String> {
        let mut list = self
            .0
            .prepare("SELECT line FROM lines WHERE device_id IN (SELECT id FROM devices) ORDER BY seq")
            .expect("headquarters keeps lines");
        let lines = list.query_map([], |row| row.get(0)).expect("lines can be read");
        lines.collect::<Result<_, _>>().expect("lines are text")
    }

    /// # Panics
    ///
    /// When the feed has a gap, a line more than once, or one that is not held; or a held line is not in it.
    pub fn feed_is_whole(&self) {
        let one = |sql: &str| self.0.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("a count");
        let lines = one("SELECT count(*) FROM lines");
        assert_eq!(one("SELECT count(*) FROM feed"), lines, "each line stands in the feed once");
        assert_eq!(
            one("SELECT count(*) FROM feed JOIN lines USING (branch_id, device_id, epoch_id, seq)"),
            lines,
            "the feed names lines that are held"
        );
        let head = one("SELECT coalesce(max(feed_head), 0) FROM branches");
        let last = one("SELECT coalesce(max(position), 0) FROM feed");
        assert_eq!((head, last), (lines, lines), "positions of the feed have no gap");
    }

    /// Everything that lists and searches read of tickets.
    pub fn projections(&self) -> Vec<String> {
        let mut rows = Vec::new();
        for table in ["tickets", "named_photos"] {
            let mut list =
                self.0.prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2, 3")).expect("it is there");
            let columns = list.column_count();
            let read = list.query_map([], |row| {
                (0..columns).map(|column| row.get_ref(column).map(|value| format!("{value:?}"))).collect()
            });
            let read: Vec<Vec<String>> = read.expect("rows").collect::<Result<_, _>>().expect("rows");
            rows.extend(read.into_iter().map(|row| row.join(" | ")));
        }
        rows
    }
}
