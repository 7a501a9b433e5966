//! Who may look at headquarters' page.

use async_trait::async_trait;
use domain::{HeldRole, Instant, PersonId, Sha256, UnitId};

use super::StoreError;

/// Someone who may look at the page, within a unit's subtree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What is typed.
    pub name: String,
    /// argon2id, PHC string.
    pub password: String,
    /// The unit whose subtree is seen.
    pub unit: UnitId,
    /// What its owner works as, each with its days.
    pub roles: Vec<HeldRole>,
    /// Who its owner is in the lines that they write.
    pub person: PersonId,
}

/// A signed-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSession {
    /// Whose.
    pub account: String,
    /// What a mutating call must bring in its header.
    pub csrf: String,
    /// When it ends.
    pub expires_at: Instant,
}

/// Keeps accounts and their sessions.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Adds an account.
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError>;
    /// Gives an account another password and ends its sessions; false when there is none of that name.
    async fn change_password(&self, name: &str, password: String) -> Result<bool, StoreError>;
    /// Gives an account other roles; false when there is none of that name.
    async fn change_account_roles(&self, name: &str, roles: Vec<HeldRole>) -> Result<bool, StoreError>;
    /// The account of this name.
    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError>;
    /// Whose account is called what, by who its owner is.
    async fn list_account_people(&self) -> Result<Vec<(PersonId, String)>, StoreError>;
    /// Keeps a session under the hash of its cookie, and drops those that have ended.
    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// The session of this cookie, if it has not ended.
    async fn find_page_session(&self, token: Sha256, now: Instant)
    -> Result<Option<PageSession>, StoreError>;
    /// Ends a session.
    async fn end_page_session(&self, token: Sha256) -> Result<(), StoreError>;
    /// Until when this name may not sign in, known or not.
    async fn blocked_until(&self, who: Sha256) -> Result<Option<Instant>, StoreError>;
    /// Counts a failure and answers how many there were in a row; `block` says until when, by that number.
    async fn count_failure(
        &self,
        who: Sha256,
        block: fn(u32, Instant) -> Instant,
        now: Instant,
    ) -> Result<u32, StoreError>;
    /// Forgets the failures of a name.
    async fn clear_failures(&self, who: Sha256) -> Result<(), StoreError>;
}
