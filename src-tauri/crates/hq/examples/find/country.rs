//! A headquarters of a whole country: thirty thousand branches with a hundred thousand counters, and their tickets as
//! counters write them. Headquarters itself folds them.

use domain::{
    BranchId, CategoryCode, Channel, Demand, DeviceId, EpochId, EventId, Fact, Fen, Instant, Kind, Party,
    Policy, Role, Sealed, Sha256, Shipment, TicketId, TicketOpened, UnitId, UnitLevel, promises,
};
use protocol::{BranchKey, Head, HybridClock, Keys, Line, NO_HASH, SigningKey, TicketKey};

use crate::{
    Failed,
    dice::Dice,
    tickets::{EDITION, Told},
};

/// Raised when anything but the tickets' words changes: what was built before is built anew.
const MAKING: u32 = 2;
/// So many branches has a region.
const IN_A_REGION: u64 = 1_000;
/// Of ten counters three are the first of their branch.
const COUNTERS_OF_THREE: u64 = 10;
/// Tickets come so far apart: fifty thousand a day.
const APART_MS: i64 = 1_728;
/// 2026-11-01 in Shanghai.
const BEGIN_MS: i64 = 1_793_462_400_000;

/// How large it is.
#[derive(Clone, Copy)]
pub struct Country {
    pub branches: u64,
    pub tickets: u64,
}

/// A unit that is no branch, or what of a branch is a unit's.
pub struct Place {
    pub id: UnitId,
    pub parent: Option<UnitId>,
    pub level: UnitLevel,
    pub name: String,
    pub code: Option<String>,
}

/// What else a branch has.
pub struct Branch {
    pub id: BranchId,
    pub key: BranchKey,
    pub own_device: [u8; 16],
}

/// A counter that was heard of.
pub struct Counter {
    pub id: [u8; 16],
    pub branch: BranchId,
    pub letter: &'static str,
    pub signing_key: [u8; 32],
    pub at: Instant,
}

/// A ticket's only line, with its key.
pub struct Written {
    pub line: Line,
    pub ticket: TicketId,
    pub wrapped: Vec<u8>,
}

impl Country {
    /// What was built, in words: whoever built another thing builds anew.
    pub fn told(self) -> String {
        let Self { branches, tickets } = self;
        format!("edition {EDITION}.{MAKING} with {branches} branches and {tickets} tickets")
    }

    /// The top of the tree.
    pub fn top() -> UnitId {
        unit(UnitLevel::Headquarters, 0)
    }

    /// A region.
    pub fn region() -> UnitId {
        unit(UnitLevel::Region, 0)
    }

    /// A branch.
    pub fn branch() -> BranchId {
        branch(1)
    }

    /// The tree, from its top.
    pub fn places(self) -> impl Iterator<Item = Place> {
        let top = Self::top();
        let whole =
            Place {
                id: top, parent: None, level: UnitLevel::Headquarters, name: "总部".into(), code: None
            };
        let regions = (0..self.branches.div_ceil(IN_A_REGION)).map(move |n| Place {
            id: unit(UnitLevel::Region, n),
            parent: Some(top),
            level: UnitLevel::Region,
            name: format!("第{n}大区"),
            code: None,
        });
        let branches = (0..self.branches).map(|n| Place {
            id: branch(n).into(),
            parent: Some(unit(UnitLevel::Region, n / IN_A_REGION)),
            level: UnitLevel::Branch,
            name: format!("第{n}网点"),
            code: Some(code(n)),
        });
        [whole].into_iter().chain(regions).chain(branches)
    }

    /// Every branch.
    pub fn branches(self) -> impl Iterator<Item = Branch> {
        (0..self.branches).map(|n| Branch { id: branch(n), key: key(n), own_device: bytes(3, n) })
    }

    /// Every counter.
    pub fn counters(self) -> impl Iterator<Item = Counter> {
        let signing_key = SigningKey::from_bytes(&[7; 32]).verifying_key().as_bytes().to_owned();
        (0..self.branches * COUNTERS_OF_THREE / 3).map(move |n| Counter {
            id: bytes(6, n),
            branch: branch(n * 3 / COUNTERS_OF_THREE),
            letter: ["A", "B", "C", "D"][(n * 3 % COUNTERS_OF_THREE / 3) as usize],
            signing_key,
            at: Instant::from_unix_ms(BEGIN_MS + n as i64),
        })
    }

