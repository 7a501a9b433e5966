//! Releases of the counters' program.

use async_trait::async_trait;
use domain::Instant;
use protocol::Signature;
use tokio_postgres::Row;

use super::{
    Postgres,
    values::{at, bytes, count, id, moment},
};
use crate::store::{KeptRelease, ReleaseRow, Releases, Stage, StoreError, VersionCount};

#[async_trait]
impl Releases for Postgres {
    async fn list_releases(&self) -> Result<Vec<KeptRelease>, StoreError> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT statement, signature, state, percent, units, added_at, added_by, changed_at, changed_by
                 FROM releases ORDER BY added_at DESC, version COLLATE \"C\" DESC, target COLLATE \"C\"",
                &[],
            )
            .await?;
        rows.iter().map(|found| row(found).and_then(KeptRelease::try_from)).collect()
    }

    async fn add_release(&self, kept: KeptRelease) -> Result<(), StoreError> {
        let client = self.client().await?;
        client
            .execute(
                "INSERT INTO releases (target, version, sha256, statement, signature, state, percent, units, added_at,
                    added_by, changed_at, changed_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                &[
                    &kept.release.target,
                    &kept.release.version.to_string(),
                    &kept.release.sha256.0.as_slice(),
                    &kept.signed.statement,
                    &kept.signed.signature.as_bytes().as_slice(),
                    &kept.stage.state.as_str(),
                    &i32::from(kept.stage.percent),
                    &kept.stage.units_text(),
                    &moment(kept.added_at),
                    &kept.added_by,
                    &moment(kept.changed_at),
                    &kept.changed_by,
                ],
            )
            .await?;
        Ok(())
    }

    async fn set_stage(
        &self,
        target: &str,
        version: &str,
        stage: Stage,
        by: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let changed = client
            .execute(
                "UPDATE releases SET state = $1, percent = $2, units = $3, changed_at = $4, changed_by = $5
                 WHERE target = $6 AND version = $7 AND state <> 'withdrawn'",
                &[
                    &stage.state.as_str(),
                    &i32::from(stage.percent),
                    &stage.units_text(),
                    &moment(now),
                    &by,
                    &target,
                    &version,
                ],
            )
            .await?;
        Ok(changed > 0)
    }

    async fn count_versions(&self) -> Result<Vec<VersionCount>, StoreError> {
        let client = self.client().await?;
        let rows = client
            .query(
                "SELECT branch_id, app_version, count(*) AS devices FROM devices WHERE revoked_at IS NULL
                 GROUP BY branch_id, app_version",
                &[],
            )
            .await?;
        let counted = |row: &Row| {
            Ok(VersionCount {
                branch: id(row, "branch_id")?,
                app_version: row.try_get("app_version")?,
                devices: count(row, "devices")?,
            })
        };
        rows.iter().map(counted).collect()
    }
}

fn row(row: &Row) -> Result<ReleaseRow, StoreError> {
    Ok(ReleaseRow {
        statement: row.try_get("statement")?,
        signature: Signature::from_bytes(bytes(row, "signature")?),
        state: row.try_get("state")?,
        percent: row.try_get::<_, i32>("percent")?.into(),
        units: row.try_get("units")?,
        added_at: at(row, "added_at")?,
        added_by: row.try_get("added_by")?,
        changed_at: at(row, "changed_at")?,
        changed_by: row.try_get("changed_by")?,
    })
}
