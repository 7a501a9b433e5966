//! Which tickets wait for a decision of headquarters, and what else is known of a customer: read from projections.

use async_trait::async_trait;
use domain::{Instant, PersonId, TicketId};

use super::{Scope, StoreError, TicketRow};

/// What a ticket waits for at headquarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Awaited {
    /// Somebody decides.
    Decision,
    /// A second person releases a decision.
    Release,
    /// Somebody looks at a decision that came too late.
    TooLate,
}

impl Awaited {
    /// Every one, in the order in which a screen shows them.
    pub const ALL: [Self; 3] = [Self::Decision, Self::Release, Self::TooLate];

    /// The word in SQL and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Release => "release",
            Self::TooLate => "too_late",
        }
    }

    /// The one with this word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|awaited| awaited.as_str() == word)
    }
}

/// What is known of a ticket that waits, without folding it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Awaits {
    /// What for.
    pub what: Awaited,
    /// Since when.
    pub since: Instant,
    /// The round that the next decision is of.
    pub round: u32,
    /// The roles that may release; empty unless it waits for that.
    pub second_roles: Vec<String>,
    /// Who decided what waits for release, or came too late.
    pub decided_by: Option<PersonId>,
    /// What that decision comes to.
    pub decided_fen: Option<i64>,
}

/// Which of the tickets that wait are asked for.
#[derive(Clone, Debug)]
pub struct AwaitingQuery {
    /// Only of these branches.
    pub branches: Scope,
    /// Only those that wait for this; all when none.
    pub what: Option<Awaited>,
    /// Those after this one, in the order of the queue: due, none being after every day, and identity.
    pub after: Option<(Option<Instant>, TicketId)>,
    /// At most so many.
    pub limit: u32,
}

/// The same customer or the same parcel, as it is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Alike {
    /// The mark of a phone.
    Phone([u8; 16]),
    /// A waybill as it is compared.
    Waybill(String),
}

/// Keeps what waits.
#[async_trait]
pub trait Awaiting: Send + Sync {
    /// Tickets that wait, earliest due first.
    async fn list_awaiting(&self, query: AwaitingQuery) -> Result<Vec<TicketRow>, StoreError>;
    /// How many tickets of these branches wait for what.
    async fn count_awaiting(&self, branches: Scope) -> Result<Vec<(Awaited, u64)>, StoreError>;
    /// Other tickets of the same phone or waybill, newest first, at most so many.
    async fn list_alike(
        &self,
        branches: Scope,
        alike: Alike,
        but: TicketId,
        most: u32,
    ) -> Result<Vec<TicketRow>, StoreError>;
}
