//! Accounts: who may look at headquarters' page, as an administrator adds, changes and closes them.
//!
//! An account is closed and never deleted, for the audit log names it.

use domain::{Act, HeldRole, Instant, PersonId, UnitId, allow};
use protocol::{FirstCode, hash_of};

use crate::{
    HqState, RegisterError,
    clock::{id_time, random},
    store::{Account, AccountChange, StepChange},
};

const SHORTEST_PASSWORD: usize = 10;
const LONGEST_NAME: usize = 64;

/// An account as lists tell of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountTold {
    /// What is typed.
    pub name: String,
    /// The unit whose subtree is seen, by name.
    pub unit: String,
    /// What its owner works as.
    pub roles: Vec<HeldRole>,
    /// Whether nobody signs in with it any more.
    pub is_closed: bool,
    /// Whether a second step is set up.
    pub has_second_step: bool,
    /// When somebody last signed in with it.
    pub signed_in_at: Option<Instant>,
}

impl HqState {
    /// Every account, by name.
    pub async fn accounts_told(&self) -> Result<Vec<AccountTold>, RegisterError> {
        let units = self.store.list_units().await?;
        let told = |account: Account| AccountTold {
            unit: units
                .iter()
                .find(|unit| unit.id == account.unit)
                .map(|unit| unit.name.clone())
                .unwrap_or_default(),
            is_closed: account.closed_at.is_some(),
            has_second_step: account.second_step.is_some(),
            name: account.name,
            roles: account.roles,
            signed_in_at: account.signed_in_at,
        };
        Ok(self.store.list_accounts().await?.into_iter().map(told).collect())
    }

    /// Adds an account that sees a unit's subtree, and may do what its owner's roles allow.
    pub async fn add_account(
        &self,
        name: &str,
        password: &str,
        unit: UnitId,
        roles: Vec<HeldRole>,
    ) -> Result<(), RegisterError> {
        refuse_short(password)?;
        self.keep_account(name, password, unit, roles, false).await
    }

    /// The same with a password to hand over, which its owner changes at their first sign-in.
    pub async fn invite_account(
        &self,
        name: &str,
        unit: UnitId,
        roles: Vec<HeldRole>,
    ) -> Result<String, RegisterError> {
        let password = FirstCode::new(random()).shown();
        self.keep_account(name, &password, unit, roles, true).await?;
        Ok(password)
    }

    async fn keep_account(
        &self,
        name: &str,
        password: &str,
        unit: UnitId,
        roles: Vec<HeldRole>,
        must_change: bool,
    ) -> Result<(), RegisterError> {
        refuse_nameless(name)?;
        refuse_unknown(&roles)?;
        let account = Account {
            name: name.to_owned(),
            password: self.hash(password.to_owned()).await,
            unit,
            roles,
            person: PersonId::new(id_time(self.clock.now()), random()),
            must_change,
            closed_at: None,
            signed_in_at: None,
            second_step: None,
            second_step_due_at: None,
        };
        Ok(self.store.add_account(account, self.clock.now()).await?)
    }

    /// Gives an account another password and signs it out everywhere.
    pub async fn change_password(&self, name: &str, password: &str) -> Result<(), RegisterError> {
        refuse_short(password)?;
        let password = Some((self.hash(password.to_owned()).await, false));
        self.change_account(name, AccountChange { password, ..AccountChange::default() }).await
    }

    /// The same by its owner, while what they proved themselves by is still their own. Answers the account as it is then.
    pub async fn choose_password(&self, own: &Account, password: &str) -> Result<Account, RegisterError> {
        refuse_short(password)?;
        let hash = self.hash(password.to_owned()).await;
        self.change_as_seen(own, (hash.clone(), false)).await?;
        Ok(Account { password: hash, must_change: false, ..own.clone() })
    }

    /// Gives an account a password to hand over and signs it out everywhere, while it is as it was seen. Answers the password.
    pub async fn give_password(&self, seen: &Account) -> Result<String, RegisterError> {
        let password = FirstCode::new(random()).shown();
        self.change_as_seen(seen, (self.hash(password.clone()).await, true)).await?;
        Ok(password)
    }

    async fn change_as_seen(&self, seen: &Account, password: (String, bool)) -> Result<(), RegisterError> {
        let change = AccountChange {
            password: Some(password),
            if_still: Some(seen.credentials()),
            ..AccountChange::default()
        };
        let is_done = self.store.change_account(&seen.name, change).await?;
        if is_done { Ok(()) } else { Err(RegisterError::AccountChanged) }
    }

