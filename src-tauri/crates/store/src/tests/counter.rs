//! A counter in a folder: writes lines as a desk would, with fixed time and randomness that counts up.

use std::{
    cell::Cell,
    path::{Path, PathBuf},
};

use domain::{
    Bilingual, BranchId, Channel, DeviceId, Due, EpochId, EventId, Fact, Hlc, Instant, Kind, Parties, Party,
    PersonId, PhotoAdded, PolicyVersion, Promise, Role, Sealed, Sha256, Shipment, Slot, TicketId,
    TicketNumber, TicketOpened, Told,
};
use protocol::{BranchKey, Head, Keys, Line, NO_HASH, TicketKey};
use store::{DatabaseKey, Result, Snapshot, Store, Tx};

pub const DEVICE: DeviceId = DeviceId::from_bytes([1; 16]);
pub const SIBLING: DeviceId = DeviceId::from_bytes([2; 16]);
pub const HEADQUARTERS: DeviceId = DeviceId::from_bytes([9; 16]);
pub const BRANCH: BranchId = BranchId::from_bytes([3; 16]);
pub const EPOCH: EpochId = EpochId::from_bytes([4; 16]);
pub const PERSON: PersonId = PersonId::from_bytes([5; 16]);

pub fn database_key() -> DatabaseKey {
    DatabaseKey::from_bytes([7; 32])
}

pub fn branch_key() -> BranchKey {
    BranchKey::from_bytes([8; 32])
}

pub fn at(seconds: i64) -> Instant {
    Instant::from_unix_ms(1_795_242_900_000 + seconds * 1_000)
}

/// What a customer tells.
#[derive(Clone, Debug)]
pub struct Walk {
    pub name: String,
    pub phone: String,
    pub story: String,
    pub waybill: String,
    pub kind: Kind,
    pub channel: Channel,
    pub promises: Vec<Promise>,
}

impl Default for Walk {
    fn default() -> Self {
        Self {
            name: "王小明".into(),
            phone: "138 0013 8000".into(),
            story: "紫砂茶具的壶嘴断了，纸箱一个角也压扁了".into(),
            waybill: "SF1234567890123".into(),
            kind: Kind::Claim,
            channel: Channel::COUNTER,
            promises: Vec::new(),
        }
    }
}

pub struct Counter {
    pub store: Store,
    count: Cell<u64>,
    feed: Cell<(u64, Sha256)>,
}

impl Counter {
    /// A counter that was enrolled and has opened its first epoch.
    pub fn in_folder(folder: &Path) -> Self {
        Self::with(Store::open(&path_in(folder), &database_key()).expect("a new database opens"))
    }

    pub fn with(store: Store) -> Self {
        let counter = Self { store, count: Cell::new(0), feed: Cell::new((0, NO_HASH)) };
        counter.store.with_branch_key(Some(branch_key())).expect("a branch key is taken");
        let is_new = counter.store.read(Snapshot::log_end).expect("a log can be read").is_none();
        if is_new {
            counter.open_epoch(EPOCH);
        }
        counter
    }

    pub fn open_epoch(&self, epoch: EpochId) {
        self.write(|tx| {
            tx.set_device(DEVICE)?;
            tx.set_enrolment(HEADQUARTERS, &"enrolled")?;
            let last = tx.last_known()?;
            tx.begin_epoch(epoch)?;
            let last = last.map(|end| domain::LastEpoch { epoch: end.epoch, seq: end.seq, hash: end.hash });
            let prev = last.map_or(NO_HASH, |last| last.hash);
            let fact = Fact::EpochOpened(domain::EpochOpened { last });
            tx.append(&self.line_at(DEVICE, epoch, 1, prev, None, &fact))
        });
    }

    pub fn write<T>(&self, work: impl FnOnce(&Tx) -> Result<T>) -> T {
        self.store.write(work).expect("this write is kept")
    }

    /// Counts on from where another run came to.
    #[cfg_attr(test, expect(dead_code, reason = "only the measure of the search goes on with what is there"))]
    pub fn count_from(&self, count: u64) {
        self.count.set(count);
    }

