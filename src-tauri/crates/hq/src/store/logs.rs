//! Logs of devices and of headquarters, the feed that is made of them, and the keys beside them.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use async_trait::async_trait;
use domain::{BranchId, DeviceId, EpochId, EventId, Instant, Sha256, TicketId, kinship::Circle};
use protocol::{
    MARK_LEN, Signature, WrappedKey,
    wire::{Generation, HeadSignature},
};

use super::{ErrandRow, Findable, Mark, SaidKin, StoreError, TicketRow};
use crate::finding::Words;

/// One incarnation of one device's log, in its branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LogName {
    /// Whose tickets.
    pub branch: BranchId,
    /// Whose log.
    pub device: DeviceId,
    /// Which incarnation.
    pub epoch: EpochId,
}

/// A log's last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogHead {
    /// Which log.
    pub epoch: EpochId,
    /// Its last sequence number.
    pub seq: u64,
    /// That line's hash.
    pub head: Sha256,
}

/// A line on its way into the store: its bytes, and where it stands in its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLine {
    /// Its place.
    pub seq: u64,
    /// What it says the line before it hashes to, where that can be read.
    pub prev: Option<Sha256>,
    /// The hash of its bytes.
    pub hash: Sha256,
    /// Its ticket, where that can be read.
    pub ticket: Option<TicketId>,
    /// Its event, where that can be read.
    pub event: Option<EventId>,
    /// Its author's clock, where that can be read.
    pub wall: Option<Instant>,
    /// Its bytes.
    pub line: String,
    /// Why it is set aside, whatever keys may come.
    pub set_aside: Option<Reason>,
}

/// Why a line is kept without taking effect: a code for the wire and the screens.
pub type Reason = Cow<'static, str>;

/// The reason of a line whose ticket's key is not here yet; it goes when the key comes.
pub const KEY_MISSING: &str = "key_missing";

/// A line as its ticket is folded from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLine {
    /// Whose log.
    pub device: DeviceId,
    /// Its bytes.
    pub line: String,
    /// When it came.
    pub received_at: Instant,
}

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes effect, and perhaps names a photo: its hash and size.
    Good(Option<(Sha256, u64)>),
    /// It takes effect, and its ticket is forgotten.
    Forgets,
    /// It does not.
    SetAside(Reason),
}

/// A ticket as it is kept beside its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Projected {
    /// As lists show it.
    pub row: TicketRow,
    /// The photos that are its evidence, in order.
    pub photos: Vec<Sha256>,
    /// What it says of other tickets by its own events, in order.
    pub kin: Vec<SaidKin>,
    /// The events of tasks that another branch is to do, and which.
    pub tasks_elsewhere: Vec<(EventId, BranchId)>,
    /// What it can be found by.
    pub words: Words,
}

/// What reads lines for the store, which holds no keys and knows no kinds.
pub trait LineReader: Send + Sync {
    /// What this line of that device comes to with the key that is here.
    fn judge(&self, device: DeviceId, line: &str, key: Option<&WrappedKey>) -> Verdict;
    /// The ticket that these lines make, as it is kept. A circle of mergings that it is in is settled.
    fn ticket(
        &self,
        lines: &[TicketLine],
        key: Option<&WrappedKey>,
        circle: Option<&Circle>,
    ) -> Option<Projected>;
    /// The errand that these lines make; they are no ticket's.
    fn errand(&self, lines: &[TicketLine], key: Option<&WrappedKey>) -> Option<ErrandRow>;
    /// Whether this key is the ticket's, wrapped by this branch.
    fn fits(&self, key: &WrappedKey) -> bool;
    /// Tells these words from any others.
    fn print(&self, words: &Words) -> [u8; MARK_LEN];
    /// What is kept of these words of a ticket.
    fn findable(&self, ticket: TicketId, words: &Words) -> Findable;
    /// The marks of a ticket's words that are kept.
    fn marks_of(&self, ticket: TicketId, sealed: &[u8]) -> BTreeSet<Mark>;
}

