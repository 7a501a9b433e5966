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
    /// Its password was handed over by another: its owner chooses one before anything else.
    pub must_change: bool,
    /// Since when nobody signs in with it.
    pub closed_at: Option<Instant>,
    /// When somebody last signed in with it.
    pub signed_in_at: Option<Instant>,
    /// What a telephone makes codes from, where that was set up.
    pub second_step: Option<SecondStep>,
    /// From when on nobody goes on without a second step, where that was told.
    pub second_step_due_at: Option<Instant>,
}

impl Account {
    /// What its owner proves themselves by.
    pub fn credentials(&self) -> Credentials {
        Credentials {
            password: self.password.clone(),
            second_step: self.second_step.as_ref().map(|step| step.sealed.clone()),
        }
    }
}

/// What an account's owner proves themselves by, as it was looked at: whatever was proven or allowed by these is done only
/// while the account has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// argon2id, PHC string.
    pub password: String,
    /// The second step's secret under the master key, which no other second step has.
    pub second_step: Option<Vec<u8>>,
}

/// The second step of signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondStep {
    /// The secret under the master key.
    pub sealed: Vec<u8>,
    /// When it was set up.
    pub since: Instant,
    /// The step of the last code that was used: each is good once, and none before it.
    pub used: u64,
}

/// What is to be said otherwise of an account; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountChange {
    /// Another password, and whether its owner must choose one of their own.
    pub password: Option<(String, bool)>,
    /// All its roles from now on.
    pub roles: Option<Vec<HeldRole>>,
    /// The unit whose subtree is seen from now on.
    pub unit: Option<UnitId>,
    /// Closed since then; or open.
    pub closed_at: Option<Option<Instant>>,
    /// From when on nobody goes on without a second step.
    pub second_step_due_at: Option<Instant>,
    /// Nothing is changed where the account has others by now.
    pub if_still: Option<Credentials>,
}

impl AccountChange {
    /// Whether whoever is signed in with the account is signed out by it.
    pub fn ends_sessions(&self) -> bool {
        self.password.is_some() || matches!(self.closed_at, Some(Some(_)))
    }
}

/// A second step as it is from now on. Every session of the account ends with it but the one that it was set up in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepChange {
    /// None where it is taken off.
    pub step: Option<SecondStep>,
    /// Its recovery codes, and no others from now on.
    pub recovery: Vec<RecoveryMark>,
    /// The session that goes on.
    pub but_not: Option<Sha256>,
    /// Nothing is changed where the account has others by now.
    pub if_still: Option<Credentials>,
}

/// How many bytes stand for a recovery code.
pub type RecoveryMark = [u8; protocol::MARK_LEN];

/// A signed-in page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSession {
    /// Whose.
    pub account: String,
    /// What a mutating call must bring in its header.
    pub csrf: String,
    /// When it began.
    pub started_at: Instant,
    /// When somebody last did something in it, to the minute.
    pub used_at: Instant,
    /// Where it was begun.
    pub address: String,
    /// When it ends at the latest.
    pub expires_at: Instant,
}

/// Keeps accounts and their sessions.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Adds an account. Of a second step nothing is taken over: that is set by `set_second_step`.
    async fn add_account(&self, account: Account, now: Instant) -> Result<(), StoreError>;
    /// Changes what is some in `change`, and ends the account's sessions where it says so, in one commit; false when there
    /// is none of that name, or none that is still as `if_still` says.
    async fn change_account(&self, name: &str, change: AccountChange) -> Result<bool, StoreError>;
    /// The account of this name, closed or not.
    async fn find_account(&self, name: &str) -> Result<Option<Account>, StoreError>;
    /// Every account, closed ones too, by name.
    async fn list_accounts(&self) -> Result<Vec<Account>, StoreError>;
    /// Whose account is called what, by who its owner is.
    async fn list_account_people(&self) -> Result<Vec<(PersonId, String)>, StoreError>;
    /// Sets the second step of an account, or takes it off, and ends its sessions, in one commit. False when there is none of
    /// that name, or none that is still as `if_still` says.
    async fn set_second_step(&self, name: &str, change: StepChange) -> Result<bool, StoreError>;
    /// Notes that the code of a step was used; false, and nothing is noted, where that step or a later one was used
    /// before. Of two who bring one code at once, one gets false.
    async fn use_step(&self, name: &str, step: u64) -> Result<bool, StoreError>;
    /// Uses up a recovery code; false when the account has none of that mark.
    async fn use_recovery_code(&self, name: &str, mark: RecoveryMark) -> Result<bool, StoreError>;
    /// How many recovery codes an account has left.
    async fn count_recovery_codes(&self, name: &str) -> Result<u32, StoreError>;
    /// Keeps a session under the hash of its cookie, drops those that have ended, and notes on the account when somebody
    /// last signed in (`started_at`). False, and nothing is kept, where the account is closed or has other credentials than
    /// those that were proven: their change has ended all sessions, and this one would come after it.
    async fn add_page_session(
        &self,
        token: Sha256,
        session: PageSession,
        proven: Credentials,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// The session of this cookie, if it has not ended.
    async fn find_page_session(&self, token: Sha256, now: Instant)
    -> Result<Option<PageSession>, StoreError>;
    /// The sessions of an account that have not ended, by the hash of their cookie, the newest first.
    async fn list_page_sessions(
        &self,
        account: &str,
        now: Instant,
    ) -> Result<Vec<(Sha256, PageSession)>, StoreError>;
    /// Notes when somebody did something in a session (`used_at`).
    async fn note_page_session(&self, token: Sha256, used_at: Instant) -> Result<(), StoreError>;
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
