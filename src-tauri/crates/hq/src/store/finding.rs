//! Finding tickets by what was told: an index of marks that nobody can read, and words that are sealed.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use domain::{BranchId, Instant, TicketId};

use super::{Scope, StoreError, TicketRow};

/// A part of a word, as the index knows it.
pub type Mark = u32;

/// What a ticket can be found by, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Findable {
    /// Its words, sealed.
    pub sealed: Vec<u8>,
    /// Their marks.
    pub marks: BTreeSet<Mark>,
}

/// What is looked for: every ticket that holds it has all of one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked(pub Vec<Vec<AllOf>>);

/// A word: every ticket that holds it has all marks of one of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllOf(pub Vec<Vec<Mark>>);

/// Compares a ticket's words with what is looked for; the store holds no key.
pub trait Comparer: Send + Sync {
    /// Whether these words, sealed for this ticket, hold it.
    fn holds(&self, branch: BranchId, ticket: TicketId, sealed: &[u8]) -> bool;
}

/// Which tickets are looked for.
#[derive(Clone)]
pub struct FindQuery {
    /// Only of these branches.
    pub branches: Scope,
    /// What the index is asked.
    pub asked: Asked,
    /// What each is compared with before it is shown.
    pub comparer: Arc<dyn Comparer>,
    /// Those after this one, in the order in which they are found.
    pub after: Option<(Instant, TicketId)>,
    /// At most so many.
    pub limit: u32,
}

/// A ticket that holds what is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// As lists show it.
    pub row: TicketRow,
    /// Its words, sealed.
    pub sealed: Vec<u8>,
}

/// Finds tickets.
#[async_trait]
pub trait Finding: Send + Sync {
    /// Tickets that hold what is looked for, the newest first.
    async fn find_tickets(&self, query: FindQuery) -> Result<Vec<Found>, StoreError>;
}
