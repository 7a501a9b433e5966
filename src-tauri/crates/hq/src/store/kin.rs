//! Tickets that belong together, in whichever branch they were taken in.

use async_trait::async_trait;
use domain::{BranchId, EventId, Instant, PersonId, TicketId};

use super::{Scope, StoreError, TicketRow};

/// What a ticket says of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidKin {
    /// The event that says so: what a `Retracted` names.
    pub event: EventId,
    /// The other one.
    pub other: TicketId,
    /// How they belong together; none: it goes on in the other.
    pub kin: Option<String>,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<PersonId>,
}

/// A ticket that says something of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sayer {
    /// Where it was opened.
    pub branch: BranchId,
    /// Which.
    pub ticket: TicketId,
    /// What people call it.
    pub number: String,
    /// What it says.
    pub said: SaidKin,
}

/// By what kin is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The waybill as it is compared; none where none is known.
    pub waybill: Option<String>,
    /// The mark of the phone of who came.
    pub phone: Option<[u8; 16]>,
}

/// Which newly arrived tickets are looked through.
#[derive(Clone, Debug)]
pub struct ArrivedQuery {
    /// Only of these branches; what is like them is found in all.
    pub branches: Scope,
    /// Those that came since.
    pub since: Instant,
    /// Those that came before this one.
    pub before: Option<(Instant, TicketId)>,
    /// At most so many that are like another.
    pub limit: u32,
}

/// A newly arrived ticket that is like others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Which.
    pub row: TicketRow,
    /// Those of the same waybill or phone, the newest first.
    pub alike: Vec<TicketRow>,
    /// The tickets of which it says something, or which say something of it.
    pub linked: Vec<TicketId>,
}

/// Some newly arrived tickets that are like others, and where the next are looked for; none: those were all.
pub type ArrivedPage = (Vec<Arrived>, Option<(Instant, TicketId)>);

impl TicketRow {
    /// By what its kin is looked for.
    pub fn traits(&self) -> Traits {
        let waybill = super::waybill_key(&self.waybill);
        Traits { waybill: (!waybill.is_empty()).then_some(waybill), phone: self.phone_mark }
    }
}

/// Finds kin over all branches. Whoever shows it asks whose branches it may show.
#[async_trait]
pub trait Kin: Send + Sync {
    /// Tickets of every branch with the same waybill or phone, newest first; of each at most so many.
    async fn list_kindred(
        &self,
        traits: Traits,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError>;
    /// Newly arrived tickets that are like others, the last arrived first. Only so many are looked through at once.
    async fn list_arrived(&self, query: ArrivedQuery) -> Result<ArrivedPage, StoreError>;
    /// What other tickets say of this one, in order. A merging that has no effect says nothing.
    async fn kin_said_of(&self, ticket: TicketId) -> Result<Vec<Sayer>, StoreError>;
    /// Whether what goes on in `from` goes on in `to` in the end.
    async fn leads_to(&self, branch: BranchId, from: TicketId, to: TicketId) -> Result<bool, StoreError>;
}
