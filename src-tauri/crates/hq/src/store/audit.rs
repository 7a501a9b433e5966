//! The audit log: who looked at what, and who did what. Rows are only added, and each names the hash of the one before.

use async_trait::async_trait;
use domain::{AuditAct, Instant, PersonId, Sha256, UnitId};
use protocol::{NO_HASH, hash_of};
use serde_json::json;

use super::StoreError;

/// What is to be kept of one look or act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditEntry {
    /// When.
    pub at: Instant,
    /// The account's name, or `COMMAND_LINE`, or a service's name behind `SERVICE`; empty for a name that is nobody's.
    pub account: String,
    /// Whose account it is.
    pub person: Option<PersonId>,
    /// The unit of what it was about, or else of whoever did it; a branch's is its own identity.
    pub unit: Option<UnitId>,
    /// Where the call came from; for the command line the system's user.
    pub address: String,
    /// What was done.
    pub act: AuditAct,
    /// A ticket's number, a device, an account, and behind a space what more is to be said: never what a customer told.
    pub about: String,
    /// What became of it: `shown`, `begun`, `done`, or the code of a refusal.
    pub outcome: String,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place, from 1 without gaps.
    pub seq: u64,
    /// What it says.
    pub entry: AuditEntry,
    /// The hash of the row before, as it is kept.
    pub before: Sha256,
    /// Its own, as it is kept.
    pub hash: Sha256,
}

/// Stands for the account where an administrator typed a command on headquarters' own machine.
pub const COMMAND_LINE: &str = "command line";

/// Stands before the name of another system that speaks to headquarters.
pub const SERVICE: &str = "service:";

impl AuditEntry {
    /// The hash of this entry in a place behind `before`: SHA-256 of a JSON array of texts. For ever.
    pub fn hash(&self, seq: u64, before: Sha256) -> Sha256 {
        let id = |id: Option<String>| id.unwrap_or_default();
        let row = json!([
            seq.to_string(),
            before.to_string(),
            self.at.to_string(),
            self.account,
            id(self.person.map(|person| person.to_string())),
            id(self.unit.map(|unit| unit.to_string())),
            self.address,
            self.act.as_str(),
            self.about,
            self.outcome,
        ]);
        hash_of(row.to_string().as_bytes())
    }
}

impl AuditRow {
    /// Whether it is the row behind `last`, and says what it said when it was written.
    pub fn follows(&self, last: Option<(u64, Sha256)>) -> bool {
        let (seq, before) = last.unwrap_or((0, NO_HASH));
        self.seq == seq + 1 && self.before == before && self.hash == self.entry.hash(self.seq, self.before)
    }
}

/// Which rows are asked for; what is none does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditQuery {
    /// Only of these units.
    pub units: Option<Vec<UnitId>>,
    /// Only of this account.
    pub account: Option<String>,
    /// Only this act.
    pub act: Option<AuditAct>,
    /// Only about this: `about` is exactly it, or begins with it and a space.
    pub about: Option<String>,
    /// Not earlier.
    pub from: Option<Instant>,
    /// Earlier.
    pub until: Option<Instant>,
    /// Only rows before this place.
    pub before: Option<u64>,
    /// At most so many.
    pub limit: u32,
}

/// Keeps the audit log.
#[async_trait]
pub trait Audits: Send + Sync {
    /// Appends a row behind the last: its place is the last one's and one, `before` the last one's hash, and all of that
    /// is one transaction, so that two who append at once make two rows one behind the other.
    async fn append_audit(&self, entry: AuditEntry) -> Result<(), StoreError>;
    /// The rows that fit, the newest first.
    async fn list_audit(&self, wanted: AuditQuery) -> Result<Vec<AuditRow>, StoreError>;
    /// Rows behind a place, the oldest first: at most `limit`.
    async fn list_audit_after(&self, seq: u64, limit: u32) -> Result<Vec<AuditRow>, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> AuditEntry {
        AuditEntry {
            at: Instant::from_unix_ms(1_795_242_900_000),
            account: "wu.lei".into(),
            person: Some(PersonId::from_bytes([1; 16])),
            unit: None,
            address: "10.0.0.7".into(),
            act: AuditAct::TicketOpened,
            about: "WC07-261121-A0001-7".into(),
            outcome: "shown".into(),
        }
    }

    #[test]
    fn a_rows_hash_is_for_ever() {
        let hash = entry().hash(1, NO_HASH).to_string();
        assert_eq!(hash, "5624cebeec61f325807df4a41fd6685731e30564da0e1bc11e1f43039032e40a");
    }

    #[test]
    fn a_row_that_was_changed_or_taken_away_is_noticed() {
        let row = |seq, before: Sha256, entry: AuditEntry| AuditRow {
            hash: entry.hash(seq, before),
            seq,
            before,
            entry,
        };
        let first = row(1, NO_HASH, entry());
        let second = row(2, first.hash, entry());
        assert!(first.follows(None));
        assert!(second.follows(Some((1, first.hash))));
        assert!(!second.follows(None), "the first was taken away");
        let changed = AuditEntry { about: "WC07-261121-A0002-5".into(), ..entry() };
        assert!(!AuditRow { entry: changed, ..second.clone() }.follows(Some((1, first.hash))));
        let third = row(3, second.hash, entry());
        assert!(!third.follows(Some((1, first.hash))), "the second was taken away");
    }
}
