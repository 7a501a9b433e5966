//! Releases of the counters' program.

use async_trait::async_trait;
use domain::Instant;
use rusqlite::{Row, named_params};

use super::{
    Sqlite,
    values::{bytes, moment, text},
};
use crate::store::{KeptRelease, ReleaseRow, Releases, Stage, StoreError, VersionCount};

#[async_trait]
impl Releases for Sqlite {
    async fn list_releases(&self) -> Result<Vec<KeptRelease>, StoreError> {
        self.read(|tx| {
            let mut list = tx.prepare_cached(
                "SELECT statement, signature, state, percent, units, added_at, added_by, changed_at, changed_by
                 FROM releases ORDER BY added_at DESC, version DESC, target",
            )?;
            let rows = list.query_map([], row)?.collect::<Result<Vec<_>, _>>()?;
            rows.into_iter().map(KeptRelease::try_from).collect()
        })
        .await
    }

    async fn add_release(&self, kept: KeptRelease) -> Result<(), StoreError> {
        self.write(move |tx| {
            tx.execute(
                "INSERT INTO releases (target, version, sha256, statement, signature, state, percent, units, added_at,
                    added_by, changed_at, changed_by)
                 VALUES (:target, :version, :sha256, :statement, :signature, :state, :percent, :units, :added_at,
                    :added_by, :changed_at, :changed_by)",
                named_params! {
                    ":target": kept.release.target,
                    ":version": kept.release.version.to_string(),
                    ":sha256": kept.release.sha256.0,
                    ":statement": kept.signed.statement,
                    ":signature": kept.signed.signature.as_bytes(),
                    ":state": kept.stage.state.as_str(),
                    ":percent": kept.stage.percent,
                    ":units": kept.stage.units_text(),
                    ":added_at": moment(kept.added_at),
                    ":added_by": kept.added_by,
                    ":changed_at": moment(kept.changed_at),
                    ":changed_by": kept.changed_by,
                },
            )?;
            Ok(())
        })
        .await
    }

    async fn set_stage(
        &self,
        target: &str,
        version: &str,
        stage: Stage,
        by: &str,
        now: Instant,
    ) -> Result<bool, StoreError> {
        let (target, version, by) = (target.to_owned(), version.to_owned(), by.to_owned());
        self.write(move |tx| {
            let changed = tx.execute(
                "UPDATE releases SET state = :state, percent = :percent, units = :units, changed_at = :changed_at,
                    changed_by = :changed_by
                 WHERE target = :target AND version = :version AND state <> 'withdrawn'",
                named_params! {
                    ":state": stage.state.as_str(),
                    ":percent": stage.percent,
                    ":units": stage.units_text(),
                    ":changed_at": moment(now),
                    ":changed_by": by,
                    ":target": target,
                    ":version": version,
                },
            )?;
            Ok(changed > 0)
        })
        .await
    }

    async fn count_versions(&self) -> Result<Vec<VersionCount>, StoreError> {
        self.read(|tx| {
            let mut counted = tx.prepare_cached(
                "SELECT branch_id, app_version, count(*) AS devices FROM devices WHERE revoked_at IS NULL
                 GROUP BY branch_id, app_version",
            )?;
            let count = |row: &Row<'_>| {
                Ok(VersionCount {
                    branch: bytes(row, "branch_id")?,
                    app_version: row.get("app_version")?,
                    devices: row.get("devices")?,
                })
            };
            let counts = counted.query_map([], count)?.collect::<Result<_, _>>()?;
            Ok(counts)
        })
        .await
    }
}

fn row(row: &Row<'_>) -> rusqlite::Result<ReleaseRow> {
    Ok(ReleaseRow {
        statement: row.get("statement")?,
        signature: bytes(row, "signature")?,
        state: row.get("state")?,
        percent: row.get("percent")?,
        units: row.get("units")?,
        added_at: text(row, "added_at")?,
        added_by: row.get("added_by")?,
        changed_at: text(row, "changed_at")?,
        changed_by: row.get("changed_by")?,
    })
}
