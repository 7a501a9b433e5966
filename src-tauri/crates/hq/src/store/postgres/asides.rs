//! Lines that are set aside, and forks.

use async_trait::async_trait;
use domain::{BranchId, DeviceId, Instant};
use tokio_postgres::Row;

use super::{
    Postgres, heads,
    nul::told,
    one_state,
    values::{Id, at, at_or_none, count, id, id_or_none, moment, uuids, whole},
};
use crate::store::{AsideLine, Asides, ForkSeen, LogName, PlacedLine, Scope, StoreError};

#[async_trait]
impl Asides for Postgres {
    async fn list_set_aside(&self, branches: Scope, limit: u32) -> Result<Vec<AsideLine>, StoreError> {
        let client = self.client().await?;
        let within = match branches.is_everything() {
            true => "$1::uuid[] IS NOT NULL",
            false => "lines.branch_id IN (SELECT unnest($1::uuid[]))",
        };
        let found = client
            .prepare_cached(&format!(
                "SELECT lines.branch_id, lines.device_id, epoch_id, seq, set_aside, event_id, lines.ticket_id, number,
                    lines.received_at, filed_at
                 FROM lines LEFT JOIN tickets USING (branch_id, ticket_id)
                 WHERE {within} AND set_aside IS NOT NULL
                 ORDER BY filed_at IS NOT NULL, lines.received_at DESC, seq DESC LIMIT $2"
            ))
            .await?;
        let asked = if branches.is_everything() { Vec::new() } else { uuids(branches.iter().copied()) };
        let rows = client.query(&found, &[&asked, &i64::from(limit)]).await?;
        rows.iter().map(aside).collect()
    }

    async fn find_line(&self, log: LogName, seq: u64) -> Result<Option<PlacedLine>, StoreError> {
        let mut client = self.client().await?;
        let tx = one_state(&mut client).await?;
        let found = tx
            .prepare_cached(
                "SELECT line, set_aside FROM lines
                 WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4",
            )
            .await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        let row = tx.query_opt(&found, &[&branch, &device, &epoch, &whole(seq)]).await?;
        let Some(row) = row else { return Ok(None) };
        let before = heads::hash_at(&tx, log, seq.saturating_sub(1)).await?;
        Ok(Some(PlacedLine { line: told(&row, "line")?, set_aside: row.try_get("set_aside")?, before }))
    }

    async fn file_line(&self, log: LogName, seq: u64, now: Instant) -> Result<bool, StoreError> {
        let client = self.client().await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        let filed = client
            .execute(
                "UPDATE lines SET filed_at = coalesce(filed_at, $5)
                 WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3 AND seq = $4 AND set_aside IS NOT NULL",
                &[&branch, &device, &epoch, &whole(seq), &moment(now)],
            )
            .await?;
        Ok(filed > 0)
    }

    async fn list_forks(&self, branch: BranchId, device: DeviceId) -> Result<Vec<ForkSeen>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT epoch_id, min(seq) AS seq, count(*) AS lines FROM forked_lines
                 WHERE branch_id = $1 AND device_id = $2 GROUP BY epoch_id ORDER BY min(received_at)",
            )
            .await?;
        let fork = |row: &Row| {
            Ok(ForkSeen { epoch: id(row, "epoch_id")?, seq: count(row, "seq")?, lines: count(row, "lines")? })
        };
        client.query(&found, &[&branch.uuid(), &device.uuid()]).await?.iter().map(fork).collect()
    }

    async fn log_since(&self, log: LogName) -> Result<Option<Instant>, StoreError> {
        let client = self.client().await?;
        let found = client
            .prepare_cached(
                "SELECT since FROM logs WHERE branch_id = $1 AND device_id = $2 AND epoch_id = $3",
            )
            .await?;
        let (branch, device, epoch) = (log.branch.uuid(), log.device.uuid(), log.epoch.uuid());
        let row = client.query_opt(&found, &[&branch, &device, &epoch]).await?;
        row.map(|row| at(&row, "since")).transpose()
    }
}

fn aside(row: &Row) -> Result<AsideLine, StoreError> {
    Ok(AsideLine {
        log: LogName {
            branch: id(row, "branch_id")?,
            device: id(row, "device_id")?,
            epoch: id(row, "epoch_id")?,
        },
        seq: count(row, "seq")?,
        reason: row.try_get("set_aside")?,
        event: id_or_none(row, "event_id")?,
        ticket: id_or_none(row, "ticket_id")?,
        number: row.try_get("number")?,
        received_at: at(row, "received_at")?,
        filed_at: at_or_none(row, "filed_at")?,
    })
}
