//! Two thousand devices with their first lines, signed and compressed before any clock starts.

use domain::{
    BranchId, DeviceId, EpochId, EventId, Fact, Hlc, Instant, Policy, Sha256, TicketId, UnitLevel, Zone,
};
use hq::{BranchForm, Listening, UnitForm};
use protocol::wire::{
    EnrolRequest, EnrolResponse, EnrolmentSecret, Generation, HeadSignature, LoginAnswer, LoginRequest,
    NonceAnswer, NonceRequest, Push, compress,
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

const BRANCHES: usize = 200;
/// How many of them stand in each branch.
const COUNTERS: usize = 10;
/// Of each: its epoch's opening, and three tickets with a photo and a note.
pub const LINES: usize = 10;
const TICKETS: usize = 3;
/// With so many tickets a log has a hundred lines.
const TICKETS_OF_A_HUNDRED: usize = 33;

/// The first device brings this many photos more, to be sent by whoever measures that.
pub const PHOTOS: usize = 200;
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

    /// Sends its first lines.
    pub fn push(&self, asking: &mut Asking, token: &str) {
        let headers = format!("authorization: Bearer {token}\r\ncontent-type: application/zstd\r\n");
        let answer = asking.ask("POST /api/v1/push", &headers, &self.push);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(answer.body));
    }
}

/// Enrols them, and writes their lines.
pub async fn prepare(prepared: Prepared) -> Devices {
    let state = prepared.headquarters().await;
    let top = unit(UnitLevel::Headquarters, "总部", None);
    let top = state.add_unit(top).await.expect("it is empty");
    let at = ([127, 0, 0, 1], prepared.port).into();
    let listening = Listening::start(state.clone(), at).await.expect("the port is free");
    let mut asking = Asking::from_branch(1, prepared.port).await;
    let photos: Vec<Vec<u8>> = (0..PHOTOS).map(photo).collect();
    let (mut all, mut hundred_lines) = (Vec::new(), Vec::new());
    for branch in 0..BRANCHES {
        let form =
            UnitForm { branch: Some(branch_form(branch)), ..unit(UnitLevel::Branch, "网点", Some(top)) };
        let id: BranchId = state.add_unit(form).await.expect("its code is its own").into();
        for counter in 0..COUNTERS {
            let letter = "A".parse().expect("A is a letter");
            let offer = state.offer_enrolment(id, letter, "A 柜", 3_600_000).await.expect("it is known");
            let number = branch * COUNTERS + counter;
            let photos = if number == 0 { &photos[..] } else { &[] };
            let asked = tokio::task::block_in_place(|| enrol(&mut asking, number, offer.code.secret));
            all.push(write(&asked, number, TICKETS, photos));
            if hundred_lines.is_empty() {
                hundred_lines = write(&asked, number, TICKETS_OF_A_HUNDRED, &[]).push;
            }
        }
    }
    listening.stop().await.expect("it finishes what is under way");
    Devices { prepared, all, photos, hundred_lines }
}

/// Bytes that begin as a JPEG does and that nothing compresses.
fn photo(number: usize) -> Vec<u8> {
    let mut photo = vec![0xff, 0xd8, 0xff];
    let mut block = protocol::hash_of(&number.to_be_bytes()).0;
    while photo.len() < PHOTO_BYTES {
        photo.extend_from_slice(&block);
        block = protocol::hash_of(&block).0;
    }
    photo.truncate(PHOTO_BYTES);
    photo
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

fn write(joined: &Joined, number: usize, tickets: usize, photos: &[Vec<u8>]) -> Device {
    let Joined { device, key, sealing, response } = joined;
    let (device, branch) = (*device, response.branch.id);
    let branch_key = sealing.open_branch_key(&response.branch_key_sealed, branch, device);
    let branch_key = branch_key.expect("it was sealed to this device");
    let mut log = Log::of(device, branch, number);
    log.write(None, &facts::epoch_opened());
    let mut keys: Vec<WrappedKey> = Vec::new();
    for place in 0..tickets {
        let serial = u16::try_from(number % COUNTERS * tickets + place + 1).expect("few a day");
        let ticket = TicketId::from_bytes(bytes(number, &format!("ticket {place}")));
        let ticket_key = TicketKey::from_bytes(bytes(number, &format!("key {place}")));
        let of_ticket = Some((ticket, &ticket_key));
        log.write(of_ticket, &a_claim(serial, number, place, log.now));
        log.write(of_ticket, &a_photo(&format!("{number} {place}").into_bytes(), log.now));
        log.write(of_ticket, &facts::a_note("客户来电询问进度,已告知正在核查。"));
        if place == 0 {
            photos.iter().for_each(|photo| log.write(of_ticket, &a_photo(photo, log.now)));
        }
        keys.push(branch_key.wrap(ticket, &ticket_key, bytes(number, &format!("wrap {place}"))));
    }
    let Log { epoch, seq, head, lines, .. } = log;
    let signature = HeadSignature::sign(device, epoch, seq, head, key).signature;
    let first = keys.first().expect("it has tickets").ticket;
    let push = compress(&Push { device, epoch, lines, keys, signature, carried_by: None, heads: Vec::new() });
    Device {
        id: device,
        key: key.clone(),
        headquarters: response.headquarters,
        ticket: first,
        generation: response.generation,
        push,
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
        let now = "2026-11-21T06:35:00.000Z".parse().expect("a time");
        Self { device, branch, epoch, number, seq: 0, head: NO_HASH, now, lines: Vec::new() }
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
