//! The policies that headquarters published, as they came.

use domain::{Instant, PolicyVersion};
use protocol::wire::SignedPolicy;
use rusqlite::named_params;

use crate::{Error, Result, Snapshot, Tx, columns::Columns};

/// A published policy as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptPolicy {
    /// The version headquarters gave it out as.
    pub version: PolicyVersion,
    /// The document with its signature.
    pub signed: SignedPolicy,
    /// When it came, by this counter's clock.
    pub came_at: Instant,
    /// The code of what is wrong with it; none: it may be taken up.
    pub refused: Option<String>,
}

impl Snapshot {
    /// The versions that came, also those that were refused.
    pub fn policy_versions(&self) -> Result<Vec<PolicyVersion>> {
        let mut list = self.connection.prepare_cached("SELECT version FROM policies ORDER BY version")?;
        let mut rows = list.query([])?;
        let mut versions = Vec::new();
        while let Some(row) = rows.next()? {
            versions.push(PolicyVersion(row.column("version")?));
        }
        Ok(versions)
    }

    /// Every policy that came, in the order in which they did.
    pub fn policies(&self) -> Result<Vec<KeptPolicy>> {
        let mut list = self.connection.prepare_cached(
            "SELECT version, signed, came_at, refused FROM policies ORDER BY came_at, version",
        )?;
        let mut rows = list.query([])?;
        let mut policies = Vec::new();
        while let Some(row) = rows.next()? {
            let signed: String = row.column("signed")?;
            policies.push(KeptPolicy {
                version: PolicyVersion(row.column("version")?),
                signed: serde_json::from_str(&signed).map_err(|_| Error::Unreadable("a signed policy"))?,
                came_at: row.column("came_at")?,
                refused: row.column("refused")?,
            });
        }
        Ok(policies)
    }
}

impl Tx {
    /// Keeps a policy. One of the same version is replaced only where that was refused.
    pub fn keep_policy(&self, policy: &KeptPolicy) -> Result<()> {
        let signed = serde_json::to_string(&policy.signed).expect("a signed policy can be written");
        self.connection
            .prepare_cached(
                "INSERT INTO policies (version, signed, came_at, refused) VALUES (:version, :signed, :came_at, :refused)
                 ON CONFLICT (version) DO UPDATE SET signed = excluded.signed, came_at = excluded.came_at,
                 refused = excluded.refused WHERE policies.refused IS NOT NULL",
            )?
            .execute(named_params! {
                ":version": policy.version.as_str(), ":signed": signed,
                ":came_at": policy.came_at.to_string(), ":refused": policy.refused,
            })?;
        Ok(())
    }

    /// Forgets what was refused, so that it is asked for again: a later program may understand it.
    pub fn forget_refused_policies(&self) -> Result<()> {
        self.connection.prepare_cached("DELETE FROM policies WHERE refused IS NOT NULL")?.execute([])?;
        Ok(())
    }
}
