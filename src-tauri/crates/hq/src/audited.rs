//! Writing the audit log: by the page's people, and by whoever types commands.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use domain::{AuditAct, Instant, PersonId, UnitId};
use protocol::{LookupKey, MARK_LEN};

use crate::{
    HqState, StoreError,
    clock::random,
    store::{AuditEntry, COMMAND_LINE, SERVICE},
};

/// Looks of one account at the same thing that count as one: an open page asks again by itself, many times a minute.
const ONE_LOOK_MS: i64 = 10 * 60 * 1_000;
/// Looks beyond which those that are too long ago are forgotten.
const MANY_LOOKS: usize = 20_000;

/// What became of it, where it was not refused.
pub mod outcome {
    /// It was shown.
    pub const SHOWN: &str = "shown";
    /// It was asked for; a row behind it says so if it was refused.
    pub const BEGUN: &str = "begun";
    /// It was done.
    pub const DONE: &str = "done";
    /// It could not be done after all, for headquarters had trouble.
    pub const FAILED: &str = "failed";
}

/// Who does it, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// The account.
    pub account: String,
    /// Its owner.
    pub person: Option<PersonId>,
    /// Their unit.
    pub unit: Option<UnitId>,
    /// From where.
    pub address: String,
}

impl By {
    /// Whoever types commands on headquarters' own machine, by the name that the system knows them by.
    pub fn command_line() -> Self {
        let user =
            ["SUDO_USER", "USER", "LOGNAME", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
        Self {
            account: COMMAND_LINE.to_owned(),
            person: None,
            unit: None,
            address: user.unwrap_or_else(|| "unknown".to_owned()),
        }
    }

    /// Another system of the carrier.
    pub fn service(name: &str, unit: UnitId, address: String) -> Self {
        Self { account: format!("{SERVICE}{name}"), person: None, unit: Some(unit), address }
    }

    /// Nobody that is known, at an address.
    pub fn nobody(address: String) -> Self {
        Self { account: String::new(), person: None, unit: None, address }
    }

    /// What they did.
    pub fn did(&self, act: AuditAct, about: &str, outcome: &str, at: Instant) -> AuditEntry {
        AuditEntry {
            at,
            account: self.account.clone(),
            person: self.person,
            unit: self.unit,
            address: self.address.clone(),
            act,
            about: about.to_owned(),
            outcome: outcome.to_owned(),
        }
    }
}

/// The looks of the last minutes that have a row.
///
/// What was asked for may be a customer's phone, so it is kept as a mark alone, by a key that this process made and nobody
/// ever sees.
pub struct Looks {
    key: LookupKey,
    rows: Mutex<Rows>,
}

/// Whose look it was and from where, at what, with what outcome, and the mark of what was asked for.
type Look = (String, AuditAct, String, String, [u8; MARK_LEN]);

struct Rows {
    at: HashMap<Look, Instant>,
    /// So many are looked through for those that are too long ago.
    most: usize,
}

impl Default for Looks {
    fn default() -> Self {
        let rows = Rows { at: HashMap::new(), most: MANY_LOOKS };
        Self { key: LookupKey::derived_from(&random(), "look"), rows: Mutex::new(rows) }
    }
}

impl Looks {
    fn look(&self, entry: &AuditEntry, asked: &str) -> Look {
        // Another place or another outcome is another look.
        let whose = format!("{}@{}", entry.account, entry.address);
        (whose, entry.act, entry.about.clone(), entry.outcome.clone(), self.key.mark(asked))
    }

    /// Whether the same look has a row that is new enough to stand for this one too.
    fn has_row(&self, look: &Look, now: Instant) -> bool {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        rows.at.get(look).is_some_and(|at| now.unix_ms() - at.unix_ms() < ONE_LOOK_MS && *at <= now)
    }

    fn keep(&self, look: Look, now: Instant) {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        if rows.at.len() >= rows.most {
            rows.at.retain(|_, at| now.unix_ms() - at.unix_ms() < ONE_LOOK_MS);
            // Where all of them are new, the next ones are not looked through one by one.
            rows.most = MANY_LOOKS.max(rows.at.len() * 2);
        }
        rows.at.insert(look, now);
    }
}

impl HqState {
    /// Keeps a row.
    pub async fn audit(&self, entry: AuditEntry) -> Result<(), StoreError> {
        self.store.append_audit(entry).await
    }

    /// Keeps a row of a look, unless the same one has a row of the last ten minutes.
    pub async fn audit_look(&self, entry: AuditEntry) -> Result<(), StoreError> {
        self.audit_look_for(entry, "").await
    }

    /// The same of a look whose row does not say all that was asked for: what was searched, which page of a list. Asked
    /// for something else it is another look. A file that is saved is never the one that was saved before.
    pub async fn audit_look_for(&self, entry: AuditEntry, asked: &str) -> Result<(), StoreError> {
        let now = entry.at;
        let look = self.looks.look(&entry, asked);
        if entry.act != AuditAct::AuditExported && self.looks.has_row(&look, now) {
            return Ok(());
        }
        self.store.append_audit(entry).await?;
        self.looks.keep(look, now);
        Ok(())
    }

    /// Keeps a row of what is being done, does it, and keeps another one where it failed: nothing is done unnoted.
    pub async fn audited<T, E: From<StoreError>>(
        &self,
        entry: AuditEntry,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        self.store.append_audit(entry.clone()).await?;
        match work.await {
            Ok(done) => Ok(done),
            Err(error) => {
                let failed =
                    AuditEntry { outcome: outcome::FAILED.to_owned(), at: self.clock.now(), ..entry };
                self.store.append_audit(failed).await?;
                Err(error)
            }
        }
    }
}
