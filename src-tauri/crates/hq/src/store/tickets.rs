//! Tickets as lists show them: projections of the log, with nothing personal in clear.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant, TicketId, kinship::Circle};
use protocol::WrappedKey;

use super::{Awaits, Scope, StoreError, TicketLine};

/// A ticket as lists show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketRow {
    /// Its identity.
    pub id: TicketId,
    /// Where it was opened.
    pub branch: BranchId,
    /// What people read aloud.
    pub number: String,
    /// What it is.
    pub kind: String,
    /// What went wrong.
    pub category: String,
    /// Where it stands.
    pub status: String,
    /// The parcel.
    pub waybill: String,
    /// Who came, masked; none where it cannot be read.
    pub who: Option<String>,
    /// Where it was taken in.
    pub device: DeviceId,
    /// When, by the author's clock.
    pub opened_at: Instant,
    /// When its opening came here.
    pub received_at: Instant,
    /// What is due next.
    pub next_due: Option<NextDue>,
    /// How much is asked for.
    pub claimed_fen: Option<i64>,
    /// How many photos it names.
    pub photos: u32,
    /// How many of them are here.
    pub photos_held: u32,
    /// What someone has to settle.
    pub conflicts: u32,
    /// Its key is gone.
    pub forgotten: bool,
    /// The mark of the phone of who came; none where it cannot be read or is none.
    pub phone_mark: Option<[u8; 16]>,
    /// What it was assessed at last.
    pub assessed_fen: Option<i64>,
    /// What was approved last.
    pub approved_fen: Option<i64>,
    /// What was paid so far.
    pub paid_fen: Option<i64>,
    /// What it waits for at headquarters.
    pub awaits: Option<Awaits>,
    /// The number of the ticket in which it goes on.
    pub merged_into: Option<String>,
}

/// What is due next, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextDue {
    /// The promise's step.
    pub step: String,
    /// The first moment that is too late.
    pub at: Instant,
    /// The local day, where a whole day was promised.
    pub on: Option<String>,
}

/// Which tickets are asked for.
#[derive(Clone, Debug)]
pub struct TicketQuery {
    /// Only of these branches.
    pub branches: Scope,
    /// Those after this one, in the order of the list.
    pub after: Option<(Instant, TicketId)>,
    /// At most so many.
    pub limit: u32,
}

/// A ticket's log and key, to be folded for one who looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketLog {
    /// Its row.
    pub row: TicketRow,
    /// Its lines that are not set aside, and those that wait for the key.
    pub lines: Vec<TicketLine>,
    /// Its key.
    pub key: Option<WrappedKey>,
    /// How many lines about it are set aside.
    pub set_aside: u32,
    /// The circle of mergings that it is in.
    pub circle: Option<Circle>,
}

/// Keeps tickets as lists show them.
#[async_trait]
pub trait Tickets: Send + Sync {
    /// Tickets, newest first.
    async fn list_tickets(&self, query: TicketQuery) -> Result<Vec<TicketRow>, StoreError>;
    /// Tickets of a branch with this number, as numbers are compared; more than one only where numbers were given twice.
    async fn list_numbered(
        &self,
        branch: BranchId,
        number_key: String,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError>;
    /// A ticket of one of these branches, with its log.
    async fn find_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<TicketLog>, StoreError>;
    /// Which of these branches a ticket is of.
    async fn branch_of_ticket(&self, branches: Scope, id: TicketId) -> Result<Option<BranchId>, StoreError>;
    /// A ticket's number, as the audit log names it.
    async fn number_of_ticket(&self, branch: BranchId, id: TicketId) -> Result<Option<String>, StoreError>;
    /// Names of the branch's people: their `PersonAdded` lines.
    async fn list_people_lines(&self, branch: BranchId) -> Result<Vec<TicketLine>, StoreError>;
}

/// A waybill as it is compared: upper case, half width, without spaces and hyphens.
pub fn waybill_key(text: &str) -> String {
    domain::normalize(text).replace('-', "")
}

/// A number as it is compared: a reader hears O and 0, I and 1 alike.
pub fn number_key(text: &str) -> String {
    waybill_key(text).replace('O', "0").replace('I', "1")
}
