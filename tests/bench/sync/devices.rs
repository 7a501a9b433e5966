//! Devices with their first lines, signed and compressed before any clock starts.

use domain::{
    BranchId, DeviceId, EpochId, EventId, Fact, Hlc, Instant, Policy, Sha256, TicketId, UnitLevel, Zone,
};
use hq::{BranchForm, Listening, UnitForm};
use protocol::wire::{
    EnrolRequest, EnrolResponse, EnrolmentSecret, Generation, HeadSignature, Hello, HelloAnswer, LoginAnswer,
    LoginRequest, NonceAnswer, NonceRequest, Push, compress,
};
use protocol::{Head, Keys, Line, NO_HASH, SealingKey, SigningKey, TicketKey, WrappedKey};

use super::asking::Asking;
use super::place::Prepared;

#[path = "../../../src-tauri/crates/hq/tests/headquarters/facts.rs"]
#[expect(
    dead_code,
    clippy::unwrap_used,
    reason = "headquarters' own tests use the rest, and stop where they cannot go on"
)]
mod facts;

/// How many come, and what each brings.
#[derive(Clone, Copy)]
pub struct Crowd {
    /// The branches that they stand in.
    pub branches: usize,
    /// All of them, as many in each branch as in any other.
    pub counters: usize,
    /// Of each.
    pub tickets: usize,
    /// Of each ticket, which has a note besides.
    pub photos: usize,
    /// Of each photo.
    pub photo_bytes: usize,
    /// So many photos more are brought by the first of them, to be sent by whoever measures that.
    pub first_brings: usize,
}

impl Crowd {
    /// Two thousand with three tickets each. Their photos nobody sends.
    pub const STORM: Self =
        Self { branches: 200, counters: 2_000, tickets: 3, photos: 1, photo_bytes: 16, first_brings: PHOTOS };

    /// Lines of each: its epoch's opening, and its tickets.
    pub const fn lines(self) -> usize {
        1 + self.tickets * (2 + self.photos)
    }
}

/// With so many tickets a log has a hundred lines.
const TICKETS_OF_A_HUNDRED: usize = 33;

/// What the first device of the storm brings more.
pub const PHOTOS: usize = 200;
/// Where their numbers begin.
const EXTRA: usize = 1_000_000;
pub const PHOTO_BYTES: usize = 400_000;

/// A headquarters that knows them.
pub struct Devices {
    /// Where it is.
    pub prepared: Prepared,
    /// They.
    pub all: Vec<Device>,
    /// What the first one photographed.
    pub photos: Vec<Vec<u8>>,
    /// A push of the hundred lines that such a log begins with when it has more tickets.
    pub hundred_lines: Vec<u8>,
}

/// One installed app.
pub struct Device {
    id: DeviceId,
    key: SigningKey,
    headquarters: DeviceId,
    ticket: TicketId,
    /// Names its branch's feed.
    pub generation: Generation,
    /// The branch that it stands in, by its place among them.
    pub branch: usize,
    /// Its log's last line.
    pub head: HeadSignature,
    epoch: EpochId,
    /// What it photographed: of which ticket, and by which number.
    pub photos: Vec<(TicketId, u64)>,
    /// Its first lines, as they are sent.
    pub push: Vec<u8>,
}

impl Device {
    /// Its first ticket, of which all its photos are.
    pub fn ticket(&self) -> TicketId {
        self.ticket
    }

    /// A token, for a signature over a nonce.
    pub fn log_in(&self, asking: &mut Asking) -> String {
        let nonce: NonceAnswer = asking.post("login/nonce", &NonceRequest { device: self.id }).json();
        let login = LoginRequest::signed(self.id, nonce.nonce, self.headquarters, &self.key);
        asking.post("login", &login).json::<LoginAnswer>().token
    }

    /// Says where it stands; what headquarters answers.
    pub fn hello(&self, asking: &mut Asking, token: &str) -> HelloAnswer {
        let hello = Hello {
            epoch: self.epoch,
            seq: self.head.seq,
            head: Some(self.head.head),
            wall: now(),
            generation: None,
            cursor: 0,
            app_version: "0.1.0".into(),
            waiting_lines: self.head.seq,
            waiting_photos: self.photos.len() as u64,
            oldest_waiting_at: None,
            told: None,
        };
        let hello = serde_json::to_vec(&hello).expect("wire types can be written");
        let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/json\r\n");
        asking.ask("POST /api/v1/hello", &headers, &hello).json()
    }