/// Contiguous lines of one log with the keys beside them.
#[derive(Clone)]
pub struct Append {
    /// Which log.
    pub log: LogName,
    /// Its lines, in order.
    pub lines: Vec<NewLine>,
    /// Keys of tickets.
    pub keys: Vec<WrappedKey>,
    /// What its author signed of these lines.
    pub heads: Vec<HeadSignature>,
    /// When they came.
    pub now: Instant,
    /// Reads them.
    pub reader: Arc<dyn LineReader>,
    /// They are headquarters' own: where another writer was quicker, nothing is kept, and they are written anew.
    pub only_next: bool,
}

impl Append {
    /// The tickets that its lines and keys are of.
    pub fn tickets(&self) -> impl Iterator<Item = TicketId> {
        self.lines.iter().filter_map(|line| line.ticket).chain(self.keys.iter().map(|key| key.ticket))
    }
}

/// What became of an append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Appended {
    /// Everything is held, some of it set aside.
    Held(Held),
    /// Another line stands at one of these places: what is held there.
    Fork(LogHead),
    /// Lines before these are not here: the last that is held.
    Gap(u64),
}

/// A line that is held and takes no effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its place.
    pub seq: u64,
    /// Its bytes, from which its event's identity may be read.
    pub line: String,
    /// Why.
    pub reason: Reason,
}

/// What is held after an append.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// When the last of the lines first came.
    pub at: Instant,
    /// Those of the lines that are set aside.
    pub set_aside: Vec<SetAside>,
    /// Those tickets of the lines and keys whose key is here.
    pub keys: Vec<TicketId>,
    /// The feed's last position.
    pub feed_head: u64,
}

/// One line of a branch's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLine {
    /// Its position, without gaps within the branch.
    pub position: u64,
    /// Whose log.
    pub device: DeviceId,
    /// Its place there.
    pub seq: u64,
    /// Its ticket.
    pub ticket: Option<TicketId>,
    /// Its bytes.
    pub line: String,
    /// Its hash.
    pub hash: Sha256,
    /// Where it was the head of a push: its author's signature.
    pub signature: Option<Signature>,
}

/// A part of a branch's feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPage {
    /// The last position there is.
    pub head: u64,
    /// Lines after the asked position, those of the asking device left out.
    pub lines: Vec<FeedLine>,
    /// Keys of their tickets.
    pub keys: Vec<WrappedKey>,
}

/// Keeps logs and feeds.
#[async_trait]
pub trait Logs: Send + Sync {
    /// Appends lines, keys, projections and feed positions in one durable commit. A repeat changes nothing.
    async fn append(&self, append: Append) -> Result<Appended, StoreError>;
    /// The heads of every epoch of a device.
    async fn list_heads(&self, branch: BranchId, device: DeviceId) -> Result<Vec<LogHead>, StoreError>;
    /// Lines of a log after `seq`, with the keys of their tickets.
    async fn list_lines(
        &self,
        log: LogName,
        after: u64,
        limit: u32,
    ) -> Result<(Vec<String>, Vec<WrappedKey>), StoreError>;
    /// Lines of a branch's feed after a position.
    async fn feed(
        &self,
        branch: BranchId,
        but_not: DeviceId,
        after: u64,
        limit: u32,
    ) -> Result<FeedPage, StoreError>;
    /// Names the branch's feed anew and gives headquarters' own log there a new epoch.
    async fn renew_feed(
        &self,
        branch: BranchId,
        generation: Generation,
        epoch: EpochId,
    ) -> Result<(), StoreError>;
    /// Whether the projections are whole and of this program's shape.
    async fn projections_stand(&self) -> Result<bool, StoreError>;
    /// Empties the projections and folds every ticket again from the log; answers how many there are.
    async fn refold(&self, readers: HashMap<BranchId, Arc<dyn LineReader>>) -> Result<u64, StoreError>;
}
