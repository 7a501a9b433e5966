//! Other systems of the carrier that speak to headquarters, and what each of them brought.

use async_trait::async_trait;
use domain::{BranchId, CounterLetter, Instant, ServiceId, ServiceScope, Sha256, TicketId, UnitId};
use protocol::MARK_LEN;

use super::StoreError;

/// Another system of the carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// Its identity.
    pub id: ServiceId,
    /// As people call it; no two have the same.
    pub name: String,
    /// What its token is good for.
    pub scopes: Vec<ServiceScope>,
    /// The unit whose subtree it sees and writes to.
    pub unit: UnitId,
    /// Where its tickets go that name no branch.
    pub default_branch: Option<BranchId>,
    /// The hash of its token.
    pub token: Sha256,
    /// Since when it is known.
    pub created_at: Instant,
    /// Which account added it.
    pub created_by: String,
    /// The first moment at which its token is no longer good; none where it has no end.
    pub ends_at: Option<Instant>,
    /// Since when it may do nothing.
    pub revoked_at: Option<Instant>,
    /// When it last called, to the hour.
    pub used_at: Option<Instant>,
}

/// What a service brought under a number of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Which service.
    pub service: ServiceId,
    /// The mark of its number.
    pub mark: [u8; MARK_LEN],
    /// The ticket that comes of it.
    pub ticket: TicketId,
    /// Where that is.
    pub branch: BranchId,
    /// The mark of all that was said.
    pub content: [u8; MARK_LEN],
    /// When it first came.
    pub at: Instant,
}

/// Keeps services and what they brought.
#[async_trait]
pub trait Services: Send + Sync {
    /// Adds a service; `Taken` where there is one of its name.
    async fn add_service(&self, service: ServiceRow) -> Result<(), StoreError>;
    /// Every service, revoked ones too, by name.
    async fn list_services(&self) -> Result<Vec<ServiceRow>, StoreError>;
    /// The service of this identity.
    async fn find_service(&self, id: ServiceId) -> Result<Option<ServiceRow>, StoreError>;
    /// The service whose token has this hash, whether or not the token is still good.
    async fn service_of_token(&self, token: Sha256) -> Result<Option<ServiceRow>, StoreError>;
    /// Gives a service another token, and another end; the one it had is nobody's from now on. False where there is no
    /// such service, or it was revoked.
    async fn give_service_token(
        &self,
        id: ServiceId,
        token: Sha256,
        ends_at: Option<Instant>,
    ) -> Result<bool, StoreError>;
    /// Lets a service do nothing any more; false where there is none, or it was revoked before.
    async fn revoke_service(&self, id: ServiceId, now: Instant) -> Result<bool, StoreError>;
    /// Notes when a service called.
    async fn note_service_use(&self, id: ServiceId, used_at: Instant) -> Result<(), StoreError>;
    /// Keeps what a service brought, unless there is something under that number: answers what is kept. Of two who bring
    /// one number at once, both are answered the same.
    async fn keep_reference(&self, reference: Reference) -> Result<Reference, StoreError>;
    /// What a service brought under a number.
    async fn find_reference(
        &self,
        service: ServiceId,
        mark: [u8; MARK_LEN],
    ) -> Result<Option<Reference>, StoreError>;
    /// The letter of headquarters' own numbers in a branch. The first time it is taken, and no counter is given it from
    /// then on: the last of the alphabet that no counter of the branch ever had or was promised. None where there is none.
    async fn own_letter(&self, branch: BranchId) -> Result<Option<CounterLetter>, StoreError>;
    /// The highest number of a branch, as numbers are compared, that begins so.
    async fn highest_number(&self, branch: BranchId, beginning: String)
    -> Result<Option<String>, StoreError>;
}

/// The last letter that none of `used` is.
pub fn last_free(used: &[CounterLetter]) -> Option<CounterLetter> {
    letters().rev().find(|letter| !used.contains(letter))
}

/// Every letter that a counter can have.
pub fn letters() -> impl DoubleEndedIterator<Item = CounterLetter> {
    ('A'..='Z').filter_map(|letter| letter.to_string().parse().ok())
}

/// Scopes as their column holds them.
pub fn scopes_text(scopes: &[ServiceScope]) -> String {
    scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
}

/// The same, read.
pub fn scopes_of(text: &str) -> Result<Vec<ServiceScope>, StoreError> {
    let read = |word: &str| word.parse().map_err(|_| StoreError::Damaged("scope"));
    text.split_whitespace().map(read).collect()
}