    /// Sends its first lines.
    pub fn push(&self, asking: &mut Asking, token: &str) {
        let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/zstd\r\n");
        let answer = asking.ask("POST /api/v1/push", &headers, &self.push);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
    }
}

/// Enrols them, and writes their lines.
pub async fn prepare(prepared: Prepared, crowd: Crowd) -> Devices {
    let state = prepared.headquarters().await;
    let top = unit(UnitLevel::Headquarters, "总部", None);
    let top = state.add_unit(top).await.expect("it is empty");
    let at = ([127, 0, 0, 1], prepared.port).into();
    let listening = Listening::start(state.clone(), at).await.expect("the port is free");
    let mut asking = Asking::from_branch(1, prepared.port).await;
    let photos: Vec<Vec<u8>> =
        (0..crowd.first_brings).map(|number| photo((EXTRA + number) as u64, PHOTO_BYTES)).collect();
    let (mut all, mut hundred_lines) = (Vec::new(), Vec::new());
    let mut number = 0;
    for branch in 0..crowd.branches {
        let form =
            UnitForm { branch: Some(branch_form(branch)), ..unit(UnitLevel::Branch, "网点", Some(top)) };
        let id: BranchId = state.add_unit(form).await.expect("its code is its own").into();
        while number * crowd.branches < (branch + 1) * crowd.counters {
            let letter = state.free_letters(id).await.expect("it is known")[0];
            let offer = state.offer_enrolment(id, letter, "柜", 3_600_000).await.expect("it is known");
            let photos = if number == 0 { &photos[..] } else { &[] };
            let asked = tokio::task::block_in_place(|| enrol(&mut asking, number, offer.code.secret));
            all.push(write(&asked, (branch, number), crowd, photos));
            if hundred_lines.is_empty() {
                let more = Crowd { tickets: TICKETS_OF_A_HUNDRED, photos: 1, ..crowd };
                hundred_lines = write(&asked, (branch, number), more, &[]).push;
            }
            number += 1;
        }
    }
    listening.stop().await.expect("it finishes what is under way");
    Devices { prepared, all, photos, hundred_lines }
}