    /// A number that has not been before.
    pub fn next(&self) -> u64 {
        self.count.set(self.count.get() + 1);
        self.count.get()
    }

    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes
    }

    pub fn new_ticket(&self, tx: &Tx) -> Result<TicketId> {
        let ticket = TicketId::new(at(0).unix_ms() as u64, self.random());
        let key = TicketKey::from_bytes(self.random());
        tx.put_ticket_key(&branch_key().wrap(ticket, &key, self.random()), None)?;
        Ok(ticket)
    }

    /// Appends a line of this device's log and says which event it is.
    pub fn append(&self, tx: &Tx, ticket: Option<TicketId>, fact: &Fact) -> Result<EventId> {
        let end = tx.log_end()?.expect("the epoch is open");
        let key = ticket.map(|ticket| tx.ticket_key(ticket)).transpose()?.flatten();
        let line = self.written(DEVICE, end.epoch, end.seq + 1, end.hash, ticket, fact, key.as_ref());
        tx.append(&line)?;
        Ok(line.head().id)
    }

    pub fn take_in(&self, tx: &Tx, walk: &Walk) -> Result<TicketId> {
        let ticket = self.new_ticket(tx)?;
        self.take_in_draft(tx, ticket, walk)?;
        Ok(ticket)
    }

    /// Opens the ticket of a draft, whose key is there.
    pub fn take_in_draft(&self, tx: &Tx, ticket: TicketId, walk: &Walk) -> Result<EventId> {
        self.append(tx, Some(ticket), &opening(walk, self.number(tx)?))
    }

    pub fn number(&self, tx: &Tx) -> Result<TicketNumber> {
        let serial = tx.last_number()?.map_or(1, |last| last.serial + 1);
        let on = "2026-11-21".parse().expect("this is a date");
        tx.set_last_number(store::LastNumber { on, serial })?;
        let (branch, letter) =
            ("WC07".parse().expect("this is a branch code"), "A".parse().expect("this is a letter"));
        Ok(TicketNumber::new(branch, on, letter, serial).expect("this is a number"))
    }

    /// A saved ticket.
    pub fn ticket(&self, walk: &Walk) -> TicketId {
        self.write(|tx| self.take_in(tx, walk))
    }

    pub fn on_ticket(&self, ticket: TicketId, fact: &Fact) -> EventId {
        self.write(|tx| self.append(tx, Some(ticket), fact))
    }

    /// The next line of headquarters' log in this branch.
    pub fn line_of_headquarters(&self, ticket: Option<TicketId>, fact: &Fact) -> (Line, u64) {
        let (position, prev) = self.feed.get();
        let key = branch_key();
        let head = self.head(HEADQUARTERS, EPOCH, position + 1, prev, ticket);
        let line =
            Line::write(head, fact, Keys::branch(&key), self.random()).expect("the fact can be written");
        self.feed.set((position + 1, line.hash()));
        (line, position + 1)
    }

    pub fn feed(&self, ticket: Option<TicketId>, fact: &Fact) -> store::Kept {
        let (line, position) = self.line_of_headquarters(ticket, fact);
        self.write(|tx| tx.append_from_feed(&line, position, None))
    }

    pub fn line_at(
        &self,
        device: DeviceId,
        epoch: EpochId,
        seq: u64,
        prev: Sha256,
        ticket: Option<TicketId>,
        fact: &Fact,
    ) -> Line {
        self.written(device, epoch, seq, prev, ticket, fact, None)
    }

    #[expect(clippy::too_many_arguments, reason = "a line is told in full")]
    pub fn written(
        &self,
        device: DeviceId,
        epoch: EpochId,
        seq: u64,
        prev: Sha256,
        ticket: Option<TicketId>,
        fact: &Fact,
        key: Option<&TicketKey>,
    ) -> Line {
        let keys = Keys { ticket: key, branch: None };
        let head = self.head(device, epoch, seq, prev, ticket);
        Line::write(head, fact, keys, self.random()).expect("the fact can be written")
    }

    fn head(
        &self,
        device: DeviceId,
        epoch: EpochId,
        seq: u64,
        prev: Sha256,
        ticket: Option<TicketId>,
    ) -> Head {
        let wall = at(self.next() as i64);
        Head {
            id: EventId::new(wall.unix_ms() as u64, self.random()),
            branch: BRANCH,
            device,
            epoch,
            seq,
            prev,
            wall,
            hlc: Hlc::new(wall, 0),
            author: Some(PERSON),
            ticket,
            after: Vec::new(),
            policy: PolicyVersion::from("2026-11.1"),
        }
    }
}

pub fn path_in(folder: &Path) -> PathBuf {
    folder.join("counterfoil.db")
}

pub fn opening(walk: &Walk, number: TicketNumber) -> Fact {
    let sender = Party { name: walk.name.clone(), phone: walk.phone.clone(), ..Party::default() };
    Fact::TicketOpened(Box::new(TicketOpened {
        number,
        kind: walk.kind,
        category: "damage.contents".into(),
        channel: walk.channel.clone(),
        answer_by: domain::AnswerBy::PHONE,
        role: Role::SENDER,
        demands: vec![domain::Demand::COMPENSATION],
        claimed_fen: Some(domain::Fen::new(150_000).expect("an amount")),
        shipment: Shipment { waybill: walk.waybill.clone(), ..Shipment::default() },
        last_known: None,
        promises: walk.promises.clone(),
        slip_code: Sha256([6; 32]),
        practice: false,
        private: Sealed::Open(Told {
            parties: Parties { sender, ..Parties::default() },
            story: walk.story.clone(),
            demand_text: "按保价赔".into(),
            items_kept: String::new(),
        }),
    }))
}

pub fn photo(sha256: Sha256, size: u64) -> Fact {
    Fact::PhotoAdded(PhotoAdded {
        sha256,
        size,
        media_type: "image/jpeg".into(),
        slot: Slot::OTHER,
        taken_at: at(0),
        source_sha256: sha256,
        source_size: size,
        camera_time: None,
        camera_model: None,
    })
}

/// A promise for a moment.
#[cfg_attr(not(test), expect(dead_code, reason = "the measures have promises of their own"))]
pub fn promise(due: i64) -> Promise {
    let words = Bilingual::new("首次反馈", "first feedback");
    Promise {
        step: "first_feedback".into(),
        what: words.clone(),
        due: Due::By(at(due)),
        due_at: at(due),
        rule: "ours".into(),
        ground: words,
        by_law: false,
        provisional: false,
    }
}