    /// Gives an account other roles; pages that are signed in feel it at once.
    pub async fn change_account_roles(&self, name: &str, roles: Vec<HeldRole>) -> Result<(), RegisterError> {
        refuse_unknown(&roles)?;
        self.change_account(name, AccountChange { roles: Some(roles), ..AccountChange::default() }).await
    }

    /// Gives an account another unit; pages that are signed in feel it at once.
    pub async fn change_account_unit(&self, name: &str, unit: UnitId) -> Result<(), RegisterError> {
        self.change_account(name, AccountChange { unit: Some(unit), ..AccountChange::default() }).await
    }

    /// Closes an account and signs it out everywhere. The last that can give out roles stays open.
    pub async fn close_account(&self, name: &str) -> Result<(), RegisterError> {
        let _alone = self.accounts.lock().await;
        let gives_roles = |account: &Account| {
            account.closed_at.is_none() && allow(&account.roles, Act::NamePeople, self.today())
        };
        let accounts = self.store.list_accounts().await?;
        let gave_roles = accounts.iter().any(|account| account.name == name && gives_roles(account));
        if gave_roles && !accounts.iter().any(|account| account.name != name && gives_roles(account)) {
            return Err(RegisterError::LastAdministrator);
        }
        let closed_at = Some(Some(self.clock.now()));
        self.change_account(name, AccountChange { closed_at, ..AccountChange::default() }).await?;
        // At another node the other one may have been closed in the same moment.
        if gave_roles && !self.store.list_accounts().await?.iter().any(gives_roles) {
            self.open_account(name).await?;
            return Err(RegisterError::LastAdministrator);
        }
        Ok(())
    }

    /// Opens an account that was closed.
    pub async fn open_account(&self, name: &str) -> Result<(), RegisterError> {
        self.change_account(name, AccountChange { closed_at: Some(None), ..AccountChange::default() }).await
    }

    /// Lets an account that was tried too often sign in again.
    pub async fn unlock_account(&self, name: &str) -> Result<(), RegisterError> {
        Ok(self.store.clear_failures(hash_of(name.as_bytes())).await?)
    }

    /// Takes the second step off an account whose owner lost it, and signs it out everywhere. Where their roles need one they
    /// set another up at their next sign-in.
    pub async fn remove_second_step(&self, name: &str) -> Result<(), RegisterError> {
        self.second_step_is_due(name).await?;
        let is_done = self.store.set_second_step(name, StepChange::default()).await?;
        if is_done { Ok(()) } else { Err(RegisterError::NoAccount) }
    }

    /// The same while the account is as it was seen.
    pub async fn remove_second_step_of(&self, seen: &Account) -> Result<(), RegisterError> {
        self.second_step_is_due(&seen.name).await?;
        let change = StepChange { if_still: Some(seen.credentials()), ..StepChange::default() };
        let is_done = self.store.set_second_step(&seen.name, change).await?;
        if is_done { Ok(()) } else { Err(RegisterError::AccountChanged) }
    }

    /// Says nothing while there is one; so it is said first, and no account is ever without.
    async fn second_step_is_due(&self, name: &str) -> Result<(), RegisterError> {
        let second_step_due_at = Some(self.clock.now());
        self.change_account(name, AccountChange { second_step_due_at, ..AccountChange::default() }).await
    }

    async fn change_account(&self, name: &str, change: AccountChange) -> Result<(), RegisterError> {
        let is_known = self.store.change_account(name, change).await?;
        if is_known { Ok(()) } else { Err(RegisterError::NoAccount) }
    }
}

fn refuse_unknown(roles: &[HeldRole]) -> Result<(), RegisterError> {
    roles.iter().try_for_each(|held| crate::staff::known_role(&held.role))
}

/// Refuses a password that is guessed at once.
pub(crate) fn refuse_short(password: &str) -> Result<(), RegisterError> {
    if password.chars().count() < SHORTEST_PASSWORD { Err(RegisterError::ShortPassword) } else { Ok(()) }
}

/// Refuses a name that is none, or that stands for something else in the audit log.
fn refuse_nameless(name: &str) -> Result<(), RegisterError> {
    let is_plain = name.trim() == name && !name.chars().any(char::is_control);
    let is_name = (1..=LONGEST_NAME).contains(&name.chars().count());
    let is_own = name != crate::store::COMMAND_LINE && !name.starts_with(crate::store::SERVICE);
    if is_plain && is_name && is_own { Ok(()) } else { Err(RegisterError::NoName) }
}