/// Bytes that begin as a JPEG does and that nothing compresses, the same for the same number.
pub fn photo(number: u64, bytes: usize) -> Vec<u8> {
    let mut photo = vec![0; bytes];
    fastrand::Rng::with_seed(number).fill(&mut photo);
    photo[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
    photo
}

fn now() -> Instant {
    "2026-11-21T06:35:00.000Z".parse().expect("a time")
}

fn unit(level: UnitLevel, name: &str, parent: Option<domain::UnitId>) -> UnitForm {
    UnitForm { level, name: name.into(), parent, letter: None, branch: None }
}

fn branch_form(number: usize) -> BranchForm {
    BranchForm {
        code: format!("B{number:03}").parse().expect("a code of four characters"),
        address: "荆大路 15 号".into(),
        phone: "0571-88880707".into(),
        zone: Zone::SHANGHAI,
    }
}

/// A device that has joined, before it writes.
struct Joined {
    device: DeviceId,
    key: SigningKey,
    sealing: SealingKey,
    response: EnrolResponse,
}

fn enrol(asking: &mut Asking, number: usize, secret: [u8; 10]) -> Joined {
    let device = DeviceId::from_bytes(bytes(number, "device"));
    let (key, sealing) = (SigningKey::from_bytes(&bytes(number, "signs")), bytes(number, "opens"));
    let sealing = SealingKey::from_bytes(sealing);
    let secret = EnrolmentSecret::from_bytes(secret);
    let (name, version) = ("前台一号".into(), "0.1.0".into());
    let request = EnrolRequest::signed(secret, device, name, version, sealing.public(), &key);
    Joined { device, key, sealing, response: asking.post("enrol", &request).json() }
}

/// All randomness of a device.
fn bytes<const N: usize>(number: usize, what: &str) -> [u8; N] {
    let hash = protocol::hash_of(format!("{what} {number}").as_bytes());
    *hash.0.first_chunk().expect("no more than a hash has")
}

fn write(
    joined: &Joined,
    (at_branch, number): (usize, usize),
    crowd: Crowd,
    more_photos: &[Vec<u8>],
) -> Device {
    let Joined { device, key, sealing, response } = joined;
    let (device, branch) = (*device, response.branch.id);
    let branch_key = sealing.open_branch_key(&response.branch_key_sealed, branch, device);
    let branch_key = branch_key.expect("it was sealed to this device");
    let mut log = Log::of(device, branch, number);
    log.write(None, &facts::epoch_opened());
    let mut keys: Vec<WrappedKey> = Vec::new();
    let mut photos = Vec::new();
    for place in 0..crowd.tickets {
        let first = (at_branch * crowd.counters).div_ceil(crowd.branches);
        let serial = (number - first) * crowd.tickets + place + 1;
        let serial = u16::try_from(serial).expect("few a day");
        let ticket = TicketId::from_bytes(bytes(number, &format!("ticket {place}")));
        let ticket_key = TicketKey::from_bytes(bytes(number, &format!("key {place}")));
        let of_ticket = Some((ticket, &ticket_key));
        log.write(of_ticket, &a_claim(serial, number, place, log.now));
        for nth in 0..crowd.photos {
            let photo = (number * crowd.tickets + place) * crowd.photos + nth;
            photos.push((ticket, photo as u64));
            log.write(of_ticket, &a_photo(&self::photo(photo as u64, crowd.photo_bytes), log.now));
        }
        log.write(of_ticket, &facts::a_note("客户来电询问进度,已告知正在核查。"));
        if place == 0 {
            more_photos.iter().for_each(|photo| log.write(of_ticket, &a_photo(photo, log.now)));
        }
        keys.push(branch_key.wrap(ticket, &ticket_key, bytes(number, &format!("wrap {place}"))));
    }
    let Log { epoch, seq, head, lines, .. } = log;
    let signed = HeadSignature::sign(device, epoch, seq, head, key);
    let first = keys.first().expect("it has tickets").ticket;
    let push =
        Push { device, epoch, lines, keys, signature: signed.signature, carried_by: None, heads: Vec::new() };
    Device {
        id: device,
        key: key.clone(),
        headquarters: response.headquarters,
        ticket: first,
        generation: response.generation,
        branch: at_branch,
        head: signed,
        epoch,
        photos,
        push: compress(&push),
    }
}

/// A claim whose slip has a secret of its own.
fn a_claim(serial: u16, number: usize, place: usize, now: Instant) -> Fact {
    let waybill = format!("SF{number:010}{place:03}");
    let Fact::TicketOpened(mut opened) = facts::a_claim(serial, &waybill, now) else {
        unreachable!("a claim opens a ticket")
    };
    opened.slip_code = Sha256(bytes(number, &format!("slip {place}")));
    Fact::TicketOpened(opened)
}

/// A photo that was prepared from a picture of its own.
fn a_photo(photo: &[u8], now: Instant) -> Fact {
    let Fact::PhotoAdded(mut added) = facts::a_photo(photo, now) else { unreachable!("a photo is added") };
    added.source_sha256 = protocol::hash_of(&added.sha256.0);
    Fact::PhotoAdded(added)
}

/// A log as it is written.
struct Log {
    device: DeviceId,
    branch: BranchId,
    epoch: EpochId,
    number: usize,
    seq: u64,
    head: Sha256,
    now: Instant,
    lines: Vec<String>,
}

impl Log {
    fn of(device: DeviceId, branch: BranchId, number: usize) -> Self {
        let epoch = EpochId::from_bytes(bytes(number, "epoch"));
        Self { device, branch, epoch, number, seq: 0, head: NO_HASH, now: now(), lines: Vec::new() }
    }

    fn write(&mut self, ticket: Option<(TicketId, &TicketKey)>, fact: &Fact) {
        self.seq += 1;
        let head = Head {
            id: EventId::from_bytes(bytes(self.number, &format!("event {}", self.seq))),
            branch: self.branch,
            device: self.device,
            epoch: self.epoch,
            seq: self.seq,
            prev: self.head,
            wall: self.now,
            hlc: Hlc::new(self.now, u16::try_from(self.seq).expect("a short log")),
            author: None,
            ticket: ticket.map(|(ticket, _)| ticket),
            after: Vec::new(),
            policy: Policy::bundled().version().clone(),
        };
        let keys = ticket.map_or(Keys::NONE, |(_, key)| Keys::ticket(key));
        let nonce = bytes(self.number, &format!("nonce {}", self.seq));
        let line = Line::write(head, fact, keys, nonce).expect("a reader takes it");
        self.head = line.hash();
        self.lines.push(line.raw().to_owned());
    }
}
