//! Tasks that another branch is to do, its errands, and what is left to tell of them: read from projections and lines.

use async_trait::async_trait;
use domain::{BranchId, EventId, TicketId};
use protocol::WrappedKey;

use super::{StoreError, TicketLine};

/// A task of a ticket that another branch is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskElsewhere {
    /// The branch that asks.
    pub branch: BranchId,
    /// Its ticket.
    pub ticket: TicketId,
    /// The event that gave the task, there and where it is told.
    pub event: EventId,
    /// The branch that is asked.
    pub to: BranchId,
}

/// An errand as the branch that is asked has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrandRow {
    /// What stands for a ticket in its lines.
    pub id: TicketId,
    /// The branch that asks.
    pub from: BranchId,
    /// Its ticket.
    pub of: TicketId,
    /// The events that answered it.
    pub answers: Vec<EventId>,
}

/// An answer that the branch that asked does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnswerToTell {
    /// The branch that was asked.
    pub branch: BranchId,
    /// The errand.
    pub errand: TicketId,
    /// The event that answered it, there and where it is told.
    pub event: EventId,
}

/// Whose errands are looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrandsOf {
    /// All that there are.
    Everyone,
    /// Those of some tickets and errands of a branch, however many there are elsewhere.
    Tickets(BranchId, Vec<TicketId>),
}

/// Keeps errands. What is left to do is what has no line yet: nothing is noted that could be wrong.
#[async_trait]
pub trait Errands: Send + Sync {
    /// Tasks that the branch which is asked has not been told of.
    async fn list_errands_to_give(&self, of: ErrandsOf) -> Result<Vec<TaskElsewhere>, StoreError>;
    /// Answers that the branch which asked has not been told; of some, those to them.
    async fn list_answers_to_tell(&self, of: ErrandsOf) -> Result<Vec<AnswerToTell>, StoreError>;
    /// Errands whose ticket was forgotten and that are not; of some, those for them.
    async fn list_errands_to_forget(&self, of: ErrandsOf) -> Result<Vec<(BranchId, TicketId)>, StoreError>;
    /// The lines and the key of an errand.
    async fn errand_log(
        &self,
        branch: BranchId,
        id: TicketId,
    ) -> Result<(Vec<TicketLine>, Option<WrappedKey>), StoreError>;
}