    /// One of the tickets.
    pub fn ticket(self, n: u64) -> Result<Written, Failed> {
        let at_branch = Dice::of(n).next() % self.branches;
        let at = Instant::from_unix_ms(BEGIN_MS + n as i64 * APART_MS);
        let ticket = TicketId::new(at.unix_ms() as u64, short(n));
        let head = Head {
            id: EventId::new(at.unix_ms() as u64, short(n)),
            branch: branch(at_branch),
            device: DeviceId::from_bytes(bytes(4, n)),
            epoch: EpochId::from_bytes(bytes(5, n)),
            seq: 2,
            prev: NO_HASH,
            wall: at,
            hlc: HybridClock::new(domain::Hlc::new(at, 0)).tick(at),
            author: None,
            ticket: Some(ticket),
            after: Vec::new(),
            policy: Policy::bundled().version().clone(),
        };
        let ticket_key = TicketKey::from_bytes(protocol::hash_of(&n.to_be_bytes()).0);
        let line = Line::write(head, &opening(&Told::of(n), at), Keys::ticket(&ticket_key), nonce(n))?;
        let wrapped = key(at_branch).wrap(ticket, &ticket_key, nonce(n)).wrapped.as_bytes().to_vec();
        Ok(Written { line, ticket, wrapped })
    }
}

/// A claim, which waits for a decision.
fn opening(told: &Told, at: Instant) -> Fact {
    let policy = Policy::bundled();
    let (kind, category) = (Kind::Claim, CategoryCode::from("damage.contents"));
    let party =
        |n: usize| Party { name: told.names[n].clone(), phone: told.phones[n].clone(), ..Party::default() };
    let mut private = domain::Told { story: told.story.clone(), ..domain::Told::default() };
    private.parties.sender = party(0);
    private.parties.recipient = party(1);
    Fact::TicketOpened(Box::new(TicketOpened {
        number: told.number,
        kind,
        promises: promises(kind, &category, at, policy.calendar(), policy),
        category,
        channel: Channel::COUNTER,
        answer_by: domain::default_answer_by(),
        role: Role::SENDER,
        demands: vec![Demand::COMPENSATION],
        claimed_fen: Fen::new(150_000).ok(),
        shipment: Shipment { waybill: told.waybill.clone(), ..Shipment::default() },
        last_known: None,
        slip_code: Sha256([7; 32]),
        practice: false,
        private: Sealed::Open(private),
    }))
}

fn unit(level: UnitLevel, n: u64) -> UnitId {
    UnitId::from_bytes(bytes(if level == UnitLevel::Region { 1 } else { 0 }, n))
}

fn branch(n: u64) -> BranchId {
    BranchId::from_bytes(bytes(2, n))
}

/// Four characters that differ from branch to branch.
fn code(n: u64) -> String {
    const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKLMNPQRSTUVWX";
    let digit = |place: u32| char::from(DIGITS[(n >> (5 * place)) as usize % 32]);
    ['B', digit(2), digit(1), digit(0)].iter().collect()
}

fn key(branch: u64) -> BranchKey {
    BranchKey::from_bytes(protocol::hash_of(&[&b"branch"[..], &branch.to_be_bytes()].concat()).0)
}

fn bytes(what: u8, n: u64) -> [u8; 16] {
    let n = n.to_be_bytes();
    std::array::from_fn(|place| match place {
        0 => what + 1,
        8.. => n[place - 8],
        _ => 7,
    })
}

fn short(n: u64) -> [u8; 10] {
    let hash = protocol::hash_of(&n.to_be_bytes());
    std::array::from_fn(|place| hash.0[place])
}

fn nonce(n: u64) -> [u8; 24] {
    std::array::from_fn(|place| if place < 8 { n.to_be_bytes()[place] } else { 1 })
}
